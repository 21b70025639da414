"""Which row of a table a question names, and which of its columns."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.evidence.rowmatch import label_of_row, say_row
from assistant.question.parts import parts_of
from assistant.ranking.choose import gather
from assistant.ranking.table_rows import row_picks
from kb.knowledge import KnowledgeBase

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("高技能人才2025年目标", ["b2.r5"]),
        ("高技能人才占比2025年目标", ["b2.r9"]),
        ("劳动生产率2025年目标", ["b2.r11"]),
        ("2015年底党政人才多少", ["b1.r2"]),
        ("党政人才和农村实用人才2025年各多少", ["b2.r2", "b2.r6"]),
        ("农村实用人才2015年和2025年各多少", ["b1.r6", "b2.r6"]),
        ("技能人才2025年目标", []),
        ("杭州高技能人才2025年目标", []),
        ("全国高技能人才有多少", []),
        ("高技能人才2030年目标", []),
    ],
)
def test_rows(plan_base: KnowledgeBase, question: str, rows: list[str]) -> None:
    part = parts_of(question)[0]
    _, lens, _, found = gather(plan_base, part, DAY)
    assert [pick.clause.id.path for pick in row_picks(part, lens, found)] == rows


def test_a_row_is_said_under_its_headers(plan_base: KnowledgeBase) -> None:
    part = parts_of("人才资源总量2025年目标")[0]
    _, lens, _, found = gather(plan_base, part, DAY)
    row = row_picks(part, lens, found)[0].row
    assert row is not None
    assert label_of_row(row) == "人才资源总量"
    assert (
        say_row(row)
        == "人才资源总量 2025年目标：33万人（全大市42万人）（2020年：27.01万人（全大市34.2万人））"
    )
