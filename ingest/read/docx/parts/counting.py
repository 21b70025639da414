"""A number as Word's formats write it (ST_NumberFormat, ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

from ingest.script.numerals import chinese_number

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_SIMPLE = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千", "零壹貳參肆伍陸柒捌玖拾佰仟")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def counted(value: int, style: str, custom: str = "") -> str:
    """`value` in the format named `style` ("chineseCounting"); "" for none and bullet. A format that is
    not known, and a value that a format cannot write, come out in decimal, as in Word. `custom` is the
    pattern of style "custom": "001, 002, 003, ..."."""
    if style == "custom":
        first = custom.partition(",")[0].strip()
        return str(value).zfill(len(first)) if first.isdigit() else str(value)
    if style in ("none", "bullet"):
        return ""
    write = _FORMATS.get(style)
    return str(value) if write is None or not 0 <= value <= 9999 else write(value)


def _roman(value: int) -> str:
    if not value:
        return "0"
    out = ""
    for size, letters in _ROMAN:
        times, value = divmod(value, size)
        out += letters * times
    return out


def _letters(value: int) -> str:
    """a … z, aa, bb …"""
    if not value:
        return "0"
    times, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _row(characters: str) -> Callable[[int], str]:
    return lambda value: characters[value - 1] if 1 <= value <= len(characters) else str(value)


def _cycle(value: int) -> str:
    """甲子, 乙丑 … of sixty."""
    if not 1 <= value <= 60:
        return str(value)
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12]


def _digits(zero: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", f"{zero}一二三四五六七八九")
    return lambda value: str(value).translate(table)


def _japanese(value: int) -> str:
    """百一, 千: Japanese counts no 一 before a unit and no zero."""
    text = chinese_number(value).replace("零", "〇" if not value else "")
    return text.replace("一百", "百").replace("一千", "千").replace("一十", "十")


def _counting(value: int) -> str:
    """Up to 九十九 as spoken, then digit by digit: 一○○."""
    return chinese_number(value).replace("零", "○") if value < 100 else _digits("○")(value)


def _run(first: int, count: int) -> Callable[[int], str]:
    return _row("".join(chr(first + at) for at in range(count)))


def _upper(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda value: write(value).upper()


def _legal(table: dict[int, int]) -> Callable[[int], str]:
    def write(value: int) -> str:
        text = chinese_number(value)
        return ("一" + text if text.startswith("十") else text).translate(table)

    return write


def _ordinal(value: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th") if value % 100 not in (11, 12, 13) else "th"
    return f"{value}{ending}"


_CIRCLES = _row("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: str(value).translate(_WIDE),
    "decimalFullWidth2": lambda value: str(value).translate(_WIDE),
    "numberInDash": lambda value: f"- {value} -",
    "ordinal": _ordinal,
    "hex": lambda value: f"{value:X}",
    "lowerLetter": _letters,
    "upperLetter": _upper(_letters),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
    "decimalEnclosedCircle": _CIRCLES,
    "decimalEnclosedCircleChinese": _CIRCLES,
    "decimalEnclosedFullstop": _run(0x2488, 20),
    "decimalEnclosedParen": _run(0x2474, 20),
    "ideographEnclosedCircle": _row("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": _row(_STEMS),
    "ideographZodiac": _row(_BRANCHES),
    "ideographZodiacTraditional": _cycle,
    "ideographDigital": _digits("〇"),
    "taiwaneseDigital": _digits("○"),
    "japaneseCounting": _japanese,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": lambda value: chinese_number(value).replace("零", "〇"),
    "taiwaneseCountingThousand": lambda value: chinese_number(value),
    "chineseLegalSimplified": _legal(_SIMPLE),
    "ideographLegalTraditional": _legal(_TRADITIONAL),
}
