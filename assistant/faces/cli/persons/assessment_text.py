"""The assessment as the terminal shows it: each scheme with its outcome, its conditions ticked, its clauses."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.eligibility.assessment import Assessment
from assistant.eligibility.rules.rule import RuleBasis
from assistant.eligibility.verdict.verdict import OUTCOMES, Verdict
from assistant.faces.assessment_sheet import CLOSING, LEGEND, benefit_line, reason_lines
from assistant.typeset import wrap


def assessment_text(found: Assessment, columns: int) -> str:
    """The whole assessment in lines of at most `columns`."""
    facts = found.book.facts.by_name
    told = [f"{name}：{facts[name].shown(value)}" for name, value in found.profile.told.items()]
    lines = [wrap("；".join(told) or "还没有说", columns, "个人情况　"), f"按 {found.profile.as_of} 判断", ""]
    for outcome in OUTCOMES:
        group = [verdict for verdict in found.verdicts if verdict.outcome == outcome]
        if group:
            lines.append(f"━━ {outcome}（{len(group)}项）")
        for verdict in group:
            lines += [*_verdict(found, verdict, columns), ""]
    lines += [wrap(rival.says, columns, "二选一　") for rival in found.rivals]
    lines += [wrap(note, columns, "说明　") for note in found.notes]
    return "\n".join([*lines, "", wrap(LEGEND, columns), wrap(CLOSING, columns)])


def _verdict(found: Assessment, verdict: Verdict, columns: int) -> Iterator[str]:
    yield f"● {verdict.rule.title}"
    if verdict.why:
        yield wrap(verdict.why, columns, "  ")
    for told in verdict.benefits:
        sure = told.sure and verdict.outcome == "符合"
        yield wrap(benefit_line(told.benefit), columns, "  给　" if sure else "  可能给　")
        yield from _source(found, told.benefit.source, columns, "     ")
    if not verdict.reasons:
        yield from _source(found, verdict.rule.source, columns, "  ")
    for reason in verdict.reasons:
        if verdict.outcome == "不符合" and reason.truth != "否":
            continue  # what fails is what he has to know; the summary has the rest
        for depth, says, source in reason_lines(reason):
            lead = "  " * (depth + 1)
            yield wrap(says, columns, lead)
            yield from _source(found, source, columns, lead + "   ")
    if verdict.missing:
        yield wrap("、".join(verdict.missing), columns, "  还缺　")
    for change in found.changes[verdict.rule.scheme]:
        yield wrap(change.says, columns, "  怎样才会符合　")
    yield from _next_step(verdict, columns)


def _next_step(verdict: Verdict, columns: int) -> Iterator[str]:
    rule = verdict.rule
    if verdict.outcome in ("不符合", "未核对"):
        return
    for name, note in (("认定", rule.decided_by), ("受理", rule.apply_at), ("时限", rule.deadline)):
        if note:
            yield wrap(note.text, columns, f"  {name}　")
    if rule.documents_needed:
        yield wrap("、".join(note.text for note in rule.documents_needed), columns, "  材料　")


def _source(found: Assessment, source: RuleBasis, columns: int, lead: str) -> Iterator[str]:
    if source.clause:
        yield wrap(f"“{source.quote}”——{found.citation(source)}", columns, lead)
