"""What is said of documents that are not in force, end soon, were replaced, or were read from a scan."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from handmade import citation

from assistant.ask import ask
from assistant.faces.cli import main
from assistant.reply.validity_notes import validity_notes
from kb.build import build
from kb.knowledge import KnowledgeBase

RULE = """# 慈溪市人才住房办法

慈政发〔{year}〕1号

第一条 硕士研究生给予一次性购房补贴{amount}万元。

第二条 本办法自{year}年3月1日起施行，有效期至{end}年2月28日。
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("standing")
    for year, amount, end in ((2020, 10, 2027), (2025, 15, 2030)):
        text = RULE.format(year=year, amount=amount, end=end)
        (folder / f"{year}.md").write_text(text, encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04" + bytes(50))
    build([folder], folder / "data")
    return folder / "data"


@pytest.fixture
def base(data: Path) -> KnowledgeBase:
    return KnowledgeBase.open(data)


QUESTION = "硕士购房补贴多少"


@pytest.mark.parametrize(
    ("day", "amount", "said"),
    [
        (date(2024, 6, 1), "10万元", "但现在自2025-03-01起已被替代，替代它的是《慈溪市人才住房办法》（慈政发〔2025〕1号）"),
        (date(2026, 6, 1), "15万元", ""),
        (date(2029, 12, 20), "15万元", "将于2030-03-01起失效"),
    ],
)  # fmt: skip
def test_the_day_chooses_the_version_and_its_end_is_said(
    base: KnowledgeBase, day: date, amount: str, said: str
) -> None:
    answer = ask(base, QUESTION, day)
    assert answer.status == "answered"
    assert [amount in one.quote for one in answer.citations] == [True]
    assert all(not one.document.validity for one in answer.citations)
    notes = "".join(answer.notes)
    assert said in notes if said else "失效" not in notes and "替代" not in notes


def test_a_version_that_is_over_is_cited_by_name_only_and_says_so(base: KnowledgeBase) -> None:
    answer = ask(base, "慈政发〔2020〕1号第一条", date(2026, 6, 1))
    assert answer.status == "answered"
    assert "（自2025-03-01起已被替代）" in answer.text
    assert answer.as_json()["citations"][0]["validity"] == "自2025-03-01起已被替代"
    assert any("慈政发〔2025〕1号" in note for note in answer.notes)


def test_nothing_is_in_force_before_the_first_version(base: KnowledgeBase) -> None:
    answer = ask(base, QUESTION, date(2019, 1, 1))
    assert answer.status != "answered" and answer.citations == ()


def test_words_read_from_a_scan_say_so(base: KnowledgeBase) -> None:
    scanned = replace(citation("1.1.1"), page=4, confidence=0.934)
    assert scanned.place == "（第4页；扫描件文字识别，平均置信度93%）"
    (note,) = validity_notes(base, [scanned], date(2026, 1, 1), date(2026, 1, 1))
    assert "平均置信度93%" in note and "原件" in note
    assert (scanned.as_json()["page"], scanned.as_json()["confidence"]) == (4, 0.934)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_documents_are_listed_with_their_force_and_what_was_refused(data: Path) -> None:
    told = json.loads(run("documents", "--data", str(data), "--as-of", "2026-06-01", "--json").stdout)
    assert [(one["number"], one["in_force"]) for one in told["documents"]] == [
        ("慈政发〔2020〕1号", False),
        ("慈政发〔2025〕1号", True),
    ]
    assert [(Path(one["path"]).name, one["verdict"]) for one in told["files"]] == [("坏.docx", "拒绝")]
    text = run("documents", "--data", str(data), "--as-of", "2026-06-01").stdout
    assert "自2025-03-01起已被替代" in text and "没有入库的文件" in text


def test_a_base_proves_itself_whole(data: Path) -> None:
    result = run("verify", "--data", str(data), "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["sound"], told["documents"]) == (0, True, 2)
    assert told["asked"] == told["found"] > 0
    assert "知识库完好" in run("verify", "--data", str(data)).stdout


def test_taken_out_and_brought_back(data: Path) -> None:
    assert "已移除" in run("remove", "慈政发〔2025〕1号", "--data", str(data)).stdout
    assert "10万元" in run("ask", QUESTION, "--as-of", "2026-06-01", "--data", str(data)).stdout
    assert "已恢复" in run("restore", "慈政发-2025-1", "--data", str(data)).stdout
    result = run("remove", "没有这份", "--data", str(data))
    assert result.exit_code == 2 and "知识库里没有文件“没有这份”" in result.stderr
    assert "删除 0 份文件" in run("prune", "--data", str(data)).stdout


def test_show_takes_a_day(data: Path) -> None:
    shown = run("show", "《慈溪市人才住房办法》第一条", "--as-of", "2024-06-01", "--data", str(data)).stdout
    assert "10万元" in shown and "替代" not in shown
