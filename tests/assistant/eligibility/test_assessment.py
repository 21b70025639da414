"""The assessment: verdicts in order, what to ask next, and what could not be judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from vocabulary import DAY, person, rule_of, vocabulary

from assistant.context import SAMPLE_NOTICE
from assistant.eligibility.assessment import Assessment, Counter, assess
from assistant.eligibility.hearing.hearing import ToldFact
from assistant.eligibility.rulebook import RuleBook, confirm
from assistant.eligibility.rules.rule import RuleBasis
from assistant.eligibility.rules.values import ChoiceValue
from ingest.document import ClauseId, Document
from ingest.parse import parse
from ingest.problems import UsageError
from kb.site import NOWHERE

TEXT = """临江市示范办法

第一条 补贴发给硕士以上、参保满12个月的人员。

第二条 奖励发给博士。

第三条 贷款发给博士。
"""
HELD = parse(TEXT.encode(), "示范.txt").document
TOLD = {"学位": "硕士", "参保月数": 12}


class Library:
    """Holds the document under the id 甲, and tells where its rules lie."""

    site = NOWHERE

    def __init__(self, rules: Path, authority: str = "official") -> None:
        self.rules, self.revision, self.asked = rules, "1", 0
        self._held = replace(HELD, authority=authority)

    def document(self, document_id: str, as_of: date | None = None) -> Document:
        self.asked += 1
        if document_id != HELD.id:
            raise KeyError(document_id)
        return self._held


def write(folder: Path, scheme: str, document: str = HELD.id, **parts: Any) -> None:
    rule_of(folder, vocabulary(folder), scheme, **{"document": document} | parts)


MASTER = {
    "clause": "t1", "quote": "补贴发给",
    "conditions": {"all": [
        {"fact": "学位", "at_least": "硕士", "clause": "t1", "quote": "硕士以上"},
        {"fact": "参保月数", "at_least": 12, "clause": "t1", "quote": "参保满12个月"},
    ]},
}  # fmt: skip
DOCTOR = {
    "clause": "t2",
    "quote": "奖励发给",
    "conditions": {"fact": "学位", "is": "博士", "clause": "t2", "quote": "发给博士"},
}
LOAN = {"clause": "t3", "quote": "贷款发给", "conditions": {"fact": "颜色", "is": "蓝"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "一奖励", **DOCTOR)
    write(tmp_path, "二补贴", **MASTER)
    write(tmp_path, "三贷款", **LOAN)
    for scheme in ("一奖励", "二补贴", "三贷款"):
        confirm(tmp_path, scheme, "核对人", DAY, Library(tmp_path))
    return tmp_path


def assessed(folder: Path, authority: str = "official", **told: Any) -> Assessment:
    book = RuleBook.load(folder, Library(folder, authority))
    return assess(book, person(book.facts, **told))


def outcomes(found: Assessment) -> list[tuple[str, str]]:
    return [(one.rule.scheme, one.outcome) for one in found.verdicts]


def test_what_holds_comes_first_then_what_is_open_then_what_does_not(folder: Path) -> None:
    assert outcomes(assessed(folder, **TOLD)) == [
        ("二补贴", "符合"), ("三贷款", "待补充"), ("一奖励", "不符合"),
    ]  # fmt: skip


def test_what_is_open_is_asked_and_counted(folder: Path) -> None:
    found = assessed(folder, **TOLD)
    assert found.next is not None
    assert (found.next.name, found.left) == ("颜色", 1)
    nothing = assessed(folder)
    assert (nothing.next is not None, nothing.left) == (True, 3)
    settled = assessed(folder, **TOLD, 颜色="红")
    assert (settled.next, settled.left) == (None, 0)
    unknown = assessed(folder, **TOLD, 颜色="不知道")
    assert (unknown.next, unknown.left) == (None, 0)  # asked and not known


def test_changes_are_kept_by_scheme(folder: Path) -> None:
    found = assessed(folder, **TOLD)
    assert set(found.changes) == {"一奖励", "二补贴", "三贷款"}


def test_a_source_is_cited_with_its_document(folder: Path) -> None:
    found = assessed(folder, **TOLD)
    basis = RuleBasis(ClauseId(HELD.id, "t2"), "发给博士")
    assert found.citation(basis) == "《临江市示范办法》第二条"
    assert found.document(basis) is not None
    assert found.citation(RuleBasis()) == ""
    lost = RuleBasis(ClauseId("没有", "t1"), "")
    assert (found.document(lost), found.citation(lost)) == (None, "没有#t1")


def test_a_sample_is_told(folder: Path) -> None:
    assert assessed(folder, **TOLD).notes == ()
    sample = assessed(folder, "sample", **TOLD)
    assert any(SAMPLE_NOTICE in note for note in sample.notes)
    assert sample.citation(RuleBasis(ClauseId(HELD.id, "t2"), "")).endswith(f"（{SAMPLE_NOTICE}）")


def test_rules_that_cannot_be_used_are_told_and_the_others_go_on(folder: Path) -> None:
    write(folder, "四别的", document="没有", clause="t1", quote="甲")
    (folder / "五坏的.yaml").write_text("title: [", encoding="utf-8")
    found = assessed(folder, **TOLD)
    assert len(found.verdicts) == 3
    assert any("五坏的.yaml" in note for note in found.notes)
    assert any("有1个方案所依据的文件不在知识库里，没有判断：四别的" in note for note in found.notes)


def test_a_rule_nobody_has_verified_does_not_judge(folder: Path) -> None:
    write(folder, "六新的", **DOCTOR)
    assert ("六新的", "未核对") in outcomes(assessed(folder, **TOLD))


def test_what_was_heard_is_kept_beside(folder: Path) -> None:
    book = RuleBook.load(folder, Library(folder))
    told = ToldFact("学位", ChoiceValue("硕士"), "硕士", 0, 2)
    assert assess(book, person(book.facts, **TOLD), [told]).heard == (told,)


def test_the_book_is_kept_until_something_changes(folder: Path) -> None:
    library = Library(folder)
    counter = Counter(library)
    first = counter.book
    assert counter.book is first
    library.revision = "2"
    second = counter.book
    assert second is not first
    (folder / "七.yaml").write_text(yaml.safe_dump({"title": "七"}), encoding="utf-8")
    third = counter.book
    assert third is not second
    assert len(third.unread) == 1
    assert counter.book is third


def test_another_folder_goes_before_that_of_the_base(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有规则文件夹"):
        _ = Counter(Library(tmp_path / "nowhere")).book
    assert len(Counter(Library(tmp_path / "nowhere"), folder).book.checked) == 3
