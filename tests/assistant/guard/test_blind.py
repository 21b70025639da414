"""A second set of false answers, written after the guard was finished, in another style and over other texts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from mutations import AS_OF, cite

from assistant.answer import Answer
from assistant.guard.verify import verify
from assistant.guard.violation import Violation
from ingest.document import Document
from ingest.parse import parse

CASES = Path(__file__).with_name("blind_cases.yaml")


@cache
def _load() -> dict[str, Any]:
    return cast(dict[str, Any], yaml.safe_load(CASES.read_text(encoding="utf-8")))


@cache
def _document(name: str) -> Document:
    return parse(_load()["documents"][name].encode(), f"{name}.md", "sample").document


def _verdicts(kind: str) -> list[tuple[str, tuple[Violation, ...]]]:
    out = []
    for case in _load()["cases"]:
        source = _document(case["doc"])
        cites = tuple(cite(source, str(path)) for path in case["cites"])
        for text in case[kind]:
            for number, citation in enumerate(cites):
                text = text.replace(f"{{q{number}}}", citation.quote).replace(
                    f"{{l{number}}}", citation.label
                )
            answer = Answer("这件事怎么规定", "answered", text, AS_OF, cites)
            out.append((text, verify(answer, {source.id: source}.__getitem__)))
    return out


def test_false_answers_are_blocked() -> None:
    verdicts = _verdicts("wrong")
    assert len(verdicts) >= 100
    escaped = [text for text, faults in verdicts if not faults]
    assert len(escaped) <= len(verdicts) * 0.01, escaped


def test_true_answers_are_given() -> None:
    verdicts = _verdicts("right")
    blocked = [(text, faults) for text, faults in verdicts if faults]
    assert not blocked, blocked
