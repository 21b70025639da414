"""Opening what the commands work on; the slow imports wait until they are needed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.problems import ReadError, UsageError, WenceError

if TYPE_CHECKING:
    from assistant.answer import Answer
    from ingest.document import Document
    from kb.knowledge import KnowledgeBase


def open_base(data: Path) -> KnowledgeBase:
    """The knowledge base in `data`; WenceError when there is none: it is never built silently."""
    if not data.is_dir():
        raise WenceError(f"找不到知识库“{data}”，请先运行 wence build 建立它，或用 --data 指明它在哪里。")
    from kb.knowledge import KnowledgeBase

    return KnowledgeBase.open(data)


def answer_to(base: KnowledgeBase, question: str, as_of: date | None) -> Answer:
    """The assistant's answer."""
    from assistant.ask import ask

    return ask(base, question, as_of)


def file_at(name: str) -> Path | None:
    """The file `name`, None when there is none; ReadError for a folder."""
    path = Path(name)
    if path.is_dir():
        raise ReadError(f"“{name}”是文件夹，请指明其中的一个文件。")
    return path if path.exists() else None


def held_documents(data: Path) -> tuple[Document, ...]:
    """Every document of the base in `data`; () without a base: then only what a document says of itself is found."""
    if not data.is_dir():
        return ()
    with open_base(data) as base:
        return base.documents()


def document_named(name: str, data: Path) -> Document:
    """The document in the file `name`, read in a child process and not kept, or the one held under that id, title or
    文号. ReadError for a folder, UsageError when there is none or several."""
    path = file_at(name)
    if path:
        from ingest.sandbox import parse_guarded

        return parse_guarded(path).document
    if not data.is_dir():
        raise UsageError(f"找不到文件“{name}”，也没有知识库“{data}”可查，请检查路径。")
    with open_base(data) as base:
        meant = base.explain(name)
        ids = tuple(dict.fromkeys(clause.document for clause in meant.clauses if not clause.path))
        if len(ids) == 1:
            return base.document(ids[0])
    if ids:
        raise UsageError(f"“{name}”对应不止一份文件：{'、'.join(ids[:5])}，请写明编号。")
    raise UsageError(f"找不到文件“{name}”，知识库里也没有这份文件，请检查路径、编号、标题或文号。")
