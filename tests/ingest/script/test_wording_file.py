"""A file of words: what it gives to its module, and how it is refused when it is not well formed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.script.wording import any_of, characters, wording

GOOD = """
words:
  kinds: 办法 实施办法 细则
  dots: ['a.b', '甲 乙']
parts:
  count: '[{numeral}]{1,3}'
  article: '第{count}条'
patterns:
  own: {is: '本(?:{kinds}){article}', fits: [本实施办法第十条], not: [根本办法]}
  whole: {is: '{article}', fits: [第一条], not: [第一条的], by: fullmatch}
"""


def beside(folder: Path, text: str) -> str:
    (folder / "甲.yaml").write_text(text, encoding="utf-8")
    return str(folder / "甲.py")


def test_what_a_file_holds(tmp_path: Path) -> None:
    words = wording(beside(tmp_path, GOOD))
    assert words.words == {"kinds": ("办法", "实施办法", "细则"), "dots": ("a.b", "甲 乙")}
    assert set(words.parts) == {"kinds", "dots", "count", "article"}
    assert words["own"].search("按本实施办法第二十条")
    assert not words["own"].search("按本通知第二十条")
    assert not words["own"].search("按本办法第一二三四条"), "a repetition is no name"
    assert (words.examples["own"].by, words.examples["whole"].by) == ("search", "fullmatch")
    assert (words.examples["whole"].fits, words.examples["whole"].misses) == (("第一条",), ("第一条的",))


def test_no_such_pattern(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        wording(beside(tmp_path, GOOD))["nothing"]


def test_pieces_of_another_file_can_be_named_and_own_ones_go_first(tmp_path: Path) -> None:
    text = "parts: {ten: X}\npatterns:\n  p: {is: '{ten}{mine}', fits: [], not: []}\n"
    words = wording(beside(tmp_path, text), {"mine": "Y"})
    assert words["p"].pattern == "XY"
    assert "mine" not in words.parts, "what was shared is not shared again as its own"


@pytest.mark.parametrize(
    "text",
    [
        "word: {}",
        "patterns:\n  p: {is: '{nowhere}', fits: [], not: []}",
        "parts: {late: '{later}', later: x}",
    ],
)
def test_a_file_that_is_not_well_formed(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"甲\.yaml"):
        wording(beside(tmp_path, text))


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    words = wording(beside(tmp_path, ""))
    assert not (words.words or words.parts or words.patterns or words.examples)


def test_any_of_words_fits_the_longest_and_takes_them_literally() -> None:
    assert any_of(["日", "工作日", "个工作日"]) == "(?:个工作日|工作日|日)"
    assert any_of(("a.b",)) == r"(?:a\.b)"


def test_the_characters_every_file_may_name() -> None:
    assert {"han", "digit", "numeral", "space"} <= set(characters().parts)
