"""A regulation as lines that can be edited, and written out again with its numbers in order.

The source is Markdown or plain text as the corpora have it: one 条, 款 or 项 a line. A document is read into
entries, edited (each entry at most once), numbered anew, and written out again; references to a 条 inside
the text follow their 条, as an amendment would have it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.script.numerals import arabic_number, chinese_number

_N = "[零〇一二三四五六七八九十百千]+"
_MARKERS = (
    ("chapter", re.compile(rf"(#*\s*)第{_N}章[\s　]+")),
    ("article", re.compile(rf"第(?P<n>{_N})条[\s　]+")),
    ("item", re.compile(rf"[（(]{_N}[）)]\s*")),
    ("ladder", re.compile(rf"#*\s*{_N}、|\d+[.．]\s*")),
)
REFERENCE = re.compile(rf"(?<![》法例定])第(?P<n>{_N})条(?!之)")
HEADINGS = ("一般规定", "综合保障", "监督与责任", "实施与管理")
WIDE = {code: chr(code + 0xFEE0) for code in range(0x30, 0x3A)} | {
    ord("("): "（",
    ord(")"): "）",
    ord("%"): "％",
}
NARROW = {wide: chr(code) for code, wide in ((c, ord(w)) for c, w in WIDE.items())}


@dataclass(slots=True, eq=False)
class MadeLine:
    """One line: `kind` chapter, article, item, ladder, row or text; `marker` as printed, `body` behind it."""

    kind: str
    marker: str
    body: str
    before: str = ""
    used: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Truth:
    """One edit: its kind, what a comparison must call it, and the words of the clause before and after,
    without space ("" where it is not). `figures`: the old and new figure that must be told, or None."""

    edit: str
    kind: str
    old: str
    new: str
    substance: bool = True


@dataclass(slots=True)
class MadeDocument:
    """A document in the making."""

    entries: list[MadeLine]
    chance: random.Random
    spare: list[str]
    truths: list[Truth] = field(default_factory=list)


def entries(source: str) -> list[MadeLine]:
    """The lines of a source; everything before the first 条, 章 or ladder line is not edited."""
    out: list[MadeLine] = []
    begun = False
    for line in source.split("\n"):
        text = line.strip()
        if not text:
            continue
        kind, marker = next(
            ((kind, m[0]) for kind, pattern in _MARKERS if (m := pattern.match(text))), ("text", "")
        )
        begun = begun or kind != "text"
        if "\t" in line.strip() or text.startswith("|"):
            kind, marker = "row", ""
            text = line.rstrip()
        out.append(MadeLine(kind, marker, text[len(marker) :], used=not begun))
        found = re.match(rf"第({_N})条", marker)
        out[-1].number = arabic_number(found[1]) if found else 0
    return out


def written(kept: Sequence[MadeLine]) -> str:
    """The source of entries, 条 and 项 numbered from one, references following their 条."""
    article = item = 0
    renamed: dict[int, int] = {}
    for one in kept:
        if one.kind == "article":
            article += 1
            renamed.setdefault(one.number, article) if one.number else None
    article, lines = 0, []
    for one in kept:
        marker = one.marker
        if one.kind == "article":
            article, item = article + 1, 0
            marker = f"第{chinese_number(article)}条 "
        elif one.kind == "item":
            item += 1
            opening, closing = ("（", "）") if "（" in marker else ("(", ")")
            marker = f"{opening}{chinese_number(item)}{closing}"
        elif one.kind != "row":
            item = 0
        body = one.body if one.kind == "row" else REFERENCE.sub(lambda m: _follow(m, renamed), one.body)
        lines.append(marker + body)
    return "\n\n".join(lines) if not any(e.kind == "row" for e in kept) else "\n".join(lines)


def _follow(match: re.Match[str], renamed: dict[int, int]) -> str:
    number = arabic_number(match["n"])
    return f"第{chinese_number(renamed[number])}条" if number in renamed else match[0]


def bare(text: str) -> str:
    """`text` without space, references to a 条 masked (they follow their 条)."""
    return re.sub(r"[\s　#|]+", "", re.sub(rf"第{_N}条", "第_条", text))
