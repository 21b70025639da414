"""A person's profile: what is known of him, checked against the vocabulary and against itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from assistant.eligibility.rules.calendar import add_months, age_on
from assistant.eligibility.rules.facts import UNKNOWN, Fact, Facts
from assistant.eligibility.rules.values import Days, Numbers, Value
from ingest.problems import UsageError


@dataclass(frozen=True, slots=True)
class Profile:
    """`values` is all that is known on the day `as_of`, with what follows from it; `told` what was said, in order;
    `asked` the facts the person said he does not know. Two kinds of silence: a fact that is in neither was not asked."""

    values: Mapping[str, Value]
    told: Mapping[str, Value]
    asked: frozenset[str]
    as_of: date

    @classmethod
    def of(cls, told: Mapping[str, object], facts: Facts, as_of: date) -> Profile:
        """The profile in a mapping fact → what was written. UsageError (one sentence naming the fact) for an unknown
        fact, a value that cannot be read, an impossible one, and two that contradict each other."""
        fields = {facts.fact(str(name)).name: raw for name, raw in told.items()}
        asked = frozenset(
            name for name, raw in fields.items() if raw is None or str(raw).strip() in ("", UNKNOWN)
        )
        said = {name: facts.by_name[name].read(raw) for name, raw in fields.items() if name not in asked}
        return cls._closed(said, asked, facts, as_of)

    @classmethod
    def _closed(cls, said: Mapping[str, Value], asked: frozenset[str], facts: Facts, as_of: date) -> Profile:
        values = _with_ages(_with_implied(dict(said), facts), facts, as_of)
        values = {name: _past(name, value, facts, as_of) for name, value in values.items()}
        _in_order(values, facts, as_of)
        return cls(values, dict(said), asked - values.keys(), as_of)

    def with_fact(self, name: str, value: Value | None, facts: Facts) -> Profile:
        """This profile where `name` has been answered (None: 不知道). UsageError when the answer contradicts it."""
        if value is None:
            told = {fact: known for fact, known in self.told.items() if fact != name}
            return self._closed(told, self.asked | {name}, facts, self.as_of)
        return self._closed({**self.told, name: value}, self.asked - {name}, facts, self.as_of)

    def without(self, names: Iterable[str], facts: Facts) -> Profile:
        """This profile before the facts `names` were told."""
        dropped = frozenset(names)
        told = {fact: value for fact, value in self.told.items() if fact not in dropped}
        return self._closed(told, self.asked - dropped, facts, self.as_of)

    def overlaid(self, written: Profile, facts: Facts) -> Profile:
        """`written`, and from this one what it does not tell of. UsageError where the two contradict."""
        person = self
        for name, value in (*written.told.items(), *((name, None) for name in written.asked)):
            person = person.without([name], facts).with_fact(name, value, facts)
        return person

    def on(self, day: date) -> Profile:
        """The same knowledge on another day, where nothing is checked anew: for looking ahead."""
        return replace(self, as_of=day)


def _with_implied(values: dict[str, Value], facts: Facts) -> dict[str, Value]:
    changed = True
    while changed:
        changed = False
        for rule in facts.implied:
            known = values.get(rule.fact)
            if known is None or known not in rule.values:
                continue
            for name, value in rule.then.items():
                if name not in values:
                    values[name], changed = value, True
                elif values[name] != value:
                    raise UsageError(
                        f"“{rule.fact}”填了“{known}”，“{name}”却填了“{facts.by_name[name].shown(values[name])}”，"
                        "两项矛盾，请改其中一项。"
                    )
    return values


def _with_ages(values: dict[str, Value], facts: Facts, as_of: date) -> dict[str, Value]:
    for fact in facts.by_name.values():
        born = values.get(fact.age_of) if fact.age_of else None
        if not isinstance(born, Days):
            continue
        ages = ages_on(born, as_of)
        _possible_age(fact, ages, born)
        told = values.get(fact.name)
        values[fact.name] = _meet(fact, told, ages) if isinstance(told, Numbers) else ages
    return values


def ages_on(born: Days, day: date) -> Numbers:
    """The 周岁 on `day` of a person born within `born`."""
    least = Decimal(age_on(born.last, day)) if born.last else None
    return Numbers(least, Decimal(age_on(born.first, day)) if born.first else None)


def _possible_age(fact: Fact, ages: Numbers, born: Days) -> None:
    low, high = fact.least, fact.most
    if (high is not None and ages.least is not None and ages.least > high) or (
        low is not None and ages.most is not None and ages.most < low
    ):
        raise UsageError(
            f"“{fact.age_of}”填的“{born}”算来是{ages}{fact.unit}，应在{low}～{high}{fact.unit}之间，请检查。"
        )


def _meet(fact: Fact, told: Numbers, ages: Numbers) -> Numbers:
    least = max((x for x in (told.least, ages.least) if x is not None), default=None)
    most = min((x for x in (told.most, ages.most) if x is not None), default=None)
    if least is not None and most is not None and least > most:
        raise UsageError(
            f"“{fact.name}”填了{fact.shown(told)}，按“{fact.age_of}”算却是{fact.shown(ages)}，请改其中一项。"
        )
    return Numbers(least, most)


def _past(name: str, value: Value, facts: Facts, as_of: date) -> Value:
    if name not in facts.past or not isinstance(value, Days):
        return value
    if value.first and value.first > as_of:
        raise UsageError(f"“{name}”填的“{value}”晚于判断的日期{as_of}，还没有发生，请检查。")
    return Days(value.first, min(value.last, as_of) if value.last else as_of)


def _in_order(values: Mapping[str, Value], facts: Facts, as_of: date) -> None:
    for rule in facts.order:
        before = values.get(rule.before) or _birth_from_age(rule.before, values, facts, as_of)
        after = values.get(rule.after)
        if not isinstance(before, Days) or not isinstance(after, Days) or not before.first or not after.last:
            continue
        if add_months(before.first, 12 * rule.years) > after.last:
            least = f"至少早{rule.years}年" if rule.years else "不能更晚"
            raise UsageError(
                f"“{rule.before}”（{before}）与“{rule.after}”（{after}）对不上：前者应比后者{least}，请改其中一项。"
            )


def _birth_from_age(name: str, values: Mapping[str, Value], facts: Facts, as_of: date) -> Value | None:
    for fact in facts.by_name.values():
        age = values.get(fact.name) if fact.age_of == name else None
        if isinstance(age, Numbers) and age.most is not None:
            return Days(add_months(as_of, -12 * (int(age.most) + 1)) + timedelta(days=1), None)
    return None
