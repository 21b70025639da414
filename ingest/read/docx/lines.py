"""Blocks → lines: where a paragraph ends, what is a table, what is no body text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.line import Line
from ingest.read.docx.blocks import Block, DocxTable, Paragraph, RunPiece, TableCell
from ingest.read.docx.parts.list_numbers import with_number
from ingest.read.docx.parts.noted import Notices
from ingest.read.grid import RawCell, joined, table_lines
from ingest.script.dates import date_alone
from ingest.script.document_number import own_number
from ingest.script.markers import match_marker
from ingest.script.wording import wording

_WORDS = wording(__file__)

_SENTENCE_END = re.compile("[。；：！？;:!?]$")
_CELL_LENGTH, _CELL_PARAGRAPHS = 400, 3  # a data cell seldom holds more, a layout cell a page
_RIGHT = frozenset(("right", "end"))


def lines_of(blocks: Sequence[Block], told: Notices) -> list[Line]:
    """The lines of a text whose blocks are all read, in reading order. A table of contents, page numbers and
    the instructions of fields are left out; notes and text boxes follow the paragraph that anchors them."""
    out: list[Line] = []
    for block in blocks:
        if isinstance(block, DocxTable):
            out += _table(block, told)
        else:
            if _starts_contents(block) and out and _WORDS["contents_title"].fullmatch(out[-1].text.strip()):
                told.add("contents", out.pop().text)
            out += _paragraph(block, told)
    return out


def _starts_contents(block: Paragraph) -> bool:
    return block.contents or any(piece.is_contents for piece in block.pieces)


def _paragraph(block: Paragraph, told: Notices) -> Iterator[Line]:
    left_out = "".join(piece.text for piece in block.pieces if block.contents or piece.is_contents)
    if left_out.strip():
        told.add("contents", left_out)
    pieces = [] if block.contents else [piece for piece in block.pieces if piece.is_body]
    text = "".join(piece.text for piece in pieces)
    is_page = any(piece.is_page for piece in pieces) and _WORDS["page"].fullmatch(text)
    if not is_page and not (left_out.strip() and not text.strip()):
        yield from _printed(block, text, pieces)
    for piece in pieces:
        if piece.note:
            yield piece.note
        yield from lines_of(piece.box, told)


def _printed(block: Paragraph, text: str, pieces: Sequence[RunPiece]) -> Iterator[Line]:
    bold = all(piece.bold for piece in pieces if piece.text.strip()) and bool(text.strip())
    model = Line(
        "",
        heading=1 if block.title and not block.heading else block.heading,
        centered=block.align == "center",
        bold=bold,
        right=block.align in _RIGHT,
    )
    number = block.number
    for part in _parts(text) or ([""] if number else []):
        yield replace(model, text=with_number(number, part.strip(" \t\n")))
        number = ""


def _parts(text: str) -> list[str]:
    """The lines that a paragraph prints as paragraphs of their own. A soft break parts it where a sentence
    ends or a number, a date, a 文号 or 附件 begins; else it goes on (a title broken for looks)."""
    out: list[str] = []
    for sheet in text.split("\f"):
        rows = [row for row in sheet.split("\n") if row.strip()]
        for at, row in enumerate(rows):
            if at and not _parts_at(rows[at - 1].strip(), row.strip()):
                out[-1] = joined([out[-1], row])
            else:
                out.append(row)
    return out


def _parts_at(before: str, after: str) -> bool:
    return bool(
        _SENTENCE_END.search(before)
        or match_marker(after)
        or _WORDS["apart"].match(after)
        or any(date_alone(text) or own_number(text) for text in (before, after))
    )


def _table(table: DocxTable, told: Notices) -> list[Line]:
    rows = _spanned(table, told)
    cells = [cell for row in rows for cell, _ in row]
    read = {id(cell): lines_of(cell.blocks, told) for cell in cells}
    if not _is_data(rows, read):
        return [line for cell in cells for line in read[id(cell)]]
    body = [
        [
            RawCell(tuple(line.text for line in read[id(cell)] if not line.note), down, cell.colspan)
            for cell, down in row
        ]
        for row in rows
    ]
    notes = [line for cell in cells for line in read[id(cell)] if line.note]
    return [*table_lines(body), *notes] if any(map(_says, read.values())) else []


def _says(lines: Sequence[Line]) -> bool:
    return any(line.text or line.grid for line in lines)


def _is_data(rows: Sequence[Sequence[tuple[TableCell, int]]], read: dict[int, list[Line]]) -> bool:
    """Whether a table holds data, not layout: two rows and two columns of short cells, no table inside."""
    if sum(bool(row) for row in rows) < 2 or max(map(len, rows)) < 2:
        return False
    cells = [read[id(cell)] for row in rows for cell, _ in row]
    if any(line.grid for lines in cells for line in lines):
        return False
    return not any(
        sum(len(line.text) for line in lines) > _CELL_LENGTH and len(lines) > _CELL_PARAGRAPHS
        for lines in cells
    )


def _spanned(table: DocxTable, told: Notices) -> list[list[tuple[TableCell, int]]]:
    """The rows of a table with the height of every cell; what a merged cell covers is left out."""
    rows: list[list[tuple[TableCell, int]]] = []
    above: dict[int, tuple[int, int]] = {}  # column → row and place of the cell that may reach down
    for row in table.rows:
        here: list[tuple[TableCell, int]] = []
        reach: dict[int, tuple[int, int]] = {}
        grown: list[tuple[int, int]] = []
        column = 0
        for cell in row:
            place = above.get(column) if cell.merge == "continue" else None
            if place:
                grown.append(place)
                if covered := "".join(line.text for line in lines_of(cell.blocks, told)):
                    told.add("unseen", covered)
            else:
                here.append((cell, 1))
                place = (len(rows), len(here) - 1)
            if cell.merge:
                reach[column] = place
            column += cell.colspan
        above = reach
        if not here:
            continue  # every cell of it is covered: the grid has no row here
        for number, at in grown:
            upper, height = rows[number][at]
            rows[number][at] = upper, height + 1
        rows.append(here)
    return rows
