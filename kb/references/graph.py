"""Who cites whom: the references of several documents, in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ingest.document import ClauseId, Document
from kb.finding import Shelf
from kb.references.reference import Reference
from kb.references.resolve import references_of

if TYPE_CHECKING:
    from kb.knowledge import KnowledgeBase

MOST = 300  # documents of a base that are read for who cites a clause


@dataclass(frozen=True, slots=True)
class Graph:
    """The references of `documents` in the order of the documents and their text."""

    documents: tuple[Document, ...]
    references: tuple[Reference, ...]

    @classmethod
    def of(cls, documents: Sequence[Document], shelf: Shelf) -> Graph:
        """The graph of the documents, resolved on the shelf."""
        found = tuple(one for document in documents for one in references_of(document, shelf))
        return cls(tuple(documents), found)

    def citing(self, clause: ClauseId) -> tuple[Reference, ...]:
        """What a clause, with all below it, cites; an empty path is the whole document."""
        return tuple(one for one in self.references if within(one.source, clause))

    def cited_by(self, clause: ClauseId) -> tuple[Reference, ...]:
        """The references from elsewhere that name a clause, one above it (but not its whole document) or one below it,
        or a range that it lies in."""
        return tuple(
            one
            for one in self.references
            if one.status in ("resolved", "range", "expired")
            and not within(one.source, clause)
            and one.source not in one.targets  # 下列条件: the 款 itself
            and self._names(one, clause)
        )

    def _names(self, reference: Reference, clause: ClauseId) -> bool:
        targets = [target for target in reference.targets if target.path or not clause.path]
        if any(within(target, clause) or within(clause, target) for target in targets):
            return True
        return (
            reference.status == "range"
            and len(targets) > 1
            and self._between(clause, targets[0], targets[-1])
        )

    def _between(self, clause: ClauseId, first: ClauseId, last: ClauseId) -> bool:
        document = next((one for one in self.documents if one.id == first.document), None)
        if document is None or not (first.document == last.document == clause.document) or not clause.path:
            return False
        return (
            document.clause(first.path).start
            <= document.clause(clause.path).start
            < document.clause(last.path).end
        )


def around(base: KnowledgeBase, document: Document, day: date) -> Graph:
    """The graph of a document and of those held that name it: by its title, or its 文号."""
    named = [name for name in (document.number, document.name) if name]
    entries = [entry for entry in base.entries() if entry.id != document.id]
    held = [base.document(entry.id, day) for entry in entries[:MOST]]
    near = [other for other in held if any(name in other.text for name in named)]
    shelf = Shelf((document, *held), day)
    return Graph.of([document, *near], shelf)


def within(inner: ClauseId, outer: ClauseId) -> bool:
    """Whether a clause is `outer` or stands below it by its path; a table stands beside the 条 it is printed in."""
    if inner.document != outer.document:
        return False
    path = outer.path
    return not path or inner.path == path or inner.path.startswith((f"{path}.", f"{path}/"))


def edges(references: Iterable[Reference]) -> tuple[tuple[str, str, int], ...]:
    """Document → document with the number of references, the most first; what is not held is named by its title."""
    counts: dict[tuple[str, str], int] = {}
    for one in references:
        for target in _documents(one):
            if target != one.source.document:
                key = (one.source.document, target)
                counts[key] = counts.get(key, 0) + 1
    return tuple((a, b, count) for (a, b), count in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))


def _documents(reference: Reference) -> tuple[str, ...]:
    if reference.targets:
        return tuple(dict.fromkeys(target.document for target in reference.targets))
    mention = reference.mention
    return (f"《{mention.name}》",) if mention.kind == "title" else ()
