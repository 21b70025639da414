"""What would change a verdict, and which of two benefits that exclude each other is worth more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.eligibility.rules.calendar import Period, add_months
from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.rules.rule import ONE_OF, Exclusion, Rule, Test, tests_of
from assistant.eligibility.rules.values import ChoiceValue, Days, Flag, Numbers, Value
from assistant.eligibility.verdict.condition import ConditionCase
from assistant.eligibility.verdict.profile import Profile, ages_on
from assistant.eligibility.verdict.verdict import Verdict, judge

# Facts that grow by one each month while nothing else changes, and the words for it.
_GROWING = {"社保连续缴纳月数": "连续缴纳社会保险", "公积金连续缴存月数": "连续缴存住房公积金"}
_GOOD = ("符合", "需人工认定")
_YEARS = 5  # how far ahead waiting is advice


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """What would turn 不符合 into `outcome`: a sentence; `on` is the day by waiting for which it comes, else None."""

    says: str
    outcome: str
    on: date | None = None


def changes(verdict: Verdict, profile: Profile, facts: Facts) -> tuple[OutcomeChange, ...]:
    """What, by itself, would make a 不符合 scheme 符合 or ready for review: waiting first, then each single fact that
    could be otherwise. Nothing is claimed that the rule, judged again on that day or with that fact, does not bear out;
    what passes with time (age, years since an event) is counted on."""
    if verdict.outcome != "不符合":
        return ()
    tests = [test for test in tests_of(verdict.rule.conditions) if _fails(test, verdict.rule, profile, facts)]
    waits = [wait for test in tests for wait in _waiting(test, verdict.rule, profile, facts)]
    turns = [turn for test in tests for turn in _turning(test, verdict.rule, profile, facts)]
    return tuple(dict.fromkeys((*sorted(waits, key=lambda change: change.on or date.max), *turns)))


def _fails(test: Test, rule: Rule, profile: Profile, facts: Facts) -> bool:
    return ConditionCase(rule, profile, facts).truth(test)[1] == 0


def _waiting(test: Test, rule: Rule, profile: Profile, facts: Facts) -> Iterator[OutcomeChange]:
    known = profile.values.get(test.fact)
    limit = ConditionCase(rule, profile, facts).limit(test)
    if (
        isinstance(known, Numbers)
        and isinstance(limit, Decimal)
        and test.operator in ("at_least", "more_than")
    ):
        if test.fact in _GROWING and known.exact and known.least is not None:
            months = int(limit - known.least) + (test.operator == "more_than")
            yield from _in_months(_GROWING[test.fact], months, rule, profile, facts)
    elif (
        isinstance(known, Days)
        and known.last
        and test.operator == "for_at_least"
        and isinstance(limit, Period)
    ):
        day = limit.after(known.last)
        outcome = judge(rule, later(profile, day, facts), facts).outcome
        if outcome in _GOOD:
            yield OutcomeChange(f"到{_written(day)}（满{limit}）后{outcome}", outcome, day)


def _in_months(what: str, months: int, rule: Rule, profile: Profile, facts: Facts) -> Iterator[OutcomeChange]:
    day = add_months(profile.as_of, months)
    if not 0 < months <= 12 * _YEARS:
        return
    outcome = judge(rule, later(profile, day, facts), facts).outcome
    if outcome in _GOOD:
        yield OutcomeChange(f"再{what}{months}个月（到{_written(day)}）后{outcome}", outcome, day)


def later(profile: Profile, day: date, facts: Facts) -> Profile:
    """The profile on a later day if nothing happens but time: months of contributions go on, ages are counted anew."""
    whole = (day.year - profile.as_of.year) * 12 + day.month - profile.as_of.month
    whole -= add_months(profile.as_of, whole) > day
    values: dict[str, Value] = dict(profile.values)
    for name in _GROWING:
        values[name] = _added(values[name], whole, whole) if name in values else Numbers(None, None)
    for fact in facts.by_name.values():
        if fact.age_of and fact.name in values:
            born = values.get(fact.age_of)
            years = day.year - profile.as_of.year + 1
            values[fact.name] = (
                ages_on(born, day)
                if isinstance(born, Days)
                else _added(values[fact.name], whole // 12, years)
            )
    known = {name: value for name, value in values.items() if value != Numbers(None, None)}
    return Profile(known, profile.told, profile.asked, day)


def _added(value: Value, least: int, most: int) -> Value:
    if not isinstance(value, Numbers):
        return value
    return Numbers(
        None if value.least is None else value.least + least,
        None if value.most is None else value.most + most,
    )


def _turning(test: Test, rule: Rule, profile: Profile, facts: Facts) -> Iterator[OutcomeChange]:
    """A single choice or yes/no that would do, named only where it is not about what cannot change."""
    if test.operator != ONE_OF or not isinstance(test.operand, tuple):
        return
    good: list[str] = []
    outcome = ""
    for value in test.operand:
        then = Profile({**profile.values, test.fact: value}, profile.told, profile.asked, profile.as_of)
        found = judge(rule, then, facts).outcome
        if isinstance(value, ChoiceValue | Flag) and found in _GOOD:
            good.append(str(value))
            outcome = found
    if good:
        yield OutcomeChange(f"“{test.fact}”为{'、'.join(good)}的，{outcome}", outcome)


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two schemes that cannot both be had; `better` is the scheme that is certainly worth more in all, "" where that
    cannot be said: an amount with 最高 or a period with 最长 is only the most that it comes to."""

    one: str
    other: str
    exclusion: Exclusion
    better: str
    says: str


