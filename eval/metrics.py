"""The figures of the evaluation: pure functions over clause ids, statuses and texts.

One rule decides everywhere whether a clause that was given is one that was wanted (`accepts`):
the wanted clause itself or a part of it is right; a clause above it is not, unless the gold
record lists it. So an answer may be more precise than the record but never vaguer.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

ANSWERING = frozenset({"answered", "partial"})
ABSTAINING = frozenset({"not_found", "out_of_scope"})

_Z95 = 1.959963984540054  # the 97.5 % point of the standard normal distribution
_SPACES = re.compile(r"(?<!\d)[^\S\n]+|[^\S\n]+(?!\d)")
_STOPS = ",;:。、!?\n"  # after NFKC; what separates a qualifier from the next figure
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")

# A group is a set of alternatives: any one of its clauses will do. An answer needs every group.
Group = Collection[str]


@dataclass(frozen=True, slots=True)
class Proportion:
    """`hits` of `n`. Without cases (`n == 0`) there is no value."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        """hits / n in 0…1; None when n is 0."""
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The Wilson score interval at 95 % (Wilson 1927; Brown, Cai, DasGupta 2001 recommend it
        for small n): (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n); None when n is 0."""
        if not self.n:
            return None
        p, n, z = self.hits / self.n, self.n, _Z95
        centre = p + z * z / (2 * n)
        spread = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        scale = 1 + z * z / n
        # At 0 and at n the formula meets the border exactly; rounding must not step over it.
        low = 0.0 if self.hits == 0 else (centre - spread) / scale
        high = 1.0 if self.hits == self.n else (centre + spread) / scale
        return low, high

    @classmethod
    def of(cls, cases: Iterable[bool]) -> Proportion:
        """How many of the cases are true."""
        seen = list(cases)
        return cls(sum(seen), len(seen))


@dataclass(frozen=True, slots=True)
class Mean:
    """The arithmetic mean of `n` scores in 0…1; `value` is None when n is 0."""

    value: float | None
    n: int

    @classmethod
    def of(cls, scores: Iterable[float]) -> Mean:
        """The mean of the scores (exactly rounded, so that their order does not matter)."""
        seen = list(scores)
        return cls(math.fsum(seen) / len(seen) if seen else None, len(seen))


# ---------------------------------------------------------------- what counts as the same clause


def is_within(clause: str, other: str) -> bool:
    """Whether `clause` is `other` or lies below it, told from the two ids alone:
    d#3.2.2.s1 lies within d#3.2.2 and d#3.2, d#t16.k1 within d#t16, everything within d#."""
    if clause == other:
        return True
    document, _, path = clause.partition("#")
    other_document, _, other_path = other.partition("#")
    if document != other_document:
        return False
    return not other_path or path.startswith((f"{other_path}.", f"{other_path}/"))


def accepts(accepted: Group, given: str) -> bool:
    """Whether the clause `given` is one of the alternatives `accepted` or a part of one.

    - A clause above an accepted one does not count, unless it is itself listed.
    - A part of a listed clause counts only where no part of that clause is listed with it: beside
      b2.r1 the whole table b2 is a coarser way to cite that row, not leave to cite another one."""
    if given in accepted:
        return True
    return any(
        is_within(given, wanted)
        and not any(other != wanted and is_within(other, wanted) for other in accepted)
        for wanted in accepted
    )


def covered(groups: Sequence[Group], given: Collection[str]) -> int:
    """How many groups have at least one given clause."""
    return sum(any(accepts(group, clause) for clause in given) for group in groups)


# --------------------------------------------------------------------------- status


