"""One folder holds the settings of a base: the given one, or the one beside the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.problems import UsageError
from kb.build import build
from kb.knowledge import KnowledgeBase
from kb.language import tokens
from kb.store.sources import policies_folder

PAPER = "临江市人才办法\n临发〔2026〕1号\n第一条 为了引才，制定本办法。\n"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    (tmp_path / "city" / "official").mkdir(parents=True)
    (tmp_path / "city" / "official" / "办法.txt").write_text(PAPER, encoding="utf-8")
    return tmp_path / "city"


@pytest.mark.parametrize("setting", ["site.yaml", "lexicon.txt", "thesaurus.yaml", "check-ignore.yaml"])
def test_any_setting_makes_the_folder(city: Path, setting: str) -> None:
    assert policies_folder([city / "official"]) is None
    (city / setting).write_text("", encoding="utf-8")
    assert policies_folder([city / "official" / "办法.txt"]) == city


def test_the_base_notes_its_folder_and_keeps_it(city: Path, tmp_path: Path) -> None:
    (city / "site.yaml").write_text("city: 临江市\n", encoding="utf-8")
    other = tmp_path / "elsewhere.txt"
    other.write_text(PAPER.replace("1号", "2号").replace("人才", "住房"), encoding="utf-8")
    build([city], tmp_path / "data")
    build([other], tmp_path / "data")
    with KnowledgeBase.open(tmp_path / "data") as base:
        assert (base.policies, base.site.city, len(base.entries())) == (city, "临江市", 2)
    tokens.configure()


def test_a_site_that_was_edited_is_read_again(city: Path, tmp_path: Path) -> None:
    build([city], tmp_path / "data", policies=city)
    with KnowledgeBase.open(tmp_path / "data") as base:
        assert base.site.scope == ""
        (city / "site.yaml").write_text("city: 临江市\nscope: 可以问人才。\n", encoding="utf-8")
        assert base.site.scope == "可以问人才。"
    tokens.configure()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("site.yaml", "citty: 临江市", "“citty”，最接近的是“city”"),
        ("thesaurus.yaml", "topic: []", "thesaurus.yaml"),
    ],
)
def test_a_mistake_in_a_setting_stops_the_build(
    city: Path, tmp_path: Path, name: str, text: str, words: str
) -> None:
    (city / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        build([city], tmp_path / "data")


def test_a_folder_that_is_not_there(city: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到政策文件夹"):
        build([city], tmp_path / "data", policies=tmp_path / "none")
