"""Which gold questions rest on a changed clause."""

from __future__ import annotations

import io
import json

import pytest

from eval.touched import main, touched


def test_the_questions_on_a_clause_and_around_it() -> None:
    found = {question.id: clause for question, clause in touched(["慈示例-2026-2#b2.r5"])}
    assert found["test-buy-e-1"] == "慈示例-2026-2#b2.r5"
    assert not list(touched(["慈示例-2026-2#t26.k1"]))


def test_from_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    told = {"touched": [{"old": "慈示例-2026-1#t9.k1"}, {"old": None}]}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(told)))
    assert main() == 0
    assert "柔性引进" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO("不是"))
    assert main() == 2
