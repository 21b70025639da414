"""Exact look-up: an address as people write it → the clauses it means.

Beats ranking: 临发改〔2021〕25号 三（二）2, 《居住证暂行条例》第十六条第一款第二项, 表2第4行, a bare title or 文号.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.document import ClauseId, label_of
from ingest.script.wording import wording
from kb.address.grammar import Run, candidates, fits, run_at, runs
from kb.address.mention import Mention
from kb.address.titles import Titles
from kb.language.plain_text import plain
from kb.store.records import Store

_WORDING = wording(__file__)
_LOOSE_DOCUMENTS = 50  # beyond so many documents an address that fits loosely says nothing


@dataclass(frozen=True, slots=True)
class Lookup:
    """What an address means. `clauses` is empty when nothing held fits, several when it is ambiguous;
    `understood` tells whether it was an address at all; `problem` is one Chinese sentence, "" if found."""

    clauses: tuple[ClauseId, ...]
    understood: bool = True
    problem: str = ""


def without(question: str, mentions: Sequence[Mention]) -> str:
    """The plain text of a question less the addresses in it: what is asked of them. All of it when
    nothing but addresses is there."""
    text = plain(question)
    for piece in sorted((piece for one in mentions for piece in one.pieces), key=len, reverse=True):
        text = text.replace(piece, " ")
    return text if sum(char.isalnum() for char in text) > 1 else question


@dataclass(frozen=True, slots=True)
class _Reading:
    """How an address was read: its documents are None when it names none and () when it names one that
    is not held."""

    clauses: tuple[ClauseId, ...] = ()
    understood: bool = True
    documents: tuple[str, ...] | None = None
    run: Run | None = None
    rest: str = ""


class Addresses:
    """Look-up over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._entries = {entry.id: entry for entry in store.entries()}
        self._titles = Titles(self._entries.values())
        self._paths: Callable[[str], frozenset[str]] = _cached(store)

    def lookup(self, address: str) -> tuple[ClauseId, ...]:
        """The clauses a whole address means: one, several when it is ambiguous, none when nothing fits."""
        return self._read(address).clauses

    def explain(self, address: str) -> Lookup:
        """As `lookup`, with one Chinese sentence on why nothing was found."""
        read = self._read(address)
        return Lookup(read.clauses, read.understood, "" if read.clauses else self._problem(address, read))

    def _read(self, address: str) -> _Reading:
        by_id = self._by_id(address.strip())
        if by_id is not None:
            return by_id
        text = _WORDING["trailer"].sub("", plain(address))
        documents, rest = self._documents(text)
        run = run_at(rest, 0) if rest else None
        if documents == ():
            return _Reading(documents=())
        if rest and (not run or run.end != len(rest)):
            return _Reading(understood=False, documents=documents)
        if not run:
            return _Reading(tuple(ClauseId(one, "") for one in documents or ()), bool(documents), documents)
        return _Reading(self._resolve(run, documents), True, documents, run, rest)

    def mentions(self, question: str) -> tuple[Mention, ...]:
        """The addresses inside a sentence, left to right. A clause belongs to the document named last
        before it; without one, to every document that has it."""
        text = plain(question)
        named = list(self._titles.named(text))
        found = [run for run in runs(text) if not any(n.start < run.end and run.start < n.end for n in named)]
        found = self._joined(text, named, found)
        out: list[Mention] = []
        used: set[int] = set()
        for run in found:
            owners = [at for at, one in enumerate(named) if one.end <= run.start and one.documents]
            owner = named[owners[-1]] if owners else self._short_before(text, run)
            clauses = self._resolve(run, owner.documents if owner else None)
            if clauses or owner:
                used.update(owners[-1:])
                said, documents = text[run.start : run.end], owner.documents if owner else ()
                name = owner.text if owner else ""
                out.append(Mention("address", said, run.start, run.end, name, "", said, documents, clauses))
        out += [one for at, one in enumerate(named) if at not in used]
        return tuple(sorted(out, key=lambda one: one.start))

    def _short_before(self, text: str, run: Run) -> Mention | None:
        """The document whose short name stands directly before an address: 人才规划第三部分."""
        name = _WORDING["name"].search(text, 0, run.start)
        ids = self._titles.short(name[0]) if name else ()
        if not name or not ids:
            return None
        return Mention("short_name", name[0], name.start(), name.end(), name[0], documents=ids)

    def _joined(self, text: str, named: Sequence[Mention], found: list[Run]) -> list[Run]:
        """Directly after a document's name, anything that reads as an address is one: 条例16条."""
        for one in named:
            gap = _WORDING["separator"].match(text[one.end :])
            at = one.end + (gap.end() if gap else 0)
            run = run_at(text, at)
            if run and one.documents and self._resolve(run, one.documents):
                found = [other for other in found if other.end <= run.start or run.end <= other.start]
                found.append(run)
        return sorted(found, key=lambda run: run.start)

    def _by_id(self, address: str) -> _Reading | None:
        document, mark, path = address.partition("#")
        if document not in self._entries:
            return None
        held = path in self._paths(document) if mark else True
        return _Reading((ClauseId(document, path),) if held else (), True, (document,), None, path)

    def _documents(self, text: str) -> tuple[tuple[str, ...] | None, str]:
        """The documents an address begins with (None: it names none; (): one not held) and the rest."""
        chosen: tuple[str, ...] | None = None
        while one := self._titles.leading(text):
            both = tuple(i for i in one.documents if chosen is None or i in chosen)
            chosen = both if chosen is None or both else chosen
            text = _WORDING["separator"].sub("", text[one.end :])
            if not text or not chosen:
                return chosen, text
        if chosen is not None:
            return chosen, text
        for at in range(len(text) + 1):
            run = run_at(text, at) if at < len(text) else None
            if at == len(text) or (run and run.end == len(text)):
                name = _WORDING["separator"].sub("", text[:at][::-1])[::-1]
                documents = self._titles.short(name, 2 if at < len(text) else 3) if name else None
                return (documents, text[at:]) if at < len(text) or documents else (None, text)
        return None, text

    def _resolve(self, run: Run, documents: Sequence[str] | None) -> tuple[ClauseId, ...]:
        wanted = candidates(run.components)
        if documents is None:
            for path in wanted:
                holders = self._store.holders(path)
                if holders:
                    return tuple(ClauseId(document, path) for document in holders)
            if len(self._entries) > _LOOSE_DOCUMENTS:
                return ()
            documents = tuple(self._entries)
        found = [
            ClauseId(document, path) for document in documents for path in self._within(document, wanted)
        ]
        return tuple(found)

    def _within(self, document: str, wanted: Sequence[str]) -> tuple[str, ...]:
        paths = self._paths(document)
        for path in wanted:
            if path in paths:
                return (path,)
        for path in wanted:
            loose = tuple(sorted(held for held in paths if held and fits(path, held)))
            if loose:
                return loose
        return ()

    def _problem(self, address: str, read: _Reading) -> str:
        if not read.understood or read.documents == ():
            near = () if read.documents else self._titles.nearest(address)
            hint = f"最接近的是{'、'.join(near)}" if near else ""
            if read.documents == ():
                return f"知识库里没有“{address.strip()}”所指的文件{'，' + hint if hint else ''}。"
            example = "地址应形如“第十六条第一款第二项”“三（二）2”“表2第4行”，前面可加文号或书名"
            return f"看不懂地址“{address.strip()}”，{hint + '；' if hint else ''}{example}。"
        if not read.documents:
            return f"知识库的文件里都没有“{read.rest}”。"
        entry = self._entries[read.documents[0]]
        nearest = self._nearest_parent(read.run, entry.id) if read.run else ""
        hint = f"，最接近的是{nearest}" if nearest else ""
        return f"《{entry.carried or entry.title}》里没有“{read.rest}”{hint}。"

    def _nearest_parent(self, run: Run, document: str) -> str:
        """The label of the longest part of the address that is held; "" when none is."""
        for size in range(len(run.components) - 1, 0, -1):
            held = self._within(document, candidates(run.components[:size]))
            if held:
                return label_of(held[0])
        return ""


def _cached(store: Store) -> Callable[[str], frozenset[str]]:
    from functools import lru_cache

    @lru_cache(maxsize=64)
    def paths(document: str) -> frozenset[str]:
        return frozenset(store.paths(document))

    return paths
