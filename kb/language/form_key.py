"""The form of a text told apart from what it says: width, white space, punctuation, the writing of numbers.

Two texts with the same `form_key` differ at most in what a typesetter changes. Marks that carry meaning stay
in it: a decimal point, a minus, a range, a ratio, %, comparison signs, and what stands between two numbers.
"""

from __future__ import annotations

from ingest.script.wording import characters
from kb.language.quantity import HALF_WIDTH, Quantity, figures

_WIDTH = HALF_WIDTH | {0x3000: " ", 0xA0: " ", 0xFFE5: "¥"}
_WIDTH |= {ord(small): plain for small, plain in zip("﹪∶﹒≧≦", "%:.≥≤", strict=True)}
_DASHES = frozenset("-‐‑‒–—―─−~∼〜")
_MARKS = frozenset(
    ",.;:?!'\"()[]{}_`，。、；：？！“”‘’（）〔〕［］【】《》〈〉「」『』﹁﹂﹃﹄…⋯·•・‧｡､｢｣〝〞"
)
_POINTS = {".": ".", "．": ".", ":": ":", "：": ":"}
_LISTING = frozenset("、,，;；")
_NUMERALS = frozenset("0123456789" + characters().parts["amount"])
_SLOT = "\ue000"
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")


def form_key(text: str) -> str:
    """`text` without all that is form only; equal keys mean that no word, figure, unit or sign differs."""
    plain = "".join(char for char in text.translate(_WIDTH).replace("〇", "○") if char not in _INVISIBLE)
    out: list[str] = []
    for at, char in enumerate(plain):
        if char == "\t":
            out.append("\t")
        elif char.isspace():
            if _between(plain, at):
                out.append(" ")
        elif char in _DASHES:
            out.append(_dash(plain, at))
        elif char in _MARKS:
            out.append(_mark(plain, at, char))
        else:
            out.append(char)
    return "".join(out)


def _between(text: str, at: int) -> bool:
    """Whether the space at `at` is the first behind a digit and a digit follows it."""
    before = text[at - 1] if at else ""
    return before.isdecimal() and text[at : at + 20].lstrip(" \n")[:1].isdecimal()


def _dash(text: str, at: int) -> str:
    """A dash before a number or between letters is a sign, a range or a part of a name; else punctuation."""
    before, after = text[at - 1] if at else "", text[at + 1] if at + 1 < len(text) else ""
    if after.isdecimal() or (before.isascii() and before.isalnum() and after.isascii() and after.isalnum()):
        return "-"
    return "-" if before in _NUMERALS and before and after in _NUMERALS and after else ""


def _mark(text: str, at: int, char: str) -> str:
    before, after = text[at - 1] if at else "", text[at + 1] if at + 1 < len(text) else ""
    if not before or not after:
        return ""
    if before.isdecimal() and after.isdecimal():
        if char in _POINTS:
            return _POINTS[char]
        if char in ",，" and _thousands(text, at):
            return ""
    return "、" if char in _LISTING and before in _NUMERALS and after in _NUMERALS else ""


def _thousands(text: str, at: int) -> bool:
    """Whether the comma at `at` stands before exactly three digits."""
    tail = text[at + 1 : at + 5]
    return tail[:3].isdecimal() and len(tail) >= 3 and not tail[3:].isdecimal()


def meaning_key(text: str) -> str:
    """As `form_key`, with every figure by its value, so that 百分之三十 and 30% are the same. What is around
    a figure, its unit and its qualifiers still count."""
    plain = _closed(text)
    out, at, amounts = [], 0, []
    for figure in figures(plain):
        # The digits stand in for the number, so that a sign or a range beside it is still seen as one.
        out += [plain[at : figure.start], f"0{_SLOT}0"]
        amounts.append(_amount(figure))
        at = figure.end
    parts = form_key("".join([*out, plain[at:]])).split(_SLOT)
    return "".join(part + amount for part, amount in zip(parts, [*amounts, ""], strict=True))


def _closed(text: str) -> str:
    """`text` without the space that letter-spacing puts into a figure (80 万元)."""
    plain = text.translate(_WIDTH).replace(_SLOT, "")
    return "".join(
        char for at, char in enumerate(plain) if char in "\t\n" or not char.isspace() or _between(plain, at)
    )


def _amount(figure: Quantity) -> str:
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    shown = "~".join(format(value.normalize(), "f") for value in values)
    # 2021年度 and 2021年 are one calendar figure and two words.
    word = "度" if figure.is_calendar and "度" in figure.text else ""
    return f"⟨{shown}{figure.unit}{word}{'|'.join(figure.qualifiers)}⟩"
