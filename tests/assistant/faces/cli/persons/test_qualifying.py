"""The command and the API, over a base of one document and one confirmed rule."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document as Word
from starlette.testclient import TestClient

from assistant.eligibility.assessment import Assessment
from assistant.eligibility.verdict.profile import Profile
from assistant.faces.cli import main
from assistant.faces.cli.persons.qualifying import BACK, ENOUGH, interview
from assistant.faces.http.api import create_app
from assistant.faces.service import Service
from kb.knowledge import KnowledgeBase

SOON = "再连续缴纳社会保险4个月（到2027年3月26日）后符合"
DAY = "2026-11-26"


@pytest.fixture
def run(data: Path) -> Callable[..., Result]:
    def ran(*arguments: str, text: str | None = None) -> Result:
        return CliRunner().invoke(main, [*arguments, "--data", str(data)], input=text)

    return ran


@pytest.fixture
def person(good: dict[str, Any], tmp_path: Path) -> Path:
    path = tmp_path / "我.yaml"
    path.write_text(json.dumps({**good, "社保连续缴纳月数": 8}, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_profile_in_and_the_verdicts_with_their_clauses_out(
    run: Callable[..., Result], person: Path
) -> None:
    shown = run("qualify", "--profile", str(person), "--as-of", DAY)
    assert shown.exit_code == 0, shown.output
    flat = "".join(shown.output.split())
    for part in ("不符合（1项）", "×社保连续缴纳月数不少于12个月", "第一条第一款第（二）项", SOON):
        assert part in flat


def test_json_has_every_condition(run: Callable[..., Result], person: Path) -> None:
    found = json.loads(run("qualify", "--profile", str(person), "--as-of", DAY, "--json").stdout)
    verdict = found["verdicts"][0]
    assert (verdict["outcome"], verdict["missing"]) == ("不符合", [])
    assert [reason["truth"] for reason in verdict["reasons"]] == ["是", "否", "是", "是"]
    assert verdict["reasons"][1]["clause"] == "测试发-2026-1#t1.k1.x2"
    assert verdict["changes"][0]["on"] == "2027-03-26"


def test_the_interview_asks_until_it_is_settled(run: Callable[..., Result]) -> None:
    answers = {"本人在本市有自有": "2", "配偶在本市有自有": "2", "哪一类": "5", "社会保险": "20"}
    said: list[str] = []
    while True:
        shown = run("qualify", "--as-of", DAY, text="".join(said))
        assert shown.exit_code == 0, shown.output
        last = re.findall(r"(?m)^\d+\. (.*)", shown.output)[-1]
        answer = next((value for cue, value in answers.items() if cue in last), None)
        if answer is None or len(said) == len(answers):
            break
        said.append(answer + "\n")
    assert len(said) == 4
    assert "━━ 符合（1项）" in shown.output
    assert "租房补贴：1000元/月，最长36个月" in shown.output


def test_going_back_and_not_knowing(run: Callable[..., Result]) -> None:
    shown = run("qualify", text="2\n上一步\n\n够了\n")
    assert shown.output.count("1. ") == 2
    assert "\n2. " in shown.output


@pytest.mark.parametrize("name", ["判断单.docx", "判断单.md"])
def test_the_summary_quotes_the_clauses_and_has_the_day(
    run: Callable[..., Result], person: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    assert run("qualify", "--profile", str(person), "--as-of", DAY, "--output", str(path)).exit_code == 0
    data = path.read_bytes()
    text = (
        data.decode() if path.suffix == ".md" else "\n".join(p.text for p in Word(BytesIO(data)).paragraphs)
    )
    for part in (DAY, "“连续缴纳社会保险满12个月”——《测试市人才租房补贴办法》（测试发〔2026〕1号）", SOON):
        assert part in text


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        ("年龄: 200", "“年龄”填的“200”不对"),
        ("学位: 硕士", "没有“学位”这一项"),
        ("婚姻状况: 未婚\n配偶本市住房: 是", "两项矛盾"),
        ("- 硕士", "个人情况应是“项: 值”的形式"),
        ("学历: [硕士]", "“学历”应填一个值"),
        ("a: [", "不是有效的 YAML 或 JSON"),
    ],
)
def test_a_bad_profile_is_one_sentence(
    run: Callable[..., Result], tmp_path: Path, profile: str, says: str
) -> None:
    (tmp_path / "me.yaml").write_text(profile, encoding="utf-8")
    shown = run("qualify", "--profile", str(tmp_path / "me.yaml"))
    assert shown.exit_code != 0
    assert says in shown.output
    assert "Traceback" not in shown.output


def test_the_folder_of_rules_is_inspected(run: Callable[..., Result]) -> None:
    shown = run("check", "--rules")
    assert shown.exit_code == 0, shown.output
    assert "可判断　租房补贴" in shown.output
    assert "错误 0" in run("check").output, "without --rules the documents held are examined"
    assert "没有“购房补贴”这条规则" in run("check", "--rules", "--confirm", "购房补贴", "--by", "张三").output


@pytest.fixture
def client(data: Path) -> Iterator[TestClient]:
    service = Service(lambda: KnowledgeBase.open(data))
    with TestClient(create_app(service, page=False)) as client:
        yield client
    service.close()


def test_the_api_judges_asks_on_and_writes_the_summary(client: TestClient, good: dict[str, Any]) -> None:
    del good["社保连续缴纳月数"]
    reply = client.post("/api/v1/qualify", json={"profile": good, "as_of": DAY}).json()
    assert reply["verdicts"][0]["outcome"] == "待补充"
    assert reply["next_question"]["fact"] == "社保连续缴纳月数"
    page = client.post("/api/v1/qualify/summary?format=md", json={"profile": good, "as_of": DAY})
    assert page.headers["content-type"].startswith("text/markdown")
    assert "还缺：社保连续缴纳月数" in page.text
    word = client.post("/api/v1/qualify/summary", json={"profile": good})
    assert Word(BytesIO(word.content)).paragraphs[0].text == "人才政策资格判断单"


def test_the_api_reads_own_words_under_the_profile(client: TestClient) -> None:
    said = {"text": "我是硕士，连续缴纳社保3个月", "profile": {"社保连续缴纳月数": 12}, "as_of": DAY}
    reply = client.post("/api/v1/qualify", json=said).json()
    assert {one["fact"]: one["words"] for one in reply["understood"]} == {
        "学历": "硕士",
        "社保连续缴纳月数": "社保3个月",
    }
    assert (reply["profile"]["学历"], reply["profile"]["社保连续缴纳月数"]) == ("硕士", "12")
    page = client.post("/api/v1/qualify/summary?format=md", json=said)
    assert "硕士" in page.text


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"profile": {"年龄": -1}}, "“年龄”填的“-1”不对"),
        ({"profile": {"学历": ["硕士"]}}, "写法不对"),
        ({"text": "我" * 2001}, "自己的话（text）有 2,001 个字，超过上限"),
        ({"profile": {}, "who": "me"}, "不认识“who”"),
        ({"profile": {}, "as_of": "明天"}, "不是有效的日期"),
    ],
)
def test_the_api_says_what_is_wrong(client: TestClient, body: dict[str, Any], says: str) -> None:
    reply = client.post("/api/v1/qualify", json=body)
    assert reply.status_code == 422
    assert says in reply.json()["detail"]


@pytest.fixture
def asked(
    assessed: Callable[..., Assessment], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[Profile, str]]:
    """What an interview with these lines leaves, and what was shown."""
    start = assessed({})

    def run(*lines: str, quiet: bool = False) -> tuple[Profile, str]:
        typed = "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": BytesIO(typed)}))
        person = interview(start.book, start.profile, quiet)
        told = capsys.readouterr()
        assert (told.out if quiet else told.err) == ""
        return person, told.err if quiet else told.out

    return run


def test_the_end_of_the_input_ends_the_interview(asked: Callable[..., tuple[Profile, str]]) -> None:
    person, shown = asked()
    assert (dict(person.told), shown.count("1. ")) == ({}, 1)


def test_a_number_chooses_and_a_word_does_too(asked: Callable[..., tuple[Profile, str]]) -> None:
    by_number, shown = asked("2", ENOUGH)
    assert "1 是　2 否" in shown
    by_word, _ = asked("否", ENOUGH)
    assert by_number.told == by_word.told
    assert len(by_number.told) >= 1


def test_what_cannot_be_is_told_and_asked_again(asked: Callable[..., tuple[Profile, str]]) -> None:
    person, shown = asked("也许", "9", ENOUGH)
    assert shown.count("\n1. ") == 3
    assert dict(person.told) == {}


def test_not_knowing_is_remembered_and_not_asked_again(asked: Callable[..., tuple[Profile, str]]) -> None:
    person, shown = asked("", ENOUGH)
    assert len(person.asked) == 1
    assert "\n2. " in shown


def test_back_at_the_first_question_stays_there(asked: Callable[..., tuple[Profile, str]]) -> None:
    person, shown = asked(BACK, "2", BACK, ENOUGH)
    assert dict(person.told) == {}
    assert shown.count("\n1. ") == 3


def test_questions_go_to_stderr_where_stdout_is_for_json(asked: Callable[..., tuple[Profile, str]]) -> None:
    assert "1. " in asked(ENOUGH, quiet=True)[1]


def test_a_summary_of_another_kind_is_refused_before_anything_is_asked(run: Callable[..., Result]) -> None:
    shown = run("qualify", "--output", "判断单.pdf")
    assert "只能另存为 .docx 或 .md" in str(shown.exception) + shown.output
    assert "1. " not in shown.output


@pytest.mark.parametrize(("content", "says"), [(b"\xff\xfe\x00", "不是 UTF-8"), (None, "读不了")])
def test_a_profile_that_cannot_be_read(
    content: bytes | None, says: str, run: Callable[..., Result], tmp_path: Path
) -> None:
    path = tmp_path / "我.yaml"
    if content:
        path.write_bytes(content)
    shown = run("qualify", "--profile", str(path))
    assert says in str(shown.exception) + shown.output
