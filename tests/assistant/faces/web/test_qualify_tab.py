"""The tab 我能享受什么 as it is built: its parts, its private events, the question carried over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from assistant.faces.service import Service
from assistant.faces.web.qualify_tab import qualify_tab
from kb.knowledge import KnowledgeBase


@pytest.fixture(scope="module")
def page(data: Path) -> Iterator[Any]:
    service = Service(lambda: KnowledgeBase.open(data))
    with gr.Blocks() as made:
        question = gr.Textbox(label="问题")
        with gr.Tab("我能享受什么") as tab:
            qualify_tab(service, tab, question, 3)
    yield made
    service.close()


def part(page: Any, name: str) -> Any:
    (found,) = [one for one in page.blocks.values() if getattr(one, "elem_id", None) == name]
    return found


@pytest.mark.parametrize(
    "name", ["tale", "read", "heard", "confirm", "choice", "written", "reply", "unknown", "back", "rest", "form", "day", "cards"]
)  # fmt: skip
def test_every_part_is_there_once(name: str, page: Any) -> None:
    assert part(page, name)


def test_what_waits_for_an_event_is_hidden_at_first(page: Any) -> None:
    for name in ("heard", "choice", "written"):
        assert part(page, name).visible is False
    assert part(page, "form").open is False


def test_privacy_is_promised_and_the_cards_say_what_will_stand_there(page: Any) -> None:
    assert "不写入文件，不进日志" in part(page, "privacy").value
    assert "不会当成“没有”" in part(page, "cards").value


def test_no_event_is_an_endpoint_for_others_and_none_is_without_bound(page: Any) -> None:
    assert len(page.fns) > 10
    for one in page.fns.values():
        assert one.api_visibility != "public", one.name
        if one.name != "apply":  # Gradio's own, which draws the list and the form
            assert one.concurrency_limit in (3, "default"), one.name


@pytest.mark.parametrize(
    ("question", "tale", "stands"),
    [
        ("我是硕士，能拿多少租房补贴", "", "我是硕士，能拿多少租房补贴"),
        ("我是硕士，能拿多少租房补贴", "我32岁", "我32岁"),
        ("租房补贴每月多少", "", ""),
        ("", " ", " "),
    ],
    ids=["own case", "something told", "no own case", "nothing"],
)
def test_a_question_about_oneself_is_carried_over(question: str, tale: str, stands: str, page: Any) -> None:
    (carried,) = [
        one for one in page.fns.values() if one.outputs == [part(page, "tale")] and len(one.inputs) == 2
    ]
    assert carried.fn(question, tale) == stands
