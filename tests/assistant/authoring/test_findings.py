"""Findings as text, JSON and one page: every place with its words, nothing of the document unescaped."""

from __future__ import annotations

import json

import pytest

from assistant.authoring.findings import (
    examined_html,
    examined_json,
    examined_text,
    finding_json,
    notes_of,
    summary_of,
)
from ingest.parse import parse
from kb.checks import Examined, Silence
from kb.checks.ignored import Sorted
from kb.finding import CheckFinding, Severity, place

DRAFT = parse(
    "慈溪市示范办法\n\n第一条 标准<script>按照第九条执行。\n\n第二条 另行规定。\n".encode(), "草案.txt"
).document
OTHER = parse("慈溪市旧办法\n\n第一条 旧标准为8万元。\n".encode(), "旧.txt").document


def finding(
    severity: Severity = "error", words: str = "第九条", message: str = "没有第九条。"
) -> CheckFinding:
    at = DRAFT.text.index(words)
    return CheckFinding("reference_broken", severity, message, (place(DRAFT, at, at + len(words)),))


def examined(*shown: CheckFinding, silenced: int = 0, unmet: tuple[Silence, ...] = (), notes: tuple[str, ...] = ()) -> Examined:  # fmt: skip
    return Examined(DRAFT, Sorted(shown, (finding(),) * silenced, unmet), notes)


UNMET = Silence(check="term_latin", document=DRAFT.title, reason="约定俗成")


def test_json_has_every_severity_and_the_places_as_slices() -> None:
    told = json.loads(json.dumps(examined_json(examined(finding(), finding("hint"), silenced=1), "草案.txt")))
    assert list(told) == ["file", "document", "findings", "silenced", "notes"]
    assert told["document"] == {"id": DRAFT.id, "title": "慈溪市示范办法", "number": ""}
    assert [one["severity"] for one in told["findings"]] == ["error", "hint"]
    assert len(told["silenced"]) == 1
    (where,) = told["findings"][0]["places"]
    assert DRAFT.text[where["start"] : where["end"]] == where["quote"] == "第九条"
    assert (where["label"], told["findings"][0]["title"]) == ("第一条第一款", "引用的条款不存在")


def test_a_finding_in_two_documents_names_both() -> None:
    at = OTHER.text.index("8万元")
    both = CheckFinding(
        "figure_conflict", "warning", "两处不同。", (finding().places[0], place(OTHER, at, at + 3))
    )
    assert [one["document"] for one in finding_json(both)["places"]] == ["慈溪市示范办法", "慈溪市旧办法"]
    text = examined_text(examined(both), 80, hints=False)
    assert "第一条第一款：「第九条」" in text
    assert "《慈溪市旧办法》第一条第一款：「8万元」" in text
    assert "《慈溪市示范办法》第一条第一款" not in text


@pytest.mark.parametrize(
    ("severities", "silenced", "hints", "says"),
    [
        ((), 0, False, "错误 0，警告 0，提示 0。"),
        (("error", "warning", "hint", "hint"), 0, True, "错误 1，警告 1，提示 2。"),
        (("hint",), 0, False, "错误 0，警告 0，提示 1（用 --hints 列出）。"),
        (("error",), 2, False, "错误 1，警告 0，提示 0；按 check-ignore.yaml 略过 2 处。"),
    ],
)
def test_the_counts(severities: tuple[Severity, ...], silenced: int, hints: bool, says: str) -> None:
    one = examined(*map(finding, severities), silenced=silenced)
    assert summary_of(one, hints) == says
    assert examined_text(one, 80, hints).splitlines()[-1] == says


def test_hints_are_listed_when_wanted() -> None:
    one = examined(finding("hint", message="可以更好。"))
    assert "可以更好" not in examined_text(one, 80, hints=False)
    assert "提示〔引用的条款不存在〕可以更好。" in examined_text(one, 80, hints=True)


def test_what_was_not_checked_and_what_met_nothing_are_told() -> None:
    one = examined(unmet=(UNMET,), notes=("没有核对编号。",))
    assert notes_of(one) == [
        "没有核对编号。",
        "check-ignore.yaml 里“term_latin”（约定俗成）这一条没有对上，可以删去。",
    ]
    assert "· 没有核对编号。" in examined_text(one, 80, hints=False)
    assert "<li>没有核对编号。</li>" in examined_html([("草案.txt", one)])


def test_a_long_quote_is_cut_and_its_line_breaks_are_joined() -> None:
    words = DRAFT.text[DRAFT.text.index("第一条") :]
    long = CheckFinding(
        "reference_broken", "error", "长。", (place(DRAFT, DRAFT.text.index(words), len(DRAFT.text)),)
    )
    text = examined_text(examined(long), 200, hints=False)
    assert "第一条 标准<script>按照第九条执行。 第二条 另行规定。" in text


def test_the_page_escapes_the_document_the_file_name_and_the_message() -> None:
    evil = "<img src=x onerror=alert(1)>"
    one = examined(finding(words="标准<script>", message=evil), notes=(evil,))
    html = examined_html([(f"{evil}.txt", one), ("乙.txt", examined())])
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;img") == 3
    assert html.count("<table") == 2
    assert '<tr class="error">' in html
    assert "http" not in html
