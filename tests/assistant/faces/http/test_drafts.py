"""POST /api/v1/check, its report, the graph, and the tab 检查草案 in a browser."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from fastapi.testclient import TestClient
from serving import serving

from assistant.faces.http.api import create_app
from assistant.faces.http.gate import DRAFT_LIMIT
from assistant.faces.service import Service
from kb.knowledge import KnowledgeBase

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DRAFT = "慈溪市示范办法\n\n第一条 为了示范，制定本办法。\n\n第二条 标准按照第九条执行。\n"


@pytest.fixture(scope="module")
def client(plan_base: KnowledgeBase) -> Iterator[TestClient]:
    service = Service(lambda: KnowledgeBase.open(plan_base.data_dir))
    with TestClient(create_app(service, page=False)) as made:
        yield made
    service.close()


def word() -> bytes:
    made, out = docx.Document(), BytesIO()
    for line in filter(None, DRAFT.split("\n")):
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def test_a_text_is_checked(client: TestClient) -> None:
    told = client.post("/api/v1/check", json={"text": DRAFT}).json()
    assert [(one["check"], one["severity"]) for one in told["findings"]] == [("reference_broken", "error")]
    assert told["findings"][0]["places"][0]["quote"] == "第九条"
    titles = [one["title"] for one in client.get("/api/v1/documents").json()["documents"]]
    assert not any("示范办法" in title for title in titles)


def test_a_word_file_comes_back_with_comments(client: TestClient) -> None:
    body = {"name": "草案.docx", "base64": base64.b64encode(word()).decode()}
    reply = client.post("/api/v1/check/report?format=docx", json=body)
    assert reply.status_code == 200
    assert any("第九条" in comment.text for comment in docx.Document(BytesIO(reply.content)).comments)
    assert "引用的条款不存在" in client.post("/api/v1/check/report", json=body).text


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "之一"),
        ({"text": "甲", "base64": "AAAA"}, "之一"),
        ({"base64": "不是"}, "base64 不对"),
        ({"name": "草案.xyz", "base64": "AAAA"}, "不支持"),
    ],
)
def test_what_cannot_be_checked_is_told(client: TestClient, body: dict[str, str], says: str) -> None:
    reply = client.post("/api/v1/check", json=body)
    assert reply.status_code == 422
    assert says in reply.json()["detail"]


def test_a_draft_may_be_large_but_not_without_end(client: TestClient) -> None:
    assert client.post("/api/v1/check", json={"text": DRAFT + "一般规定。" * 30_000}).status_code == 200
    assert client.post("/api/v1/check", content=b"x" * (DRAFT_LIMIT + 1)).status_code == 413
    assert client.post("/api/v1/ask", content=b"x" * 100_000).status_code == 413


def test_the_graph_is_drawn(client: TestClient) -> None:
    reply = client.get("/api/v1/references.svg")
    assert reply.headers["content-type"] == "image/svg+xml"
    assert "慈溪市人才发展" in reply.text


def test_both_directions_of_a_clause(client: TestClient) -> None:
    told = client.get("/api/v1/references/慈发改-2021-25%230.p2").json()
    assert any("慈党〔2020〕4号" in line for line in told["cites"])
    assert client.get("/api/v1/references/慈发改-2021-25%23t99").status_code == 404
    assert client.get("/api/v1/references/没有").status_code == 422


@pytest.fixture(params=(1280, 390), ids=lambda width: f"{width}px")
def page(request: pytest.FixtureRequest, plan_base: KnowledgeBase, browser: Browser) -> Iterator[Page]:
    service = Service(lambda: KnowledgeBase.open(plan_base.data_dir))
    with serving(service) as address:
        shown = browser.new_page(viewport={"width": request.param, "height": 900})
        shown.goto(address)
        shown.get_by_role("tab", name="检查草案").click()
        yield shown
        shown.close()


def test_a_draft_is_checked_on_the_page(page: Page, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    path = tmp_path / "草案.docx"
    path.write_bytes(word())
    page.set_input_files("#draft-file", str(path))
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator("#findings article.error")).to_have_count(1, timeout=30_000)
    expect(page.locator("#findings article.error")).to_contain_text("第九条")
    page.get_by_label("错误").uncheck()
    expect(page.locator("#findings article.error")).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载带批注的 Word").click()
    assert download.value.suggested_filename.endswith(".docx")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_page_says_what_is_missing(page: Page) -> None:
    from playwright.sync_api import expect

    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator("#findings")).to_contain_text("请选一个文件")
