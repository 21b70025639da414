"""Amendments given as text, carried out."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.parse import parse
from ingest.problems import UsageError
from kb.change.amendment import amended, instructions

RULE = """慈溪市示范办法

第一条 为了示范，制定本办法。

第二条 申请人应当符合下列条件：
（一）全职工作满12个月；
（二）连续缴纳社会保险。

第三条 补贴标准为最高8万元。
逾期不予受理。

第四条 本办法自2026年1月1日起施行。
"""


@pytest.fixture
def rule() -> Document:
    return parse(RULE.encode(), "办法.txt").document


@pytest.mark.parametrize(
    ("said", "holds", "gone"),
    [
        ("将第三条第一款修改为：“补贴标准为最高10万元。”", "补贴标准为最高10万元。\n逾期", "8万元"),
        ("将第二条第（一）项中的“12个月”修改为“6个月”。", "（一）全职工作满6个月", "12个月"),
        ("删去第二条第（二）项。", "（一）全职工作满12个月；\n", "连续缴纳"),
        ("删去第三条。", "第三条 本办法自2026年", "补贴标准"),
        (
            "增加一条，作为第三条：“每年公布一次目录。”",
            "第三条 每年公布一次目录。\n第四条 补贴标准",
            "第四条 本办法",
        ),
        (
            "在第三条中增加一款，作为第三款：“补贴由市财政承担。”",
            "逾期不予受理。\n补贴由市财政承担。",
            "没有的话",
        ),
        (
            "在第二条中增加一项，作为第（二）项：“（二）年满18周岁；”",
            "（二）年满18周岁；\n（二）连续",
            "没有的话",
        ),
    ],
)
def test_one_instruction(rule: Document, said: str, holds: str, gone: str) -> None:
    text = amended(rule, instructions(said))
    assert holds in text
    assert gone not in text


def test_several_at_once(rule: Document) -> None:
    said = "将第三条第一款修改为：“补贴10万元。”删去第一条。增加一条，作为第四条：“解释权归市人才办。”"
    wanted = instructions(said)
    assert [one.doing for one in wanted] == ["replace", "delete", "insert"]
    text = amended(rule, wanted)
    assert [line.split(" ")[0] for line in text.split("\n") if line.startswith("第")] == [
        "第一条",
        "第二条",
        "第三条",
        "第四条",
    ]
    assert "补贴10万元" in text


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("删去第九条。", "没有“第九条”"),
        ("将第三条中的“80万元”修改为“90万元”。", "里没有“80万元”"),
    ],
)
def test_what_is_not_there_is_told(rule: Document, said: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        amended(rule, instructions(said))


def test_a_new_version_is_no_amendment() -> None:
    assert instructions(RULE) == ()
