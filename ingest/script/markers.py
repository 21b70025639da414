"""The two ladders of Chinese official documents, as a table of markers.

公文 ladder (GB/T 9704-2012 §7.3.3): 一、（一）1.（1）; 法规 ladder (立法技术规范): 编章节条款项目.
A marker is what a line begins with; what it means is decided in ingest/tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.script.numerals import arabic_number
from ingest.script.wording import characters, wording

_WORDS = wording(__file__)
# The first that matches wins.
_MARKS = (
    *("part", "subpart", "chapter", "section", "article", "cn1", "cn2", "decimal", "ar1", "ar2", "circled"),
    *("shi", "dash"),
)
_CIRCLED = {char: number for number, char in enumerate(characters().words["ringed"], 1)}
_CIRCLED |= {chr(0x2474 + i): i + 1 for i in range(20)} | {chr(0x2460 + i): i + 1 for i in range(20)}

LAW_CONTAINERS = ("part", "subpart", "chapter", "section")
LADDER = ("cn1", "cn2", "ar1", "ar2", "circled")
TOKENS = {"part": "n", "subpart": "d", "chapter": "c", "section": "j", "article": "t"}
ITEM_TOKENS = {"cn1": "x", "cn2": "x", "ar1": "m", "ar2": "u", "circled": "u"}
ITEM_LEVELS = {"x": "item", "m": "point", "u": "subpoint"}


@dataclass(frozen=True, slots=True)
class Marker:
    """How a line begins. `number` and `sub` are integers (0 for none), `decimals` the numbers
    of 1.2.3, `text` the marker as printed, `rest` the offset where the line goes on."""

    kind: str
    number: int
    sub: int
    text: str
    rest: int
    decimals: tuple[int, ...] = ()
    spaced: bool = True

    @property
    def label(self) -> str:
        """The number in Arabic: "16", "120-1", "1.2.3"; "" for a dash."""
        if self.decimals:
            return ".".join(map(str, self.decimals))
        if not self.number:
            return ""
        return f"{self.number}-{self.sub}" if self.sub else str(self.number)


def match_marker(text: str) -> Marker | None:
    """The marker `text` begins with, or None. A line that begins with a cross-reference
    (第三条规定的…, 第二章和第三章) has no marker."""
    patterns = _WORDS.patterns
    for kind in _MARKS:
        if match := patterns[kind].match(text):
            return _marker(kind, match, text)
    return None


def _marker(kind: str, match: re.Match[str], text: str) -> Marker | None:
    groups = match.groupdict()
    end = match.end()
    spaced = end == len(text) or text[end].isspace()
    if kind in TOKENS and not spaced and not _opens(kind, text[end:]):
        return None
    rest = end + len(text[end:]) - len(text[end:].lstrip())
    if kind == "decimal":
        numbers = tuple(int(n) for n in groups["n"].replace("．", ".").split("."))
        return Marker(kind, numbers[-1], 0, match[0], rest, numbers, spaced)
    raw = groups.get("n") or groups.get("n2") or ""
    try:
        number = _CIRCLED[groups["c"]] if groups.get("c") else arabic_number(raw) if raw else 0
        sub = arabic_number(groups["s"]) if groups.get("s") else 0
    except ValueError:  # 十十、 is no number
        return None
    return Marker(kind, number, sub, match[0].strip(), rest, (), spaced)


def _opens(kind: str, rest: str) -> bool:
    return not _WORDS["continues"].match(rest) and (kind != "article" or not _WORDS["lists"].match(rest))


def split_heading(kind: str, rest: str) -> tuple[str, int]:
    """The heading at the start of `rest` (a line behind its marker) and where the body goes on.

    Containers (编章节) are all heading. An article's heading is what it gives in brackets. On the
    公文 ladder a short line without a full stop is all heading; a short first sentence that text
    follows is a run-in heading."""
    if kind in LAW_CONTAINERS:
        return rest.strip(), len(rest)
    if kind == "article":
        titled = _WORDS["titled"].match(rest)
        if titled and not _WORDS["number"].fullmatch(titled[1]):
            return titled[1], titled.end()
        return "", 0
    if kind not in (*LADDER, "decimal", "dash", "shi"):
        return "", 0
    stop = rest.find("。")
    if stop < 0:
        whole = len(rest) <= 50 and not _WORDS["unfinished"].search(rest) and "；" not in rest
        return (rest.strip(), len(rest)) if whole else ("", 0)
    if stop <= 40 and not _WORDS["parted"].search(rest[:stop]):
        return rest[:stop].strip(), stop + 1
    return "", 0
