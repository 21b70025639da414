"""Text as addresses and titles are matched: folded and without spaces."""

from __future__ import annotations

import re

from ingest.script.wording import wording
from kb.language.tokens import fold

_WORDING = wording(__file__)
_CIRCLED = {ord("①") + n: f"⟨{n + 1}⟩" for n in range(20)}
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """`text` as addresses are matched: folded, no spaces, ① as ⟨1⟩, and
    国务院令 as its number writes it, 国令."""
    folded = _SPACE.sub("", fold(text.translate(_CIRCLED)))
    return _WORDING["state_council"].sub("国", folded)
