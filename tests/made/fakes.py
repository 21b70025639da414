"""A fake assistant: traces made by hand, so that scoring is tested without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answer import Answer, Citation, DocumentRef
from eval.gold import GoldFigure, GoldQuestion
from eval.run import Result, ScoredBase, score
from ingest.document import ClauseId
from kb.passage import Hit, Retrieval

DAY = date(2026, 1, 1)
REF = DocumentRef("d", "规划", "慈发改〔2021〕25号", "official")


@dataclass(frozen=True, slots=True)
class FakeTrace:
    question: str
    retrieval: Retrieval | None
    draft: Answer | None
    violations: Sequence[object]
    answer: Answer


def answer(status: Any, text: str = "", cited: Sequence[str] = ()) -> Answer:
    citations = tuple(
        Citation(ClauseId.parse(clause), clause, "原文", 0, 2, REF) for clause in map(full, cited)
    )
    return Answer("问", status, text, DAY, citations)


def full(path: str) -> str:
    return path if "#" in path else f"d#{path}"


def trace(
    status: Any,
    text: str = "",
    cited: Sequence[str] = (),
    hits: Sequence[str] | None = (),
    draft: Answer | None = None,
    violations: Sequence[object] = (),
) -> FakeTrace:
    """What came of a question; without `draft` the draft is the answer itself, `hits=None` is no
    retrieval at all."""
    given = answer(status, text, cited)
    ranked = [Hit(ClauseId.parse(full(h)), 1 / r, r, "words") for r, h in enumerate(hits or (), 1)]
    retrieval = None if hits is None else Retrieval("问", DAY, tuple(ranked))
    return FakeTrace("问", retrieval, draft or given, violations, given)


def question(id_: str = "q-1", status: Any = "answered", **fields: Any) -> GoldQuestion:
    defaults: dict[str, Any] = {
        "role": "talent",
        "topic": id_,
        "split": "dev",
        "kind": "count",
        "question": f"{id_}？",
        "document": "d",
    }
    return GoldQuestion(id=id_, status=status, **(defaults | fields))


def figure(value: str, unit: str = "", qualifier: str = "") -> GoldFigure:
    return GoldFigure(value, unit, qualifier)


def base(*paths: str, passages: Sequence[str] | None = None) -> ScoredBase:
    """A base that holds these clauses; all of them are searched unless `passages` says which."""
    clauses = frozenset(map(full, paths))
    return ScoredBase(clauses, clauses if passages is None else frozenset(map(full, passages)))


def hits_of(made: FakeTrace) -> list[str]:
    """The clause ids that the trace retrieved."""
    return [str(hit.clause_id) for hit in made.retrieval.hits] if made.retrieval else []


def judged(
    asked: GoldQuestion, made: FakeTrace, held: ScoredBase, hits: Sequence[str] | None = None
) -> Result:
    """The result of one trace; the whole question finds what the trace found unless `hits` says."""
    return score(asked, made, hits_of(made) if hits is None else [full(h) for h in hits], held)
