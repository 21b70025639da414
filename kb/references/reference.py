"""Reference: how a document names something, with what it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.document import ClauseId
from kb.address.mention import Kind, Mention

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
class Reference:
    """A mention in the clause `source`. `targets` are what it names: the ids of a list in order, the first and the
    last of a range, the candidates where it is ambiguous, the whole document (empty path) where no clause is
    named; none where nothing held is named. `note` says in one Chinese sentence why it is not resolved."""

    source: ClauseId
    mention: Mention
    status: Status
    targets: tuple[ClauseId, ...] = ()
    note: str = ""
