from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.eligibility.rulebook import RuleBook, confirm
from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.rules.rulefile import read_rule
from assistant.eligibility.verdict.profile import Profile
from ingest.problems import UsageError

DAY = date(2026, 11, 26)
Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"tittle": "x"}, "的“tittle”没有这一项"),
        ({"kind": "待遇"}, "的“kind”不是可选的值"),
        ({"outcome": "待细则"}, "只有 kind: arrangement"),
        ({"conditions": {"fact": "学位", "is": "硕士"}}, "没有“学位”这一项"),
        ({"conditions": {"fact": "学历", "is": "研究生"}}, "“学历”填的“研究生”不对"),
        ({"conditions": {"fact": "学历", "atleast": "硕士"}}, "条件里没有“atleast”这一项，是不是“at_least”"),
        ({"conditions": {"fact": "年龄", "within": "3年"}}, "“年龄”不是日期，不能用 within"),
        ({"conditions": {"fact": "单位类型", "at_least": "企业"}}, "“单位类型”不能用 at_least"),
        (
            {"conditions": {"fact": "社保连续缴纳月数", "at_least": "$月数"}},
            "参数“$月数”没有写在 parameters 里",
        ),
        ({"conditions": {"fact": "毕业日期", "within": "长期"}}, "“长期”不是期限"),
        ({"conditions": {"any": []}}, "“any”下面应是条件的列表"),
        ({"conditions": {"says": "x"}}, "恰好有 all、any、not、fact、review 之一"),
    ],
)
def test_a_mistake_in_a_rule_is_one_sentence_with_file_and_field(
    write: Write, raw: dict[str, Any], facts: Facts, change: dict[str, Any], says: str
) -> None:
    with pytest.raises(UsageError) as error:
        read_rule(write({**raw, **change}), facts)
    assert says in str(error.value)
    assert "租房补贴.yaml" in str(error.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"clause": "t9"}, "引的条款“测试发-2026-1#t9”不存在"),
        ({"document": "没有"}, "所在的文件不在知识库里"),
        ({"quote": "购房补贴发给"}, "引的原文“购房补贴发给”不在第一条"),
        (
            {
                "conditions": {
                    "fact": "社保连续缴纳月数",
                    "at_least": 6,
                    "clause": "t1.k1.x2",
                    "quote": "连续缴纳社会保险满12个月",
                }
            },
            "用到的“6”不在所引的原文",
        ),
        (
            {
                "benefits": [
                    {"what": "补贴", "amount": 800, "unit": "元/月", "clause": "t2", "quote": "每月1000元"}
                ]
            },
            "用到的“800”不在所引的原文",
        ),
        (
            {"exclusive": [{"with": "购房补帖", "clause": "t3", "quote": "不重复享受", "choose": "择一"}]},
            "没有这个方案",
        ),
    ],
)
def test_a_broken_rule_judges_nobody_and_says_why(
    write: Write,
    raw: dict[str, Any],
    facts: Facts,
    shelf: Any,
    good: dict[str, Any],
    change: dict[str, Any],
    says: str,
) -> None:
    path = write({**raw, **change})
    write(raw, "另一个")
    confirm(path.parent, "另一个", "测试员", DAY, shelf())
    book = RuleBook.load(path.parent, shelf())
    verdicts = {one.rule.scheme: one for one in book.verdicts(Profile.of(good, facts, DAY))}
    assert verdicts["租房补贴"].outcome == "未核对"
    assert says in verdicts["租房补贴"].why
    assert verdicts["另一个"].outcome == "符合"
    with pytest.raises(UsageError, match="还不能确认"):
        confirm(path.parent, "租房补贴", "测试员", DAY, shelf())


def test_one_unreadable_file_does_not_stop_the_others(write: Write, raw: dict[str, Any], shelf: Any) -> None:
    folder = write(raw).parent
    (folder / "坏的.yaml").write_text("title: [", encoding="utf-8")
    book = RuleBook.load(folder, shelf())
    assert len(book.checked) == 1
    assert len(book.unread) == 1
    assert "坏的.yaml" in book.unread[0]


def test_a_rule_judges_from_the_day_it_is_confirmed_until_its_clause_changes(
    write: Write, raw: dict[str, Any], facts: Facts, shelf: Any, good: dict[str, Any]
) -> None:
    folder = write(raw).parent
    person = Profile.of(good, facts, DAY)

    def verdict(library: Any) -> Any:
        return RuleBook.load(folder, library).verdicts(person)[0]

    assert "还没有人核对过" in verdict(shelf()).why
    confirm(folder, "租房补贴", "测试员", DAY, shelf())
    assert verdict(shelf()).outcome == "符合"
    same = shelf()
    edited = type(same)(same.held.text.replace("按季度发放", "按月发放"))
    assert verdict(edited).outcome == "未核对"
    assert "第二条" in verdict(edited).why
    assert "2026-11-26核对之后改过" in verdict(edited).why
    confirm(folder, "租房补贴", "测试员", DAY, edited)
    assert verdict(edited).outcome == "符合"


def test_a_document_not_in_force_judges_nobody(
    write: Write, raw: dict[str, Any], facts: Facts, shelf: Any, good: dict[str, Any]
) -> None:
    folder = write(raw).parent
    confirm(folder, "租房补贴", "测试员", DAY, shelf())
    before = RuleBook.load(folder, shelf()).verdicts(Profile.of(good, facts, date(2025, 12, 31)))[0]
    assert (before.outcome, "不在有效期内" in before.why) == ("未核对", True)
