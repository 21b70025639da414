"""Inline items: 一是…二是… inside one paragraph."""

from __future__ import annotations

from ingest.script.numerals import chinese_number
from ingest.script.wording import wording

_WORDS = wording(__file__)


def inline_items(text: str) -> tuple[tuple[int, int, int], ...]:
    """(number, start, end) of each 一是…二是… of a paragraph, numbered from one without a gap.
    An item ends where the next begins, the last with the paragraph; fewer than two are none."""
    found: list[tuple[int, int]] = []
    for match in _WORDS["item"].finditer(text):
        if match[1] == chinese_number(len(found) + 1):
            found.append((len(found) + 1, match.start(1)))
    if len(found) < 2:
        return ()
    ends = [start for _, start in found[1:]] + [len(text)]
    return tuple((number, start, end) for (number, start), end in zip(found, ends, strict=True))
