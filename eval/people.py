"""`python -m eval.people dev|test`: people with hand-made verdicts in, how exactly the rules judge them out.

Prints each verdict that differs, then the shares of outcomes and of clauses (or missing facts, or benefits) that are
exact. Exit code 0 when both are 1.0, 1 when not, 2 when a file cannot be used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.eligibility.rulebook import rule_files
from assistant.eligibility.rules.facts import FACTS, Facts, load_facts
from assistant.eligibility.rules.rule import Rule
from assistant.eligibility.rules.rulefile import read_rule
from assistant.eligibility.verdict.profile import Profile
from assistant.eligibility.verdict.verdict import ConditionReason, Verdict, judge
from ingest.problems import UsageError, WenceError

PEOPLE = Path(__file__).parent / "people"
RULES = Path(__file__).parent.parent / "policies" / "rules"
AS_OF = date(2026, 11, 26)
SPLITS = ("dev", "test")


class Expected(BaseModel):
    """What a careful reader of the documents finds: for 不符合 the clauses (paths) of every condition that fails, for
    待补充 the facts that are still open, for 符合 every amount given (15 万元; left out where no money is). `why` is for the reader."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    outcome: Literal["符合", "不符合", "待补充", "需人工认定"]
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    why: str = ""


class _PersonRecord(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    who: str
    profile: dict[str, Any]
    verdicts: dict[str, Expected] = Field(min_length=1)


_RECORDS = TypeAdapter(list[_PersonRecord])


@dataclass(frozen=True, slots=True)
class GoldPerson:
    """Somebody with the verdicts expected, by scheme."""

    id: str
    who: str
    profile: Profile
    expected: Mapping[str, Expected]


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict compared: `outcome` and `grounds` are exact or not, `says` how they differ."""

    person: GoldPerson
    scheme: str
    outcome: bool
    grounds: bool
    says: tuple[str, ...]


def load(path: Path, facts: Facts) -> tuple[GoldPerson, ...]:
    """The people of a file. WenceError naming the file when it cannot be used."""
    try:
        records = _RECORDS.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
        return tuple(
            GoldPerson(one.id, one.who, Profile.of(one.profile, facts, AS_OF), one.verdicts)
            for one in records
        )
    except (OSError, UnicodeDecodeError) as error:
        raise WenceError(f"读不了人物文件“{path}”，请检查文件是否存在、是否为 UTF-8 编码。") from error
    except yaml.YAMLError as error:
        raise WenceError(f"人物文件“{path}”不是有效的 YAML，请检查缩进和冒号。") from error
    except (ValidationError, UsageError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error).rstrip("。")
        raise WenceError(f"人物文件“{path}”有误：{reason}。") from error


def load_rules(folder: Path, facts: Facts) -> dict[str, Rule]:
    """The rules of a folder by scheme."""
    return {rule.scheme: rule for rule in (read_rule(path, facts) for path in rule_files(folder))}


def compare(person: GoldPerson, rules: Mapping[str, Rule], facts: Facts) -> Iterator[Judged]:
    """Each expected verdict beside the one that the rule gives. WenceError for a scheme that there is no rule for."""
    for scheme, expected in person.expected.items():
        if scheme not in rules:
            raise WenceError(f"“{person.id}”写了没有的方案“{scheme}”。")
        verdict = judge(rules[scheme], person.profile, facts)
        if verdict.outcome != expected.outcome:
            says = f"应为{expected.outcome}（{expected.why}），得到{verdict.outcome}{_reasons(verdict)}"
            yield Judged(person, scheme, False, False, (says,))
            continue
        faults = tuple(_faults(expected, verdict))
        yield Judged(person, scheme, True, not faults, faults)


def _faults(expected: Expected, verdict: Verdict) -> Iterator[str]:
    if expected.outcome == "不符合":
        failing = [reason for reason in verdict.reasons if reason.truth == "否"]
        cited = {path for reason in failing for path in _paths(reason)}
        yield from (f"没有指出{path}" for path in expected.because if not any(_near(path, c) for c in cited))
        for reason in failing:
            if not any(_near(path, c) for path in expected.because for c in _paths(reason)):
                yield f"多指出了“{reason.says}”（{'、'.join(sorted(_paths(reason)))}）"
    elif expected.outcome == "待补充" and set(expected.missing) != set(verdict.missing):
        yield f"还缺的应为{'、'.join(expected.missing)}，得到{'、'.join(verdict.missing)}"
    elif expected.gives:
        given = {told.benefit.line for told in verdict.benefits if told.sure}
        if sorted(line.partition(" ")[2] for line in given) != sorted(expected.gives):
            yield f"应给{'、'.join(expected.gives)}，给了{'、'.join(sorted(given))}"


def _paths(reason: ConditionReason) -> set[str]:
    """The clauses of what fails in it: of the reason itself where it has one, else of its parts."""
    if reason.truth != "否":
        return set()
    own = {reason.source.clause.path} if reason.source.clause else set()
    return own.union(*map(_paths, reason.parts))


def _near(one: str, other: str) -> bool:
    """Whether two paths are the same clause, or one stands inside the other."""
    return one == other or other.startswith(f"{one}.") or one.startswith(f"{other}.")


def _reasons(verdict: Verdict) -> str:
    says = [reason.says for reason in verdict.failing()] or [f"缺{name}" for name in verdict.missing]
    return f"（{'；'.join(says)}）" if says else ""


def report(judged: Sequence[Judged]) -> tuple[str, bool]:
    """The printed report, and whether everything is exact."""
    lines = [
        f"{one.person.id} {one.person.who}\n    {one.scheme}：{'；'.join(one.says)}"
        for one in judged
        if one.says
    ]
    people, outcomes = len({one.person.id for one in judged}), sum(one.outcome for one in judged)
    grounds, all_of = sum(one.grounds for one in judged), len(judged)
    lines.append(
        f"{people} 个人，{all_of} 个判断：结论对 {outcomes} 个（{outcomes / all_of:.3f}），"
        f"结论和依据的条款（或还缺的事实、给的待遇）都对 {grounds} 个（{grounds / all_of:.3f}）；要求都是 1.000。"
    )
    return "\n".join(lines), grounds == all_of


def main(arguments: Sequence[str]) -> int:
    """Judge one split and print it."""
    if len(arguments) != 1 or arguments[0] not in SPLITS:
        print("用法：python -m eval.people dev 或 test。", file=sys.stderr)
        return 2
    try:
        facts = load_facts(RULES / FACTS)
        people = load(PEOPLE / f"people-{arguments[0]}.yaml", facts)
        rules = load_rules(RULES, facts)
        judged = [one for person in people for one in compare(person, rules, facts)]
    except WenceError as error:
        print(error, file=sys.stderr)
        return 2
    printed, exact = report(judged)
    print(printed)
    return 0 if exact else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
