"""The assessment: what one person may have on one day, and what to ask next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.answer import DocumentRef
from assistant.context import SAMPLE_NOTICE, citation_line
from assistant.eligibility.hearing.hearing import ToldFact
from assistant.eligibility.rulebook import DocumentSource, RuleBook
from assistant.eligibility.rules.facts import Fact
from assistant.eligibility.rules.rule import RuleBasis
from assistant.eligibility.verdict.advice import OutcomeChange, Rivals, changes, rivals
from assistant.eligibility.verdict.interview import Interview
from assistant.eligibility.verdict.profile import Profile
from assistant.eligibility.verdict.verdict import OUTCOMES, Verdict
from ingest.document import Document
from kb.site import Site


@dataclass(frozen=True, slots=True)
class Assessment:
    """`verdicts` in the order of OUTCOMES, then of the rules; `changes` by scheme; `next` is the question that settles
    most, None when asking settles nothing more; `left` how many facts are still open; `notes` Chinese sentences on
    rules that could not be used; `heard` what was read out of the person's own words."""

    profile: Profile
    verdicts: tuple[Verdict, ...]
    changes: Mapping[str, tuple[OutcomeChange, ...]]
    rivals: tuple[Rivals, ...]
    next: Fact | None
    left: int
    notes: tuple[str, ...]
    book: RuleBook
    heard: tuple[ToldFact, ...] = ()

    def document(self, source: RuleBasis) -> Document | None:
        """The document of a source; None where it is not held."""
        return self.book.documents.get(source.clause.document) if source.clause else None

    def citation(self, source: RuleBasis) -> str:
        """《标题》（文号）第三条, with the notice of a sample; "" for no source, the id where it is not held."""
        if not source.clause:
            return ""
        document = self.document(source)
        return (
            citation_line(DocumentRef.of(document), source.clause.label) if document else str(source.clause)
        )


def assess(book: RuleBook, profile: Profile, heard: Sequence[ToldFact] = ()) -> Assessment:
    """Judge every rule for the person; `heard` is kept beside the verdicts, the profile already holds it."""
    found = sorted(book.verdicts(profile), key=lambda verdict: OUTCOMES.index(verdict.outcome))
    shown = [verdict for verdict in found if verdict.rule.document in book.documents]
    interview = Interview(book.judging(profile.as_of), book.facts)
    left = {name for verdict in shown for name in verdict.missing} - profile.asked
    return Assessment(
        profile=profile,
        verdicts=tuple(shown),
        changes={verdict.rule.scheme: changes(verdict, profile, book.facts) for verdict in shown},
        rivals=rivals(shown),
        next=interview.next_question(profile),
        left=len(left),
        notes=(*book.unread, *_absent(book), *_samples(book, shown)),
        book=book,
        heard=tuple(heard),
    )


def _absent(book: RuleBook) -> tuple[str, ...]:
    """One sentence on the rules whose documents are not held."""
    absent = [one.rule.title for one in book.checked if one.rule.document not in book.documents]
    if not absent:
        return ()
    return (f"有{len(absent)}个方案所依据的文件不在知识库里，没有判断：{'、'.join(absent)}。",)


def _samples(book: RuleBook, shown: list[Verdict]) -> tuple[str, ...]:
    used = {book.documents[verdict.rule.document].authority for verdict in shown}
    return (f"下面有依据示例文件的结果：{SAMPLE_NOTICE}。",) if "sample" in used else ()


class RuleSource(DocumentSource, Protocol):
    """A library that knows where its rules lie: KnowledgeBase."""

    @property
    def revision(self) -> str:
        """Changes with anything that is held."""

    @property
    def rules(self) -> Path:
        """The folder of rules."""

    @property
    def site(self) -> Site:
        """The city whose rules they are."""


class Counter:
    """Where people are assessed: keeps the rule book of a base until a rule file or the base changes."""

    def __init__(self, base: RuleSource, folder: Path | None = None) -> None:
        self._base, self._folder = base, folder
        self._held: tuple[object, RuleBook] | None = None

    @property
    def book(self) -> RuleBook:
        """The rule book as it stands now. UsageError when the folder or its facts cannot be read."""
        folder = self._folder or self._base.rules
        files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
        stamp = (folder, tuple((path.name, path.stat().st_mtime_ns) for path in files), self._base.revision)
        if self._held is None or self._held[0] != stamp:
            self._held = stamp, RuleBook.load(folder, self._base, self._base.site)
        return self._held[1]
