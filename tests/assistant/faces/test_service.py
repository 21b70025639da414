"""The queue before the knowledge base: places, patience, errors, closing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from handmade import AS_OF, DOCUMENT_ID, FakeBase, fake_ask

from assistant.answer import Answer
from assistant.faces import service as services
from assistant.faces.service import BusyError, Service
from ingest.document import ClauseId
from ingest.problems import ReadError, WenceError
from kb.knowledge import KnowledgeBase


@contextmanager
def opened(answer: Any = fake_ask) -> Iterator[tuple[Service, FakeBase]]:
    base = FakeBase()
    service = Service(lambda: base, answer)  # type: ignore[arg-type, return-value]
    yield service, base
    service.close()


class Held:
    """An assistant that answers when it is let go."""

    def __init__(self) -> None:
        self.gate, self.busy = threading.Event(), threading.Semaphore(0)

    def __call__(self, base: Any, question: str, as_of: date | None) -> Answer:
        self.busy.release()
        assert self.gate.wait(20)
        return fake_ask(base, question, as_of)


def test_questions_are_answered_on_their_day() -> None:
    with opened() as (service, base):
        assert service.ask("能落户吗", date(2025, 6, 1)).as_of == date(2025, 6, 1)
        assert service.ask("月亮").status == "not_found"
        assert base.asked == ["能落户吗", "月亮"]


def test_what_the_base_knows_is_handed_on() -> None:
    clause = ClauseId(DOCUMENT_ID, "1.1.2")
    with opened() as (service, _):
        assert service.search("落户", 3, AS_OF).hits[0].clause_id == clause
        assert service.passage(clause).text.startswith("2.毕业生")
        assert service.document(DOCUMENT_ID).id == DOCUMENT_ID
        assert [entry.id for entry in service.entries()] == [DOCUMENT_ID]
        assert service.notes() == ()
        with pytest.raises(KeyError):
            service.document("没有")


def test_a_base_that_cannot_be_opened_is_told_at_once() -> None:
    def none() -> KnowledgeBase:
        raise WenceError("找不到知识库。")

    with pytest.raises(WenceError, match="找不到知识库"):
        Service(none)


def test_a_fault_reaches_who_asked_and_nobody_else() -> None:
    with opened() as (service, _):
        for _ in range(services.QUEUE_LIMIT + 1):
            with pytest.raises(RuntimeError):
                service.ask("故障")
        assert service.ask("落户").status == "answered", "every place was given back"


def test_who_finds_no_place_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "QUEUE_LIMIT", 2)
    held = Held()
    with opened(held) as (service, _):
        told: list[str] = []
        waiting = [threading.Thread(target=lambda: told.append(service.ask("落户").status)) for _ in range(2)]
        for one in waiting:
            one.start()
            held.busy.acquire(timeout=20)
        with pytest.raises(BusyError, match="提问的人太多"):
            service.ask("落户")
        held.gate.set()
        for one in waiting:
            one.join(20)
        assert told == ["answered", "answered"]
        assert service.ask("落户").status == "answered", "the places are free again"


def test_who_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "PATIENCE", 0.01)
    held = Held()
    with opened(held) as (service, _):
        with pytest.raises(BusyError, match="用时太长"):
            service.ask("落户")
        held.gate.set()
        monkeypatch.setattr(services, "PATIENCE", 20.0)
        assert service.ask("落户").status == "answered"


def test_an_error_of_the_answer_that_is_a_timeout_is_not_taken_for_waiting() -> None:
    def late(*_: object) -> Answer:
        raise TimeoutError("别处")

    with opened(late) as (service, _), pytest.raises(TimeoutError, match="别处"):
        service.ask("落户")


def test_closing_lets_the_base_go_and_takes_no_more() -> None:
    with opened() as (service, base):
        pass
    assert base.closed
    with pytest.raises(RuntimeError):
        service.ask("落户")


def test_a_closed_service_tells_every_caller_the_same() -> None:
    with opened() as (service, _):
        pass
    told = set()
    for _ in range(services.QUEUE_LIMIT + 1):
        try:
            service.ask("落户")
        except Exception as error:  # noqa: BLE001 - which one is the question
            told.add(type(error))
    assert len(told) == 1


@pytest.fixture(scope="module")
def real(data: Any) -> Iterator[Service]:
    service = Service(lambda: KnowledgeBase.open(data))
    yield service
    service.close()


def test_a_person_is_judged_and_the_profile_overrides_own_words(real: Service) -> None:
    day = date(2026, 11, 26)
    found = real.qualify({"学历": "博士"}, day, "我是硕士，连续缴纳社保3个月")
    told = {name: str(value) for name, value in found.profile.told.items()}
    assert (told["学历"], told["社保连续缴纳月数"]) == ("博士", "3")
    assert {one.fact for one in found.heard} == {"学历", "社保连续缴纳月数"}
    assert dict(real.qualify({}, day).profile.told) == {}, "nothing of it is kept"


def test_a_draft_is_examined_and_not_kept(real: Service) -> None:
    draft = "慈溪市示范办法\n\n第一条 标准按照第九条执行。\n".encode()
    found = real.examine("草案.txt", draft, date(2026, 6, 1))
    assert [one.check for one in found.findings.shown if one.severity == "error"] == ["reference_broken"]
    assert [entry.id for entry in real.entries()] == ["测试发-2026-1"]
    with pytest.raises(ReadError):
        real.examine("草案.txt", b"")


def test_the_graph_and_both_directions(real: Service) -> None:
    assert "测试市人才租房补贴办法" in real.reference_graph()
    cites, cited = real.both_ways(ClauseId("测试发-2026-1", "t1"))
    assert (len(cites), cited) == (1, ())
    for missing in (ClauseId("测试发-2026-1", "t99"), ClauseId("没有", "t1")):
        with pytest.raises(KeyError):
            real.both_ways(missing)
