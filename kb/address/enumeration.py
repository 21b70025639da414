"""An address as it is written → the single addresses that it lists: 第五条第一款、第三款和第八条 → three of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.script.numerals import arabic_number

_N = "[零〇○一二三四五六七八九十百千两\\d]{1,7}"
_TOKEN = re.compile(
    f"(?P<c>第(?P<cn>{_N})(?P<ck>分编|编|章|节))|(?P<t>第(?P<tn>{_N})条(?:之(?P<ts>{_N}))?)|(?P<k>第(?P<kn>{_N})款)"
    f"|(?P<x>第?[（(](?P<xb>{_N})[)）]项?|第(?P<xn>{_N})项)|(?P<m>第?[（(]?(?P<mn>{_N})[)）]?目)"
    "|(?P<to>至|到|[—–~～-]{1,2})|(?P<and>、|和|或者|或|以及|及|与)"
)
_CONTEXT = {"分编": "d", "编": "n", "章": "c", "节": "j"}


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
        match = _TOKEN.match(address, position)
        if match is None:
            return ()
        position = match.end()
        if match["to"] or match["and"]:
            if fresh:
                out.append(Single(_path(at), ranged))
            fresh, ranged = False, bool(match["to"])
            continue
        try:
            level, token = _read(match)
        except ValueError:  # 第十十条 is no number
            return ()
        at = {kept: held for kept, held in at.items() if _rank(kept) < _rank(level)}
        at[level] = token
        fresh = True
    return (*out, Single(_path(at), ranged)) if fresh else tuple(out)


def _read(match: re.Match[str]) -> tuple[str, str]:
    if match["c"]:
        kind = _CONTEXT[match["ck"]]
        return kind, f"{kind}{arabic_number(match['cn'])}"
    if match["t"]:
        sub = f"-{arabic_number(match['ts'])}" if match["ts"] else ""
        return "t", f"t{arabic_number(match['tn'])}{sub}"
    for kind, number in (("k", match["kn"]), ("x", match["xb"] or match["xn"]), ("m", match["mn"])):
        if number:
            return kind, f"{kind}{arabic_number(number)}"
    raise ValueError(match[0])


def _rank(level: str) -> int:
    return "ndcjtkxm".index(level)


def _path(at: dict[str, str]) -> tuple[str, ...]:
    return tuple(at[level] for level in sorted(at, key=_rank))
