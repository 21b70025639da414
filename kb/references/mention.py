"""The nouns: a Mention is how a text names something, a Reference is that with what it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.document import ClauseId

Kind = Literal["title", "number", "address", "self", "relative", "annex", "table", "short_name", "program"]
Status = Literal["resolved", "range", "ambiguous", "not_found", "external", "expired"]

KINDS: dict[Kind, str] = {
    "title": "书名号", "number": "文号", "address": "条款", "self": "本文件", "relative": "前款、下列",
    "annex": "附件", "table": "表", "short_name": "简称", "program": "计划、工程",
}  # fmt: skip
STATUSES: dict[Status, str] = {
    "resolved": "已找到", "range": "范围", "ambiguous": "有歧义", "not_found": "找不到", "external": "未收录",
    "expired": "已失效",
}  # fmt: skip
# What an author has to look at.
BROKEN: frozenset[Status] = frozenset(("ambiguous", "not_found", "expired"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch [start, end) of a document's text that names something. `name` is a title or short name without its
    marks, `number` a 文号, `address` the clause part as printed (第五条第一款、第三款和第八条), each "" where it
    does not stand there."""

    kind: Kind
    text: str
    start: int
    end: int
    name: str = ""
    number: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention in the clause `source`. `targets` are what it names: the ids of a list in order, the first and the
    last of a range, the candidates where it is ambiguous, the whole document (empty path) where no clause is
    named; none where nothing held is named. `note` says in one Chinese sentence why it is not resolved."""

    source: ClauseId
    mention: Mention
    status: Status
    targets: tuple[ClauseId, ...] = ()
    note: str = ""
