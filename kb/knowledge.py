"""The knowledge base as everyone else uses it: search, look up, and read documents."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from ingest.document import Clause, ClauseId, Document
from ingest.problems import Problem
from ingest.validity import validity_on
from kb.address.lookup import Addresses, Lookup, without
from kb.address.mention import Mention
from kb.entry import Entry
from kb.index.encoder import Embedder, StaticEmbedder, unit
from kb.index.engine import IndexHit, IndexQuery
from kb.index.generation import EMBEDDER, GENERATION, REVISION, Generation
from kb.index.lexical import weigh
from kb.index.passages import passage_of
from kb.language import tokens
from kb.language.thesaurus import Expansion, Thesaurus
from kb.passage import Hit, Passage, Retrieval
from kb.site import Site
from kb.site_file import SITE, TERRITORY, site_of
from kb.store.records import Store
from kb.store.sources import LEXICON, POLICIES, RULES, THESAURUS
from kb.store.succession import chosen_at

_CACHED_DOCUMENTS = 64
_MANY = 20  # an address that so many clauses fit restricts nothing
_ELSEWHERE = 0.5  # what a hit outside the documents a query names still counts


class KnowledgeBase:
    """An open data folder. Threads may share it; it goes over to a new generation by itself."""

    def __init__(self, data_dir: Path, embedder: Embedder | None = None) -> None:
        self.data_dir = Path(data_dir)
        self._store = Store(self.data_dir)
        self._lock = threading.RLock()
        self._embedder = embedder or StaticEmbedder.load()
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._view = self._load()
        self._previous: _View | None = None
        self._site: tuple[object, Site] | None = None

    @classmethod
    def open(cls, data_dir: Path, embedder: Embedder | None = None) -> KnowledgeBase:
        """The base in `data_dir`. WenceError when there is none, when another version made it, or when
        its index cannot be read."""
        return cls(data_dir, embedder)

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            for view in (self._view, self._previous):
                if view:
                    view.close()
            self._store.close()

    def __enter__(self) -> KnowledgeBase:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def notes(self) -> tuple[str, ...]:
        """Chinese sentences on the state of the base that a face must show."""
        view = self._current()
        if view.generation is None:
            return ("知识库里还没有文件，请先运行 wence build。",)
        if view.foreign:
            return ("语义检索暂停：索引由另一版本的词向量建立，请重新运行 wence build；现在只按字词检索。",)
        problem = view.generation.health.problem
        return (f"语义检索暂停：{problem}，请重新运行 wence build；现在只按字词检索。",) if problem else ()

    @property
    def revision(self) -> str:
        """Changes with anything that is held."""
        return "/".join(_state(self._store))

    @property
    def policies(self) -> Path:
        """The policies folder that the base was built from: rules, site, what checks leave out … It may have gone."""
        return Path(self._store.setting(POLICIES) or self.data_dir)

    @property
    def rules(self) -> Path:
        """The folder of eligibility rules in the policies folder; it need not exist."""
        return self.policies / RULES

    @property
    def site(self) -> Site:
        """The city that the base serves, as its policies folder tells now; without a site.yaml, as its documents tell.
        UsageError for a mistake in a file."""
        files = [self.policies / name for name in (SITE, TERRITORY)]
        stamp = (*((one, one.stat().st_mtime_ns) for one in files if one.is_file()), self._current().state)
        with self._lock:
            if self._site is None or self._site[0] != stamp:
                self._site = stamp, site_of(self.policies, self.entries())
            return self._site[1]

    def search(self, query: str, k: int = 10, as_of: date | None = None) -> Retrieval:
        """At most `k` clauses for a query, best first: those its addresses name, then by words,
        characters and vectors, the documents it names before others. Documents not in force at `as_of`
        (default: today) are left out unless the query names them."""
        day = as_of or date.today()
        view = self._current()
        if not query.strip() or view.generation is None:
            return Retrieval(query, day, (), self.notes)
        mentions = self.mentions(query, day)
        whole = self.lookup(query, day)
        exact = whole or _few(clause for one in mentions for clause in one.clauses)
        named = {i for one in mentions for i in one.documents} | {clause.document for clause in exact}
        allowed = view.in_force(day, named)
        first: tuple[IndexHit, ...] = ()
        if named:  # the words of a title say nothing of which of its clauses is asked for
            first = view.generation.search(self._query(view, without(query, mentions)), k, named)
        rest = view.generation.search(self._query(view, query), k + len(exact) + len(first), allowed)
        hits = _ranked(exact[:k] if len(exact) <= _MANY else (), first, rest, k)
        return Retrieval(query, day, hits, self.notes)

    def lookup(self, address: str, as_of: date | None = None) -> tuple[ClauseId, ...]:
        """The clauses an address means at `as_of` (default: today): one, several when it is ambiguous, none
        when nothing fits (`explain` says why)."""
        view = self._current()
        return view.clauses_at(view.addresses.lookup(address), as_of or date.today())

    def explain(self, address: str, as_of: date | None = None) -> Lookup:
        """As `lookup`, with one Chinese sentence on why nothing was found."""
        view = self._current()
        found = view.addresses.explain(address)
        return replace(found, clauses=view.clauses_at(found.clauses, as_of or date.today()))

    def mentions(self, question: str, as_of: date | None = None) -> tuple[Mention, ...]:
        """The addresses inside a sentence: which documents and clauses it names at `as_of`."""
        view, day = self._current(), as_of or date.today()
        return tuple(
            replace(
                one,
                documents=view.documents_at(one.documents, day),
                clauses=view.clauses_at(one.clauses, day),
            )
            for one in view.addresses.mentions(question)
        )

    def expand(self, text: str) -> tuple[Expansion, ...]:
        """The official terms that the thesaurus of this base reads out of `text`."""
        return self._current().thesaurus.expand(text)

    def rarity(self, word: str) -> float:
        """How much a folded word tells in this base, 0 (in every passage) to 1 (in none): its inverse
        document frequency over the largest possible (Spärck Jones 1972)."""
        generation = self._current().generation
        size = generation.size if generation else 0
        if not generation or not size:
            return 1.0
        return math.log((size + 1) / (generation.frequency(word) + 1)) / math.log(size + 1)

    def entries(self) -> tuple[Entry, ...]:
        """What is held, without opening it."""
        return self._current().entries

    def documents(self) -> tuple[Document, ...]:
        """Every document, whole; for a large base prefer `entries`."""
        return tuple(self.document(entry.id) for entry in self.entries())

    def document(self, document_id: str, as_of: date | None = None) -> Document:
        """The document with that id, its `validity_label` that of `as_of` (default: today); KeyError when it is
        not held."""
        self._current()
        with self._lock:
            found = self._documents.get(document_id)
            if found is None:
                found = self._documents[document_id] = self._store.document(document_id)
                if len(self._documents) > _CACHED_DOCUMENTS:
                    self._documents.popitem(last=False)
            self._documents.move_to_end(document_id)
        validity = validity_on(found, as_of or date.today())
        return found if validity.holds else replace(found, validity_label=validity.label)

    def clause(self, clause_id: ClauseId) -> Clause:
        """One clause with all below it; KeyError when it is not held."""
        self._current()
        return self._store.clause(clause_id)

    def passage(self, clause_id: ClauseId) -> Passage:
        """The clause's text under its breadcrumb; KeyError when it is not held."""
        return passage_of(self.document(clause_id.document), clause_id.path)

    def findings(self, document_id: str) -> tuple[Problem, ...]:
        """What the parser noted of that document."""
        return self._store.findings(document_id)

    def _current(self) -> _View:
        """What is served now; another one after a build has moved the pointer."""
        with self._lock:
            if _state(self._store) != self._view.state:
                if self._previous:
                    self._previous.close()
                # A thread may still be searching the one just replaced; it is closed a build later.
                self._previous, self._view = self._view, self._load()
                self._documents.clear()
            return self._view

    def _load(self) -> _View:
        return _View(self.data_dir, self._store, self._embedder.name)

    def _query(self, view: _View, query: str) -> IndexQuery:
        words, characters = weigh(tokens.words(query)), weigh(tokens.bigrams(query))
        expansions = [(one.term, one.weight) for one in view.thesaurus.expand(query)]
        for term, weight in expansions:
            for mine, theirs in ((words, tokens.words(term)), (characters, tokens.bigrams(term))):
                for token in theirs:
                    mine[token] = max(mine.get(token, 0.0), weight)
        return IndexQuery(words, characters, None if view.foreign else self._vector(query, expansions))

    def _vector(self, query: str, expansions: list[tuple[str, float]]) -> NDArray[np.float32]:
        vectors = self._embedder.encode([query, *(term for term, _ in expansions)])
        weights = np.array([1.0, *(weight for _, weight in expansions)], dtype=np.float32)
        summed: NDArray[np.float32] = (weights @ vectors).astype(np.float32)[None, :]
        found: NDArray[np.float32] = unit(summed)[0]
        return found


