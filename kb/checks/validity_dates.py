"""Dates and validity: effect before issue, no term of validity, a repeal of what is not held."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document
from ingest.script.wording import wording
from kb.address.titles import Titles
from kb.finding import CheckFinding, Shelf, place

_WORDING = wording(__file__)
_HEAD = 400  # characters in which a document says that it was amended


def effect(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """A document that takes effect before it was issued."""
    amended = _WORDING["amended"].search(document.text[:_HEAD])  # issued is then the day of the amendment
    if document.issued and document.effective and document.effective < document.issued and not amended:
        found = _WORDING["effect"].search(document.text)
        where = place(document, *found.span()) if found else place(document, 0, min(20, len(document.text)))
        message = f"施行日期{document.effective}早于发布日期{document.issued}，请核对。"
        yield CheckFinding("effect_before_issue", "warning", message, (where,))


def term(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """A rule that says from when but not until when it holds."""
    found = next(iter(reversed(list(_WORDING["effect"].finditer(document.text)))), None)
    if found is None or document.repealed:
        return
    if not _WORDING["validity"].search(document.text[max(0, found.start() - 200) : found.end() + 200]):
        message = "写明了施行日期，没有写有效期；行政规范性文件一般要规定有效期。"
        yield CheckFinding("term_missing", "hint", message, (place(document, *found.span()),))


def repeal(document: Document, shelf: Shelf) -> Iterator[CheckFinding]:
    """A repeal of a document that is not held, each of a list told by itself."""
    library = Titles(other for other in shelf.documents if other.id != document.id)
    for found in _WORDING["repeal"].finditer(document.text):
        for title in _WORDING["title"].finditer(document.text, *found.span()):
            if not library.titled(title["name"]):
                message = f"废止的《{title['name']}》没有收录，无法核对名称和文号。"
                where = place(document, title.start(), found.end())
                yield CheckFinding("repeal_unheld", "hint", message, (where,))
