"""Characters that a symbol font draws."""

from __future__ import annotations

import pytest

from ingest.read.docx.symbols import UNKNOWN, enclosed, symbol


@pytest.mark.parametrize(
    ("font", "code", "wanted"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("wingdings ", "FE", "☑"),
        ("Wingdings", "F081", "①"),
        ("Wingdings", "F08A", "⑩"),
        ("Wingdings", "F08C", "❶"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F06A", "①"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F061", "α"),
        ("Symbol", "F057", "Ω"),
        ("Symbol", "F035", "5"),
        ("宋体", "2103", "℃"),
        ("", "25A1", "□"),
        # A character that no symbol font holds is drawn in another font.
        ("Symbol", "2462", "③"),
        ("Wingdings", "2461", "②"),
        ("Symbol", "F161", UNKNOWN),
        # What has no counterpart.
        ("Wingdings", "F001", UNKNOWN),
        ("Nobody", "F0FE", UNKNOWN),
        ("Arial", "E000", UNKNOWN),
        ("Arial", "D800", UNKNOWN),
        ("Arial", "7", UNKNOWN),
        ("Arial", "FFFFFFFF", UNKNOWN),
        ("Arial", "-41", UNKNOWN),
        ("Arial", "xyz", UNKNOWN),
        ("", "", UNKNOWN),
    ],
)
def test_a_symbol(font: str, code: str, wanted: str) -> None:
    assert symbol(font, code) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("1", "①"), ("20", "⑳"), ("21", "（21）"), ("0", "（0）"), ("甲", "（甲）"), ("", "（）")],
)
def test_a_character_in_a_circle(text: str, wanted: str) -> None:
    assert enclosed(text) == wanted
