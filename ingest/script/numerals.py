"""Chinese numerals, both ways, for numbering and dates."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_HANZI = "零一二三四五六七八九"


def arabic_number(text: str) -> int:
    """The value of a Chinese or (full-width) Arabic integer: 一百二十 → 120, 二〇二一 → 2021.
    ValueError when it is not one."""
    if text.isdecimal():
        return int(text)
    if not text or any(c not in _DIGITS and c not in _UNITS and c not in _LARGE for c in text):
        raise ValueError(f"“{text}”不是数字")
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total += (section + digit) * _LARGE[char]
            section = digit = 0
    return total + section + digit


def chinese_number(value: int) -> str:
    """A number from 0 to 9999 as a Chinese numeral: 16 → 十六, 120 → 一百二十, 1005 → 一千零五."""
    if not 0 <= value <= 9999:
        raise ValueError(f"{value} 超出 0—9999")
    if value < 10:
        return _HANZI[value]
    out, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if pending_zero else "") + _HANZI[digit] + name
            pending_zero = False
        elif out and value:
            pending_zero = True
    return out[1:] if out.startswith("一十") else out
