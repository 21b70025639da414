"""The command: contracts, exit codes, Chinese sentences."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from handmade import DOCUMENT_ID, FakeBase, document, fake_ask

import assistant.faces.cli.commands as commands

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> FakeBase:
    """A knowledge base and an assistant made by hand behind the command."""
    fake = FakeBase()
    monkeypatch.setattr(commands, "open_base", lambda data: fake)
    monkeypatch.setattr(commands, "answer_to", fake_ask)
    return fake


def run(*args: str, **more: Any) -> Result:
    return CliRunner().invoke(commands.main, list(args), **more)


def sentence(result: Result, code: int = 2) -> str:
    """The one sentence on stderr of a command that failed."""
    assert result.exit_code == code, (result.stdout, result.stderr)
    assert result.stdout == ""
    lines = result.stderr.strip().split("\n")
    assert len(lines) == 1, lines
    assert "Traceback" not in lines[0]
    assert lines[0].endswith(("。", "？", "help。"))
    return lines[0]


def test_ask_prints_status_text_and_citations(base: FakeBase) -> None:
    result = run("ask", "毕业生能落户吗")
    assert result.exit_code == 0
    for part in ("【有条款依据】", "毕业生可以凭毕业证落户", "一、（一）2.", "慈示例〔2026〕9号", "示例文件，不作为办事依据",
                 "相关条款", "说明一句。"):  # fmt: skip
        assert part in "".join(result.stdout.split())
    assert base.closed


def test_ask_json_is_the_contract(base: FakeBase) -> None:
    answer = json.loads(run("ask", "毕业生能落户吗", "--json", "--as-of", "2025-06-01").stdout)
    assert list(answer) == ["question", "status", "text", "citations", "related", "notes", "as_of"]
    assert answer["as_of"] == "2025-06-01"
    cited = answer["citations"][0]
    assert cited["clause_id"] == f"{DOCUMENT_ID}#1.1.2"
    assert document().text[cited["start"] : cited["end"]] == cited["quote"]
    assert set(cited["document"]) == {"id", "title", "number", "authority"}


def test_strict_leaves_with_one_when_not_answered(base: FakeBase) -> None:
    assert run("ask", "月亮上能买房吗", "--strict").exit_code == 1
    assert run("ask", "月亮上能买房吗").exit_code == 0
    assert run("ask", "毕业生能落户吗", "--strict").exit_code == 0


BATCH = b"""{"id": "a", "question": "\xe8\x83\xbd\xe8\x90\xbd\xe6\x88\xb7\xe5\x90\x97"}

