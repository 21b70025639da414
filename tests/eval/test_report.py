"""The report, and the command around it with a fake assistant."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from fakes import base, figure, judged, question, trace

from eval import __main__ as command_line
from eval import report as reports
from eval.measure import MEASURES
from eval.report import Report
from eval.run import Result, scores

HELD = base("1", "2")


def results(split: str, good: int, bad: int) -> list[Result]:
    asked = [question(f"{split}-{i:03}", clauses=(("1",),), split=split) for i in range(good + bad)]
    right, wrong = trace("answered", "", ["1"], ["1"]), trace("not_found", hits=["2"])
    return [judged(q, right if i < good else wrong, HELD) for i, q in enumerate(asked)]


def test_every_score_is_a_measure() -> None:
    assert [measure.key for measure in MEASURES] == list(scores([]))


def test_bounds_are_those_of_the_test_split() -> None:
    assert Report(tuple(results("dev", 1, 9))).missed == ()
    assert Report(tuple(results("test", 10, 0))).missed == ()
    missed = Report(tuple(results("test", 5, 5))).missed
    assert [m.key for m in missed] == ["false_abstentions", "citation_recall"]


@pytest.mark.parametrize("reveal", [False, True])
def test_failures_of_the_test_split_are_shown_only_on_demand(reveal: bool) -> None:
    report = Report(tuple(results("dev", 1, 1) + results("test", 1, 1)), reveal)
    rows = list(csv.DictReader(io.StringIO(reports.as_csv(report))))
    texts = [reports.terminal(report), reports.markdown(report), json.dumps(reports.as_json(report))]
    assert any(row["split"] == "test" for row in rows) is reveal
    assert any("test-00" in text for text in texts) is reveal
    assert "dev-001" in texts[1]


def test_terminal_table() -> None:
    shown = reports.terminal(Report(tuple(results("test", 19, 1))))
    line = next(line for line in shown.splitlines() if line.startswith("引用召回"))
    assert line.split() == ["引用召回", "0.950", "0.764–0.991", "19/20", "≥", "0.95", "达到"]


def test_a_bound_without_cases_is_neither_kept_nor_missed() -> None:
    shown = reports.terminal(Report(tuple(results("test", 1, 0))))
    line = next(line for line in shown.splitlines() if line.startswith("数字精确"))
    assert line.split() == ["数字精确", "—", "0/0", "≥", "0.97", "无例"]


def test_csv_has_one_row_a_question() -> None:
    asked = question(clauses=(("1", "2"),), figures=(figure("7", "家"),), question="多少，家？")
    report = Report((judged(asked, trace("answered", "7家", ["2", "1"], ["2"]), HELD),))
    (row,) = csv.DictReader(io.StringIO(reports.as_csv(report)))
    assert row["question"] == "多少，家？"
    assert (row["cited"], row["figures_stated"], row["first_rank"], row["faults"]) == (
        "d#2 d#1",
        "1",
        "1",
        "",
    )


def test_markdown_cells_keep_to_their_column() -> None:
    asked = question(clauses=(("1",),), question="甲|乙")
    assert "甲\\|乙" in reports.markdown(Report((judged(asked, trace("not_found"), HELD),)))


@pytest.fixture
def fake_assistant(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def nothing(policies: Path) -> Iterator[None]:
        yield None

    monkeypatch.setattr(command_line, "knowledge_base", nothing)
    monkeypatch.setattr(command_line, "contents", lambda kb: HELD)
    monkeypatch.setattr(command_line, "searcher", lambda kb, as_of: lambda text: ["d#1"])
    monkeypatch.setattr(
        command_line, "asker", lambda kb, as_of: lambda text: trace("answered", "", ["1"], ["1"])
    )


def questions_file(folder: Path, *clauses: str, split: str = "test") -> str:
    records = [
        {
            "id": f"q-{i}", "role": "staff", "topic": "t", "split": split, "kind": "how",
            "question": f"问{i}", "status": "answered", "clauses": [[clause]], "document": "d",
        }
        for i, clause in enumerate(clauses)
    ]  # fmt: skip
    path = folder / "questions.yaml"
    path.write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")
    return str(path)


def call(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = command_line.command(list(args))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.usefixtures("fake_assistant")
class TestCommand:
    def test_kept_bounds_exit_0(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = call(capsys, "--questions", questions_file(tmp_path, "1"), "--out", str(tmp_path))
        assert code == 0 and "test（1 题）" in out
        assert (tmp_path / "report.md").is_file() and (tmp_path / "questions.csv").is_file()

    def test_missed_bounds_are_said_and_exit_1_where_strict(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        args = ["--questions", questions_file(tmp_path, "2"), "--out", str(tmp_path), "--json"]
        assert call(capsys, *args)[0] == 0
        code, out, err = call(capsys, *args, "--strict")
        assert code == 1 and "未达到要求：引用召回 ≥ 0.95" in err
        assert json.loads(out)["missed"] == ["citation_recall", "citation_precision"]

    def test_failures_are_listed(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        args = ["--questions", questions_file(tmp_path, "2"), "--out", str(tmp_path)]
        assert "问0" not in call(capsys, *args)[1]
        assert "问0" in call(capsys, *args, "--failures")[1]

    def test_dev_has_no_bounds(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = questions_file(tmp_path, "2", split="dev")
        assert call(capsys, "--questions", path, "--out", str(tmp_path))[0] == 0

    def test_limit(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = questions_file(tmp_path, "1", "2", "2")
        assert call(capsys, "--questions", path, "--out", str(tmp_path), "--limit", "1")[0] == 0

    def test_two_runs_are_the_same(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = questions_file(tmp_path, "1", "2")
        seen = []
        for name in ("a", "b"):
            _, out, _ = call(capsys, "--questions", path, "--out", str(tmp_path / name), "--json")
            seen.append((out, [p.read_bytes() for p in sorted((tmp_path / name).iterdir())]))
        assert seen[0] == seen[1]


@pytest.mark.parametrize(
    "args",
    [
        ["--split", "train"],
        ["--limit", "0"],
        ["--limit", "三"],
        ["--as-of", "昨天"],
        ["--questions", "没有/这个.yaml"],
        ["--policies", "没有/这个"],
        ["--faliures"],
        ["--out"],
        ["多余"],
    ],
    ids=" ".join,
)
def test_usage_errors_are_one_chinese_sentence(
    args: list[str], tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    given = args if args[-1] == "--out" else [*args, "--out", str(tmp_path)]
    code, out, err = call(capsys, *given)
    assert code == 2 and out == ""
    assert err.count("\n") == 1 and err.rstrip().endswith(("。", "？"))
    assert not list(tmp_path.iterdir())
