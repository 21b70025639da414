"""What must hold of every shipped rule for every person, tried on random ones near the limits of the rules."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.eligibility.rulebook import rule_files
from assistant.eligibility.rules.facts import Facts, load_facts
from assistant.eligibility.rules.rule import Rule
from assistant.eligibility.rules.rulefile import read_rule
from assistant.eligibility.verdict.interview import Interview, answers_to
from assistant.eligibility.verdict.profile import Profile
from assistant.eligibility.verdict.verdict import judge
from ingest.problems import UsageError

FOLDER = Path(__file__).resolve().parents[4] / "policies" / "rules"
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
SEEDS = st.integers(0, 10**9)


@pytest.fixture(scope="module")
def vocabulary() -> Facts:
    return load_facts(FOLDER / "facts.yaml")


@pytest.fixture(scope="module")
def rules(vocabulary: Facts) -> tuple[Rule, ...]:
    found = tuple(read_rule(path, vocabulary) for path in rule_files(FOLDER))
    assert len(found) >= 15
    return found


def somebody(seed: int, day: date, facts: Facts, rules: tuple[Rule, ...], share: float) -> Profile:
    """A person of whom about `share` of the facts are known, without contradiction."""
    dice = random.Random(seed)
    person = Profile.of({}, facts, day)
    names = list(facts.by_name)
    dice.shuffle(names)
    for name in names:
        options = list(answers_to(facts.by_name[name], rules, person))
        if name in person.values or not options or dice.random() > share:
            continue
        try:
            person = person.with_fact(name, dice.choice(options), facts)
        except UsageError:
            continue  # it would contradict what is known
    return person


@settings(max_examples=60, deadline=None)
@given(SEEDS, DAYS, st.floats(0.2, 1))
def test_knowing_less_never_turns_a_verdict_into_another(
    vocabulary: Facts, rules: tuple[Rule, ...], seed: int, day: date, share: float
) -> None:
    person = somebody(seed, day, vocabulary, rules, share)
    for name in person.told:
        less = person.without([name], vocabulary)
        for rule in rules:
            before, after = judge(rule, person, vocabulary), judge(rule, less, vocabulary)
            assert after.outcome in (before.outcome, "待补充"), (rule.scheme, name)
            sure = {told.benefit for told in after.benefits if told.sure}
            if after.outcome == "符合":
                assert sure <= {told.benefit for told in before.benefits if told.sure}, (rule.scheme, name)


@settings(max_examples=60, deadline=None)
@given(SEEDS, DAYS, st.floats(0.2, 1))
def test_what_is_missing_is_all_that_can_change_it(
    vocabulary: Facts, rules: tuple[Rule, ...], seed: int, day: date, share: float
) -> None:
    person = somebody(seed, day, vocabulary, rules, share)
    for rule in rules:
        verdict = judge(rule, person, vocabulary)
        assert not set(verdict.missing) & person.values.keys()
        assert bool(verdict.missing) or verdict.outcome != "待补充"
        assert verdict.outcome != "不符合" or list(verdict.failing()), rule.scheme


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_the_interview_ends_where_the_full_form_would(
    vocabulary: Facts, rules: tuple[Rule, ...], seed: int
) -> None:
    day = date(2026, 11, 26)
    whole = somebody(seed, day, vocabulary, rules, 1.0)
    interview, person, asked = Interview(rules, vocabulary), Profile.of({}, vocabulary, day), []
    while fact := interview.next_question(person):
        asked.append(fact.name)
        person = person.with_fact(fact.name, whole.values.get(fact.name), vocabulary)
    assert len(asked) == len(set(asked))
    for rule in rules:
        assert judge(rule, person, vocabulary).outcome == judge(rule, whole, vocabulary).outcome, rule.scheme
