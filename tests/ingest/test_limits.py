"""The sentences of the limits: Chinese, with their figure, without 。"""

from __future__ import annotations

import pytest

from ingest.limits import DIED, ENDED_BY_SYSTEM, GIB, MIB, TOO_DEEP, Limits, fault, unwritable

SMALL = Limits(seconds=2.5, memory=300 * MIB, page_seconds=7, scan_memory=3 * GIB, result=MIB // 2)

SAID = {
    "2.5 秒": SMALL.too_slow(),
    "一页超过 7 秒": SMALL.page_too_slow(),
    "超过 300 MB": SMALL.too_big(scanned=False),
    "超过 3 GB": SMALL.too_big(scanned=True),
    "超过 0.5 MB": SMALL.result_too_big(),
    "超过 1.5 GB": Limits(memory=GIB * 3 // 2).too_big(scanned=False),
    "（KeyError）": fault("KeyError"),
    "（没有空间）": unwritable("没有空间"),
    "意外终止": DIED,
    "被系统终止": ENDED_BY_SYSTEM,
    "嵌套得太深": TOO_DEEP,
}


@pytest.mark.parametrize(("part", "sentence"), SAID.items())
def test_what_was_wrong_and_what_to_do_next(part: str, sentence: str) -> None:
    assert part in sentence
    assert "请" in sentence
    assert not sentence.endswith("。")


def test_the_limits_of_one_file_as_they_come() -> None:
    usual = Limits()
    assert (usual.seconds, usual.page_seconds) == (30, 60)
    assert usual.memory < usual.scan_memory, "a page that is recognised needs more"
    assert usual.too_slow().startswith("读取超过 30 秒")
