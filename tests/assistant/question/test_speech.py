"""Parts of speech, from the dictionary that cuts the words."""

from __future__ import annotations

import pytest

from assistant.question.speech import part_of_speech


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        ("住房", "n"),
        ("大学", "n"),
        ("领取", "v"),
        ("申请", "v"),
        ("优秀", "a"),
        ("北京", "ns"),
        ("青年住房", "n"),  # not in the dictionary: as its last word
        ("立即领取", "v"),
        ("甲乙丙丁戊", "n"),  # a long unknown word is a name
    ],
)
def test_known_and_compound_words(word: str, begins: str) -> None:
    assert part_of_speech(word).startswith(begins)


@pytest.mark.parametrize("word", ["", "〇〇", "zq"])
def test_of_others_nothing_is_known(word: str) -> None:
    assert part_of_speech(word) == ""


def test_a_word_is_not_found_inside_another() -> None:
    assert part_of_speech("京大") == ""
