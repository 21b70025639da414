"""Validity: whether a document is in force on a day, and the words that say so beside a citation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ingest.script.wording import wording

_WORDS = wording(__file__)

KINDS = ("in_force", "not_yet", "expired", "repealed", "replaced", "unknown")


class HasDates(Protocol):
    """Whatever has the dates of a document: a Document, an entry of the store."""

    @property
    def issued(self) -> date | None: ...
    @property
    def effective(self) -> date | None: ...
    @property
    def repealed(self) -> date | None: ...
    @property
    def status(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether a document is in force on a day.

    `kind` is one of KINDS: "in_force"; "not_yet" (begins later); "expired" (ended on `since`);
    "repealed" (its own page says so and gives no day); "replaced" (by a document that is named);
    "unknown" (it says no day at all, and counts as in force). `label` is what a citation says after the
    document's name, "" in force. `since` is the first day of that state, None where nobody knows."""

    kind: str
    label: str = ""
    since: date | None = None

    @property
    def holds(self) -> bool:
        """Whether a clause of the document may be cited without the label."""
        return self.kind in ("in_force", "unknown")


def validity_on(held: HasDates, day: date) -> Validity:
    """The validity of `held` on `day`. `repealed` is the first day out of force. A document that does not
    say when it takes effect counts from its issue. One whose page says 已废止 or 失效, or that has a
    `replaced_by`, and gives no last day is not in force on any day: since when is not known; but where the
    one that takes its place is held (`succeeded_by`), it ends on the day that one begins."""
    begins = held.effective or held.issued
    if begins and day < begins:
        early = f"自{begins}起施行，尚未生效" if held.effective else f"{begins}发布，尚未生效"
        return Validity("not_yet", early)
    succeeded, since = getattr(held, "succeeded_by", ""), getattr(held, "succeeded_from", None)
    if succeeded and (since is None or since <= day) and not (held.repealed and held.repealed <= day):
        return Validity("replaced", f"自{since}起已被替代" if since else "已被新版本替代", since)
    successor: str = "" if succeeded else getattr(held, "replaced_by", "")
    if held.repealed:
        return _dated_end(held.repealed, successor, day, begins)
    if successor:
        return Validity("replaced", f"已被{_named(successor)}替代")
    if over := ended_status(held.status):
        return Validity("repealed", over)
    if not held.effective and _WORDS["pending"].search(held.status):
        return Validity("not_yet", "尚未生效")
    return Validity("in_force", "", begins) if begins else Validity("unknown", "未载明施行日期")


def _dated_end(ends: date, successor: str, day: date, begins: date | None) -> Validity:
    if day < ends:
        return Validity("in_force", "", begins)
    if successor:
        return Validity("replaced", f"已于{ends}失效，由{_named(successor)}替代", ends)
    return Validity("expired", f"已于{ends}失效", ends)


def ended_status(status: str) -> str:
    """已废止, 已失效, … as a label when `status` says that the whole document is over; else ""."""
    found = _WORDS["over"].fullmatch(status.strip(" \u3000（）()【】[]"))
    return f"已{found['how']}".replace("已无效", "已失效") if found else ""


def _named(document: str) -> str:
    return document if _WORDS["named"].search(document) else f"《{document}》"
