"""A glyph, and the characters that a font's table gives for others."""

from __future__ import annotations

import pytest

from ingest.read.pdf.glyph import Glyph, holds, unified


def test_its_square_around_the_baseline() -> None:
    glyph = Glyph("甲", 10, 20, base=100, size=10)
    assert (glyph.top, glyph.bottom) == pytest.approx((91.2, 101.2))


@pytest.mark.parametrize(
    ("text", "blank"), [("甲", False), (" ", True), ("\u3000", True), ("", True), ("1", False)]
)
def test_a_blank(text: str, blank: bool) -> None:
    assert Glyph(text, 0, 1, 1, 1).blank is blank


@pytest.mark.parametrize(
    ("box", "inside"),
    [((0, 0, 100, 100), True), ((15, 0, 100, 100), True), ((16, 0, 100, 100), False), ((0, 0, 100, 96), False), ((0, 0, 14, 200), False)],
)  # fmt: skip
def test_a_box_holds_the_middle(box: tuple[float, float, float, float], inside: bool) -> None:
    assert holds(box, Glyph("甲", 10, 20, base=100, size=10)) is inside


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("⼈⼒", "人力"),
        ("⻓⺠", "长民"),
        ("\uf900", "豈"),
        ("ﬁne", "fine"),
        ("②１（一）", "②１（一）"),
        ("人才", "人才"),
        ("", ""),
    ],
)
def test_characters_that_stand_for_others(text: str, wanted: str) -> None:
    assert unified(text) == wanted
