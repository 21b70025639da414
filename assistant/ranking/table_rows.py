"""Which table rows answer a part: named by the question, covering its topic, of the years asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence.matching import Lens
from assistant.evidence.picks import Pick
from assistant.evidence.rowmatch import RowMatch, label_of_row, labels_of, say_row
from assistant.question.parts import Part
from assistant.ranking.demands import meets_demands
from assistant.ranking.features import is_thing
from kb.language.quantity import figures
from kb.language.tokens import fold
from kb.site import short_name

COMMON = 0.2  # a word that weighs no more (人才) need not stand in a row
NAMED = 0.75  # of a row's name must be said in the question
ROW = 0.6  # of the topic must be in the row and its table
TIE = 0.02  # rows that are as good as the best
MOST_ROWS = 4
_CLASS = re.compile("[a-z一二三四五六七八九十]类")  # folded
_ROW_SENSE = re.compile(r"目标|指标|完成|实现|数据|数值|情况")


def wants_row(part: Part) -> bool:
    """Whether a question that is after no figure is about a row all the same (…的目标完成了吗, D类…怎么安排)."""
    asks = part.kind in ("how", "reason", "yes_no", "list", "date", "definition")
    sense = part.years or part.periods or _ROW_SENSE.search(part.text + part.around)
    return bool(asks and sense) or _CLASS.search(part.text) is not None


def row_picks(part: Part, lens: Lens, rows: Sequence[RowMatch]) -> tuple[Pick, ...]:
    """The rows that answer, best first; () when none does."""
    rows = [m for m in rows if _holds(m, (*part.places, *part.must)) and meets_demands(part, _row_words(m))]
    alone = [m for m in rows if _of_all(m, lens)]
    rows = _exact_first(lens, rows)
    good = _together(lens, rows) or [m for m in alone if m.named >= NAMED and m.cover >= ROW]
    if not good:
        return ()
    best = good[0]
    listed = [m for m in good if m.named == 1.0 and m.table.id == best.table.id]
    kept = (
        listed
        if len(listed) > 1
        else [m for m in good if m.score >= best.score - TIE and m.table.id == best.table.id]
    )
    if not best.columns and len(good) > 1 and len(listed) < 2:
        kept = [m for m in good if m.score >= best.score - TIE][:2]
    kept += _other_years(part, good, kept)
    return tuple(_row_pick(m) for m in kept[:MOST_ROWS])


def _other_years(part: Part, good: Sequence[RowMatch], kept: Sequence[RowMatch]) -> list[RowMatch]:
    """Rows of the same name in another table, for the years asked that the kept rows do not have."""
    years = [y for y in part.years if not any(y in m.table.columns[i] for m in kept for i in m.columns)]
    names = {fold(label_of_row(m)) for m in kept}
    tables = {m.table.id for m in kept}
    others = [m for m in good if m.table.id not in tables and fold(label_of_row(m)) in names]
    return [m for m in others if any(y in m.table.columns[i] for y in years for i in m.columns)]


def _exact_first(lens: Lens, rows: Sequence[RowMatch]) -> list[RowMatch]:
    """Without the rows of a like name, where a table has a row of the very name (社会工作人才, 社会工作专业人才)."""
    said = {term.text for term in lens.terms}
    exact = {
        fold(row_name) for m in rows for row_name in labels_of(m.document) if fold(row_name) in said
    }  # fmt: skip
    return [m for m in rows if not exact or fold(label_of_row(m)) in exact or m.named == 1.0]


def _of_all(match: RowMatch, lens: Lens) -> bool:
    """Whether every thing that was named stands in the row or its table's headers; in the name itself where
    that is of a share (高技能人才占技能人才比例 is none of 专业技术人才)."""
    label = fold(label_of_row(match))
    zone = label if "占" in label else "\n".join(zone for zone, _ in match.zones)
    things = [term for term in lens.terms if is_thing(term) and term.weight > COMMON]
    return all(term.stands_in(zone) or term.match(zone) >= 0.7 for term in things)


def _row_words(match: RowMatch) -> str:
    """What a row says, its table's caption and notes included; folded."""
    notes = (match.document.clause(note.path).text for note in match.table.notes)
    return fold(" ".join((match.table.caption, say_row(match), *notes)))


def _holds(match: RowMatch, words: Sequence[str]) -> bool:
    """Whether the row or its table holds each of the words, whole or but for the kind of place (甲乙 for 甲乙省)."""
    said = fold(" ".join((match.table.caption, *match.row.values)))
    return all(word in said or short_name(word) in said for word in words)


def _together(lens: Lens, rows: Sequence[RowMatch]) -> list[RowMatch]:
    """Rows that are each named word for word and only together are what was asked for (A和B分别是多少)."""
    named = [m for m in rows if m.named == 1.0]
    tables = {m.table.id for m in named}
    for table in sorted(tables):
        group = [m for m in named if m.table.id == table]
        if (
            len(group) > 1
            and lens.cover(tuple((zone, trust) for m in group for zone, trust in m.zones)) >= ROW
        ):
            return group
    return []


def _row_pick(match: RowMatch) -> Pick:
    span = (match.row.start, match.row.end)
    return Pick(match.document, match.clause, (span,), match.score, match, figures(say_row(match)))
