"""What every text of one Word file shares: its styles, lists, notes, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.read.docx.parts.counting import counted
from ingest.read.docx.parts.list_numbers import Counters, Numbering
from ingest.read.docx.parts.look import PAPER
from ingest.read.docx.parts.markup import Element, attribute, child, name, number_in, value_of
from ingest.read.docx.parts.noted import Notices
from ingest.read.docx.parts.package import Package
from ingest.read.docx.parts.styles import Styles
from ingest.read.raised import raised

_KINDS = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(slots=True)
class Book:
    """Shared by the body, its text boxes and its notes. `paper` is the colour of the page."""

    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    formats: dict[str, tuple[str, int]]
    paper: str = PAPER
    counters: Counters = field(default_factory=Counters)
    told: Notices = field(default_factory=Notices)
    _counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> Book:
        """The book of a package."""
        styles = Styles(package.styles)
        return cls(
            styles=styles,
            numbering=Numbering(package.numbering, styles),
            notes={
                (kind, attribute(one, "id")): one
                for kind, root in (("footnote", package.footnotes), ("endnote", package.endnotes))
                for one in (root if root is not None else ())
                if name(one) == f"w:{kind}" and attribute(one, "type") in ("", "normal")
            },
            formats={kind: _format(package, kind) for kind in _FORMATS},
            paper=_paper(package),
        )

    def take_note(self, reference: Element) -> tuple[str, Element | None]:
        """The mark of the note that `reference` refers to and the note, which is taken: only its first
        reference gets it. None when the file holds no such note."""
        kind = _KINDS[name(reference)]
        note = self.notes.pop((kind, attribute(reference, "id")), None)
        if attribute(reference, "customMarkFollows") in ("1", "true", "on"):
            return "", note
        style, start = self.formats[kind]
        value = self._counts.get(kind, start - 1) + 1
        self._counts[kind] = value
        mark = counted(value, style)
        high = raised(mark, "sup")
        return (high if high != mark or not mark.isascii() else f"[{mark}]"), note


def _format(package: Package, kind: str) -> tuple[str, int]:
    """The number format of notes and the first number: what a section says, else the settings."""
    for root in (*_sections(package.body), package.settings):
        properties = child(root, f"w:{kind}Pr")
        if style := value_of(properties, "w:numFmt"):
            return style, number_in(value_of(properties, "w:numStart"), 1)
    return _FORMATS[kind], 1


def _sections(body: Element) -> Iterator[Element]:
    for one in body:
        section = one if name(one) == "w:sectPr" else child(child(one, "w:pPr"), "w:sectPr")
        if section is not None:
            yield section


def _paper(package: Package) -> str:
    background = child(package.document, "w:background")
    shown = child(package.settings, "w:displayBackgroundShape")
    if background is None or shown is None:
        return PAPER
    colour = attribute(background, "color").upper()
    return colour if len(colour) == 6 else "?"