def confusion(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """(gold status, given status) → how often."""
    return dict(Counter(pairs))


def status_accuracy(pairs: Iterable[tuple[str, str]]) -> Proportion:
    """The share of questions whose status is exactly the gold one."""
    return Proportion.of(gold == given for gold, given in pairs)


def false_answers(pairs: Iterable[tuple[str, str]]) -> Proportion:
    """Of the questions that the documents do not answer (gold not_found or out_of_scope), the
    share that was answered all the same (answered or partial)."""
    return Proportion.of(given in ANSWERING for gold, given in pairs if gold in ABSTAINING)


def false_abstentions(pairs: Iterable[tuple[str, str]]) -> Proportion:
    """Of the questions that the documents answer (gold answered or partial), the share that got no
    answer: not_found, out_of_scope, error, and clarify too, since the person went away without."""
    return Proportion.of(given not in ANSWERING for gold, given in pairs if gold in ANSWERING)


def abstention_recall(pairs: Iterable[tuple[str, str]]) -> Proportion:
    """Of the questions with gold not_found or out_of_scope, the share given one of the two.
    Which of the two it was is `abstention_kind`'s business."""
    return Proportion.of(given in ABSTAINING for gold, given in pairs if gold in ABSTAINING)


def abstention_kind(pairs: Iterable[tuple[str, str]]) -> Proportion:
    """Of the questions with gold not_found or out_of_scope, the share given exactly the gold one."""
    return Proportion.of(gold == given for gold, given in pairs if gold in ABSTAINING)


# --------------------------------------------------------------------------- citations (ALCE)


def citation_recall(groups: Sequence[Group], cited: Collection[str]) -> Proportion:
    """The share of required groups that are cited.

    ALCE (Gao, Yen, Yu, Chen 2023, §3.3) asks for each statement whether its citations together
    entail it. Here the gold clauses stand in for that model: a group is a statement that needs
    support, and it has it when one of its alternatives is cited."""
    return Proportion(covered(groups, cited), len(groups))


def citation_precision(groups: Sequence[Group], also: Group, cited: Collection[str]) -> Proportion:
    """The share of citations that support something: those in a group's alternatives or in `also`
    (clauses that may be cited and need not be).

    ALCE calls a citation irrelevant when it neither supports the statement alone nor is needed by
    the others together; here it is one that the gold record does not name. A clause cited twice
    counts once."""
    return Proportion.of(
        any(accepts(group, clause) for group in (*groups, also)) for clause in sorted(set(cited))
    )


# --------------------------------------------------------------------------- figures


def plain(text: str) -> str:
    """`text` as figures are compared: NFKC, no case, no thousands separators, no spaces except
    between two digits; lines stay apart."""
    # Before NFKC: it makes the comma of a sentence (，) look like a separator.
    joined = _THOUSANDS.sub("", text)
    return _SPACES.sub("", unicodedata.normalize("NFKC", joined).casefold())


def states(text: str, value: str, unit: str = "", qualifier: str = "") -> bool:
    """Whether `text` states the figure: the value as a whole number (1.6 does not occur in 11.6,
    nor 20 in 2025), its unit after it, its qualifier with it.

    - A bracket may stand between value and unit, or close between them, as table cells print it:
      33（全大市42）万人 states 33 and 42 万人.
    - A qualifier stands right behind the figure (760家以上) or its value (1200余个), or before it
      in the same stretch between punctuation marks (最高给予50万元, 突破42万人)."""
    number, measure, limit = (re.escape(plain(part)) for part in (value, unit, qualifier))
    if not number:
        return False
    start = r"(?<!\d)(?<!\d\.)" if number[0].isdigit() else ""
    figure = rf"{start}{number}(?!\.?\d)" if number[-1].isdigit() else f"{start}{number}"
    if measure:
        figure += rf"(?:\([^()]*\)|\))?{measure}"
    body = plain(text)
    if not limit:
        return re.search(figure, body) is not None
    inside = rf"{start}{number}{limit}{measure}"
    return re.search(rf"{figure}{limit}|{inside}|{limit}[^{_STOPS}]*?{figure}", body) is not None


# --------------------------------------------------------------------------- ranking
# As ir-measures and trec_eval have them: ranks from 1, binary relevance, a question without any
# hit counts 0. A group counts once, at the rank of its first accepted hit, so that parts of a
# clause that is already there earn nothing (subtopics: Zhai, Cohen, Lafferty 2003).


def first_ranks(groups: Sequence[Group], ranked: Sequence[str]) -> tuple[int | None, ...]:
    """For each group the rank (from 1) of the first accepted hit, None when there is none."""
    return tuple(
        next((rank for rank, clause in enumerate(ranked, 1) if accepts(group, clause)), None)
        for group in groups
    )


def recall_at(ranks: Sequence[int | None], k: int) -> float:
    """Recall@k: the share of groups with a hit among the first k. `ranks` must not be empty."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """RR: 1 / the rank of the first relevant hit, 0 without one (Voorhees 1999)."""
    found = [rank for rank in ranks if rank is not None]
    return 1 / min(found) if found else 0.0


def ndcg_at(ranks: Sequence[int | None], k: int) -> float:
    """nDCG@k with binary gain and the discount 1 / log₂(rank + 1) (Järvelin, Kekäläinen 2002, in
    the form of trec_eval and ir-measures); the ideal has one hit a group, from the top. At most 1
    also where one hit serves several groups. `ranks` must not be empty."""
    gained = math.fsum(1 / math.log2(rank + 1) for rank in ranks if rank is not None and rank <= k)
    ideal = math.fsum(1 / math.log2(rank + 1) for rank in range(1, min(len(ranks), k) + 1))
    return min(1.0, gained / ideal)


def pooled(parts: Iterable[Proportion]) -> Proportion:
    """All cases of all parts together (a micro average)."""
    seen = list(parts)
    return Proportion(sum(p.hits for p in seen), sum(p.n for p in seen))
