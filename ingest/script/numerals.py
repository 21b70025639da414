"""Chinese numerals, both ways, for numbering and dates."""

from __future__ import annotations

import math

from ingest.script.wording import characters

_WORDS = characters().words
_HANZI = "".join(_WORDS["units"])
_DIGITS = {char: value for value, char in enumerate(_HANZI)} | dict.fromkeys(_WORDS["zeros"], 0) | {"两": 2}
_TENS = {char: 10**power for power, char in enumerate(_WORDS["tens"], 1)}
_MYRIADS = {char: 10_000**power for power, char in enumerate(_WORDS["myriads"], 1)}


def arabic_number(text: str) -> int:
    """The value of a Chinese or (full-width) Arabic integer: 一百二十 → 120, 二〇二一 → 2021.
    ValueError when it is not one: 十十, 三四十, 万 alone."""
    if text.isdecimal():
        return int(text)
    if not text or any(c not in _DIGITS and c not in _TENS and c not in _MYRIADS for c in text):
        raise ValueError(f"“{text}”不是数字")
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    below = myriad = math.inf  # the last 十, 百 or 千 of the section, the last 万 or 亿
    for char in text:
        if char in _DIGITS and not digit:
            digit = _DIGITS[char]
        elif char in _TENS and _TENS[char] < below:
            below = _TENS[char]
            section += (digit or 1) * below
            digit = 0
        elif char in _MYRIADS and (section + digit or (total and _MYRIADS[char] > myriad)):
            above, low = (0, total) if _MYRIADS[char] > myriad else (total, 0)  # 一万亿: 亿 of the 万
            myriad = _MYRIADS[char]
            total = above + (low + section + digit) * myriad
            section, digit, below = 0, 0, math.inf
        else:
            raise ValueError(f"“{text}”不是数字")
    return total + section + digit


def chinese_number(value: int) -> str:
    """A number from 0 to 9999 as a Chinese numeral: 16 → 十六, 120 → 一百二十, 1005 → 一千零五."""
    if not 0 <= value <= 9999:
        raise ValueError(f"{value} 超出 0—9999")
    if value < 10:
        return _HANZI[value]
    out, pending_zero = "", False
    for name, unit in (*reversed(_TENS.items()), ("", 1)):
        digit, value = divmod(value, unit)
        if digit:
            out += (_HANZI[0] if pending_zero else "") + _HANZI[digit] + name
            pending_zero = False
        elif out and value:
            pending_zero = True
    ten = next(iter(_TENS))
    return out[1:] if out.startswith(_HANZI[1] + ten) else out
