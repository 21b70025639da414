"""The wording as data: compiled whole; places, employers and topics told by the last or first that is said."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pydantic import ValidationError

from assistant.eligibility.hearing.phrasebook import PhraseRule, phrasebook

BOOK = replace(
    phrasebook(),
    places={"临江": "本市", "江南": "外地", "新区": None},
    place=re.compile("临江|江南|新区"),
    units=re.compile("(?P<u0>公司|厂)|(?P<u1>学校)|(?P<u2>单位)"),
    unit_names=("企业", "事业单位", ""),
    topics={"买房": re.compile("买房|房子"), "孩子": re.compile("孩子")},
)


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("在临江", "本市"),
        ("江南临江", "本市"),  # the last that tells
        ("临江新区", "本市"),  # 新区 tells nothing by itself
        ("新区", None),
        ("别处", None),
        ("", None),
    ],
)
def test_the_region_of_a_place(said: str, region: str | None) -> None:
    assert BOOK.region(said) == region


@pytest.mark.parametrize(
    ("said", "unit"), [("一家公司", "企业"), ("学校里的厂", "事业单位"), ("单位", ""), ("家里", ""), ("", "")]
)
def test_the_kind_of_an_employer(said: str, unit: str) -> None:
    assert BOOK.unit(said) == unit


@pytest.mark.parametrize(
    ("text", "at", "topic"),
    [
        ("买房了，孩子上学，去年办的", 9, "孩子"),
        ("孩子上学，买房了，去年办的", 9, "买房"),
        ("买房了，孩子上学", 4, "买房"),  # what comes later is not heard yet
        ("去年办的", 4, ""),
        ("", 0, ""),
    ],
)
def test_what_was_last_spoken_of(text: str, at: int, topic: str) -> None:
    assert BOOK.topic(text, at) == topic


def test_without_topics_nothing_is_spoken_of() -> None:
    assert replace(BOOK, topics={}).topic("买房", 2) == ""


def test_the_shipped_wording_is_whole() -> None:
    book = phrasebook()
    assert phrasebook() is book
    for phrase in book.phrases:
        assert phrase.rule.tells
        assert "told" in phrase.moods
        assert ("past" in phrase.moods) >= phrase.rule.event
        assert phrase.who <= {"self", "couple", "spouse", "child", "company", "other"}
        assert not re.search(r"\{[a-z_]+\d?\}", phrase.say.pattern), "a macro was not filled"
    assert all(len(one) == 1 and len(other) == 1 for one, other in book.simplified.items())
    assert all(book.region(name) == region for name, region in book.places.items())


@pytest.mark.parametrize(
    "raw", [{"say": "甲"}, {"tells": {}}, {"say": "甲", "tells": {}, "colour": 1}, {"say": "甲", "tells": []}]
)
def test_a_phrase_that_is_written_wrong_is_refused(raw: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PhraseRule.model_validate(raw)


def test_a_phrase_is_said_of_oneself_unless_it_says_otherwise() -> None:
    rule = PhraseRule.model_validate({"say": "甲", "tells": {"学位": "硕士"}, "not": "乙"})
    assert (rule.who, rule.excluded, rule.event) == (["self", "couple"], "乙", False)
