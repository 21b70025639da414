"""A rule as it is written in YAML: checked field by field, and every mistake said in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr, ValidationError

from assistant.eligibility.rules.calendar import Period
from assistant.eligibility.rules.facts import Fact, Facts, nearest
from assistant.eligibility.rules.rule import (
    COMPARISONS,
    ON_DATES,
    ONE_OF,
    OPERATORS,
    ApplicantNote,
    Benefit,
    Condition,
    ConditionGroup,
    Exclusion,
    Kind,
    Outcome,
    Parameter,
    Review,
    Rule,
    RuleBasis,
    Test,
)
from assistant.eligibility.rules.values import ChoiceValue, Numbers
from ingest.document import ClauseId
from ingest.problems import UsageError

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _RuleModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


# A digest of digits only is a number to YAML.
_Digest = Annotated[str, BeforeValidator(str)]


class _Sourced(_RuleModel):
    clause: StrictStr | None = None  # 3.10 without quotes is the number 3.1
    quote: str = ""


class _Parameter(_Sourced):
    since: date = Field(alias="from")
    value: Decimal


class _Benefit(_Sourced):
    what: str
    text: str = ""
    amount: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    period: str = ""
    payment: str = ""
    worth: Decimal | None = None
    when: dict[str, Any] | None = None


class _Exclusion(_Sourced):
    scheme: str = Field(alias="with")
    choose: Literal["就高", "择一"]


class _Note(_Sourced):
    text: str


class _Rule(_Sourced):
    title: str
    document: str
    kind: Kind
    outcome: Literal["待细则", "需人工认定"] | None = None
    verified_by: str = ""
    verified_on: date | None = None
    verified_text: dict[str, _Digest] = {}
    parameters: dict[str, list[_Parameter]] = {}
    conditions: dict[str, Any] = {}
    benefits: list[_Benefit] = []
    exclusive: list[_Exclusion] = []
    decided_by: _Note | None = None
    apply_at: _Note | None = None
    deadline: _Note | None = None
    documents_needed: list[_Note] = []


_SAYS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项",
    "literal_error": "不是可选的值",
    "date_from_datetime_parsing": "应是日期（如 2026-01-01）",
    "decimal_parsing": "应是数",
    "string_type": "应是文字，像 3.2 这样的条款编号要加引号",
}


def read_rule(path: Path, facts: Facts) -> Rule:
    """The rule in the file; its scheme is the file's name. UsageError with one sentence that names the file and the
    field when it cannot be used."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
        if not isinstance(raw, dict):
            raise UsageError("内容应是“项: 值”")
        return _rule(path.stem, _Rule.model_validate(raw), facts)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不了规则文件“{path.name}”，请检查是否为 UTF-8 编码。") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else ""
        raise UsageError(f"规则文件“{path.name}”{where}不是有效的 YAML，请检查缩进、冒号和引号。") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        says = _SAYS.get(first["type"], "填得不对")
        raise UsageError(f"规则文件“{path.name}”的“{field}”{says}，请对照 README 的规则写法修改。") from error
    except UsageError as error:
        raise UsageError(f"规则文件“{path.name}”有误：{str(error).rstrip('。')}。") from error


def _rule(scheme: str, raw: _Rule, facts: Facts) -> Rule:
    bases = _Bases(raw.document)
    source, note = bases.of, bases.note
    conditions = _ConditionReader(facts, source, frozenset(raw.parameters)).condition
    if (raw.kind == "arrangement") != (raw.outcome is not None):
        raise UsageError("只有 kind: arrangement 的规则要写 outcome（待细则或需人工认定）")
    outcome: Outcome | None = raw.outcome
    return Rule(
        scheme=scheme,
        title=raw.title,
        document=raw.document,
        kind=raw.kind,
        source=source(raw),
        conditions=conditions(raw.conditions) if raw.conditions else ConditionGroup("all", ()),
        benefits=tuple(_benefit(b, source(b), conditions) for b in raw.benefits),
        parameters={
            name: tuple(Parameter(p.since, p.value, source(p)) for p in values)
            for name, values in raw.parameters.items()
        },
        exclusive=tuple(Exclusion(e.scheme, e.choose, source(e)) for e in raw.exclusive),
        decided_by=note(raw.decided_by),
        apply_at=note(raw.apply_at),
        deadline=note(raw.deadline),
        documents_needed=tuple(ApplicantNote(part.text, source(part)) for part in raw.documents_needed),
        outcome=outcome,
        verified_by=raw.verified_by,
        verified_on=raw.verified_on,
        verified_text=raw.verified_text,
    )


