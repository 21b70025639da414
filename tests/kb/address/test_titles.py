"""Titles: one library for what a question names and what a document cites."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kb.address.mention import Mention
from kb.address.titles import Titles


@dataclass(frozen=True)
class Paper:
    id: str
    title: str
    number: str = ""
    carried: str = ""


STATE = Paper("民法典-2020", "中华人民共和国民法典", "主席令第45号")
TRIAL = Paper("办法-2025", "慈溪市人才住房保障办法（试行）", "慈示〔2025〕1号")
OLDER = Paper("办法-2021", "慈溪市人才住房保障办法（试行）", "慈示〔2021〕1号")
LIBRARY = Titles((STATE, TRIAL, OLDER))


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("中华人民共和国民法典", (STATE,)),
        ("民法典", (STATE,)),
        ("慈溪市人才住房保障办法", (TRIAL, OLDER)),
        ("慈溪市人才住房保障办法（试行）", (TRIAL, OLDER)),
        ("人才住房保障办法", ()),
        ("慈示〔2025〕1号", ()),
    ],
)
def test_documents_of_a_title(name: str, held: tuple[Paper, ...]) -> None:
    assert LIBRARY.titled(name) == held


@pytest.mark.parametrize(
    ("number", "held"),
    [
        ("慈示〔2025〕1号", (TRIAL,)),
        ("慈示[2025]第01号", (TRIAL,)),
        ("主席令第45号", (STATE,)),
        ("甬示〔2025〕1号", ()),
        ("慈示〔2025〕2号", ()),
    ],
)
def test_documents_of_a_number(number: str, held: tuple[Paper, ...]) -> None:
    assert LIBRARY.numbered(number) == held


def test_a_title_with_a_slip_is_alike_and_another_is_not() -> None:
    assert LIBRARY.alike("慈溪市人才住房保证办法") == (TRIAL, OLDER)
    assert LIBRARY.alike("宁波市公共租赁住房管理规定") == ()


@pytest.mark.parametrize(
    ("question", "mention"),
    [
        ("《民法典》怎么说", Mention("title", "《民法典》", 0, 5, "《民法典》", documents=(STATE.id,))),
        (
            "按慈示〔2025〕1号",
            Mention("number", "慈示〔2025〕1号", 1, 11, "慈示〔2025〕1号", documents=(TRIAL.id,)),
        ),
        ("《没有的条例》", Mention("title", "《没有的条例》", 0, 7, "《没有的条例》")),
    ],
)
def test_what_a_question_names(question: str, mention: Mention) -> None:
    (found,) = LIBRARY.named(question)
    assert found == mention
    assert found.pieces == (mention.text,)
