"""The verdict on one scheme for one person: the outcome, the reasons in the order of the conditions, what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.rules.rule import (
    Benefit,
    Condition,
    ConditionGroup,
    Outcome,
    Review,
    Rule,
    RuleBasis,
    Test,
)
from assistant.eligibility.verdict.condition import NO, REVIEW, YES, ConditionCase, Truth, words_of
from assistant.eligibility.verdict.profile import Profile

Tick = Literal["是", "否", "未知", "人工"]
_TICKS: dict[int, Tick] = {NO: "否", REVIEW: "人工", YES: "是"}
_OUTCOMES: dict[int, Outcome] = {NO: "不符合", REVIEW: "需人工认定", YES: "符合"}
OUTCOMES: tuple[Outcome, ...] = ("符合", "需人工认定", "待补充", "不符合", "待细则", "未核对")
_JOINED = {"all": "同时满足", "any": "满足其中一项", "not": "不属于"}


ARRANGEMENT = "这是规划的工作安排，不是可以直接申领的待遇；具体条件、标准和办理程序以实施细则为准。"


@dataclass(frozen=True, slots=True)
class ConditionReason:
    """One condition and whether it holds. `value` is what is known of `fact`, "" where nothing is; `parts` are the
    conditions of a group ("all" or "any")."""

    says: str
    truth: Tick
    source: RuleBasis
    fact: str = ""
    value: str = ""
    kind: Literal["test", "review", "all", "any"] = "test"
    parts: tuple[ConditionReason, ...] = ()

    def leaves(self) -> Iterator[ConditionReason]:
        """This reason, or those it is made of."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class GivenBenefit:
    """A benefit that is given (`sure`), or may be when more is known."""

    benefit: Benefit
    sure: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """`missing` are the facts that could still change the outcome or the amount, in the order of the conditions; `why`
    says why there is no verdict, or that it is a plan's arrangement; else ""."""

    rule: Rule
    outcome: Outcome
    reasons: tuple[ConditionReason, ...] = ()
    missing: tuple[str, ...] = ()
    benefits: tuple[GivenBenefit, ...] = ()
    why: str = ""

    def failing(self) -> Iterator[ConditionReason]:
        """The single conditions for which it is 不符合."""
        for reason in self.reasons:
            if reason.truth == "否":
                yield from (leaf for leaf in reason.leaves() if leaf.truth == "否")


def judge(rule: Rule, profile: Profile, facts: Facts) -> Verdict:
    """The verdict on the day of the profile. Pure: it knows nothing of the base and takes the rule at its word."""
    if rule.outcome:
        return Verdict(rule, rule.outcome, why=ARRANGEMENT)
    case = ConditionCase(rule, profile, facts)
    low, high = case.truth(rule.conditions)
    reasons = tuple(_reason(case, part) for part in _top(rule.conditions))
    if high == NO:
        return Verdict(rule, "不符合", reasons)
    benefits = tuple(_benefits(case))
    missing = [
        *case.missing(rule.conditions),
        *(m for t in benefits if t.benefit.when for m in case.missing(t.benefit.when)),
    ]
    outcome: Outcome = _OUTCOMES[low] if low == high else "待补充"
    return Verdict(rule, outcome, reasons, tuple(dict.fromkeys(missing)), benefits)


def _benefits(case: ConditionCase) -> Iterator[GivenBenefit]:
    for benefit in case.rule.benefits:
        low, high = case.truth(benefit.when) if benefit.when else (YES, YES)
        if high > NO:
            yield GivenBenefit(benefit, low == YES)


def _top(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, ConditionGroup) and condition.kind == "all" and not condition.says:
        return condition.parts
    return (condition,)


def _tick(truth: Truth) -> Tick:
    return _TICKS[truth[0]] if truth[0] == truth[1] else "未知"


def _reason(case: ConditionCase, condition: Condition) -> ConditionReason:
    tick = _tick(case.truth(condition))
    if isinstance(condition, Review):
        return ConditionReason(condition.says, tick, condition.source, kind="review")
    if isinstance(condition, Test):
        return _tested(case, condition, tick)
    if condition.kind == "not":
        return _denied(case, condition, tick)
    parts = tuple(_reason(case, part) for part in condition.parts)
    says = condition.says or _JOINED[condition.kind]
    return ConditionReason(says, tick, condition.source, kind=condition.kind, parts=parts)


def _tested(case: ConditionCase, test: Test, tick: Tick) -> ConditionReason:
    value = case.profile.values.get(test.fact)
    shown = case.facts.by_name[test.fact].shown(value) if value is not None else ""
    return ConditionReason(
        words_of(test, case.rule, case.facts, case.profile.as_of), tick, test.source, test.fact, shown
    )


def _denied(case: ConditionCase, group: ConditionGroup, tick: Tick) -> ConditionReason:
    """not of one test is one line; of a group, its parts turned round (不 满足其中一项 = 每一项都不满足)."""
    inner = group.parts[0]
    if not isinstance(inner, ConditionGroup):
        reason = _reason(case, inner)
        return ConditionReason(
            group.says or f"不属于：{reason.says}",
            tick,
            group.source if group.source.clause else reason.source,
            reason.fact,
            reason.value,
            reason.kind,
        )
    if inner.kind == "not":
        return _reason(case, inner.parts[0])
    parts = tuple(
        _denied(case, ConditionGroup("not", (part,)), _tick(case.truth(ConditionGroup("not", (part,)))))
        for part in inner.parts
    )
    kind: Literal["all", "any"] = "any" if inner.kind == "all" else "all"
    return ConditionReason(group.says or _JOINED[kind], tick, group.source, kind=kind, parts=parts)