not json
{"id": 2, "question": ""}
{"id": 3, "question": 7}
[1]
\xff\xfe
{"id": 4}
{"id": 5, "question": "\xe6\x95\x85\xe9\x9a\x9c"}
{"id": "z", "question": "\xe8\x83\xbd\xe8\x90\xbd\xe6\x88\xb7\xe5\x90\x97"}
"""


def test_a_bad_line_does_not_stop_the_batch(base: FakeBase, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(BATCH)
    result = run("ask", "--batch", str(file))
    assert result.exit_code == 1  # told, though every other line has its answer
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["a", None, 2, 3, None, None, 4, 5, "z"]
    assert [line["status"] for line in lines] == ["answered"] + ["error"] * 7 + ["answered"]
    assert all(line["text"].endswith("。") for line in lines)
    assert len(result.stderr.splitlines()) == 7


def test_a_batch_is_strict_about_every_line(base: FakeBase, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": 1, "question": "月亮上能买房吗"}\n', encoding="utf-8")
    assert run("ask", "--batch", str(file)).exit_code == 0
    assert run("ask", "--strict", "--batch", str(file)).exit_code == 1


def test_a_batch_comes_from_stdin(base: FakeBase) -> None:
    result = run("ask", "--batch", "-", input=BATCH.splitlines()[0])
    assert json.loads(result.stdout)["status"] == "answered"


def test_search_json_is_the_contract(base: FakeBase, tmp_path: Path) -> None:
    found = json.loads(run("search", "落户", "-k", "3", "--json").stdout)
    assert found["hits"][0]["label"] == "一、（一）2."
    assert {"clause_id", "label", "score", "text", "document"} <= set(found["hits"][0])
    file = tmp_path / "queries.jsonl"
    file.write_text('{"id":1,"query":"落户"}\n{"id":2,"question":"租房"}\n', encoding="utf-8")
    lines = [json.loads(line) for line in run("search", "--batch", str(file)).stdout.splitlines()]
    assert [(line["id"], line["query"], len(line["hits"])) for line in lines] == [
        (1, "落户", 1),
        (2, "租房", 1),
    ]


def test_search_prints_ranked_clauses(base: FakeBase) -> None:
    out = run("search", "落户").stdout
    assert "1. 慈示例〔2026〕9号 一、（一）2." in out
    assert "0.750" in out


@pytest.mark.parametrize("address", ["一（一）2", f"{DOCUMENT_ID}#1.1.2"])
def test_show_prints_the_clause_in_its_context(base: FakeBase, address: str) -> None:
    out = run("show", address).stdout
    assert "慈溪市人才住房示例办法 > 一、总则 > （一）适用范围" in out
    assert "▌ 2.毕业生可以凭毕业证落户" in out
    assert "1.本办法适用于" in out
    assert (
        "引用：《慈溪市人才住房示例办法》（慈示例〔2026〕9号）一、（一）2.（示例文件，不作为办事依据）" in out
    )


def test_show_takes_an_address_in_several_words(base: FakeBase) -> None:
    assert "没有“一 二 三”" in sentence(run("show", "一", "二", "三"))


def test_show_json_is_the_contract(base: FakeBase) -> None:
    shown = json.loads(run("show", f"{DOCUMENT_ID}#1.1", "--json").stdout)
    assert {"clause_id", "label", "text", "start", "end", "breadcrumb", "document", "children"} <= set(shown)
    assert [child["clause_id"] for child in shown["children"]] == [
        f"{DOCUMENT_ID}#1.1.1",
        f"{DOCUMENT_ID}#1.1.2",
    ]
    assert document().text[shown["start"] : shown["end"]] == shown["text"]


def test_show_tells_a_table_row_under_its_header(base: FakeBase) -> None:
    out = run("show", f"{DOCUMENT_ID}#b1.r1").stdout
    assert "类别" in out
    assert "30万元" in out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["ask"], "缺少参数“QUESTION”"),
        (["ask", ""], "问题是空的"),
        (["ask", " 　\n"], "问题是空的"),
        (["ask", "问" * 10_000], "10,000 个字，超过上限 2,000 字"),
        (["ask", "落户", "--jsn"], "是不是“--json”"),
        (["ask", "落户", "租房"], "多出了参数“租房”"),
        (["ask", "落户", "--as-of", "2026-02-30"], "“2026-02-30”不是有效的日期"),
        (["ask", "落户", "--as-of"], "“--as-of”后面要有一个值"),
        (["ask", "落户", "--json=1"], "“--json”不带值"),
        (["ask", "落户", "--batch", "x.jsonl"], "只能用一个"),
        (["ask", "--batch", "没有.jsonl"], "找不到批量文件“没有.jsonl”"),
        (["search", "落户", "-k", "0"], "1 到 100"),
        (["search", "落户", "-k", "x"], "1 到 100"),
        (["show"], "缺少参数“CLAUSE"),
        (["show", "两处"], "对应不止一个条款"),
        (["show", "没有#1"], "没有“没有#1”"),
        (["parse", "没有.txt"], "找不到文件“没有.txt”"),
        (["build", "没有/"], "找不到“没有”"),
        (["serve", "--port", "99999"], "端口“99999”不对"),
        (["aks"], "是不是“ask”"),
        (["飞"], "可用的有：build、ask"),
        (["--bad"], "没有“--bad”这个选项"),
    ],
)
def test_bad_input_gets_one_chinese_sentence(base: FakeBase, args: list[str], says: str) -> None:
    assert says in sentence(run(*args))


def test_without_a_knowledge_base_it_says_what_to_run(tmp_path: Path) -> None:
    for command in ("ask", "search", "show"):
        missing = tmp_path / "nothing"
        assert "wence build" in sentence(run(command, "落户", "--data", str(missing)))
        assert not missing.exists()


def test_the_data_folder_comes_from_the_environment(tmp_path: Path) -> None:
    assert "elsewhere" in sentence(run("ask", "落户", env={"WENCE_DATA": str(tmp_path / "elsewhere")}))


def test_a_fault_is_one_sentence_and_debug_shows_where(
    base: FakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WENCE_DEBUG", raising=False)
    assert "WENCE_DEBUG=1" in sentence(run("ask", "故障"), 1)
    monkeypatch.setenv("WENCE_DEBUG", "1")
    assert "Traceback" in run("ask", "故障").stderr


def test_help_is_chinese_everywhere() -> None:
    group = commands.main
    pages = [run("--help").stdout, *(run(name, "--help").stdout for name in group.commands)]
    for page in pages:
        assert page.startswith("用法：wence")
        assert "选项：" in page
        assert not any(word in page for word in ("Usage", "Options", "Commands", "Show this"))
    assert run().stdout.strip() == pages[0].strip()


def test_every_option_and_argument_has_help() -> None:
    for name, command in commands.main.commands.items():
        assert command.help, name
        assert command.short_help, name
        for param in command.params:
            if isinstance(param, click.Option):
                assert param.help, (name, param.name)
            else:
                assert getattr(command, "arguments", {}), (name, param.name)


def test_the_command_runs_as_a_process() -> None:
    code = "from assistant.faces.cli import main; main()"
    env = os.environ | {"PYTHONIOENCODING": "gbk"}
    done = subprocess.run(
        [sys.executable, "-c", code, "ask"], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert "缺少参数" in done.stderr.decode("gbk")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom assistant.faces.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'chromadb', 'jieba', 'gradio', 'fastapi', 'numpy', 'pydantic', 'llama_index', 'bs4', 'lxml', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


@pytest.fixture(scope="module")
def built(plan_file: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A data folder with the real plan in it, made by the command."""
    data = tmp_path_factory.mktemp("wence") / "data"
    result = run("build", str(plan_file), "--data", str(data))
    assert result.exit_code == 0, result.stderr
    assert "已入库" in result.stdout
    return str(data)


