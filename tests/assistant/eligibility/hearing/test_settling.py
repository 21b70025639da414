"""Which of the facts that words seem to tell stand: one value each, corrected, and none at odds with another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sites import shipped
from vocabulary import DAY, vocabulary

from assistant.eligibility.hearing.phrasebook import PhraseRule, phrasebook
from assistant.eligibility.hearing.settling import ToldCandidate, settled
from assistant.eligibility.hearing.speaker import SpeechPiece
from assistant.eligibility.rules.facts import Facts

BOOK = replace(
    phrasebook(shipped()), highest=frozenset({"学位"}), needs={"颜色": {"参保月数": ()}},
    own_business={"fact": "颜色", "value": "没有", "drops": []},
)  # fmt: skip
PIECE = SpeechPiece(0, 99, "self", "told", 0, 1)
RULE = PhraseRule.model_validate({"say": "甲", "tells": {"学位": "硕士"}, "fits": "甲", "not": "乙"})


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    return vocabulary(tmp_path)


def told(facts: Facts, text: str, *said: tuple[str, str, str], **rules: PhraseRule) -> dict[str, str]:
    """What stands of (fact, value, words) in the text; a rule by its words."""
    found = [
        ToldCandidate(
            fact, facts.fact(fact).read(value), text.index(words), text.index(words) + len(words), PIECE,
            rules.get(words, RULE),
        )
        for fact, value, words in said
    ]  # fmt: skip
    return {one.fact: str(one.value) for one in settled(found, text, [PIECE], facts, BOOK, DAY)}


def test_what_agrees_stands(facts: Facts) -> None:
    said = (("学位", "硕士", "硕士"), ("参保月数", "12", "十二个月"))
    assert told(facts, "我是硕士，参保十二个月", *said) == {"学位": "硕士", "参保月数": "12"}
    assert told(facts, "") == {}


@pytest.mark.parametrize(
    ("text", "first", "second", "expected"),
    [
        ("参保一年多，准确是14个月", ("12~23", "一年多"), ("14", "14个月"), "14"),  # the narrower
        ("参保14个月，一年多了", ("14", "14个月"), ("12~23", "一年多"), "14"),
        ("参保14个月，就是14个月整", ("14", "14个月"), ("14", "14个月整"), "14"),
        ("参保14个月，参保20个月", ("14", "14个月"), ("20", "20个月"), None),  # they cannot both be
        ("参保14个月，不对，20个月", ("14", "14个月"), ("20", "20个月"), "20"),  # taken back
    ],
)
def test_one_value_for_a_fact(
    facts: Facts, text: str, first: tuple[str, str], second: tuple[str, str], expected: str | None
) -> None:
    found = told(facts, text, *(("参保月数", value, words) for value, words in (first, second)))
    assert found.get("参保月数") == expected


def test_a_value_that_is_taken_back_for_one_not_read_does_not_stand(facts: Facts) -> None:
    assert told(facts, "参保14个月，不对，20来个月", ("参保月数", "14", "14个月")) == {}


def test_of_the_highest_the_highest_stands(facts: Facts) -> None:
    said = (("学位", "学士", "本科"), ("学位", "博士", "博士"), ("学位", "硕士", "硕士"))
    assert told(facts, "本科、博士、硕士都在这里读的", *said) == {"学位": "博士"}


def test_words_inside_longer_words_tell_nothing(facts: Facts) -> None:
    said = (("参保月数", "2", "两个月"), ("参保月数", "12", "十两个月"))
    assert told(facts, "参保十两个月", *said) == {"参保月数": "12"}


def test_a_phrase_that_wins_stands_over_others(facts: Facts) -> None:
    wins = RULE.model_copy(update={"tells": {"参保月数": "1"}, "wins": True})
    said = (("参保月数", "14", "14个月"), ("参保月数", "0", "没参保"))
    assert told(facts, "14个月，没参保", *said, 没参保=wins) == {"参保月数": "0"}


def test_what_needs_another_fact_does_not_stand_alone(facts: Facts) -> None:
    assert told(facts, "蓝的", ("颜色", "蓝", "蓝")) == {}
    both = told(facts, "蓝的，参保14个月", ("颜色", "蓝", "蓝"), ("参保月数", "14", "14个月"))
    assert both == {"颜色": "蓝", "参保月数": "14"}


def test_what_contradicts_is_left_out_on_both_sides(facts: Facts) -> None:
    said = (("颜色", "红", "红"), ("有房", "是", "有房"), ("参保月数", "14", "14个月"))
    assert told(facts, "红的，有房，参保14个月", *said) == {"参保月数": "14"}


def test_what_cannot_be_is_left_out_alone(facts: Facts) -> None:
    said = (("入职日期", "2027", "后年入职"), ("参保月数", "14", "14个月"))
    assert told(facts, "后年入职，参保14个月", *said) == {"参保月数": "14"}
