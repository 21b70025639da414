"""Text as addresses and titles are matched: folded, without spaces, in simplified characters."""

from __future__ import annotations

import re

from kb.language.tokens import fold

_TRADITIONAL = str.maketrans("條項號節編點個處開頭註", "条项号节编点个处开头注")
_CIRCLED = {ord("①") + n: f"⟨{n + 1}⟩" for n in range(20)}
_SPACE = re.compile(r"\s+")
_STATE_COUNCIL = re.compile(r"(?:中华人民共和国)?国务院(?=令第?\d)")


def plain(text: str) -> str:
    """`text` as addresses are matched: folded, no spaces, simplified address words, ① as ⟨1⟩, and
    国务院令 as its number writes it, 国令."""
    folded = _SPACE.sub("", fold(text.translate(_CIRCLED))).translate(_TRADITIONAL)
    return _STATE_COUNCIL.sub("国", folded)
