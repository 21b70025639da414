"""Headers, footers and comments: told, not read."""

from __future__ import annotations

import pytest
from docx_parts import p, r
from word_elements import package

from ingest.read.docx.headers_footers import tell_apart
from ingest.read.docx.parts.docx_file import Book


def told(**parts: str) -> dict[str, list[str]]:
    one = package(**parts)
    book = Book.of(one)
    tell_apart(one, book)
    return {key: words for key, words in book.told.evidence.items() if book.told.counts.get(key)}


def comment(text: str) -> str:
    return f'<w:comment w:id="1">{p(text)}</w:comment>'


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ({}, {}),
        ({"header": p("甲市文件"), "footer": p("乙")}, {"running": ["甲市文件", "乙"]}),
        ({"header": p("甲市文件"), "footer": p("甲市文件")}, {"running": ["甲市文件"]}),
        ({"footer": p("- 3 -")}, {}),
        ({"footer": p("第 3 页 共 9 页")}, {}),
        ({"header": p("")}, {}),
        ({"comments": comment("请核对") + comment("删去？")}, {"comments": ["请核对", "删去？"]}),
    ],
)
def test_what_they_hold(parts: dict[str, str], wanted: dict[str, list[str]]) -> None:
    assert told(**parts) == wanted


def test_what_is_hidden_in_a_header_is_not_hidden_in_the_body() -> None:
    one = package(header=p(r("隐", "<w:vanish/>"), "显"))
    book = Book.of(one)
    book.told.add("struck", "正文的")
    tell_apart(one, book)
    assert book.told.counts == {"struck": 1, "running": 1}
    assert book.told.evidence["running"] == ["显"]
