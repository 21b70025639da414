"""Full-width and half-width characters."""

from __future__ import annotations

from ingest.script.width import full_width_digits, half_width, half_width_digits


def test_only_digits_change() -> None:
    assert half_width_digits("２０２１年Ａ类①，５％") == "2021年Ａ类①，5％"


def test_letters_and_marks_change_too() -> None:
    assert half_width("Ａ类１，５％～！①。") == "A类1,5%~!①。"


def test_there_and_back() -> None:
    assert half_width_digits(full_width_digits("2021年第07号")) == "2021年第07号"
    assert full_width_digits("1") == "１"
