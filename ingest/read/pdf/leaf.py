"""Leaf: one page as it lies before the eye: glyphs, pictures and ruled tables, upright."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_rect
from pdfplumber.page import Page

from ingest.read.pdf.canvas import Canvas, Interpreter, matrix_of
from ingest.read.pdf.glyph import Box, Glyph

_EDGES = 12_000  # edges on a page with a table; a drawing has more
_TURNED = 0.6  # share of the glyphs that must be turned alike for the page to be


@dataclass(frozen=True, slots=True)
class Leaf:
    """Page `number` (1-based). `crop` is what of it is shown. `grids` are the cells of each ruled
    table; `busy` says that tables were not looked for, since it is drawn all over."""

    number: int
    width: float
    height: float
    crop: Box
    rotate: int
    glyphs: tuple[Glyph, ...]
    images: tuple[Box, ...] = ()
    grids: tuple[tuple[Box, ...], ...] = ()
    busy: bool = False

    @property
    def pictured(self) -> float:
        """The share of the shown area that its largest picture covers, 0…1; strips of one scan count
        together."""
        area = max((self.crop[2] - self.crop[0]) * (self.crop[3] - self.crop[1]), 1.0)
        return min(1.0, sum(_overlap(image, self.crop) for image in self.images) / area)


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(high, 0.0)


class _Sheet(Page):
    """A page of pdfplumber whose drawing is ours; it finds the tables."""

    canvas: Canvas

    @property
    def layout(self) -> Any:
        """The lines and boxes of the page, without its text."""
        return self.canvas.get_result()


def leaf(pdf: Any, page: PDFPage, number: int, off: frozenset[int]) -> Leaf:
    """The page as a Leaf. Raises what pdfminer and pdfplumber raise on a damaged page."""
    canvas = _drawn(pdf, page, off)
    turn = _main_turn(canvas.glyphs)
    if turn:
        page.rotate = (page.rotate + 90 * turn) % 360
        page.attrs = {**page.attrs, "Rotate": page.rotate}
        canvas = _drawn(pdf, page, off)
    sheet = _Sheet(pdf, page, number)
    sheet.canvas = canvas
    layout = canvas.get_result()
    matrix = matrix_of(page.rotate, page.mediabox)
    x0, y0, x1, y1 = apply_matrix_rect(matrix, page.cropbox)
    width, height = layout.width, layout.height
    crop = (max(x0, 0.0), max(height - y1, 0.0), min(x1, width), min(height - y0, height))
    if crop[2] <= crop[0] or crop[3] <= crop[1]:
        crop = (0.0, 0.0, width, height)
    busy = len(sheet.edges) > _EDGES
    grids = () if busy else _grids(sheet)
    sheet.close()
    return Leaf(
        number, width, height, crop, page.rotate, tuple(canvas.glyphs), tuple(canvas.images), grids, busy
    )


def _drawn(pdf: Any, page: PDFPage, off: frozenset[int]) -> Canvas:
    canvas = Canvas(pdf.rsrcmgr)
    Interpreter(pdf.rsrcmgr, canvas, off).process_page(page)
    return canvas


def _main_turn(glyphs: Sequence[Glyph]) -> int:
    turns = Counter(glyph.turn for glyph in glyphs if not glyph.blank)
    if not turns:
        return 0
    turn, count = turns.most_common(1)[0]
    return turn if turn > 0 and count > _TURNED * sum(turns.values()) else 0


def _grids(sheet: _Sheet) -> tuple[tuple[Box, ...], ...]:
    """The cells of each ruled table, from the top of the page down."""
    if len(sheet.edges) < 4:
        return ()
    dx, dy = sheet.mediabox[:2]
    tables = sheet.find_tables({"explicit_vertical_lines": _open_sides(sheet)})
    grids = [
        tuple((x0 - dx, top - dy, x1 - dx, bottom - dy) for x0, top, x1, bottom in table.cells)
        for table in tables
    ]
    return tuple(sorted((grid for grid in grids if len(grid) > 1), key=lambda grid: min(c[1] for c in grid)))


def _open_sides(sheet: _Sheet) -> list[dict[str, Any]]:
    """The outer sides of tables ruled inside but open to the left and right: where three or more
    rules with a column line across them end alike."""
    uprights = [edge for edge in sheet.edges if edge["orientation"] == "v"]
    ends: dict[tuple[int, int], list[Any]] = {}
    for edge in sheet.edges:
        if edge["orientation"] == "h" and edge["width"] > 40:
            ends.setdefault((round(edge["x0"]), round(edge["x1"])), []).append(edge)
    out: list[dict[str, Any]] = []
    for edges in ends.values():
        x0, x1 = edges[0]["x0"], edges[0]["x1"]
        top, bottom = min(e["top"] for e in edges), max(e["top"] for e in edges)
        inside = [
            u for u in uprights if x0 + 3 < u["x0"] < x1 - 3 and u["bottom"] > top and u["top"] < bottom
        ]
        for x in (x0, x1):
            closed = any(abs(u["x0"] - x) <= 3 and u["bottom"] > top and u["top"] < bottom for u in uprights)
            if len({round(e["top"]) for e in edges}) >= 3 and inside and not closed:
                line = {"x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0, "height": bottom - top}
                out.append({**line, "orientation": "v", "object_type": "line"})
    return out
