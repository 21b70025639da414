"""What a clause does: a plan's target is not an entitlement, and an answer says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.document import Document
from ingest.script.document_kinds import kind_parts

_PLAN = re.compile(kind_parts()["plan_kind"])

# The first effect whose pattern occurs in the quoted words wins.
_EFFECTS = (
    ("程序", re.compile(r"受理|提交.{0,12}(?:申请|材料)|(?:审核|审批|公示)后|申领.{0,10}(?:向|应当)")),
    ("条件", re.compile(r"(?:下列|以下|符合.{0,8})条件|应当具备")),
    ("待遇", re.compile(r"(?:给予|发放|享受|补贴|补助|奖励|津贴).{0,20}(?:元|%|倍)|免(?:收|费|缴)")),
    ("职责", re.compile(r"负责|主管|履行.{0,6}职责")),
    ("目标", re.compile(r"到20\d\d年|目标|力争")),
)  # fmt: skip


def effect_of(document: Document, quote: str) -> str:
    """目标, 工作部署, 现状, 待遇, 条件, 程序, 职责 or "": what the quoted words of `document` do. In a plan
    whatever is neither a target nor a finding is a work arrangement."""
    plan = is_plan(document)
    found = next((effect for effect, cue in _EFFECTS if cue.search(quote)), "")
    if not plan or found == "目标":
        return found
    past = re.search(r"“十三五”|达到|已|累计|突破", quote) and not re.search(
        r"推进|加强|完善|建立|实施|探索", quote
    )
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
