"""The verdicts as cards: each scheme with its outcome, what it gives, its conditions ticked, its clauses. Pure; escaped.

Everything is taken from the JSON of the assessment (`assistant.faces.assessment_json`), and nothing is worked out here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from assistant.context import SAMPLE_NOTICE
from assistant.eligibility.verdict.verdict import OUTCOMES
from assistant.faces.assessment_sheet import CLOSING
from assistant.template import filled

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
    return filled(
        __file__,
        found=found, groups=groups, classes=_CLASSES, meaning=_MEANING, folded=_FOLDED, silent=_SILENT, ticks=TICKS,
        step_names=_STEPS, many=_MANY, sample=SAMPLE_NOTICE, closing=CLOSING, amount=amount, counted=_counted,
        decisive=_decisive, failing=_failing, place_of=_place_of, sorted_benefits=_sorted_benefits,
    )  # fmt: skip


def counts_html(found: Json) -> str:
    """符合 1 · 待补充 12, in one line."""
    counts = Counter(verdict["outcome"] for verdict in found["verdicts"])
    count = Markup('<span class="count {}">{} <b>{}</b></span>')
    parts = (
        count.format(_CLASSES[outcome], outcome, counts[outcome]) for outcome in OUTCOMES if counts[outcome]
    )
    return str(Markup('<p class="counts">{}</p>').format(Markup().join(parts)))


def amount(benefit: Json) -> str:
    """最高2000元/月，最长36个月，按季度发放; the text of a benefit in kind."""
    if benefit["amount"] is None:
        figure = benefit["text"]
    else:
        number = f"{benefit['amount']:f}".rstrip("0").rstrip(".")
        figure = f"{benefit['qualifier']}{number}{benefit['unit']}"
    return "，".join(part for part in (figure, benefit["period"], benefit["payment"]) if part)


def _sorted_benefits(verdict: Json) -> tuple[list[Json], list[Json]]:
    """The benefits that are sure, and the others."""
    sure = [one for one in verdict["benefits"] if one["sure"] and verdict["outcome"] == "符合"]
    return sure, [one for one in verdict["benefits"] if one not in sure]


def _failing(verdict: Json) -> list[Json]:
    """The single conditions that fail."""
    if verdict["outcome"] != "不符合":
        return []
    failing = (leaf for one in verdict["reasons"] if one["truth"] == "否" for leaf in _leaves(one))
    return [leaf for leaf in failing if leaf["truth"] == "否"]


def _leaves(reason: Json) -> Iterator[Json]:
    if not reason["parts"]:
        yield reason
    for part in reason["parts"]:
        yield from _leaves(part)


def _decisive(reason: Json) -> list[Json]:
    """The parts of a condition; where one of several is enough and one is met, the others are left out."""
    met = reason["kind"] == "any" and reason["truth"] == "是"
    return [part for part in reason["parts"] if not met or part["truth"] == "是"]


def _counted(reasons: Sequence[Json]) -> str:
    """满足 2，还不知道 1."""
    counts = Counter(reason["truth"] for reason in reasons)
    return "，".join(f"{TICKS[truth][2]} {counts[truth]}" for truth in TICKS if counts[truth])


def _place_of(source: Json, document: Json) -> str:
    """The place of a clause, short where it is in the card's own document."""
    number = f"（{document['number']}）" if document["number"] else ""
    citation = str(source["citation"])
    return citation.removeprefix(f"《{document['title']}》{number}").removesuffix(f"（{SAMPLE_NOTICE}）")
