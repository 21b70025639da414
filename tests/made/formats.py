"""One policy in every format: lines as a reader gave them → the bytes of a file of another format."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from docx_parts import definition, docx, level, num, p, tbl, tc, tr, use

from ingest.line import GridCell, Line

CENTRED, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'


def rows_of(grid: Sequence[GridCell]) -> list[list[GridCell]]:
    """The cells by the row they begin in."""
    height = max(cell.row + cell.rowspan for cell in grid)
    return [sorted((c for c in grid if c.row == at), key=lambda c: c.column) for at in range(height)]


def markdown(lines: Sequence[Line]) -> bytes:
    """Markdown; a table with merged cells as HTML in it."""
    return "\n\n".join(
        _table(line.grid) if line.grid else "#" * line.heading + " " * bool(line.heading) + line.text
        for line in lines
    ).encode()


def html(lines: Sequence[Line]) -> bytes:
    """A page."""
    body = "".join(_table(line.grid) if line.grid else _element(line) for line in lines)
    return f"<!doctype html><html><meta charset=utf-8><body>{body}</body></html>".encode()


def _element(line: Line) -> str:
    tag = f"h{line.heading}" if line.heading else "p"
    side = "center" if line.centered else "right" if line.right else ""
    style = f' style="text-align:{side}"' if side else ""
    return f"<{tag}{style}>{escape(line.text)}</{tag}>"


def _table(grid: Sequence[GridCell]) -> str:
    cells = [
        "".join(f"<td rowspan={c.rowspan} colspan={c.colspan}>{escape(c.text)}</td>" for c in row)
        for row in rows_of(grid)
    ]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def word(lines: Sequence[Line]) -> bytes:
    """A Word file with its numbers typed."""
    return docx(
        "".join(_word_table(line.grid) if line.grid else _paragraph(line, line.text, "") for line in lines)
    )


# What Word would number by itself, as the lists of a document: pattern of the typed number, list, level.
_LISTS = (
    (re.compile(r"第[零〇一二三四五六七八九十百]+章[\s　]*"), 1, 0),
    (re.compile(r"第[零〇一二三四五六七八九十百]+条[\s　]*"), 2, 0),
    (re.compile(r"[（(][一二三四五六七八九十]+[)）]"), 2, 1),
)
_LISTS_OF_PLAN = (
    (re.compile(r"[一二三四五六七八九十]+、"), 3, 0),
    (re.compile(r"（[一二三四五六七八九十]+）"), 3, 1),
)
_NUMBERING = (
    definition(1, level(0, "chineseCountingThousand", "第%1章"))
    + definition(2, level(0, "chineseCountingThousand", "第%1条"), level(1, "chineseCountingThousand", "（%2）"))
    + definition(3, level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCountingThousand", "（%2）"))
    + use(1, 1) + use(2, 2) + use(3, 3)
)  # fmt: skip


def numbered_word(lines: Sequence[Line]) -> bytes:
    """A Word file whose 章, 条, 项 (一、 and （一） in a plan) are numbered by Word."""
    articles = any(_LISTS[1][0].match(line.text) for line in lines)
    lists = _LISTS if articles else _LISTS_OF_PLAN
    body = []
    for line in lines:
        found = next(((m, a, b) for rx, a, b in lists if (m := rx.match(line.text))), None)
        if line.grid:
            body.append(_word_table(line.grid))
        elif found and not (line.centered and articles and found[1] != 1):
            body.append(_paragraph(line, line.text[found[0].end() :], num(found[1], found[2])))
        else:
            body.append(_paragraph(line, line.text, ""))
    return docx("".join(body), numbering=_NUMBERING)


def _paragraph(line: Line, text: str, ppr: str) -> str:
    side = CENTRED if line.centered or line.heading == 1 else RIGHT if line.right else ""
    outline = f'<w:outlineLvl w:val="{line.heading - 1}"/>' if line.heading else ""
    return p(escape(text, quote=False), ppr=ppr + side + outline)


def _word_table(grid: Sequence[GridCell]) -> str:
    width = max(cell.column + cell.colspan for cell in grid)
    reach: dict[int, tuple[int, int]] = {}  # column → row below its merged cell, columns it spans
    rows = []
    for at, row in enumerate(rows_of(grid)):
        own = {cell.column: cell for cell in row}
        cells, column = [], 0
        while column < width:
            cell = own.get(column)
            if cell:
                merge = "<w:vMerge w:val='restart'/>" if cell.rowspan > 1 else ""
                cells.append(tc(p(escape(cell.text)), tcpr=f'<w:gridSpan w:val="{cell.colspan}"/>{merge}'))
                reach[column] = (at + cell.rowspan, cell.colspan)
                column += cell.colspan
            else:
                span = reach[column][1] if reach.get(column, (0, 1))[0] > at else 1
                cells.append(tc(p(""), tcpr=f'<w:gridSpan w:val="{span}"/><w:vMerge/>'))
                column += span
        rows.append(tr(*cells))
    return tbl(*rows)


def pdf(lines: Sequence[Line]) -> bytes:
    """A PDF of A4 pages with page numbers."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK"
    )
    title = ParagraphStyle("title", parent=body, fontSize=18, leading=28, alignment=1, firstLineIndent=0)
    middle = ParagraphStyle("middle", parent=body, alignment=1, firstLineIndent=0)
    side = ParagraphStyle("side", parent=body, alignment=2, firstLineIndent=0)
    small = ParagraphStyle("small", parent=body, fontSize=9, leading=12, firstLineIndent=0)

    def table(grid: Sequence[GridCell]) -> Any:
        width = max(cell.column + cell.colspan for cell in grid)
        height = max(cell.row + cell.rowspan for cell in grid)
        cells: list[list[Any]] = [["" for _ in range(width)] for _ in range(height)]
        style: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))]
        for cell in grid:
            cells[cell.row][cell.column] = Paragraph(escape(cell.text), small)
            last = (cell.column + cell.colspan - 1, cell.row + cell.rowspan - 1)
            style.append(("SPAN", (cell.column, cell.row), last))
        return Table(cells, style=style, repeatRows=1, colWidths=[440 / width] * width)

    def element(line: Line) -> Any:
        if line.grid:
            return table(line.grid)
        look = title if line.heading == 1 else middle if line.centered else side if line.right else body
        return Paragraph(escape(line.text), look)

    def foot(canvas: Any, page: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawCentredString(297, 30, f"- {page.page} -")

    out = io.BytesIO()
    SimpleDocTemplate(out).build([element(line) for line in lines], onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


FORMATS: dict[str, tuple[str, Callable[[Sequence[Line]], bytes]]] = {
    "md": (".md", markdown),
    "html": (".html", html),
    "docx typed": (".docx", word),
    "docx numbered": (".docx", numbered_word),
    "pdf": (".pdf", pdf),
}
