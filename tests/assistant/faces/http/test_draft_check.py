"""What a draft over HTTP may be, and the shape of what is found."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import ValidationError

from assistant.faces.http import draft_check
from assistant.faces.http.draft_check import CheckedModel, DraftModel, routes
from assistant.faces.service import Service
from ingest.problems import UsageError
from kb.knowledge import KnowledgeBase

DRAFT = "慈溪市示范办法\n\n第一条 标准按照第九条执行。\n"


@pytest.fixture(scope="module")
def client(data: Path) -> Iterator[TestClient]:
    service = Service(lambda: KnowledgeBase.open(data))
    app = FastAPI()
    app.include_router(routes(service))
    yield TestClient(app)
    service.close()


def coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def errors(told: dict[str, Any]) -> list[str]:
    return [one["check"] for one in told["findings"] if one["severity"] == "error"]


@pytest.mark.parametrize(
    "body", [{"text": DRAFT}, {"base64": coded(DRAFT)}, {"text": " \n", "base64": coded(DRAFT)}]
)
def test_text_and_bytes_are_checked_alike(body: dict[str, str], client: TestClient) -> None:
    told = client.post("/check", json=body).json()
    assert CheckedModel.model_validate(told).file == "草案.txt"
    assert errors(told) == ["reference_broken"]
    assert told["findings"][0]["places"][0]["quote"] == "第九条"


def test_a_path_in_the_name_is_no_path(client: TestClient) -> None:
    told = client.post("/check", json={"text": "第一条 无题。", "name": "../../etc/办法.txt"}).json()
    assert "etc" not in told["document"]["id"]
    assert ".." not in told["document"]["id"]


def test_a_day_on_which_what_is_cited_has_ended(client: TestClient) -> None:
    draft = DRAFT.replace("第九条", "《测试市人才租房补贴办法》第一条")
    for day, expired in (("2026-06-01", False), ("2040-01-01", True)):
        told = client.post("/check", json={"text": draft, "as_of": day}).json()
        assert ("reference_expired" in [one["check"] for one in told["findings"]]) == expired


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "请写 text 或 base64 之一"),
        ({"text": "  "}, "请写 text 或 base64 之一"),
        ({"text": DRAFT, "base64": coded(DRAFT)}, "请写 text 或 base64 之一"),
        ({"base64": "草案"}, "base64 不对"),
        ({"base64": "AAA"}, "base64 不对"),
        ({"text": DRAFT, "as_of": "明天"}, "不是有效的日期"),
    ],
)
def test_what_cannot_be_checked(body: dict[str, str], says: str, client: TestClient) -> None:
    with pytest.raises(UsageError, match=says):
        client.post("/check", json=body)


def test_a_file_over_the_limit_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_check, "FILE_LIMIT", len(DRAFT.encode()))
    assert client.post("/check", json={"base64": coded(DRAFT)}).status_code == 200
    with pytest.raises(UsageError, match="超过 5 MB 的上限，请用 wence check 检查"):
        client.post("/check", json={"base64": coded(DRAFT + "。")})


def test_the_page_is_escaped_and_only_a_word_file_comes_back_as_one(client: TestClient) -> None:
    body = {"text": DRAFT.replace("标准", "<script>标准"), "name": "<b>.txt"}
    reply = client.post("/check/report", json=body)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in reply.text
    assert "<b>.txt" not in reply.text
    with pytest.raises(UsageError, match="只有 .docx"):
        client.post("/check/report?format=docx", json={"text": DRAFT})
    assert client.post("/check/report?format=pdf", json={"text": DRAFT}).status_code == 422


@pytest.mark.parametrize("body", [{"name": "长" * 201}, {"extra": "x"}, {"text": 7}])
def test_a_body_of_another_shape_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        DraftModel.model_validate(body)
