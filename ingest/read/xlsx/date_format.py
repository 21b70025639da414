"""A date or time cell as its number format shows it: 2021年8月25日, 2021/8/25, 二〇二一年八月, 8:30."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from ingest.read.xlsx.number_format import Section, Token, UnknownFormatError, sections
from ingest.script.numerals import chinese_number

_LONG = 'yyyy"年"m"月"d"日"'
_SYSTEM = {"$-f800": _LONG, "$-f400": "h:mm:ss"}
# What a Chinese Excel shows for the numbers of formats that name no pattern of their own.
BUILT_IN = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy",
    31: _LONG, 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = "一二三四五六日"
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")

Moment = datetime | date | time | timedelta


def shown_date(value: Moment, code: str) -> str:
    """`value` under its format. UnknownFormatError where the format is not rendered."""
    part = sections(code)[0]
    system = next((_SYSTEM[flag] for flag in part.flags if flag in _SYSTEM), "")
    part = sections(system)[0] if system else part
    if isinstance(value, timedelta) or any(
        one.text.startswith("[") for one in part.tokens if one.kind == "date"
    ):
        return _elapsed(value, part)
    if part.has("place") or not part.has("date"):
        raise UnknownFormatError(code)
    moment = _moment(value)
    half = part.has("half")
    words = "dbnum1" in part.flags
    chinese = any(flag.endswith("-804") for flag in part.flags)
    return "".join(
        _piece(one.text, moment, half, words, chinese) if one.kind == "date" else _half(one, moment)
        for one in _told_apart(part.tokens)
        if one.text != "@"
    ).strip()


def _moment(value: datetime | date | time) -> datetime:
    if isinstance(value, datetime):
        return value + timedelta(microseconds=500_000) if value.microsecond >= 500_000 else value
    if isinstance(value, time):
        return datetime.combine(date(1899, 12, 30), value)
    return datetime.combine(value, time())


def _told_apart(tokens: Sequence[Token]) -> list[Token]:
    """`tokens` with the minutes ("m" behind hours or in front of seconds) named "n"."""
    out = list(tokens)
    dates = [at for at, one in enumerate(tokens) if one.kind == "date"]
    for place, at in enumerate(dates):
        before = tokens[dates[place - 1]].text if place else ""
        after = tokens[dates[place + 1]].text if place + 1 < len(dates) else ""
        if tokens[at].text in ("m", "mm") and (before.strip("[]").startswith("h") or after.startswith("s")):
            out[at] = Token("date", "n" * len(tokens[at].text))
    return out


def _half(token: Token, moment: datetime) -> str:
    if token.kind != "half":
        return token.text
    return token.text.split("/")[moment.hour >= 12]


def _piece(code: str, moment: datetime, half: bool, words: bool, chinese: bool) -> str:
    named = _named(code, moment, chinese)
    if named:
        return named
    hour = (moment.hour % 12 or 12) if half else moment.hour
    number = {
        "y": moment.year, "e": moment.year, "m": moment.month, "d": moment.day, "h": hour, "n": moment.minute,
        "s": moment.second,
    }[code[0]]  # fmt: skip
    if code[0] in "ye":
        year = f"{number:04d}" if code[0] == "e" or len(code) > 2 else f"{number % 100:02d}"
        return year.translate(_DIGITS) if words else year
    if words:
        return chinese_number(number)
    return f"{number:02d}" if len(code) > 1 else str(number)


def _named(code: str, moment: datetime, chinese: bool) -> str:
    """A month or a day of the week by its name, "" where `code` asks for a number."""
    if code[0] == "a":
        return ("星期" if len(code) == 4 else "") + _WEEK[moment.weekday()]
    if code[0] not in "md" or len(code) < 3:
        return ""
    if code[0] == "m":
        if chinese:
            return f"{chinese_number(moment.month) if len(code) > 3 else moment.month}月"
        name = _MONTHS[moment.month - 1]
        return name if len(code) == 4 else name[:3] if len(code) == 3 else name[0]
    if chinese:
        return ("星期" if len(code) > 3 else "周") + _WEEK[moment.weekday()]
    return _DAYS[moment.weekday()] if len(code) > 3 else _DAYS[moment.weekday()][:3]


def _elapsed(value: Moment, part: Section) -> str:
    """A duration under [h]:mm:ss: its first unit counts on beyond a day."""
    if isinstance(value, datetime):
        value -= datetime(1899, 12, 30)
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if not isinstance(value, timedelta) or part.has("place") or value < timedelta():
        raise UnknownFormatError("elapsed")
    seconds = round(value.total_seconds())
    each = {"h": 3600, "n": 60, "s": 1}
    above = {"h": 86400, "n": 3600, "s": 60}
    out = ""
    for one in _told_apart(part.tokens):
        unit = one.text.strip("[]")
        if one.kind != "date":
            out += "" if one.text == "@" else one.text
            continue
        key = "n" if one.text.startswith("[m") else unit[0]
        if key not in each:
            raise UnknownFormatError("elapsed")
        counted = seconds if one.text.startswith("[") else seconds % above[key]
        out += f"{counted // each[key]:0{len(unit)}d}"
    return out
