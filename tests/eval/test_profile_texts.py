"""The texts in which people tell of themselves are well formed: known facts, lawful values, verbatim words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROFILES = ROOT / "eval" / "profiles"
HALVES = ("dev", "test")
VOCABULARY: dict[str, Any] = yaml.safe_load((ROOT / "policies/rules/facts.yaml").read_text(encoding="utf-8"))
FACTS: dict[str, dict[str, Any]] = VOCABULARY["facts"]
AS_OF = date(2026, 11, 26)

_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_DATE = re.compile(rf"({_DAY})?(?:~({_DAY}))?")
_NUMBER = re.compile(r"[≥≤]?(\d+(?:\.\d+)?)(?:~(\d+(?:\.\d+)?))?")


def load(part: str) -> list[dict[str, Any]]:
    records = yaml.safe_load((PROFILES / f"texts-{part}.yaml").read_text(encoding="utf-8"))
    assert isinstance(records, list)
    return records


RECORDS = [record for part in (*HALVES, "more") for record in load(part)]


def lawful(name: str, value: object) -> bool:
    """Whether facts.yaml allows `value` for the fact `name`."""
    fact, written = FACTS[name], str(value)
    if fact["type"] == "choice":
        return written in fact["choices"]
    if fact["type"] == "boolean":
        return written in ("是", "否")
    if fact["type"] == "number":
        found = _NUMBER.fullmatch(written)
        ends = [float(end) for end in found.groups() if end] if found else []
        return bool(ends) and ends == sorted(ends) and fact["min"] <= ends[0] and ends[-1] <= fact["max"]
    found = _DATE.fullmatch(written)
    ends_of_date = [end for end in found.groups() if end] if found else []
    return bool(ends_of_date) and all(map(_day, ends_of_date)) and ends_of_date == sorted(ends_of_date)


def _day(written: str) -> bool:
    """Whether a day, month or year exists and does not begin after the day of judging."""
    year, month, day = (*map(int, written.split("-")), 1, 1)[:3]
    try:
        return date(year, month, day) <= AS_OF
    except ValueError:
        return False


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_enough_texts(half: str) -> None:
    assert len(load(half)) >= 80


def test_no_id_and_no_text_occurs_twice() -> None:
    for key in ("id", "text"):
        twice = [value for value, count in Counter(record[key] for record in RECORDS).items() if count > 1]
        assert not twice, f"{key}: {twice}"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])
def test_a_text_says_what_is_noted_of_it(record: dict[str, Any]) -> None:
    assert set(record) == {"id", "text", "facts", "words"}
    assert set(record["facts"]) == set(record["words"]), "every fact has its words"
    for name, value in record["facts"].items():
        assert name in FACTS, f"{name} is no fact"
        assert lawful(name, value), f"{name}: {value}"
    for name, words in record["words"].items():
        assert words and words in record["text"], f"{name}: “{words}” is not in the text"


def test_what_follows_from_another_fact_is_noted_only_where_it_was_said() -> None:
    for record in RECORDS:
        facts = record["facts"]
        for rule in VOCABULARY["implied"]:
            if any(facts.get(name) in as_list(values) for name, values in rule["when"].items()):
                noted = set(rule["then"]) & set(facts)
                assert all(facts[name] == rule["then"][name] for name in noted), record["id"]
                assert noted <= set(record["words"]), record["id"]


def as_list(values: object) -> list[object]:
    return values if isinstance(values, list) else [values]


def test_the_halves_are_alike() -> None:
    facts, other = (sum(len(record["facts"]) for record in load(half)) for half in HALVES)
    assert abs(facts - other) <= 0.1 * max(facts, other)


def test_every_fact_is_told_in_some_text() -> None:
    assert not set(FACTS) - {name for record in RECORDS for name in record["facts"]}


@pytest.mark.parametrize(
    ("name", "value"),
    [("学历", "学士"), ("全日制", "true"), ("年龄", "0"), ("社保连续缴纳月数", "24~12"), ("毕业日期", "2024-13"),
     ("毕业日期", "2024-02-30"), ("毕业日期", "2027-06"), ("税前年薪", "约30")],
)  # fmt: skip
def test_an_unlawful_value_is_seen(name: str, value: str) -> None:
    assert not lawful(name, value)
