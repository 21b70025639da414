"""How surely a provision answers a part: a few measured features, weighed by what was learned from
answered and unanswerable questions (relevance.json, made by eval/training/relevance_weights.py).

A logistic regression (Cox 1958): p = 1 / (1 + exp(-(w·x + b))). It ranks provisions and decides whether
there is an answer at all; it never decides what is said.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.evidence.matching import Lens
from assistant.evidence.picks import provision_of
from assistant.evidence.sentences import Sentence
from assistant.question.parts import Part
from assistant.ranking.asked_figure import Fit, fit_of
from assistant.ranking.features import FEATURES, ProvisionCandidate, measure
from ingest.document import Clause

_FILE = Path(__file__).with_name("relevance.json")


@dataclass(frozen=True, slots=True)
class Provision:
    """A candidate: the sentences of one 款 or clause, and the best of them; `model` the weights it is
    judged by, "prose" or "figure"."""

    clause: Clause
    sentences: tuple[Sentence, ...]
    best: Sentence
    fit: Fit | None
    features: tuple[float, ...]
    model: str = "prose"

    @property
    def probability(self) -> float:
        """0…1: how surely it answers; 0 where too little of the topic is spoken of, whatever else holds."""
        if not self.spoken:
            return 0.0
        weights, bias = _model(self.model)
        return 1.0 / (
            1.0 + math.exp(-(sum(w * x for w, x in zip(weights, self.features, strict=True)) + bias))
        )

    @property
    def defines(self) -> bool:
        """Whether it says what the asked term is."""
        return self._feature("defines") > 0

    @property
    def spoken(self) -> bool:
        """Whether enough of the topic is spoken of, and a thing that was asked about is named. A figure must be
        said of the very thing, unless the question has words that the documents do not know at all."""
        floors, named = _numbers("floors"), self._feature("named") > 0
        if self.fit:
            of_it = self.fit.heavy >= floors["heavy"] or self._feature("unheard") > 0
            return named and of_it and self.fit.subject >= floors["subject"]
        return named and self._feature("cover") >= floors["cover"]

    def _feature(self, name: str) -> float:
        return self.features[FEATURES.index(name)]


@cache
def _model(name: str) -> tuple[tuple[float, ...], float]:
    raw = json.loads(_FILE.read_text(encoding="utf-8"))[name]
    return tuple(raw["weights"][name] for name in FEATURES), float(raw["bias"])


def thresholds() -> dict[str, float]:
    """The least probability with which a provision is given as an answer: "prose" and "figure"."""
    return _numbers("thresholds")


@cache
def _numbers(name: str) -> dict[str, float]:
    return {k: float(v) for k, v in json.loads(_FILE.read_text(encoding="utf-8"))[name].items()}


def provisions(
    part: Part, lens: Lens, sentences: Sequence[Sentence], scores: dict[str, tuple[float, int]]
) -> list[Provision]:
    """The candidates among `sentences`, in their order. `scores` gives (score, rank) of a retrieved
    clause by its id."""
    groups: dict[str, list[Sentence]] = {}
    clauses: dict[str, Clause] = {}
    for sentence in sentences:
        clause = provision_of(sentence)
        groups.setdefault(str(clause.id), []).append(sentence)
        clauses[str(clause.id)] = clause
    found = [_candidate(part, lens, clauses[key], group) for key, group in groups.items()]
    model = "figure" if part.wants_figure else "prose"
    return [
        Provision(one.clause, tuple(group), one.best, one.fit, features, model)
        for one, group, features in zip(
            found, groups.values(), measure(part, lens, found, scores), strict=True
        )
    ]


def _candidate(part: Part, lens: Lens, clause: Clause, group: Sequence[Sentence]) -> ProvisionCandidate:
    fits = {s.start: fit_of(part, lens, s) for s in group} if part.wants_figure else {}
    best = max(group, key=lambda s: (_worth(lens, s, fits.get(s.start)), -s.start))
    return ProvisionCandidate(clause, best, fits.get(best.start))


def _worth(lens: Lens, sentence: Sentence, fit: Fit | None) -> float:
    return (
        lens.cover(sentence.zones)
        + 0.5 * lens.cover(sentence.zones[:2])
        + (1.0 + fit.subject if fit else 0.0)
    )
