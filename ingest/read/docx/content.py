"""What stands in an element once revisions are accepted and wrappers (content controls, links, tags) opened."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.read.docx.parts.markup import Element, branch, child, descend, name
from ingest.read.docx.parts.noted import Notices

_WRAPS = frozenset(("w:smartTag", "w:customXml", "w:hyperlink", "w:dir", "w:bdo", "w:sdtContent"))
_COMES = {"w:ins": "inserted", "w:moveTo": "moved"}
_GOES = {"w:del": "deleted", "w:moveFrom": ""}  # a move is told once, where the text goes to
_LETTERS = frozenset(("w:t", "w:delText", "m:t", "a:t"))
_ENOUGH = 200


def content(parent: Element, told: Notices) -> Iterator[Element]:
    """The children of `parent` in order, with those of wrappers, of insertions and of one branch of each
    alternative in place of them, and without deletions; revisions are counted in `told`."""
    stack = [iter(parent)]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
            continue
        found = name(one)
        inside: Element | None = None
        if found in _WRAPS:
            inside = one
        elif found == "w:sdt":
            inside = child(one, "w:sdtContent")
        elif found == "mc:AlternateContent":
            inside = branch(one)
        elif found in _COMES:
            told.add(_COMES[found], letters(one))
            inside = one
        elif found in _GOES:
            if _GOES[found]:
                told.add(_GOES[found], letters(one))
        else:
            yield one
        if inside is not None:
            stack.append(iter(inside))


def letters(element: Element) -> str:
    """The first characters of all text below `element`, deleted or not: evidence, never body."""
    out = ""
    for one in descend(element):
        if name(one) in _LETTERS:
            out += one.text or ""
            if len(out) > _ENOUGH:
                break
    return out
