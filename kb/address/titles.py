"""Which document a text names: by 文号, by 《书名号》, by its bare title or id, or by a short name that fits one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.entry import Entry
from kb.language.plain_text import plain

_MARKS = re.compile(r"[《》〈〉]")
_MARKED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_SUFFIX = re.compile(r"[(（][^()（）]*[)）]$")
_STATE = "中华人民共和国"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_NUMBER = re.compile(rf"(?P<open>[〔\[(【-]?){_YEAR}年?(?P<close>[〕\])】-]?)第?0*(?P<serial>\d{{1,5}})号?")
_ORDER_NUMBER = re.compile(r"(?:令|公告)第?(?P<serial>\d{1,5})号")
_FREE_TITLE = 5  # characters from which a bare title in a sentence names a document
_SHORT_NAME = 3


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document named in a plain text at `start`…`end`. `documents` are the ids it may be, empty when
    it names one that is not held; `said` is how it was written."""

    start: int
    end: int
    said: str
    documents: tuple[str, ...]


class Titles:
    """The names of all documents held."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._by_key: dict[str, list[str]] = {}
        self._by_number: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for entry in self._entries:
            for key in dict.fromkeys(_keys(entry)):
                self._by_key.setdefault(key, []).append(entry.id)
            for year, serial, prefix in _number_parts(plain(entry.number)):
                self._by_number.setdefault((year, serial), []).append((prefix, entry.id))
        self._longest = sorted(self._by_key, key=lambda key: (-len(key), key))
        self._by_beginning: dict[str, list[str]] = {}
        self._by_ending: dict[str, list[str]] = {}
        for key in self._by_key:
            self._by_beginning.setdefault(key[:2], []).append(key)
            self._by_ending.setdefault(key[-2:], []).append(key)
        self._sizes = sorted({len(key) for key in self._by_key}, reverse=True)

    def named(self, text: str) -> tuple[NamedDocument, ...]:
        """The documents a plain sentence names without doubt, left to right, none overlapping."""
        found: list[NamedDocument] = []
        for one in (*self._numbers(text), *self._marked(text), *self._bare(text)):
            if all(one.end <= other.start or other.end <= one.start for other in found):
                found.append(one)
        return tuple(sorted(found, key=lambda one: one.start))

    def leading(self, text: str) -> NamedDocument | None:
        """The document that a plain address begins with; None when it begins with none that is known."""
        for one in (*self._numbers(text), *self._marked(text)):
            if one.start == 0:
                return one
        bare, places = _without_marks(text)
        for size in self._sizes:
            ids = self._by_key.get(bare[:size]) if size <= len(bare) else None
            if ids:
                end = places[size - 1] + 1
                return NamedDocument(0, end, text[:end], tuple(ids))
        return None

    def short(self, name: str, least: int = _SHORT_NAME) -> tuple[str, ...]:
        """The one document a short name of `least` characters or more fits: part of its title, or its title
        with characters left out, its last two kept; or at least the first half of its title. Empty when
        none fits or several do."""
        key = _key(name)
        if not least <= len(key) <= max(self._sizes, default=0):
            return ()
        alike = self._by_ending.get(key[-2:], ())
        inside = {i for title in alike if key in title for i in self._by_key[title]}
        loose = inside or {
            i
            for title in alike
            if 2 * len(key) >= len(title) and _left_out(key, title)
            for i in self._by_key[title]
        }
        begun = {
            i
            for title in self._by_beginning.get(key[:2], ())
            if title.startswith(key) and 2 * len(key) >= len(title)
            for i in self._by_key[title]
        }
        found = loose | begun
        return tuple(found) if len(found) == 1 else ()

    def nearest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Titles (and 文号) held that look most like `name`, best first."""
        shown = {_key(e.carried or e.title): f"《{e.carried or e.title}》" for e in self._entries}
        shown |= {_key(e.number): e.number for e in self._entries if e.number}
        close = difflib.get_close_matches(_key(name), list(shown), n=count, cutoff=0.4)
        return tuple(shown[key] for key in close)

    def _numbers(self, text: str) -> Iterator[NamedDocument]:
        for match in _NUMBER.finditer(text):
            yield from self._numbered(text, match, match["year"], bool(match["open"] and match["close"]))
        for match in _ORDER_NUMBER.finditer(text):
            yield from self._numbered(text, match, "令", False)

    def _numbered(
        self, text: str, match: re.Match[str], year: str, bracketed: bool
    ) -> Iterator[NamedDocument]:
        known = self._by_number.get((year, match["serial"]), [])
        before = text[: match.start()]
        for size in sorted({len(prefix) for prefix, _ in known}, reverse=True):
            ids = [i for prefix, i in known if len(prefix) == size and before.endswith(prefix)]
            if ids:
                start = match.start() - size
                yield NamedDocument(start, match.end(), text[start : match.end()], tuple(dict.fromkeys(ids)))
                return
        written = re.search(r"[\u4e00-\u9fff]{1,8}$", before)
        if bracketed and not written and known:
            yield NamedDocument(
                match.start(), match.end(), match[0], tuple(dict.fromkeys(i for _, i in known))
            )
        elif bracketed and written and match[0].endswith("号"):
            yield NamedDocument(written.start(), match.end(), written[0] + match[0], ())

    def _marked(self, text: str) -> Iterator[NamedDocument]:
        for match in _MARKED.finditer(text):
            ids = self._by_key.get(_key(match[1]), []) or self.short(match[1])
            yield NamedDocument(match.start(), match.end(), match[0], tuple(ids))

    def _bare(self, text: str) -> Iterator[NamedDocument]:
        bare, places = _without_marks(text)
        for key in self._longest:
            at = bare.find(key)
            while at >= 0:
                start, end = places[at], places[at + len(key) - 1] + 1
                if len(key) >= _FREE_TITLE or text[end : end + 1] == "第":
                    yield NamedDocument(start, end, text[start:end], tuple(self._by_key[key]))
                at = bare.find(key, at + 1)


def _keys(entry: Entry) -> Iterator[str]:
    yield _key(entry.id)
    if entry.number:
        yield _key(entry.number)
    for title in (entry.title, entry.carried):
        full = _key(title)
        while full:
            yield full
            if full.startswith(_STATE) and len(full) > len(_STATE) + 1:
                yield full.removeprefix(_STATE)
            shorter = _SUFFIX.sub("", full)
            full = shorter if shorter != full else ""


def _key(title: str) -> str:
    return _MARKS.sub("", plain(title))


def _number_parts(number: str) -> Iterator[tuple[str, str, str]]:
    for match in _NUMBER.finditer(number):
        yield match["year"], match["serial"], number[: match.start()]
    for match in _ORDER_NUMBER.finditer(number):
        yield "令", match["serial"], number[: match.start()]


def _without_marks(text: str) -> tuple[str, list[int]]:
    places = [at for at, char in enumerate(text) if not _MARKS.match(char)]
    return "".join(text[at] for at in places), places


def _left_out(short: str, title: str) -> bool:
    """Whether `short` is `title` with some characters left out."""
    rest = iter(title)
    return all(char in rest for char in short)
