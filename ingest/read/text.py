"""The reader of plain text: a Word text export, tabbed tables, hard-wrapped paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.clean import trimmed
from ingest.line import Line
from ingest.read.grid import RawCell, restored, table_lines
from ingest.read.wrap import WORDS as LINES
from ingest.read.wrap import columns, is_indented, page_width, unwrapped
from ingest.script.wording import wording

_WORDS = wording(__file__, LINES.parts)

# What a text export leaves of Word's bookmarks and fields. ASCII: to Word a Chinese character beside one is no part of it.
_RESIDUE = re.compile(
    r"\[bookmark:[^\[\]\n]{0,200}\]"
    r"|\bPAGEREF\s+_\w+(?:\s+\\\w)*"
    r"|\bHYPERLINK\s+(?:\\l\s+)?\"[^\"\n]{0,500}\"(?:\s+\\\w+)*"
    r"|\bTOC(?:\s+\\\w+(?:\s+\"[^\"\n]{0,100}\")?)+"
    r"|\\\*\s*MERGEFORMAT\b",
    re.ASCII,
)
_SHORTER = 2  # columns that merged labels may take from a row
_BLANK = " \t\f\u3000\xa0"
_ASIDE = 6  # columns of indent: a paragraph's own are 4
_LONGEST_ASIDE = 56  # columns: one line of print


def read_text(text: str) -> tuple[Line, ...]:
    """The lines of a text file; a table is one line with its grid."""
    rows = _without_page_numbers(_RESIDUE.sub("", text).split("\n"))
    out: list[Line] = []
    prose: list[str] = []
    at, width, indented = 0, page_width(rows), is_indented(rows)
    while at < len(rows):
        taken, table = _cells_a_line(rows, at)
        if not taken:
            taken, table = _cells_a_tab(rows, at)
        if table:
            out += _prose(prose, width, indented)
            out += table_lines(table)
            prose.clear()
        else:
            prose += rows[at : at + max(taken, 1)]
        at += max(taken, 1)
    return (*out, *_prose(prose, width, indented))


def _without_page_numbers(rows: Sequence[str]) -> list[str]:
    """`rows` with the page numbers emptied: “- 16 -”, “第3页 共9页”, a text box “(”, “16”, “)”,
    and a bare number beside a page break."""
    out = list(rows)
    for at, row in enumerate(rows):
        bare = row.strip(_BLANK)
        if _WORDS["page_number"].fullmatch(bare):
            out[at] = ""
        elif bare.isdecimal() and len(bare) <= 4:
            around = [rows[near].strip(_BLANK) for near in (at - 1, at + 1) if 0 <= near < len(rows)]
            if around in (["(", ")"], ["（", "）"]):
                out[at - 1 : at + 2] = ["", "", ""]
            elif "\f" in row or (at + 1 < len(rows) and rows[at + 1].startswith("\f")):
                out[at] = ""
    return out


def _cells_a_line(rows: Sequence[str], at: int) -> tuple[int, list[list[RawCell]]]:
    """The table at rows[at] whose cells came out one a line: how many rows it takes, its cells.

    Each cell begins with a tab, an empty line ends a row, a line without a tab goes on the cell
    above it. No cells unless there are two rows or more, one of them with two cells or more.
    """
    if not _is_cell(rows[at]):
        return 0, []
    table: list[list[list[str]]] = [[]]
    end = at
    while end < len(rows):
        row = rows[end]
        if _is_cell(row):
            table[-1].append([trimmed(row)])
        elif row.strip(_BLANK) and table[-1] and "\t" not in row:
            table[-1][-1].append(trimmed(row))
        elif not row.strip(_BLANK) and table[-1]:
            table.append([])
        else:
            break
        end += 1
    body = [[tuple(cell) for cell in row] for row in table if row]
    if not _is_table(body):
        return end - at, []
    return end - at, restored(body)


def _is_cell(row: str) -> bool:
    return row.startswith("\t") and "\t" not in row[1:].rstrip()


def _cells_a_tab(rows: Sequence[str], at: int) -> tuple[int, list[list[RawCell]]]:
    """The table at rows[at] whose rows are lines and whose cells are set apart by tabs."""
    end = at
    while end < len(rows) and "\t" in rows[end].strip(" \t"):
        end += 1
    if end - at < 2:
        return 0, []
    cells = [[trimmed(cell) for cell in row.rstrip("\n").split("\t")] for row in rows[at:end]]
    while all(not row[-1] for row in cells):
        cells = [row[:-1] for row in cells]
    body = [[(cell,) for cell in row] for row in cells]
    return (end - at, restored(body)) if _is_table(body) else (end - at, [])


def _is_table(body: Sequence[Sequence[tuple[str, ...]]]) -> bool:
    """Whether rows of cells are a table, and not paragraphs set in with tabs: most rows are about
    as wide as the widest, the header holds no sentence, no row begins with a clause number."""
    rows = [row for row in body if len(row) > 1]
    if len(rows) < 2 or any(_WORDS["sentence"].search(cell[-1]) for cell in rows[0]):
        return False
    width = max(map(len, rows))
    full = sum(len(row) >= max(2, width - _SHORTER) for row in rows)
    return full * 3 >= len(rows) * 2 and not any(_WORDS["number"].fullmatch(row[0][0]) for row in rows)


def _prose(rows: Sequence[str], width: int, indented: bool) -> list[Line]:
    """The paragraphs of `rows`, with what their indents say of their place on the page."""
    paragraphs = [row for row in (unwrapped(rows, width, indented) if width else rows) if trimmed(row)]
    lines = [_line(row) for row in paragraphs]
    for at, line in enumerate(lines):
        # A signature stands above its date, wherever its own indent put it.
        if line.centered and (_is_date(line) or (at + 1 < len(lines) and _is_date(lines[at + 1]))):
            lines[at] = replace(line, centered=False, right=True)
    return lines


def _is_date(line: Line) -> bool:
    return bool(_WORDS["date"].fullmatch(line.text)) and (line.centered or line.right)


def _line(row: str) -> Line:
    text = trimmed(row)
    indent = columns(row) - columns(row.lstrip(_BLANK))
    aside = indent > _ASIDE and columns(text) <= _LONGEST_ASIDE and not text.endswith(("。", "；"))
    return Line(text, centered=aside)
