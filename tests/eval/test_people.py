"""Hand-made verdicts: how they are read and compared; the gold people themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.eligibility.rules.facts import FACTS, Facts, load_facts
from assistant.eligibility.rules.rule import Rule
from eval.bench.interviewing import completed, interview
from eval.people import AS_OF, PEOPLE, RULES, SPLITS, compare, load, load_rules, report
from ingest.problems import WenceError

SETTLING = """\
- id: one
  who: 户口在外省的本科毕业生
  profile: {国籍: 中国内地, 户籍地: 外省, 学历: 本科, 留学回国: 否}
  verdicts:
    人才直接落户: {outcome: %s, why: 第五条}
"""


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts(RULES / FACTS)


@pytest.fixture(scope="module")
def rules(facts: Facts) -> dict[str, Rule]:
    return load_rules(RULES, facts)


def _file(folder: Path, text: str) -> Path:
    path = folder / "people.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("outcome", "exact"), [("符合", True), ("不符合", False), ("待补充", False)])
def test_a_verdict_is_exact_or_told(
    tmp_path: Path, facts: Facts, rules: dict[str, Rule], outcome: str, exact: bool
) -> None:
    people = load(_file(tmp_path, SETTLING % outcome), facts)
    printed, whole = report([one for person in people for one in compare(person, rules, facts)])
    assert whole is exact
    assert ("应为" in printed) is not exact


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SETTLING % "可以", "有误"),
        (SETTLING.replace("学历: 本科", "学历: 大本") % "符合", "大本"),
        ("- [", "YAML"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, facts: Facts, text: str, says: str) -> None:
    with pytest.raises(WenceError, match=says):
        load(_file(tmp_path, text), facts)


def test_a_scheme_without_a_rule_is_named(tmp_path: Path, facts: Facts, rules: dict[str, Rule]) -> None:
    people = load(_file(tmp_path, (SETTLING % "符合").replace("人才直接落户", "人才间接落户")), facts)
    with pytest.raises(WenceError, match="人才间接落户"):
        list(compare(people[0], rules, facts))


def test_a_completed_person_is_still_himself_and_needs_no_whole_form(
    tmp_path: Path, facts: Facts, rules: dict[str, Rule]
) -> None:
    from assistant.eligibility.verdict.interview import Interview

    (person,) = load(_file(tmp_path, SETTLING % "符合"), facts)
    some = tuple(rules[name] for name in ("人才直接落户", "青年人才先落户后就业", "家属随迁"))
    whole = completed(person.profile, facts, some, "seed")
    assert all(whole.values[name] == value for name, value in person.profile.values.items())
    asking = Interview(some, facts)
    asked, known = interview(asking, whole, facts)
    assert 0 < asked < len(asking.form())
    assert known.as_of == AS_OF


def test_the_gold_people_are_many_and_cover_every_scheme(facts: Facts, rules: dict[str, Rule]) -> None:
    people = [person for split in SPLITS for person in load(PEOPLE / f"people-{split}.yaml", facts)]
    assert len(people) >= 60
    assert len({person.id for person in people}) == len(people)
    judged = {scheme for person in people for scheme in person.expected}
    assert judged >= {scheme for scheme, rule in rules.items() if not rule.outcome}
