"""The Gradio page: a question box, the answer, the documents it rests on beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.faces.inputs import question_of
from assistant.faces.service import QUEUE_LIMIT, Service
from assistant.faces.web.check_tab import draft_tab
from assistant.faces.web.pane import pane
from assistant.faces.web.qualify_tab import qualify_tab
from assistant.faces.web.reply import WORKING, error_html, papers_html, reply_html, shelf_html
from assistant.faces.web.steps import QUIET
from ingest.problems import WenceError

if TYPE_CHECKING:
    from fastapi import FastAPI

# Gradio would call home when it is imported, not when it is used.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

CONCURRENT = 8
STYLES = ("page.css", "qualify_tab.css", "check_tab.css", "print.css")
SCRIPTS = ("page.js", "check_tab.js")

_SANS = [
    "system-ui",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "sans-serif",
]


def mount(app: FastAPI, service: Service) -> None:
    """Put the page at / of `app`. Its styles and script are inlined: it asks no other host for anything."""
    import gradio as gr

    folder = Path(str(files("assistant.faces.web")))
    script = "\n".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    gr.mount_gradio_app(
        app,
        _blocks(service),
        path="/",
        footer_links=[],
        favicon_path=str(folder / "seal.svg"),
        show_error=False,
        ssr_mode=False,
        pwa=False,
        enable_monitoring=False,
        mcp_server=False,
        max_file_size=1,
        theme=gr.themes.Base(font=_SANS, font_mono=["monospace"]),
        css="\n".join((folder / name).read_text(encoding="utf-8") for name in STYLES),
        head=f'<meta name="description" content="上林问策">\n<script>{script}</script>',
    )


def _blocks(service: Service) -> Any:
    import gradio as gr

    with gr.Blocks(title="上林问策", analytics_enabled=False) as page:
        pane(
            '<header class="masthead"><h1>上林问策</h1>'
            f"<p>问一句{escape(service.site().city)}人才政策，得到带条款原文的回答；"
            "文件没有规定的，会直说没有规定。</p></header>"
        )
        with gr.Tabs(elem_id="pages"):
            with gr.Tab("问政策"):
                question = _ask_tab(service)
            with gr.Tab("我能享受什么") as tab:
                qualify_tab(service, tab, question, CONCURRENT)
            with gr.Tab("检查草案"):
                draft_tab()
    page.queue(max_size=QUEUE_LIMIT)
    return page


def _ask_tab(service: Service) -> Any:
    """The tab 问政策; the box of the question."""
    import gradio as gr

    def respond(question: str) -> Iterator[tuple[Any, Any]]:
        yield WORKING, gr.skip()
        yield _respond(service, question)

    with gr.Row(elem_id="ask"):
        question = gr.Textbox(
            label="你的问题",
            placeholder="例如：硕士毕业两年，在本市租房，能享受什么？",
            lines=1,
            max_lines=6,
            elem_id="question",
            scale=1,
        )
        button = gr.Button("提问", variant="primary", elem_id="submit", scale=0)
    with gr.Row(elem_id="examples"):
        chips = [gr.Button(example, size="sm", elem_classes="chip") for example in service.site().examples]
    with gr.Row(elem_id="result"):
        answer = pane("", "answer")
        papers = pane(shelf_html(service.entries(), service.notes()), "papers")
    outputs = [answer, papers]
    for ask in (question.submit, button.click):
        ask(respond, question, outputs, concurrency_limit=CONCURRENT, **QUIET)
    for chip, example in zip(chips, service.site().examples, strict=True):
        chip.click(lambda text=example: text, None, question, **QUIET).then(
            respond, question, outputs, concurrency_limit=CONCURRENT, **QUIET
        )
    return question


def _respond(service: Service, question: str) -> tuple[str, str]:
    try:
        answer = service.ask(question_of(question))
        held = partial(service.document, as_of=answer.as_of)
        return reply_html(answer, held), papers_html(answer, held) or shelf_html(
            service.entries(), service.notes()
        )
    except WenceError as error:
        return error_html(str(error)), shelf_html(service.entries(), service.notes())
    except Exception as error:  # noqa: BLE001 - Gradio would print the traceback, and the question with it
        print(f"网页回答出错：{type(error).__name__}", file=sys.stderr)
        return error_html("回答这个问题时程序出错了，请换个问法，或联系维护者。"), shelf_html(
            service.entries(), service.notes()
        )
