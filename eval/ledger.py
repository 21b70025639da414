"""The ledger: for each thing that went wrong with a question, the layer that is at fault.

The layers stand in the order of the journey, and the first that lost the clause is named:

parse     no acceptable clause is in the knowledge base (the tree or its text lost it)
retrieve  it is there and is not among the hits
compose   it was retrieved and not cited; or the figure is not said; or something else was cited
verify    the draft had it and the verifier withheld the answer
rule      the decision to answer, to abstain or to ask back was wrong
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer
from eval.gold import GoldFigure, GoldQuestion
from eval.metrics import ANSWERING, accepts, states
from kb.passage import Retrieval

LAYERS = ("parse", "retrieve", "compose", "verify", "rule")


class TraceShape(Protocol):
    """What a question left behind on its way: the hits, the answer as composed (None when nothing
    was), the verifier's objections to it, and the answer that was given."""

    @property
    def retrieval(self) -> Retrieval | None: ...
    @property
    def draft(self) -> Answer | None: ...
    @property
    def violations(self) -> Sequence[object]: ...
    @property
    def answer(self) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Failure:
    """One failure: the layer, and what happened in a few Chinese words."""

    layer: str
    what: str


def cited_by(answer: Answer) -> tuple[str, ...]:
    """The ids of the clauses an answer cites, each once, in order."""
    return tuple(dict.fromkeys(str(citation.clause_id) for citation in answer.citations))


def stated(figure: GoldFigure, text: str) -> bool:
    """Whether `text` states the figure in one of its printings."""
    return any(states(text, f.value, f.unit, f.qualifier) for f in figure.printings())


def shown(figure: GoldFigure) -> str:
    """The figure as one word for a message."""
    return f"{figure.qualifier}{figure.value}{figure.unit}"


def faults(
    question: GoldQuestion,
    trace: TraceShape,
    retrieved: Sequence[bool],
    holds: Callable[[str], bool],
) -> tuple[Failure, ...]:
    """Everything wrong with the answer to one question, () when nothing is. `retrieved` says
    of each required group whether it was among the hits, `holds` whether a clause id is in the base."""
    if question.answerable:
        found = [*_groups(question, trace, retrieved, holds)]
        covered = not found
        found += _figures(question, trace, covered)
        found += _excess(question, trace)
    else:
        covered = True
        found = _forbidden(question, trace)
    status = trace.answer.status
    if status != question.status and (covered or status in ANSWERING):
        found.append(Failure(_status_layer(trace), f"应为 {question.status}，给出 {status}"))
    return tuple(found)


def _status_layer(trace: TraceShape) -> str:
    return "verify" if _withheld(trace) else "rule"


def _withheld(trace: TraceShape) -> bool:
    """Whether an answer was composed and the verifier kept it back."""
    draft = trace.draft
    return (
        draft is not None
        and draft.status in ANSWERING
        and bool(trace.violations)
        and trace.answer.status not in ANSWERING
    )


def _groups(
    question: GoldQuestion, trace: TraceShape, retrieved: Sequence[bool], holds: Callable[[str], bool]
) -> list[Failure]:
    cited = cited_by(trace.answer)
    status = trace.answer.status
    missing = "" if status in ANSWERING else f"给出 {status}，"
    return [
        Failure(_lost_at(group, found, trace, holds), f"{missing}未引 {'或'.join(group)}")
        for group, found in zip(question.required, retrieved, strict=True)
        if not any(accepts(group, clause) for clause in cited)
    ]


def _lost_at(group: Sequence[str], found: bool, trace: TraceShape, holds: Callable[[str], bool]) -> str:
    if not any(holds(clause) for clause in group):
        return "parse"
    drafted = cited_by(trace.draft) if trace.draft else ()
    if _withheld(trace) and any(accepts(group, clause) for clause in drafted):
        return "verify"
    if trace.retrieval is None:
        return "rule"
    if not found:
        return "retrieve"
    if trace.answer.status not in ANSWERING and not _withheld(trace):
        return "rule"
    return "compose"


def _figures(question: GoldQuestion, trace: TraceShape, covered: bool) -> list[Failure]:
    out = _forbidden(question, trace)
    if not covered:  # a clause that is not cited takes its figures with it
        return out
    draft = trace.draft.text if trace.draft else ""
    for figure in question.figures:
        if not stated(figure, trace.answer.text):
            kept = _withheld(trace) and stated(figure, draft)
            out.append(Failure("verify" if kept else "compose", f"没有说出 {shown(figure)}"))
    return out


def _forbidden(question: GoldQuestion, trace: TraceShape) -> list[Failure]:
    text = trace.answer.text
    return [Failure("compose", f"不该说 {shown(f)}") for f in question.must_not if stated(f, text)]


def _excess(question: GoldQuestion, trace: TraceShape) -> list[Failure]:
    groups = (*question.required, also(question))
    return [
        Failure("compose", f"多引 {clause}")
        for clause in cited_by(trace.answer)
        if not any(accepts(group, clause) for group in groups)
    ]


def also(question: GoldQuestion) -> tuple[str, ...]:
    """The clauses that may be cited besides, as whole ids."""
    return tuple(question.clause_id(path) for path in question.also)
