"""Which figures fit a question."""

from __future__ import annotations

import pytest

from assistant.question.parts import parts_of
from assistant.ranking.asked_figure import unit_fits
from kb.language.quantity import figures


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("人才公寓有多少套", "1185套", True),
        ("人才公寓有多少套", "1200个", False),
        ("补贴多少万元", "30万元", True),
        ("补贴多少万元", "30%", False),
        ("占比是多少", "3.7%", True),
        ("占比是多少", "37人", False),
        ("几天能办好", "15日", True),
        ("几天能办好", "15家", False),
        ("研发人员有多少", "8.2%", False),
        ("研发人员有多少", "8.2万人", True),
        ("有多少老师", "百所", False),
        ("罚几倍", "三倍", True),
    ],
)
def test_units(question: str, text: str, fits: bool) -> None:
    part = parts_of(question)[0]
    assert any(unit_fits(figure, part) for figure in figures(text)) is fits
