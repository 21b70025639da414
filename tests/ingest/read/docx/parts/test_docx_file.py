"""What the texts of a Word file share: its notes, their marks, its paper."""

from __future__ import annotations

import pytest
from docx_parts import p
from word_elements import book, element

from ingest.read.docx.parts.docx_file import Book
from ingest.read.docx.parts.look import PAPER

NOTES = "".join(f'<w:footnote w:id="{at}">{p(f"脚注{at}")}</w:footnote>' for at in (1, 2, 3))
ENDS = f'<w:endnote w:id="1">{p("尾注")}</w:endnote>'


def reference(number: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:{kind}Reference w:id="{number}" {more}/>'


def marks(book: Book, *references: str) -> list[str]:
    return [book.take_note(element(one))[0] for one in references]


def test_notes_are_numbered_as_they_are_referred_to() -> None:
    shared = book(footnotes=NOTES, endnotes=ENDS)
    found = marks(shared, reference(3), reference(1), reference(1, "endnote"), reference(2))
    assert found == ["¹", "²", "[i]", "³"]


def test_a_note_is_taken_by_its_first_reference() -> None:
    shared = book(footnotes=NOTES)
    assert shared.take_note(element(reference(1)))[1] is not None
    assert shared.take_note(element(reference(1)))[1] is None
    assert shared.take_note(element(reference(9)))[1] is None


def test_separators_are_no_notes() -> None:
    shared = book(footnotes=f'<w:footnote w:type="separator" w:id="0">{p("—")}</w:footnote>{NOTES}')
    assert shared.take_note(element(reference(0)))[1] is None


def test_a_mark_of_its_own_follows_in_the_text() -> None:
    shared = book(footnotes=NOTES)
    mark, note = shared.take_note(element(reference(1, more='w:customMarkFollows="1"')))
    assert (mark, note is not None) == ("", True)
    assert marks(shared, reference(2)) == ["¹"]


SECTION = '<w:sectPr><w:footnotePr><w:numFmt w:val="{}"/>{}</w:footnotePr></w:sectPr>'


@pytest.mark.parametrize(
    ("section", "wanted"),
    [
        (SECTION.format("decimalEnclosedCircle", ""), ["①", "②"]),
        (SECTION.format("decimal", '<w:numStart w:val="5"/>'), ["⁵", "⁶"]),
        (SECTION.format("upperLetter", ""), ["[A]", "[B]"]),
        (f"<w:p><w:pPr>{SECTION.format('chineseCounting', '')}</w:pPr></w:p>", ["一", "二"]),
    ],
)
def test_the_format_of_notes_is_what_a_section_says(section: str, wanted: list[str]) -> None:
    assert marks(book(section, footnotes=NOTES), reference(1), reference(2)) == wanted


def test_the_format_of_notes_is_else_what_the_settings_say() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>'
    assert marks(book(settings=settings, footnotes=NOTES), reference(1)) == ["[a]"]


def test_the_paper_is_white_where_nothing_is_said() -> None:
    shared = book()
    assert (shared.paper, shared.notes) == (PAPER, {})
    assert shared.numbering.list("1") is None
