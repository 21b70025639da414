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

Value = Decimal | tuple[Decimal, Decimal]

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

# Longest first, so that 人次 is not read as 人, nor 个工作日 as 个.
UNITS = (
    "个百分点", "个工作日", "平方公里", "百分点", "工作日", "平方米", "个自然日", "自然日", "个学时", "个小时",
    "个月", "个季度", "个年度", "人次", "人民币", "美元", "欧元", "公顷", "公里", "周岁", "小时", "分钟", "学分", "学时",
    "课时", "季度", "年度", "户次", "件次", "元", "人", "家", "个", "名", "套", "项", "件", "所", "亩", "岁", "年", "月",
    "日", "天", "周", "倍", "次", "张", "份", "篇", "户", "座", "处", "条", "支", "批", "场", "期", "届", "门", "幢", "间",
    "位", "种", "类", "级", "档", "分", "米", "台", "辆", "吨", "％", "%", "‰",
)  # fmt: skip
# 一 before these is an article ("建成一批"), not a count.
_ARTICLE_UNITS = frozenset("个家件项名套批支场期种类级位座处条所张门届档分".strip())
_DURATIONS = frozenset(
    [
        "年",
        "月",
        "日",
        "天",
        "周",
        "小时",
        "分钟",
        "个月",
        "个小时",
        "工作日",
        "个工作日",
        "自然日",
        "个自然日",
        "季度",
        "个季度",
        "年度",
        "个年度",
    ]
)
_MONEY = frozenset(["元", "美元", "欧元", "人民币"])
_PER = {"百": "%", "千": "‰"}
_COMPARISONS = {"＞": ">", "＜": "<", "≧": "≥", "≦": "≤"}

# Words that bound or scope a figure. Before it: anywhere between the segment's start (or the
# previous figure) and the figure. After it: directly attached.
QUALIFIERS_BEFORE = (
    "最高不超过", "最长不超过", "不超过", "不高于", "不低于", "不少于", "不多于", "不满", "未满", "超过", "超", "低于", "高于",
    "少于", "多于", "大于", "小于", "至少", "至多", "最高", "最低", "最多", "最少", "最长", "最短", "突破", "达到", "达", "力争",
    "累计", "合计", "共计", "总计", "每年", "每月", "每人", "每户", "每家", "每次", "每平方米", "人均", "年均", "月均", "一次性",
    "约", "近", "逾", "满", "新增", "分别", "首次", "原则上", "≥", "≤", ">", "<", "＞", "＜", "≧", "≦",
)  # fmt: skip
QUALIFIERS_AFTER = (
    "及以上",
    "及以下",
    "以上",
    "以下",
    "以内",
    "之内",
    "以外",
    "左右",
    "上下",
    "余",
    "多",
    "内",
    "起",
)

_UNIT = "|".join(re.escape(unit) + ("(?!性)" if unit == "次" else "") for unit in UNITS)
_ARABIC = r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_HANZI = r"[零〇○一二两三四五六七八九十百千万亿]+"
_NUMBER = rf"(?:{_HANZI}分之(?:{_HANZI}|{_ARABIC})|半(?=年|个月|天|数)|(?:{_ARABIC}|{_HANZI})[十百千万亿]*)"
_SIDE = rf"(?P<@n>{_NUMBER})(?P<@o>[余多]?)(?P<@u>(?:{_UNIT})?)"
_QUANTITY = re.compile(
    rf"{_SIDE.replace('@', 'a')}"
    rf"(?:(?:至|到|~|～|-|－|–|—)(?=[0-9０-９零〇一二两三四五六七八九十百千]){_SIDE.replace('@', 'b')})?"
    r"(?P<per>(?:/|／|每)(?:人|年|月|日|天|平方米|户|家|次|学期|学年|套|个))?"
)
_DATE = re.compile(
    r"(?P<y>[0-9０-９]{4}|[一二三四五六七八九〇○零]{4})年(?:度)?(?:(?P<m>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?:(?P<d>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})日)?)?"
)
_YEAR_RANGE = re.compile(r"(?P<y>[0-9]{4})年?(?:-|—|–|－|~|～|至|到)(?P<z>[0-9]{4})年")
_PERIOD = re.compile(r"“?([一二三四五六七八九十]{2})五”?(?=规划|时期|期间|”|，|、|末|以来)")
_ADDRESS = re.compile(
    r"第[0-9０-９零〇一二两三四五六七八九十百千]+(?:条|款|项|目|章|节|编|号|届|次|位|名|期|批)?(?:之[一二三四五六七八九十]+)?"
    r"|(?:表|图|附件|附表|附录)[0-9０-９一二三四五六七八九十]+"
    r"|(?<=[）)、])[0-9０-９]{1,2}[.．](?![0-9０-９])"
    r"|[〔\[［【（(][0-9０-９]{4}[〕\]］】）)][0-9０-９]+号"
    r"|[（(](?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[）)]"
    r"|(?m:^)\s*(?:[0-9０-９]{1,2}[.．、](?![0-9０-９])|[一二三四五六七八九十]+、)"
    r"|[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ&\-]*[0-9０-９]+"
    r"|[0-9０-９]+(?=系列|计划|工程|国道|省道|\+)"
)
_STOP = re.compile(r"[，。；：、！？,;\n\t（）()「」]")


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
        return self.unit in _DURATIONS

    @property
    def is_calendar(self) -> bool:
        """Whether it is a year, month, date or plan period."""
        return self.unit in ("年份", "年月", "日期", "五年规划")

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit.partition("/")[0] in _MONEY

    def same_amount(self, other: Quantity) -> bool:
        """Equal value and base unit: 0.2万人 and 2000人 are, 42万 and 42 are not, 万元 and 元 are not."""
        return self.value == other.value and self.unit == other.unit

    def same(self, other: Quantity) -> bool:
        """Equal amount with the same qualifiers."""
        return self.same_amount(other) and set(self.qualifiers) == set(other.qualifiers)


