"""The tab 我能享受什么: a text or an interview or a form in, verdict cards out. The profile lives in the session alone."""

from __future__ import annotations

from functools import partial
from typing import Any

from assistant.faces.service import Service
from assistant.faces.web.fact_form import altered, field
from assistant.faces.web.fragments import PRIVACY, empty_html, told_html
from assistant.faces.web.pane import pane
from assistant.faces.web.steps import QUIET, Steps
from assistant.faces.web.talk import Talk


def qualify_tab(service: Service, tab: Any, question: Any, concurrent: int) -> None:
    """Fill `tab`, inside which it is called; at most `concurrent` steps at a time. What was asked of the asker's own case
    in `question` is carried over."""
    import gradio as gr

    with gr.Row(elem_id="qualify"):
        with gr.Column(elem_id="person"):
            parts = _person()
        with gr.Column(elem_id="outcome"):
            parts["saves"] = pane("", "saves")
            parts["cards"] = pane(empty_html(), "cards")
    parts |= {"talk": gr.State(Talk()), "told": gr.State(()), "fresh": gr.State(0)}
    steps = Steps(service, parts, {"concurrency_limit": concurrent, **QUIET})
    steps.wire(tab)
    tab.select(partial(_carried, service), [question, parts["tale"]], parts["tale"], **QUIET)
    with parts["list"]:
        _told_list(steps)
    with parts["form"]:
        _form(steps)


def _carried(service: Service, question: str, tale: str) -> str:
    """What stands in the box of the tale: the question where nothing does and it is about the asker's own case."""
    return question if not tale.strip() and service.is_own_case(question) else tale


def _person() -> dict[str, Any]:
    """The left column: what the person tells."""
    import gradio as gr

    parts: dict[str, Any] = {}
    with gr.Group(elem_id="telling"):
        parts["tale"] = gr.Textbox(
            label="用自己的话说说你的情况",
            placeholder="例如：我32岁，硕士，2024年6月毕业，在本市一家民企上班，租房住，还没结婚",
            lines=3,
            max_lines=8,
            elem_id="tale",
        )
        parts["slip_tale"] = pane("", "slip-tale")
        parts["read"] = gr.Button("读出情况", elem_id="read", elem_classes="plain")
        parts["heard"] = gr.CheckboxGroup(
            [], label="读到这些，勾选的才算", visible=False, interactive=True, elem_id="heard"
        )
        with gr.Row(visible=False, elem_classes="buttons") as parts["hearing"]:
            parts["confirm"] = gr.Button("勾选的都对，算上", variant="primary", elem_id="confirm")
            parts["forget"] = gr.Button("都不要", elem_classes="plain")
    parts |= _interview()
    parts["list"] = gr.Column(elem_id="told")
    parts["form"] = gr.Accordion("一次填完：列出所有要用的情况", open=False, elem_id="form")
    with gr.Group(elem_id="when"):
        parts["day"] = gr.Textbox(
            label="按哪一天判断",
            placeholder="今天；也可以写别的日子，如 2026-01-31",
            max_lines=1,
            elem_id="day",
        )
        parts["slip_day"] = pane("", "slip-day")
    pane(PRIVACY, "privacy")
    return parts


def _interview() -> dict[str, Any]:
    import gradio as gr

    parts: dict[str, Any] = {}
    with gr.Group(elem_id="interview"):
        parts["hush"] = pane("", "hush")
        parts["choice"] = gr.Radio([], label="问题", visible=False, interactive=True, elem_id="choice")
        parts["written"] = gr.Textbox(label="问题", visible=False, max_lines=1, elem_id="written")
        parts["slip_answer"] = pane("", "slip-answer")
        with gr.Row(elem_classes="buttons"):
            parts["reply"] = gr.Button("回答", variant="primary", elem_id="reply")
            parts["unknown"] = gr.Button("不知道", elem_id="unknown", elem_classes="plain")
            parts["back"] = gr.Button("上一步", elem_id="back", elem_classes="plain")
            parts["rest"] = gr.Button("够了", elem_id="rest", elem_classes="plain")
        parts["asked"] = pane("", "asked")
        parts["standing"] = pane("", "standing")
    return parts


def _told_list(steps: Steps) -> None:
    import gradio as gr

    def told_list(told: tuple[tuple[str, str], ...]) -> None:
        if not told:
            return
        pane(f"<h2>已经说了的（{len(told)} 项）</h2>")
        for fact, value in told:
            with gr.Row(elem_classes="fact"):
                pane(told_html(fact, value))
                change = gr.Button("改", size="sm", elem_classes="small")
                drop = gr.Button("去掉", size="sm", elem_classes="small")
            steps.on(change.click, "answer", lambda talk, fact=fact: talk.change(fact))
            steps.on(drop.click, "answer", lambda talk, fact=fact: talk.drop(fact))
        clear = gr.Button("全部清空，换一个人", size="sm", elem_classes="small clear")
        steps.on(clear.click, "answer", lambda talk: Talk(as_of=talk.as_of))

    gr.render([steps.parts["told"]], show_progress="hidden")(told_list)


def _form(steps: Steps) -> None:
    import gradio as gr

    parts = steps.parts

    def form(talk: Talk) -> None:
        facts = steps.form(talk)
        shown = talk.facts
        with gr.Row(elem_id="fields"):
            fields = [field(fact, shown) for fact in facts]
        slip = pane("", "slip-form")
        apply = gr.Button("按这张表判断", variant="primary", elem_id="apply")

        def applied(talk: Talk, *values: str) -> Talk:
            return talk.only(altered(facts, values, talk.facts, shown))

        steps.on(apply.click, "form", applied, fields, slip)

    gr.render([parts["talk"]], [parts["fresh"].change], show_progress="hidden")(form)