@dataclass(frozen=True, slots=True)
class _Bases:
    """Reads what a part of a rule rests on; its clause is of `document` unless it names another."""

    document: str

    def of(self, part: _Sourced | Mapping[str, Any]) -> RuleBasis:
        """The clause (None where the part has none of its own) and the words of it."""
        if isinstance(part, _Sourced):
            return RuleBasis(self._clause(part.clause), part.quote)
        return RuleBasis(self._clause(str(part.get("clause") or "")), str(part.get("quote", "")))

    def note(self, part: _Note | None) -> ApplicantNote | None:
        """What the applicant is told, with what it rests on."""
        return ApplicantNote(part.text, self.of(part)) if part else None

    def _clause(self, written: str | None) -> ClauseId | None:
        if not written:
            return None
        name, sep, path = written.rpartition("#")
        return ClauseId(name if sep else self.document, path)


def _benefit(
    raw: _Benefit, source: RuleBasis, conditions: Callable[[Mapping[str, Any]], Condition]
) -> Benefit:
    if (raw.amount is None) != (not raw.unit):
        raise UsageError(f"待遇“{raw.what}”的 amount 和 unit 要一起写")
    return Benefit(
        what=raw.what,
        text=raw.text,
        amount=raw.amount,
        unit=raw.unit,
        qualifier=raw.qualifier,
        period=raw.period,
        payment=raw.payment,
        worth=raw.worth,
        when=conditions(raw.when) if raw.when else None,
        source=source,
    )


class _ConditionReader:
    """Reads a condition tree; a mistake names the fact it is about."""

    def __init__(
        self, facts: Facts, source: Callable[[Mapping[str, Any]], RuleBasis], parameters: frozenset[str]
    ) -> None:
        self._facts, self._source, self._parameters = facts, source, parameters

    def condition(self, raw: Mapping[str, Any]) -> Condition:
        """The condition that a mapping writes."""
        kinds = [key for key in ("all", "any", "not", "fact", "review") if key in raw]
        if len(kinds) != 1:
            raise UsageError(
                f"条件应恰好有 all、any、not、fact、review 之一，写的是{'、'.join(map(str, raw)) or '空'}"
            )
        kind = kinds[0]
        if not isinstance(raw.get("clause", ""), str):
            raise UsageError(f"条款编号“{raw['clause']}”要加引号")
        if kind == "fact":
            return self._test(raw)
        self._only(raw, (kind, "says", "clause", "quote"))
        if kind == "review":
            return Review(str(raw["review"]), self._source(raw))
        parts = [raw[kind]] if kind == "not" else raw[kind]
        if not isinstance(parts, list) or not parts or not all(isinstance(part, dict) for part in parts):
            raise UsageError(f"“{kind}”下面应是条件{'' if kind == 'not' else '的列表'}")
        says = str(raw.get("says", ""))
        return ConditionGroup(kind, tuple(self.condition(part) for part in parts), says, self._source(raw))  # type: ignore[arg-type]

    @staticmethod
    def _only(raw: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
        for key in raw:
            if key not in allowed:
                raise UsageError(f"条件里没有“{key}”这一项{nearest(str(key), allowed)}")

    def _test(self, raw: Mapping[str, Any]) -> Test:
        fact = self._facts.fact(str(raw["fact"]))
        self._only(raw, ("fact", "says", "clause", "quote", "is", *OPERATORS))
        operators = [key for key in raw if key == "is" or key in OPERATORS]
        if len(operators) != 1:
            raise UsageError(f"“{fact.name}”的条件应恰好有一种比较，可用的有 is、{'、'.join(OPERATORS)}")
        operator = operators[0]
        operand = self._operand(fact, operator, raw[operator])
        return Test(
            fact.name,
            ONE_OF if operator == "is" else operator,
            operand,
            str(raw.get("says", "")),
            self._source(raw),
        )

    def _operand(self, fact: Fact, operator: str, raw: Any) -> Any:
        if operator in ("is", ONE_OF):
            return tuple(fact.read(item) for item in (raw if isinstance(raw, list) else [raw]))
        if operator in ON_DATES:
            if fact.type != "date":
                raise UsageError(f"“{fact.name}”不是日期，不能用 {operator}")
            return _day_or_period(fact, operator, raw)
        if isinstance(raw, str) and raw.startswith("$"):
            if raw[1:] not in self._parameters:
                raise UsageError(
                    f"“{fact.name}”用到的参数“{raw}”没有写在 parameters 里{nearest(raw[1:], self._parameters)}"
                )
            return raw
        value = fact.read(raw)
        comparable = (isinstance(value, Numbers) and value.exact) or (
            isinstance(value, ChoiceValue) and fact.ordered
        )
        if operator not in COMPARISONS or not comparable:
            raise UsageError(f"“{fact.name}”不能用 {operator} 与“{raw}”比较")
        return (value,)


def _day_or_period(fact: Fact, operator: str, raw: Any) -> Period | date:
    if operator in ("before", "since"):
        if isinstance(raw, date):
            return raw
        raise UsageError(f"“{fact.name}”的 {operator} 应是日期（如 2026-01-01）")
    try:
        return Period.parse(str(raw))
    except ValueError as error:
        raise UsageError(f"“{fact.name}”的 {operator}：{error}") from error
