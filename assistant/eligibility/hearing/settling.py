"""Which of the facts that words seem to tell stand: one value each, corrected, and not at odds with each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from assistant.eligibility.hearing.phrasebook import Phrasebook, PhraseRule
from assistant.eligibility.hearing.speaker import SpeechPiece
from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.rules.values import ChoiceValue, Days, Flag, Numbers, Value
from assistant.eligibility.verdict.profile import Profile
from ingest.problems import UsageError
from kb.site import REGIONS

_DEGREE, _WORK, _HOUSE = "学历", "就业状态", "在本市租房"
_OF_DEGREE = {"毕业日期", "全日制"}
_MARRIED, _EX = "婚姻状况", "离异"


@dataclass(frozen=True, slots=True, eq=False)
class ToldCandidate:
    """A value for a fact that the heard text tells at start:end, in a piece, by a rule."""

    fact: str
    value: Value
    start: int
    end: int
    piece: SpeechPiece
    rule: PhraseRule


def settled(
    found: Iterable[ToldCandidate],
    text: str,
    parts: Sequence[SpeechPiece],
    facts: Facts,
    book: Phrasebook,
    today: date,
) -> tuple[ToldCandidate, ...]:
    """At most one candidate for each fact of the vocabulary, none of which contradicts another."""
    all_of: dict[str, list[ToldCandidate]] = {}
    for candidate in found:
        if candidate.fact in facts.by_name:
            all_of.setdefault(candidate.fact, []).append(candidate)
    by_fact = {fact: _longest(listed) for fact, listed in all_of.items()}
    for fact in by_fact.keys() & _OF_DEGREE:
        by_fact[fact] = _of_highest(by_fact[fact], by_fact.get(_DEGREE, []), facts)
    told: dict[str, ToldCandidate] = {}
    _own_business(by_fact, book)
    for fact, listed in by_fact.items():
        one = _one(fact, listed, text, facts, book)
        if one is not None:
            told[fact] = one
    _dependent(told, by_fact, text, parts, book)
    return _consistent(told, facts, today)


def _longest(listed: list[ToldCandidate]) -> list[ToldCandidate]:
    """Without those whose words are a part of a longer one's, or are the same: 主任医师 in 副主任医师."""
    kept: list[ToldCandidate] = []
    for candidate in sorted(listed, key=lambda c: (c.start - c.end, c.start)):
        if not any(candidate.start < k.end and k.start < candidate.end for k in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


def _is_ranked(fact: str, facts: Facts) -> bool:
    return fact in facts.by_name and facts.by_name[fact].type == "choice"


def _rank(candidate: ToldCandidate, facts: Facts) -> int:
    return facts.by_name[candidate.fact].choices.index(str(candidate.value))


def _of_highest(
    dates: list[ToldCandidate], degrees: list[ToldCandidate], facts: Facts
) -> list[ToldCandidate]:
    """The graduation dates that may be those of the highest degree: one that names a lower degree in its own clause
    is not, and where one names the highest, no other is."""
    if not degrees or not _is_ranked(_DEGREE, facts):
        return dates
    top = max(_rank(degree, facts) for degree in degrees)
    ranked = [(day, _degree_of(day, degrees, facts)) for day in dates]
    named = [day for day, rank in ranked if rank == top]
    if named:
        return named
    return [day for day, rank in ranked if rank is None]


def _degree_of(day: ToldCandidate, degrees: list[ToldCandidate], facts: Facts) -> int | None:
    beside = [d for d in degrees if d.piece.clause == day.piece.clause]
    within = [d for d in beside if d.start < day.end and day.start < d.end] or beside
    return max((_rank(d, facts) for d in within), default=None)


def _own_business(by_fact: dict[str, list[ToldCandidate]], book: Phrasebook) -> None:
    own = book.own_business
    work = by_fact.get(str(own["fact"]), [])
    founded = [c for c in work if str(c.value) == own["value"]]
    if not founded:
        for fact, listed in by_fact.items():
            by_fact[fact] = [c for c in listed if not c.rule.founder]
        return
    by_fact[str(own["fact"])] = [c for c in work if not c.rule.employer or c in founded]
    for fact in own["drops"]:  # type: ignore[attr-defined]
        by_fact[fact] = [c for c in by_fact.get(fact, []) if not c.rule.employer]


def _one(
    fact: str, listed: list[ToldCandidate], text: str, facts: Facts, book: Phrasebook
) -> ToldCandidate | None:
    if not listed:
        return None
    winners = [c for c in listed if c.rule.wins]
    listed = winners or listed
    corrected = [
        later
        for earlier, later in zip(listed, listed[1:], strict=False)
        if book.correction.search(text, earlier.end, later.start)
    ]
    if corrected:
        at = listed.index(corrected[-1])
        listed = listed[at:]
    if _taken_back(listed[-1], text, book):
        return None
    if fact in book.highest and _is_ranked(fact, facts):
        return max(listed, key=lambda c: (_rank(c, facts), -c.start))
    return _agreed(listed)


def _taken_back(last: ToldCandidate, text: str, book: Phrasebook) -> bool:
    """Whether another value follows that was not read: better none than the one that its speaker takes back."""
    return bool(
        re.match(
            rf"了?[\s,，。!！…]*[哦啊噢]?(?:{book.correction.pattern})[^。]{{0,3}}[\d一二两三四五六七八九十]",
            text[last.end :],
        )
    )


def _agreed(listed: list[ToldCandidate]) -> ToldCandidate | None:
    """The narrowest of values that can all be true; None when they cannot."""
    best = listed[0]
    for other in listed[1:]:
        if _within(other.value, best.value):
            best = best if best.value == other.value else other
        elif not _within(best.value, other.value):
            return None
    return best


def _within(inner: Value, outer: Value) -> bool:
    if inner == outer:
        return True
    if isinstance(inner, Numbers) and isinstance(outer, Numbers):
        return _inside((inner.least, inner.most), (outer.least, outer.most))
    if isinstance(inner, Days) and isinstance(outer, Days):
        return _inside((inner.first, inner.last), (outer.first, outer.last))
    return False


def _inside(inner: tuple[object, object], outer: tuple[object, object]) -> bool:
    low = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])  # type: ignore[operator]
    return low and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))  # type: ignore[operator]


