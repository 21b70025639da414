"""Terms: two names for one thing, a short name used before it is introduced or never, a class that drifts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ingest.document import Document
from ingest.script.wording import wording
from kb.finding import CheckFinding, Shelf, place

_WORDING = wording(__file__)
_KNOWN = frozenset(_WORDING.words["known"])
_TELLING = 4  # characters of a short name that is no everyday word (规划, 合同)
_NO_NAME = frozenset(_WORDING.words["no_name"])
_FULL = 40  # characters before 以下简称 in which the whole name stands
_LEAST = 6  # characters of a name that may be a variant of another


def short_names(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """A short name that is used before it is introduced, or introduced and not used."""
    for found in _WORDING["short"].finditer(document.text):
        short = found["short"]
        uses = [m.start() for m in re.finditer(re.escape(short), document.text)]
        before = [
            at
            for at in uses
            if at < found.start() and not _inside_full(document.text, at, short, found.start())
        ]
        if not [at for at in uses if at >= found.end()]:
            message = f"简称“{short}”定义以后没有用过。"
            yield CheckFinding("term_unused", "hint", message, (place(document, *found.span()),))
        elif before and len(short) >= _TELLING:
            message = f"简称“{short}”在定义以前就用了。"
            first = place(document, before[0], before[0] + len(short))
            yield CheckFinding("term_early", "hint", message, (first, place(document, *found.span())))


def _inside_full(text: str, at: int, short: str, introduced: int) -> bool:
    """Whether a short name is only a piece of a longer name there: of the one it stands for (协调委 in 协调委员会), or of
    one with a place before it (市人社局 in 临江市人社局)."""
    full = re.search("[一-鿿]*$", text[max(0, introduced - _FULL) : introduced])
    whole = full[0] if full else ""
    return (
        at + len(short) == introduced
        or text[at : at + len(short) + 1] in whole
        or text[at - 1] + short in whole
    )


def latin(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """An abbreviation in Latin letters that nothing explains and that is not one everybody knows."""
    told: set[str] = set()
    for found in _WORDING["latin"].finditer(document.text):
        word = found[0]
        explained = re.search(f"[（(]{word}|{word}[）)]|{word}[（(]|{word}类", document.text)
        if word not in told and word not in _KNOWN and not explained:
            told.add(word)
            message = f"缩写“{word}”没有说明是什么。"
            yield CheckFinding("term_latin", "hint", message, (place(document, *found.span()),))


def variants(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """Two names of a body that differ by characters left out in one of them (科技学院, 科学技术学院)."""
    names: dict[str, list[int]] = defaultdict(list)
    for found in _WORDING["body"].finditer(document.text):
        name = _WORDING["cut"].split(found[0])[-1]
        if len(name) >= _LEAST:
            names[name].append(found.end() - len(name))
    ordered = sorted(names)
    for one in ordered:
        for other in ordered:
            if len(one) < len(other) and _left_out(one, other):
                first, second = names[one][0], names[other][0]
                message = f"“{one}”和“{other}”像是同一个单位的两种写法，请统一。"
                places = (
                    place(document, first, first + len(one)),
                    place(document, second, second + len(other)),
                )
                yield CheckFinding("term_variants", "warning", message, places)


def _left_out(short: str, long: str) -> bool:
    """Whether `short` is `long` with characters left out inside: both begin and end alike, neither is the other with a
    name before it (临江市人民医院, 市人民医院), and what is left out is part of a name (not 第十届, 是否, 或者其)."""
    if short[:3] != long[:3] or short[-2:] != long[-2:] or short in long or len(long) - len(short) > 3:
        return False
    at, out = 0, ""
    for char in long:
        if at < len(short) and char == short[at]:
            at += 1
        else:
            out += char
    return at == len(short) and not set(out) & _NO_NAME
