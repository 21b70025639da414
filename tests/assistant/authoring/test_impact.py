"""What a new version touches: clauses that cite, rules that rest, figures that disagree; nothing for form alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.authoring.impact import impact
from assistant.faces.cli import main
from ingest.document import Document
from ingest.parse import parse
from kb.finding import Shelf

RULE = """慈溪市示范办法

第一条 为了示范，制定本办法。

第二条 申请人应当符合下列条件：
（一）全职工作满12个月；
（二）连续缴纳社会保险。

第三条 补贴标准为最高8万元。
逾期不予受理。

第四条 本办法自2026年1月1日起施行。
"""
DAY = date(2026, 11, 26)
OTHER = """慈溪市配套规定

第一条 按照《慈溪市示范办法》第三条发放补贴。

第二条 按照《慈溪市示范办法》办理。
"""


@pytest.fixture
def shelf() -> Shelf:
    read = [parse(text.encode(), "办法.txt").document for text in (RULE, OTHER)]
    return Shelf(tuple(read), DAY)


def changed(old: str, new: str) -> Document:
    assert old in RULE
    return parse(RULE.replace(old, new).encode(), "办法.txt").document


def test_who_cites_what_changed(shelf: Shelf) -> None:
    found = impact(shelf.documents[0], changed("最高8万元", "最高9万元"), shelf, None, None)
    (one,) = found.touched
    assert [(r.source.document, r.source.path) for r in one.cited_by] == [(shelf.documents[1].id, "t1.k1")]


@pytest.mark.parametrize(("old", "new"), [("；", ";"), ("（一）", "(一)"), ("申请人应当", "申请人 应当")])
def test_form_alone_touches_nothing(shelf: Shelf, old: str, new: str) -> None:
    assert impact(shelf.documents[0], changed(old, new), shelf, None, None).nothing


def test_a_number_that_others_cite_is_told(shelf: Shelf) -> None:
    new = changed("第三条 补贴", "第三条 每年评估一次。\n\n第四条 补贴")
    found = impact(shelf.documents[0], new, shelf, None, None)
    left = [one for one in found.touched if one.change.kind == "renumbered"]
    assert [one.change.old.path for one in left if one.change.old] == ["t3"]


def test_an_amendment_is_carried_out_first(tmp_path: Path) -> None:
    for name, text in (
        ("办法.txt", RULE),
        ("决定.txt", "关于修改《慈溪市示范办法》的决定\n\n删去第三条第二款。\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    arguments = [
        "impact",
        str(tmp_path / "办法.txt"),
        str(tmp_path / "决定.txt"),
        "--data",
        str(tmp_path / "none"),
    ]
    written = tmp_path / "新.txt"
    result = CliRunner().invoke(main, [*arguments, "--write", str(written)])
    assert result.exit_code == 0
    assert "逾期" not in written.read_text(encoding="utf-8")
    told = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).stdout)
    assert [one["kind"] for one in told["touched"]] == ["deleted"]
