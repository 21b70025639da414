"""What a face lets in: a question, a date, a number of hits. Everything else is told in one sentence."""

from __future__ import annotations

import re
from datetime import date

from ingest.problems import UsageError

QUESTION_LIMIT = 2000
HITS_LIMIT = 100
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")


def question_of(text: str, what: str = "问题") -> str:
    """The question without surrounding space; UsageError when it is empty, longer than
    QUESTION_LIMIT characters or not text. `what` is what the sentence calls it."""
    question = text.strip()
    if any("\ud800" <= char <= "\udfff" for char in question):
        raise UsageError(f"{what}里有无法识别的字符，请用 UTF-8 编码重新输入。")
    if not any(char.isalnum() for char in question):
        raise UsageError(f"{what}是空的，请写一句话，例如“硕士落户需要什么条件？”。")
    if len(question) > QUESTION_LIMIT:
        raise UsageError(
            f"{what}有 {len(question):,} 个字，超过上限 {QUESTION_LIMIT:,} 字，请只写要问的那一两句话。"
        )
    return question


def date_of(text: str) -> date:
    """The date written as 2026-01-31, 2026/1/31, 2026.1.31, 2026年1月31日 or 20260131; UsageError otherwise."""
    match = _DATE.fullmatch(text.strip())
    if match:
        year, month, day, month2, day2 = match.groups()
        try:
            return date(int(year), int(month or month2), int(day or day2))
        except ValueError:
            pass
    raise UsageError(f"“{_short(text)}”不是有效的日期，请写成 2026-01-31 的样子。")


def hits_of(value: str) -> int:
    """The number of hits asked for, 1…HITS_LIMIT; UsageError otherwise."""
    if not value.isdecimal() or not 1 <= int(value[:9]) <= HITS_LIMIT:
        raise UsageError(f"结果条数“{_short(value)}”不对，请写 1 到 {HITS_LIMIT} 之间的整数。")
    return int(value)


def _short(text: str, limit: int = 40) -> str:
    shown = text.encode("utf-8", "replace").decode().replace("\n", " ")
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
