"""Ask every gold question and score what comes back. No model judges; two runs agree to the byte."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from eval import metrics
from eval.gold import GoldQuestion
from eval.ledger import Failure, TraceShape, also, cited_by, faults, stated
from eval.metrics import Mean, Proportion
from ingest.problems import ReadError

if TYPE_CHECKING:
    from kb.knowledge import KnowledgeBase

OFFICIAL = Path(__file__).resolve().parent.parent / "policies" / "official"

# A fixed day, so that the figures do not change with the calendar.
AS_OF = date(2026, 12, 31)
RECALL_DEPTH = 5
NDCG_DEPTH = 10

Ask = Callable[[str], TraceShape]
Search = Callable[[str], Sequence[str]]  # a question → the clause ids of its hits, best first
Score = Proportion | Mean


@dataclass(frozen=True, slots=True)
class ScoredBase:
    """What scoring must know of a knowledge base: which clause ids it holds, and which of them
    are searched (its passages)."""

    clauses: frozenset[str]
    passages: frozenset[str]

    def lifted(self, group: Sequence[str]) -> tuple[str, ...]:
        """The group as retrieval can find it: an alternative that is only a part of a passage
        (第十六条第一款, where whole articles are searched) stands for that passage."""
        return tuple(self._passage_of(clause) for clause in group)

    def _passage_of(self, clause: str) -> str:
        at = clause
        while at not in self.passages:
            above = max(at.rfind("."), at.rfind("/"))
            if above < at.find("#"):
                return clause
            at = at[:above]
        return at


@dataclass(frozen=True, slots=True)
class Result:
    """One question and what came of it. `recall` counts required groups, `precision` cited
    clauses, `figures` gold figures; `ranks` has a rank for each group (None: not among the hits);
    `forbidden` is the number of figures said that must not be."""

    question: GoldQuestion
    status: str
    cited: tuple[str, ...]
    recall: Proportion
    precision: Proportion
    figures: Proportion
    forbidden: int
    ranks: tuple[int | None, ...]
    faults: tuple[Failure, ...]

    @property
    def exact(self) -> bool:
        """Every gold figure is said and none that must not be."""
        return self.figures.hits == self.figures.n and not self.forbidden


@contextmanager
def knowledge_base(policies: Path = OFFICIAL) -> Iterator[KnowledgeBase]:
    """A knowledge base of the files in `policies`, built in a temporary folder and gone afterwards.
    ReadError when there is no such folder."""
    if not policies.exists():
        raise ReadError(f"找不到政策文件夹“{policies}”，请用 --policies 指明它在哪里。")
    from kb.build import build
    from kb.knowledge import KnowledgeBase

    with tempfile.TemporaryDirectory(prefix="wence-eval-") as folder:
        build([policies], Path(folder), None)
        base = KnowledgeBase.open(Path(folder))
        try:
            yield base
        finally:
            base.close()


def asker(base: KnowledgeBase, as_of: date = AS_OF) -> Ask:
    """The assistant on that knowledge base, as a function from question to trace."""
    from assistant.ask import ask_traced

    return lambda question: ask_traced(base, question, as_of)


def searcher(base: KnowledgeBase, as_of: date = AS_OF) -> Search:
    """The search for the whole question, down to the depth that is measured."""
    return lambda question: [str(hit.clause_id) for hit in base.search(question, NDCG_DEPTH, as_of).hits]


def contents(base: KnowledgeBase) -> ScoredBase:
    """The clause ids of a knowledge base."""
    from kb.index.passages import passages

    documents = base.documents()
    return ScoredBase(
        frozenset(str(clause.id) for document in documents for clause in document.root.walk()),
        frozenset(str(passage.clause_id) for document in documents for passage in passages(document)),
    )


def run(questions: Sequence[GoldQuestion], ask: Ask, search: Search, base: ScoredBase) -> tuple[Result, ...]:
    """The results, in the order of the question ids."""
    asked = sorted(questions, key=lambda question: question.id)
    return tuple(score(q, ask(q.question), search(q.question), base) for q in asked)


def score(question: GoldQuestion, trace: TraceShape, hits: Sequence[str], base: ScoredBase) -> Result:
    """What one answer is worth against its gold record; `hits` are those of the whole question.
    A clause that the assistant found with a part of the question counts as retrieved in the
    ledger, not in the ranking."""
    answer = trace.answer
    cited = cited_by(answer)
    groups = [base.lifted(group) for group in question.required]
    ranks = metrics.first_ranks(groups, hits)
    own = [str(hit.clause_id) for hit in trace.retrieval.hits] if trace.retrieval else []
    reached = metrics.first_ranks(groups, [*hits, *own])
    return Result(
        question=question,
        status=answer.status,
        cited=cited,
        recall=metrics.citation_recall(question.required, cited),
        precision=metrics.citation_precision(question.required, also(question), cited),
        figures=Proportion.of(stated(figure, answer.text) for figure in question.figures),
        forbidden=sum(stated(figure, answer.text) for figure in question.must_not),
        ranks=ranks,
        faults=faults(question, trace, [r is not None for r in reached], base.clauses.__contains__),
    )


def scores(results: Sequence[Result]) -> dict[str, Score]:
    """Every figure of the evaluation over these results, by its stable name."""
    pairs = [(r.question.status, r.status) for r in results]
    ranked = [r.ranks for r in results if r.ranks]
    return {
        "status_accuracy": metrics.status_accuracy(pairs),
        "false_answers": metrics.false_answers(pairs),
        "false_abstentions": metrics.false_abstentions(pairs),
        "abstention_recall": metrics.abstention_recall(pairs),
        "abstention_kind": metrics.abstention_kind(pairs),
        "citation_recall": metrics.pooled(r.recall for r in results if r.question.answerable),
        "citation_precision": metrics.pooled(r.precision for r in results),
        "figure_exactness": Proportion.of(r.exact for r in results if r.question.figures),
        "forbidden_figures": Proportion.of(r.forbidden > 0 for r in results if r.question.must_not),
        f"recall@{RECALL_DEPTH}": Mean.of(metrics.recall_at(ranks, RECALL_DEPTH) for ranks in ranked),
        "mrr": Mean.of(metrics.reciprocal_rank(ranks) for ranks in ranked),
        f"ndcg@{NDCG_DEPTH}": Mean.of(metrics.ndcg_at(ranks, NDCG_DEPTH) for ranks in ranked),
    }
