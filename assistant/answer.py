"""The Answer and its Citation: what every face shows and every evaluation reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ingest.document import ClauseId, Document

Status = Literal["answered", "partial", "clarify", "not_found", "out_of_scope", "error"]

# What each status is called on screen.
STATUS_LABELS: dict[Status, str] = {
    "answered": "有条款依据",
    "partial": "部分有依据",
    "clarify": "需要补充一点信息",
    "not_found": "现有文件没有规定",
    "out_of_scope": "不属于人才政策问题",
    "error": "出错了",
}


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """What a citation says of its document. `validity` is why it is not in force on the day of the answer
    (已于2025-01-01失效), "" when it is."""

    id: str
    title: str
    number: str
    authority: str
    validity: str = ""

    @classmethod
    def of(cls, document: Document) -> DocumentRef:
        """The reference of a whole document, as it stands on the day it was asked for."""
        return cls(document.id, document.name, document.number, document.authority, document.validity_label)

    def as_json(self) -> dict[str, str]:
        """The document as the contracts of `ask --json` and `search --json` have it."""
        return {"id": self.id, "title": self.title, "number": self.number, "authority": self.authority}


def place_of(page: int, confidence: float | None) -> str:
    """（第4页；扫描件文字识别，平均置信度93%）, "" when there is nothing to say: `page` as Document.page,
    `confidence` as Document.confidence."""
    parts = [f"第{page}页"] if page else []
    if confidence is not None:
        parts.append(f"扫描件文字识别，平均置信度{int(confidence * 100)}%")
    return f"（{'；'.join(parts)}）" if parts else ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause and the words of it that count: `quote == Document.text[start:end]`. `page` is the page they
    begin on, 0 for a file without pages; `confidence`, 0…1, how sure the recogniser was of words read from
    a scan, None where the file itself holds them."""

    clause_id: ClauseId
    label: str
    quote: str
    start: int
    end: int
    document: DocumentRef
    page: int = 0
    confidence: float | None = None

    @property
    def place(self) -> str:
        """Where the words stand in the file and how they were read (see place_of)."""
        return place_of(self.page, self.confidence)

    def as_json(self) -> dict[str, Any]:
        """The citation as the contract of `ask --json` has it, with its offsets."""
        return {
            "clause_id": str(self.clause_id),
            "label": self.label,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "page": self.page or None,
            "confidence": None if self.confidence is None else round(self.confidence, 3),
            "validity": self.document.validity,
            "document": self.document.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `citations` are evidence; `related` are the nearest clauses and are not.
    `notes` are Chinese sentences that a face shows under the answer."""

    question: str
    status: Status
    text: str
    as_of: date
    citations: tuple[Citation, ...] = ()
    related: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The answer as the contract of `ask --json` has it."""
        return {
            "question": self.question,
            "status": self.status,
            "text": self.text,
            "citations": [c.as_json() for c in self.citations],
            "related": [c.as_json() for c in self.related],
            "notes": list(self.notes),
            "as_of": self.as_of.isoformat(),
        }
