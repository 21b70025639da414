"""Sentences: where each kind ends, and what is between two ends."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.script.sentence_ends import (
    QUOTABLE,
    SENTENCE,
    SPOKEN,
    STATEMENT,
    sentence_spans,
    sentence_texts,
)

CASES = {
    (SENTENCE, "甲；乙。丙！"): ("甲；乙。", "丙！"),
    (STATEMENT, "甲；乙。丙！丁"): ("甲；", "乙。", "丙！丁"),
    (STATEMENT, "。；甲。；。乙"): ("甲。", "乙"),
    (STATEMENT, "甲\n \n乙"): ("甲\n", "乙"),
    (SPOKEN, "我是硕士;能领多少?？社保一年"): ("我是硕士;", "能领多少?", "社保一年"),
    (QUOTABLE, "甲；乙”丙；给予十万元以上的一次性购房补贴。"): (
        "甲；乙”丙；",
        "给予十万元以上的一次性购房补贴。",
    ),
}


@pytest.mark.parametrize(("ends", "text"), CASES)
def test_sentences(ends: re.Pattern[str], text: str) -> None:
    assert sentence_texts(text, ends) == CASES[ends, text]


def test_a_mark_inside_brackets_ends_no_whole_sentence() -> None:
    text = "《甲；乙》（丙。丁）废止；戊）。己"
    assert sentence_texts(text, STATEMENT, whole=True) == ("《甲；乙》（丙。丁）废止；", "戊）。", "己")
    assert sentence_texts("（甲。乙", STATEMENT, whole=True) == ("（甲。乙",)


def test_a_stretch_of_a_text() -> None:
    assert list(sentence_spans("甲。乙。丙。丁", SENTENCE, 2, 5)) == [(2, 4), (4, 5)]


@given(st.text("甲乙。；！\n（》"), st.sampled_from([SENTENCE, STATEMENT, QUOTABLE, SPOKEN]), st.booleans())
def test_nothing_but_marks_is_lost(text: str, ends: re.Pattern[str], whole: bool) -> None:
    spans = list(sentence_spans(text, ends, whole=whole))
    at = 0
    for start, end in (*spans, (len(text), len(text))):
        assert at <= start <= end
        assert not text[at:start].strip("。；！\n")
        at = end
