"""Automatic numbers as Word shows them (ECMA-376 part 1, 17.9): list definitions and the counters of one text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.read.docx.parts.counting import counted
from ingest.read.docx.parts.look import Look, look_of
from ingest.read.docx.parts.markup import Element, attribute, child, is_on, name, number_in, value_of
from ingest.read.docx.parts.styles import Styles
from ingest.script.wording import wording

_WORDS = wording(__file__)

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8
_CLOSED = re.compile(r"[、．。，：:)）】〕\]]$")
_BROAD = re.compile(r"[㈠-㈩①-⓿㊀-㊉⒈-⒛⑴-⒇]$")
_DASH = re.compile("[-–—－─]+")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, number format, text (第%1条), the level (1-based) whose use
    restarts it (0: none does, None: any above), whether its text writes every number in decimal, the paragraph
    style that stands for it, and the look of its number."""

    start: int
    style: str
    pattern: str
    restart: int | None
    legal: bool
    linked: str
    look: Look
    custom: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list (w:num): the definition it counts in, which it may share with others, its levels, and where it
    starts them anew."""

    number: str
    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The part numbering.xml; without one nothing is numbered."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._read: dict[str, List | None] = {}
        for one in root if root is not None else ():
            if name(one) == "w:abstractNum":
                self._definitions.setdefault(attribute(one, "abstractNumId"), one)
            elif name(one) == "w:num":
                self._lists.setdefault(attribute(one, "numId"), one)

    def list(self, number: str) -> List | None:
        """The list of that w:numId; None for 0 (no number) and for one that is not defined."""
        if number not in self._read:
            self._read[number] = self._list(number)
        return self._read[number]

    def _list(self, number: str) -> List | None:
        one = self._lists.get(number)
        if one is None or number == "0":
            return None
        definition = self._definition(value_of(one, "w:abstractNumId"))
        if definition is None:
            return None
        levels = _levels(definition)
        starts: dict[int, int] = {}
        for override in one:
            if name(override) == "w:lvlOverride":
                at = number_in(attribute(override, "ilvl"))
                for level in _levels(override).values():
                    levels[at] = level
                if begin := value_of(override, "w:startOverride"):
                    starts[at] = number_in(begin)
        return List(number, attribute(definition, "abstractNumId"), levels, starts)

    def _definition(self, wanted: str) -> Element | None:
        """The definition of that id, or the one that the numbering style it points to uses."""
        seen: set[str] = set()
        while wanted not in seen:
            seen.add(wanted)
            definition = self._definitions.get(wanted)
            link = value_of(definition, "w:numStyleLink")
            if not link:
                return definition
            target = self._lists.get(self._styles.numbering(link))
            wanted = value_of(target, "w:abstractNumId")
        return None


def _levels(parent: Element) -> dict[int, Level]:
    return {number_in(attribute(one, "ilvl")): _level(one) for one in parent if name(one) == "w:lvl"}


def _level(one: Element) -> Level:
    shown = child(one, "w:numFmt")
    restart = value_of(one, "w:lvlRestart")
    return Level(
        start=number_in(value_of(one, "w:start")),
        style=attribute(shown) if shown is not None else "decimal",
        pattern=value_of(one, "w:lvlText"),
        restart=number_in(restart) if restart else None,
        legal=is_on(child(one, "w:isLgl")),
        linked=value_of(one, "w:pStyle"),
        look=look_of(child(one, "w:rPr")),
        custom=attribute(shown, "format") if shown is not None else "",
    )


class Counters:
    """Where every list of one text stands. Lists of one definition count on from each other."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, one: List, at: int) -> str:
        """The number of the next paragraph of `one` on level `at` (0-based), as printed, without what
        separates it from the text; "" for a bullet that is no dash."""
        level = one.levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(one.definition, {})
        if at in one.starts and (one.number, at) not in self._begun:
            counts.pop(at, None)
        self._begun.add((one.number, at))
        for above in range(at):
            if above in one.levels:
                counts.setdefault(above, _start(one, above))
        counts[at] = counts[at] + 1 if at in counts else _start(one, at)
        for below in range(at + 1, _DEEPEST + 1):
            if _restarts(one.levels.get(below), at):
                counts.pop(below, None)
        return _shown(one, level, counts)


def _start(one: List, at: int) -> int:
    return one.starts.get(at, one.levels[at].start)


def _restarts(level: Level | None, used: int) -> bool:
    """Whether the use of level `used` above makes `level` start anew."""
    return level is None or level.restart is None or used + 1 <= level.restart


def _shown(one: List, level: Level, counts: dict[int, int]) -> str:
    if level.style == "bullet":
        return level.pattern if _DASH.fullmatch(level.pattern) else ""

    def place(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        shown = one.levels.get(at)
        if shown is None:
            return ""
        style = "decimal" if level.legal and shown.style not in ("none", "bullet") else shown.style
        return counted(counts.get(at, shown.start), style, shown.custom)

    return _PLACE.sub(place, level.pattern)


def with_number(number: str, text: str) -> str:
    """`text` behind its automatic number, set apart as hand-typed numbers are: 第一条　甲, （一）甲, 1.甲,
    1.1 甲. A digit never runs into the number before it."""
    number = number.strip()
    if not number or not text.strip():
        return number or text
    if _WORDS["statute"].search(number):
        return f"{number}\u3000{text.lstrip()}"
    text = text.lstrip(" \t\u3000\u00a0")
    tight = _CLOSED.search(number) or _BROAD.search(number) or number.endswith(".") or _DASH.fullmatch(number)
    return (
        f"{number}{text}" if tight and not text[0].isascii() and not text[0].isdigit() else f"{number} {text}"
    )
