"""POST /api/v1/qualify and its summary: a profile in, the verdicts out. Nothing of the profile is kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import ConfigDict, Field

from assistant.eligibility.rules.rule import Kind, Outcome
from assistant.eligibility.verdict.verdict import Tick
from assistant.faces.http.schema import DocumentModel, StrictModel
from assistant.faces.inputs import date_of, question_of
from assistant.faces.service import Service

if TYPE_CHECKING:
    from assistant.eligibility.assessment import Assessment

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OUTCOME = "待补充 还缺事实 · 需人工认定 由部门认定 · 待细则 规划的工作安排 · 未核对 规则未经核对，不下结论"


class PersonModel(StrictModel):
    """一个人的情况：只在内存里，不保存。"""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "我32岁，硕士，在本市租房"}]})

    profile: dict[str, str | int | float | bool | None] = Field(
        {},
        description="事实 → 值；不知道的写“不知道”",
        examples=[{"学历": "硕士", "年龄": 30, "毕业日期": "2024-06"}],
    )
    text: str = Field(
        "",
        description="用自己的话说的情况；读出的事实列在 understood 里，profile 里写了的以 profile 为准",
        examples=["我32岁，硕士，在本市租房"],
    )
    as_of: str | None = Field(None, description="按哪一天判断，默认今天", examples=["2026-01-31"])


class SourceModel(StrictModel):
    """依据：条款、引用和原文；没有单独依据的为空。"""

    clause: str | None
    citation: str
    quote: str


class ReasonModel(SourceModel):
    """一个条件。"""

    says: str
    truth: Tick = Field(description="是 · 否 · 未知 · 人工")
    kind: str = Field(description="test 一项事实 · review 人工认定 · all 同时满足 · any 满足其一")
    fact: str | None
    value: str | None
    parts: list[ReasonModel]


class BenefitModel(SourceModel):
    """一项待遇。"""

    what: str
    text: str
    amount: float | None
    unit: str
    qualifier: str
    period: str
    payment: str
    line: str
    sure: bool = Field(description="false：事实还不全，可能给")


class NoteModel(SourceModel):
    """办理事项。"""

    text: str


class ChangeModel(StrictModel):
    """怎样才会符合。"""

    says: str
    outcome: Outcome
    on: date | None = Field(description="等到哪一天，不是等待的为 null")


class VerdictModel(SourceModel):
    """一个方案的判断。"""

    scheme: str
    title: str
    kind: Kind
    outcome: Outcome = Field(description=_OUTCOME)
    why: str = Field(description="没有判断的原因，有判断则为空")
    document: DocumentModel
    reasons: list[ReasonModel]
    missing: list[str]
    benefits: list[BenefitModel]
    changes: list[ChangeModel]
    decided_by: NoteModel | None
    apply_at: NoteModel | None
    deadline: NoteModel | None
    documents_needed: list[NoteModel]
    verified: dict[str, str | None]


class Exclusive(SourceModel):
    """不能同时享受的两项。"""

    schemes: list[str]
    better: str | None
    says: str


class Next(StrictModel):
    """下一个最该问的问题。"""

    fact: str
    question: str
    why: str
    type: str
    unit: str
    choices: list[str]
    sensitive: bool
    notation: str


class Understood(StrictModel):
    """从自己的话里读出的一项事实；words 是 text[start:end]。"""

    fact: str
    value: str
    words: str
    start: int
    end: int


class Assessed(StrictModel):
    """全部判断。"""

    as_of: date
    profile: dict[str, str]
    unknown: list[str]
    understood: list[Understood]
    verdicts: list[VerdictModel]
    exclusive: list[Exclusive]
    next_question: Next | None
    open_facts: int
    notes: list[str]


def routes(service: Service) -> APIRouter:
    """The routes, to be included below /api/v1."""
    router = APIRouter()

    @router.post("/qualify", summary="我能享受什么")
    def qualify(body: PersonModel) -> Assessed:
        from assistant.faces.assessment_json import assessment_json

        return Assessed.model_validate(assessment_json(_assessed(service, body)))

    @router.post("/qualify/summary", summary="判断单", response_class=Response)
    def summary(
        body: PersonModel, format: Literal["docx", "md"] = Query("docx", description="docx 或 md")
    ) -> Response:
        from assistant.faces.assessment_sheet import summary_docx, summary_markdown

        found = _assessed(service, body)
        if format == "docx":
            return Response(summary_docx(found, date.today()), media_type=_WORD)
        return Response(summary_markdown(found, date.today()), media_type="text/markdown; charset=utf-8")

    return router


def _assessed(service: Service, body: PersonModel) -> Assessment:
    text = question_of(body.text, "自己的话（text）") if body.text.strip() else ""
    return service.qualify(body.profile, date_of(body.as_of) if body.as_of else None, text)
