"""`wence refs`: the references of a draft or of the base, by status, as text, JSON and a picture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.faces.cli.authors.referring import refs
from ingest.problems import UsageError

DRAFT = "慈溪市示范办法\n\n第一条 按照《测试市人才租房补贴办法》第二条执行。\n\n第二条 另见第九条。\n"


@pytest.fixture
def draft(tmp_path: Path) -> str:
    (tmp_path / "草案.txt").write_text(DRAFT, encoding="utf-8")
    return str(tmp_path / "草案.txt")


def run(*arguments: str, data: Path) -> Result:
    return CliRunner().invoke(refs, [*arguments, "--data", str(data)])


def statuses(result: Result) -> list[str]:
    return [one["status"] for one in json.loads(result.stdout)["references"]]


def test_a_draft_is_resolved_on_what_is_held(draft: str, data: Path, tmp_path: Path) -> None:
    assert statuses(run(draft, "--json", data=data)) == ["resolved", "not_found"]
    assert statuses(run(draft, "--json", data=tmp_path / "没有")) == ["external", "not_found"]


@pytest.mark.parametrize(
    ("status", "left"), [("找不到", ["not_found"]), ("not_found", ["not_found"]), ("范围", [])]
)
def test_one_status_alone(status: str, left: list[str], draft: str, data: Path) -> None:
    assert statuses(run(draft, "--json", "--status", status, data=data)) == left


def test_a_status_that_there_is_not_is_told(draft: str, data: Path) -> None:
    result = run(draft, "--status", "丢了", data=data)
    assert isinstance(result.exception, UsageError)
    assert "已找到、范围、有歧义、找不到、未收录、已失效" in str(result.exception)


@pytest.mark.parametrize(
    ("more", "code"), [((), 0), (("--strict",), 1), (("--strict", "--status", "已找到"), 1)]
)
def test_strict_counts_all_that_is_broken_whatever_is_listed(
    more: tuple[str, ...], code: int, draft: str, data: Path
) -> None:
    assert run(draft, *more, data=data).exit_code == code


def test_the_text_names_the_other_document(draft: str, data: Path) -> None:
    out = run(draft, data=data).stdout
    assert out.startswith("《慈溪市示范办法》\n")
    assert "→《测试市人才租房补贴办法》第二条" in "".join(out.split())
    assert out.splitlines()[-1] == "共 2 处引用：已找到 1，找不到 1。"


def test_the_picture_is_written(draft: str, data: Path, tmp_path: Path) -> None:
    assert run(draft, "--svg", str(tmp_path / "图.svg"), data=data).exit_code == 0
    assert "1 处要看" in (tmp_path / "图.svg").read_text(encoding="utf-8")


def test_nothing_held_and_nothing_named(tmp_path: Path) -> None:
    assert run(data=tmp_path / "没有").stdout == "没有找到引用。\n"
