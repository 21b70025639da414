"""What a document says of its own validity: its labels (施行日期：…), its 题注, its sentences, its status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.head.enactment import Enactment
from ingest.head.term import ValidityTerm, read_term, stated_end
from ingest.head.title import Title
from ingest.line import Line
from ingest.script.dates import first_date
from ingest.script.document_kinds import kind_parts
from ingest.script.wording import wording
from ingest.validity import ended_status

_WORDS = wording(__file__, kind_parts())


@dataclass(frozen=True, slots=True)
class StatedValidity:
    """`begins` is what a label or the 题注 says, `stated_effect` the label alone; `stated_end` the first day out of
    force by a label; `term` what the sentences say; None and "" where nothing is said."""

    status: str
    begins: date | None
    stated_effect: date | None
    stated_end: date | None
    term: ValidityTerm

    @property
    def effective(self) -> date | None:
        """The first day in force: by label or 题注, else by the sentences."""
        return self.begins or self.term.effective

    @property
    def repealed(self) -> date | None:
        """The first day out of force: by label, else by the sentences, which tell nothing of a document ended by an
        act (已废止) before its time."""
        cut_short = ended_status(self.status) not in ("", "已失效")
        return self.stated_end or (None if cut_short else self.term.repealed)


def read_validity(
    lines: Sequence[Line],
    labels: Mapping[str, str],
    titles: tuple[Title, Title],
    enactment: Enactment,
    issued: date | None,
) -> StatedValidity:
    """What `lines` say. `labels` are values by Header field, `titles` the printed and the carried one, `issued` the
    day from which 自公布之日起 counts."""
    title, carried = titles
    stated = first_date(labels.get("effective", ""))
    begins = stated or enactment.begins
    term = read_term(lines, enactment.reissued or issued, (title.text, carried.text), begins)
    return StatedValidity(
        status=labels.get("status", "") or _status(lines, title),
        begins=begins,
        stated_effect=stated,
        stated_end=first_date(labels.get("repealed", ""))
        or stated_end(lines, labels.get("until", ""), begins or term.effective or issued),
        term=term,
    )


def _status(lines: Sequence[Line], title: Title) -> str:
    if match := _WORDS["ended"].search(title.text):
        return match["status"]
    for line in lines[:20]:
        if match := _WORDS["status"].search(line.text) or _WORDS["stamp"].fullmatch(line.text):
            return match[1]
    return ""
