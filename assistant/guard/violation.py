"""Why an answer may not be given: the kind of fault, one sentence, the words at fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.guard.deciding_words import deciding
from assistant.guard.support import Evidence
from kb.language.quantity import Quantity, figures

_KINDS = {
    "figure": "数字不在所引条款中",
    "qualifier": "数字前后的限定词与所引条款不符",
    "polarity": "肯定、否定或义务的说法不在所引条款中",
    "degree": "程度用语不在所引条款中",
    "category": "对象、级别或类别不在所引条款中",
    "unsupported": "这句话不是所引条款的原文",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """Why an answer may not be given. `kind`: citation, label, trimmed, figure, qualifier, polarity, degree,
    category, unsupported, mixed, year, status, note; `message` one Chinese sentence; `evidence` the words at fault."""

    kind: str
    message: str
    evidence: str = ""


def unsupported(statement: str, evidence: Evidence) -> Violation:
    """Why a statement that the citations do not carry may not be made: the kind of word in it that they lack."""
    cited = "\n".join(
        source.document.text[low:high] for source in evidence.sources for low, high in source.spans
    )
    kind = _figure_fault(figures(statement), figures(cited)) or next(
        (
            kind
            for kind in ("polarity", "degree", "category")
            if _more(deciding(statement, kind, evidence.site), deciding(cited, kind, evidence.site))
        ),
        "unsupported",
    )
    return Violation(kind, _KINDS[kind], statement.strip())


def _figure_fault(said: Iterable[Quantity], cited: Sequence[Quantity]) -> str:
    for figure in said:
        equal = [other for other in cited if figure.same_amount(other)]
        if not equal:
            return "figure"
        if not any(figure.same(other) for other in equal):
            return "qualifier"
    return ""


def _more(said: Iterable[str], cited: Iterable[str]) -> bool:
    """Whether a word is said that the citations do not hold."""
    return bool(Counter(set(said)) - Counter(set(cited)))
