"""The words of questions as data: compiled whole, in their order."""

from __future__ import annotations

import pytest

from assistant.question.cues import asking

CUES = asking()


def kind(text: str) -> str:
    """The first kind whose pattern is found."""
    return next((name for name, pattern in CUES.kinds if pattern.search(text)), "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("租房补贴是多少钱", "amount"),
        ("有几个工作站", "count"),
        ("什么时候施行", "date"),
        ("多久能办好", "duration"),
        ("什么叫高层次", "definition"),
        ("由谁负责", "who_all"),
        ("为什么不发", "reason"),
        ("可不可以申请", "yes_no"),
        ("怎么申请", "how"),
        ("电话是多少号", "count"),  # the order decides where two fit
        ("今天天气好", ""),
    ],
)
def test_the_first_kind_that_fits(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_what_asks_for_a_figure_is_a_kind() -> None:
    names = {name.removesuffix("_all") for name, _ in CUES.kinds}
    assert names >= CUES.figure_kinds
    assert "amount" in CUES.figure_kinds
    assert "how" not in CUES.figure_kinds


def test_words_are_read_one_by_one() -> None:
    assert not [word for word in (*CUES.silent, *CUES.scope) if not word or " " in word]
    assert CUES.silent
    assert CUES.scope


def test_units_that_count_as_the_same_hold_their_own() -> None:
    assert "人" in CUES.units["名"]
    assert CUES.units["元"] == CUES.units["块"]
    assert all(all(isinstance(unit, str) and unit for unit in units) for units in CUES.units.values())


def test_it_is_read_once() -> None:
    assert asking() is CUES
    assert all(pattern.pattern for pattern in (CUES.money, CUES.present, CUES.future, CUES.places))
    assert not [words for _, words in CUES.attributes if not words]
