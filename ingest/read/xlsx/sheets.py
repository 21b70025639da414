"""The reader of .xlsx: each visible sheet's tables, every figure as the sheet shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from ingest.line import Line
from ingest.problems import Problem
from ingest.read.outcome import ReadOutcome, Tell
from ingest.read.xlsx.date_format import BUILT_IN, shown_date
from ingest.read.xlsx.number_format import UnknownFormatError, general, shown_number, shown_text
from ingest.read.xlsx.sheet_grid import PlacedText, block_lines, placed, trimmed_to
from ingest.read.xlsx.workbook import Thinned, open_workbook
from ingest.script.wording import wording

_WORDS = wording(__file__)

_EVIDENCE = 120  # characters
_TINY = 2.0  # points: nobody reads what is smaller
_INDEXED = {0: "000000", 8: "000000", 64: "000000", 1: "FFFFFF", 9: "FFFFFF", 65: "FFFFFF"}
_THEMED = {0: "FFFFFF", 1: "000000"}
_WHITE = "FFFFFF"
_MOMENTS = (datetime, date, time, timedelta)

# check → severity, sentence; {n} is how many, {where} the first places.
_SAID = {
    "hidden_sheet": "工作表“{where}”是隐藏的，没有读入",
    "hidden_cells": "隐藏的行或列里有 {n} 个单元格没有读入（{where}）",
    "unseen_text": "有 {n} 个单元格的文字看不见（与底色相同、字号过小、被格式或合并遮住），没有读入（{where}）",
    "formula_without_value": "{n} 个公式没有存下结果（{where}），请用 Excel 或 WPS 打开并保存后再放入",
    "formula_error": "{n} 个单元格是出错的公式（{where}），请改正原表",
    "unknown_number_format": "{n} 个单元格的数字格式无法照样显示（{where}），按原值读入，请核对",
    "sheet_drawings": "表格里的图片、图形或文本框没有读入，请核对",
}  # fmt: skip


@dataclass(slots=True)
class _SheetNotices:
    """What has to be said, by check: places and texts."""

    places: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, check: str, place: str, text: str) -> None:
        self.places.setdefault(check, []).append(place)
        self.texts.setdefault(check, []).append(text)

    def findings(self) -> tuple[Problem, ...]:
        return tuple(self._finding(check) for check in _SAID if check in self.places)

    def _finding(self, check: str) -> Problem:
        places = self.places[check]
        where = "、".join(places[:5]) + (" 等" if len(places) > 5 else "")
        evidence = "；".join(text for text in self.texts[check] if text)[:_EVIDENCE]
        severity = "error" if check.startswith("formula") else "warning"
        return Problem(check, severity, "", _SAID[check].format(n=len(places), where=where), evidence)


def read_sheet(data: bytes, tell: Tell) -> ReadOutcome:
    """The tables of the visible sheets, in order; a sheet with a name of its own begins with that as a heading
    where there are several.

    Values are shown as their number formats show them, formulas as the results stored with them. Left out and
    said so: hidden sheets, rows and columns, text in the colour of its ground, drawings; comments silently.
    ReadError when the file is damaged or has more filled cells than `ingest.read.xlsx.workbook.CELLS`.
    """
    opened = open_workbook(data)
    told = _SheetNotices()
    pages: list[tuple[str, list[Line]]] = []
    sheets = opened.book.worksheets
    for done, sheet in enumerate(sheets):
        tell("读取表格", done, len(sheets))
        cells = _cells(sheet, opened.sheets.get(sheet.title, Thinned()), told)
        hidden_rows = {at for at, row in sheet.row_dimensions.items() if _is_hidden(row, "height")}
        lines = list(block_lines(cells, hidden_rows))
        if lines:
            pages.append((sheet.title, lines))
    tell("读取表格", len(sheets), len(sheets))
    if opened.drawings:
        told.add("sheet_drawings", "", "；".join(opened.drawn))
    lines = [line for name, page in pages for line in (*_heading(name, len(pages)), *page)]
    return ReadOutcome(tuple(lines), told.findings())


def _heading(name: str, sheets: int) -> tuple[Line, ...]:
    return (
        (Line(name, heading=2),) if sheets > 1 and not _WORDS["default_name"].fullmatch(name.strip()) else ()
    )


def _cells(sheet: Any, thinned: Thinned, told: _SheetNotices) -> list[PlacedText]:
    """The visible cells of a sheet; what is not visible is told."""
    filled = {place: cell for place, cell in sorted(sheet._cells.items()) if cell.value is not None}
    if sheet.sheet_state != "visible":
        if filled:
            told.add(
                "hidden_sheet",
                sheet.title,
                "；".join(str(cell.value) for cell in filled.values())[:_EVIDENCE],
            )
        return []
    for place in thinned.uncached:
        told.add("formula_without_value", f"{sheet.title}!{place}", "")
    texts: dict[tuple[int, int], str] = {}
    for place, cell in filled.items():
        text = _visible(cell, told)
        if text:
            texts[place] = text
    middle = {at for at in texts if filled[at].alignment.horizontal in ("center", "centerContinuous")}
    merged, under = placed(texts, thinned.merges, middle)
    for text in under:
        told.add("unseen_text", sheet.title, text)
    return _unhidden(sheet, merged, told)


def _unhidden(sheet: Any, cells: Sequence[PlacedText], told: _SheetNotices) -> list[PlacedText]:
    rows = {at for at, row in sheet.row_dimensions.items() if _is_hidden(row, "height")}
    columns = {
        at
        for column in sheet.column_dimensions.values()
        if _is_hidden(column, "width")
        for at in range(column.min or 0, min(column.max or 0, 16_384) + 1)
    }
    out = []
    for cell in cells:
        seen = trimmed_to(cell, rows, columns)
        if seen:
            out.append(seen)
        else:
            told.add("hidden_cells", f"{sheet.title} 第{cell.row}行", cell.text)
    return sorted(out, key=lambda one: (one.row, one.column))


def _is_hidden(dimension: Any, size: str) -> bool:
    return bool(dimension.hidden) or getattr(dimension, size) == 0


def _visible(cell: Any, told: _SheetNotices) -> str:
    """The text of a cell as it is shown, "" for one that nobody sees."""
    place = f"{cell.parent.title}!{cell.coordinate}"
    text = _shown(cell, place, told)
    if cell.data_type == "e":
        told.add("formula_error", place, text)
    if not text:
        if str(cell.value).strip():
            told.add("unseen_text", place, str(cell.value))
    elif _is_unseen(cell):
        told.add("unseen_text", place, text)
        return ""
    return text


def _shown(cell: Any, place: str, told: _SheetNotices) -> str:
    value = cell.value
    code = BUILT_IN.get(cell._style.numFmtId) or cell.number_format or "General"
    try:
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, str):
            return _one_line(shown_text(value, code) if cell.data_type == "s" else value)
        if isinstance(value, _MOMENTS):
            return shown_date(value, code)
        return (
            shown_date(_moment(value, cell), code)
            if cell._style.numFmtId in BUILT_IN
            else shown_number(value, code)
        )
    except (ValueError, ArithmeticError):  # not rendered, or a number or moment beyond what there is
        told.add("unknown_number_format", place, f"{value} {code}")
        return general(value) if isinstance(value, (int, float)) and isfinite(value) else str(value)


def _moment(value: float, cell: Any) -> datetime:
    from openpyxl.utils.datetime import from_excel  # type: ignore[import-untyped]

    try:
        moment = from_excel(value, cell.parent.parent.epoch)
    except (ValueError, OverflowError) as error:
        raise UnknownFormatError(str(value)) from error
    return moment if isinstance(moment, datetime) else datetime.combine(date(1899, 12, 30), moment)


def _one_line(text: str) -> str:
    """A cell broken over lines, as one."""
    from ingest.read.grid import joined

    return joined(text.replace("_x000D_", "\n").splitlines())


def _is_unseen(cell: Any) -> bool:
    if cell.font is not None and cell.font.sz is not None and cell.font.sz < _TINY:
        return True
    ink = _colour(cell.font.color if cell.font else None) or "000000"
    fill = cell.fill
    if fill is None or not fill.fill_type:
        return ink == _WHITE
    return fill.fill_type == "solid" and ink == _colour(fill.fgColor)


def _colour(colour: Any) -> str:
    """A colour as RRGGBB; a theme's by its number where it has one of its own; "" where it is not said."""
    if colour is None:
        return ""
    if colour.type == "rgb":
        return str(colour.rgb)[-6:].upper()
    if colour.type == "indexed":
        return _INDEXED.get(colour.indexed, f"indexed {colour.indexed}")
    if colour.type == "theme":
        plain = _THEMED.get(colour.theme) if not colour.tint else None
        return plain or f"theme {colour.theme} {colour.tint}"
    return ""
