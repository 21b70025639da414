"""Every quantity in a stretch of Chinese policy text: value, unit, qualifiers, and where it stands.

What is found: Arabic numbers (half or full width, thousands commas, decimals), Chinese numerals,
mixtures (1.2万, 36亿元), percentages (3.7%, 百分之五, 5个百分点), ranges (50万至100万), years and dates,
durations and counts. Addresses are not quantities and are not returned: 第三条, 表1, （二）, 1．,
〔2021〕25号, and numbers that are part of a name (G60, 3315计划).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ingest.script.numerals import arabic_number
from ingest.script.wording import any_of, wording
from kb.language.units import unit_table

Value = Decimal | tuple[Decimal, Decimal]

# Full-width marks, digits and letters as half-width ones, for str.translate.
HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}

_UNITS = unit_table()
_WORDING = wording(
    __file__,
    {
        "unit": any_of(_UNITS.all),
        "multiple": any_of(_UNITS.multiples),
        "per": any_of(_UNITS.per),
        "before": any_of(_UNITS.leading),
        "after": any_of(_UNITS.following),
    },
)
_SCALES = {char: arabic_number(f"一{char}") for char in _UNITS.multiples}
_MULTIPLES = "".join(_UNITS.multiples)
_LARGE = frozenset(
    char for char, scale in _SCALES.items() if scale > 1000
)  # 万 and 亿: a number without a unit
_YEAR, _PERIOD = _UNITS.calendar[0], _UNITS.calendar[-1]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity. `value` is a Decimal, or (low, high) for a range, with 万/亿 multiplied out; `unit` is the
    base unit ("人", "元", "%", "元/人"; calendar dates have "年份", "年月", "日期", plan periods "五年规划";
    "" for a bare number); `qualifiers` are the bounding words around it, in text order;
    `text` is exactly the source at [start, end)."""

    value: Value
    unit: str
    qualifiers: tuple[str, ...]
    start: int
    end: int
    text: str

    @property
    def is_duration(self) -> bool:
        """Whether it is a span of time (满1年, 30日内), not a calendar date."""
        return self.unit in _UNITS.kinds["duration"].units

    @property
    def is_calendar(self) -> bool:
        """Whether it is a year, month, date or plan period."""
        return self.unit in _UNITS.calendar

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit.partition("/")[0] in _UNITS.kinds["money"].units

    def same_amount(self, other: Quantity) -> bool:
        """Equal value and base unit: 0.2万人 and 2000人 are, 42万 and 42 are not, 万元 and 元 are not."""
        return self.value == other.value and self.unit == other.unit

    def same(self, other: Quantity) -> bool:
        """Equal amount with the same qualifiers."""
        return self.same_amount(other) and set(self.qualifiers) == set(other.qualifiers)


