"""What policy authors use: wence refs, wence check, wence indicators."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from assistant.authoring.comments import commented
from assistant.faces.cli import main
from ingest.parse import parse
from kb.checks.registry import check
from kb.finding import Shelf
from kb.knowledge import KnowledgeBase

DRAFT = """慈溪市示范办法

第一条 为落实《慈溪市人才发展“十四五”规划》（慈发改〔2021〕26号），制定本办法。

第二条 标准按照第九条执行。

第三条 本办法自2026年1月1日起施行，有效期5年。
"""


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "草案.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def held(plan_base: KnowledgeBase) -> str:
    return str(plan_base.data_dir)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_a_draft_is_checked_and_not_kept(draft: str, held: str) -> None:
    result = run("check", draft, "--data", held, "--json")
    assert result.exit_code == 1
    (seen,) = json.loads(result.stdout)["files"]
    assert {one["check"] for one in seen["findings"]} == {"reference_broken", "title_number"}
    assert all(place["quote"] for one in seen["findings"] for place in one["places"])
    assert "示范办法" not in run("documents", "--data", held).stdout


def test_without_a_base_what_was_not_checked_is_said(draft: str, tmp_path: Path) -> None:
    result = run("check", draft, "--data", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert "没有核对" in result.stdout


def test_one_bad_file_does_not_keep_the_others(draft: str, held: str, tmp_path: Path) -> None:
    result = run("check", str(tmp_path / "没有.txt"), draft, "--data", held)
    assert result.exit_code == 2
    assert "第九条" in result.stdout
    assert "找不到文件" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "甲.txt", "--only", "没有的"), "没有“没有的”这种检查"),
        (("refs", "--status", "没有的"), "没有“没有的”这种状态"),
        (("check", "甲.txt", "--rules"), "不能同时写"),
    ],
)
def test_what_cannot_be_asked(arguments: tuple[str, ...], says: str, held: str) -> None:
    result = run(*arguments, "--data", held)
    assert result.exit_code == 2
    assert says in result.stderr


def test_the_page_of_findings_is_escaped(held: str, tmp_path: Path) -> None:
    path, page = tmp_path / "草案.txt", tmp_path / "结果.html"
    path.write_text(DRAFT.replace("标准", "标准<script>"), encoding="utf-8")
    run("check", str(path), "--data", held, "--html", str(page))
    written = page.read_text(encoding="utf-8")
    assert "引用的条款不存在" in written
    assert "<script>" not in written


def test_a_word_draft_comes_back_with_comments() -> None:
    from io import BytesIO

    word, out = docx.Document(), BytesIO()
    for line in filter(None, DRAFT.split("\n")):
        word.add_paragraph(line)
    word.save(out)
    document = parse(out.getvalue(), "草案.docx").document
    data, lost = commented(out.getvalue(), document, check(document, Shelf((), date(2026, 11, 26))))
    comments = [comment.text for comment in docx.Document(BytesIO(data)).comments]
    assert lost == 0
    assert any("第九条" in text for text in comments)


def test_refs_of_a_draft_and_of_the_base(draft: str, held: str) -> None:
    told = json.loads(run("refs", draft, "--data", held, "--json").stdout)["references"]
    assert ("第九条", "not_found") in {(one["text"], one["status"]) for one in told}
    assert run("refs", draft, "--data", held, "--strict").exit_code == 1
    assert "共" in run("refs", "--data", held).stdout


def test_show_tells_both_directions(held: str) -> None:
    told = json.loads(run("show", "慈发改-2021-25#0.p2", "--data", held, "--json").stdout)
    assert told["cites"]
    assert isinstance(told["cited_by"], list)


def test_indicators_as_text_csv_and_chart(held: str, tmp_path: Path) -> None:
    chart = tmp_path / "图.svg"
    result = run("indicators", "--data", held, "--csv", "-", "--svg", str(chart))
    assert result.exit_code == 0
    assert result.stdout.startswith("指标,范围,单位")
    assert "高技能人才,市本级,万人,2025,目标,11.6" in result.stdout
    assert chart.read_text(encoding="utf-8").startswith("<svg")
    assert "http" not in chart.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
