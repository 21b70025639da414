"""Several ranked lists in, one out: each divided by its best score, added with weights, and every row
lifted by how well the rest of its document answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Ranked = Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """How much each list counts; how much a row's document does, told by its best `document_rows` rows;
    and `depth`, how many rows to ask of each list before fusing.
    Chosen on one half of the benchmark questions: see eval/bench/README.md."""

    words: float = 0.5
    characters: float = 0.5
    vectors: float = 0.4
    document: float = 0.5
    document_rows: int = 20
    depth: int = 500

    def of(self, name: str) -> float:
        """The weight of the list `name`: "words", "characters" or "vectors"; KeyError for another."""
        return {"words": self.words, "characters": self.characters, "vectors": self.vectors}[name]


@dataclass(frozen=True, slots=True)
class Fused:
    """One row after fusion: `score` in 0…1, `via` the lists it stood in, in the order they were given."""

    row: int
    score: float
    via: tuple[str, ...]


def fuse(
    lists: Mapping[str, Ranked],
    k: int,
    weights: FusionWeights | None = None,
    owners: Sequence[int] | None = None,
) -> tuple[Fused, ...]:
    """The `k` best rows of all the lists, best first, equal scores by row.

    Max-normalised weighted sum (CombSUM, Fox & Shaw 1994; Lee 1997): the score is Σ weight × score / best
    score of the list, over the lists the row is in, divided by the sum of the weights of the lists that
    found anything, so that a row which leads every list has score 1. Scores that are not positive are
    ignored. With `owners` (the number of each row's document) the score is lifted as `_lifts` says;
    where all rows are of one document nothing changes.
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
    if owners is not None and chosen.document > 0:
        lifts = _lifts(total, owners, chosen)
        total = {row: score * lifts[owners[row]] for row, score in total.items()}
    order = sorted(total, key=lambda row: (-total[row], row))[: max(k, 0)]
    return tuple(Fused(row, min(total[row] / mass, 1.0), via[row]) for row in order)


def _lifts(total: Mapping[int, float], owners: Sequence[int], weights: FusionWeights) -> dict[int, float]:
    """Document → (1 + document × strength) / (1 + document); the strength of a document is the sum of its
    best `document_rows` scores over that of the strongest document, so that the strongest has 1."""
    scores: defaultdict[int, list[float]] = defaultdict(list)
    for row, score in total.items():
        scores[owners[row]].append(score)
    sums = {owner: sum(sorted(each, reverse=True)[: weights.document_rows]) for owner, each in scores.items()}
    strongest = max(sums.values(), default=1.0)
    part = weights.document
    return {owner: (1 + part * each / strongest) / (1 + part) for owner, each in sums.items()}
