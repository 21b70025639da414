"""What is searched and what a search gives back: Passage, Hit, Retrieval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.document import ClauseId


@dataclass(frozen=True, slots=True)
class Passage:
    """One searchable clause. `breadcrumb` is the document title and the headings above it,
    joined with “ > ”; `text` is the clause's own text, a slice of its document."""

    clause_id: ClauseId
    breadcrumb: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked clause: `rank` from 1, `score` in 0…1, `via` what found it
    ("exact", "words", "characters", "vectors", joined with "+")."""

    clause_id: ClauseId
    score: float
    rank: int
    via: str


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The ranked clauses for one query at one date. `notes` are Chinese sentences a face must
    show (vectors switched off, an index being rebuilt)."""

    query: str
    as_of: date
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()
