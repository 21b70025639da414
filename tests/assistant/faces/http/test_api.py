"""The HTTP API and its guard."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from handmade import DOCUMENT_ID, FakeBase, document, fake_ask
from starlette.testclient import TestClient

from assistant.faces.http.api import create_app
from assistant.faces.http.gate import BODY_LIMIT
from assistant.faces.service import Service


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The site without its page, on a base made by hand."""
    service = Service(FakeBase, fake_ask)  # type: ignore[arg-type]
    with TestClient(
        create_app(service, page=False), base_url="http://wence.test", raise_server_exceptions=False
    ) as made:
        yield made
    service.close()


def sentence(response: httpx.Response, status: int) -> str:
    assert response.status_code == status, response.text
    assert list(response.json()) == ["detail"]
    detail = str(response.json()["detail"])
    assert detail.endswith("。")
    assert "\n" not in detail
    return detail


def test_ask_is_the_contract_of_the_command(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": "毕业生能落户吗", "as_of": "2025-06-01"}).json()
    assert list(answer) == ["question", "status", "text", "citations", "related", "notes", "as_of"]
    assert answer["status"] == "answered"
    assert answer["as_of"] == "2025-06-01"
    assert answer["citations"][0]["clause_id"] == f"{DOCUMENT_ID}#1.1.2"
    assert answer["citations"][0]["document"]["authority"] == "sample"


def test_search_gives_ranked_clauses(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "落户", "k": 3}).json()
    assert found["hits"][0]["label"] == "一、（一）2."


@pytest.mark.parametrize("address", [f"{DOCUMENT_ID}%231.1.2", f"{DOCUMENT_ID}/1.1.2"])
def test_a_clause_comes_with_its_context(client: TestClient, address: str) -> None:
    clause = client.get(f"/api/v1/clauses/{address}").json()
    assert clause["breadcrumb"] == "慈溪市人才住房示例办法 > 一、总则 > （一）适用范围"
    assert clause["text"] == document().clause("1.1.2").text


def test_documents_are_listed_and_read(client: TestClient) -> None:
    listed = client.get("/api/v1/documents").json()["documents"]
    assert [one["id"] for one in listed] == [DOCUMENT_ID]
    whole = client.get(f"/api/v1/documents/{DOCUMENT_ID}").json()
    assert whole["text"] == document().text
    assert len(whole["clauses"]) == len(document().clauses)


def test_health_tells_what_is_held(client: TestClient) -> None:
    health = client.get("/api/v1/health").json()
    assert (health["status"], health["documents"]) == ("ok", 1)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"question": ""}, "问题是空的"),
        ({"question": "问" * 2001}, "超过上限 2,000 字"),
        ({"question": 7}, "“question”的写法不对"),
        ({}, "缺少“question”"),
        ({"question": "落户", "extra": 1}, "不认识“extra”"),
        ({"question": "落户", "as_of": "2026-02-30"}, "不是有效的日期"),
        ([], "JSON 对象"),
    ],
)
def test_bad_questions_are_told_in_one_sentence(client: TestClient, body: object, says: str) -> None:
    assert says in sentence(client.post("/api/v1/ask", json=body), 422)


def test_other_bad_requests_are_told_in_one_sentence(client: TestClient) -> None:
    sentence(client.post("/api/v1/ask", content=b"{", headers={"content-type": "application/json"}), 422)
    sentence(client.get("/api/v1/search"), 422)
    assert "1 到 100" in sentence(client.get("/api/v1/search", params={"q": "落户", "k": 0}), 422)
    sentence(client.get("/api/v1/ask"), 405)
    sentence(client.get("/api/v1/nothing"), 404)
    assert "没有条款" in sentence(client.get(f"/api/v1/clauses/{DOCUMENT_ID}%239.9"), 404)
    assert "没有文件" in sentence(client.get("/api/v1/documents/nothing"), 404)
    assert "%23" in sentence(client.get("/api/v1/clauses/nothing"), 422)


def test_a_fault_neither_reaches_the_user_nor_the_log(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    detail = sentence(client.post("/api/v1/ask", json={"question": "故障：我的身份证号"}), 500)
    told = capsys.readouterr()
    assert "RuntimeError" in detail
    assert "RuntimeError" in told.err
    assert "身份证" not in detail + told.err + told.out


def test_a_large_body_is_refused(client: TestClient) -> None:
    assert "太大" in sentence(client.post("/api/v1/ask", content=b"x" * (BODY_LIMIT + 1)), 413)

    def stream() -> Iterator[bytes]:
        for _ in range(BODY_LIMIT // 1024 + 1):
            yield b"x" * 1024

    sentence(client.post("/api/v1/ask", content=stream(), headers={"content-type": "application/json"}), 413)
    sentence(client.get("/api/v1/search", params={"q": "问" * 5000}), 414)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_cannot_post(client: TestClient, headers: dict[str, str]) -> None:
    assert "其他网站" in sentence(client.post("/api/v1/ask", json={"question": "落户"}, headers=headers), 403)


def test_the_own_page_can_post(client: TestClient) -> None:
    headers = {"origin": "http://wence.test", "sec-fetch-site": "same-origin"}
    assert client.post("/api/v1/ask", json={"question": "落户"}, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "path", ["/gradio_api/upload", "/upload", "/gradio_api/file=/etc/passwd", "/monitoring", "/login"]
)
def test_what_the_page_does_not_use_is_closed(client: TestClient, path: str) -> None:
    sentence(client.post(path, files={"files": b"x"}), 404)
    sentence(client.get(path), 404)


@pytest.mark.parametrize("path", ["/api/v1/health", "/docs", "/api/v1/nothing", "/elsewhere"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]


def test_the_description_needs_no_other_host(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "POST /api/v1/ask" in page
    assert "src=" not in page
    assert 'href="http' not in page
    assert "/api/v1/ask" in client.get("/openapi.json").json()["paths"]
