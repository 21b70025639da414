"""Several ranked lists in, one out: each divided by its best score, then added with weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Ranked = Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """How much each list counts, and `depth`, how many rows to ask of each list before fusing.
    Chosen on one half of the benchmark questions: see eval/bench/README.md."""

    words: float = 0.5
    characters: float = 0.5
    vectors: float = 0.4
    depth: int = 1000

    def of(self, name: str) -> float:
        """The weight of the list `name`: "words", "characters" or "vectors"; KeyError for another."""
        return {"words": self.words, "characters": self.characters, "vectors": self.vectors}[name]


@dataclass(frozen=True, slots=True)
class Fused:
    """One row after fusion: `score` in 0…1, `via` the lists it stood in, in the order they were given."""

    row: int
    score: float
    via: tuple[str, ...]


def fuse(lists: Mapping[str, Ranked], k: int, weights: FusionWeights | None = None) -> tuple[Fused, ...]:
    """The `k` best rows of all the lists, best first, equal scores by row.

    Max-normalised weighted sum (Lee 1997, CombSUM): the score is Σ weight × score / best score of the
    list, over the lists the row is in, divided by the sum of the weights of the lists that found anything,
    so that a row which leads every list has score 1. Scores that are not positive are ignored.
    """
    chosen = weights or FusionWeights()
    total: dict[int, float] = {}
    via: dict[int, tuple[str, ...]] = {}
    mass = 0.0
    for name, ranked in lists.items():
        weight = chosen.of(name)
        best = max((score for _, score in ranked), default=0.0)
        if best <= 0 or weight <= 0:
            continue
        mass += weight
        for row, score in ranked:
            if score > 0:
                total[row] = total.get(row, 0.0) + weight * score / best
                via[row] = (*via.get(row, ()), name)
    order = sorted(total, key=lambda row: (-total[row], row))[: max(k, 0)]
    return tuple(Fused(row, min(total[row] / mass, 1.0), via[row]) for row in order)
