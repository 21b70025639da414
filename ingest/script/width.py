"""Width: full-width digits and letters of print (２０２１年Ａ类) as those of a keyboard."""

from __future__ import annotations

_FULL, _HALF = 0xFF01, 0x21  # ！ and !, the first of the printable characters in both widths
_PRINTABLE = 94
_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
_ALL = {_FULL + at: chr(_HALF + at) for at in range(_PRINTABLE)}


def half_width_digits(text: str) -> str:
    """`text` with ０–９ as 0–9 and everything else as printed; its length is unchanged."""
    return text.translate(_DIGITS)


def half_width(text: str) -> str:
    """`text` with all full-width digits, letters and marks (Ａ，％) half-width; its length is unchanged."""
    return text.translate(_ALL)


def full_width_digits(text: str) -> str:
    """`text` with 0–9 as ０–９, as printers set them; its length is unchanged."""
    return text.translate({ord(half): chr(full) for full, half in _DIGITS.items()})
