"""What a clause does: a plan's target is not an entitlement, and an answer says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.document import Document
from ingest.script.wording import wording

_PLAN = re.compile(r"规划|纲要|计划|要点|行动方案")

_WORDING = wording(__file__)
# The first effect whose pattern occurs in the quoted words wins.
_EFFECTS = {
    "程序": _WORDING["procedure"],
    "条件": _WORDING["condition"],
    "待遇": _WORDING["entitlement"],
    "职责": _WORDING["duty"],
    "目标": _WORDING["target"],
}


def effect_of(document: Document, quote: str) -> str:
    """目标, 工作部署, 现状, 待遇, 条件, 程序, 职责 or "": what the quoted words of `document` do. In a plan
    whatever is neither a target nor a finding is a work arrangement."""
    plan = is_plan(document)
    found = next((effect for effect, cue in _EFFECTS.items() if cue.search(quote)), "")
    if not plan or found == "目标":
        return found
    past = _WORDING["reached"].search(quote) and not _WORDING["work"].search(quote)
    return "现状" if past else "工作部署"


def is_plan(document: Document) -> bool:
    """Whether the document is a plan (规划, 纲要, 计划, 要点), which sets targets and arranges work."""
    return bool(_PLAN.search(document.name))


def effect_notes(cited: Iterable[tuple[Document, str]]) -> tuple[str, ...]:
    """What must be said with an answer that rests on nothing but a plan's targets and arrangements."""
    pairs = list(cited)
    if not pairs or not all(is_plan(document) for document, _ in pairs):
        return ()
    effects = {effect_of(document, quote) for document, quote in pairs}
    if "工作部署" in effects:
        return ("这是规划的工作部署，不是可以直接申领的待遇；具体条件、标准和办理程序以实施细则为准。",)
    if "目标" in effects:
        return ("这是规划提出的目标，不是可以直接申领的待遇。",)
    return ()
