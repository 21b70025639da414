"""A base of one document that finds all of its passages for every query: what is chosen among them is what is tested."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from ingest.document import Document
from ingest.parse import parse
from kb.index.passages import passages
from kb.knowledge import KnowledgeBase
from kb.passage import Hit, Retrieval

DAY = date(2026, 6, 15)


class OneDocument:
    """Every word but 人才 is rare; nothing stands in the thesaurus."""

    def __init__(self, text: str, name: str = "示范.txt") -> None:
        self.held = parse(text.encode(), name).document
        self.queries: list[str] = []

    def search(self, query: str, k: int, as_of: date) -> Retrieval:
        self.queries.append(query)
        found = [passage.clause_id for passage in passages(self.held)]
        shared = {one: len(set(query) & set(self.held.clause(one.path).text)) for one in found}
        ranked = sorted(found, key=lambda one: -shared[one])[:k]
        most = max(shared.values(), default=0) or 1
        hits = tuple(Hit(one, shared[one] / most, at, "words") for at, one in enumerate(ranked, 1))
        return Retrieval(query, as_of, hits)

    def rarity(self, word: str) -> float:
        return 0.1 if word == "人才" else 1.0

    def expand(self, text: str) -> list[Any]:
        return []

    def document(self, document_id: str, as_of: date | None = None) -> Document:
        if document_id != self.held.id:
            raise KeyError(document_id)
        return self.held


def base_of(text: str) -> KnowledgeBase:
    """The base as those that search it see it."""
    return cast(KnowledgeBase, OneDocument(text))
