"""Alignment: which clause is which, by what they say and never by their number."""

from __future__ import annotations

import pytest

from ingest.parse import parse
from kb.change.alignment import Alignment, align
from kb.change.compared_clause import pieces

OLD = """临江市甲办法

第一条 为了规范补贴发放，制定本办法。

第二条 硕士研究生可以领取补贴80万元，应当在15日内提出申请。

第三条 申请人应当提交下列材料：
（一）居民身份证明材料；
（二）在本市缴纳社会保险的证明；
（三）学历学位证书复印件。

第四条 市人社局应当自受理之日起20个工作日内完成审核。

第五条 本办法自2021年1月1日起施行。
"""


def aligned(old: str, new: str) -> Alignment:
    return align(*(pieces(parse(text.encode(), "甲.txt").document) for text in (old, new)))


def paths(found: Alignment) -> dict[str, str]:
    return {one.clause.id.path: other.clause.id.path for one, other in found.to_new.items()}


def free(found: Alignment) -> tuple[list[str], list[str]]:
    """The clauses that have no counterpart, in either text."""
    olds, news = ([one.clause.id.path for one in side if found.free(one)] for side in (found.old, found.new))
    return olds, news


def test_a_text_is_itself() -> None:
    found = aligned(OLD, OLD)
    assert paths(found) == {one.clause.id.path: one.clause.id.path for one in found.old}
    assert free(found) == ([], [])
    assert not found.split and not found.joined


def renumbered(text: str, start: int, by: int) -> str:
    digits = "零一二三四五六七八九"
    numbers = range(start, 6) if by < 0 else range(5, start - 1, -1)
    for number in numbers:
        text = text.replace(f"第{digits[number]}条 ", f"第{digits[number + by]}条 ")
    return text


def test_an_article_put_in_moves_the_numbers_and_not_the_clauses() -> None:
    new = renumbered(OLD, 2, 1).replace("第三条 硕士", "第二条 补贴由市财政按年统一列支。\n\n第三条 硕士")
    found = aligned(OLD, new)
    assert {one: paths(found)[one] for one in ("t1", "t2", "t3", "t3.k1.x2", "t5")} == {
        "t1": "t1", "t2": "t3", "t3": "t4", "t3.k1.x2": "t4.k1.x2", "t5": "t6",
    }  # fmt: skip
    assert free(found) == ([], ["t2", "t2.k1"])


def test_an_article_taken_out_has_no_counterpart() -> None:
    article = OLD[OLD.index("第二条") : OLD.index("第三条")]
    found = aligned(OLD, renumbered(OLD.replace(article, ""), 3, -1))
    assert paths(found)["t4"] == "t3"
    assert free(found) == (["t2", "t2.k1"], [])


def test_an_article_that_moved_is_found_where_it_is() -> None:
    second = OLD[OLD.index("第二条") : OLD.index("第三条")]
    new = renumbered(OLD.replace(second, ""), 3, -1)
    new = new.replace("第四条 本办法", second.replace("第二条", "第四条") + "第五条 本办法")
    assert {one: paths(aligned(OLD, new))[one] for one in ("t2", "t3", "t4", "t5")} == {
        "t2": "t4", "t3": "t2", "t4": "t3", "t5": "t5",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        ("补贴80万元，应当在15日内提出申请", "补贴100万元，应当在30日内书面提出申请", "t2.k1", "t2.k1"),
        ("（二）在本市缴纳", "（二）连续在本市足额缴纳", "t3.k1.x2", "t3.k1.x2"),
        ("20个工作日", "10个工作日", "t4", "t4"),
        ("2021年1月1日", "2026年3月5日", "t5", "t5"),
    ],
)
def test_a_clause_that_changed_is_the_same_clause(before: str, after: str, old: str, new: str) -> None:
    found = aligned(OLD, OLD.replace(before, after))
    assert paths(found)[old] == new
    assert free(found) == ([], [])


def test_a_short_item_that_went_to_another_article_is_found_by_its_words() -> None:
    gone = "（三）学历学位证书复印件。\n"
    new = OLD.replace(gone, "").replace(
        "完成审核。", "完成审核，应当核对下列材料：\n（一）学历学位证书复印件。"
    )
    assert paths(aligned(OLD, new))["t3.k1.x3"] == "t4.k1.x1"


def test_a_clause_much_changed_and_renumbered_is_found_between_its_neighbours() -> None:
    first = "第四条 市人社局应当自受理之日起20个工作日内完成审核。\n"
    new = OLD.replace(
        first, "第四条 每年公布一次目录。\n\n第五条 市人社局应当自收到申请之日起抓紧完成审核并公示。\n"
    )
    new = new.replace("第五条 本办法", "第六条 本办法")
    found = paths(aligned(OLD, new))
    assert (found["t4.k1"], found["t5.k1"]) == ("t5.k1", "t6.k1")


def test_quite_other_words_at_the_same_number_are_not_the_same() -> None:
    article = OLD[OLD.index("第四条") : OLD.index("第五条")]
    other = "第四条 骗取资金的单位列入失信名单，三年以内不再受理任何项目，构成犯罪的移送司法机关。\n\n"
    found = aligned(OLD, OLD.replace(article, other))
    assert "t4.k1" not in paths(found)
    assert free(found) == (["t4.k1"], ["t4.k1"])


def test_one_paragraph_that_became_two_is_both() -> None:
    new = OLD.replace("补贴80万元，应当", "补贴80万元。\n应当")
    found = aligned(OLD, new)
    ((whole, parts),) = found.split.items()
    assert whole.clause.id.path == "t2.k1"
    assert [one.clause.id.path for one in parts] == ["t2.k1", "t2.k2"]
    back = aligned(new, OLD)
    ((whole, parts),) = back.joined.items()
    assert whole.clause.id.path == "t2.k1"
    assert [one.clause.id.path for one in parts] == ["t2.k1", "t2.k2"]
    assert free(found) == free(back) == ([], [])


def test_counterparts_are_one_to_one() -> None:
    repeated = OLD.replace("（三）学历学位证书复印件", "（三）居民身份证明材料")
    for old, new in ((OLD, repeated), (repeated, OLD), (repeated, repeated)):
        found = aligned(old, new)
        assert len(set(found.to_new.values())) == len(found.to_new)
        assert found.to_old == {other: one for one, other in found.to_new.items()}


def test_rows_are_matched_by_what_names_them() -> None:
    table = "\n表1 补贴标准\n类别\t标准\n博士\t30万元\n硕士\t10万元\n"
    new = "\n表1 补贴标准\n类别\t标准\n院士\t99万元\n硕士\t12万元\n博士\t35万元\n"
    found = paths(aligned(OLD + table, OLD + new))
    assert (found["b1.r1"], found["b1.r2"]) == ("b1.r3", "b1.r2")
