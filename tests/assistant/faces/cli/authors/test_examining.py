"""`wence check FILE…`: drafts examined beside what is held, the exit code, the files written."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from assistant.faces.cli.authors.examining import Wish, check_files, names_of
from ingest.problems import UsageError

DAY = date(2026, 6, 1)
BROKEN = "慈溪市示范办法\n\n第一条 标准按照第九条执行。\n\n第二条 本办法自2026年1月1日起施行，有效期5年。\n"
SOUND = BROKEN.replace("第九条", "第二条")


def wish(**more: Any) -> Wish:
    return Wish(
        **({"only": frozenset(), "hints": False, "as_json": False, "html": None, "docx": None} | more)
    )


@pytest.fixture
def draft(tmp_path: Path) -> Any:
    def written(text: str, name: str = "草案.txt") -> str:
        path = tmp_path / name
        if name.endswith(".docx"):
            made = docx.Document()
            for line in filter(None, text.split("\n")):
                made.add_paragraph(line)
            made.save(str(path))
        else:
            path.write_text(text, encoding="utf-8")
        return str(path)

    return written


@pytest.mark.parametrize(("text", "code"), [(BROKEN, 1), (SOUND, 0)])
def test_errors_make_the_exit_code(text: str, code: int, draft: Any, data: Path) -> None:
    assert check_files([draft(text)], data, DAY, None, wish()) == code


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_examined(
    draft: Any, data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    files = [str(tmp_path / "没有.txt"), draft(BROKEN), draft("", "空.txt")]
    assert check_files(files, data, DAY, None, wish(as_json=True)) == 2
    told = capfd.readouterr()
    found = json.loads(told.out)
    assert [one["file"] for one in found["files"]] == [files[1]]
    assert len(found["unread"]) == 2
    assert told.err.splitlines() == found["unread"]


def test_only_what_is_wanted_is_looked_for(draft: Any, data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    only = names_of("没有有效期，term_latin")
    assert check_files([draft(BROKEN)], data, DAY, None, wish(only=only, as_json=True)) == 0
    assert json.loads(capfd.readouterr().out)["files"][0]["findings"] == []


def test_what_is_let_stand_is_no_error(draft: Any, data: Path, tmp_path: Path) -> None:
    ignore = tmp_path / "ignore.yaml"
    ignore.write_text(
        "- {check: reference_broken, document: 慈溪市示范办法, reason: 已知}\n", encoding="utf-8"
    )
    assert check_files([draft(BROKEN)], data, DAY, ignore, wish()) == 0


def test_without_a_file_all_that_is_held_is_examined(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert check_files([], data, DAY, None, wish(as_json=True)) == 0
    (one,) = json.loads(capfd.readouterr().out)["files"]
    assert one["document"]["id"] == "测试发-2026-1"


def test_without_a_file_and_a_base_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="请写要检查的文件"):
        check_files([], tmp_path / "没有", DAY, None, wish())


def test_the_page_and_the_word_copy_are_written_the_draft_is_not(
    draft: Any, tmp_path: Path, data: Path
) -> None:
    name = draft(BROKEN, "草案.docx")
    before = Path(name).read_bytes()
    page, copy = tmp_path / "结果.html", tmp_path / "批注.docx"
    assert check_files([name], data, DAY, None, wish(html=str(page), docx=str(copy))) == 1
    assert "没有" in page.read_text(encoding="utf-8")
    comments = [comment.text for comment in docx.Document(BytesIO(copy.read_bytes())).comments]
    assert any("第九条" in text for text in comments)
    assert not any(text.startswith("提示") for text in comments), "hints were not wanted"
    assert Path(name).read_bytes() == before


@pytest.mark.parametrize("names", [("甲.txt",), ("甲.docx", "乙.docx"), ()])
def test_a_word_copy_is_of_one_word_file(
    names: tuple[str, ...], draft: Any, data: Path, tmp_path: Path
) -> None:
    files = [draft(SOUND, name) for name in names]
    with pytest.raises(UsageError, match="恰好一个 .docx"):
        check_files(files, data, DAY, None, wish(docx=str(tmp_path / "批注.docx")))


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (None, set()),
        ("", set()),
        (" , ，", set()),
        ("reference_broken", {"reference_broken"}),
        ("引用的条款不存在， term_latin", {"reference_broken", "term_latin"}),
    ],
)
def test_checks_by_name_or_title(written: str | None, names: set[str]) -> None:
    assert names_of(written) == names


def test_a_check_that_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(
        UsageError, match="没有“飞”这种检查，可用的有：reference_broken（引用的条款不存在）、"
    ):
        names_of("term_latin,飞")