def figures(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order, none overlapping; addresses and names are left out."""
    taken: list[tuple[int, int]] = [match.span() for match in _WORDING["address"].finditer(text)]
    found: list[Quantity] = []
    for name, read in (
        ("year_range", _year_range),
        ("date", _date),
        ("period", _period),
        ("quantity", _quantity),
    ):
        for match in _WORDING[name].finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            figure = read(match)
            if figure is not None:
                found.append(figure)
                taken.append((figure.start, figure.end))
    found.sort(key=lambda figure: figure.start)
    return tuple(_qualified(text, found))


def _number(text: str) -> Decimal | None:
    """The value of one written number: 1.2万 → 12000, 一千二百 → 1200, 1,185 → 1185; None for 一线-like runs."""
    whole, _, part = text.partition("分之")
    if part:
        below, above = _number(whole), _number(part)
        return above / below if above is not None and below else None
    if text == "半":
        return Decimal("0.5")
    plain = text.translate(HALF_WIDTH).replace(",", "")
    body = plain.rstrip(_MULTIPLES) if plain[0].isascii() else plain
    scale = Decimal(1)
    for char in plain[len(body) :]:
        scale *= _SCALES[char]
    try:
        return (Decimal(body) if body[0].isascii() else Decimal(_hanzi(body))) * scale
    except (ValueError, ArithmeticError):
        return None


def _hanzi(text: str) -> int:
    """A Chinese integer; a bare 百, 千, 万 counts as one of it (百名)."""
    return arabic_number(text if _SCALES.get(text[0], 0) < 100 else f"一{text}")


def _quantity(match: re.Match[str]) -> Quantity | None:
    number, unit, text = match["an"], match["au"], match[0]
    whole, _, part = number.partition("分之")
    if part and whole in _UNITS.fractions:
        unit, number = _UNITS.fractions[whole], part
    low = _number(number)
    if low is None or _is_word(number, unit):
        return None
    value: Value = low
    if match["bn"]:
        high, unit = _upper(match)
        if high is None:
            return None
        if not match["au"] and number.translate(HALF_WIDTH)[-1] not in _SCALES:
            low *= _scale_of(match["bn"])
        value = (low, high)
    per = f"/{match['per'][1:]}" if match["per"] else ""
    return Quantity(value, _base(unit) + per, _inner(match), match.start(), match.end(), text)


def _upper(match: re.Match[str]) -> tuple[Decimal | None, str]:
    number, unit = match["bn"], match["bu"]
    whole, _, part = number.partition("分之")
    if part and whole in _UNITS.fractions:
        return _number(part), _UNITS.fractions[whole]
    return _number(number), unit or match["au"]


def _scale_of(number: str) -> Decimal:
    """The trailing multiplier of 100万 (10000); the low side of 50-100万 borrows it."""
    scale = Decimal(1)
    if number[0].translate(HALF_WIDTH).isascii():
        for char in number:
            scale *= _SCALES.get(char, 1)
    return scale


def _inner(match: re.Match[str]) -> tuple[str, ...]:
    over = match["ao"] or match["bo"]
    return (over,) if over else ()


def _is_word(number: str, unit: str) -> bool:
    """Chinese numerals are quantities only with a unit, and 一 before a plain measure word is an article."""
    if number[0].translate(HALF_WIDTH).isascii() or number == "半" or "分之" in number:
        return False
    return (
        (not unit and number[-1] not in _LARGE)
        or (number == "一" and unit in _UNITS.articles)
        or number == "万"
    )


def _base(unit: str) -> str:
    if unit in ("％", "%"):
        return "%"
    return unit.removeprefix("个") if len(unit) > 1 else unit


def _date(match: re.Match[str]) -> Quantity | None:
    try:
        parts = [arabic_number(part.translate(HALF_WIDTH)) for part in match.group("y", "m", "d") if part]
    except ValueError:  # 2021年十十月
        return None
    value = parts[0]
    for part in parts[1:]:
        value = value * 100 + part
    return Quantity(Decimal(value), _UNITS.calendar[len(parts) - 1], (), match.start(), match.end(), match[0])


def _year_range(match: re.Match[str]) -> Quantity:
    return Quantity(
        (Decimal(match["y"]), Decimal(match["z"])), _YEAR, (), match.start(), match.end(), match[0]
    )


def _period(match: re.Match[str]) -> Quantity:
    return Quantity(Decimal(arabic_number(match[1])), _PERIOD, (), match.start(), match.end(), match[0])


def _qualified(text: str, found: list[Quantity]) -> list[Quantity]:
    """The figures with the qualifiers that stand around them in their own segment."""
    out = []
    ends = [0, *(figure.end for figure in found)]
    starts = [*(figure.start for figure in found), len(text)]
    gaps = list(zip(ends, starts, strict=True))
    for figure, (before, after) in zip(found, pairwise(gaps), strict=True):
        lead = _WORDING["segment_end"].split(text[before[0] : before[1]])[-1]
        tail = text[after[0] : after[1]]
        following = _WORDING["following"].match(tail)
        words = (*_leading(lead), *figure.qualifiers, *((following[0],) if following else ()))
        out.append(Quantity(figure.value, figure.unit, words, figure.start, figure.end, figure.text))
    return out


def _leading(lead: str) -> tuple[str, ...]:
    return tuple(_UNITS.same.get(word, word) for word in _WORDING["leading"].findall(lead))
