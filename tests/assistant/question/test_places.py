"""Places in texts, seen from a city."""

from __future__ import annotations

import pytest

from assistant.question.places import places_of
from kb.site import Site, Territory

SITE = Site(
    city="临江市",
    home=("本市",),
    districts=("子街道",),
    neighbours=("临江新区",),
    territory=Territory({"乙省": {"丙丁市": ("临江市", "富裕县", "戊己县")}}),
)
PLACES = places_of(SITE)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("临江市的人才", set()),
        ("乙省丙丁市的人才", {"乙省", "丙丁"}),
        ("戊己湾的人才", set()),
        ("全市（含戊己）的人才", set()),
        ("富裕的人才", set()),
        ("富裕县的人才", {"富裕"}),
        ("全国的人才", {"全国"}),
        ("周庄镇的人才", {"周庄镇"}),
    ],
)
def test_the_places_a_text_names(text: str, named: set[str]) -> None:
    assert PLACES.named(text) == named


@pytest.mark.parametrize(
    ("word", "is_place"), [("临江", False), ("戊己", True), ("丙丁市", True), ("富裕", False)]
)
def test_a_word_that_is_another_place(word: str, is_place: bool) -> None:
    assert PLACES.is_place(word) is is_place


def test_home_is_silent() -> None:
    assert {"临江", "临江市", "本市"} <= PLACES.silent
    assert PLACES.says_home("本市的人才") and not PLACES.says_home("人才")


@pytest.mark.parametrize(
    ("place", "rules"),
    [("子街道", True), ("乙省", True), ("丙丁", True), ("戊己县", False), ("临江市", True)],
)
def test_whose_documents_hold_for_the_city(place: str, rules: bool) -> None:
    assert PLACES.rules_here(place) is rules
