"""Mention: a stretch of a question or a document that names documents, or clauses of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.document import ClauseId

Kind = Literal["title", "number", "address", "self", "relative", "annex", "table", "short_name", "program"]


@dataclass(frozen=True, slots=True)
class Mention:
    """The stretch [start, end) of a text and what it says: `name` is a title or short name (in a document without its
    marks, in a question as it stands there, also where it stands apart from its address), `number` a 文号, `address`
    the clause part as printed (第五条第一款、第三款和第八条), each "" where it says none.

    A question's mentions are looked up where they are found: `documents` are the ids it may mean, `clauses` the clauses
    it names, () for none held. Those of a document are resolved apart (`kb.references.resolve`)."""

    kind: Kind
    text: str
    start: int
    end: int
    name: str = ""
    number: str = ""
    address: str = ""
    documents: tuple[str, ...] = ()
    clauses: tuple[ClauseId, ...] = ()

    @property
    def pieces(self) -> tuple[str, ...]:
        """The one or two pieces (name, address) in which it stands in its text."""
        return tuple(piece for piece in (self.name, self.address) if piece)
