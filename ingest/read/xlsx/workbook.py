"""An .xlsx package opened under limits: of each sheet its cells, merges, and what of it nobody sees."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.problems import ReadError
from ingest.read.archive import Archive

CELLS = 100_000
"""Filled cells in all sheets together; a workbook with more is a data set and no policy document."""
MERGES = 20_000

_SHEET_DATA = re.compile(rb"<(?:\w+:)?sheetData\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?sheetData\s*>)", re.DOTALL)
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?row\s*>)", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_COLUMNS = re.compile(rb"<(?:\w+:)?cols\b[^>]*>.*?</(?:\w+:)?cols\s*>", re.DOTALL)
_ROOT = re.compile(rb"<((?:\w+:)?)worksheet\b[^>]*>")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_REF = re.compile(rb"\br=[\"']([A-Z]+\d+)[\"']")
_PLACE = re.compile(rb"\br=[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)\b[^>]*>[^<]*[^<\s]|<(?:\w+:)?is\b")
_TEXT_RESULT = re.compile(rb"\bt=[\"']str[\"']")
_DRAWN = re.compile(rb"<(?:\w+:)?(?:pic|sp|graphicFrame)[\s>]")
_DRAWN_TEXT = re.compile(rb"<a:t(?:\s[^>]*)?>([^<]+)</a:t>")
# What openpyxl would follow from a sheet (drawings, comments, pivots, links) is not needed, and costs.
_LEFT_OUT = re.compile(
    r".*/_rels/(?!workbook)[^/]*\.rels|.*/(?:drawings|media|charts|chartsheets|dialogsheets|macrosheets|comments|"
    r"threadedComments|pivot\w+|externalLinks|embeddings|printerSettings|customXml|ctrlProps|activeX|tables|"
    r"queryTables|calcChain)/.*|.*/(?:comments\d*|vmlDrawing\d*)\.\w+|.*/calcChain\.xml|.*\.(?:bin|vml|png|jpe?g|emf|wmf)",
    re.IGNORECASE,
)
# What an XML parser takes for UTF-16, UTF-32 or EBCDIC, with a mark or without one; and any other code but UTF-8 by name.
_CODES = (b"\xff\xfe", b"\xfe\xff", b"\0\0", b"\0<", b"<\0", b"\x4c\x6f")
_CODED = re.compile(
    rb"(?:\xef\xbb\xbf)?<\?xml\b[^>]*?\bencoding\s*=\s*[\"'](?!(?:utf-?8|us-ascii)[\"'])", re.IGNORECASE
)
_FAULTS = (ArithmeticError, AttributeError, KeyError, IndexError, TypeError, ValueError, SyntaxError, OSError,
           zipfile.BadZipFile)  # fmt: skip

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


@dataclass(slots=True)
class Thinned:
    """What a sheet's part said that openpyxl is not asked for."""

    merges: list[Merge] = field(default_factory=list)
    uncached: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Opened:
    """An openpyxl workbook of values, and by sheet name its merges and the formulas without a result.
    `drawn` is the text of text boxes and shapes, `drawings` whether there is anything drawn."""

    book: Any
    sheets: dict[str, Thinned]
    drawings: bool
    drawn: tuple[str, ...]


def open_workbook(data: bytes) -> Opened:
    """ReadError when `data` is no workbook, is damaged, or holds more than CELLS filled cells."""
    from openpyxl.reader.excel import ExcelReader  # type: ignore[import-untyped]

    packed, thinned, drawings, drawn = _packed(data)
    try:
        reader = ExcelReader(packed, data_only=True, keep_links=False)
        reader.read()
        parts = [rel.target for _, rel in reader.parser.find_sheets() if rel.target in reader.valid_files]
    except _FAULTS as error:
        raise ReadError("表格文件已损坏，或不是 .xlsx，请用 Excel 或 WPS 打开并另存后再放入。") from error
    sheets = {
        sheet.title: thinned.get(part, Thinned())
        for sheet, part in zip(reader.wb.worksheets, parts, strict=False)
    }
    return Opened(reader.wb, sheets, drawings, drawn)


def _packed(data: bytes) -> tuple[io.BytesIO, dict[str, Thinned], bool, tuple[str, ...]]:
    """The package with only what is read of it."""
    out = io.BytesIO()
    thinned: dict[str, Thinned] = {}
    drawn: list[str] = []
    drawings = False
    cells = 0
    with Archive(data) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for entry in archive.entries:
            name = entry.filename
            if "/drawings/drawing" in name and name.endswith(".xml"):
                part = archive.read(entry)
                drawings = drawings or bool(_DRAWN.search(part))
                drawn += [text.decode("utf-8", "replace") for text in _DRAWN_TEXT.findall(part)]
            if entry.is_dir() or _LEFT_OUT.fullmatch(name) or name in package.namelist():
                continue
            part = _plain(archive.read(entry))
            if _ROOT.search(part[:4096]):
                part, thinned[name], held = _thin(part)
                cells += held
                if cells > CELLS:
                    raise ReadError(
                        f"表格里有内容的单元格超过 {CELLS:,} 个，请拆成几个文件，或只保留政策所附的表。"
                    )
            package.writestr(name, part)
    out.seek(0)
    return out, thinned, drawings, tuple(drawn)


def _plain(part: bytes) -> bytes:
    """A part of the package, unless it declares entities (no office program does) or may do so in a code in which
    they cannot be seen here."""
    coded = part[:2] in _CODES or _CODED.match(part)
    if coded or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise ReadError("表格文件里有不该有的声明，可能是恶意文件，已停止读取。")
    return part


def _thin(part: bytes) -> tuple[bytes, Thinned, int]:
    """A sheet with the filled cells only (formatting reaches down to row 1,048,576), and how many they are."""
    kept: list[bytes] = []
    told = Thinned()
    data = _SHEET_DATA.search(part)
    root = _ROOT.search(part)
    count = 0
    for row in _ROW.finditer(data[1] or b"" if data else b""):
        cells = list(_filled(row[2] or b"", told))
        count += len(cells)
        if count > CELLS:
            break
        if cells or not _PLACE.search(row[1]):
            tag = row[0][: row[0].index(row[1])]
            kept.append(tag + row[1] + b">" + b"".join(cells) + b"</" + tag[1:] + b">")
    for found in _MERGE.finditer(part, data.end() if data else 0):
        told.merges.append(_range(found))
        if len(told.merges) > MERGES:
            raise ReadError(f"表格里的合并单元格超过 {MERGES:,} 处，请简化后再放入。")
    prefix = root[1] if root else b""
    columns = _COLUMNS.search(part, 0, data.start() if data else len(part))
    opening = part[: root.end()] if root else b""
    body = b"<%ssheetData>%s</%ssheetData></%sworksheet>" % (prefix, b"".join(kept), prefix, prefix)
    return opening + (columns[0] if columns else b"") + body, told, count


def _filled(row: bytes, told: Thinned) -> Iterator[bytes]:
    for cell in _CELL.finditer(row):
        inner = cell[2] or b""
        if not inner.strip() and _PLACE.search(cell[1]):
            continue
        if _FORMULA.search(inner) and not _VALUE.search(inner) and not _TEXT_RESULT.search(cell[1]):
            place = _REF.search(cell[1])
            told.uncached.append(place[1].decode() if place else "?")
        yield cell[0]


def _range(found: re.Match[bytes]) -> Merge:
    rows = sorted((int(found[2]), int(found[4])))
    columns = sorted((_column(found[1]), _column(found[3])))
    return rows[0], columns[0], rows[1], columns[1]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
