"""The service: where the page and the API queue up for the knowledge base."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.answer import Answer
from ingest.document import ClauseId, Document
from ingest.problems import WenceError

if TYPE_CHECKING:
    from assistant.eligibility.assessment import Assessment, Counter
    from kb.checks import Examined
    from kb.entry import Entry
    from kb.knowledge import KnowledgeBase
    from kb.passage import Passage, Retrieval
    from kb.site import Site

T = TypeVar("T")

WORKERS = 4
QUEUE_LIMIT = 64
PATIENCE = 60.0


class BusyError(WenceError):
    """Too many people are waiting, or an answer took too long."""


class Service:
    """Opens the knowledge base with `open_base` at once (its error is raised here) and answers until
    closed, WORKERS questions at a time. At most QUEUE_LIMIT callers wait, each at most PATIENCE seconds;
    then BusyError."""

    def __init__(
        self,
        open_base: Callable[[], KnowledgeBase],
        answer: Callable[[KnowledgeBase, str, date | None], Answer] | None = None,
    ) -> None:
        self._thread = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="service")
        self._places = threading.BoundedSemaphore(QUEUE_LIMIT)
        self._answer = answer or _answer
        self._base = self._thread.submit(open_base).result()
        self._counter: Counter | None = None

    def ask(self, question: str, as_of: date | None = None) -> Answer:
        """The answer to `question` at `as_of` (today when None)."""
        return self._do(lambda: self._answer(self._base, question, as_of))

    def qualify(self, told: Mapping[str, object], as_of: date | None = None, text: str = "") -> Assessment:
        """What the person of whom `told` (fact → value) is known may have on `as_of` (today when None). The facts read
        out of `text`, the person's own words, count where `told` says nothing of them. UsageError for a profile that
        cannot be; nothing of it is kept."""
        return self._do(lambda: self._assess(told, as_of or date.today(), text))

    def is_own_case(self, question: str) -> bool:
        """Whether a question is about what the asker himself is entitled to. UsageError where the city cannot be read."""
        from assistant.eligibility.hearing.hearing import is_own_case

        return self._do(lambda: is_own_case(question, self._base.site))

    def examine(self, name: str, data: bytes, as_of: date | None = None) -> Examined:
        """The findings of a draft (its file name and bytes) beside the documents held, on `as_of` (today when None).
        ReadError when it cannot be read; nothing of it is kept."""
        from ingest.sandbox import parse_bytes

        document = parse_bytes(
            data, name
        ).document  # in a process of its own: it takes no place at the service
        return self._do(lambda: self._examined(document, as_of or date.today()))

    def reference_graph(self) -> str:
        """The references between the documents held, as SVG."""
        return self._do(self._drawn)

    def both_ways(self, clause: ClauseId) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What a clause cites, and what cites it, a line each; KeyError when it is not held."""
        return self._do(lambda: self._around(clause))

    def search(self, query: str, k: int, as_of: date) -> Retrieval:
        """The best `k` clauses for `query`."""
        return self._do(lambda: self._base.search(query, k, as_of))

    def passage(self, clause_id: ClauseId) -> Passage:
        """The passage of a hit; KeyError when there is none."""
        return self._do(lambda: self._base.passage(clause_id))

    def document(self, document_id: str, as_of: date | None = None) -> Document:
        """The document as it stands at `as_of` (today when None); KeyError when it is not held."""
        return self._do(lambda: self._base.document(document_id, as_of))

    def entries(self) -> tuple[Entry, ...]:
        """What is held, without opening it."""
        return self._do(lambda: self._base.entries())

    def site(self) -> Site:
        """The city that is served."""
        return self._do(lambda: self._base.site)

    def notes(self) -> tuple[str, ...]:
        """Chinese sentences on the state of the knowledge base; none when it is sound."""
        return self._do(lambda: self._base.notes)

    def close(self) -> None:
        """Finish what is being answered and let go of the knowledge base."""
        self._thread.submit(self._base.close).result()
        self._thread.shutdown()

    def _assess(self, told: Mapping[str, object], as_of: date, text: str) -> Assessment:
        from assistant.eligibility.assessment import Counter, assess
        from assistant.eligibility.hearing.hearing import profile_told, read_told
        from assistant.eligibility.verdict.profilefile import profile_of

        self._counter = self._counter or Counter(self._base)
        book = self._counter.book
        heard = read_told(text, book.facts, as_of, book.site) if text else ()
        person = profile_told(heard, book.facts, as_of)
        return assess(book, person.overlaid(profile_of(told, book.facts, as_of), book.facts), heard)

    def _drawn(self) -> str:
        from assistant.authoring.reference_drawing import graph_svg
        from kb.finding import Shelf
        from kb.references import Graph

        held = self._base.documents()
        return graph_svg(Graph.of(held, Shelf(held, date.today())))

    def _around(self, clause: ClauseId) -> tuple[tuple[str, ...], tuple[str, ...]]:
        from assistant.authoring.reference_report import told_lines
        from kb.references import around

        document = self._base.document(clause.document)
        document.clause(clause.path)
        graph = around(self._base, document, date.today())
        return told_lines(graph, clause, graph.citing(clause)), told_lines(
            graph, clause, graph.cited_by(clause)
        )

    def _examined(self, document: Document, as_of: date) -> Examined:
        from kb.checks import IGNORE, examine, read_silences
        from kb.finding import Shelf

        silences = read_silences(self._base.policies / IGNORE)
        return examine(document, Shelf(self._base.documents(), as_of), silences)

    def _do(self, work: Callable[[], T]) -> T:
        if not self._places.acquire(blocking=False):
            raise BusyError("现在提问的人太多，请过一会儿再试。")
        try:
            task: Future[T] = self._thread.submit(work)
        except RuntimeError:  # closed
            self._places.release()
            raise
        task.add_done_callback(self._leave)
        try:
            return task.result(timeout=PATIENCE)
        except Late:
            if task.done():
                raise
            task.cancel()
            raise BusyError("这次回答用时太长，已经停止等待，请换个问法再试。") from None

    def _leave(self, _: Future[Any]) -> None:
        self._places.release()


def _answer(base: KnowledgeBase, question: str, as_of: date | None) -> Answer:
    from assistant.ask import ask

    return ask(base, question, as_of)