def _dependent(
    told: dict[str, ToldCandidate],
    by_fact: dict[str, list[ToldCandidate]],
    text: str,
    parts: Sequence[SpeechPiece],
    book: Phrasebook,
) -> None:
    """Drops what needs another fact that is not told."""
    work = told.get("工作地")
    if (
        work is not None
        and work.rule.after
        and str(told[_WORK].value if _WORK in told else "") != work.rule.after
    ):
        del told["工作地"]
    for fact, need in book.needs.items():
        if fact in told and not all(
            other in told and (not values or str(told[other].value) in values)
            for other, values in need.items()
        ):
            del told[fact]
    rent = told.get(_HOUSE)
    if rent is not None and rent.rule.living and not _lives(told, text, parts, book):
        del told[_HOUSE]


def _lives(told: dict[str, ToldCandidate], text: str, parts: Sequence[SpeechPiece], book: Phrasebook) -> bool:
    work = told.get("工作地")
    if work is not None:
        return work.value == ChoiceValue(REGIONS[0])
    if "创业企业在本市" in told:
        return told["创业企业在本市"].value == Flag(True)
    mine = (p for p in parts if p.mood == "told" and p.who in ("self", "couple", "company"))
    return any(book.living.search(text, p.start, p.end) for p in mine)


def _consistent(told: dict[str, ToldCandidate], facts: Facts, today: date) -> tuple[ToldCandidate, ...]:
    """Without single facts that are impossible and without both of any two that contradict each other."""
    possible = [c for c in told.values() if _possible((c,), facts, today)]
    odd = {c for pair in combinations(possible, 2) if not _possible(pair, facts, today) for c in pair}
    return tuple(c for c in possible if c not in odd)


def _possible(candidates: Sequence[ToldCandidate], facts: Facts, today: date) -> bool:
    try:
        Profile.of({c.fact: str(c.value) for c in candidates}, facts, today)
    except UsageError:
        return False
    return True