class _View:
    """One generation and what goes with it."""

    def __init__(self, data_dir: Path, store: Store, embedder: str) -> None:
        self.state = _state(store)
        self.name = store.setting(GENERATION)
        self.entries = store.entries()
        self.by_id = {entry.id: entry for entry in self.entries}
        self._valid: tuple[date, tuple[str, ...]] = (date.min, ())  # those in force on the day last asked for
        self.addresses = Addresses(store)
        folder = data_dir / "generations" / self.name
        self.generation = Generation.open(folder) if self.name else None
        self.foreign = bool(self.name) and store.setting(EMBEDDER) != embedder
        lexicon, thesaurus = folder / LEXICON, folder / THESAURUS
        self.thesaurus = Thesaurus.of_city(thesaurus if self.name and thesaurus.exists() else None)
        if self.name:
            tokens.configure(lexicon if lexicon.exists() else None, data_dir / "cache")

    def close(self) -> None:
        if self.generation:
            self.generation.close()

    def documents_at(self, ids: Sequence[str], day: date) -> tuple[str, ...]:
        """Those of `ids` that are meant on that day (see kb.store.succession)."""
        if len(ids) < 2:
            return tuple(ids)
        kept = chosen_at(ids, self.by_id, day)
        return tuple(name for name in ids if name in kept)

    def clauses_at(self, clauses: Sequence[ClauseId], day: date) -> tuple[ClauseId, ...]:
        """Those of `clauses` whose documents are meant on that day."""
        kept = self.documents_at(tuple(dict.fromkeys(one.document for one in clauses)), day)
        return tuple(one for one in clauses if one.document in kept)

    def in_force(self, day: date, named: Collection[str]) -> tuple[str, ...] | None:
        """The documents a search may show; None when it may show all."""
        if self._valid[0] != day:
            self._valid = day, tuple(one.id for one in self.entries if one.in_force(day))
        valid = self._valid[1]
        return None if len(valid) == len(self.entries) else (*valid, *(i for i in named if i not in valid))


def _state(store: Store) -> tuple[str, str]:
    return store.setting(GENERATION), store.setting(REVISION)


def _few(clauses: Iterable[ClauseId]) -> tuple[ClauseId, ...]:
    found = tuple(dict.fromkeys(clauses))
    return found if len(found) <= _MANY else ()


def _ranked(
    exact: Sequence[ClauseId], first: Sequence[IndexHit], rest: Sequence[IndexHit], k: int
) -> tuple[Hit, ...]:
    """Exact clauses, then those of the named documents, then the others; each clause once."""
    scored: dict[ClauseId, tuple[float, str]] = dict.fromkeys(exact, (1.0, "exact"))
    for found, factor in ((first, 1.0), (rest, _ELSEWHERE if first else 1.0)):
        for one in found:
            scored.setdefault(one.clause_id, (one.score * factor, "+".join(one.via)))
    best = sorted(scored.items(), key=lambda item: -item[1][0])[:k]
    return tuple(Hit(clause, score, rank, via) for rank, (clause, (score, via)) in enumerate(best, 1))