def test_the_plan_answers_the_first_question(built: str) -> None:
    question = "我刚毕业没房子也没社保，能把户口落到慈溪吗？"
    answer = json.loads(run("ask", question, "--json", "--strict", "--data", built).stdout)
    assert answer["status"] == "answered"
    assert answer["citations"][0]["clause_id"] == "慈发改-2021-25#3.2.2"
    assert "无门槛落户" in answer["citations"][0]["quote"]
    assert any("工作部署" in note for note in answer["notes"])


@pytest.mark.parametrize("address", ["慈发改〔2021〕25号 三（二）2", "慈发改-2021-25#3.2.2", "三、（二）2."])
def test_the_plan_is_shown_by_any_usual_address(built: str, address: str) -> None:
    out = run("show", address, "--data", built).stdout
    assert "引用：《慈溪市人才发展“十四五”规划》（慈发改〔2021〕25号）三、（二）2.\n" in out


def test_the_plan_is_searched(built: str) -> None:
    found = json.loads(run("search", "青年人才落户", "-k", "5", "--json", "--data", built).stdout)
    assert found["hits"][0]["clause_id"] == "慈发改-2021-25#3.2.2"
    assert [hit["rank"] for hit in found["hits"]] == list(range(1, len(found["hits"]) + 1))


def test_building_again_changes_nothing_and_a_bad_file_harms_nothing(
    built: str, plan_file: Path, tmp_path: Path
) -> None:
    assert "未变化" in run("build", str(plan_file), "--data", built).stdout
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    refused = run("build", str(empty), "--data", built)
    assert refused.exit_code == 2
    assert "拒绝" in refused.stdout
    assert run("show", "慈发改-2021-25#3.2.2", "--data", built).exit_code == 0


def test_a_data_folder_of_another_version_is_told(built: str, tmp_path: Path) -> None:
    old = shutil.copytree(built, tmp_path / "old")
    with contextlib.closing(sqlite3.connect(old / "wence.db")) as database:
        database.execute("PRAGMA user_version = 99")
    assert "版本" in sentence(run("ask", "落户", "--data", str(old)))


def test_the_plan_is_parsed_readably_and_as_the_contract(plan_file: Path) -> None:
    out = run("parse", str(plan_file)).stdout
    assert "三、（二）2.　“青年友好城”建设行动" in out
    assert "2025年目标" in out
    parsed = json.loads(run("parse", str(plan_file), "--json").stdout)
    assert list(parsed) == ["document", "text", "clauses", "tables", "problems"]
    ids = {clause["id"] for clause in parsed["clauses"]}
    keys = {"id", "level", "number", "marker", "heading", "start", "end", "parent"}
    assert all(set(clause) == keys for clause in parsed["clauses"])
    assert all(clause["parent"] is None or clause["parent"] in ids for clause in parsed["clauses"])


@pytest.mark.parametrize(
    ("name", "data"), [("空.txt", b""), ("乱.txt", bytes(range(256)) * 20), ("表.docx", b"PK")]
)
def test_an_unreadable_file_gets_one_chinese_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert name in sentence(run("parse", str(tmp_path / name)))


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("上林问策 ")


def test_serve_says_when_the_port_or_the_address_cannot_be_had(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"端口 {port} 已被占用" in sentence(
            run("serve", "--port", port, "--data", str(tmp_path / "d"))
        )
    assert "地址“不是地址”不对" in sentence(run("serve", "--host", "不是地址", "--data", str(tmp_path / "d")))
    assert not (tmp_path / "d").exists()


def test_serve_builds_what_is_not_there(
    plan_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    monkeypatch.setattr(
        "assistant.faces.http.api.create_app", lambda service: held.append(len(service.entries()))
    )
    monkeypatch.setattr("assistant.faces.cli.serving._serve", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(plan_file.parent, tmp_path / "policies")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    for _ in range(2):
        assert run("serve", "--port", port, "--data", "base").exit_code == 0
    assert held == [1, 1]
    assert (tmp_path / "base" / "wence.db").is_file()
