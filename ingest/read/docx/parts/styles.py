"""The styles of a document, each with all that it inherits."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.read.docx.parts.look import Look, fill_of, look_of
from ingest.read.docx.parts.markup import Element, attribute, child, descend, name, number_in, value_of
from ingest.script.wording import wording

_WORDS = wording(__file__)

_BODY_TEXT = 9  # the outline level of what is no heading


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style says with all that it inherits. `ids` are its own id and those it is based on;
    `heading` 1–9, 0 for none; `title` and `contents` (an entry of a table of contents) go by its name;
    `number` and `level` as in w:numPr ("" where it says none); `fill` is the shading of its paragraphs."""

    ids: tuple[str, ...] = ()
    heading: int = 0
    title: bool = False
    contents: bool = False
    align: str = ""
    number: str = ""
    level: str = ""
    fill: str = ""
    look: Look = field(default_factory=dict)


class Styles:
    """The part styles.xml; without one every style is plain."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._plain: Look = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, Look] = {}
        for one in root if root is not None else ():
            if name(one) == "w:style":
                self._styles.setdefault(attribute(one, "styleId"), one)
                if attribute(one, "default") not in ("", "0", "false", "off"):
                    self._default.setdefault(attribute(one, "type"), attribute(one, "styleId"))
            elif name(one) == "w:docDefaults":
                self._plain = look_of(child(child(one, "w:rPrDefault"), "w:rPr"))

    def paragraph(self, style: str) -> ParagraphStyle:
        """The paragraph style of that id; the default one for "" and for an unknown id."""
        known = style if style in self._styles else self._default.get("paragraph", "")
        if known not in self._paragraphs:
            self._paragraphs[known] = self._resolved(known)
        return self._paragraphs[known]

    def character(self, style: str) -> Look:
        """What the character style of that id says; nothing for an unknown id."""
        if style not in self._characters:
            look: Look = {}
            for one in reversed(self._chain(style)):
                look |= look_of(child(one, "w:rPr"))
            self._characters[style] = look
        return self._characters[style]

    def shades(self, style: str) -> bool:
        """Whether the table style of that id lays any colour under cells."""
        chain = self._chain(style or self._default.get("table", ""))
        return any(fill_of(one) for style in chain for one in descend(style) if name(one) == "w:shd")

    def numbering(self, style: str) -> str:
        """The number of the list that a numbering style stands for; ""."""
        return value_of(self._styles.get(style), "w:pPr/w:numPr/w:numId")

    def _chain(self, style: str) -> list[Element]:
        """The style and those it is based on, from the derived to the first."""
        out: list[Element] = []
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            out.append(self._styles[style])
            style = value_of(self._styles[style], "w:basedOn")
        return out

    def _resolved(self, style: str) -> ParagraphStyle:
        chain = self._chain(style)
        look = dict(self._plain)
        for one in reversed(chain):
            look |= look_of(child(one, "w:rPr"))
        titles = {name_of(one) for one in chain}

        def first(path: str) -> str:
            return next((value for one in chain if (value := value_of(one, path))), "")

        return ParagraphStyle(
            ids=tuple(attribute(one, "styleId") for one in chain),
            heading=_heading(chain),
            title=bool(titles.intersection(_WORDS.words["title"])),
            contents=bool(chain) and bool(_WORDS["contents"].fullmatch(name_of(chain[0]))),
            align=first("w:pPr/w:jc"),
            number=first("w:pPr/w:numPr/w:numId"),
            level=first("w:pPr/w:numPr/w:ilvl"),
            fill=next((fill for one in chain if (fill := fill_of(child(child(one, "w:pPr"), "w:shd")))), ""),
            look=look,
        )


def name_of(style: Element) -> str:
    """The name of a style as people see it, in lower case."""
    return value_of(style, "w:name").strip().lower()


def outline(properties: Element | None) -> int | None:
    """The heading depth 1–9 that a w:pPr states, 0 for body text, None where it states none."""
    value = value_of(properties, "w:outlineLvl")
    level = number_in(value, _BODY_TEXT)
    return None if not value else level + 1 if 0 <= level < _BODY_TEXT else 0


def _heading(chain: list[Element]) -> int:
    for one in chain:
        stated = outline(child(one, "w:pPr"))
        if stated is not None:
            return stated
        if named := _WORDS["heading"].fullmatch(name_of(one)):
            return int(named[1])
    return 0
