"""POST /api/v1/check and its report: a draft in, its findings out. Nothing of the draft is kept."""

from __future__ import annotations

import base64
import binascii
from datetime import date
from pathlib import PurePath
from typing import Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import ConfigDict, Field

from assistant.faces.http.schema import StrictModel
from assistant.faces.inputs import date_of
from assistant.faces.service import Service
from ingest.problems import UsageError

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILE_LIMIT = 5 * 1024 * 1024


class DraftModel(StrictModel):
    """一份草案：文字，或文件的 base64；只在内存里检查，不入库、不保存。"""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "第一条 本办法自发布之日起施行。"}]})

    name: str = Field(
        "草案.txt", description="文件名，扩展名说明格式", examples=["草案.docx"], max_length=200
    )
    text: str = Field("", description="草案的文字（与 base64 二选一）")
    base64: str = Field("", description="文件内容的 base64，不超过 5 MB")
    as_of: str | None = Field(None, description="按哪一天有效的文件对照，默认今天", examples=["2026-01-31"])


class PlaceModel(StrictModel):
    """一处：条款和原文。"""

    clause_id: str
    label: str
    document: str
    quote: str
    start: int
    end: int


class FindingModel(StrictModel):
    """一个问题；places 的第一处在草案里，其余是对照的。"""

    check: str
    title: str
    severity: Literal["error", "warning", "hint"]
    message: str
    places: list[PlaceModel]


class CheckedModel(StrictModel):
    """检查结果；notes 是没能核对的。"""

    file: str
    document: dict[str, str]
    findings: list[FindingModel]
    silenced: list[FindingModel]
    notes: list[str]


def routes(service: Service) -> APIRouter:
    """The routes, to be included below /api/v1."""
    router = APIRouter()

    @router.post("/check", summary="检查草案")
    def check(body: DraftModel) -> CheckedModel:
        from assistant.authoring.findings import examined_json

        _, found = _examined(service, body)
        return CheckedModel.model_validate(examined_json(found, body.name))

    @router.post("/check/report", summary="检查结果：网页，或带批注的 Word", response_class=Response)
    def report(
        body: DraftModel, format: Literal["html", "docx"] = Query("html", description="html 或 docx")
    ) -> Response:
        from assistant.authoring.comments import commented
        from assistant.authoring.findings import examined_html

        data, found = _examined(service, body)
        if format == "html":
            return Response(examined_html([(body.name, found)]), media_type="text/html; charset=utf-8")
        if not body.name.lower().endswith(".docx"):
            raise UsageError("只有 .docx 草案能写成带批注的 Word，其他格式请用 format=html。")
        word, _ = commented(data, found.document, found.findings.shown)
        return Response(word, media_type=_WORD)

    return router


def _examined(service: Service, body: DraftModel) -> tuple[bytes, Any]:
    data = _data(body)
    return data, service.examine(
        PurePath(body.name).name, data, date_of(body.as_of) if body.as_of else date.today()
    )


def _data(body: DraftModel) -> bytes:
    if bool(body.text.strip()) == bool(body.base64):
        raise UsageError("请写 text 或 base64 之一：草案的文字，或文件内容的 base64。")
    if body.text.strip():
        return body.text.encode()
    try:
        data = base64.b64decode(body.base64, validate=True)
    except (binascii.Error, ValueError):
        raise UsageError("base64 不对，请检查文件内容的编码。") from None
    if len(data) > FILE_LIMIT:
        raise UsageError(
            f"文件有 {len(data) / 1024 / 1024:.1f} MB，超过 5 MB 的上限，请用 wence check 检查。"
        )
    return data
