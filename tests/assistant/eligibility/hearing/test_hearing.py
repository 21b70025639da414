"""Free Chinese is read into facts with the words each came from; what is not said, or not of the speaker, stays unknown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sites import RULES, shipped

from assistant.eligibility.hearing.hearing import read_told
from assistant.eligibility.rules.facts import load_facts
from assistant.faces.cli import main

FACTS = load_facts(RULES / "facts.yaml")
DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我32岁，硕士，2024年6月毕业", {"年龄": "32", "学历": "硕士", "毕业日期": "2024-06"}),
        ("硕士毕业两年", {"学历": "硕士", "毕业日期": "2023-11-27~2024-11-26"}),
        ("本人E类人才，社保连续交了14个月", {"人才类别": "E", "社保连续缴纳月数": "14"}),
        ("我老公是D类人才，在余姚有房", {"婚姻状况": "已婚"}),
        ("我明年要去读博士", {}),
        ("D类人才租房补贴是多少", {}),
        ("我帮同事问，他是硕士", {}),
    ],
)
def test_what_is_said_of_the_speaker_is_read_and_nothing_else(text: str, facts: dict[str, str]) -> None:
    heard = read_told(text, FACTS, DAY, shipped())
    assert {one.fact: str(one.value) for one in heard} == facts
    assert all(text[one.start : one.end] == one.words for one in heard)


SAID = "我32岁，硕士，2024年6月毕业，E类人才，高级工程师，在慈溪租房，社保交了14个月，老公在本市有房"


@pytest.mark.parametrize("kept", [(), ("学历",), ("毕业日期", "社保连续缴纳月数"), ("职称", "工作地")])
def test_what_the_vocabulary_of_a_city_does_not_have_is_not_told(kept: tuple[str, ...]) -> None:
    small = replace(FACTS, by_name={name: FACTS.by_name[name] for name in kept}, implied=(), order=())
    assert {one.fact for one in read_told(SAID, small, DAY, shipped())} <= set(kept)
    if "学历" in kept:
        assert [str(one.value) for one in read_told(SAID, small, DAY, shipped())] == ["硕士"]


def test_a_fact_that_another_city_asks_as_a_day_is_not_ranked() -> None:
    own = replace(FACTS.by_name["职称"], type="date", choices=())
    small = replace(FACTS, by_name={"职称": own}, implied=(), order=())
    heard = read_told("我没有职称，职称还没评", small, DAY, shipped())
    assert [(one.fact, str(one.value)) for one in heard] == [("职称", "没有")]


@pytest.fixture
def run(data: Path) -> Callable[..., Result]:
    def ran(*arguments: str, text: str | None = None) -> Result:
        return CliRunner().invoke(main, ["qualify", *arguments, "--data", str(data)], input=text)

    return ran


def test_the_command_shows_the_words_and_asks_whether_they_are_right(run: Callable[..., Result]) -> None:
    shown = run("--text", "我32岁，硕士", text="学历\n够了\n").output
    assert "学历：硕士（“硕士”）" in shown
    assert "年龄：32周岁" in shown.split("个人情况")[1]
    assert "学历：硕士" not in shown.split("个人情况")[1]


def test_json_gives_what_was_understood_and_asks_nothing(run: Callable[..., Result]) -> None:
    found = json.loads(run("--text", "我32岁，硕士", "--json").stdout)
    first = found["understood"][0]
    assert (first["fact"], first["value"], first["words"]) == ("年龄", "32", "我32岁")


def test_what_is_written_goes_before_what_was_said(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text("年龄: 33\n", encoding="utf-8")
    found = json.loads(run("--text", "我32岁", "--profile", str(tmp_path / "me.yaml"), "--json").stdout)
    assert found["profile"]["年龄"] == "33"
