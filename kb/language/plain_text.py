"""Text as addresses and titles are matched: folded, without spaces, in simplified characters."""

from __future__ import annotations

import re

from ingest.script.wording import wording
from kb.language.tokens import fold

_WORDING = wording(__file__)
_TRADITIONAL = str.maketrans(*("".join(_WORDING.words[name]) for name in ("traditional", "simplified")))
_CIRCLED = {ord("①") + n: f"⟨{n + 1}⟩" for n in range(20)}
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """`text` as addresses are matched: folded, no spaces, simplified address words, ① as ⟨1⟩, and
    国务院令 as its number writes it, 国令."""
    folded = _SPACE.sub("", fold(text.translate(_CIRCLED))).translate(_TRADITIONAL)
    return _WORDING["state_council"].sub("国", folded)
