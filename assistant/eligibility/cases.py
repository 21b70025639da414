"""The cases beside a rule: profiles, as sentences, with the verdict that each must get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.eligibility.rulebook import CASES
from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.rules.rule import Outcome, Rule
from assistant.eligibility.verdict.profile import Profile
from assistant.eligibility.verdict.verdict import Verdict, judge
from ingest.problems import UsageError


class _Case(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    case: str
    changed: dict[str, Any] = Field(default={}, alias="with")
    without: list[str] = []
    as_of: date | None = None
    expect: Literal["符合", "不符合", "待补充", "需人工认定", "待细则"]
    because: list[str] = []
    missing: list[str] = []
    gives: list[str] = []


class _Cases(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    base: dict[str, Any]
    as_of: date
    cases: list[_Case] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class RuleCase:
    """A sentence, a profile, the outcome expected, the clauses that must fail (paths), the facts that must be missing
    and the benefits that must be given."""

    says: str
    profile: Profile
    expect: Outcome
    because: tuple[str, ...]
    missing: tuple[str, ...]
    gives: tuple[str, ...]


def read_cases(folder: Path, scheme: str, facts: Facts) -> tuple[RuleCase, ...]:
    """The cases of a rule; none when it has no case file. UsageError naming the file when it cannot be used."""
    path = folder / f"{scheme}{CASES}.yaml"
    if not path.is_file():
        return ()
    try:
        raw = _Cases.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        return tuple(_case(one, raw, facts) for one in raw.cases)
    except yaml.YAMLError as error:
        raise UsageError(f"案例文件“{path.name}”不是有效的 YAML，请检查缩进和冒号。") from error
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise UsageError(f"案例文件“{path.name}”的“{field}”填得不对。") from error
    except UsageError as error:
        raise UsageError(f"案例文件“{path.name}”有误：{error}") from error


def _case(raw: _Case, shared: _Cases, facts: Facts) -> RuleCase:
    told = {**shared.base, **raw.changed}
    for name in raw.without:
        told.pop(facts.fact(name).name, None)
    try:
        profile = Profile.of(told, facts, raw.as_of or shared.as_of)
    except UsageError as error:
        raise UsageError(f"“{raw.case}”：{error}") from error
    return RuleCase(raw.case, profile, raw.expect, tuple(raw.because), tuple(raw.missing), tuple(raw.gives))


def failures(case: RuleCase, rule: Rule, facts: Facts) -> Iterator[str]:
    """How the verdict differs from what the case expects; nothing when it does not."""
    verdict = judge(rule, case.profile, facts)
    if verdict.outcome != case.expect:
        yield f"应为{case.expect}，得到{verdict.outcome}{_why(verdict)}"
    named = {_written(reason.source.clause, rule) for reason in verdict.failing()}
    yield from (f"应因{path}不符合" for path in case.because if path not in named)
    yield from (f"应缺“{name}”" for name in case.missing if name not in verdict.missing)
    given = {told.benefit.line for told in verdict.benefits if told.sure}
    yield from (
        f"应给“{line}”，给了{'、'.join(sorted(given)) or '无'}" for line in case.gives if line not in given
    )


def _written(clause: Any, rule: Rule) -> str:
    if clause is None:
        return ""
    return str(clause.path if clause.document == rule.document else clause)


def _why(verdict: Verdict) -> str:
    says = [reason.says for reason in verdict.failing()] or [f"缺{name}" for name in verdict.missing]
    return f"（{'；'.join(says)}）" if says else ""
