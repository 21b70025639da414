"""题注: the lines below a statute's title that say who passed, published and revised it and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.head.organ import organs_of, permanent_body, publisher, session_organ
from ingest.line import Line
from ingest.script.dates import DATE, date_alone, dates_in
from ingest.script.document_number import decree_in, own_number
from ingest.script.wording import wording

_WORDS = wording(__file__, {"date": DATE})
_LONGEST = 1500
_ONE_LINE = 45  # characters: a centred line that fills its page looks like any other


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a 题注: the day, and what happened, up to the next day."""

    day: date
    text: str

    @property
    def starts(self) -> bool:
        """Whether it says only that the text takes effect."""
        return bool(_WORDS["takes_effect"].search(self.text))

    @property
    def whole(self) -> bool:
        """Whether the whole text was issued (公布, 通过, 修订), and not some clauses amended by a
        decision (《…的决定》第一次修正)."""
        return not self.starts and "决定" not in self.text and "《" not in self.text


@dataclass(frozen=True, slots=True)
class Enactment:
    """The events of a 题注, and the index of the line after it (0 when there is none)."""

    events: tuple[Event, ...] = ()
    end: int = 0

    @property
    def version(self) -> date | None:
        """The latest passing, publication or revision."""
        return max((event.day for event in self.events if not event.starts), default=None)

    @property
    def begins(self) -> date | None:
        """The latest day of which it says only that the text takes effect."""
        return max((event.day for event in self.events if event.starts), default=None)

    @property
    def first(self) -> date | None:
        """The earliest day it tells of; None where that is an amendment, so that the issue is not told."""
        told = min((one for one in self.events if not one.starts), key=lambda one: one.day, default=None)
        return told.day if told and told.whole and not _WORDS["revised"].search(told.text) else None

    @property
    def reissued(self) -> date | None:
        """The latest day when the whole text was issued: what 自公布之日起 means."""
        return max((event.day for event in self.events if event.whole), default=None)

    @property
    def number(self) -> str:
        """The 令 or 公告 of the latest event that names one."""
        named = [(event.day, decree_in(event.text)[0]) for event in self.events]
        return max(((day, number) for day, number in named if number), default=(None, ""))[1]

    @property
    def organs(self) -> tuple[str, ...]:
        """Who issued the text: the publisher (主席 only promulgates), else whose meeting passed it;
        of the earliest event that tells, since amendments keep the issuer. Approval is not issue."""
        for event in self.events:
            organ = permanent_body(decree_in(event.text)[1] or publisher(event.text))
            if organ and organ != "主席":
                return organs_of(organ) or (organ,)
        passed = (session_organ(event.text) for event in self.events if "批准" not in event.text)
        return next(((organ,) for organ in passed if organ), ())


def read_enactment(lines: Sequence[Line], start: int) -> Enactment:
    """The 题注 that begins at lines[start], below the title: the lines that a format sets apart
    there, or that begin with a date and say 通过, 公布, 修订 …, with those that finish them."""
    at, note, open_bracket = _skipped(lines, start), "", False
    first = at
    while at < len(lines) and not lines[at].grid and not lines[at].heading:
        text = lines[at].text
        alike = lines[at].centered == lines[first].centered or len(text) <= _ONE_LINE
        entry = _is_entry(lines[at]) and alike
        if not (entry or open_bracket or (lines[at].centered and at > first)):
            break
        open_bracket = text.count("（") > text.count("）") if entry else open_bracket and "）" not in text
        note += text + (" " if organs_of(_WORDS["entry"].sub("", text).strip()) else "")
        at += 1
    return Enactment(_events(note), at) if dates_in(note) else Enactment()


def _skipped(lines: Sequence[Line], start: int) -> int:
    """`start`, past a 文号 and up to three centred lines above the first entry."""
    for at in range(start, min(start + 4, len(lines))):
        if _is_entry(lines[at]):
            return at
        if not (lines[at].centered or own_number(lines[at].text)) or lines[at].heading > 1:
            break
    return start


def _is_entry(line: Line) -> bool:
    text = line.text
    if (
        not _WORDS["entry"].match(text)
        or not _WORDS["action"].search(text)
        or len(text) > _LONGEST
        or line.right
    ):
        return False
    return (
        line.centered or text[0] in "（(" or (not text.endswith(("。", "：", ":")) and not date_alone(text))
    )


def _events(note: str) -> tuple[Event, ...]:
    found = dates_in(note)
    ends = [*(dated.start for dated in found[1:]), len(note)][: len(found)]
    return tuple(
        Event(dated.day, note[dated.end : end].strip(" \u3000\xa0（）()"))
        for dated, end in zip(found, ends, strict=True)
    )
