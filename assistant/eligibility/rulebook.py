"""The rule book: the rules of a folder, each checked against the clauses it names before it may judge anybody."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from assistant.eligibility.rules.facts import FACTS, Facts, load_facts, nearest
from assistant.eligibility.rules.rule import Rule, RuleBasis
from assistant.eligibility.rules.rule_figures import unquoted
from assistant.eligibility.rules.rulefile import read_rule
from assistant.eligibility.verdict.profile import Profile
from assistant.eligibility.verdict.verdict import Verdict, judge
from ingest.document import ClauseId, Document
from ingest.problems import UsageError
from kb.site import NOWHERE, Site

CASES = ".cases"
_OTHER_FILES = frozenset({FACTS, "phrases.yaml"})
_DIGEST = 8
_SPACE = re.compile(r"\s+")


class DocumentSource(Protocol):
    """Where documents are looked up: KnowledgeBase, Service."""

    def document(self, document_id: str, as_of: date | None = None) -> Document:
        """The document; KeyError when it is not held."""


@dataclass(frozen=True, slots=True)
class CheckedRule:
    """A rule and why it may not judge ("" when it may). `broken`: the rule itself is wrong (a clause that does not
    exist, words that are not there); else it only waits to be verified, or verified again."""

    rule: Rule
    problem: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class RuleBook:
    """`unread` has one sentence for each rule file that could not be read; the others go on without it. `site` is the city
    whose rules they are."""

    facts: Facts
    checked: tuple[CheckedRule, ...]
    unread: tuple[str, ...]
    documents: dict[str, Document]
    site: Site

    @classmethod
    def load(cls, folder: Path, library: DocumentSource, site: Site = NOWHERE) -> RuleBook:
        """The rules of the folder, in the order of their names. UsageError when the folder or its facts cannot be read."""
        if not folder.is_dir():
            raise UsageError(f"没有规则文件夹“{folder}”，请检查路径。")
        facts = load_facts(folder / FACTS)
        rules, unread = [], []
        for path in rule_files(folder):
            try:
                rules.append(read_rule(path, facts))
            except UsageError as error:
                unread.append(str(error))
        shelf = _Shelf(library)
        names = frozenset(rule.scheme for rule in rules)
        checked = tuple(_checked(rule, shelf, names) for rule in rules)
        return cls(facts, checked, tuple(unread), shelf.documents, site)

    def verdicts(self, profile: Profile) -> tuple[Verdict, ...]:
        """The verdict of every rule on the day of the profile, in the order of the rules."""
        return tuple(self._verdict(one, profile) for one in self.checked)

    def judging(self, day: date) -> tuple[Rule, ...]:
        """The rules that may judge on `day`."""
        return tuple(one.rule for one in self.checked if not self._silent(one, day))

    def _silent(self, one: CheckedRule, day: date) -> str:
        if one.problem:
            return one.problem
        document = self.documents[one.rule.document]
        if not document.in_force(day):
            return f"《{document.name}》在{day}不在有效期内，不据以判断。"
        lacking = next(
            (name for name in one.rule.parameters or {} if one.rule.parameter(name, day) is None), ""
        )
        return f"参数“{lacking}”在{day}还没有值，不据以判断。" if lacking else ""

    def _verdict(self, one: CheckedRule, profile: Profile) -> Verdict:
        why = self._silent(one, profile.as_of)
        return Verdict(one.rule, "未核对", why=why) if why else judge(one.rule, profile, self.facts)


def rule_files(folder: Path) -> tuple[Path, ...]:
    """The rule files of a folder, in the order of their names."""
    return tuple(
        path
        for path in sorted(folder.glob("*.yaml"))
        if path.name not in _OTHER_FILES and not path.stem.endswith(CASES)
    )


class _Shelf:
    """The documents that rules name, each fetched once."""

    def __init__(self, library: DocumentSource) -> None:
        self._library = library
        self.documents: dict[str, Document] = {}

    def text(self, clause: ClauseId) -> str:
        """The text of a clause, of a table row as it is printed; KeyError when it is not held."""
        document = self.documents.get(clause.document) or self._library.document(clause.document)
        self.documents[clause.document] = document
        return document.clause(clause.path).text


def _checked(rule: Rule, shelf: _Shelf, schemes: frozenset[str]) -> CheckedRule:
    problem = next(_mistakes(rule, shelf, schemes), "")
    if problem:
        return CheckedRule(rule, problem, broken=True)
    return CheckedRule(rule, next(_unverified(rule, shelf), ""))


def _mistakes(rule: Rule, shelf: _Shelf, schemes: frozenset[str]) -> Iterator[str]:
    where = f"规则“{rule.scheme}”"
    if not rule.source.clause:
        yield f"{where}没有写依据的条款（clause）。"
        return
    for source in rule.sources():
        if source.clause:
            yield from _not_there(where, source, shelf)
    for figure, source in unquoted(rule):
        yield f"{where}用到的“{figure}”不在所引的原文“{source.quote}”里。"
    for exclusion in rule.exclusive:
        if exclusion.scheme not in schemes:
            yield f"{where}写了与“{exclusion.scheme}”不重复享受，但没有这个方案{nearest(exclusion.scheme, schemes)}。"


def _not_there(where: str, source: RuleBasis, shelf: _Shelf) -> Iterator[str]:
    clause = source.clause
    if clause is None:
        return
    try:
        text = shelf.text(clause)
    except KeyError:
        held = clause.document in shelf.documents
        yield f"{where}引的条款“{clause}”{'不存在' if held else '所在的文件不在知识库里'}。"
        return
    if not source.quote or _bare(source.quote) not in _bare(text):
        yield f"{where}引的原文“{source.quote}”不在{clause.label}（{clause}）里。"


def _bare(text: str) -> str:
    return _SPACE.sub("", text)


def _unverified(rule: Rule, shelf: _Shelf) -> Iterator[str]:
    if not rule.verified_by or not rule.verified_on:
        yield f"规则“{rule.scheme}”还没有人核对过，不据以判断。"
        return
    known = rule.verified_text or {}
    for written, now in clause_digests(rule, shelf).items():
        if known.get(written) != now:
            label = ClauseId.parse(written if "#" in written else f"{rule.document}#{written}").label
            if written not in known:
                yield f"规则“{rule.scheme}”引的{label}没有核对记录，请用 wence check --rules --confirm {rule.scheme} --by 姓名 核对。"
            else:
                yield f"{label}在{rule.verified_on}核对之后改过，规则“{rule.scheme}”要重新核对，暂不据以判断。"


def clause_digests(rule: Rule, shelf: _Shelf) -> dict[str, str]:
    """Each clause that the rule names, written as in its file, with the digest of its text now."""
    found: dict[str, str] = {}
    for source in rule.sources():
        if source.clause:
            own = source.clause.document == rule.document
            written = source.clause.path if own else str(source.clause)
            found[written] = hashlib.sha256(shelf.text(source.clause).encode("utf-8")).hexdigest()[:_DIGEST]
    return found


def confirm(folder: Path, scheme: str, by: str, today: date, library: DocumentSource) -> None:
    """Note in the rule's file that `by` has compared it with its clauses as they stand today. UsageError when there is
    no such rule or when it is broken."""
    facts = load_facts(folder / FACTS)
    files = {path.stem: path for path in rule_files(folder)}
    if scheme not in files:
        raise UsageError(f"没有“{scheme}”这条规则{nearest(scheme, files)}。")
    rule, shelf = read_rule(files[scheme], facts), _Shelf(library)
    checked = _checked(rule, shelf, frozenset(files))
    if checked.broken:
        raise UsageError(f"还不能确认：{checked.problem}")
    lines = [f"verified_by: {by}", f"verified_on: {today}", "verified_text:"]
    lines += [f'  "{written}": "{digest}"' for written, digest in clause_digests(rule, shelf).items()]
    text = re.sub(
        r"(?m)^verified_(?:by|on|text):.*\n(?:[ \t]+.*\n)*", "", files[scheme].read_text(encoding="utf-8")
    )
    files[scheme].write_text(text.rstrip("\n") + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
