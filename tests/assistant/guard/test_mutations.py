"""The floors of the guard: mutated answers blocked, true ones given."""

from __future__ import annotations

from collections import Counter

from mutations import document, mutants, true_answers

from assistant.guard.verify import verify


def test_true_answers_are_given() -> None:
    answers = true_answers()
    assert len(answers) >= 60
    blocked = [(a.text, faults) for a in answers if (faults := verify(a, document))]
    assert len(blocked) <= len(answers) * 0.01, blocked


def test_mutated_answers_are_blocked() -> None:
    wrong = mutants()
    assert len(wrong) >= 300
    escaped = [(m.way, m.case, m.answer.text) for m in wrong if not verify(m.answer, document)]
    assert len(escaped) <= len(wrong) * 0.01, escaped


def test_every_way_of_going_wrong_is_tried() -> None:
    ways = Counter(mutant.way for mutant in mutants())
    assert min(ways.values()) >= 2, ways
