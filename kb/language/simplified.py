"""Traditional characters → simplified ones, one for one: OpenCC's table of characters, for matching only.

OpenCC's phrases (乾隆 stays, 頭髮 and 發展 told apart by their neighbours) are left out: with them a stretch of a text
would read otherwise than the same stretch inside it, and offsets would move.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))


def simplified(text: str) -> str:
    """`text` with every traditional character in its simplified form; as long as before."""
    if text.isascii() or _traditional().isdisjoint(text):
        return text
    return text.translate(_table())


@cache
def _table() -> Mapping[int, str]:
    from opencc import OpenCC

    every = [chr(code) for block in _IDEOGRAPHS for code in block]
    simple = OpenCC("t2s").convert("\n".join(every)).split("\n")  # a character alone is no phrase
    return {ord(old): new for old, new in zip(every, simple, strict=True) if old != new and len(new) == 1}


@cache
def _traditional() -> frozenset[str]:
    return frozenset(map(chr, _table()))
