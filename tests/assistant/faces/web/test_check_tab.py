"""The tab 检查草案: the pieces its script works on are there, and none is fetched before it is wanted."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files

import gradio as gr
import pytest

from assistant.faces.web.check_tab import draft_tab


class Elements(HTMLParser):
    """Tags with their attributes, and whether every one is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("input", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def form() -> Elements:
    with gr.Blocks() as page:
        draft_tab()
    (pane,) = [one for one in page.blocks.values() if getattr(one, "elem_id", None) == "draft-pane"]
    return Elements(pane.value)  # type: ignore[attr-defined]


def test_every_tag_is_closed(form: Elements) -> None:
    assert form.open == []


def test_what_the_script_looks_for_is_there(form: Elements) -> None:
    script = files("assistant.faces.web").joinpath("check_tab.js").read_text(encoding="utf-8")
    ids = {attrs["id"] for _, attrs in form.seen if "id" in attrs}
    wanted = set(re.findall(r'\bby\("([\w-]+)"\)', script))
    assert {"draft-file", "draft-text", "findings"} <= wanted
    assert wanted <= ids


def test_every_field_has_its_label(form: Elements) -> None:
    labelled = {attrs["for"] for tag, attrs in form.seen if tag == "label"}
    fields = {attrs["id"] for tag, attrs in form.seen if tag in ("input", "textarea")}
    assert fields == labelled


def test_the_graph_is_fetched_only_when_it_is_opened(form: Elements) -> None:
    (image,) = [attrs for tag, attrs in form.seen if tag == "img"]
    assert "src" not in image
    assert image["data-src"] == "api/v1/references.svg"
    assert image["alt"]


def test_results_are_offered_only_once_there_are_some(form: Elements) -> None:
    saves = [attrs for tag, attrs in form.seen if tag == "button" and attrs.get("class") == "draft-save"]
    assert [one["data-format"] for one in saves] == ["html", "docx"]
    assert all("hidden" in one for one in saves)
    assert all(attrs.get("type") == "button" for tag, attrs in form.seen if tag == "button")
