"""The assessment as `qualify --json` and POST /api/v1/qualify give it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.context import document_json
from assistant.eligibility.assessment import Assessment
from assistant.eligibility.hearing.hearing import ToldFact
from assistant.eligibility.rules.facts import Fact
from assistant.eligibility.rules.rule import ApplicantNote, Benefit, RuleBasis
from assistant.eligibility.verdict.verdict import ConditionReason, Verdict


def assessment_json(found: Assessment) -> dict[str, Any]:
    """Everything the faces show."""
    return {
        "as_of": found.profile.as_of.isoformat(),
        "profile": {name: str(value) for name, value in found.profile.told.items()},
        "unknown": sorted(found.profile.asked),
        "understood": heard_json(found.heard),
        "verdicts": [_verdict(found, verdict) for verdict in found.verdicts],
        "exclusive": [
            {
                "schemes": [one.one, one.other],
                "better": one.better or None,
                "says": one.says,
                **_source(found, one.exclusion.source),
            }
            for one in found.rivals
        ],
        "next_question": question_json(found.next) if found.next else None,
        "open_facts": found.left,
        "notes": list(found.notes),
    }


def heard_json(heard: Sequence[ToldFact]) -> list[dict[str, Any]]:
    """The facts read out of a text, as the profile writes them, with the words each came from."""
    return [
        {"fact": one.fact, "value": str(one.value), "words": one.words, "start": one.start, "end": one.end}
        for one in heard
    ]


def question_json(fact: Fact) -> dict[str, Any]:
    """A fact as a question: what to ask, why, and what may be answered."""
    choices = ["是", "否"] if fact.type == "boolean" else list(fact.choices)
    return {
        "fact": fact.name,
        "question": fact.question,
        "why": fact.why,
        "type": fact.type,
        "unit": fact.unit,
        "choices": choices,
        "sensitive": fact.sensitive,
        "notation": fact.notation,
    }


def _verdict(found: Assessment, verdict: Verdict) -> dict[str, Any]:
    rule = verdict.rule
    document = found.book.documents[rule.document]
    return {
        "scheme": rule.scheme,
        "title": rule.title,
        "kind": rule.kind,
        "outcome": verdict.outcome,
        "why": verdict.why,
        "document": document_json(document),
        **_source(found, rule.source),
        "reasons": [_reason(found, reason) for reason in verdict.reasons],
        "missing": list(verdict.missing),
        "benefits": [
            {**_benefit(told.benefit), "sure": told.sure, **_source(found, told.benefit.source)}
            for told in verdict.benefits
        ],
        "changes": [
            {"says": c.says, "outcome": c.outcome, "on": c.on.isoformat() if c.on else None}
            for c in found.changes[rule.scheme]
        ],
        "decided_by": _note(found, rule.decided_by),
        "apply_at": _note(found, rule.apply_at),
        "deadline": _note(found, rule.deadline),
        "documents_needed": [_note(found, note) for note in rule.documents_needed],
        "verified": {
            "by": rule.verified_by,
            "on": rule.verified_on.isoformat() if rule.verified_on else None,
        },
    }


def _source(found: Assessment, source: RuleBasis) -> dict[str, Any]:
    if not source.clause:
        return {"clause": None, "citation": "", "quote": ""}
    return {"clause": str(source.clause), "citation": found.citation(source), "quote": source.quote}


def _reason(found: Assessment, reason: ConditionReason) -> dict[str, Any]:
    return {
        "says": reason.says,
        "truth": reason.truth,
        "kind": reason.kind,
        "fact": reason.fact or None,
        "value": reason.value or None,
        **_source(found, reason.source),
        "parts": [_reason(found, part) for part in reason.parts],
    }


def _benefit(benefit: Benefit) -> dict[str, Any]:
    return {
        "what": benefit.what,
        "text": benefit.text,
        "amount": float(benefit.amount) if benefit.amount is not None else None,
        "unit": benefit.unit,
        "qualifier": benefit.qualifier,
        "period": benefit.period,
        "payment": benefit.payment,
        "line": benefit.line,
    }


def _note(found: Assessment, note: ApplicantNote | None) -> dict[str, Any] | None:
    return {"text": note.text, **_source(found, note.source)} if note else None
