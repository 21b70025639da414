"""What is held, over HTTP: documents, clauses, references; what is not there is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from handmade import DOCUMENT_ID, FakeBase, document, fake_ask

from assistant.faces.http.held import routes
from assistant.faces.service import Service
from ingest.problems import UsageError
from kb.knowledge import KnowledgeBase

REAL = "测试发-2026-1"


def serving(service: Service) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(routes(service))
    yield TestClient(app)
    service.close()


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The routes alone, on a base made by hand."""
    yield from serving(Service(FakeBase, fake_ask))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def real(data: Path) -> Iterator[TestClient]:
    yield from serving(Service(lambda: KnowledgeBase.open(data)))


@pytest.mark.parametrize("address", [f"{DOCUMENT_ID}%231.1", f"{DOCUMENT_ID}/1.1"])
def test_a_clause_with_what_stands_around_it(address: str, client: TestClient) -> None:
    told = client.get(f"/clauses/{address}").json()
    assert told["clause_id"] == f"{DOCUMENT_ID}#1.1"
    assert told["text"] == document().clause("1.1").text
    assert [child["clause_id"] for child in told["children"]] == [f"{DOCUMENT_ID}#1.1.{n}" for n in (1, 2)]
    assert told["citation"].startswith("《慈溪市人才住房示例办法》（慈示例〔2026〕9号）一、（一）")
    assert (told["page"], told["confidence"]) == (None, None)


def test_the_list_and_the_whole_document(client: TestClient) -> None:
    (listed,) = client.get("/documents").json()["documents"]
    assert (listed["id"], listed["issued"], listed["repealed"]) == (DOCUMENT_ID, "2026-01-01", None)
    whole = client.get(f"/documents/{DOCUMENT_ID}").json()
    text = whole["text"]
    assert text == document().text
    assert all(text[one["start"] : one["end"]] == one["text"] for one in whole["clauses"])


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/documents/没有", "知识库里没有文件“没有”。"),
        (f"/clauses/{DOCUMENT_ID}%239.9", f"知识库里没有条款“{DOCUMENT_ID}#9.9”。"),
        (f"/clauses/{DOCUMENT_ID}/9.9", f"知识库里没有条款“{DOCUMENT_ID}#9.9”。"),
        ("/clauses/没有%231", "知识库里没有条款“没有#1”。"),
    ],
)
def test_what_is_not_held_is_404(address: str, says: str, client: TestClient) -> None:
    reply = client.get(address)
    assert (reply.status_code, reply.json()["detail"]) == (404, says)


def test_a_long_name_is_cut_in_the_sentence(client: TestClient) -> None:
    assert len(client.get(f"/documents/{'长' * 3000}").json()["detail"]) < 130


@pytest.mark.parametrize(
    "address",
    ["/clauses/没有", "/references/没有", "/clauses/%231", f"/clauses/{DOCUMENT_ID}%231?as_of=昨天"],
)
def test_what_cannot_be_an_address_is_the_callers_mistake(address: str, client: TestClient) -> None:
    with pytest.raises(UsageError):
        client.get(address)


def test_what_a_clause_cites_and_what_cites_it(real: TestClient) -> None:
    told = real.get(f"/references/{REAL}%23t1").json()
    assert list(told) == ["cites", "cited_by"]
    assert (len(told["cites"]), told["cited_by"]) == (1, [])
    assert real.get(f"/references/{REAL}/t1").json() == told
    assert real.get(f"/references/{REAL}/t99").json()["detail"] == f"知识库里没有条款“{REAL}#t99”。"


def test_the_graph_is_a_picture(real: TestClient) -> None:
    reply = real.get("/references.svg")
    assert reply.headers["content-type"] == "image/svg+xml"
    assert reply.text.startswith("<svg")


def test_a_clause_on_a_day_tells_its_validity(real: TestClient) -> None:
    now, later = (real.get(f"/clauses/{REAL}/t1?as_of={day}").json() for day in ("2026-06-01", "2040-01-01"))
    assert now["document"]["validity"] == ""
    assert "失效" in later["document"]["validity"]
    assert "失效" in later["citation"]
