"""A `meta.yaml`, read entry by entry; `test_meta` has the mistakes it is refused for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.head.metafile import entries, read_plain
from ingest.problems import UsageError
from ingest.script.periods import Length

NAMES = ("甲.txt", "乙.pdf", "乙.txt", "甲.txt.docx")


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "meta.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_chinese_and_english_keys_say_the_same(tmp_path: Path) -> None:
    chinese = "甲.txt: {标题: 《甲办法》, 文号: '慈发 [2024] 1 号', 发文机关: [甲局, 乙局], 生效: 2024年1月1日, 替代: 《旧办法》, 效力: 示例, 独立: 是}"
    english = "甲.txt: {title: 甲办法, number: 慈发〔2024〕1号, issuer: [甲局, 乙局], effective: 2024-01-01, replaces: 旧办法, authority: sample, standalone: true}"
    (one,), (other,) = entries(written(tmp_path, chinese), NAMES), entries(written(tmp_path, english), NAMES)
    assert one == other
    assert (one.title, one.number, one.issuer, one.replaces) == (
        *("甲办法", "慈发〔2024〕1号", ("甲局", "乙局"), ("旧办法",)),
    )
    assert (one.authority, one.standalone, one.effective) == ("sample", True, date(2024, 1, 1))


def test_the_order_and_the_lines_of_the_file(tmp_path: Path) -> None:
    found = entries(written(tmp_path, "# 说明\n乙.txt: {状态: 已废止}\n\n甲.txt: {标题: 甲}\n"), NAMES)
    assert [(one.name, one.line) for one in found] == [("乙.txt", 2), ("甲.txt", 4)]


def test_a_name_without_its_suffix_where_only_one_file_has_it(tmp_path: Path) -> None:
    found = entries(written(tmp_path, "甲: {标题: 甲}\n"), ("甲.pdf", "乙.pdf"))
    assert found[0].name == "甲.pdf"


def test_a_whole_name_goes_before_a_stem(tmp_path: Path) -> None:
    assert entries(written(tmp_path, "甲.txt: {标题: 甲}"), NAMES)[0].name == "甲.txt"


@pytest.mark.parametrize(
    ("text", "repealed", "term"),
    [
        ("失效: 2025-01-01", date(2025, 1, 1), None),
        ("有效期至: 2025年底", date(2026, 1, 1), None),
        ("有效期至: 2025-12-31", date(2026, 1, 1), None),
        ("生效: 2024-01-01, 有效期: 两年", date(2026, 1, 1), None),
        ("有效期: 24个月", None, Length(months=24)),
        ("生效: 2024-01-01, 有效期: 五年, 废止: 2025-06-01", date(2025, 6, 1), None),
        ("生效: 2024-01-01, 有效期: 一年, 有效期至: 2024-12-31", date(2025, 1, 1), None),
        ("标题: 甲", None, None),
    ],
)
def test_the_end(tmp_path: Path, text: str, repealed: date | None, term: Length | None) -> None:
    (one,) = entries(written(tmp_path, f"甲.txt: {{{text}}}"), NAMES)
    assert (one.repealed, one.term) == (repealed, term)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲.txt:\n  生效: 2024-13-01\n", "第2行“生效”的值“2024-13-01”不是日期"),
        ("甲.txt:\n  标题: 甲\n  生效期: 2024-01-01\n", "第3行的“生效期”不认识，是不是“"),
        ("甲.txt:\n  有效期至: 9999年底\n", "第2行“有效期至”的值“9999年底”不是日期"),
        ("乙: {标题: 乙}", "对应多个文件（乙.pdf、乙.txt），请写上扩展名"),
        ("甲.tx: {标题: 甲}", "是不是“甲.txt”"),
        ("甲.txt: {标题: 甲}\n乙.txt: {生效: 2025-01-01, 失效: 2025-01-01}", "第2行“乙.txt”的失效（2025-01-01）早于生效日期"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, wanted: str) -> None:
    with pytest.raises(UsageError) as raised:
        entries(written(tmp_path, text), NAMES)
    assert wanted in str(raised.value)
    assert str(raised.value).endswith("。")


def test_plain_text_stays_text(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfa: {b: 2024-01-01, c: [yes, 1]}\nd:\n")
    plain, lines = read_plain(path)
    assert plain == {"a": {"b": "2024-01-01", "c": ["yes", "1"]}, "d": ""}
    assert lines == {("a",): 1, ("a", "b"): 1, ("a", "c"): 1, ("d",): 2}


def test_an_empty_file_is_an_empty_mapping(tmp_path: Path) -> None:
    assert read_plain(written(tmp_path, "")) == ({}, {})


@pytest.mark.parametrize(
    "text",
    ["a: &x 1", "a: &x 1\nb: *x", "a: !!str 1", "a: [[[[1]]]]", "a: 1\na: 2", "- a", "a: [", "? [a]\n: 1", "a: 1\n---\nb: 1"],
)  # fmt: skip
def test_what_is_not_plain_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="meta.yaml"):
        read_plain(written(tmp_path, text))


@pytest.mark.parametrize("trick", ["&x 1", "!!str 1", "[[[[1]]]]"])
def test_what_is_not_plain_is_told_with_its_line(tmp_path: Path, trick: str) -> None:
    with pytest.raises(UsageError, match="第3行"):
        read_plain(written(tmp_path, f"a: 1\nb: 2\nc: {trick}"))
