"""How far words speak of a topic."""

from __future__ import annotations

import pytest

from assistant.evidence.matching import Lens, TopicTerm, lens_of
from assistant.question.parts import parts_of


@pytest.mark.parametrize(
    ("term", "zone", "least", "most"),
    [
        ("人才总量", "全市人才总量", 1.0, 1.0),
        ("人才总量", "人才资源总量", 0.7, 0.8),
        ("社保", "缴纳社会保险", 0.7, 0.8),
        ("认定标准", "认定分类和标准", 0.7, 0.8),  # both words of the compound
        ("购房补贴", "人才落户", 0.0, 0.0),
        ("增幅", "增长,幅度", 0.0, 0.0),
    ],
)
def test_match(term: str, zone: str, least: float, most: float) -> None:
    assert least <= TopicTerm(term, 1.0).match(zone) <= most


def test_an_official_word_counts_a_little_less() -> None:
    assert 0.8 < TopicTerm("老婆", 1.0, ("配偶",)).match("人才配偶就业") < 1.0


def test_coverage_is_a_share_of_the_weights() -> None:
    lens = Lens((TopicTerm("落户", 1.0), TopicTerm("补贴", 3.0)), ())
    assert lens.cover((("人才落户", 1.0),)) == pytest.approx(0.25)
    assert lens.cover(()) == 0.0
    assert [term.text for term in lens.missing((("人才落户", 1.0),))] == ["补贴"]


def test_a_phrase_that_the_cutting_missed_is_a_term() -> None:
    part = parts_of("到十四五末高企和科小分别要有多少家")[0]
    lens = lens_of(part, lambda word: 1.0, lambda text: [("高企", "高新技术企业", 0.5)])
    assert "高企" in [term.text for term in lens.terms]


def test_a_vague_phrase_is_no_term() -> None:
    part = parts_of("落户怎么办")[0]
    lens = lens_of(part, lambda word: 0.5, lambda text: [("怎么办", "办理程序", 0.3)])
    assert [term.text for term in lens.terms] == ["落户"]
