"""The interview: which fact to ask for next, so that as much as possible is settled by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from assistant.eligibility.rules.calendar import Period
from assistant.eligibility.rules.facts import Fact, Facts
from assistant.eligibility.rules.rule import Rule, tests_of
from assistant.eligibility.rules.values import ChoiceValue, Days, Flag, Never, Numbers, Value
from assistant.eligibility.verdict.condition import ConditionCase
from assistant.eligibility.verdict.profile import Profile
from assistant.eligibility.verdict.verdict import judge
from ingest.problems import UsageError

# How often another answer than the usual one is given, beside it.
SELDOM = 0.05


@dataclass(frozen=True, slots=True)
class Interview:
    """The rules that may judge, and the vocabulary they use."""

    rules: tuple[Rule, ...]
    facts: Facts

    def next_question(self, profile: Profile) -> Fact | None:
        """The fact whose answer settles most, on average over the answers that still can be given: first by the schemes
        it settles, then by the facts it makes needless. None when nothing that is open can be settled by asking.
        Facts of which the person said 不知道 are not asked again, nor what follows from what is known, nor what
        only schemes already ruled out would need."""
        open_rules = [
            (rule, missing) for rule in self.rules if (missing := _missing(rule, profile, self.facts))
        ]
        wanted = dict.fromkeys(
            name for _, missing in open_rules for name in missing if name not in profile.asked
        )
        scored = [(self._worth(name, open_rules, profile), -place, name) for place, name in enumerate(wanted)]
        return self.facts.by_name[max(scored)[2]] if scored else None

    def form(self) -> tuple[Fact, ...]:
        """Every fact that some rule looks at, in the order of the vocabulary: the full form."""
        used = frozenset().union(*(rule.facts for rule in self.rules))
        return tuple(fact for name, fact in self.facts.by_name.items() if name in used)

    def _worth(
        self, name: str, open_rules: Sequence[tuple[Rule, tuple[str, ...]]], profile: Profile
    ) -> tuple[float, float, bool]:
        touched = [(rule, missing) for rule, missing in open_rules if name in missing]
        fact = self.facts.by_name[name]
        settled = spared = weights = 0.0
        for value in answers_to(fact, [rule for rule, _ in touched], profile):
            try:
                then = profile.with_fact(name, value, self.facts)
            except UsageError:
                continue  # this answer would contradict what is known
            weight = 1.0 if fact.usual in (None, value) else SELDOM
            weights += weight
            for rule, missing in touched:
                left = _missing(rule, then, self.facts)
                settled += weight * (not left)
                spared += weight * (len(missing) - len(left))
        share = weights or 1.0
        return settled / share, spared / share, not fact.sensitive


def _missing(rule: Rule, profile: Profile, facts: Facts) -> tuple[str, ...]:
    """What the verdict still lacks, but for what the person does not know."""
    return tuple(name for name in judge(rule, profile, facts).missing if name not in profile.asked)


def answers_to(fact: Fact, rules: Iterable[Rule], profile: Profile) -> Iterator[Value]:
    """One answer for each way in which the tests of the rules can come out."""
    if fact.type == "choice":
        yield from map(ChoiceValue, fact.choices)
    elif fact.type == "boolean":
        yield from (Flag(True), Flag(False))
    elif fact.type == "number":
        yield from _numbers(fact, rules, profile)
    else:
        yield from _days(fact, rules, profile)


def _numbers(fact: Fact, rules: Iterable[Rule], profile: Profile) -> Iterator[Value]:
    limits = {
        limit for rule in rules for limit in _limits(fact.name, rule, profile) if isinstance(limit, Decimal)
    }
    for number in sorted({limit + step for limit in limits for step in (-1, 0, 1)}):
        if fact.least is not None and fact.most is not None and fact.least <= number <= fact.most:
            yield Numbers(number, number)


def _days(fact: Fact, rules: Iterable[Rule], profile: Profile) -> Iterator[Value]:
    yield Never()
    ends: set[date] = set()
    for rule in rules:
        for limit in _limits(fact.name, rule, profile):
            if isinstance(limit, Period):
                ends.add(limit.latest_start(profile.as_of))
            elif isinstance(limit, date):
                ends.add(limit)
    for day in sorted({end + timedelta(days=step) for end in ends for step in (-1, 1)}):
        yield Days(day, day)


def _limits(name: str, rule: Rule, profile: Profile) -> Iterator[object]:
    case = ConditionCase(rule, profile, Facts({}, (), (), frozenset()))
    trees = (rule.conditions, *(benefit.when for benefit in rule.benefits if benefit.when))
    return (case.limit(test) for tree in trees for test in tests_of(tree) if test.fact == name)
