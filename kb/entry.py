"""Entry: what the store knows of a document without opening it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ingest.validity import validity_on

State = Literal["held", "previous", "removed"]
"""held: read from the file that is at its origin now; previous: from what that file was before;
removed: taken out by `wence remove`, neither searched nor shown until it is restored or pruned."""

COLUMNS = (
    "id, title, number, carried, authority, origin, sha256, parser, status, replaced_by, meta, state, "
    "succeeded_by, standalone, issuer, replaces, issued, effective, repealed, succeeded_from"
)

_DATES = ("issued", "effective", "repealed", "succeeded_from")


@dataclass(frozen=True, slots=True)
class Entry:
    """`origin` is the path of the file it came from (a member of a zip file: `path!name`), `sha256` names
    its bytes, `parser` the parser that read it, `meta` what meta.yaml said of it. `status`, `replaces`,
    `replaced_by`, `succeeded_by` and the dates as in Document; `standalone`: meta.yaml says that it is no
    version of another document of its title."""

    id: str
    title: str
    number: str
    carried: str
    authority: str
    origin: str
    sha256: str
    parser: str
    status: str
    replaced_by: str
    meta: str
    state: State
    succeeded_by: str
    standalone: bool
    issuer: tuple[str, ...]
    replaces: tuple[str, ...]
    issued: date | None
    effective: date | None
    repealed: date | None
    succeeded_from: date | None

    @classmethod
    def of(cls, row: tuple[Any, ...]) -> Entry:
        """The entry of a row of COLUMNS."""
        values: dict[str, Any] = dict(zip(COLUMNS.split(", "), row, strict=True))
        values |= {name: tuple(json.loads(values[name])) for name in ("issuer", "replaces")}
        values |= {name: to_date(values[name]) for name in _DATES}
        return cls(**values | {"standalone": bool(values["standalone"])})

    @property
    def name(self) -> str:
        """As Document.name."""
        return self.carried or self.title

    @property
    def begins(self) -> date | None:
        """The first day on which it is in force, as far as it says."""
        return self.effective or self.issued

    def in_force(self, on: date) -> bool:
        """As Document.in_force."""
        return validity_on(self, on).holds


def to_date(text: str | None) -> date | None:
    """The day written YYYY-MM-DD; None for none."""
    return date.fromisoformat(text) if text else None
