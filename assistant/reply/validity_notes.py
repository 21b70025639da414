"""What must be said of the documents an answer rests on: not in force, about to end, replaced, read from a scan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from assistant.answer import Citation
from assistant.context import citation_line
from ingest.validity import validity_on
from kb.entry import Entry
from kb.knowledge import KnowledgeBase

SOON = timedelta(days=90)


def validity_notes(
    base: KnowledgeBase, citations: Sequence[Citation], day: date, today: date
) -> tuple[str, ...]:
    """Chinese sentences on the validity of each cited document on `day`, and on what has become of it by
    `today` where that is later."""
    entries = {entry.id: entry for entry in base.entries()}
    cited = dict.fromkeys(citation.document for citation in citations)
    notes = [
        note
        for document in cited
        if document.id in entries
        for note in _of(f"《{document.title}》", entries[document.id], entries, day, today)
    ]
    return (*notes, *_scanned(citations))


def _of(name: str, entry: Entry, entries: dict[str, Entry], day: date, today: date) -> Iterator[str]:
    validity = validity_on(entry, day)
    newer = _newer(entry, entries)
    if not validity.holds:
        yield f"{name}在{day}不在有效期内：{validity.label}{newer}。"
        return
    ends = min(filter(None, (entry.repealed, entry.succeeded_from)), default=None)
    if day < today and not validity_on(entry, today).holds:
        yield f"{name}在{day}有效，但现在{validity_on(entry, today).label}{newer}。"
    elif ends and ends - day <= SOON:
        yield f"{name}将于{ends}起失效，请留意届时的新规定{newer}。"


def _newer(entry: Entry, entries: dict[str, Entry]) -> str:
    successor = entries.get(entry.succeeded_by)
    if not successor:
        return ""
    number = f"（{successor.number}）" if successor.number else ""
    begins = f"，自{successor.begins}起施行" if successor.begins else ""
    return f"，替代它的是《{successor.name}》{number}{begins}"


def _scanned(citations: Iterable[Citation]) -> Iterator[str]:
    for citation in citations:
        if citation.confidence is not None:
            source = citation_line(citation.document, citation.label)
            yield (
                f"{source}的引文由扫描件文字识别而来，平均置信度{int(citation.confidence * 100)}%，数字请与原件核对。"
            )
