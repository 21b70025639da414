"""The nouns every other folder speaks: Document, Clause, ClauseId, Table.

A document's `text` is the one string that everything points into. Offsets are
half-open code-point offsets into it, so a quote is always `text[start:end]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.script.numerals import chinese_number
from ingest.validity import validity_on

_TOKEN = re.compile(r"([a-z]*)(\d+(?:-\d+)*)(?:~(\d+))?")
_TOKEN_LABELS = {
    "n": "第{}编", "d": "第{}分编", "c": "第{}章", "j": "第{}节",
    "t": "第{}条", "k": "第{}款", "x": "第（{}）项", "m": "第{}目", "u": "第{}小目",
    "s": "第{}点", "p": "第{}段", "h": "第{}个小标题",
    "z": "注{}",
}  # fmt: skip
_ARABIC_TOKENS = frozenset("mspuhz")
_LADDER_LABELS = ("{}、", "（{}）", "{}.", "（{}）", "第{}小项")


@dataclass(frozen=True, slots=True, order=True)
class ClauseId:
    """`<document>#<path>`: the address of one clause.

    The path is URL-safe ASCII:

    - 公文 ladder: ``3.2.2`` is 三、（二）2.; ``0`` stands for a level that is skipped
      (``3.0.2`` is 三、2.); ``3.2.2.s2`` is its inline item 二是; ``1.2.p2`` its second
      natural paragraph.
    - decimal ladder: ``q1-1-2`` is 1.1.2; ``~2`` marks the second clause of a repeated number.
    - 法规 ladder: ``t16.k1.x2`` is 第十六条第一款第（二）项, ``m`` is 目, ``t120-1`` is
      第一百二十条之一; 编/分编/章/节 are ``n1`` ``d1`` ``c1`` ``j1`` (``n1.c2.j3``).
    - table ``b2``, row ``b2.r4``, note ``b2.z1``; annex ``f1/…``; opening ``0``
      (its paragraphs ``0.p1``), colophon ``end``; the whole document is the empty path.
    """

    document: str
    path: str

    def __str__(self) -> str:
        return f"{self.document}#{self.path}"

    @classmethod
    def parse(cls, text: str) -> ClauseId:
        """The id written as `text`; ValueError (in Chinese) when it is not one."""
        document, sep, path = text.partition("#")
        if not sep or not document:
            raise ValueError(f"“{text}”不是条款编号，应形如“文件#3.2.2”")
        return cls(document, path)

    @property
    def label(self) -> str:
        """The address as a person would write it: 三、（二）2. / 第十六条第一款第（二）项 / 表2第4行."""
        return label_of(self.path)


def label_of(path: str) -> str:
    """The Chinese label of a clause path (see ClauseId); the empty path is 全文."""
    if not path:
        return "全文"
    *annexes, local = path.split("/")
    prefix = "".join(f"附件{a[1:]}" for a in annexes)
    if re.fullmatch(r"f\d+", local):
        return f"{prefix}附件{local[1:]}"
    return prefix + _local_label(local)


def _local_label(local: str) -> str:
    if local == "0" or local.startswith("0.p"):
        return "开头" + "".join(_token_label(token, 0) for token in local.split(".")[1:])
    if local == "end":
        return "文末"
    if local.startswith("b"):
        table, *rest = local.split(".")
        return f"表{table[1:].replace('~', '之')}" + "".join(_table_part(part) for part in rest)
    out, depth = "", 0
    for token in local.split("."):
        out += _token_label(token, depth)
        depth += token[0].isdigit()
    return out


def _table_part(part: str) -> str:
    return f"第{part[1:]}行" if part.startswith("r") else f"注{part[1:]}"


def _token_label(token: str, depth: int) -> str:
    match = _TOKEN.fullmatch(token)
    if not match:
        return token
    kind, number, repeat = match.groups()
    again = f"（第{repeat}处）" if repeat else ""
    if not kind:
        return _ladder_label(number, depth) + again
    if kind == "q":
        return number.replace("-", ".") + again
    main, _, sub = number.partition("-")
    shown = main if kind in _ARABIC_TOKENS else chinese_number(int(main))
    label = _TOKEN_LABELS.get(kind, "{}").format(shown)
    return (f"{label}之{chinese_number(int(sub))}" if sub else label) + again


def _ladder_label(number: str, depth: int) -> str:
    if number == "0":
        return ""
    shown = chinese_number(int(number)) if depth < 2 else number
    return _LADDER_LABELS[min(depth, 4)].format(shown)


@dataclass(frozen=True, slots=True)
class Clause:
    """One node of the tree. `start`/`end` cover its marker, heading, text and all children;
    `text` is exactly `Document.text[start:end]`. `number` is Arabic ("16", "120-1", "" for none),
    `marker` the number as printed ("第十六条", "2．"), `heading` its title without the marker."""

    id: ClauseId
    level: str
    number: str
    marker: str
    heading: str
    text: str
    start: int
    end: int
    children: tuple[Clause, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """This clause and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell as it stands in the text. `row`/`column` are 0-based over the whole
    grid, header included; a merged cell occurs once, with its spans."""

    text: str
    start: int
    end: int
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A body row. `values` has one text per column, merged cells repeated, so that
    `zip(table.columns, row.values)` puts every number under its header."""

    id: ClauseId
    values: tuple[str, ...]
    cells: tuple[Cell, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A real table. `columns` are the flattened headers (a two-row header joins with “/”);
    `notes` are the ids of its 注 clauses; `unit` is the unit in its caption, else ""."""

    id: ClauseId
    caption: str
    unit: str
    columns: tuple[str, ...]
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    notes: tuple[ClauseId, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where `text[start:end]` came from: the page its lines begin on (1-based, 0 for none), and for text
    recognised in a picture how sure the recogniser was, 0…1 (None: the file's own text)."""

    start: int
    end: int
    page: int = 0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One policy document. `authority` is "official" or "sample" and travels with every
    citation; `status` is what the source itself says ("" when it says nothing); `carried` is the
    title of the text that a notice issues (关于印发《X》的通知 → X), "" for none. `stretches` are in
    order and do not overlap; empty for a file without pages. `replaces` are the documents that this
    one says it replaces or repeals as a whole: each its 文号 where that is printed (as `number` is
    written), else its title without 书名号, which may be this document's own title (an earlier version).
    `replaced_by` is the one that is said to replace it, written alike, "" for none. A knowledge base that
    holds what takes its place says so: `succeeded_by` is its id, `succeeded_from` the first day it does
    (None: on every day). `validity_label`: what a citation must say of its validity on the day for which the
    document was asked (已于2025-01-01失效), "" in force."""

    id: str
    title: str
    number: str
    issuer: tuple[str, ...]
    issued: date | None
    effective: date | None
    repealed: date | None
    status: str
    authority: str
    source: str
    text: str
    root: Clause
    tables: tuple[Table, ...] = ()
    addressees: str = ""
    copied_to: str = ""
    carried: str = ""
    stretches: tuple[Stretch, ...] = ()
    replaces: tuple[str, ...] = ()
    replaced_by: str = ""
    succeeded_by: str = ""
    succeeded_from: date | None = None
    validity_label: str = ""

    @property
    def name(self) -> str:
        """What people call it: the title of the text a notice carries, else its own title."""
        return self.carried or self.title

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause in reading order, without the root."""
        return tuple(self.root.walk())[1:]

    def clause(self, path: str) -> Clause:
        """The clause at `path`; KeyError when there is none."""
        for clause in self.root.walk():
            if clause.id.path == path:
                return clause
        raise KeyError(path)

    def page(self, offset: int) -> int:
        """The page, from 1, of the line that holds `offset`; 0 where the file has no pages."""
        return next((one.page for one in self.stretches if one.start <= offset < one.end + 1), 0)

    def confidence(self, start: int, end: int) -> float | None:
        """How sure the recogniser was of text[start:end] on average, 0…1; None where none of it was
        recognised in a picture."""
        shares = [
            (min(end, one.end) - max(start, one.start), one.confidence)
            for one in self.stretches
            if one.confidence is not None and one.start < end and start < one.end
        ]
        total = sum(size for size, _ in shares)
        return sum(size * sure for size, sure in shares) / total if total else None

    def in_force(self, on: date) -> bool:
        """Whether the document is in force on that day, as `validity_on` tells: one that does not say when it
        takes effect counts from its issue, one that says neither counts as in force, and one whose own
        page says 已废止 without a day does not."""
        return validity_on(self, on).holds
