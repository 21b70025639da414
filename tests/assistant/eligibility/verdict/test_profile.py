from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.rules.values import Flag, Never
from assistant.eligibility.verdict.profile import Profile
from ingest.problems import UsageError

Make = Callable[..., Profile]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"年龄": 200}, "“年龄”填的“200”不对：应在14～100周岁之间。"),
        ({"社保连续缴纳月数": -3}, "“社保连续缴纳月数”填的“-3”不对：不能是负数，应在0～600个月之间。"),
        ({"学历": "硕土"}, "“学历”填的“硕土”不对：可选的有"),
        ({"年纪": 30}, "没有“年纪”这一项"),
        ({"学位": "硕士"}, "没有“学位”这一项"),
        ({"租住慈溪": "是"}, "“租住慈溪”这一项已改名为“在本市租房”，请改用新名"),
        ({"工作地": "慈溪"}, "“工作地”填的“慈溪”不对：这个选项已改称“本市”，请改用新的写法"),
        ({"户籍地": "浙江其他市"}, "已改称“本省其他市”"),
        ({"学历": "慈溪"}, "可选的有"),
        ({"毕业日期": "去年夏天"}, "“毕业日期”填的“去年夏天”看不懂，应写日期"),
        ({"毕业日期": "2024-13"}, "没有“2024-13”这一天"),
        ({"全日制": "也许"}, "应写是或否"),
        (
            {"出生日期": "2000-01-01", "毕业日期": "1999-07"},
            "“出生日期”（2000-01-01）与“毕业日期”（1999-07）对不上",
        ),
        ({"年龄": 20, "毕业日期": "2005-07"}, "对不上"),
        ({"出生日期": "1990-05-01", "年龄": 20}, "“年龄”填了20周岁，按“出生日期”算却是36周岁"),
        ({"出生日期": "1850-05-01"}, "年份应在1900～2100之间"),
        ({"出生日期": "1901-05-01"}, "算来是125周岁"),
        ({"现单位入职日期": "2027-03-01"}, "晚于判断的日期2026-11-26"),
        (
            {"婚姻状况": "未婚", "配偶本市住房": "是"},
            "“婚姻状况”填了“未婚”，“配偶本市住房”却填了“是”，两项矛盾",
        ),
        ({"工作地": "外省", "全职": "是"}, "两项矛盾"),
    ],
)
def test_what_cannot_be_is_said_with_the_field(profile: Make, told: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError) as error:
        profile(told)
    assert says in str(error.value)
    assert str(error.value).endswith("。")


@pytest.mark.parametrize(
    ("fact", "raw", "shown"),
    [
        ("毕业日期", "2024-06", "2024-06"),
        ("毕业日期", "2024年6月", "2024-06"),
        ("毕业日期", 2024, "2024"),
        ("毕业日期", date(2024, 6, 15), "2024-06-15"),
        ("毕业日期", "2023-11~2024-11", "2023-11-01~2024-11-30"),
        ("年龄", "≥24", "≥24周岁"),
        ("年龄", "24~35", "24~35周岁"),
        ("税前年薪", "30.5", "30.5万元"),
        ("社保连续缴纳月数", "8个月", "8个月"),
        ("全职", True, "是"),
    ],
)
def test_values_are_read_and_shown(facts: Facts, profile: Make, fact: str, raw: object, shown: str) -> None:
    assert facts.by_name[fact].shown(profile({fact: raw}).values[fact]) == shown


def test_what_follows_is_known(profile: Make) -> None:
    single = profile({"婚姻状况": "未婚", "在本市购房": "否"}).values
    assert single["配偶本市住房"] == Flag(False)
    assert single["购房合同日期"] == Never()


def test_an_age_follows_from_the_date_of_birth_on_the_day(facts: Facts) -> None:
    born = {"出生日期": "1991-11"}
    assert str(Profile.of(born, facts, date(2026, 10, 31)).values["年龄"]) == "34"
    assert str(Profile.of(born, facts, date(2026, 11, 15)).values["年龄"]) == "34~35"
    assert str(Profile.of(born, facts, date(2026, 11, 30)).values["年龄"]) == "35"


def test_not_knowing_is_not_the_same_as_not_asked(profile: Make, facts: Facts) -> None:
    person = profile({"学历": "不知道", "年龄": 30})
    assert person.asked == {"学历"}
    assert "学历" not in person.values
    back = person.without(["学历"], facts)
    assert not back.asked
    assert person.with_fact("学历", facts.by_name["学历"].read("硕士"), facts).asked == frozenset()
