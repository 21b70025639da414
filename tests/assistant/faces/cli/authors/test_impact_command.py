"""`wence impact`: two versions, or a version and an amendment, in; what the step touches out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.faces.cli.authors.impact_command import impact
from ingest.problems import UsageError

DECISION = "关于修改《测试市人才租房补贴办法》的决定\n\n将第一条第（二）项中的“12个月”修改为“24个月”。\n"


@pytest.fixture
def decision(tmp_path: Path) -> str:
    (tmp_path / "决定.txt").write_text(DECISION, encoding="utf-8")
    return str(tmp_path / "决定.txt")


def run(*arguments: str, data: Path) -> Result:
    return CliRunner().invoke(impact, ["测试发-2026-1", *arguments, "--data", str(data)])


def test_an_amendment_of_what_is_held_tells_the_rules_that_rest_on_it(decision: str, data: Path) -> None:
    result = run(decision, "--json", data=data)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    touched = {one["old"]: one["rules"] for one in told["touched"]}
    assert touched["测试发-2026-1#t1.k1.x2"] == ["租房补贴"]


def test_the_text_compares_first_and_then_tells(decision: str, data: Path) -> None:
    compared, _, touched = run(decision, data=data).stdout.rpartition("\n\n")
    assert "实质改动 1 处（其中涉及数字 1 处）" in compared
    assert "依据它的规则：租房补贴（改了要重新核对）" in touched


def test_the_new_text_is_written(decision: str, data: Path, tmp_path: Path) -> None:
    written = tmp_path / "新.txt"
    assert run(decision, "--write", str(written), data=data).exit_code == 0
    assert "连续缴纳社会保险满24个月" in written.read_text(encoding="utf-8")


def test_what_is_no_amendment_has_no_new_text(data: Path, tmp_path: Path) -> None:
    result = run("测试发-2026-1", "--write", str(tmp_path / "新.txt"), data=data)
    assert isinstance(result.exception, UsageError)
    assert not (tmp_path / "新.txt").exists()


def test_the_same_version_touches_nothing(data: Path) -> None:
    assert json.loads(run("测试发-2026-1", "--json", data=data).stdout)["touched"] == []
