"""What a text of a Word file is made of, before it becomes lines: paragraphs of pieces, and tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.line import Line

_HELD_BACK = frozenset(("TOC",))  # fields whose result is no body text
_PAGES = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))


@dataclass(slots=True, eq=False)
class Field:
    """A field while it is read: its instruction, whether its result has begun, whether its end was met.
    A field that never ends is none, and hides nothing."""

    code: str = ""
    result: bool = False
    closed: bool = False

    @property
    def kind(self) -> str:
        """The first word of its instruction: PAGE, TOC, REF …"""
        words = self.code.split(maxsplit=1)
        return words[0].upper() if words else ""


Place = tuple[tuple[Field, bool], ...]
"""The fields a piece stands in, the outermost first, and whether in the result of each."""


@dataclass(slots=True)
class RunPiece:
    """A run of text (a soft break is a line feed, a page break a form feed), or what a run anchors: the
    blocks of a text box, a note."""

    text: str
    bold: bool = False
    place: Place = ()
    box: tuple[Block, ...] = ()
    note: Line | None = None

    @property
    def is_body(self) -> bool:
        """Whether it is neither the instruction of a field nor a table of contents."""
        return all(
            not field.closed or (result and field.kind not in _HELD_BACK) for field, result in self.place
        )

    @property
    def is_contents(self) -> bool:
        """Whether it is the text of a table of contents."""
        return any(field.closed and result and field.kind in _HELD_BACK for field, result in self.place)

    @property
    def is_page(self) -> bool:
        """Whether it is a page number that Word keeps."""
        return any(field.kind in _PAGES for field, _ in self.place)


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its automatic number as printed ("" for none) and its pieces; `heading`, `title`,
    `contents` as its style and outline level say, `align` as in w:jc."""

    number: str = ""
    pieces: list[RunPiece] = field(default_factory=list)
    heading: int = 0
    title: bool = False
    contents: bool = False
    align: str = ""


@dataclass(slots=True)
class TableCell:
    """A cell as the file gives it. `merge` is "", "restart" or "continue" (a cell that the one above reaches
    into); `colspan` is its width in columns of the grid."""

    blocks: list[Block]
    colspan: int = 1
    merge: str = ""


@dataclass(slots=True)
class DocxTable:
    """The rows of a table that are there once revisions are accepted."""

    rows: list[list[TableCell]]


Block = Paragraph | DocxTable
