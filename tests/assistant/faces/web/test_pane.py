"""A pane shows our own HTML as it is and evaluates nothing."""

from __future__ import annotations

import gradio as gr
import pytest

from assistant.faces.web.pane import pane


@pytest.mark.parametrize("html", ["", "<p>甲 <b>乙</b></p>", "${1+1} {{x}} $a$"])
def test_the_html_stands_as_it_is(html: str) -> None:
    made = pane(html, "answer")
    assert made.get_block_name() == "markdown"
    assert (made.postprocess(html), made.elem_id) == (html, "answer")
    assert made.sanitize_html is False
    assert made.latex_delimiters == [], "no pair of dollar signs becomes a formula"


def test_a_pane_is_found_by_the_styles_and_takes_what_markdown_takes() -> None:
    made = pane("甲", visible=False)
    assert (made.elem_classes, made.elem_id, made.visible) == (["pane"], None, False)
    assert not isinstance(made, gr.HTML)
