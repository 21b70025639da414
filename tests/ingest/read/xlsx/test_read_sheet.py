"""Sheets: figures as the sheet shows them, tables with their captions, nothing that is hidden."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from ingest.line import Line
from ingest.problems import ReadError
from ingest.read import read
from ingest.read.outcome import ReadOutcome

ROWS = (("类别", "标准（万元）"), ("A类", 80), ("B类", 50))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet(*rows: tuple[Any, ...]) -> Any:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book.active


def grid(reading: ReadOutcome, at: int = 0) -> dict[tuple[int, int], str]:
    table = [line for line in reading.lines if line.grid][at]
    return {(cell.row, cell.column): cell.text for cell in table.grid}


def checks(reading: ReadOutcome) -> set[str]:
    return {finding.check for finding in reading.findings}


SHOWN = [
    (0.2, "0%", "20%"), (0.125, "0.0%", "12.5%"), (1000, "#,##0", "1,000"), (30.000000000004, "General", "30"),
    (1234.5, "#,##0.00", "1,234.50"), (date(2026, 1, 31), 'yyyy"年"m"月"d"日"', "2026年1月31日"), (80, '0"万元"', "80万元"),
    ("第一条", "General", "第一条"), (True, "General", "TRUE"), (-5, "0;(0)", "(5)"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "code", "expected"), SHOWN)
def test_a_value_reads_as_it_is_shown(value: object, code: str, expected: str) -> None:
    page = sheet(("项目", "数值"), ("甲", value))
    page["B2"].number_format = code
    assert grid(read(saved(page.parent), ".xlsx"))[1, 1] == expected


def test_title_and_unit_above_a_table_are_lines() -> None:
    page = sheet(("补贴标准表",), ("单位：万元",), *ROWS, ("注：标准自2026年起执行。",))
    page.merge_cells("A1:B1")
    lines = read(saved(page.parent), ".xlsx").lines
    assert lines[0] == Line("补贴标准表", centered=True)
    assert [line.text for line in lines if not line.grid][1:] == ["单位：万元", "注：标准自2026年起执行。"]
    assert grid(read(saved(page.parent), ".xlsx"))[1, 1] == "80"


def test_merged_cells_have_spans() -> None:
    page = sheet(("类别", "标准", "年限"), ("A类", 80, 5), ("", 50, 3))
    page.merge_cells("A2:A3")
    (table,) = [line for line in read(saved(page.parent), ".xlsx").lines if line.grid]
    assert next(cell for cell in table.grid if cell.text == "A类").rowspan == 2


def test_several_sheets_are_headed_by_their_names() -> None:
    page = sheet(*ROWS)
    page.title = "市级"
    other = page.parent.create_sheet("区级")
    for row in ROWS:
        other.append(row)
    lines = read(saved(page.parent), ".xlsx").lines
    assert [line.text for line in lines if line.heading] == ["市级", "区级"]


def hide_sheet(page: Any) -> None:
    other = page.parent.create_sheet("底稿")
    other.append(("秘密", 90))
    other.append(("秘密", 91))
    other.sheet_state = "hidden"


def hide_row(page: Any) -> None:
    page.append(("秘密", 90))
    page.row_dimensions[4].hidden = True


def hide_column(page: Any) -> None:
    for row in (1, 2, 3):
        page.cell(row, 3, "秘密")
    page.column_dimensions["C"].hidden = True


def whiten(page: Any) -> None:
    page.append(("秘密", 90))
    page["A4"].font = page["B4"].font = Font(color="FFFFFFFF")


@pytest.mark.parametrize("hide", [hide_sheet, hide_row, hide_column, whiten], ids=lambda one: one.__name__)
def test_what_is_hidden_is_not_read_and_that_is_said(hide: Any) -> None:
    page = sheet(*ROWS)
    hide(page)
    reading = read(saved(page.parent), ".xlsx")
    assert not any("秘密" in cell.text for line in reading.lines for cell in line.grid)
    assert any(f.severity == "warning" and "秘密" in f.evidence for f in reading.findings)


def test_a_formula_without_a_result_is_told() -> None:
    page = sheet(*ROWS, ("合计", "=B2+B3"))
    assert "formula_without_value" in checks(read(saved(page.parent), ".xlsx"))


@pytest.mark.parametrize("data", [b"PK", b"PK\x03\x04" + bytes(60), saved(Workbook())[:900]])
def test_a_broken_workbook_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        read(data, ".xlsx")
    assert str(refused.value).endswith("。")


def test_an_empty_workbook_is_no_document() -> None:
    with pytest.raises(ReadError, match="没有可读的正文"):
        read(saved(Workbook()), ".xlsx")
