"""A formula of Word's own (OMML) on one line: (a+b)/c, m², √(x). A half is never read as twelve."""

from __future__ import annotations

from collections.abc import Callable

from ingest.read.docx.parts.markup import Element, attribute, child, name, value_of
from ingest.read.raised import raised

_SKIPPED = frozenset(("w:del", "w:moveFrom", "w:rPr", "m:rPr", "m:ctrlPr"))


def formula(element: Element | None) -> str:
    """The text of a m:oMath, m:oMathPara or a part of one; what is deleted in a revision is left out."""
    if element is None:
        return ""
    return "".join(_one(part) for part in element)


def _one(part: Element) -> str:
    found = name(part)
    if found in ("m:t", "w:t"):
        return part.text or ""
    if found in _SKIPPED or found.endswith("Pr"):
        return ""
    write = _SHAPES.get(found)
    return write(part) if write else formula(part)


def _group(text: str) -> str:
    return text if text.isalnum() or len(text) < 2 else f"({text})"


def _scripted(text: str, place: str, sign: str) -> str:
    high = raised(text, place)
    return high if high != text else f"{sign}{_group(text)}" if text else ""


def _sup(part: Element) -> str:
    return formula(child(part, "m:e")) + _scripted(formula(child(part, "m:sup")), "sup", "^")


def _sub(part: Element) -> str:
    return formula(child(part, "m:e")) + _scripted(formula(child(part, "m:sub")), "sub", "_")


def _both(part: Element) -> str:
    low = _scripted(formula(child(part, "m:sub")), "sub", "_")
    return formula(child(part, "m:e")) + low + _scripted(formula(child(part, "m:sup")), "sup", "^")


def _fraction(part: Element) -> str:
    return f"{_group(formula(child(part, 'm:num')))}/{_group(formula(child(part, 'm:den')))}"


def _root(part: Element) -> str:
    return f"{raised(formula(child(part, 'm:deg')), 'sup')}√({formula(child(part, 'm:e'))})"


def _delimited(part: Element) -> str:
    properties = child(part, "m:dPr")
    begin = child(properties, "m:begChr")
    end = child(properties, "m:endChr")
    inside = (value_of(properties, "m:sepChr") or "|").join(formula(e) for e in part if name(e) == "m:e")
    left = attribute(begin) if begin is not None else "("
    return f"{left}{inside}{attribute(end) if end is not None else ')'}"


def _nary(part: Element) -> str:
    sign = value_of(part, "m:naryPr/m:chr") or "∫"
    low = _scripted(formula(child(part, "m:sub")), "sub", "_")
    return sign + low + _scripted(formula(child(part, "m:sup")), "sup", "^") + formula(child(part, "m:e"))


_SHAPES: dict[str, Callable[[Element], str]] = {
    "m:sSup": _sup,
    "m:sSub": _sub,
    "m:sSubSup": _both,
    "m:f": _fraction,
    "m:rad": _root,
    "m:d": _delimited,
    "m:nary": _nary,
}
