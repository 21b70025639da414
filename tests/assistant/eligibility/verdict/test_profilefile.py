"""A profile as a file or a request writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from vocabulary import DAY, vocabulary

from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.verdict.profilefile import LIMIT, parse_profile, profile_of
from ingest.problems import UsageError


@pytest.fixture
def held(tmp_path: Path) -> Facts:
    return vocabulary(tmp_path)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("学位: 硕士\n参保月数: 12\n", {"学位": "硕士", "参保月数": "12"}),
        ('{"学位": "硕士", "有房": false}', {"学位": "硕士", "有房": "否"}),
        ("买房日期: 2024-06-15", {"买房日期": "2024-06-15"}),  # a date to YAML
        ("买房日期: 2024", {"买房日期": "2024"}),
        ("", {}),
        ("# 只有注释", {}),
        ("{}", {}),
    ],
)
def test_yaml_and_json(held: Facts, text: str, values: dict[str, str]) -> None:
    found = parse_profile(text, held, DAY)
    assert {name: str(value) for name, value in found.told.items()} == values
    assert found.as_of == DAY


@pytest.mark.parametrize("text", ["学位: 不知道", "学位:", "学位: ''"])
def test_what_is_not_known_is_asked_no_more(held: Facts, text: str) -> None:
    found = parse_profile(text, held, DAY)
    assert (dict(found.told), found.asked) == ({}, {"学位"})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("学位: [硕士", "第1行不是有效的 YAML 或 JSON"),
        ("学位: 硕士\n\t有房: 否", "第2行不是有效的"),
        ("硕士", "应是“项: 值”的形式"),
        ("- 学位: 硕士", "应是“项: 值”的形式"),
        ("学位: [硕士, 博士]", "“学位”应填一个值，不能是一组"),
        ("学位: {名: 硕士}", "“学位”应填一个值"),
        ("学位: 硕土", "“学位”填的“硕土”不对"),
        ("没有的: 1", "没有“没有的”这一项"),
        ("颜色: 红\n有房: 是", "两项矛盾"),
    ],
)
def test_mistakes_are_told_in_one_sentence(held: Facts, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        parse_profile(text, held, DAY)
    assert str(caught.value).endswith("。")


@pytest.mark.parametrize("raw", [[], "学位", 3, {f"项{at}": 1 for at in range(LIMIT + 1)}])
def test_what_is_no_mapping_or_too_much(held: Facts, raw: Any) -> None:
    with pytest.raises(UsageError, match="项: 值"):
        profile_of(raw, held, DAY)


def test_long_words_are_not_repeated_whole(held: Facts) -> None:
    with pytest.raises(UsageError) as caught:
        profile_of({"很" * 5000: 1}, held, DAY)
    assert len(str(caught.value)) < 200
    with pytest.raises(UsageError) as caught:
        profile_of({"学位": "硕" * 5000}, held, DAY)
    assert len(str(caught.value)) < 200