def rivals(verdicts: Sequence[Verdict]) -> tuple[Rivals, ...]:
    """The exclusive pairs among what may be had (符合 or 需人工认定), each once, in the order of the verdicts."""
    had = {verdict.rule.scheme: verdict for verdict in verdicts if verdict.outcome in _GOOD}
    found: dict[frozenset[str], Rivals] = {}
    for verdict in had.values():
        for exclusion in verdict.rule.exclusive:
            pair = frozenset((verdict.rule.scheme, exclusion.scheme))
            if exclusion.scheme in had and pair not in found:
                found[pair] = _compared(verdict, had[exclusion.scheme], exclusion)
    return tuple(found.values())


def _compared(one: Verdict, other: Verdict, exclusion: Exclusion) -> Rivals:
    names = f"“{one.rule.title}”与“{other.rule.title}”只能享受一项（{exclusion.choose}）"
    first, second = _worth(one), _worth(other)
    if first is None or second is None:
        return Rivals(one.rule.scheme, other.rule.scheme, exclusion, "", f"{names}，哪一项更多要看具体情况。")
    if first.yuan == second.yuan and not (first.capped or second.capped):
        says = f"{names}，两项合计都是{first}。"
        return Rivals(one.rule.scheme, other.rule.scheme, exclusion, "", says)
    (best, more), (less_of, less) = sorted(
        ((one, first), (other, second)), key=lambda pair: pair[1].yuan, reverse=True
    )
    if more.capped:
        says = (
            f"{names}：“{best.rule.title}”合计{more}，“{less_of.rule.title}”合计{less}，"
            "哪一项更多要看核定的数额。"
        )
        return Rivals(one.rule.scheme, other.rule.scheme, exclusion, "", says)
    says = f"{names}：“{best.rule.title}”合计{more}，多于另一项的{less}。"
    return Rivals(one.rule.scheme, other.rule.scheme, exclusion, best.rule.scheme, says)


_CAPS = ("最高", "最多", "最长", "不超过", "以内")


@dataclass(frozen=True, slots=True)
class _Worth:
    """What a scheme comes to in all, in 元; `capped` when that is only the most it can come to."""

    yuan: Decimal
    capped: bool

    def __str__(self) -> str:
        shown = (
            f"{self.yuan / 10000:f}万元"
            if self.yuan >= 10000 and self.yuan % 100 == 0
            else f"{self.yuan:f}元"
        )
        return f"最高{shown}" if self.capped else shown


def _worth(verdict: Verdict) -> _Worth | None:
    """None unless every benefit is certain and says what it is worth."""
    sure = [told.benefit for told in verdict.benefits if told.sure]
    worths = [benefit.worth for benefit in sure if benefit.worth is not None]
    if not worths or len(worths) != len(verdict.benefits):
        return None
    limits = "".join(benefit.qualifier + benefit.period for benefit in sure)
    return _Worth(sum(worths, Decimal(0)), any(word in limits for word in _CAPS))
