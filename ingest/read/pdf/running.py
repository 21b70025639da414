"""Running heads and feet: rows at the edge of pages that belong to the page and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.read.pdf.text_rows import TextRow
from ingest.read.wrap import WORDS as LINES
from ingest.script.wording import wording

_WORDS = wording(__file__, LINES.parts)

_EDGE = 0.13  # share of the height at the top and at the bottom
_PLACE = 4.0  # points by which a running head may move
_OFTEN = 0.3  # share of the pages that carry it; left and right pages differ


def running(
    pages: Sequence[Sequence[TextRow]], heights: Sequence[float]
) -> tuple[frozenset[TextRow], list[str]]:
    """The rows of `pages` that are running heads, feet and page numbers, and the words among them.

    A page number is told by its shape at the outermost place; words by recurring at one place with
    only digits that differ, on three pages or more (and a third of all).
    """
    edge = [(at, row) for at, rows in enumerate(pages) for row in _edges(rows, heights[at])]
    counted = Counter(key for at, row in edge for key in set(_keys(row, heights[at])))
    enough = max(3, _OFTEN * len(pages))
    out: set[TextRow] = set()
    words: dict[str, str] = {}
    for at, row in edge:
        if _is_number(row, pages[at]):
            out.add(row)
        elif _recurs(row, _keys(row, heights[at]), counted, enough):
            out.add(row)
            words.setdefault(_masked(row.text), row.text)
    return frozenset(out), list(words.values())


def _edges(rows: Sequence[TextRow], height: float) -> list[TextRow]:
    return [row for row in rows if row.base < height * _EDGE or row.base > height * (1 - _EDGE)]


def _is_number(row: TextRow, rows: Sequence[TextRow]) -> bool:
    outer = row.base in (min(r.base for r in rows), max(r.base for r in rows))
    return outer and bool(_WORDS["page_number"].fullmatch(row.text.strip()))


def _recurs(
    row: TextRow, keys: Sequence[tuple[str, int]], counted: Mapping[tuple[str, int], int], enough: float
) -> bool:
    return not _WORDS["text"].match(row.text) and max(counted[key] for key in keys) >= enough


def _keys(row: TextRow, height: float) -> tuple[tuple[str, int], ...]:
    """The words with their place, at two rasters so that no place falls between."""
    place = row.base if row.base < height / 2 else row.base - height
    text = _masked(row.text)
    return ((text, round(place / _PLACE) * 2), (text, round(place / _PLACE + 0.5) * 2 + 1))


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", text))
