"""Rows of a table that is ordered by classes of people: which one is meant, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.ask import ask
from kb.build import build
from kb.knowledge import KnowledgeBase
from kb.language import tokens

DAY = date(2026, 6, 1)
NOTICE = """\
# 甲市人才安居办法

甲政发〔2026〕7号

第一条 为了帮助人才安居，制定本办法。

第二条 在甲市租房的人才，按照表1发给租房补贴。

表1 租房补贴标准

| 人才类别 | 补贴标准 | 发放期限 | 发放方式 |
| --- | --- | --- | --- |
| 一类、二类 | 最高3000元/月 | 最长36个月 | 按季度发放 |
| 三类（含博士） | 最高900元/月 | 最长24个月 | 按季度发放 |

第三条 在甲市买房的人才，按照表2发给购房补贴。

表2 购房补贴标准

| 人才类别 | 补贴标准 | 总额限制 |
| --- | --- | --- |
| 一类 | 最高80万元 | 不超过合同价款的20% |
| 二类 | 最高50万元 | 不超过合同价款的20% |
| 三类 | 最高15万元 | 不超过合同价款的10% |

第四条 本办法自2026年1月1日起施行。

甲市人民政府

2025年12月1日
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    folder: Path = tmp_path_factory.mktemp("class-rows")
    (folder / "办法.md").write_text(NOTICE, encoding="utf-8")
    build([folder], folder / "data")
    base = KnowledgeBase.open(folder / "data")
    yield base
    base.close()
    tokens.configure()


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("三类人才租房补贴每月多少", "表1 租房补贴标准：三类（含博士） 补贴标准：最高900元/月，发放期限：最长24个月"),
        ("二类人才租房补贴标准是多少", "表1 租房补贴标准：一类、二类 补贴标准：最高3000元/月"),
        ("我是二类人才，能拿多少租房补贴", "一类、二类 补贴标准：最高3000元/月"),
        ("二类人才购房补贴最高多少", "表2 购房补贴标准：二类 补贴标准：最高50万元（总额限制：不超过合同价款的20%）"),
    ],
)  # fmt: skip
def test_a_class_is_told_its_row_with_what_limits_it(base: KnowledgeBase, question: str, says: str) -> None:
    answer = ask(base, question, DAY)
    assert answer.status == "answered"
    assert says in answer.text
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    "question", ["四类人才租房补贴每月多少", "我不是二类人才，能拿多少租房补贴", "三类人才创业补贴多少"]
)
def test_no_row_is_told_for_another_class_or_benefit(base: KnowledgeBase, question: str) -> None:
    answer = ask(base, question, DAY)
    assert answer.status == "not_found"
