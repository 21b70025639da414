"""Opening a base, a file, a document: what is not there is told and never made."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.faces.cli.opening import answer_to, document_named, file_at, held_documents, open_base
from ingest.problems import ReadError, UsageError, WenceError
from kb.knowledge import KnowledgeBase

TEXT = "慈溪市示范办法\n\n第一条 为了示范，制定本办法。\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "草案.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_base_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(WenceError, match="wence build"):
        open_base(tmp_path / "没有")
    assert list(tmp_path.iterdir()) == []


def test_a_base_is_opened_and_asked(data: Path) -> None:
    with open_base(data) as base:
        assert isinstance(base, KnowledgeBase)
        assert answer_to(base, "月球上的工资是多少", None).citations == ()


def test_what_is_held(data: Path, tmp_path: Path) -> None:
    assert [one.id for one in held_documents(data)] == ["测试发-2026-1"]
    assert held_documents(tmp_path / "没有") == ()


def test_a_file_a_folder_or_nothing(draft: Path, tmp_path: Path) -> None:
    assert file_at(str(draft)) == draft
    assert file_at(str(tmp_path / "没有.txt")) is None
    with pytest.raises(ReadError, match="是文件夹"):
        file_at(str(tmp_path))


@pytest.mark.parametrize("name", ["测试发-2026-1", "测试发〔2026〕1号", "《测试市人才租房补贴办法》"])
def test_a_document_by_its_id_number_or_title(name: str, data: Path) -> None:
    assert document_named(name, data).id == "测试发-2026-1"


def test_a_file_comes_before_what_is_held(draft: Path, data: Path, tmp_path: Path) -> None:
    assert document_named(str(draft), data).title == "慈溪市示范办法"
    assert document_named(str(draft), tmp_path / "没有").title == "慈溪市示范办法"


@pytest.mark.parametrize(
    ("name", "based", "says"),
    [("没有的.txt", True, "知识库里也没有这份文件"), ("没有的.txt", False, "也没有知识库")],
)
def test_what_is_nowhere_is_told(name: str, based: bool, says: str, data: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=says):
        document_named(name, data if based else tmp_path / "没有")


def test_a_folder_is_no_document(tmp_path: Path, data: Path) -> None:
    with pytest.raises(ReadError, match="是文件夹"):
        document_named(str(tmp_path), data)
