"""Line: what a reader hands over. A reader is bytes → lines and knows nothing of clauses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a real table; a merged cell occurs once, at its top left."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one whole table (then `grid` is not empty and `text` is "").

    `text` carries no indent and no line break. `heading` is the depth a format states
    (Markdown ##, HTML h2, Word Heading 2), 0 for none; `centered` and `bold` are what the
    format states, for readers that know. `page` is the one it begins on, 1-based, 0 where there
    are no pages. `note`: a footnote or endnote, which follows the paragraph that refers to it and
    is no paragraph of its own. `confidence`: for text that was recognised in a picture, how sure
    the recogniser is on average, 0…1; None for text that the file itself holds.
    """

    text: str
    heading: int = 0
    centered: bool = False
    bold: bool = False
    right: bool = False
    page: int = 0
    note: bool = False
    confidence: float | None = None
    grid: tuple[GridCell, ...] = ()
