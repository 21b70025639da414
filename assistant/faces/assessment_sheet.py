"""The printable summary: what was told, each verdict with its conditions and quoted clauses, and the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

from assistant.eligibility.assessment import Assessment
from assistant.eligibility.rules.rule import Benefit, RuleBasis
from assistant.eligibility.verdict.verdict import OUTCOMES, ConditionReason, Verdict

TITLE = "人才政策资格判断单"
MARKS = {"是": "√", "否": "×", "未知": "？", "人工": "◇"}
LEGEND = "√ 满足　× 不满足　？ 还不知道　◇ 由人工认定"
CLOSING = "本单由程序依据上列条款生成，供咨询参考；是否符合以受理部门审核为准。"


def benefit_line(benefit: Benefit) -> str:
    """租房补贴：最高1000元/月，最长36个月，按季度发放."""
    amount = (
        f"{benefit.qualifier}{benefit.amount:f}{benefit.unit}" if benefit.amount is not None else benefit.text
    )
    rest = [part for part in (benefit.period, benefit.payment) if part]
    told = "，".join([part for part in (amount, *rest) if part])
    return f"{benefit.what}：{told}" if told else benefit.what


def reason_lines(reason: ConditionReason, depth: int = 0) -> Iterator[tuple[int, str, RuleBasis]]:
    """The reason and its parts: depth, mark and sentence (with what is known of the fact), source. Where one of several
    is enough and one is met, the others are left out."""
    known = (
        f"（{reason.fact}：{reason.value}）"
        if reason.value
        else f"（{reason.fact}：不知道）"
        if reason.fact
        else ""
    )
    yield depth, f"{MARKS[reason.truth]} {reason.says}{known}", reason.source
    for part in reason.parts:
        if reason.kind == "any" and reason.truth == "是" != part.truth:
            continue
        yield from reason_lines(part, depth + 1)


def summary_markdown(found: Assessment, today: date) -> str:
    """The summary as Markdown."""
    return "\n".join(_lines(found, today)).rstrip() + "\n"


def _lines(found: Assessment, today: date) -> Iterator[str]:
    yield from (f"# {TITLE}", "", f"判断依据的日期：{found.profile.as_of}　生成日期：{today}", "")
    yield from (f"> {note}" for note in found.notes)
    yield from ("", "## 个人情况", "")
    facts = found.book.facts.by_name
    yield from (f"- {name}：{facts[name].shown(value)}" for name, value in found.profile.told.items())
    yield from (f"- {name}：不知道" for name in sorted(found.profile.asked))
    for outcome in OUTCOMES:
        group = [verdict for verdict in found.verdicts if verdict.outcome == outcome]
        if group:
            yield from ("", f"## {outcome}（{len(group)}项）")
        for verdict in group:
            yield from _verdict_lines(found, verdict)
    if found.rivals:
        yield from ("", "## 不能同时享受的", "")
    for rival in found.rivals:
        yield from (f"- {rival.says}", *_quoted(found, rival.exclusion.source, "  "))
    yield from ("", f"{LEGEND}", "", CLOSING)


def _verdict_lines(found: Assessment, verdict: Verdict) -> Iterator[str]:
    rule = verdict.rule
    yield from ("", f"### {rule.title}", "", *_quoted(found, rule.source))
    if verdict.why:
        yield f"- {verdict.why}"
    for told in verdict.benefits:
        yield f"- {'给' if told.sure and verdict.outcome == '符合' else '可能给'}：{benefit_line(told.benefit)}"
        yield from _quoted(found, told.benefit.source, "  ")
    for reason in verdict.reasons:
        for depth, says, source in reason_lines(reason):
            indent = "  " * depth
            yield f"{indent}- {says}"
            yield from _quoted(found, source, indent + "  ")
    if verdict.missing:
        yield f"- 还缺：{'、'.join(verdict.missing)}"
    yield from (f"- 怎样才会符合：{change.says}" for change in found.changes[rule.scheme])
    for name, note in (("认定部门", rule.decided_by), ("受理", rule.apply_at), ("时限", rule.deadline)):
        if note and verdict.outcome != "不符合":
            yield from (f"- {name}：{note.text}", *_quoted(found, note.source, "  "))
    if rule.documents_needed and verdict.outcome != "不符合":
        yield f"- 材料：{'、'.join(note.text for note in rule.documents_needed)}"


def _quoted(found: Assessment, source: RuleBasis, indent: str = "") -> Iterator[str]:
    if source.clause:
        yield f"{indent}> “{source.quote}”——{found.citation(source)}"


def summary_docx(found: Assessment, today: date) -> bytes:
    """The same as a Word file."""
    from docx import Document as Word

    word = Word()
    for line in _lines(found, today):
        text = line.strip()
        if text.startswith("#"):
            hashes, _, heading = text.partition(" ")
            word.add_heading(heading, len(hashes) - 1)
        elif text.startswith("- "):
            word.add_paragraph(text[2:], "List Bullet" if line.startswith("- ") else "List Bullet 2")
        elif text:
            word.add_paragraph(text.removeprefix("> "), "Quote" if text.startswith(">") else None)
    out = BytesIO()
    word.save(out)
    return out.getvalue()
