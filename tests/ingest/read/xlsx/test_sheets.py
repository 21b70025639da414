"""A workbook → the lines of its visible sheets, and what was left out."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from ingest.line import Line
from ingest.problems import ReadError
from ingest.read.outcome import ReadOutcome, silent
from ingest.read.xlsx.sheets import read_sheet


def read(change: Callable[[Any], object] = lambda sheet: None, *others: tuple[str, str]) -> ReadOutcome:
    """A sheet of two rows, changed, and others of one cell each: name, text."""
    book, out = Workbook(), io.BytesIO()
    for row in (("类别", "标准"), ("A类", 80), ("B类", 50)):
        book.active.append(row)
    change(book.active)
    for name, text in others:
        book.create_sheet(name).append([text])
    book.save(out)
    return read_sheet(out.getvalue(), silent)


def texts(outcome: ReadOutcome) -> list[str]:
    return [cell.text for line in outcome.lines for cell in line.grid]


def checks(outcome: ReadOutcome) -> list[str]:
    return [one.check for one in outcome.findings]


def test_a_plain_sheet() -> None:
    outcome = read()
    assert texts(outcome) == ["类别", "标准", "A类", "80", "B类", "50"]
    assert outcome.findings == ()


def put(place: str, value: object, code: str = "General") -> Callable[[Any], object]:
    def change(sheet: Any) -> None:
        sheet[place] = value
        sheet[place].number_format = code

    return change


@pytest.mark.parametrize(
    ("value", "code", "wanted"),
    [
        (0.5, "0%", "50%"),
        (date(2026, 1, 31), 'yyyy"年"m"月"d"日"', "2026年1月31日"),
        (True, "General", "TRUE"),
        ("第一行\n第二行", "General", "第一行第二行"),
        ("甲_x000D_\n乙", "General", "甲乙"),
    ],
)
def test_a_value_as_it_is_shown(value: object, code: str, wanted: str) -> None:
    assert wanted in texts(read(put("B2", value, code)))


def style(place: str, name: str, value: object) -> Callable[[Any], object]:
    return lambda sheet: setattr(sheet[place], name, value)


WHITE = Font(color="FFFFFFFF")


@pytest.mark.parametrize(
    ("change", "check", "severity"),
    [
        (style("B2", "font", WHITE), "unseen_text", "warning"),
        (style("B2", "font", Font(size=1)), "unseen_text", "warning"),
        (style("B2", "number_format", ";;;"), "unseen_text", "warning"),
        (lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True), "hidden_cells", "warning"),
        (lambda sheet: setattr(sheet.column_dimensions["B"], "hidden", True), "hidden_cells", "warning"),
        (lambda sheet: sheet.merge_cells("A2:B2") or sheet._cells.__setitem__((2, 2), sheet["B3"].__class__(sheet, 2, 2, 80)), "unseen_text", "warning"),
        (put("B2", "=1+2"), "formula_without_value", "error"),
        (put("B2", "#REF!"), "formula_error", "error"),
        (put("B2", 0.5, "# ?/?"), "unknown_number_format", "warning"),
    ],
)  # fmt: skip
def test_what_is_left_out_or_doubtful_is_told(
    change: Callable[[Any], object], check: str, severity: str
) -> None:
    outcome = read(change)
    assert (checks(outcome), outcome.findings[0].severity) == ([check], severity)
    if severity == "warning" and check != "unknown_number_format":
        assert "80" not in texts(outcome)


def test_white_on_a_dark_ground_is_seen() -> None:
    def change(sheet: Any) -> None:
        sheet["B2"].font = WHITE
        sheet["B2"].fill = PatternFill("solid", fgColor="FFC00000")

    assert read(change) == read()


def test_hidden_sheets_are_told_with_their_words() -> None:
    def change(sheet: Any) -> None:
        sheet.parent.create_sheet("底稿").append(["秘密"])
        sheet.parent["底稿"].sheet_state = "veryHidden"

    outcome = read(change)
    assert checks(outcome) == ["hidden_sheet"]
    assert "底稿" in outcome.findings[0].message
    assert outcome.findings[0].evidence == "秘密"


def test_sheets_with_names_of_their_own_have_headings() -> None:
    outcome = read(
        lambda sheet: setattr(sheet, "title", "购房补贴"), ("Sheet2", "甲"), ("租房补贴", "乙"), ("空", "")
    )
    assert [(line.text, line.heading) for line in outcome.lines] == [
        *(("购房补贴", 2), ("", 0), ("甲", 0), ("租房补贴", 2), ("乙", 0)),
    ]
    assert all(not line.heading for line in read(lambda sheet: setattr(sheet, "title", "购房补贴")).lines)


def test_centred_cells_of_one_column_are_centred_lines() -> None:
    from openpyxl.styles import Alignment

    book, out = Workbook(), io.BytesIO()
    book.active.append(["甲办法"])
    book.active["A1"].alignment = Alignment(horizontal="center")
    book.save(out)
    assert read_sheet(out.getvalue(), silent).lines == (Line("甲办法", centered=True),)


def test_an_empty_book_has_no_lines_and_a_broken_one_is_refused() -> None:
    out = io.BytesIO()
    Workbook().save(out)
    assert read_sheet(out.getvalue(), silent) == ReadOutcome(())
    with pytest.raises(ReadError):
        read_sheet(out.getvalue()[:200], silent)
