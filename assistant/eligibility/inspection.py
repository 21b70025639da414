"""The inspection of a rule folder: what each rule lacks before it may judge, and whether its cases come out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.eligibility.cases import failures, read_cases
from assistant.eligibility.rulebook import CheckedRule, RuleBook
from ingest.problems import UsageError


@dataclass(frozen=True, slots=True)
class Inspected:
    """One rule: `problem` as CheckedRule has it, `cases` how many were run, `failed` one sentence for each that did not
    come out, or for a case file that could not be read."""

    scheme: str
    title: str
    problem: str
    broken: bool
    cases: int
    failed: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether it may judge and does so as its cases expect."""
        return not self.problem and not self.failed

    def as_json(self) -> dict[str, Any]:
        """The rule as `check --rules --json` gives it."""
        return {
            "scheme": self.scheme,
            "title": self.title,
            "problem": self.problem,
            "broken": self.broken,
            "cases": self.cases,
            "failed": list(self.failed),
        }


def inspect(book: RuleBook, folder: Path) -> tuple[Inspected, ...]:
    """Every rule that could be read, in order."""
    return tuple(_inspected(one, book, folder) for one in book.checked)


def _inspected(one: CheckedRule, book: RuleBook, folder: Path) -> Inspected:
    rule = one.rule
    try:
        cases = read_cases(folder, rule.scheme, book.facts)
    except UsageError as error:
        return Inspected(rule.scheme, rule.title, one.problem, one.broken, 0, (str(error),))
    failed = tuple(
        f"案例“{case.says}”：{failure}。" for case in cases for failure in failures(case, rule, book.facts)
    )
    return Inspected(rule.scheme, rule.title, one.problem, one.broken, len(cases), failed)
