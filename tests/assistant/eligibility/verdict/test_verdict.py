from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.rules.rule import Rule
from assistant.eligibility.rules.rulefile import read_rule
from assistant.eligibility.verdict.advice import changes, rivals
from assistant.eligibility.verdict.interview import Interview
from assistant.eligibility.verdict.profile import Profile
from assistant.eligibility.verdict.verdict import judge

Make = Callable[..., Profile]
DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("changed", "outcome", "missing"),
    [
        ({}, "符合", ()),
        ({"社保连续缴纳月数": 11}, "不符合", ()),
        ({"社保连续缴纳月数": "≥11"}, "待补充", ("社保连续缴纳月数",)),
        ({"社保连续缴纳月数": "≥12"}, "符合", ()),
        ({"人才类别": "F", "学历": "硕士", "年龄": 35}, "符合", ()),
        ({"人才类别": "F", "学历": "硕士", "年龄": 36}, "不符合", ()),
        ({"人才类别": "F", "学历": "硕士"}, "待补充", ("年龄",)),
        ({"人才类别": "F"}, "待补充", ("学历", "年龄")),
        ({"人才类别": None, "学历": "博士", "年龄": 30}, "符合", ("人才类别",)),
        ({"婚姻状况": "已婚"}, "待补充", ("配偶本市住房",)),
        ({"本人本市住房": "是"}, "不符合", ()),
        ({"本人本市住房": "不知道"}, "待补充", ("本人本市住房",)),
    ],
)
def test_verdicts(
    rule: Rule,
    facts: Facts,
    profile: Make,
    good: dict[str, Any],
    changed: dict[str, Any],
    outcome: str,
    missing: tuple[str, ...],
) -> None:
    told = {name: value for name, value in {**good, **changed}.items() if value is not None}
    verdict = judge(rule, profile(told), facts)
    assert (verdict.outcome, verdict.missing) == (outcome, missing)


def test_reasons_stand_in_the_order_of_the_conditions_with_clause_and_fact(
    rule: Rule, facts: Facts, profile: Make, good: dict[str, Any]
) -> None:
    verdict = judge(rule, profile({**good, "社保连续缴纳月数": 8}), facts)
    assert [reason.truth for reason in verdict.reasons] == ["是", "否", "是", "是"]
    assert verdict.reasons[0].kind == "any"
    failing = list(verdict.failing())
    assert [(str(one.source.clause), one.fact, one.value) for one in failing] == [
        ("测试发-2026-1#t1.k1.x2", "社保连续缴纳月数", "8个月")
    ]
    assert failing[0].says == "社保连续缴纳月数不少于12个月"
    assert verdict.benefits == ()


def test_the_amount_is_told_only_where_it_is_certain(
    rule: Rule, facts: Facts, profile: Make, good: dict[str, Any]
) -> None:
    given = [told.benefit.line for told in judge(rule, profile(good), facts).benefits if told.sure]
    assert given == ["租房补贴 1000 元/月"]
    unknown = {**good, "学历": "硕士", "年龄": 30}
    del unknown["人才类别"]
    verdict = judge(rule, profile(unknown), facts)
    assert verdict.outcome == "符合"
    assert [told.sure for told in verdict.benefits] == [False, False]


@pytest.mark.parametrize(
    ("condition", "told", "outcome"),
    [
        ({"fact": "毕业日期", "within": "3年"}, "2023-11-26", "符合"),
        ({"fact": "毕业日期", "within": "3年"}, "2023-11-25", "不符合"),
        ({"fact": "毕业日期", "within": "3年"}, "2023-11", "待补充"),
        ({"fact": "毕业日期", "within": "3年"}, "2023-12", "符合"),
        ({"fact": "毕业日期", "within": "3年"}, "2027-06", "不符合"),
        ({"fact": "毕业日期", "within": "3年"}, "没有", "不符合"),
        ({"fact": "毕业日期", "for_at_least": "12个月"}, "2025-11-26", "符合"),
        ({"fact": "毕业日期", "for_at_least": "12个月"}, "2025-11-27", "不符合"),
        ({"fact": "毕业日期", "before": date(2026, 1, 1)}, "2025-12-31", "符合"),
        ({"fact": "毕业日期", "before": date(2026, 1, 1)}, "2026-01-01", "不符合"),
        ({"fact": "毕业日期", "since": date(2026, 1, 1)}, "2026-01-01", "符合"),
        ({"fact": "毕业日期", "since": date(2026, 1, 1)}, "~2026-03-01", "待补充"),
        ({"not": {"fact": "毕业日期", "within": "3年"}}, "没有", "符合"),
    ],
)
def test_dates_are_exact(
    write: Callable[..., Path],
    raw: dict[str, Any],
    facts: Facts,
    profile: Make,
    condition: dict[str, Any],
    told: str,
    outcome: str,
) -> None:
    raw["conditions"], raw["benefits"] = condition, []
    assert judge(read_rule(write(raw), facts), profile({"毕业日期": told}), facts).outcome == outcome


