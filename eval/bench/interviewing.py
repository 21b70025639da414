"""How many questions the interview needs: `python -m eval.bench.interviewing`.

The gold people (eval/people), each completed by drawing what is not told of him (seeded, near the limits of the rules), are
interviewed from nothing. Compared with the full form: the median share of its questions that is asked, and whether every
verdict is the one that the complete profile gets.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.eligibility.rules.facts import FACTS, Facts, load_facts
from assistant.eligibility.rules.rule import Rule
from assistant.eligibility.verdict.interview import Interview, answers_to
from assistant.eligibility.verdict.profile import Profile
from assistant.eligibility.verdict.verdict import judge
from eval.people import AS_OF, PEOPLE, RULES, SPLITS, load, load_rules
from ingest.problems import UsageError, WenceError

MOST = 0.60  # of the full form, in the median
UNSURE = 0.05  # of the facts nobody knows of himself


@dataclass(frozen=True, slots=True)
class Interviewed:
    """One person: how many questions were asked, and the schemes whose verdict differs from the full form's."""

    id: str
    asked: int
    differing: tuple[str, ...]


def completed(person: Profile, facts: Facts, rules: Sequence[Rule], seed: str) -> Profile:
    """The person with the other facts drawn, without contradiction; a few stay unknown."""
    dice = random.Random(seed)
    names = [name for name in facts.by_name if name not in person.values]
    dice.shuffle(names)
    for name in names:
        options = list(answers_to(facts.by_name[name], rules, person))
        if name in person.values or not options or dice.random() < UNSURE:
            continue
        try:
            person = person.with_fact(name, dice.choice(options), facts)
        except UsageError:
            continue  # it would contradict what is known
    return person


def interview(asking: Interview, whole: Profile, facts: Facts) -> tuple[int, Profile]:
    """The number of questions, and what is known at the end; what the person does not know is answered 不知道."""
    known, asked = Profile.of({}, facts, AS_OF), 0
    while fact := asking.next_question(known):
        known = known.with_fact(fact.name, whole.values.get(fact.name), facts)
        asked += 1
    return asked, known


def measure() -> Iterator[Interviewed]:
    """Interview everybody. WenceError when the people or the rules cannot be read."""
    facts = load_facts(RULES / FACTS)
    rules = [rule for rule in load_rules(RULES, facts).values() if not rule.outcome]
    asking = Interview(tuple(rules), facts)
    for split in SPLITS:
        for person in load(PEOPLE / f"people-{split}.yaml", facts):
            whole = completed(person.profile, facts, rules, person.id)
            asked, known = interview(asking, whole, facts)
            differing = [
                rule.scheme
                for rule in rules
                if judge(rule, known, facts).outcome != judge(rule, whole, facts).outcome
            ]
            yield Interviewed(person.id, asked, tuple(differing))


def main() -> int:
    """Measure and print. Exit code 1 when the floor is missed or a verdict differs, 2 when nothing can be measured."""
    try:
        found = list(measure())
        facts = load_facts(RULES / FACTS)
        rules = [rule for rule in load_rules(RULES, facts).values() if not rule.outcome]
    except WenceError as error:
        print(error, file=sys.stderr)
        return 2
    form = len(Interview(tuple(rules), facts).form())
    counts = sorted(one.asked for one in found)
    median = statistics.median(counts)
    for one in found:
        if one.differing:
            print(f"{one.id}：{'、'.join(one.differing)}的判断与填完全表不同")
    differing = sum(bool(one.differing) for one in found)
    print(
        f"{len(found)} 个人，全表 {form} 项，{len(rules)} 个方案：问题数中位数 {median:g}"
        f"（全表的 {median / form:.0%}，要求不超过 {MOST:.0%}），最少 {counts[0]}、最多 {counts[-1]}；"
        f"判断与填完全表不同的 {differing} 人。"
    )
    return 1 if differing or median > MOST * form else 0


if __name__ == "__main__":
    sys.exit(main())
