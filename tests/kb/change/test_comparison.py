"""compare: what changed is told once, at its clause; form is told apart from substance."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.parse import parse
from kb.change.comparison import compare
from kb.language.form_key import form_key, meaning_key

OLD = """# 示例补贴办法

第一条 为了规范补贴发放，制定本办法。

第二条 硕士研究生可以领取补贴80万元，应当在15日内提出申请。

第三条 申请人应当提交下列材料：

（一）居民身份证明材料；

（二）在本市缴纳社会保险的证明；

（三）学历学位证书复印件。

第四条 本办法自2021年1月1日起施行。
"""


def made(text: str) -> Document:
    return parse(text.encode(), "示例.md").document


def test_an_inserted_article_is_one_change_and_the_later_ones_are_renumbered() -> None:
    new = OLD.replace("第四条", "第五条").replace("第三条", "第四条")
    new = new.replace("第四条 申请", "第三条 补贴按年发放，由市财政统一列支。\n\n第四条 申请")
    found = compare(made(OLD), made(new))
    assert [(c.kind, c.new and c.new.path) for c in found.substantial] == [("added", "t3")]
    assert [c.new and c.new.path for c in found.renumbered] == ["t4", "t5"]


@pytest.mark.parametrize(
    ("before", "after", "figure"),
    [("80万元", "100万元", ("80万元", "100万元")), ("15日", "10日", ("15日内", "10日内"))],
)
def test_a_changed_figure_is_told(before: str, after: str, figure: tuple[str, str]) -> None:
    (change,) = compare(made(OLD), made(OLD.replace(before, after))).substantial
    assert [(one.old, one.new) for one in change.figures] == [figure]
    assert "".join(e.old for e in change.edits) == change.old_text
    assert "".join(e.new for e in change.edits) == change.new_text


@pytest.mark.parametrize(
    ("before", "after"), [("80万元", "８０万元"), ("，应当", "，应 当"), ("（一）", "(一)")]
)
def test_form_is_no_substance(before: str, after: str) -> None:
    found = compare(made(OLD), made(OLD.replace(before, after)))
    assert found.same
    assert found.formal


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("②", "2", False), ("1.5倍", "15倍", False), ("-5", "5", False), ("30%", "百分之三十", True),
        ("5人以上", "5人以下", False), ("三年", "5年", False), ("1,000元", "1000元", True),
    ],
)  # fmt: skip
def test_meaning(old: str, new: str, same: bool) -> None:
    assert (form_key(old) == form_key(new) or meaning_key(old) == meaning_key(new)) is same
