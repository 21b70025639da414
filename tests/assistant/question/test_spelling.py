"""One wrong character in a name of the lexicon."""

from __future__ import annotations

import pytest

from assistant.question.spelling import corrected

NAMES = ("海外工程师", "技能大师工作室", "人才总量")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("海外工程试有几个", "海外工程师有几个"),
        ("技能大师工做室要建几个", "技能大师工作室要建几个"),
        ("海外工程师有几个", "海外工程师有几个"),
        ("人才数量有多少", "人才数量有多少"),
        ("海外的工程", "海外的工程"),
        ("技能大师工作最多几年", "技能大师工作最多几年"),  # 最多 is a word, no misspelt 室
    ],
)
def test_corrected(said: str, meant: str) -> None:
    text, changed = corrected(said, NAMES)
    assert text == meant
    assert bool(changed) is (said != meant)
