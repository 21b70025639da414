"""Where sentences end: the marks, the four kinds of sentence that are told apart, and one way to cut a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.script.wording import characters, wording

_WORDS = wording(__file__)
SENTENCE, STATEMENT, QUOTABLE, SPOKEN = (
    _WORDS[name] for name in ("sentence", "statement", "quotable", "spoken")
)
_MARKS = characters().parts
FULL_STOPS, TYPED_STOPS, SEMICOLONS = (_MARKS[name] for name in ("full_stop", "typed_stop", "semicolon"))
COLONS, COMMAS, CLOSING_QUOTES = (_MARKS[name] for name in ("colon", "comma", "closing_quote"))
_OPEN, _CLOSE = "《（(", "》）)"


def sentence_spans(
    text: str, ends: re.Pattern[str], start: int = 0, end: int | None = None, whole: bool = False
) -> Iterator[tuple[int, int]]:
    """The sentences of text[start:end] as half-open spans, each with the mark that ends it, the last perhaps without
    one; a mark with nothing before it is none. `ends` is one of the four patterns; with `whole` a mark inside 《》 or
    brackets ends no sentence."""
    stop = len(text) if end is None else end
    at, depth, read = start, 0, start
    for mark in ends.finditer(text, start, stop):
        if whole:
            depth += _opened(text[read : mark.start()])
            read = mark.start()
            if depth > 0:
                continue
            depth = 0
        if mark.start() > at:
            yield at, mark.end()
        at = mark.end()
    if at < stop:
        yield at, stop


def sentence_texts(text: str, ends: re.Pattern[str], whole: bool = False) -> tuple[str, ...]:
    """The same sentences as texts, without blank ones."""
    found = (text[start:end] for start, end in sentence_spans(text, ends, whole=whole))
    return tuple(one for one in found if one.strip())


def _opened(text: str) -> int:
    return sum(map(text.count, _OPEN)) - sum(map(text.count, _CLOSE))
