"""Titles: the documents of a base or a shelf by what they are called: 文号, 《书名号》, bare title, id, short name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from ingest.script.wording import wording
from kb.address.mention import Kind, Mention
from kb.language.plain_text import plain

_WORDING = wording(__file__)
(_STATE,) = _WORDING.words["state"]
_ORDER = "令"
_FREE_TITLE = 5  # characters from which a bare title in a sentence names a document
_SHORT_NAME = 3
_ALIKE = 0.85  # of two titles that differ by a slip
_NEAR = 0.4  # of a title that may have been meant


class Named(Protocol):
    """What has names: an Entry, a Document."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def carried(self) -> str: ...
    @property
    def number(self) -> str: ...


Held = TypeVar("Held", bound=Named)


class Titles(Generic[Held]):
    """The names of the documents `held`; editions of one title are several."""

    def __init__(self, held: Iterable[Held]) -> None:
        self.held = tuple(held)
        self._by_title: dict[str, list[Held]] = {}
        self._by_number: dict[tuple[str, str], list[tuple[str, Held]]] = {}
        for one in self.held:
            for key in dict.fromkeys(_titles(one)):
                self._by_title.setdefault(key, []).append(one)
            for year, serial, prefix in _number_parts(plain(one.number)):
                self._by_number.setdefault((year, serial), []).append((prefix, one))

    def titled(self, name: str) -> tuple[Held, ...]:
        """The documents of that title; the state's name before it and an aside behind it may be left out."""
        key = _key(name)
        return tuple(self._by_title.get(key) or self._by_title.get(key.removeprefix(_STATE)) or ())

    def numbered(self, number: str) -> tuple[Held, ...]:
        """The documents of that 文号, however its brackets and zeros are written."""
        found = (
            one
            for year, serial, prefix in _number_parts(plain(number))
            for other, one in self._by_number.get((year, serial), ())
            if other == prefix
        )
        return tuple({one.id: one for one in found}.values())

    def alike(self, name: str) -> tuple[Held, ...]:
        """The documents whose title differs from `name` by so little that it may be a slip; () where none does."""
        close = difflib.get_close_matches(_key(name), list(self._by_title), n=1, cutoff=_ALIKE)
        return tuple(self._by_title[close[0]]) if close else ()

    def nearest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Titles (and 文号) held that look most like `name`, best first."""
        shown = {_key(e.carried or e.title): f"《{e.carried or e.title}》" for e in self.held}
        shown |= {_key(e.number): e.number for e in self.held if e.number}
        close = difflib.get_close_matches(_key(name), list(shown), n=count, cutoff=_NEAR)
        return tuple(shown[key] for key in close)

    # in a plain question

    def named(self, text: str) -> tuple[Mention, ...]:
        """The documents a plain sentence names without doubt, left to right, none overlapping; one that is not held
        has no `documents`."""
        found: list[Mention] = []
        for one in (*self._numbers(text), *self._marked(text), *self._unmarked(text)):
            if all(one.end <= other.start or other.end <= one.start for other in found):
                found.append(one)
        return tuple(sorted(found, key=lambda one: one.start))

    def leading(self, text: str) -> Mention | None:
        """The document that a plain address begins with; None when it begins with none that is known."""
        for one in (*self._numbers(text), *self._marked(text)):
            if one.start == 0:
                return one
        bare, places = _without_marks(text)
        for size in self._bare.sizes:
            ids = self._bare.ids.get(bare[:size]) if size <= len(bare) else None
            if ids:
                return _mention("title", text, 0, places[size - 1] + 1, ids)
        return None

    def short(self, name: str, least: int = _SHORT_NAME) -> tuple[str, ...]:
        """The one document a short name of `least` characters or more fits: part of its title, or its title
        with characters left out, its last two kept; or at least the first half of its title. Empty when
        none fits or several do."""
        key = _key(name)
        if not least <= len(key) <= max(self._bare.sizes, default=0):
            return ()
        alike = self._bare.ending.get(key[-2:], ())
        inside = {i for title in alike if key in title for i in self._bare.ids[title]}
        loose = inside or {
            i
            for title in alike
            if 2 * len(key) >= len(title) and _left_out(key, title)
            for i in self._bare.ids[title]
        }
        begun = {
            i
            for title in self._bare.beginning.get(key[:2], ())
            if title.startswith(key) and 2 * len(key) >= len(title)
            for i in self._bare.ids[title]
        }
        found = loose | begun
        return tuple(found) if len(found) == 1 else ()

    def _numbers(self, text: str) -> Iterator[Mention]:
        for match in _WORDING["number"].finditer(text):
            yield from self._numbered(text, match, match["year"], bool(match["open"] and match["close"]))
        for match in _WORDING["order_number"].finditer(text):
            yield from self._numbered(text, match, _ORDER, False)

    def _numbered(self, text: str, match: re.Match[str], year: str, bracketed: bool) -> Iterator[Mention]:
        known = self._by_number.get((year, match["serial"]), [])
        before = text[: match.start()]
        for size in sorted({len(prefix) for prefix, _ in known}, reverse=True):
            ids = [one.id for prefix, one in known if len(prefix) == size and before.endswith(prefix)]
            if ids:
                yield _mention("number", text, match.start() - size, match.end(), ids)
                return
        organ = _WORDING["organ"].search(before)
        if bracketed and not organ and known:
            yield _mention("number", text, match.start(), match.end(), [one.id for _, one in known])
        elif bracketed and organ and match[0].endswith("号"):
            yield _mention("number", text, organ.start(), match.end(), ())

    def _marked(self, text: str) -> Iterator[Mention]:
        for match in _WORDING["marked"].finditer(text):
            ids = self._bare.ids.get(_key(match[1]), ()) or self.short(match[1])
            yield _mention("title", text, match.start(), match.end(), ids)

    def _unmarked(self, text: str) -> Iterator[Mention]:
        bare, places = _without_marks(text)
        for key in self._bare.longest:
            at = bare.find(key)
            while at >= 0:
                start, end = places[at], places[at + len(key) - 1] + 1
                if len(key) >= _FREE_TITLE or text[end : end + 1] == "第":
                    yield _mention("title", text, start, end, self._bare.ids[key])
                at = bare.find(key, at + 1)

    @cached_property
    def _bare(self) -> _BareNames:
        return _BareNames.of(self.held)


@dataclass(frozen=True, slots=True)
class _BareNames:
    """What may stand bare in a question (id, 文号, titles): the `ids` by each, all of them by their first and last two
    characters, the `longest` first, and their sizes, the largest first."""

    ids: dict[str, tuple[str, ...]]
    beginning: dict[str, tuple[str, ...]]
    ending: dict[str, tuple[str, ...]]
    longest: tuple[str, ...]
    sizes: tuple[int, ...]

    @classmethod
    def of(cls, held: Iterable[Named]) -> _BareNames:
        ids: dict[str, tuple[str, ...]] = {}
        for one in held:
            own = [_key(one.id), *([_key(one.number)] if one.number else ()), *_titles(one)]
            ids |= {key: (*ids.get(key, ()), one.id) for key in dict.fromkeys(own)}
        beginning: dict[str, tuple[str, ...]] = {}
        ending: dict[str, tuple[str, ...]] = {}
        for key in ids:
            beginning[key[:2]] = (*beginning.get(key[:2], ()), key)
            ending[key[-2:]] = (*ending.get(key[-2:], ()), key)
        longest = tuple(sorted(ids, key=lambda key: (-len(key), key)))
        return cls(ids, beginning, ending, longest, tuple(sorted({len(key) for key in ids}, reverse=True)))


def _mention(kind: Kind, text: str, start: int, end: int, ids: Iterable[str]) -> Mention:
    said = text[start:end]
    return Mention(kind, said, start, end, said, documents=tuple(dict.fromkeys(ids)))


def _titles(named: Named) -> Iterator[str]:
    """The keys of its titles: whole, without the state's name in front, without each aside behind."""
    for title in (named.title, named.carried):
        full = _key(title)
        while full:
            yield full
            if full.startswith(_STATE) and len(full) > len(_STATE) + 1:
                yield full.removeprefix(_STATE)
            shorter = _WORDING["suffix"].sub("", full)
            full = shorter if shorter != full else ""


def _key(title: str) -> str:
    return _WORDING["marks"].sub("", plain(title))


def _number_parts(number: str) -> Iterator[tuple[str, str, str]]:
    """(year, serial, what stands before) of a plain 文号; the year of a 令 or 公告 is 令."""
    for match in _WORDING["number"].finditer(number):
        yield match["year"], match["serial"], number[: match.start()]
    for match in _WORDING["order_number"].finditer(number):
        yield _ORDER, match["serial"], number[: match.start()]


def _without_marks(text: str) -> tuple[str, list[int]]:
    places = [at for at, char in enumerate(text) if not _WORDING["marks"].match(char)]
    return "".join(text[at] for at in places), places


def _left_out(short: str, title: str) -> bool:
    """Whether `short` is `title` with some characters left out."""
    rest = iter(title)
    return all(char in rest for char in short)
