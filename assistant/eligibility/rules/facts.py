"""The vocabulary: which facts rules may ask about and a profile may tell, from policies/rules/facts.yaml."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from assistant.eligibility.rules.values import (
    NEVER,
    NO,
    YES,
    ChoiceValue,
    Days,
    Flag,
    Never,
    Numbers,
    Value,
    read_days,
    read_numbers,
)
from ingest.problems import UsageError

FACTS = "facts.yaml"
UNKNOWN = "不知道"

FactType = Literal["date", "number", "choice", "boolean"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know of a person. `least`/`most` bound a number (inclusive); `choices` are in ascending order where
    `ordered`; `age_of` names the date of birth that this number of full years follows from, "" for none. `usual` is what
    nearly everybody answers, None where answers vary: it says when to ask, never what is so. `formerly` pairs an old
    choice with the one that has taken its place."""

    name: str
    question: str
    type: FactType
    why: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    ordered: bool = False
    least: int | None = None
    most: int | None = None
    sensitive: bool = False
    age_of: str = ""
    usual: Value | None = None
    formerly: tuple[tuple[str, str], ...] = ()

    def read(self, raw: object) -> Value:
        """`raw` as a value of this fact. UsageError with what may be written, naming the fact."""
        text = _text(raw).strip()
        try:
            value = _READERS[self.type](self, text)
        except ValueError as error:
            raise UsageError(f"“{self.name}”填的“{text}”不对：{error}。") from error
        if value is None:
            raise UsageError(f"“{self.name}”填的“{text}”看不懂，应写{self.notation}。")
        return value

    @property
    def notation(self) -> str:
        """What may be written, for a person."""
        if self.type == "choice":
            return "、".join(self.choices) + "之一"
        forms = {"boolean": "是或否", "date": "日期（如 2024-06-15、2024-06、2024 或 没有）"}
        return forms.get(self.type) or f"数（{self.least}～{self.most}{self.unit}，可写 ≥24、≤35、24~35）"

    def shown(self, value: Value) -> str:
        """`value` with its unit."""
        return f"{value}{self.unit}" if isinstance(value, Numbers) else str(value)


