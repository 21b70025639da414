"""What is named by where it stands: 前款, 前两条, 本条第一款, 下列情形, 附件2, 表3."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.script.numerals import arabic_number
from kb.address.clause_places import ClausePlaces, annex_of
from kb.address.component import LEVELS, PIECES
from kb.address.enumeration import singles
from kb.address.mention import Mention
from kb.references.reference import Status

_BEFORE, _OWN = re.compile(PIECES["before"]), re.compile(PIECES["own"])
Found = tuple[Status, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Nearby:
    """The places around the clause `source` of a document."""

    places: ClausePlaces
    source: str

    def relative(self, mention: Mention) -> Found:
        """What 前款, 本条, 下列… or a bare 第二款 means; ambiguous where there is no one antecedent."""
        if mention.text.startswith("下列"):
            return self._below()
        before, own = _BEFORE.match(mention.text), _OWN.match(mention.text)
        if before:
            return self._before(before[0][1:-1], before[0][-1], mention)
        level = (
            LEVELS[own[0][-1]]
            if own
            else "k"
            if mention.address[-1:] == "项" and "款" not in mention.address
            else "t"
        )
        bases = [base for unit in (level, "t") if (base := self.places.around(self.source, unit))]
        if not bases:
            return "ambiguous", (), f"“{mention.text}”不在条款里，看不出指哪一处"
        found = [self._under((base,), mention) for base in bases]
        return next((one for one in found if one[0] != "not_found"), found[0])

    def _before(self, count: str, unit: str, mention: Mention) -> Found:
        number = int(_number(count) or 0) if count else 1
        bases = self.places.before(self.source, LEVELS[unit], number)
        if not bases and not self.places.around(self.source, "t"):
            return "ambiguous", (), f"“{mention.text}”不在条款里，看不出指哪一处"
        if not bases:
            return "not_found", (), f"“{mention.text}”前面没有可指的{unit}"
        return self._under(bases, mention)

    def _under(self, bases: tuple[str, ...], mention: Mention) -> Found:
        """The clauses below the bases that the mention's address names; the bases themselves without one."""
        if not mention.address:
            return "resolved", bases, ""
        listed = singles(mention.address)
        if len(bases) != 1 or not listed:
            return "ambiguous", bases, f"“{mention.text}”可以指几处"
        found = [
            self.places.path(one.tokens)
            if one.tokens[0][0] == "t"
            else self.places.below(bases[0], one.tokens)
            for one in listed
        ]
        paths = tuple(path for one in found for path in one)
        if not all(found):
            return "not_found", (), f"“{mention.text}”所指的条款不存在"
        if len(paths) > len(found):
            return "ambiguous", paths, f"“{mention.text}”可以指几处"
        return ("range" if any(one.ends_range for one in listed) else "resolved"), paths, ""

    def _below(self) -> Found:
        clause = self.places.by_path.get(self.source)
        if clause and any(child.level not in ("table", "row", "note") for child in clause.children):
            return "resolved", (self.source,), ""
        return "ambiguous", (), "后面没有列出各项"

    def annex(self, written: str) -> Found:
        """附件2, or 附件 where there is one only."""
        number = re.search("附件(.+)", written)
        held = self.places.annexes()
        if number:
            path = f"f{_number(number[1])}"
            return ("resolved", (path,), "") if path in held else ("not_found", (), f"没有{written}")
        if len(held) == 1:
            return "resolved", held, ""
        return ("ambiguous", held, f"有{len(held)}个附件") if held else ("not_found", (), "没有附件")

    def table(self, written: str) -> Found:
        """表3, in the same annex first."""
        number = re.search("表(.+)", written)
        held = self.places.tables(_number(number[1])) if number else ()
        same = tuple(path for path in held if annex_of(path) == annex_of(self.source))
        held = same or held
        if len(held) == 1:
            return "resolved", held, ""
        return (
            ("ambiguous", held, f"有{len(held)}个{written}") if held else ("not_found", (), f"没有{written}")
        )


def _number(written: str) -> str:
    """The number as digits; "" where it is none (附件1十)."""
    try:
        return str(arabic_number(written))
    except ValueError:
        return ""
