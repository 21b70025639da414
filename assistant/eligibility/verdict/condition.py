"""Whether a condition holds of a profile, in strong Kleene logic with a third certain value.

Each condition has a range of truth values, from the least to the most it can still turn out to be, in the order
no < review < yes. What is known has one value, what is not known the whole range; all is the minimum and any the
maximum of both ends; not turns the range around and leaves review as it is. More facts only narrow a range.
(Kleene, Introduction to Metamathematics, § 64; the middle value is certain here: a person decides.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from operator import ge, gt, le, lt

from assistant.eligibility.rules.calendar import Period
from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.rules.rule import (
    COMPARISONS,
    ONE_OF,
    Condition,
    ConditionGroup,
    Review,
    Rule,
    Test,
)
from assistant.eligibility.rules.values import ChoiceValue, Days, Never, Numbers, Value
from assistant.eligibility.verdict.profile import Profile

NO, REVIEW, YES = 0, 1, 2
Truth = tuple[int, int]

_YES: Truth = (YES, YES)
_NO: Truth = (NO, NO)
_OPEN: Truth = (NO, YES)

_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "at_least": ge, "at_most": le, "more_than": gt, "less_than": lt,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConditionCase:
    """One rule for one profile: what its conditions are looked up in."""

    rule: Rule
    profile: Profile
    facts: Facts

    def truth(self, condition: Condition) -> Truth:
        """The least and the most that the condition can turn out to be."""
        if isinstance(condition, Review):
            return REVIEW, REVIEW
        if isinstance(condition, Test):
            return self._test(condition)
        parts = [self.truth(part) for part in condition.parts]
        if condition.kind == "not":
            return YES - parts[0][1], YES - parts[0][0]
        meet = min if condition.kind == "all" else max
        neutral = YES if condition.kind == "all" else NO
        return (
            meet((low for low, _ in parts), default=neutral),
            meet((high for _, high in parts), default=neutral),
        )

    def missing(self, condition: Condition) -> Iterator[str]:
        """The facts not known that can still change it, in the order they stand in; repeats are possible."""
        low, high = self.truth(condition)
        if low == high:
            return
        if isinstance(condition, Test):
            yield condition.fact
        elif isinstance(condition, ConditionGroup):
            for part in condition.parts:
                yield from self.missing(part)

    def limit(self, test: Test) -> Decimal | Value | Period | date | None:
        """What the test compares with on the day; None for a parameter that has no value yet."""
        if isinstance(test.operand, str):
            return self.rule.parameter(test.operand[1:], self.profile.as_of)
        if isinstance(test.operand, tuple):
            value = test.operand[0]
            return value.least if isinstance(value, Numbers) else value
        return test.operand

    def _test(self, test: Test) -> Truth:
        value = self.profile.values.get(test.fact)
        if value is None:
            return self._untold(test)
        if test.operator == ONE_OF:
            return _one_of(value, test.operand if isinstance(test.operand, tuple) else ())
        limit = self.limit(test)
        if test.operator in COMPARISONS:
            return self._compared(test, value, limit)
        return _dated(test.operator, value, limit, self.profile.as_of)

    def _untold(self, test: Test) -> Truth:
        """Open, but for a fact that cannot be so without contradicting what is known."""
        if test.operator != ONE_OF or not isinstance(test.operand, tuple):
            return _OPEN
        known = self.profile.values
        possible = [value for value in test.operand if not self.facts.excluded(test.fact, value, known)]
        return _OPEN if possible else _NO

    def _compared(self, test: Test, value: Value, limit: object) -> Truth:
        compare = _COMPARE[test.operator]
        if isinstance(value, ChoiceValue) and isinstance(limit, ChoiceValue):
            choices = self.facts.by_name[test.fact].choices
            return _sure(compare(Decimal(choices.index(value.name)), Decimal(choices.index(limit.name))))
        if not isinstance(value, Numbers) or not isinstance(limit, Decimal):
            return _OPEN
        ends = [None if end is None else compare(end, limit) for end in (value.least, value.most)]
        return _monotone(ends, rising=test.operator in ("at_least", "more_than"))


def _sure(holds: bool) -> Truth:
    return _YES if holds else _NO


def _monotone(ends: list[bool | None], rising: bool) -> Truth:
    """A test that holds from some point on (`rising`) or up to it, at the two ends of a range."""
    worst, best = ends if rising else reversed(ends)
    return (YES if worst else NO), (NO if best is False else YES)


def _one_of(value: Value, options: tuple[Value, ...]) -> Truth:
    if not isinstance(value, Numbers) or value.exact:
        return _sure(value in options)
    met = [o for o in options if isinstance(o, Numbers) and o.least is not None]
    inside = [
        o for o in met
        if (value.least is None or o.least >= value.least) and (value.most is None or o.least <= value.most)  # type: ignore[operator]
    ]  # fmt: skip
    return _OPEN if inside else _NO


def _dated(operator: str, value: Value, limit: object, as_of: date) -> Truth:
    """A date of which only a range may be known; of what never happened none of these holds."""
    if not isinstance(value, Days):
        return _NO if isinstance(value, Never) else _OPEN
    first, last = _window(operator, limit, as_of)
    earliest, latest = value.first or date.min, value.last or date.max
    sure = first <= earliest and latest <= last
    apart = earliest > last or latest < first
    return _YES if sure else _NO if apart else _OPEN


def _window(operator: str, limit: object, as_of: date) -> tuple[date, date]:
    """The days, first and last, on which the event must lie."""
    if isinstance(limit, Period):
        if operator == "for_at_least":
            return date.min, limit.latest_start(as_of)
        return limit.latest_start(as_of - timedelta(days=1)) + timedelta(days=1), as_of
    if not isinstance(limit, date):
        raise TypeError(f"{operator} compares with a day or a period")
    return (date.min, limit - timedelta(days=1)) if operator == "before" else (limit, date.max)


def words_of(test: Test, rule: Rule, facts: Facts, as_of: date) -> str:
    """The test as a sentence: its own words, else made from its operator (社保连续缴纳月数不少于12个月)."""
    if test.says:
        return test.says
    if test.operator == ONE_OF and isinstance(test.operand, tuple):
        return f"{test.fact}为{'、'.join(str(value) for value in test.operand)}"
    shown = str(rule.parameter(test.operand[1:], as_of)) if isinstance(test.operand, str) else _operand(test)
    return f"{test.fact}{_WORDS[test.operator].format(shown + facts.by_name[test.fact].unit)}"


def _operand(test: Test) -> str:
    return str(test.operand[0]) if isinstance(test.operand, tuple) else str(test.operand)


_WORDS: Mapping[str, str] = {
    **{name: words + "{}" for name, words in COMPARISONS.items()},
    "within": "距今不超过{}", "for_at_least": "距今已满{}", "before": "早于{}", "since": "不早于{}",
}  # fmt: skip
