"""A rule: one scheme as data. Who may have it, what it gives, and the clause that each part rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from assistant.eligibility.rules.calendar import Period
from assistant.eligibility.rules.values import Value
from ingest.document import ClauseId

Outcome = Literal["符合", "不符合", "待补充", "需人工认定", "待细则", "未核对"]
Kind = Literal["benefit", "service", "recognition", "arrangement"]

# Operators of a test, each with the words that state it.
COMPARISONS = {"at_least": "不少于", "at_most": "不超过", "more_than": "超过", "less_than": "少于"}
ON_DATES = {"within": "不超过", "for_at_least": "已满", "before": "早于", "since": "不早于"}
ONE_OF = "in"
OPERATORS = (ONE_OF, *COMPARISONS, *ON_DATES)


@dataclass(frozen=True, slots=True)
class RuleBasis:
    """The clause something rests on and its verbatim words; both empty where a part rests on the whole."""

    clause: ClauseId | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """The value of a named figure from the day `since` on."""

    since: date
    value: Decimal
    source: RuleBasis


@dataclass(frozen=True, slots=True)
class Test:
    """A condition over one fact. `operand` is what it is compared with: values for `in`, one value for a comparison,
    a Period or a day for the operators on dates, or the name of a parameter ("$社保月数")."""

    fact: str
    operator: str
    operand: tuple[Value, ...] | Period | date | str
    says: str
    source: RuleBasis


@dataclass(frozen=True, slots=True)
class Review:
    """A condition that a person decides: `says` is who and what."""

    says: str
    source: RuleBasis


@dataclass(frozen=True, slots=True)
class ConditionGroup:
    """all, any or not (of exactly one part); `says` is its sentence, "" for none. A `source` of its own is the clause that
    makes it a condition, where its parts rest on others (a definition)."""

    kind: Literal["all", "any", "not"]
    parts: tuple[Condition, ...]
    says: str = ""
    source: RuleBasis = RuleBasis()


Condition = Test | Review | ConditionGroup


def tests_of(condition: Condition) -> Iterator[Test]:
    """The tests in the order they stand in."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, ConditionGroup):
        for part in condition.parts:
            yield from tests_of(part)


def sources_of(condition: Condition) -> Iterator[RuleBasis]:
    """The sources of its groups, tests and reviews in the order they stand in."""
    if isinstance(condition, ConditionGroup):
        if condition.source.clause:
            yield condition.source
        for part in condition.parts:
            yield from sources_of(part)
    else:
        yield condition.source


@dataclass(frozen=True, slots=True)
class Benefit:
    """What is given. `amount` with `unit`, or None for a benefit in kind, which `text` describes; `qualifier`, `period` and `payment` are words
    of the clause; `worth` is what it comes to altogether, in 元, for comparing; None where that cannot be said."""

    what: str
    text: str
    amount: Decimal | None
    unit: str
    qualifier: str
    period: str
    payment: str
    worth: Decimal | None
    when: Condition | None
    source: RuleBasis

    @property
    def line(self) -> str:
        """租房补贴 1000 元/月, or only what it is."""
        return self.what if self.amount is None else f"{self.what} {self.amount:f} {self.unit}"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A scheme that cannot be had together with this one; `choose` is 就高 or 择一."""

    scheme: str
    choose: str
    source: RuleBasis


@dataclass(frozen=True, slots=True)
class ApplicantNote:
    """A sentence for the applicant (who decides, where to apply, by when, a document needed) with its source."""

    text: str
    source: RuleBasis


@dataclass(frozen=True, slots=True)
class Rule:
    """One scheme. `verified_text` has the first 8 hex digits of the SHA-256 of each named clause's text as it stood
    when the rule was verified."""

    scheme: str
    title: str
    document: str
    kind: Kind
    source: RuleBasis
    conditions: Condition
    benefits: tuple[Benefit, ...] = ()
    parameters: Mapping[str, tuple[Parameter, ...]] | None = None
    exclusive: tuple[Exclusion, ...] = ()
    decided_by: ApplicantNote | None = None
    apply_at: ApplicantNote | None = None
    deadline: ApplicantNote | None = None
    documents_needed: tuple[ApplicantNote, ...] = ()
    outcome: Outcome | None = None
    verified_by: str = ""
    verified_on: date | None = None
    verified_text: Mapping[str, str] | None = None

    @property
    def facts(self) -> frozenset[str]:
        """The names of the facts it looks at."""
        trees = (self.conditions, *(benefit.when for benefit in self.benefits if benefit.when))
        return frozenset(test.fact for tree in trees for test in tests_of(tree))

    def sources(self) -> Iterator[RuleBasis]:
        """Every source it names, in the order of the file."""
        yield self.source
        yield from sources_of(self.conditions)
        for benefit in self.benefits:
            if benefit.when:
                yield from sources_of(benefit.when)
            yield benefit.source
        for values in (self.parameters or {}).values():
            yield from (value.source for value in values)
        yield from (exclusion.source for exclusion in self.exclusive)
        notes = (self.decided_by, self.apply_at, self.deadline, *self.documents_needed)
        yield from (note.source for note in notes if note)

    def parameter(self, name: str, day: date) -> Decimal | None:
        """The value of the parameter in force on `day`, None where there is none yet."""
        values = [p for p in (self.parameters or {}).get(name, ()) if p.since <= day]
        return max(values, key=lambda p: p.since).value if values else None
