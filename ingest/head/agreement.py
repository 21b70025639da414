"""Agreement: whether what a document says of its own validity holds together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ingest.head.header import Header
from ingest.problems import Problem
from ingest.validity import ended_status

_RETROACTIVE = 365  # days before its issue that a policy may well take effect


def validity_problems(header: Header) -> tuple[Problem, ...]:
    """What does not agree in what a document says of its validity, by `check`:

    `effect_before_issue`: it takes effect before it was issued (a hint up to a year, since retroactive effect
    is legitimate at times; else a warning); `validity_conflict`: two days for the same thing, or an end that
    is not after the beginning; `end_unknown`: it is marked 已废止 or 已失效 and gives no last day."""
    return (*_early(header), *_turned(header), *_twice(header), *_marked(header))


def _early(header: Header) -> Iterator[Problem]:
    begins, issued = header.effective, header.first_issued
    if begins and issued and begins < issued:
        severity = "hint" if (issued - begins).days <= _RETROACTIVE else "warning"
        message = f"施行日期{begins}早于发布日期{issued}，如不是追溯施行，请核对。"
        yield Problem("effect_before_issue", severity, "", message, header.term.effect_words)


def _turned(header: Header) -> Iterator[Problem]:
    begins, ends = header.effective, header.repealed
    if begins and ends and ends <= begins:
        message = f"失效日期{ends}不晚于施行日期{begins}，文件在任何一天都不会有效，请核对。"
        yield Problem("validity_conflict", "warning", "", message, header.term.end_words)


def _twice(header: Header) -> Iterator[Problem]:
    term = header.term
    if header.stated_effect and term.effective:
        yield from _differing("施行日期", header.stated_effect, term.effective, term.effect_words)
    if header.stated_end and term.repealed:
        yield from _differing("失效日期", header.stated_end, term.repealed, term.end_words)
    if term.rival and term.repealed:
        message = f"正文给出两个失效日期：{term.rival}和{term.repealed}，暂按较晚的处理，请核对。"
        yield Problem("validity_conflict", "warning", "", message, term.end_words)


def _differing(name: str, stated: date, said: date, words: str) -> Iterator[Problem]:
    if stated != said:
        message = f"发布信息写的{name}是{stated}，正文是{said}，暂按发布信息处理，请核对。"
        yield Problem("validity_conflict", "warning", "", message, words)


def _marked(header: Header) -> Iterator[Problem]:
    over = ended_status(header.status)
    if over and not header.repealed:
        message = (
            f"文件标明“{over}”，但没有写哪一天失效，暂按任何时候都不再有效处理，请在 meta.yaml 里补写“失效”。"
        )
        yield Problem("end_unknown", "warning", "", message, header.status)