@pytest.mark.parametrize(
    ("told", "outcome"),
    [({}, "待补充"), ({"推荐单位": "否"}, "不符合"), ({"推荐单位": "是"}, "需人工认定")],
)
def test_what_a_person_decides_is_never_told_as_given(
    write: Callable[..., Path],
    raw: dict[str, Any],
    facts: Facts,
    profile: Make,
    told: dict[str, Any],
    outcome: str,
) -> None:
    raw["conditions"] = {"all": [{"fact": "推荐单位", "is": "是"}, {"review": "经市人才办评审"}]}
    assert judge(read_rule(write(raw), facts), profile(told), facts).outcome == outcome


def test_waiting_is_advice_only_when_it_would_do(
    rule: Rule, facts: Facts, profile: Make, good: dict[str, Any]
) -> None:
    soon = profile({**good, "社保连续缴纳月数": 8})
    says = [change.says for change in changes(judge(rule, soon, facts), soon, facts)]
    assert says == ["再连续缴纳社会保险4个月（到2027年3月26日）后符合"]
    aging = profile(
        {**good, "人才类别": "F", "学历": "硕士", "出生日期": "1991-01-10", "社保连续缴纳月数": 8}
    )
    assert not [change for change in changes(judge(rule, aging, facts), aging, facts) if change.on]


def test_a_single_other_fact_is_named(rule: Rule, facts: Facts, profile: Make, good: dict[str, Any]) -> None:
    person = profile({**good, "人才类别": "F", "学历": "本科", "年龄": 30})
    assert [change.says for change in changes(judge(rule, person, facts), person, facts)] == [
        "“人才类别”为A、B、C、D的，符合"
    ]


@pytest.mark.parametrize(
    ("less", "more", "better", "says"),
    [
        ("", "", "购房补贴", "：“购房补贴”合计20万元，多于另一项的3.6万元。"),
        ("最高", "", "购房补贴", "：“购房补贴”合计20万元，多于另一项的最高3.6万元。"),
        ("", "最高", "", "：“购房补贴”合计最高20万元，“租房补贴”合计3.6万元，哪一项更多要看核定的数额。"),
    ],
)
def test_of_two_exclusive_benefits_the_one_that_is_certainly_worth_more_is_named(
    write: Callable[..., Path],
    raw: dict[str, Any],
    facts: Facts,
    profile: Make,
    good: dict[str, Any],
    less: str,
    more: str,
    better: str,
    says: str,
) -> None:
    gives = raw["benefits"][0]
    raw["benefits"] = [{**gives, "qualifier": less, "period": ""}]
    other = {**raw, "title": "购房补贴"}
    other["benefits"] = [{**gives, "worth": 200000, "qualifier": more, "period": ""}]
    raw["exclusive"] = [
        {"with": "购房补贴", "clause": "t3", "quote": "租房补贴与购房补贴不重复享受", "choose": "就高"}
    ]
    rules = [read_rule(write(raw), facts), read_rule(write(other, "购房补贴"), facts)]
    found = rivals([judge(one, profile(good), facts) for one in rules])
    assert [(one.better, one.says) for one in found] == [
        (better, f"“租房补贴”与“购房补贴”只能享受一项（就高）{says}")
    ]
    assert not rivals([judge(one, profile({**good, "社保连续缴纳月数": 1}), facts) for one in rules])


def test_the_interview_asks_what_settles_most_and_nothing_needless(
    rule: Rule, facts: Facts, profile: Make
) -> None:
    interview = Interview((rule,), facts)
    answers = {"本人本市住房": "否", "社保连续缴纳月数": "3"}
    person, asked = profile({"婚姻状况": "未婚"}), []
    while fact := interview.next_question(person):
        asked.append(fact.name)
        raw = answers.get(fact.name, "不知道")
        person = person.with_fact(fact.name, None if raw == "不知道" else fact.read(raw), facts)
    assert "配偶本市住房" not in asked
    assert asked[-1] == "社保连续缴纳月数"
    assert judge(rule, person, facts).outcome == "不符合"
    assert len(asked) == len(set(asked))
    assert [fact.name for fact in interview.form()] == [
        "年龄",
        "学历",
        "人才类别",
        "社保连续缴纳月数",
        "本人本市住房",
        "配偶本市住房",
    ]


def test_a_choice_that_contradicts_what_is_known_is_not_asked_about(
    write: Callable[..., Path], raw: dict[str, Any], facts: Facts, profile: Make
) -> None:
    raw["conditions"] = {"all": [{"says": "不是已婚", "not": {"fact": "婚姻状况", "is": "未婚"}}]}
    rule = read_rule(write(raw), facts)
    with_home = profile({"配偶本市住房": "是"})  # 未婚 would mean that there is no spouse's home
    assert judge(rule, with_home, facts).outcome == "符合"
    assert "婚姻状况" in judge(rule, profile({}), facts).missing


def test_a_group_may_rest_on_a_clause_of_its_own(
    write: Callable[..., Path], raw: dict[str, Any], facts: Facts, profile: Make
) -> None:
    part = {"fact": "婚姻状况", "is": "未婚", "clause": "t2", "quote": "乙"}
    raw["conditions"] = {"all": [{"says": "甲", "clause": "t1", "quote": "甲", "all": [part]}]}
    (reason,) = judge(read_rule(write(raw), facts), profile({}), facts).reasons
    paths = [one.source.clause.path for one in (reason, *reason.parts) if one.source.clause]
    assert paths == ["t1", "t2"]
