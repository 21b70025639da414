"""The targets that a plan tells in its sentences and not in its tables: 到2025年，新增博士后工作站15家以上.

The name is the words of the plan in front of the figure; nothing is made up. Sentences about a year after that of the
plan's issue are read, and only figures that have a subject of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.document import Document
from ingest.script.wording import any_of, wording
from kb.facts.statements import SCOPE, VERB, WIDE, Statement, sentences, statements
from kb.finding import place
from kb.language.quantity import Quantity, figures
from kb.language.units import unit_table

_WORDING = wording(__file__)
_BOUND = re.compile(f"{any_of(unit_table().following)}?")
_LEAST = 4  # characters of a name


def aims(document: Document) -> tuple[Statement, ...]:
    """The targets told in sentences, in the order of the text, without those that the tables have."""
    stated = statements(document)
    if document.issued is None or not any(one.source == "table" for one in stated):
        return ()  # a rule that names a later year has no indicators
    known = {one.place.start for one in stated if one.source == "text"}
    found: list[Statement] = []
    for clause in document.clauses:
        if clause.level in ("table", "row", "note"):
            continue
        year = 0
        for start, sentence in sentences(document, clause):
            said = _WORDING["year"].findall(sentence)
            year = int(said[-1]) if said else year
            if year > document.issued.year:
                found += (
                    one for one in _told(document, sentence, start, year) if one.place.start not in known
                )
    return tuple(found)


def _told(document: Document, sentence: str, start: int, year: int) -> Iterator[Statement]:
    for figure, begin, name in _named(sentence):
        if not isinstance(figure.value, Decimal) or not figure.unit:
            continue
        end = _BOUND.match(sentence, figure.end)
        high = end.end() if end else figure.end
        where = place(document, start + begin, start + high)
        scope = [one for one in SCOPE.findall(sentence[: figure.start]) if one not in WIDE]
        told = sentence[figure.start : high]
        yield Statement(
            name, year, "target", scope[-1] if scope else "", figure.value, figure.unit, told, where, "text"
        )


def _named(sentence: str) -> Iterator[tuple[Quantity, int, str]]:
    """(figure, where its words begin, its name) for each; names before 分别 go to the figures behind it in order."""
    told = [figure for figure in figures(sentence) if not figure.is_calendar]
    apart = sentence.find("分别")
    if apart >= 0:
        begin = max((m.end() for m in _WORDING["names_end"].finditer(sentence[:apart])), default=0)
        names = _WORDING["names_between"].split(sentence[begin:apart])
        behind = [figure for figure in told if figure.start > apart]
        if len(names) == len(behind):
            at = begin
            for figure, name in zip(behind, names, strict=True):
                yield figure, at, _stripped(name)
                at += len(name) + 1
        told = [figure for figure in told if figure.start < apart]
    past = 0
    for figure in told:
        begin = max((m.end() for m in _WORDING["break"].finditer(sentence, 0, figure.start)), default=0)
        begin = max(begin, past)
        bound = _BOUND.match(sentence, figure.end)
        past = (bound.end() if bound else figure.end) + 1
        name = _stripped(sentence[begin : figure.start])
        if len(name) >= _LEAST:
            yield figure, begin, name


def _stripped(words: str) -> str:
    bare = _WORDING["lead"].sub("", words.strip(" 、"))
    scope = SCOPE.match(bare)
    return VERB.sub("", bare[scope.end() :] if scope and scope[0] not in WIDE else bare)
