"""An address as it is written → the single addresses that it lists: 第五条第一款、第三款和第八条 → three of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kb.address.component import PIECES, STATUTE, component_at

_JOINER = re.compile(f"(?P<to>{PIECES['to']})|{PIECES['and']}")
_LEAD = re.compile(f"第(?={PIECES['printed']})")  # 第（一）、（二）项


@dataclass(frozen=True, slots=True)
class Single:
    """One address: `tokens` as in a clause path (t5, k1), those above that it inherits included; `ends_range` when it
    is the last of a range that the one before begins."""

    tokens: tuple[str, ...]
    ends_range: bool = False


def singles(address: str) -> tuple[Single, ...]:
    """The addresses of a list in order; () where it cannot be read (a ladder address)."""
    out: list[Single] = []
    at: dict[str, str] = {}
    fresh = ranged = False
    position = 0
    while position < len(address):
        if joiner := _JOINER.match(address, position):
            if fresh:
                out.append(Single(_path(at), ranged))
            fresh, ranged = False, bool(joiner["to"])
            position = joiner.end()
            continue
        lead = _LEAD.match(address, position)
        found = component_at(address, position) or (component_at(address, lead.end()) if lead else None)
        if found is None:
            return ()
        one, position = found
        if one.kind == "bracket":
            one = replace(one, kind="x")
        if one.kind not in STATUTE:
            return ()
        at = {kept: held for kept, held in at.items() if STATUTE.index(kept) < STATUTE.index(one.kind)}
        at[one.kind] = one.token
        fresh = True
    return (*out, Single(_path(at), ranged)) if fresh else tuple(out)


def _path(at: dict[str, str]) -> tuple[str, ...]:
    return tuple(at[level] for level in sorted(at, key=STATUTE.index))
