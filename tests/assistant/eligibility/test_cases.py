"""The cases beside a rule: read, and every difference from the verdict told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from vocabulary import RAW, rule_of, vocabulary

from assistant.eligibility.cases import RuleCase, failures, read_cases
from assistant.eligibility.rulebook import CASES
from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.rules.rule import Rule
from ingest.problems import UsageError

CASE = {"case": "硕士可以领", "expect": "符合"}
FILE: dict[str, Any] = {
    "base": {"学位": "硕士", "参保月数": 12, "有房": "否"},
    "as_of": date(2026, 6, 15),
    "cases": [
        CASE,
        {"case": "学士不行", "with": {"学位": "学士"}, "expect": "不符合", "because": ["t2"]},
        {"case": "没说参保", "without": ["参保月数"], "expect": "待补充", "missing": ["参保月数"]},
        {"case": "以前", "as_of": date(2020, 1, 1), "expect": "符合", "gives": ["补贴 600 元/月"]},
    ],
}


@pytest.fixture
def held(tmp_path: Path) -> tuple[Facts, Rule]:
    facts = vocabulary(tmp_path)
    rule = rule_of(
        tmp_path, facts,
        conditions={"all": [
            {"fact": "学位", "at_least": "硕士", "clause": "t2", "quote": "硕士以上"},
            {"fact": "参保月数", "at_least": 12, "clause": "乙#t5", "quote": "满12个月"},
        ]},
        benefits=[{"what": "补贴", "amount": 600, "unit": "元/月", "clause": "t3", "quote": "每月600元"}],
        verified_by="核对人", verified_on=date(2026, 1, 1), verified_text={"t1": "00000000"},
    )  # fmt: skip
    return facts, rule


def write(folder: Path, raw: Any) -> Path:
    path = folder / f"甲补贴{CASES}.yaml"
    text = raw if isinstance(raw, str) else yaml.safe_dump(raw, allow_unicode=True)
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, facts: Facts, raw: Any = FILE) -> tuple[RuleCase, ...]:
    write(folder, raw)
    return read_cases(folder, "甲补贴", facts)


def test_a_rule_without_cases_has_none(tmp_path: Path, held: tuple[Facts, Rule]) -> None:
    assert read_cases(tmp_path, "甲补贴", held[0]) == ()


def test_each_case_is_the_base_with_its_changes(tmp_path: Path, held: tuple[Facts, Rule]) -> None:
    found = read(tmp_path, held[0])
    assert [one.says for one in found] == ["硕士可以领", "学士不行", "没说参保", "以前"]
    assert [str(one.profile.values.get("学位")) for one in found] == ["硕士", "学士", "硕士", "硕士"]
    assert ["参保月数" in one.profile.values for one in found] == [True, True, False, True]
    assert [one.profile.as_of.year for one in found] == [2026, 2026, 2026, 2020]
    assert found[1].because == ("t2",)


def test_cases_that_are_met_say_nothing(tmp_path: Path, held: tuple[Facts, Rule]) -> None:
    facts, rule = held
    assert [list(failures(case, rule, facts)) for case in read(tmp_path, facts)] == [[], [], [], []]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"expect": "不符合"}, ["应为不符合，得到符合"]),
        ({"with": {"学位": "学士"}}, ["应为符合，得到不符合（"]),
        ({"without": ["参保月数"]}, ["应为符合，得到待补充（缺参保月数）"]),
        ({"because": ["t2"]}, ["应因t2不符合"]),
        ({"missing": ["有房"]}, ["应缺“有房”"]),
        ({"gives": ["补贴 800 元/月"]}, ["应给“补贴 800 元/月”，给了补贴 600 元/月"]),
        ({"with": {"参保月数": 6}, "expect": "不符合", "because": ["乙#t5"]}, []),  # of another document
        ({"with": {"学位": "学士"}, "expect": "不符合", "gives": ["补贴 600 元/月"]}, ["应给“补贴 600 元/月”，给了"]),
    ],
)  # fmt: skip
def test_differences_are_told(
    tmp_path: Path, held: tuple[Facts, Rule], change: dict[str, Any], says: list[str]
) -> None:
    facts, rule = held
    (case,) = read(tmp_path, facts, FILE | {"cases": [CASE | change]})
    found = list(failures(case, rule, facts))
    assert len(found) == len(says)
    assert all(one.startswith(start) for one, start in zip(found, says, strict=True))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("base: [", "不是有效的 YAML"),
        (FILE | {"cases": []}, "“cases”填得不对"),
        (FILE | {"colour": 1}, "“colour”填得不对"),
        (FILE | {"cases": [{"case": "甲"}]}, "“cases.0.expect”填得不对"),
        (FILE | {"cases": [CASE | {"expect": "也许"}]}, "“cases.0.expect”填得不对"),
        (FILE | {"cases": [CASE | {"with": {"学位": "硕土"}}]}, "有误：“硕士可以领”：“学位”填的“硕土”"),
        (FILE | {"cases": [CASE | {"without": ["没有的"]}]}, "有误：没有“没有的”这一项"),
    ],
)
def test_a_mistake_in_the_file_is_told(tmp_path: Path, held: tuple[Facts, Rule], raw: Any, says: str) -> None:
    with pytest.raises(UsageError, match=f"案例文件“甲补贴.*{says}"):
        read(tmp_path, held[0], raw)


def test_the_vocabulary_of_these_tests_is_their_own() -> None:
    assert "人才类别" not in RAW["facts"]
