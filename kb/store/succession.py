"""Which document takes another's place, and from when: versions of one rule, repeals, replacements.

Four things tell, each as sure as the one before it: the file of the older one was overwritten by the newer
one; the newer one says that it repeals the older (同时废止); meta.yaml says so; two rules bear the same title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.document import Document
from ingest.script.document_kinds import kind_parts
from ingest.script.wording import wording
from kb.entry import Entry
from kb.language.plain_text import plain

_WORDING = wording(__file__)
# A 通知 or 公告 of the same title every year is no rule: each stands for itself.
_RULE = re.compile(f"{kind_parts()['rule_kind']}$")


@dataclass(frozen=True, slots=True)
class Succession:
    """`new` (an id) takes the place of `old` on the day `since` and after; None: on every day, since what
    was there before it was only an earlier copy of the same text."""

    old: str
    new: str
    since: date | None


def successions(entries: Sequence[Entry]) -> tuple[Succession, ...]:
    """One for each document that another one held takes the place of; where several do, the first that did."""
    by_id = {entry.id: entry for entry in entries}
    found: dict[str, Succession] = {}
    for old, new in _pairs(entries):
        if new.id in found and found[new.id].new == old.id:
            continue  # each says that it replaces the other: the first word counts
        one = Succession(old.id, new.id, _since(old, new))
        before = found.get(old.id)
        if before is None or (before.since is not None and _first(one, by_id) < _first(before, by_id)):
            found[old.id] = one
    return tuple(found.values())


def chosen_at(ids: Collection[str], entries: Mapping[str, Entry], day: date) -> frozenset[str]:
    """Of several documents that one name may mean, those that it means on that day: of the versions of one
    rule the ones in force, or when none is, the one that began last (that will begin first)."""
    families: dict[str, list[Entry]] = {}
    for name in ids:
        if name in entries:
            families.setdefault(_last(entries[name], entries), []).append(entries[name])
    kept: set[str] = {name for name in ids if name not in entries}
    for versions in families.values():
        valid = [entry for entry in versions if entry.in_force(day)]
        begun = [entry for entry in versions if (entry.begins or date.min) <= day]
        latest = max(begun, key=_age) if begun else min(versions, key=_age)
        kept |= {entry.id for entry in valid or [latest]}
    return frozenset(kept)


def _age(entry: Entry) -> tuple[date, bool, str]:
    return entry.begins or date.min, entry.state == "held", entry.id


def _last(entry: Entry, entries: Mapping[str, Entry]) -> str:
    """The id of the last version of a rule."""
    seen = {entry.id}
    while entry.succeeded_by in entries and entry.succeeded_by not in seen:
        entry = entries[entry.succeeded_by]
        seen.add(entry.id)
    return entry.id


def same_rule(old: Entry, new: Entry | Document) -> bool:
    """Whether the file that held `old` and now holds `new` holds a version of the same rule: the same 文号,
    or the same title, 试行 and year in brackets apart."""
    return bool(old.number and old.number == new.number) or bool(_key(old) and _key(old) == _key(new))


def _since(old: Entry, new: Entry) -> date | None:
    """The day on which the newer one begins; None where it begins no later than the older one."""
    if new.begins is None or (old.begins is not None and new.begins <= old.begins):
        return None
    return new.begins


def _first(one: Succession, by_id: Mapping[str, Entry]) -> tuple[date, date]:
    begins = by_id[one.new].begins or date.max
    return (one.since or date.min, begins)


def _pairs(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """(old, new) for all that tells; one pair may come twice, none is of a document with itself."""
    yield from _overwritten(entries)
    by_name = _names(entries)
    for entry in entries:
        for name in entry.replaces:
            for old in by_name.get(_folded(name), ()):
                if old.id != entry.id and not _later(old, entry):
                    yield old, entry
        for new in by_name.get(_folded(entry.replaced_by), ()) if entry.replaced_by else ():
            if new.id != entry.id:
                yield entry, new
    yield from _namesakes(entries)


def _overwritten(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Each earlier content of a file with the one that came after it."""
    last: dict[str, Entry] = {}
    for entry in (*(e for e in entries if e.state == "previous"), *(e for e in entries if e.state == "held")):
        if entry.origin in last:
            yield last[entry.origin], entry
        last[entry.origin] = entry


def _namesakes(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Neighbours in time among the rules of one title that do not come from different bodies."""
    alike: dict[str, list[Entry]] = {}
    for entry in entries:
        if not entry.standalone and entry.begins and _RULE.search(_key(entry)):
            alike.setdefault(_key(entry), []).append(entry)
    for same in alike.values():
        ordered = sorted(same, key=lambda entry: (entry.begins or date.min, entry.id))
        for old, new in zip(ordered, ordered[1:], strict=False):
            if old.begins != new.begins and _same_body(old, new):
                yield old, new


def _same_body(old: Entry, new: Entry) -> bool:
    return not old.issuer or not new.issuer or bool(set(old.issuer) & set(new.issuer))


def _later(old: Entry, new: Entry) -> bool:
    return bool(old.begins and new.begins and old.begins > new.begins)


def _names(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The documents by id, 文号 and title, as `replaces` may name them."""
    named: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in {
            entry.id,
            entry.number,
            entry.title,
            entry.carried,
            _WORDING["aside"].sub("", entry.name),
        } - {""}:
            named.setdefault(_folded(name), []).append(entry)
    return named


def _folded(name: str) -> str:
    return (
        _WORDING["marks"].sub("", plain(name)).removesuffix("号")
        if _WORDING["number"].match(name)
        else _WORDING["marks"].sub("", plain(name))
    )


def _key(entry: Entry | Document) -> str:
    return _WORDING["aside"].sub("", _WORDING["marks"].sub("", plain(entry.name)))
