"""Numbers, days and lengths of time as people say them, at a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from assistant.eligibility.rules.calendar import Period, add_months, age_on
from assistant.eligibility.rules.values import Days
from ingest.script.numerals import arabic_number

NUM = "(?:\\d+(?:\\.\\d+)?|[零一二两三四五六七八九十百]+)"
# A length of time with what bounds it. 大半年, 快两年 and 两年左右 are too vague to be read.
DURATION = (
    f"(?P<dur>(?:(?P<less>不到|不满|未满|没满|没到|不足)|(?P<least>超过|已满|满))?(?<![大小快近约十])"
    f"(?:(?P<years>{NUM})周?年(?:(?P<half>半)|[零又]?(?P<months>{NUM})个多?月|多)?|(?P<halfyear>半)年|(?P<only>{NUM})个多?月)"
    "(?P<up>以上)?)(?!左右|上下|前|之前|以前|内|以内|后|吧|[到至]\\d)"
)
DATE = (
    f"(?P<date>(?:(?:19|20)\\d\\d年|(?<!\\d)\\d\\d年|[一二][零一二三四五六七八九]{{3}}年|今年|去年|大前年|前年)"
    f"(?:年?[底初末中])?(?:{NUM}月份?[底初中]?(?:{NUM}[日号])?)?"
    "|(?:19|20)\\d\\d[-./]\\d{1,2}(?:[-./]\\d{1,2})?|上个?月|这个月|本月)"
)
_RELATIVE = {"今年": 0, "去年": 1, "前年": 2, "大前年": 3}
_MONTHS_AGO = {"上个月": 1, "上月": 1, "这个月": 0, "本月": 0}
_SPOKEN = re.compile(f"(.{{1,4}}?)年[年底初末中]*(?:({NUM})月份?[底初中]?(?:({NUM})[日号])?)?")
_WRITTEN = re.compile("(\\d{4})[-./](\\d{1,2})(?:[-./](\\d{1,2}))?")
_LONGEST = 60 * 12
_ADULT, _OLDEST = 14, 100


def number(text: str) -> Decimal:
    """三十四, 34, 3.5 as a number. ValueError when it is none."""
    return Decimal(text) if text[:1].isdecimal() else Decimal(arabic_number(text))


def day_text(said: str, today: date) -> str | None:
    """去年6月, 24年6月, 2024.6.15 as facts.yaml writes a day, month or year; None when there is no such day."""
    if said in _MONTHS_AGO:
        return add_months(today.replace(day=1), -_MONTHS_AGO[said]).isoformat()[:7]
    written = _WRITTEN.fullmatch(said)
    spoken = None if written else _SPOKEN.fullmatch(said)
    match = written or spoken
    if match is None:
        return None
    year = int(match[1]) if written else _year(match[1] + "年", today)
    try:
        parts = [int(number(part)) for part in (match[2], match[3]) if part]
        date(year, *(parts + [1, 1])[:2])
    except ValueError:
        return None
    return "-".join([str(year), *(f"{part:02}" for part in parts)])


def _year(said: str, today: date) -> int:
    if said in _RELATIVE:
        return today.year - _RELATIVE[said]
    digits = said.removesuffix("年")
    year = int(digits) if digits.isdecimal() else arabic_number(digits)
    if year < 100:
        year += 2000 if year <= today.year % 100 else 1900
    return year


def decade(said: str, today: date) -> str:
    """90后 and 95后: the years from the one named to the end of its decade."""
    first = _year(said + "年", today)
    return f"{first}~{first // 10 * 10 + 9}"


def birth(text: str | None, today: date) -> str | None:
    """`text` (as facts.yaml writes dates) when a person born then is from 14 to 100 years old on `today`."""
    if not text:
        return None
    parts = [int(part) for part in text.split("~")[0].split("-")]
    age = age_on(date(*(parts + [1, 1])[:3]), today)
    return text if _ADULT <= age <= _OLDEST else None


def _length(match: re.Match[str]) -> tuple[int, int] | None:
    """Months of a DURATION and how many months wide it is; None for an impossible one."""
    if match["halfyear"]:
        months, wide = 6, 1
    elif match["only"]:
        months, wide = int(number(match["only"])), 1
    else:
        more = int(number(match["months"])) if match["months"] else 6 if match["half"] else 0
        months, wide = int(number(match["years"]) * 12) + more, 1 if more else 12
    return (months, wide) if 0 < months <= _LONGEST else None


def since(match: re.Match[str], today: date) -> str | None:
    """The days on which something began that has lasted a DURATION on `today`: 两年 is at least two years and less
    than three, 8个月 at least eight months and less than nine."""
    length = _length(match)
    if length is None:
        return None
    months, wide = length
    last = Period(months).latest_start(today)
    if match["less"]:
        return str(Days(last + timedelta(days=1), today))
    if match["least"] or match["up"]:
        return str(Days(None, last))
    return str(Days(Period(months + wide).latest_start(today) + timedelta(days=1), last))


def months(match: re.Match[str]) -> str | None:
    """A DURATION as a number of full months: 两年 24~35, 半年 6, 满一年 ≥12, 不满一年 ≤11."""
    length = _length(match)
    if length is None:
        return None
    count, wide = length
    if match["less"]:
        return f"≤{count - 1}"
    if match["least"] or match["up"]:
        return f"≥{count}"
    return str(count) if wide == 1 else f"{count}~{count + wide - 1}"
