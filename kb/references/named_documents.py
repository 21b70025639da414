"""Which document a title, a short name or a 文号 names, among those on a shelf and the one that is read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.document import Document
from ingest.script.document_number import normalised
from kb.language.plain_text import plain
from kb.references.find import introduced

_STATE = "中华人民共和国"
_ASIDE = re.compile(r"[(（][^()（）]*[)）]$")
_MARKS = re.compile("[《》〈〉]")
_ALIKE = 0.85  # of two titles that differ by a slip


@dataclass(frozen=True, slots=True)
class NamedDocuments:
    """The documents that may be named: by title (several editions of one title are several) and by 文号."""

    titles: dict[str, tuple[Document, ...]]
    numbers: dict[str, tuple[Document, ...]]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> NamedDocuments:
        """The names of the documents."""
        titles: dict[str, list[Document]] = {}
        numbers: dict[str, list[Document]] = {}
        for document in documents:
            for key in dict.fromkeys(_keys(document)):
                titles.setdefault(key, []).append(document)
            if document.number:
                numbers.setdefault(normalised(document.number), []).append(document)
        return cls(
            {key: tuple(held) for key, held in titles.items()},
            {key: tuple(held) for key, held in numbers.items()},
        )

    def titled(self, name: str) -> tuple[Document, ...]:
        """The documents of that title; the state's name before it and an aside behind it may be left out."""
        key = _key(name)
        return self.titles.get(key) or self.titles.get(key.removeprefix(_STATE)) or ()

    def numbered(self, number: str) -> tuple[Document, ...]:
        """The documents of that 文号."""
        return self.numbers.get(normalised(number), ())

    def nearest(self, name: str) -> tuple[Document, ...]:
        """The documents whose title differs from `name` by so little that it may be a slip; () where none does."""
        close = difflib.get_close_matches(_key(name), list(self.titles), n=1, cutoff=_ALIKE)
        return self.titles[close[0]] if close else ()


def short_names(text: str) -> dict[str, tuple[tuple[int, str], ...]]:
    """Short name → (from which offset on, the title it stands for), as the text introduces them."""
    out: dict[str, list[tuple[int, str]]] = {}
    for one in introduced(text):
        out.setdefault(one.short, []).append((one.start, one.name))
    return {short: tuple(found) for short, found in out.items()}


def _keys(document: Document) -> Iterator[str]:
    for title in (document.title, document.carried):
        full = _key(title)
        while full:
            yield full
            yield full.removeprefix(_STATE)
            shorter = _ASIDE.sub("", full)
            full = shorter if shorter != full else ""


def _key(title: str) -> str:
    return _MARKS.sub("", plain(title))
