"""Files of words: what a module gets from the YAML beside it, and what is said of a file that is not well formed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.script.wording import any_of, characters, compile_all, wording

GOOD = """
words:
  kinds: 办法 实施办法
  phrases: ['同时 废止', no]
tables:
  labels: {number: 文号 发文字号}
parts:
  own: '本{kinds}'
patterns:
  begins: {is: '{own}[{digit}]{1,2}{mark}', fits: [本办法１2!], not: [本法1!]}
"""


def _beside(folder: Path, text: str) -> str:
    (folder / "term.yaml").write_text(text, encoding="utf-8")
    return str(folder / "term.py")


def test_what_a_module_gets(tmp_path: Path) -> None:
    told = wording(_beside(tmp_path, GOOD), {"mark": "[!]"})
    assert told.words["phrases"] == ("同时 废止", "no")
    assert told.tables["labels"]["number"] == ("文号", "发文字号")
    assert told.parts["own"] == "本(?:实施办法|办法)"
    assert told["begins"].search("按照本办法１2!")
    assert told.examples["begins"].misses == ("本法1!",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("wrods: {a: b}", "wrods"),
        ("patterns: {a: {is: '{nowhere}', fits: [], not: []}}", "nowhere"),
    ],
)
def test_what_is_not_well_formed(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        wording(_beside(tmp_path, text))


def test_a_process_may_compile_all_at_once(tmp_path: Path) -> None:
    told = wording(_beside(tmp_path, GOOD), {"mark": "[?]"})
    assert not told.patterns.compiled
    assert list(told.patterns) == ["begins"]
    compile_all()
    assert told.patterns.compiled == {"begins"}


def test_the_longest_word_comes_first() -> None:
    assert any_of(["法", "办法", "实施办法"]) == "(?:实施办法|办法|法)"


def test_characters_are_in_the_order_of_their_values() -> None:
    words = characters().words
    assert [len(words[name]) for name in ("units", "tens", "myriads", "ringed")] == [10, 3, 2, 10]
    assert words["units"][7] == "七"