@dataclass(frozen=True, slots=True)
class Implied:
    """When `fact` is one of `values`, `then` holds as well."""

    fact: str
    values: frozenset[Value]
    then: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Order:
    """`before` lies at least `years` before `after`."""

    before: str
    after: str
    years: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The whole vocabulary. `past` are the dates that cannot lie after the day of judging; `renamed` gives for a name
    that a fact had the one it has now."""

    by_name: Mapping[str, Fact]
    implied: tuple[Implied, ...]
    order: tuple[Order, ...]
    past: frozenset[str]
    renamed: Mapping[str, str] = field(default_factory=dict)

    def fact(self, name: str) -> Fact:
        """The fact `name`. UsageError with the new name of one that was renamed, else the nearest names."""
        if name in self.by_name:
            return self.by_name[name]
        if name in self.renamed:
            raise UsageError(f"“{name}”这一项已改名为“{self.renamed[name]}”，请改用新名。")
        raise UsageError(f"没有“{name}”这一项{nearest(name, self.by_name)}。")

    def excluded(self, name: str, value: Value, known: Mapping[str, Value]) -> bool:
        """Whether `name` cannot be `value`, since something that follows from it is known to be otherwise."""
        return any(
            rule.fact == name
            and value in rule.values
            and any(known.get(other, then) != then for other, then in rule.then.items())
            for rule in self.implied
        )


def nearest(name: str, names: Iterable[str]) -> str:
    """，是不是“…”？ for the closest of `names`; "" when nothing is close."""
    listed = list(names)
    near = (
        difflib.get_close_matches(name, listed, 3, 0.5)
        or [n for n in listed if name and (name in n or n in name)][:3]
    )
    return f"，是不是{'、'.join(f'“{n}”' for n in near)}" if near else ""


def load_facts(path: Path) -> Facts:
    """The vocabulary in the file. UsageError (one sentence naming the file and the field) when it cannot be read."""
    import yaml

    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _facts(raw)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不了事实表“{path}”，请检查文件是否存在、是否为 UTF-8 编码。") from error
    except yaml.YAMLError as error:
        raise UsageError(f"事实表“{path}”不是有效的 YAML，请检查缩进和冒号。") from error
    except (KeyError, TypeError, AttributeError, ValueError, UsageError) as error:
        raise UsageError(f"事实表“{path}”有误：{_cause(error)}。") from error


def _cause(error: Exception) -> str:
    return f"缺少 {error}" if isinstance(error, KeyError) else str(error).rstrip("。")


_KEYS = frozenset(
    ("question", "type", "why", "unit", "choices", "ordered", "min", "max", "sensitive", "from", "usual")
)


def _facts(raw: Mapping[str, Any]) -> Facts:
    renamed = raw.get("renamed", {})
    choices = renamed.get("choices", {})
    by_name = {str(name): _fact(str(name), body, choices) for name, body in raw["facts"].items()}
    vocabulary = Facts(by_name, (), (), frozenset())
    implied = tuple(
        Implied(
            fact=vocabulary.fact(fact).name,
            values=frozenset(
                map(vocabulary.fact(fact).read, values if isinstance(values, list) else [values])
            ),
            then={name: vocabulary.fact(name).read(value) for name, value in rule["then"].items()},
        )
        for rule in raw.get("implied", ())
        for fact, values in rule["when"].items()
    )
    order = tuple(
        Order(vocabulary.fact(o["before"]).name, vocabulary.fact(o["after"]).name, int(o.get("gap", 0)))
        for o in raw.get("order", ())
    )
    return Facts(
        by_name,
        implied,
        order,
        past=frozenset(vocabulary.fact(name).name for name in raw.get("past", ())),
        renamed={old: vocabulary.fact(new).name for old, new in renamed.get("facts", {}).items()},
    )


def _fact(name: str, body: Mapping[str, Any], renamed: Mapping[str, str]) -> Fact:
    unknown = set(body) - _KEYS
    if unknown or body["type"] not in _READERS:
        raise ValueError(f"“{name}”里不认识 {'、'.join(sorted(unknown)) or body['type']}")
    choices = tuple(map(str, body.get("choices", ())))
    fact = Fact(
        name=name,
        question=body["question"],
        type=body["type"],
        why=body["why"],
        unit=body.get("unit", ""),
        choices=choices,
        ordered=bool(body.get("ordered", False)),
        least=body.get("min"),
        most=body.get("max"),
        sensitive=bool(body.get("sensitive", False)),
        age_of=body["from"]["fact"] if "from" in body else "",
        formerly=tuple((old, new) for old, new in renamed.items() if new in choices and old not in choices),
    )
    return replace(fact, usual=fact.read(body["usual"])) if "usual" in body else fact


def _text(raw: object) -> str:
    if isinstance(raw, bool):
        return YES if raw else NO
    return raw.isoformat()[:10] if isinstance(raw, date) else str(raw)


def _read_choice(fact: Fact, text: str) -> Value | None:
    if text in fact.choices:
        return ChoiceValue(text)
    if new := dict(fact.formerly).get(text):
        raise ValueError(f"这个选项已改称“{new}”，请改用新的写法")
    raise ValueError(f"可选的有{'、'.join(fact.choices)}{nearest(text, fact.choices)}")


def _read_flag(_fact: Fact, text: str) -> Value | None:
    return {YES: Flag(True), NO: Flag(False)}.get(text)


def _read_date(_fact: Fact, text: str) -> Value | None:
    days = Never() if text == NEVER else read_days(text)
    if isinstance(days, Days) and any(
        day and not 1900 <= day.year <= 2100 for day in (days.first, days.last)
    ):
        raise ValueError("年份应在1900～2100之间")
    return days


def _read_number(fact: Fact, text: str) -> Value | None:
    numbers = read_numbers(text.removesuffix(fact.unit))
    if numbers is None and text.lstrip("-−").replace(".", "", 1).isdigit():
        raise ValueError(f"不能是负数，应在{fact.least}～{fact.most}{fact.unit}之间")
    if numbers and any(
        not fact.least <= end <= fact.most
        for end in _ends(numbers)
        if fact.least is not None and fact.most is not None
    ):
        raise ValueError(f"应在{fact.least}～{fact.most}{fact.unit}之间")
    return numbers


def _ends(numbers: Numbers) -> tuple[Decimal, ...]:
    return tuple(end for end in (numbers.least, numbers.most) if end is not None)


_READERS = {"choice": _read_choice, "boolean": _read_flag, "date": _read_date, "number": _read_number}
