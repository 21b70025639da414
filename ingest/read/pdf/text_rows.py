"""Rows: glyphs → lines of print, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.clean import HAN
from ingest.read.pdf.glyph import Glyph

_SPACED, _LATIN_SPACED = 0.9, 0.2  # gaps in ems that are a space, at a Chinese character and between others
_COLUMN_ROWS = 6
_FILLED = 0.6
_WIDE = re.compile(f"[\u2e80-\uffef{HAN}“”‘’…—]")


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of print in column `column` of `page`; `x0`…`x1` without its blanks."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    page: int
    column: int = 0
    sure: float | None = None


def rows_of(glyphs: Sequence[Glyph], page: int) -> list[TextRow]:
    """The rows of one column of print, from top to bottom."""
    return [_row(line, page) for line in _lines(glyphs)]


def columned(glyphs: Sequence[Glyph], page: int) -> list[TextRow]:
    """The rows of a page in reading order: what spans the page in its place, between them the left
    column before the right one."""
    gutter = _gutter(glyphs)
    if gutter is None:
        return rows_of(glyphs, page)
    out: list[TextRow] = []
    sides: tuple[list[Glyph], list[Glyph]] = ([], [])
    for line in _lines(glyphs):
        if _crosses(line, gutter):
            out += _emptied(sides, page)
            out.append(_row(line, page))
        else:
            for glyph in line:
                sides[glyph.x0 >= gutter].append(glyph)
    return out + _emptied(sides, page)


def _emptied(sides: tuple[list[Glyph], list[Glyph]], page: int) -> list[TextRow]:
    out = [replace(row, column=at) for at, side in enumerate(sides, 1) for row in rows_of(side, page)]
    for side in sides:
        side.clear()
    return out


def _crosses(line: Sequence[Glyph], gutter: float) -> bool:
    """Whether a glyph or an unbroken run of them stands over the gutter, or the line is centred there."""
    left = [g.x1 for g in line if g.x0 < gutter]
    right = [g.x0 for g in line if g.x0 >= gutter]
    over = any(g.x0 < gutter < g.x1 for g in line)
    return over or bool(left and right and min(right) - max(left) < line[0].size * 0.8)


def _gutter(glyphs: Sequence[Glyph]) -> float | None:
    """The middle of the white band between two columns of full lines, None where there is none."""
    lines = [[g for g in line if not g.blank] for line in _lines(glyphs)]
    inked = [g for line in lines for g in line]
    if len(lines) < _COLUMN_ROWS or not inked:
        return None
    left, right = min(g.x0 for g in inked), max(g.x1 for g in inked)
    em = sorted(g.size for g in inked)[len(inked) // 2]
    best: tuple[Sequence[Sequence[Glyph]], float] = ((), 0.0)
    for step in range(30, 71):
        x = left + (right - left) * step / 100
        spans = [(line, _gap(line, x)) for line in lines]
        clear = [line for line, gap in spans if gap >= em * 0.9 and _reaches(line, x, left, right)]
        if len(clear) > len(best[0]):
            best = (clear, x)
    enough = len(best[0]) >= max(_COLUMN_ROWS, len(lines) * 0.5)
    return _middle(*best) if enough else None


def _middle(lines: Sequence[Sequence[Glyph]], x: float) -> float:
    """The middle of the band around x that all these lines leave white; x where there is none."""
    left = max(g.x1 for line in lines for g in line if g.x0 < x)
    right = min(g.x0 for line in lines for g in line if g.x0 >= x)
    return (left + right) / 2 if left < right else x


def _gap(line: Sequence[Glyph], x: float) -> float:
    before, after = [g.x1 for g in line if g.x0 < x], [g.x0 for g in line if g.x0 >= x]
    return min(after) - max(before) if before and after else 0.0


def _reaches(line: Sequence[Glyph], x: float, left: float, right: float) -> bool:
    """Whether both sides of a line are mostly filled, as in columns of running text."""
    a = sum(g.x1 - g.x0 for g in line if g.x0 < x)
    b = sum(g.x1 - g.x0 for g in line if g.x0 >= x)
    return a >= (x - left) * _FILLED and b >= (right - x) * _FILLED


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs that stand on one line, each line from left to right, printed twice ones once."""
    line: list[Glyph] = []
    top = bottom = 0.0
    for glyph in sorted(glyphs, key=lambda g: ((g.top + g.bottom) / 2, g.x0)):
        overlap = min(bottom, glyph.bottom) - max(top, glyph.top)
        if line and overlap >= 0.5 * min(bottom - top, glyph.size):
            line.append(glyph)
            if glyph.size > bottom - top:
                top, bottom = glyph.top, glyph.bottom
            continue
        if any(not g.blank for g in line):
            yield _once(line)
        line, top, bottom = [glyph], glyph.top, glyph.bottom
    if any(not g.blank for g in line):
        yield _once(line)


def _once(line: Sequence[Glyph]) -> list[Glyph]:
    """From left to right; a character printed twice to look bold is one bold character."""
    out: list[Glyph] = []
    for glyph in sorted(line, key=lambda g: (g.x0 + g.x1) / 2):
        twin = next(
            (at for at in range(len(out) - 1, max(-1, len(out) - 3), -1) if _same(out[at], glyph)), -1
        )
        if twin < 0:
            out.append(glyph)
        else:
            out[twin] = replace(out[twin], bold=True)
    return out


def _same(one: Glyph, other: Glyph) -> bool:
    near = abs(one.x0 - other.x0) < 0.15 * one.size and abs(one.base - other.base) < 0.15 * one.size
    return one.text == other.text and near and one.sure is None


def _row(line: Sequence[Glyph], page: int) -> TextRow:
    text = ""
    last: Glyph | None = None
    for glyph in line:
        text += (_space(last, glyph) if last else "") + glyph.text
        last = glyph
    inked = [g for g in line if not g.blank]
    sures = [g.sure for g in inked if g.sure is not None]
    return TextRow(
        text.strip(), inked[0].x0, max(g.x1 for g in inked),
        sorted(g.base for g in inked)[len(inked) // 2], sorted(g.size for g in inked)[len(inked) // 2],
        sum(g.bold for g in inked) * 5 >= len(inked) * 4, page,
        sure=sum(sures) / len(sures) if sures else None,
    )  # fmt: skip


def _space(left: Glyph, right: Glyph) -> str:
    """The spaces that a gap between two glyphs stands for."""
    em = max(left.size, right.size)
    gap = (right.x0 - left.x1) / em
    if left.blank or right.blank:
        return ""
    if any(is_wide(char) for char in (left.text[-1], right.text[0])):
        return "\u3000" * min(4, round(gap)) if gap >= _SPACED else ""
    return " " if gap >= _LATIN_SPACED else ""


def is_wide(char: str) -> bool:
    """Whether `char` is as wide as a Chinese one."""
    return bool(_WIDE.match(char))
