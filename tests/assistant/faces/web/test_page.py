"""The page as it is mounted: what it holds, what an event gives back, and that it asks no host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from handmade import FakeBase, fake_ask
from starlette.routing import Mount

from assistant.faces.service import QUEUE_LIMIT, BusyError, Service
from assistant.faces.web.page import CONCURRENT, mount


@pytest.fixture(scope="module")
def app() -> Iterator[FastAPI]:
    service = Service(FakeBase, fake_ask)  # type: ignore[arg-type]
    made = FastAPI()
    mount(made, service)
    yield made
    service.close()


@pytest.fixture(scope="module")
def blocks(app: FastAPI) -> Any:
    (mounted,) = [route for route in app.routes if isinstance(route, Mount)]
    return mounted.app.get_blocks()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def ask(blocks: Any) -> Any:
    """What a question gives: the answer's and the papers' HTML, last of what is shown."""
    responds = [one for one in blocks.fns.values() if one.name == "respond"]
    return lambda question: list(responds[0].fn(question))


def part(blocks: Any, name: str) -> Any:
    (found,) = [one for one in blocks.blocks.values() if getattr(one, "elem_id", None) == name]
    return found


def test_the_page_is_whole_and_asks_no_host(app: FastAPI) -> None:
    config = TestClient(app).get("/config").json()
    assert config["title"] == "上林问策"
    inlined = config["css"] + config["head"]
    assert "<script>" in config["head"]
    for asked in ("http://", "https://", "@import", "<link", " src="):
        assert asked not in inlined.replace("http://www.w3.org/2000/svg", ""), asked
    assert config["max_file_size"] == 1
    assert config["show_error"] is False
    assert config["footer_links"] == []


def test_the_three_tabs_and_the_examples_are_there(blocks: Any) -> None:
    labels = [one.label for one in blocks.blocks.values() if one.get_block_name() == "tabitem"]
    assert labels == ["问政策", "我能享受什么", "检查草案"]
    buttons = [one.value for one in blocks.blocks.values() if one.get_block_name() == "button"]
    assert set(FakeBase.site.examples) < set(buttons)


def test_before_the_first_question_what_is_held_is_shown(blocks: Any) -> None:
    assert "慈溪市人才住房示例办法" in part(blocks, "papers").value
    assert part(blocks, "answer").value in ("", None)


def test_no_event_is_an_endpoint_for_others(blocks: Any) -> None:
    assert all(one.api_visibility != "public" for one in blocks.fns.values())
    responds = [one for one in blocks.fns.values() if one.name == "respond"]
    assert {one.concurrency_limit for one in responds} == {CONCURRENT}
    assert blocks._queue.max_size == QUEUE_LIMIT


def test_an_answer_follows_a_sign_of_work(ask: Any) -> None:
    (working, _), (answer, papers) = ask("毕业生能落户吗")
    assert 'role="status"' in working
    assert 'data-status="answered"' in answer
    assert 'id="cite-1"' in papers


@pytest.mark.parametrize(
    ("question", "says"),
    [(" ", "问题是空的"), ("问" * 2001, "超过上限"), ("故障<b>", "程序出错了")],
)
def test_what_goes_wrong_is_one_sentence_above_what_is_held(
    question: str, says: str, ask: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    answer, papers = ask(question)[-1]
    assert says in answer
    assert 'data-status="error"' in answer
    assert 'class="shelf"' in papers
    assert "<b>" not in capsys.readouterr().err + answer, "the question reaches neither page nor log"


def test_an_answer_without_a_citation_shows_what_is_held_or_near(ask: Any) -> None:
    answer, papers = ask("月亮")[-1]
    assert 'data-status="not_found"' in answer
    assert 'id="cite-r1"' in papers


def test_a_busy_service_is_told() -> None:
    def busy(*_: object) -> Any:
        raise BusyError("现在提问的人太多，请过一会儿再试。")

    service, app = Service(FakeBase, busy), FastAPI()  # type: ignore[arg-type]
    mount(app, service)
    (mounted,) = [route for route in app.routes if isinstance(route, Mount)]
    respond = next(one for one in mounted.app.get_blocks().fns.values() if one.name == "respond")  # type: ignore[attr-defined]
    assert "提问的人太多" in list(respond.fn("落户"))[-1][0]
    service.close()
