"""What is odd about a document's numbering, said aloud and never repaired."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Clause
from ingest.problems import Problem
from ingest.script.wording import wording

_NUMBERED = frozenset(
    {
        "part",
        "subpart",
        "chapter",
        "section",
        "item",
        "point",
        "subpoint",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "inline",
    }
)
_WORDS = wording(__file__)


def numbering_problems(root: Clause) -> tuple[Problem, ...]:
    """Gaps, repeats, steps back and late starts in every numbered sequence. Articles run through
    a whole text; everything else is counted among its siblings, and may go on from the last list
    of its level (1.—35. in 一、, 36. in 二、)."""
    findings: list[Problem] = []
    last: dict[str, tuple[int, int]] = {}
    for sequence in _sequences(root):
        if not sequence:
            continue
        level = sequence[0].level
        findings += _check(sequence, last.get(level) if level != "article" else None)
        last[level] = _key(sequence[-1])
    return tuple(findings)


def _sequences(root: Clause) -> Iterator[list[Clause]]:
    texts = [root, *(c for c in root.walk() if c.level == "annex")]
    for text in texts:
        yield [c for c in _own(text) if c.level == "article"]
    for clause in root.walk():
        groups: dict[tuple[str, str], list[Clause]] = {}
        for child in clause.children:
            if child.level in _NUMBERED and child.number:
                groups.setdefault((child.level, _family(child)), []).append(child)
        yield from groups.values()


def _own(text: Clause) -> Iterator[Clause]:
    for child in text.children:
        if child.level != "annex":
            yield child
            yield from _own(child)


def _family(clause: Clause) -> str:
    return "shi" if clause.marker.endswith("是") else "dash" if clause.marker[:1] in "—－-─" else ""


def _key(clause: Clause) -> tuple[int, int]:
    number = clause.number.rpartition(".")[2]
    main, _, sub = number.partition("-")
    return int(main), int(sub or 0)


def _check(sequence: list[Clause], running: tuple[int, int] | None) -> Iterator[Problem]:
    previous: Clause | None = None
    runs_on = running is not None and _key(sequence[0]) == (running[0] + 1, 0)
    for clause in sequence:
        main, sub = _key(clause)
        before = _key(previous) if previous else (main - 1, 0) if runs_on else (0, 0)
        if _WORDS["misprint"].match(clause.marker):
            yield _finding("numbering_misprint", clause, "编号中有疑似误排的字符")
        if (main, sub) == before:
            yield _finding("numbering_repeat", clause, "编号重复")
        elif (main, sub) < before:
            yield _finding("numbering_backward", clause, f"编号倒退（前一处为“{_shown(previous)}”）")
        elif main > before[0] + 1 or (main == before[0] and sub > before[1] + 1):
            what = f"编号跳号（前一处为“{_shown(previous)}”）" if previous else "编号不从一开始"
            yield _finding("numbering_gap" if previous else "numbering_start", clause, what)
        previous = clause


def _shown(clause: Clause | None) -> str:
    return clause.marker if clause else ""


def _finding(check: str, clause: Clause, message: str) -> Problem:
    return Problem(check, "warning", str(clause.id), f"{clause.id.label}：{message}", clause.text[:40])
