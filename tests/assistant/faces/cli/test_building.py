"""`wence build`: a line a file, what counts as failed, progress that does not disturb."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from assistant.faces.cli.building import build_base, failed, told_progress
from ingest.problems import ReadError
from kb.build_report import BuildReport, FileVerdict, Outcome

TEXT = "慈溪市示范办法\n慈示例〔2026〕1号\n\n第一条 为了示范，制定本办法。\n"


def report(*verdicts: FileVerdict) -> BuildReport:
    return BuildReport(verdicts, 0, 0, 0, "", False)


@pytest.mark.parametrize(
    ("outcome", "named", "bad"),
    [
        (Outcome.ADDED, True, False),
        (Outcome.WARNED, True, False),
        (Outcome.REFUSED, False, True),
        (Outcome.NEEDS_OCR, False, True),
        (Outcome.UNSUPPORTED, True, True),
        (Outcome.UNSUPPORTED, False, False),
        (Outcome.SKIPPED, True, False),
    ],
)
def test_what_counts_as_failed(outcome: Outcome, named: bool, bad: bool, tmp_path: Path) -> None:
    path = tmp_path / "甲.bin"
    path.touch()
    verdict = FileVerdict(str(path), outcome)
    assert failed(report(verdict), [path if named else tmp_path]) is bad


def test_no_file_at_all_is_a_failure() -> None:
    assert failed(report(), [])


def test_a_path_that_is_not_there_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="找不到“.*没有”"):
        build_base([tmp_path / "没有"], tmp_path / "base")
    assert not (tmp_path / "base").exists()


def test_a_line_a_file_and_a_summary_on_stdout_progress_on_stderr(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "办法.txt").write_text(TEXT, encoding="utf-8")
    (folder / "空\x1b[31m.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    assert failed(build_base([folder], tmp_path / "base"), [folder])
    told = capfd.readouterr()
    out = click.unstyle(told.out).splitlines()
    assert any(line.startswith("已入库") and line.endswith("policies/办法.txt") for line in out)
    assert any(line.startswith("拒绝") and "：" in line for line in out)
    assert "\x1b[31m" not in told.out, "a file's name cannot colour the terminal"
    assert out[-1].startswith("处理 2 个文件：已入库 1，拒绝 1。")
    assert "……" in told.err


def test_each_stage_is_told_once_where_there_is_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with told_progress() as progress:
        for done in range(3):
            progress("读取", done, 3)
        progress("建立索引", 0, 1)
    assert capfd.readouterr().err == "读取……\n建立索引……\n"
