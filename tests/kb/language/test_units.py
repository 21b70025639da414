"""Units as data: each in one kind, what asks for which kind, what bounds a figure."""

from __future__ import annotations

import pytest

from kb.language.quantity import figures
from kb.language.units import unit_table


def test_every_unit_is_read_and_belongs_to_one_kind() -> None:
    units = unit_table().all
    assert len(set(units)) == len(units)
    read = {unit: figures(f"共有3{unit}的") for unit in units}
    assert [unit for unit, found in read.items() if [one.text for one in found] != [f"3{unit}"]] == []


def test_articles_are_units_and_count_nothing_behind_one() -> None:
    for kind in unit_table().kinds.values():
        assert set(kind.articles) <= set(kind.units)
        assert all(not figures(f"建成一{unit}") for unit in kind.articles)
    assert figures("满一年") and figures("一人")


def test_a_word_bounds_on_one_side_in_one_sense() -> None:
    table = unit_table()
    for side in (table.before, table.after):
        told = [word for words in side.values() for word in words]
        assert len(set(told)) == len(told)
    assert set(table.same.values()) <= set(table.leading)


@pytest.mark.parametrize("word", unit_table().leading)
def test_a_word_in_front_bounds(word: str) -> None:
    assert figures(f"{word}30万元")[0].qualifiers == (unit_table().same.get(word, word),)


@pytest.mark.parametrize("word", [w for w in unit_table().following if w not in unit_table().after["about"]])
def test_a_word_behind_bounds(word: str) -> None:
    assert figures(f"30万元{word}")[0].qualifiers == (word,)


def test_asking_words_stand_once_each() -> None:
    asked = [word for kind in unit_table().kinds.values() for word in kind.asked]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("落户要多少分", ("credit",)),
        ("居住证几天能办好", ("duration",)),
        ("审核要多久", ("duration",)),
        ("公寓多大面积", ("area",)),
        ("安家补助多少钱", ("money",)),
        ("每年服务多少人次", ("people",)),
        ("申请人几岁以下", ("age",)),
        ("给多少钱，几个月到账", ("money", "duration")),
        ("能不能申请", ()),
    ],
)
def test_what_a_question_asks_for(question: str, kinds: tuple[str, ...]) -> None:
    assert unit_table().asked(question) == kinds
