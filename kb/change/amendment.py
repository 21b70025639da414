"""An amendment given as text, applied to the document it amends: 将第五条第一款修改为…, 删去…, 增加一条，作为第七条….

What is amended is found by the same addresses as references are. The forms are those of 立法技术规范（试行）（一）
(法工委发〔2009〕62号) 第五部分: 修改为, 删去, 增加一条/一款/一项, 将…中的“甲”修改为“乙”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.document import Clause, Document
from ingest.problems import UsageError
from ingest.script.numerals import arabic_number, chinese_number
from ingest.script.wording import wording
from kb.address.clause_places import ClausePlaces
from kb.address.component import PIECES
from kb.address.enumeration import singles

Doing = Literal["replace", "delete", "insert", "substitute"]

_WORDING = wording(__file__, PIECES)
# The first that fits a stretch is meant.
_FORMS: tuple[Doing, ...] = ("substitute", "replace", "delete", "insert")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing that is to be done at the address `where`; `at` is the number of what is inserted."""

    doing: Doing
    where: str
    old: str
    new: str
    unit: str
    at: int
    said: str


def instructions(text: str) -> tuple[Instruction, ...]:
    """The instructions in an amendment, in the order of the text; () when it holds none.
    UsageError for a number that is none (第十十条)."""
    found: list[tuple[int, int, Instruction]] = []
    for doing in _FORMS:
        for match in _WORDING[doing].finditer(text):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), _read(doing, match)))
    return tuple(one for _, _, one in sorted(found, key=lambda entry: entry[0]))


def _read(doing: Doing, match: re.Match[str]) -> Instruction:
    groups = match.groupdict()
    said = match[0] if len(match[0]) <= _SAID else f"{match[0][:_SAID]}……"
    number = (groups.get("at") or "零").strip("（()）")
    try:
        at = arabic_number(number)
    except ValueError:
        raise UsageError(f"“{said}”：“{number}”不是数字，请核对修改决定。") from None
    return Instruction(
        doing, groups.get("where") or "", groups.get("old") or "", groups.get("new") or "", groups.get("unit") or "", at, said
    )  # fmt: skip


_SAID = 30  # characters of an instruction that are told


def amended(document: Document, wanted: tuple[Instruction, ...]) -> str:
    """The text of the document with every instruction carried out at once; what comes after an inserted or deleted 条 is
    numbered anew, references are not. UsageError when an address is not there or the words to be changed are not."""
    places = ClausePlaces.of(document)
    edits: list[tuple[int, int, str]] = []
    for one in wanted:
        edits += _edits(places, one)
    text = document.text
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return _renumbered(text) if any(one.unit == "条" or _is_article(one) for one in wanted) else text


def _is_article(one: Instruction) -> bool:
    return one.doing == "delete" and one.where.endswith("条")


def _edits(places: ClausePlaces, one: Instruction) -> Iterator[tuple[int, int, str]]:
    if one.doing == "insert":
        yield _inserted(places, one)
        return
    clause = _clause(places, one.where, one.said)
    if one.doing == "delete":
        yield clause.start, _line_end(places.document.text, clause.end), ""
    elif one.doing == "replace":
        marker = "" if one.new.startswith(clause.marker) else clause.marker
        space = " " if marker.endswith("条") else ""
        yield clause.start, clause.end, f"{marker}{space}{one.new}"
    else:
        at = clause.text.find(one.old)
        if at < 0:
            raise UsageError(f"“{one.said}”：{one.where}里没有“{one.old}”，请核对修改决定。")
        yield clause.start + at, clause.start + at + len(one.old), one.new


def _inserted(places: ClausePlaces, one: Instruction) -> tuple[int, int, str]:
    """Before the clause that has the number now, else behind the last of its kind."""
    if one.unit == "条":
        held = [c for c in places.by_path.values() if c.level == "article"]
        following = next((c for c in held if c.number == str(one.at)), None)
        new = f"第{chinese_number(one.at)}条 {_WORDING['head'].sub('', one.new)}\n"
    else:
        parent = _clause(places, one.where, one.said)
        token = "k" if one.unit == "款" else "x"
        held = [
            c
            for c in places.by_path.values()
            if re.fullmatch(f"{re.escape(parent.id.path)}(?:\\.k1)?\\.{token}\\d+", c.id.path)
        ]
        following = next((c for c in held if c.id.path.endswith(f"{token}{one.at}")), None)
        new = f"{one.new}\n"
    if following:
        return following.start, following.start, new
    if not held:
        raise UsageError(f"“{one.said}”：找不到插入的位置，请核对修改决定。")
    return held[-1].end, held[-1].end, f"\n{new.rstrip()}"


def _clause(places: ClausePlaces, where: str, said: str) -> Clause:
    listed = singles(where)
    found = places.path(listed[0].tokens) if listed else ()
    if len(found) != 1:
        raise UsageError(f"“{said}”：文件里没有“{where}”，请核对修改决定。")
    return places.by_path[found[0]]


def _line_end(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == "\n" else end


def _renumbered(text: str) -> str:
    """The 条 at the heads of lines numbered from one, those with 之 left as they are."""
    count = 0

    def number(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{match[1]}第{chinese_number(count)}条{match[2]}"

    return _WORDING["article_line"].sub(number, text)