def figures(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order, none overlapping; addresses and names are left out."""
    taken: list[tuple[int, int]] = [match.span() for match in _ADDRESS.finditer(text)]
    found: list[Quantity] = []
    for pattern, read in (
        (_YEAR_RANGE, _year_range),
        (_DATE, _date),
        (_PERIOD, _period),
        (_QUANTITY, _quantity),
    ):
        for match in pattern.finditer(text):
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
    plain = text.translate(_WIDTH).replace(",", "")
    body = plain.rstrip("十百千万亿") if plain[0].isascii() else plain
    scale = Decimal(1)
    for char in plain[len(body) :]:
        scale *= _SCALES[char]
    try:
        return (Decimal(body) if body[0].isascii() else Decimal(_hanzi(body))) * scale
    except (ValueError, ArithmeticError):
        return None


def _hanzi(text: str) -> int:
    """A Chinese integer; a bare 百, 千, 万 counts as one of it (百名)."""
    return arabic_number(text if text[0] not in "百千万亿" else "一" + text)


_WIDTH = {ord(full): chr(ord(full) - 0xFEE0) for full in "０１２３４５６７８９．，％／－＋＜＞"}


def _quantity(match: re.Match[str]) -> Quantity | None:
    number, unit, text = match["an"], match["au"], match[0]
    whole, _, part = number.partition("分之")
    if part and whole in _PER:
        unit, number = _PER[whole], part
    low = _number(number)
    if low is None or _is_word(number, unit):
        return None
    value: Value = low
    if match["bn"]:
        high, unit = _upper(match)
        if high is None:
            return None
        if not match["au"] and number.translate(_WIDTH)[-1] not in _SCALES:
            low *= _scale_of(match["bn"])
        value = (low, high)
    per = f"/{match['per'][1:]}" if match["per"] else ""
    return Quantity(value, _base(unit) + per, _inner(match), match.start(), match.end(), text)


def _upper(match: re.Match[str]) -> tuple[Decimal | None, str]:
    number, unit = match["bn"], match["bu"]
    whole, _, part = number.partition("分之")
    if part and whole in _PER:
        return _number(part), _PER[whole]
    return _number(number), unit or match["au"]


def _scale_of(number: str) -> Decimal:
    """The trailing multiplier of 100万 (10000); the low side of 50-100万 borrows it."""
    scale = Decimal(1)
    if number[0].translate(_WIDTH).isascii():
        for char in number:
            scale *= _SCALES.get(char, 1)
    return scale


def _inner(match: re.Match[str]) -> tuple[str, ...]:
    over = match["ao"] or match["bo"]
    return (over,) if over else ()


def _is_word(number: str, unit: str) -> bool:
    """Chinese numerals are quantities only with a unit, and 一 before a plain measure word is an article."""
    if number[0].translate(_WIDTH).isascii() or number == "半" or "分之" in number:
        return False
    return (
        (not unit and number[-1] not in "万亿")
        or (number == "一" and unit in _ARTICLE_UNITS)
        or number == "万"
    )


def _base(unit: str) -> str:
    if unit in ("％", "%"):
        return "%"
    return unit.removeprefix("个") if len(unit) > 1 else unit


def _date(match: re.Match[str]) -> Quantity:
    parts = [arabic_number(part.translate(_WIDTH)) for part in match.group("y", "m", "d") if part]
    value = parts[0]
    for part in parts[1:]:
        value = value * 100 + part
    return Quantity(
        Decimal(value), ("年份", "年月", "日期")[len(parts) - 1], (), match.start(), match.end(), match[0]
    )


def _year_range(match: re.Match[str]) -> Quantity:
    return Quantity(
        (Decimal(match["y"]), Decimal(match["z"])), "年份", (), match.start(), match.end(), match[0]
    )


def _period(match: re.Match[str]) -> Quantity:
    return Quantity(Decimal(arabic_number(match[1])), "五年规划", (), match.start(), match.end(), match[0])


def _qualified(text: str, found: list[Quantity]) -> list[Quantity]:
    """The figures with the qualifiers that stand around them in their own segment."""
    out = []
    ends = [0, *(figure.end for figure in found)]
    starts = [*(figure.start for figure in found), len(text)]
    gaps = list(zip(ends, starts, strict=True))
    for figure, (before, after) in zip(found, pairwise(gaps), strict=True):
        lead = _STOP.split(text[before[0] : before[1]])[-1]
        tail = text[after[0] : after[1]]
        following = next((word for word in QUALIFIERS_AFTER if tail.startswith(word)), "")
        words = (*_leading(lead), *figure.qualifiers, *((following,) if following else ()))
        out.append(Quantity(figure.value, figure.unit, words, figure.start, figure.end, figure.text))
    return out


_LEADING = re.compile("|".join(re.escape(word) for word in QUALIFIERS_BEFORE))


def _leading(lead: str) -> tuple[str, ...]:
    words = (_COMPARISONS.get(word, word) for word in _LEADING.findall(lead))
    return tuple("达到" if word == "达" else word for word in words)
