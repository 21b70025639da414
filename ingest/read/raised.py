"""Numbers set high or low stay so: 10⁴ is not 104, 30万元¹ is not 30万元1."""

from __future__ import annotations

import re

_TABLES = {
    "sup": str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}
_RAISABLE = re.compile(r"[\d+\-()n]+")

PLACES = frozenset(_TABLES)


def raised(text: str, place: str) -> str:
    """`text` as superscript ("sup") or subscript ("sub") characters, where it is a number; else as it is."""
    table = _TABLES.get(place)
    return text.translate(table) if table and _RAISABLE.fullmatch(text.strip()) else text
