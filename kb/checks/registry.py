"""Every check: its findings by name, what it is called, and its function. A new check is one more line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document
from kb.checks import (
    broken_references,
    disagreeing_figures,
    document_form,
    numbering_gaps,
    terms,
    validity_dates,
)
from kb.finding import Check, CheckFinding, Shelf


@dataclass(frozen=True, slots=True)
class RegisteredCheck:
    """A check in the list: `finds` are the names of what it may find, with what they are called."""

    check: Check
    finds: dict[str, str]


CHECKS: tuple[RegisteredCheck, ...] = (
    RegisteredCheck(
        broken_references.broken,
        {"reference_broken": "引用的条款不存在", "reference_ambiguous": "引用有歧义", "reference_expired": "引用已失效的文件"},
    ),
    RegisteredCheck(broken_references.titles, {"title_inexact": "名称写得不准", "title_number": "名称与文号不符"}),
    RegisteredCheck(broken_references.later, {"reference_later": "引用后发布的文件"}),
    RegisteredCheck(broken_references.circles, {"reference_circle": "互相引用"}),
    RegisteredCheck(broken_references.unmentioned, {"annex_unmentioned": "附件没有提到", "table_unmentioned": "表没有提到"}),
    RegisteredCheck(
        numbering_gaps.numbering,
        {
            "numbering_gap": "编号跳号", "numbering_repeat": "编号重复", "numbering_backward": "编号倒退",
            "numbering_start": "编号不从一开始", "numbering_misprint": "编号疑似误排",
        },
    ),
    RegisteredCheck(
        disagreeing_figures.conflicts,
        {"figure_conflict": "同一指标两个数", "figure_definition": "口径不同", "figure_scope": "范围不同"},
    ),
    RegisteredCheck(disagreeing_figures.names, {"term_figures": "一个指标两个名称"}),
    RegisteredCheck(disagreeing_figures.sums, {"figure_sum": "合计不等于各行之和"}),
    RegisteredCheck(disagreeing_figures.shares, {"figure_share": "占比算不拢"}),
    RegisteredCheck(numbering_gaps.levels, {"level_skipped": "序数越级"}),
    RegisteredCheck(terms.short_names, {"term_unused": "简称没有用过", "term_early": "简称先用后定义"}),
    RegisteredCheck(terms.latin, {"term_latin": "缩写没有说明"}),
    RegisteredCheck(terms.variants, {"term_variants": "一个单位两种写法"}),
    RegisteredCheck(validity_dates.effect, {"effect_before_issue": "施行早于发布"}),
    RegisteredCheck(validity_dates.term, {"term_missing": "没有有效期"}),
    RegisteredCheck(validity_dates.repeal, {"repeal_unheld": "废止的文件没有收录"}),
    RegisteredCheck(
        document_form.form,
        {
            "number_brackets": "文号括号", "number_serial": "文号顺序号", "number_year": "文号年份",
            "ladder_first": "一级序数", "ladder_third": "三级序数", "annex_mark": "附件标识",
        },
    ),
)  # fmt: skip
NAMES: dict[str, str] = {name: title for listed in CHECKS for name, title in listed.finds.items()}
SEVERITIES = ("error", "warning", "hint")


def check(document: Document, shelf: Shelf, only: frozenset[str] = frozenset()) -> tuple[CheckFinding, ...]:
    """What all checks, or those that find `only`, say of a document: errors first, then in the order of the text."""
    return tuple(sorted(_found(document, shelf, only), key=_order))


def _found(document: Document, shelf: Shelf, only: frozenset[str]) -> Iterator[CheckFinding]:
    for listed in CHECKS:
        if only and not only & listed.finds.keys():
            continue
        yield from (one for one in listed.check(document, shelf) if not only or one.check in only)


def _order(finding: CheckFinding) -> tuple[int, int, str]:
    return SEVERITIES.index(finding.severity), finding.places[0].start, finding.check
