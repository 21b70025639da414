"""The steps of the tab: the talk goes on, everything shows it; or one sentence stands beside the field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.eligibility.rules.facts import Facts
from assistant.faces.service import BusyError, Service
from assistant.faces.web import steps as stepping
from assistant.faces.web.steps import Steps
from assistant.faces.web.talk import HeardFact, Talk
from kb.knowledge import KnowledgeBase

DAY = "2026-11-26"
TOLD = Talk(told=(("人才类别", "D"), ("婚姻状况", "未婚")), as_of=DAY)


class Event:
    """What happens on it, for a test to bring about."""

    def __init__(self) -> None:
        self.happen: Callable[..., dict[Any, Any]] = lambda *_: {}
        self.options: dict[str, Any] = {}

    def __call__(self, happen: Any, inputs: Any, outputs: Any, **options: Any) -> None:
        self.happen, self.inputs, self.outputs, self.options = happen, inputs, outputs, options


@pytest.fixture(scope="module")
def service(data: Path) -> Iterator[Service]:
    made = Service(lambda: KnowledgeBase.open(data))
    yield made
    made.close()


@pytest.fixture
def steps(service: Service) -> Steps:
    """Parts are their own names."""
    return Steps(service, {name: name for name in (*stepping._SHOWN, "slip_tale", "tale")}, {"queue": False})


def after(steps: Steps, step: Callable[..., Any], talk: Talk = TOLD, *given: Any) -> dict[Any, Any]:
    event = Event()
    steps.on(event, "answer", step)
    assert event.options == {"queue": False}
    return event.happen(talk, *given)


def test_a_step_shows_the_talk_everywhere(steps: Steps) -> None:
    shown = after(steps, lambda talk: talk)
    assert shown["told"] == (("人才类别", "D"), ("婚姻状况", "未婚"))
    assert shown["talk"].asking
    assert 'class="verdicts"' in shown["cards"]
    assert "下载判断单" in shown["saves"]
    assert shown["slip_answer"] == ""
    assert shown["back"]["interactive"] is False
    assert set(shown) <= set(steps.parts)


def test_before_anything_is_told_there_is_a_question_and_no_card(steps: Steps) -> None:
    shown = after(steps, lambda talk: talk, Talk(as_of=DAY))
    assert 'class="empty"' in shown["cards"]
    assert (shown["saves"], shown["standing"]) == ("", "")
    assert shown["reply"]["visible"]


def test_a_choice_and_a_written_answer_take_turns(steps: Steps) -> None:
    chosen = after(steps, lambda talk: talk.change("学历"))
    assert chosen["choice"]["visible"]
    assert not chosen["written"]["visible"]
    assert "硕士" in chosen["choice"]["choices"]
    written = after(steps, lambda talk: talk.change("年龄"), TOLD.tell({"年龄": "30"}))
    assert written["written"]["visible"]
    assert written["written"]["value"] == "30"
    assert written["talk"].asking == "年龄"


def test_who_has_had_enough_is_asked_nothing(steps: Steps) -> None:
    shown = after(steps, lambda talk: talk.rest())
    assert shown["talk"].asking == ""
    assert not shown["choice"]["visible"]
    assert "先问到这里" in shown["hush"]
    assert (shown["rest"]["value"], shown["rest"]["visible"]) == ("接着问", True)


def test_what_was_heard_waits_with_its_words(steps: Steps) -> None:
    shown = after(steps, lambda talk: talk.hear([HeardFact("学历", "硕士", "硕士毕业")]))
    ((label, name),) = shown["heard"]["choices"]
    assert (name, "“硕士毕业”" in label) == ("学历", True)
    assert shown["hearing"]["visible"]
    assert dict(shown["told"]).keys() == {"人才类别", "婚姻状况"}


def test_no_step_changes_nothing_but_the_slip(steps: Steps) -> None:
    assert after(steps, lambda talk: None) == {"slip_answer": ""}


def test_what_cannot_be_is_said_beside_the_field_and_nothing_else_moves(steps: Steps) -> None:
    shown = after(steps, lambda talk: talk.tell({"年龄": "200"}))
    assert list(shown) == ["slip_answer"]
    assert "“年龄”填的“200”不对" in shown["slip_answer"]
    assert list(after(steps, lambda talk: replace(talk, as_of="明天"))) == ["slip_answer"]


def test_a_fault_tells_nothing_of_the_person(steps: Steps, capsys: pytest.CaptureFixture[str]) -> None:
    def fault(talk: Talk) -> Talk:
        raise ZeroDivisionError("王独一")

    shown = after(steps, fault)
    assert "程序出错了" in shown["slip_answer"]
    assert capsys.readouterr().err == "网页判断出错：ZeroDivisionError\n"
    assert "王独一" not in str(shown)


def test_a_busy_service_is_told(steps: Steps) -> None:
    def busy(talk: Talk) -> Talk:
        raise BusyError("现在提问的人太多。")

    assert "提问的人太多" in after(steps, busy)["slip_answer"]


def test_a_slip_of_its_own_takes_the_place_of_the_usual_one(steps: Steps) -> None:
    event = Event()
    steps.on(event, "answer", lambda talk, tale: None, ["tale"], "own")
    assert event.happen(TOLD, "x") == {"own": ""}
    assert event.inputs == ["talk", "tale"]
    assert "own" in event.outputs


def test_the_form_holds_every_fact_a_rule_looks_at(steps: Steps) -> None:
    names = {fact.name for fact in steps.form(TOLD)}
    assert {"人才类别", "学历", "年龄", "社保连续缴纳月数"} <= names


class Part(str):
    """A part whose every event is one of those above."""

    def __new__(cls, name: str) -> Part:
        made = super().__new__(cls, name)
        made.events = {}
        return made

    events: dict[str, Event]

    def __getattr__(self, name: str) -> Event:
        if name.startswith("_") or name not in ("select", "click", "submit", "blur", "expand"):
            raise AttributeError(name)
        return self.events.setdefault(name, Event())


@pytest.fixture
def wired(service: Service) -> dict[str, Part]:
    names = (*stepping._SHOWN, "tale", "read", "confirm", "forget", "day", "form", "fresh", "tab")
    parts = {name: Part(name) for name in names}
    for part in parts.values():
        part.events.update(expand=_Expand())
    Steps(service, parts, {}).wire(parts["tab"])
    return parts


class _Expand(Event):
    def __call__(self, happen: Any, *_: Any, **options: Any) -> None:
        self.happen = happen


def test_own_words_are_read_and_wait(wired: dict[str, Part]) -> None:
    happen = wired["read"].click.happen
    assert [one.fact for one in happen(Talk(as_of=DAY), "我是硕士")["talk"].heard] == ["学历"]
    assert "没有读出能用的情况" in happen(Talk(), "今天天气不错")["slip_tale"]
    assert "情况是空的" in happen(Talk(), " ")["slip_tale"]
    assert "超过上限" in happen(Talk(), "我" * 2001)["slip_tale"]


def test_an_answer_is_chosen_or_written_or_missing(wired: dict[str, Part]) -> None:
    happen, talk = wired["reply"].click.happen, TOLD.change("学历")
    assert happen(talk, "硕士", "")["talk"].facts["学历"] == "硕士"
    assert happen(TOLD.change("年龄"), None, " 30 ")["talk"].facts["年龄"] == "30"
    assert "还没有回答" in happen(talk, None, " ")["slip_answer"]
    assert wired["unknown"].click.happen(talk)["talk"].facts["学历"] == "不知道"


def test_what_is_ticked_counts_and_the_rest_is_let_go(wired: dict[str, Part], facts: Facts) -> None:
    talk = TOLD.hear([HeardFact("学历", "硕士", "硕士"), HeardFact("年龄", "30", "30岁")])
    shown = wired["confirm"].click.happen(talk, ["年龄"])
    assert dict(shown["told"]) == {
        "人才类别": "D",
        "婚姻状况": "未婚",
        "年龄": f"30{facts.fact('年龄').unit}",
    }
    assert shown["talk"].heard == ()
    assert wired["forget"].click.happen(talk)["talk"].facts == TOLD.facts


def test_another_day_judges_anew_and_the_same_does_nothing(wired: dict[str, Part]) -> None:
    happen = wired["day"].submit.happen
    assert happen(TOLD, f" {DAY} ") == {"slip_day": ""}
    assert happen(TOLD, "2027-01-01")["talk"].as_of == "2027-01-01"
    assert "不是有效的日期" in happen(TOLD, "明天")["slip_day"]


def test_opening_the_tab_asks_once(wired: dict[str, Part]) -> None:
    happen = wired["tab"].select.happen
    assert happen(Talk())["talk"].asking
    assert happen(TOLD) == {"slip_answer": ""}
    assert wired["form"].expand.happen(3) == 4
