"""A piece of the page made of our own HTML."""

from __future__ import annotations

from typing import Any


def pane(html: str, element: str | None = None, **more: Any) -> Any:
    """A piece of the page. Not gr.HTML: that one evaluates its content as a script template, for which the
    whole page would have to be allowed to run strings as code."""
    import gradio as gr

    return gr.Markdown(
        html, elem_id=element, elem_classes="pane", sanitize_html=False, latex_delimiters=[], **more
    )
