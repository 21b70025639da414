"""A file in, a document out: ids, problems, and what is refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parse import parse, parse_file
from ingest.problems import ReadError

IDS = [
    ("甲市人民政府文件\n\n慈政发[2024] 3 号\n\n关于甲的通知\n\n一、认真执行。\n", "甲.txt", "慈政发-2024-3"),
    ("# 甲条例\n\n2015年10月21日 通过\n\n2015年11月26日 公布\n\n<!-- INFO END -->\n\n第一条 甲。\n", "甲.md", "甲条例-2015-11-26"),
    ("# 甲条例\n\n第一条 甲。\n", "乙.md", "甲条例"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "expected"), IDS)
def test_the_id_does_not_depend_on_the_file_name(text: str, name: str, expected: str) -> None:
    assert parse(text.encode(), name).document.id == expected


def test_invisible_characters_are_taken_out_and_said() -> None:
    parsed = parse("# 甲条例\n\n第一条 给予\u200b80\u202e万元。\n".encode(), "甲.md")
    assert "给予80万元" in parsed.document.text
    assert [problem.check for problem in parsed.problems] == ["invisible_characters"]


@pytest.mark.parametrize(
    ("name", "data"),
    [("空.txt", b""), ("图.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), ("表.xyz", b"text")],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(name: str, data: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        parse(data, name)
    assert str(refused.value).endswith("。") and "\n" not in str(refused.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="找不到文件"):
        parse_file(tmp_path / "没有.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="读不了文件"):
        parse_file(tmp_path)


def test_two_readings_are_the_same(plan_file: Path) -> None:
    assert parse_file(plan_file) == parse_file(plan_file)
