"""The small pieces of HTML around the verdict cards: what was told and heard, what is wrong, what to do next. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from assistant.eligibility.rules.facts import Fact
from assistant.faces.web.talk import HeardFact

PRIVACY = (
    '<p class="privacy">你说的情况只放在这次打开的页面的内存里，不写入文件，不进日志，也不发给别的网站；'
    "关掉或刷新页面就没有了。</p>"
)

JUMP = '<a class="jump" href="#verdicts">看结果</a>'

Json = Mapping[str, Any]


def slip_html(sentence: str) -> str:
    """What is wrong with what was written, beside the field."""
    return f'<p class="slip" role="alert">{escape(sentence)}</p>'


def told_html(fact: str, value: str) -> str:
    """A fact that was told."""
    return f'<p class="told"><span>{escape(fact)}</span> <b>{escape(value)}</b></p>'


def heard_label(heard: HeardFact, fact: Fact, told: Mapping[str, str]) -> str:
    """A fact that waits, with the words it came from and, where it would replace another, what was told before."""
    before = told.get(fact.name, "")
    instead = f"，原来说的是{before}" if before and before != heard.value else ""
    return f"{fact.name}：{heard.value}{fact.unit}（“{heard.words}”{instead}）"


def why_text(fact: Fact) -> str:
    """Why a question is asked."""
    private = "属于敏感信息，可以不说。" if fact.sensitive else ""
    return f"为什么问：{fact.why}。{private}"


def asked_html(found: Json) -> str:
    """How much is still open."""
    return f'<p class="asked">已说 {len(found["profile"])} 项；还有 {found["open_facts"]} 项可能影响结果，先问最能定下来的。</p>'


def hush_html(found: Json, enough: bool) -> str:
    """Why no question is asked."""
    if enough:
        told = f"先问到这里。还有 {found['open_facts']} 项没有说，结果按已说的判断。"
    elif all(verdict["outcome"] in ("未核对", "待细则") for verdict in found["verdicts"]):
        told = "现在没有可以判断的方案，不需要回答问题。"
    else:
        told = "没有要问的了：再回答别的，也不会改变判断。"
    return f'<p class="hush">{told}</p>'


def empty_html(found: Json | None = None) -> str:
    """What stands in the place of the cards before anything was told."""
    many = f"现有 {len(found['verdicts'])} 个方案。" if found else ""
    return (
        '<section class="empty" aria-label="判断结果"><h2>判断结果</h2>'
        f"<p>{many}说一点情况，或者回答一个问题，这里就会逐个方案列出：符合不符合、依据哪一条、给多少、还缺什么、去哪里办。</p>"
        "<p>没有说的一律算“不知道”，不会当成“没有”。</p></section>"
    )


def save_html(facts: Mapping[str, str], as_of: str) -> str:
    """The buttons for the summary. The page's script sends the profile to the API and saves what comes back."""
    person = escape(json.dumps({"profile": dict(facts), "as_of": as_of or None}, ensure_ascii=False))
    buttons = "".join(
        f'<button type="button" class="save" data-format="{form}" data-person="{person}">{name}</button>'
        for form, name in (("docx", "下载判断单（Word）"), ("md", "下载判断单（Markdown）"))
    )
    return (
        f'<p class="saves">{buttons}'
        '<button type="button" class="print">打印</button><span class="saved" role="status"></span></p>'
    )
