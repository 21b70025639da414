"""`wence documents`, `remove`, `restore`, `prune`, `verify` on a base of one document."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from assistant.faces.cli import keeping

Run = Callable[..., Result]
ID = "测试发-2026-1"


@pytest.fixture
def own(data: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copytree(data, tmp_path / "base"))


@pytest.fixture
def run(own: Path) -> Run:
    def ran(command: click.Command, *arguments: str, code: int = 0) -> Result:
        told = CliRunner().invoke(command, [*arguments, "--data", str(own)])
        assert told.exit_code == code, (told.output, told.exception)
        return told

    return ran


def ids(run: Run, *arguments: str) -> list[tuple[str, str]]:
    found = json.loads(run(keeping.documents, "--json", *arguments).stdout)
    return [(one["id"], one["state"]) for one in found["documents"]]


def test_a_document_goes_comes_back_and_goes_for_good(run: Run) -> None:
    assert ids(run) == [(ID, "held")]
    assert "已移除" in run(keeping.remove, ID).stdout
    assert ids(run) == []
    assert ids(run, "--all") == [(ID, "removed")]
    assert "知识库现有 1 份文件" in run(keeping.restore, ID).stdout
    assert ids(run) == [(ID, "held")]
    run(keeping.remove, ID)
    assert f"已彻底删除  {ID}" in run(keeping.prune).stdout
    assert ids(run, "--all") == []


def test_nothing_to_prune_is_told(run: Run) -> None:
    assert run(keeping.prune).stdout == "删除 0 份文件、0 个不再用到的原件（0 字节）。\n"


def test_what_is_not_held_is_an_error(run: Run) -> None:
    told = run(keeping.remove, "没有的", code=1)
    assert "没有的" in str(told.exception)
    assert ids(run) == [(ID, "held")]


def test_the_list_tells_the_validity_of_the_day(run: Run) -> None:
    assert "已" not in run(keeping.documents, "--as-of", "2026-06-01").stdout.split("共")[0].split("\n")[0]
    late = json.loads(run(keeping.documents, "--json", "--as-of", "2040-01-01").stdout)
    assert (late["as_of"], late["documents"][0]["in_force"]) == ("2040-01-01", False)


def test_a_sound_base_is_told_in_one_line_and_in_json(run: Run) -> None:
    assert run(keeping.verify).stdout.startswith("知识库完好：1 份文件、1 个原件、")
    told = json.loads(run(keeping.verify, "--json").stdout)
    assert list(told)[0] == "sound"
    assert (told["sound"], told["documents"], told["problems"]) == (True, 1, [])


def test_a_changed_original_is_found(run: Run, own: Path) -> None:
    (original,) = (path for path in (own / "originals").rglob("*") if path.is_file())
    original.chmod(0o600)
    original.write_bytes(b"changed")
    told = run(keeping.verify, code=1).stdout
    assert told.startswith("发现 1 个问题：\n· ")
    assert "原件已改变" in told
    (problem,) = json.loads(run(keeping.verify, "--json", code=1).stdout)["problems"]
    assert (problem["where"], problem["severity"]) == (ID, "error")
