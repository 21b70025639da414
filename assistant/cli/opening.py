"""Opening what the commands work on; the slow imports wait until they are needed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.problems import WenceError

if TYPE_CHECKING:
    from assistant.answer import Answer
    from kb.retrieve import KnowledgeBase


def open_base(data: Path) -> KnowledgeBase:
    """The knowledge base in `data`; WenceError when there is none: it is never built silently."""
    if not data.is_dir():
        raise WenceError(f"找不到知识库“{data}”，请先运行 wence build 建立它，或用 --data 指明它在哪里。")
    from kb.retrieve import KnowledgeBase

    return KnowledgeBase.open(data)


def answer_to(base: KnowledgeBase, question: str, as_of: date | None) -> Answer:
    """The assistant's answer."""
    from assistant.ask import ask

    return ask(base, question, as_of)
