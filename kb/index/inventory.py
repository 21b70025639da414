"""Which documents a generation of the index holds, and as what: what the next one need not index again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.entry import Entry

_NAME = "documents.json"


@dataclass(frozen=True, slots=True)
class Inventory:
    """`basis` names what all passages were cut and encoded with; `documents` gives for each id a key that
    changes whenever its passages would. Generations of the same basis can begin with each other."""

    basis: str
    documents: Mapping[str, str]

    @classmethod
    def of(cls, entries: Iterable[Entry], basis: Iterable[bytes]) -> Inventory:
        """The roll of these documents, in their order, on that basis."""
        digest = hashlib.sha256()
        for part in basis:
            digest.update(hashlib.sha256(part).digest())
        return cls(digest.hexdigest(), {entry.id: _key(entry) for entry in entries})

    def stale(self, wanted: Inventory) -> tuple[str, ...]:
        """The documents held here that are not wanted, or not so."""
        return tuple(one for one, key in self.documents.items() if wanted.documents.get(one) != key)

    def save(self, folder: Path) -> None:
        """Write it into a generation's folder."""
        told = {"basis": self.basis, "documents": self.documents}
        (folder / _NAME).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Inventory | None:
        """What `save` wrote; None when it is not there or cannot be read."""
        try:
            told = json.loads((folder / _NAME).read_text(encoding="utf-8"))
            return cls(told["basis"], dict(told["documents"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _key(entry: Entry) -> str:
    # A passage is a clause of the bytes, as the parser read them, under the document's name.
    named = (entry.sha256, entry.parser, entry.authority, entry.title, entry.carried, entry.number)
    return hashlib.sha256(repr(named).encode("utf-8")).hexdigest()[:16]
