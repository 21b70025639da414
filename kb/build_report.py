"""What a build did: one verdict a file and a summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The verdict on one file; its value is what users read."""

    ADDED = "已入库"
    WARNED = "已入库（有警告）"
    UNCHANGED = "未变化"
    DUPLICATE = "内容重复"
    REMOVED = "已移除"
    MISSING = "源文件不见"
    SKIPPED = "略过"
    NEEDS_OCR = "需要OCR"
    UNSUPPORTED = "暂不支持"
    REFUSED = "拒绝"


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What became of one file. `detail` is one Chinese sentence or "", `document` the id of the document
    it stands for, "" for none."""

    path: str
    outcome: Outcome
    detail: str = ""
    document: str = ""

    @property
    def line(self) -> str:
        """The verdict as one line: 拒绝：文件是空的."""
        return f"{self.outcome.value}：{self.detail}" if self.detail else self.outcome.value


@dataclass(frozen=True, slots=True)
class BuildReport:
    """One verdict a file in the order read, then the size of the base as it is now. `generation` names
    the index in use ("" for an empty base); `renewed` tells whether this build made it; `notes` are
    Chinese sentences for the summary."""

    verdicts: tuple[FileVerdict, ...]
    documents: int
    clauses: int
    passages: int
    generation: str
    renewed: bool
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[FileVerdict, ...]:
        """The files that could not be read."""
        return tuple(v for v in self.verdicts if v.outcome in (Outcome.REFUSED, Outcome.NEEDS_OCR))

    @property
    def summary(self) -> str:
        """The whole build in one or two Chinese sentences."""
        counts = Counter(verdict.outcome for verdict in self.verdicts)
        parts = "，".join(f"{one.value} {counts[one]}" for one in Outcome if counts[one])
        files = f"处理 {len(self.verdicts)} 个文件：{parts}。" if parts else "没有找到文件。"
        index = "检索索引已更新" if self.renewed else "检索索引未变化"
        return f"{files}知识库现有 {self.documents} 份文件、{self.clauses} 个条款、{self.passages} 个检索段落；{index}。"
