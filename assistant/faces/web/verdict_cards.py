"""The verdicts as cards: each scheme with its outcome, what it gives, its conditions ticked, its clauses. Pure; escaped.

Everything is taken from the JSON of the assessment (`assistant.faces.assessment_json`), and nothing is worked out here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from assistant.context import SAMPLE_NOTICE
from assistant.eligibility.verdict.verdict import OUTCOMES
from assistant.faces.assessment_sheet import CLOSING

Json = Mapping[str, Any]

# Each truth as a class, a sign and words: never by colour alone.
TICKS = {
    "是": ("yes", "✓", "满足"),
    "否": ("no", "✗", "不满足"),
    "未知": ("open", "?", "还不知道"),
    "人工": ("review", "◇", "人工认定"),
}
_FOLDED = ("不符合", "待细则", "未核对")
_SILENT = ("不符合", "未核对")
_CLASSES: dict[str, str] = dict(
    zip(OUTCOMES, ("fit", "review", "open", "unfit", "plan", "unread"), strict=True)
)
_MEANING = {
    "符合": "按你说的情况，条件都满足。",
    "需人工认定": "其余条件都满足，最后由部门认定。",
    "待补充": "还缺事实，补上就能判断。",
    "不符合": "至少有一个条件不满足。",
    "待细则": "规划里的工作安排，细则出台前不能申领。",
    "未核对": "规则还没有经人核对，不下结论，请看条款原文。",
}
_STEPS = (("decided_by", "谁来认定"), ("apply_at", "在哪里办"), ("deadline", "什么时候办"))
_MANY = 3


def cards_html(found: Json) -> str:
    """All verdicts in groups by outcome, the ones that give nothing now folded."""
    groups = [
        (outcome, [verdict for verdict in found["verdicts"] if verdict["outcome"] == outcome])
        for outcome in OUTCOMES
    ]
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in found["notes"])
    shown = "".join(_group(outcome, group, found) for outcome, group in groups if group)
    return (
        f'<section class="verdicts" id="verdicts" aria-label="判断结果">{notes}{shown}'
        f'<p class="closing">按 {escape(found["as_of"])} 有效的文件判断。{CLOSING}</p></section>'
    )


def counts_html(found: Json) -> str:
    """符合 1 · 待补充 12, in one line."""
    counts = Counter(verdict["outcome"] for verdict in found["verdicts"])
    parts = (
        f'<span class="count {_CLASSES[outcome]}">{outcome} <b>{counts[outcome]}</b></span>'
        for outcome in OUTCOMES
        if counts[outcome]
    )
    return f'<p class="counts">{"".join(parts)}</p>'


def amount(benefit: Json) -> str:
    """最高2000元/月，最长36个月，按季度发放; the text of a benefit in kind."""
    if benefit["amount"] is None:
        figure = benefit["text"]
    else:
        number = f"{benefit['amount']:f}".rstrip("0").rstrip(".")
        figure = f"{benefit['qualifier']}{number}{benefit['unit']}"
    return "，".join(part for part in (figure, benefit["period"], benefit["payment"]) if part)


def _group(outcome: str, verdicts: list[Json], found: Json) -> str:
    cards = "".join(_card(verdict, found) for verdict in verdicts)
    head = (
        f'<h2>{outcome}<span class="number">{len(verdicts)} 项</span></h2>'
        f'<span class="meaning">{_MEANING[outcome]}</span>'
    )
    kind = f"group {_CLASSES[outcome]}"
    if outcome in _FOLDED:
        return f'<details class="{kind}" data-key="{outcome}"><summary>{head}</summary>{cards}</details>'
    return f'<section class="{kind}"><header>{head}</header>{cards}</section>'


def _card(verdict: Json, found: Json) -> str:
    document = verdict["document"]
    sample = _span("sample", SAMPLE_NOTICE if document["authority"] == "sample" else "")
    parts = (
        f"<header><h3>{escape(verdict['title'])}</h3>"
        f'<span class="outcome">{escape(verdict["outcome"])}</span></header>',
        f'<p class="from">《{escape(document["title"])}》{sample}</p>',
        f'<p class="why">{escape(verdict["why"])}</p>' if verdict["why"] else "",
        _benefits(verdict),
        _list("为什么不符合", _failing(verdict), "failing"),
        _list("怎样才会符合", (f"<li>{escape(c['says'])}</li>" for c in verdict["changes"]), "changes"),
        f'<p class="missing"><b>还缺</b>{escape("、".join(verdict["missing"]))}</p>'
        if verdict["missing"]
        else "",
        _rivals(verdict, found),
        _conditions(verdict),
        "" if verdict["outcome"] in _SILENT else _steps(verdict),
        "" if verdict["reasons"] else f'<div class="own">{_clause(verdict, document)}</div>',
    )
    return f'<article class="card {_CLASSES[verdict["outcome"]]}">{"".join(parts)}</article>'


def _benefits(verdict: Json) -> str:
    benefits = verdict["benefits"]
    sure = [one for one in benefits if one["sure"] and verdict["outcome"] == "符合"]
    maybe = [one for one in benefits if one not in sure]
    document = verdict["document"]
    given = _list("给你", (_benefit(one, document) for one in sure), "given")
    items = "".join(_benefit(one, document, " open") for one in maybe)  # the words tell which is for whom
    if len(maybe) <= _MANY:
        return given + (f'<div class="maybe"><h4>可能给</h4><ul>{items}</ul></div>' if maybe else "")
    return (
        f'{given}<details class="maybe" data-key="{escape(verdict["scheme"])}-maybe">'
        f"<summary>可能给：共 {len(maybe)} 种，给哪一种要看还没说的事实</summary><ul>{items}</ul></details>"
    )


def _benefit(benefit: Json, document: Json, state: str = "") -> str:
    more = benefit["text"] if benefit["amount"] is not None else ""
    return (
        f'<li><span class="what">{escape(benefit["what"])}</span> <strong>{escape(amount(benefit))}</strong>'
        f"{_span('proviso', more)}{_clause(benefit, document, state)}</li>"
    )


def _failing(verdict: Json) -> Iterator[str]:
    """The single conditions that fail, with what was told."""
    if verdict["outcome"] == "不符合":
        for reason in verdict["reasons"]:
            if reason["truth"] == "否":
                yield from (
                    _reason(leaf, verdict["document"]) for leaf in _leaves(reason) if leaf["truth"] == "否"
                )


def _leaves(reason: Json) -> Iterator[Json]:
    if not reason["parts"]:
        yield reason
    for part in reason["parts"]:
        yield from _leaves(part)


def _rivals(verdict: Json, found: Json) -> str:
    items = (
        f"<li>{escape(rival['says'])}{_clause(rival, verdict['document'])}</li>"
        for rival in found["exclusive"]
        if verdict["scheme"] in rival["schemes"]
    )
    return _list("不能同时享受", items, "rivals")


def _conditions(verdict: Json) -> str:
    reasons = verdict["reasons"]
    if not reasons:
        return ""
    counts = Counter(reason["truth"] for reason in reasons)
    told = "，".join(f"{TICKS[truth][2]} {counts[truth]}" for truth in TICKS if counts[truth])
    items = "".join(_reason(reason, verdict["document"]) for reason in reasons)
    return (
        f'<details class="conditions" data-key="{escape(verdict["scheme"])}">'
        f"<summary>{len(reasons)} 个条件：{told}</summary><ul>{items}</ul></details>"
    )


def _reason(reason: Json, document: Json) -> str:
    """A condition; where one of several is enough and one is met, the others are left out."""
    name, sign, words = TICKS[reason["truth"]]
    known = f"{reason['fact']}：{reason['value'] or '不知道'}" if reason["fact"] else ""
    parts = "".join(
        _reason(part, document)
        for part in reason["parts"]
        if not (reason["kind"] == "any" and reason["truth"] == "是" != part["truth"])
    )
    return (
        f'<li class="{name}"><span class="tick"><span aria-hidden="true">{sign}</span> {words}</span>'
        f'<div><span class="says">{escape(reason["says"])}</span>{_span("known", known)}'
        f"{_clause(reason, document)}</div>{parts and '<ul>' + parts + '</ul>'}</li>"
    )


def _steps(verdict: Json) -> str:
    document = verdict["document"]
    rows = [
        f"<div><dt>{name}</dt><dd>{escape(verdict[key]['text'])}{_clause(verdict[key], document)}</dd></div>"
        for key, name in _STEPS
        if verdict[key]
    ]
    papers = verdict["documents_needed"]
    if papers:
        items = "".join(f"<li>{escape(one['text'])}{_clause(one, document)}</li>" for one in papers)
        rows.append(f"<div><dt>要交什么</dt><dd><ul>{items}</ul></dd></div>")
    if not rows:
        return ""
    return (
        f'<details class="steps" data-key="{escape(verdict["scheme"])}-steps">'
        f"<summary>怎么办{f'：要交 {len(papers)} 样材料' if papers else ''}</summary><dl>{''.join(rows)}</dl></details>"
    )


def _span(name: str, text: str) -> str:
    return f'<span class="{name}">{escape(text)}</span>' if text else ""


def _list(title: str, items: Iterable[str], name: str) -> str:
    inside = "".join(items)
    return f'<div class="{name}"><h4>{title}</h4><ul>{inside}</ul></div>' if inside else ""


def _clause(source: Json, document: Json, state: str = "") -> str:
    """The place, short where it is in the card's own document, which opens to the quoted words; "" for no clause."""
    if not source["clause"]:
        return ""
    citation = str(source["citation"])
    number = f"（{document['number']}）" if document["number"] else ""
    place = citation.removeprefix(f"《{document['title']}》{number}").removesuffix(f"（{SAMPLE_NOTICE}）")
    quote = escape(source["quote"]).replace("\t", "　")
    return (
        f'<details class="clause"{state}><summary>{escape(place)}</summary>'
        f"<blockquote>{quote}<cite>{escape(citation)}</cite></blockquote></details>"
    )
