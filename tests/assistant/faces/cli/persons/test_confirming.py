"""Own words in the terminal: what was read is shown, and what is wrong is taken out."""

from __future__ import annotations

import io
import sys
from datetime import date

import pytest
from sites import shipped

from assistant.eligibility.rules.facts import Facts
from assistant.faces.cli.persons.confirming import hear
from ingest.problems import UsageError

DAY = date(2026, 11, 26)
SAID = "我是硕士，连续缴纳社保3个月"


class Stdin:
    def __init__(self, text: str) -> None:
        self.buffer = io.BytesIO(text.encode())


def heard(
    text: str, facts: Facts, monkeypatch: pytest.MonkeyPatch, typed: str = "\n", quiet: bool = False
) -> list[str]:
    monkeypatch.setattr(sys, "stdin", Stdin(typed))
    return [one.fact for one in hear(text, facts, shipped(), DAY, quiet)]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("\n", ["学历", "社保连续缴纳月数"]),
        ("", ["学历", "社保连续缴纳月数"]),
        ("学历\n", ["社保连续缴纳月数"]),
        ("  社保连续缴纳月数   学历 \n", []),
    ],
    ids=["all right", "end of input", "one wrong", "all wrong"],
)
def test_what_is_wrong_is_taken_out(
    typed: str, left: list[str], facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sorted(heard(SAID, facts, monkeypatch, typed)) == sorted(left)


def test_each_fact_is_shown_with_its_words(
    facts: Facts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    heard(SAID, facts, monkeypatch)
    out = capsys.readouterr().out
    assert "从这段话里读到：" in out
    assert "学历：硕士（“硕士”）" in out
    assert "都对就直接回车" in out


def test_a_name_that_is_no_fact_is_told(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="学位"):
        heard(SAID, facts, monkeypatch, "学位\n")


def test_who_asks_for_json_is_not_asked_and_has_stdout_to_itself(
    facts: Facts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert heard(SAID, facts, monkeypatch, "学历\n", quiet=True) == ["学历", "社保连续缴纳月数"]
    told = capsys.readouterr()
    assert told.out == ""
    assert "学历：硕士" in told.err
    assert "回车" not in told.err


def test_nothing_read_is_told_and_nothing_is_asked(
    facts: Facts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert heard("今天天气不错", facts, monkeypatch) == []
    assert capsys.readouterr().out == "这段话里没有读到能用的情况。\n"
