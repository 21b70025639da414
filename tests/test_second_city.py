"""Another city: a policies folder of its own, and nothing of the shipped city in anything that comes out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fastapi.testclient import TestClient

from assistant.faces.cli.commands import main
from assistant.faces.http.api import create_app
from assistant.faces.service import Service
from kb.knowledge import KnowledgeBase
from kb.language import tokens

CITY = Path(__file__).parent / "made" / "linjiang"
FOREIGN = ("慈溪", "宁波", "上林英才", "浙江")
PROFILE = "学历: 博士\n社保连续缴纳月数: 8\n本人本市住房: 否\n单位类型: 企业\n"
Run = Callable[..., str]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("second")
    shutil.copytree(CITY, place / "policies")
    built = invoke("build", "--policies", str(place / "policies"), "--data", str(place / "data"))
    assert built.exit_code == 0, built.output
    yield place / "data"
    tokens.configure()


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


@pytest.fixture
def run(data: Path) -> Run:
    """What a command says; it may name nothing of the shipped city."""

    def told(*arguments: str, asked: str = "") -> str:
        out = invoke(*arguments, "--data", str(data)).output
        assert [word for word in FOREIGN if word in out.replace(asked, "")] == []
        return out

    return told


@pytest.mark.parametrize(
    ("question", "status", "words"),
    [
        ("租房补贴标准是多少？", "answered", "硕士每月700元，博士每月1500元"),
        ("机关工作人员能享受租房补贴吗？", "answered", "机关工作人员不享受租房补贴"),
        ("本市2030年高技能人才目标是多少？", "answered", "2.6万人"),
        ("全市人才公寓建多少套？", "answered", "800套"),
        ("慈溪的租房补贴标准是多少？", "not_found", ""),
        ("今天天气怎么样", "out_of_scope", "可以问租房补贴和人才发展目标。"),
    ],
)
def test_questions(run: Run, question: str, status: str, words: str) -> None:
    answer = json.loads(run("ask", question, "--json", asked=question))
    assert answer["status"] == status
    assert words in answer["text"]


def test_who_is_not_answered_is_told_whom_to_ask(run: Run) -> None:
    told = "可以咨询临江人才服务窗口，12345，工作日 9:00—17:00。"
    assert told in json.loads(run("ask", "购房补贴给多少万？", "--json"))["notes"]
    assert told not in json.loads(run("ask", "租房补贴标准是多少？", "--json"))["notes"]


def test_a_person_is_judged_by_its_rules(run: Run, tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(PROFILE, encoding="utf-8")
    (verdict,) = json.loads(run("qualify", "--profile", str(profile), "--json"))["verdicts"]
    assert (verdict["outcome"], verdict["benefits"][0]["amount"]) == ("符合", 1500)


def test_its_documents_and_rules_are_checked(run: Run) -> None:
    assert "错误 0" in run("check")
    assert "1 条没有问题，0 条要看" in run("check", "--rules")
    assert "高技能人才" in run("indicators")


def test_a_draft_is_checked_beside_them(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "草案.txt"
    draft.write_text("临江市示范办法\n第一条 按照《临江市人才租房补贴办法》第九条执行。\n", encoding="utf-8")
    assert "第九条" in run("check", str(draft))


def test_the_page_is_of_the_city(data: Path) -> None:
    service = Service(lambda: KnowledgeBase.open(data))
    try:
        page = TestClient(create_app(service)).get("/").text
        about = json.dumps(TestClient(create_app(service)).get("/config").json(), ensure_ascii=False)
    finally:
        service.close()
    assert [word for word in FOREIGN if word in page + about] == []
    assert "问一句临江市人才政策" in about
    assert "硕士租房补贴每月多少钱？" in about


def test_help_names_no_city(run: Run) -> None:
    for command in main.commands:
        out = invoke(command, "--help").output
        assert [word for word in FOREIGN if word in out] == []


def test_the_environment_chooses_the_folder(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENCE_POLICIES", str(CITY))
    assert invoke("build", "--data", str(tmp_path / "data")).exit_code == 0
    with KnowledgeBase.open(tmp_path / "data") as base:
        assert (base.policies, base.site.city) == (CITY, "临江市")
        assert base.rules == CITY / "rules"


def test_without_a_site_the_documents_tell_the_city(tmp_path: Path) -> None:
    shutil.copytree(CITY / "official", tmp_path / "papers")
    assert invoke("build", str(tmp_path / "papers"), "--data", str(tmp_path / "data")).exit_code == 0
    with KnowledgeBase.open(tmp_path / "data") as base:
        assert (base.site.city, base.site.is_home("临江")) == ("临江市", True)
        assert not base.rules.exists()


def test_where_the_city_is_not_known_it_is_asked(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    shutil.copytree(CITY / "official", papers)
    other = (papers / "临江市人才租房补贴办法.txt").read_text(encoding="utf-8").replace("临江市", "甲乙市")
    (papers / "甲乙市人才租房补贴办法.txt").write_text(
        other.replace("临人社发", "甲人社发"), encoding="utf-8"
    )
    invoke("build", str(papers), "--data", str(tmp_path / "data"))
    answer = json.loads(
        invoke("ask", "本市租房补贴标准是多少？", "--json", "--data", str(tmp_path / "data")).output
    )
    assert answer["status"] == "clarify"
    assert "临江市、甲乙市" in answer["text"]


def test_an_empty_folder_takes_no_base_over(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    assert invoke("build", "--policies", str(CITY), "--data", data).exit_code == 0
    (tmp_path / "empty").mkdir()
    empty = invoke("build", "--policies", str(tmp_path / "empty"), "--data", data)
    assert empty.exit_code == 2 and "empty”里没有政策文件" in empty.output
    with KnowledgeBase.open(tmp_path / "data") as base:
        assert base.site.city == "临江市"
