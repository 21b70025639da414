"""What a person over HTTP may tell, and the two forms of the answer."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import ValidationError

from assistant.faces.http.qualification import Assessed, PersonModel, routes
from assistant.faces.service import Service
from ingest.problems import UsageError
from kb.knowledge import KnowledgeBase

DAY = "2026-11-26"


@pytest.fixture(scope="module")
def client(data: Path) -> Iterator[TestClient]:
    service = Service(lambda: KnowledgeBase.open(data))
    app = FastAPI()
    app.include_router(routes(service))
    yield TestClient(app)
    service.close()


def test_who_tells_nothing_is_asked(client: TestClient) -> None:
    told = Assessed.model_validate(client.post("/qualify", json={"text": " \n", "as_of": DAY}).json())
    assert (told.profile, told.understood) == ({}, [])
    assert told.next_question is not None
    assert told.verdicts[0].outcome == "待补充"


def test_the_profile_counts_before_the_own_words(client: TestClient) -> None:
    body = {"profile": {"学历": "博士"}, "text": "我32岁，硕士", "as_of": DAY}
    told = client.post("/qualify", json=body).json()
    assert (told["as_of"], told["profile"]["学历"]) == (DAY, "博士")
    assert {one["fact"] for one in told["understood"]} == {"年龄", "学历"}


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("", "wordprocessingml"),
        ("?format=docx", "wordprocessingml"),
        ("?format=md", "text/markdown; charset=utf-8"),
    ],
)
def test_the_summary_in_two_forms(query: str, kind: str, client: TestClient, good: dict[str, Any]) -> None:
    reply = client.post(f"/qualify/summary{query}", json={"profile": good, "as_of": DAY})
    assert kind in reply.headers["content-type"]
    if "markdown" in kind:
        text = reply.text
    else:
        text = "\n".join(paragraph.text for paragraph in Word(BytesIO(reply.content)).paragraphs)
    assert "判断依据的日期：2026-11-26" in text
    assert "连续缴纳社会保险满12个月" in text


def test_another_form_is_refused(client: TestClient) -> None:
    assert client.post("/qualify/summary?format=pdf", json={}).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        {"profile": {"年龄": 200}},
        {"profile": {"学位": "硕士"}},
        {"as_of": "2026-02-30"},
        {"text": "我" * 2001},
        {"profile": {"婚姻状况": "未婚", "配偶慈溪住房": "是"}},
    ],
)
def test_what_cannot_be_is_told(body: dict[str, Any], client: TestClient) -> None:
    for address in ("/qualify", "/qualify/summary"):
        with pytest.raises(UsageError):
            client.post(address, json=body)


@pytest.mark.parametrize(
    "body", [{"who": "me"}, {"profile": {"学历": ["硕士"]}}, {"profile": []}, {"text": 7}]
)
def test_a_body_of_another_shape_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        PersonModel.model_validate(body)
