"""Numbers set high or low."""

from __future__ import annotations

import pytest

from ingest.read.raised import PLACES, raised


@pytest.mark.parametrize(
    ("text", "place", "wanted"),
    [
        ("4", "sup", "⁴"),
        ("-10", "sup", "⁻¹⁰"),
        ("(n+1)", "sup", "⁽ⁿ⁺¹⁾"),
        ("2", "sub", "₂"),
        (" 1 ", "sup", " ¹ "),
        ("注1", "sup", "注1"),
        ("th", "sup", "th"),
        ("", "sup", ""),
        ("2", "", "2"),
        ("2", "small", "2"),
    ],
)
def test_a_number_and_what_is_none(text: str, place: str, wanted: str) -> None:
    assert raised(text, place) == wanted


def test_where_text_can_stand() -> None:
    assert {"sup", "sub"} == PLACES


def test_a_low_n_keeps_its_letter() -> None:
    assert raised("n", "sub") == "n"
