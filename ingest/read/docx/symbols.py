"""Characters that a symbol font draws (w:sym, or private-use characters in Wingdings), as Unicode."""

from __future__ import annotations

from ingest.read.docx.parts.markup import number_in

UNKNOWN = "〓"
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9E: "·",
    0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x28: "☎", 0x2A: "✉", 0x21: "✏", 0x46: "☞", 0x4A: "☺",
    **{0x80 + at: char for at, char in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x8B + at: char for at, char in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")},
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "□", 0x2B: "□", 0xA3: "□", 0x98: "●",
    **{0x69 + at: char for at, char in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
}  # fmt: skip
_SYMBOL = {
    **{0x41 + at: char for at, char in enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")},
    **{0x61 + at: char for at, char in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")},
    **{at: chr(at) for at in range(0x20, 0x41) if at not in (0x22, 0x24, 0x27, 0x2A, 0x2D, 0x40)},
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xB0: "°", 0xB7: "•",
    0xE5: "∑", 0xD6: "√", 0x2D: "−", 0xB6: "∂", 0xF2: "∫", 0xCE: "∈", 0xC7: "∩", 0xC8: "∪", 0xAE: "→", 0xAC: "←",
    0xA2: "′", 0xB2: "″",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = range(0xF000, 0xF100)


def symbol(font: str, code: str) -> str:
    """The character of a w:sym; UNKNOWN for one that has no known counterpart."""
    try:
        value = int(code, 16)
    except ValueError:
        return UNKNOWN
    table = _FONTS.get(font.strip().lower())
    if value in _PRIVATE or (table and value <= 0xFF):
        return (table or {}).get(value & 0xFF, UNKNOWN)
    return chr(value) if 0x20 <= value < 0xD800 or 0xF900 <= value < 0xFFFE else UNKNOWN


def enclosed(text: str) -> str:
    """What Word draws for a character in a circle (EQ \\o\\ac(○,3)): ③, or （甲） where Unicode has none."""
    value = number_in(text)
    return chr(0x2460 + value - 1) if 1 <= value <= 20 else f"（{text}）"
