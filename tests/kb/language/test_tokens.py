"""The words of the project: nothing of the lexicon cut apart, quotes of no account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.problems import UsageError
from kb.language import tokens
from kb.language.tokens import fold, read_lexicon
from kb.shipped import POLICIES

SENTENCES = (
    "{}",
    "我市实施{}的办法",
    "对符合条件的{}给予补助",
    "在慈溪{}怎么办理",
    "“{}”行动，{}、{}等",
    "5家{}3",
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dictionary")


@pytest.fixture(autouse=True)
def shipped_lexicon(cache: Path) -> Iterator[None]:
    tokens.configure(POLICIES / "lexicon.txt", cache)
    yield
    tokens.configure(cache_dir=cache)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_term_of_the_lexicon_is_cut_apart(sentence: str) -> None:
    terms = [term.text for term in read_lexicon(tokens.LEXICON)]
    assert len(terms) > 250
    asked = {term: sentence.replace("{}", term) for term in terms}
    assert [t for t, text in asked.items() if t not in tokens.display_words(text)] == []
    assert [t for t, text in asked.items() if t not in tokens.words(text)] == []


def test_the_lexicon_says_nothing_twice() -> None:
    lines = [line.split("#")[0].strip() for line in tokens.LEXICON.read_text(encoding="utf-8").splitlines()]
    terms = [fold(line) for line in lines if line]
    assert sorted(terms) == sorted(set(terms))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("上林英才", ["英才", "上林英才"]),
        ("专业技术人才", ["专业", "技术", "人才", "专业技术人才"]),
        ("海外高层次人才", ["高层次", "高层次人才", "海外高层次人才"]),
    ],
)
def test_search_words_hold_the_words_inside(text: str, inner: list[str]) -> None:
    assert set(inner) <= set(tokens.words(text))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("“上林英才”计划", "上林英才计划"),
        ("「人才码」", "人才码"),
        ("'十四五'规划", "十四五规划"),
        ("ＰＣＴ国际专利", "pct国际专利"),
        ("Ｒ＆Ｄ经费", "R&D经费"),
        ("二〇三五年", "二零三五年"),
        ("人\u200b才\u2060码\ufeff", "人才码"),
        ("\u202e落户\u202c", "落户"),
    ],
)
def test_the_same_to_a_reader_is_the_same_here(written: str, typed: str) -> None:
    assert tokens.words(written) == tokens.words(typed)
    assert tokens.bigrams(written) == tokens.bigrams(typed)


def test_two_quotations_side_by_side_stay_two() -> None:
    assert tokens.display_words("“补链”“延链”") == tokens.display_words("补链 延链")
    assert "链延" not in tokens.bigrams("“补链”“延链”")


def test_bigrams() -> None:
    assert tokens.bigrams("落户慈溪") == ["落户", "户慈", "慈溪"]
    assert tokens.bigrams("“上林英才”计划") == ["上林", "林英", "英才", "才计", "计划"]
    assert tokens.bigrams("R&D占3.7%，到2025年") == ["r&d", "占", "3.7%", "到", "2025", "年"]
    assert tokens.bigrams("人才、技能") == ["人才", "技能"]


@pytest.mark.parametrize("text", ["", " \n\t", "，。！？", "“”", "——", "🙂", "\ufeff"])
def test_nothing_to_match_gives_nothing(text: str) -> None:
    assert tokens.words(text) == []
    assert tokens.bigrams(text) == []


def test_punctuation_is_no_word() -> None:
    assert all(
        any(c.isalnum() for c in word) for word in tokens.words("（一）落户——慈溪；R&D、3.7%…《规划》")
    )


@pytest.mark.parametrize("junk", ["a" * 10_000, "上" * 10_000, "7" * 10_000, "人才" * 5_000, "“" * 10_000])
def test_junk_gives_no_more_than_a_few_words_a_character(junk: str) -> None:
    assert len(tokens.words(junk)) <= 4 * len(junk)
    assert len(tokens.bigrams(junk)) <= len(junk)


def test_a_site_may_bring_its_own_lexicon(tmp_path: Path, cache: Path) -> None:
    shipped = tokens.fingerprint()
    assert "鄞才码通办" not in tokens.words("扫鄞才码通办")
    lexicon = tmp_path / "words.txt"
    lexicon.write_text("\ufeff# 自己的词\n鄞才码通办\n前湾英才 1000 n\n", encoding="utf-8")
    tokens.configure(lexicon=lexicon, cache_dir=cache)
    assert "鄞才码通办" in tokens.words("扫鄞才码通办")
    assert tokens.fingerprint() != shipped
    tokens.configure(POLICIES / "lexicon.txt", cache)
    assert tokens.fingerprint() == shipped


def test_an_edited_lexicon_is_read_again(tmp_path: Path, cache: Path) -> None:
    lexicon = tmp_path / "words.txt"
    lexicon.write_text("鄞才码通办\n", encoding="utf-8")
    tokens.configure(lexicon=lexicon, cache_dir=cache)
    assert "码通办事" not in tokens.words("鄞才码通办事")
    lexicon.write_text("码通办事\n", encoding="utf-8")
    tokens.configure(lexicon=lexicon, cache_dir=cache)
    assert "码通办事" in tokens.words("鄞才码通办事")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("人才码\n人才 码 不是词频 n\n".encode(), ["第2行", "词频"]),
        ("人才码 abc def\n".encode(), ["第1行"]),
        ("人才码".encode("gb18030"), ["UTF-8"]),
        (None, ["读不出来"]),
    ],
)
def test_a_bad_lexicon_is_told_in_one_sentence(
    tmp_path: Path, content: bytes | None, said: list[str]
) -> None:
    lexicon = tmp_path / "words.txt"
    if content is not None:
        lexicon.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        tokens.configure(lexicon=lexicon)
    assert all(part in str(caught.value) for part in ["words.txt", *said])
    assert "\n" not in str(caught.value)


def test_a_phrase_inside_a_word_is_known_as_such() -> None:
    inside = tokens.offsets_inside_words("上林英才培养对象")
    start = "上林英才培养对象".index("对象")
    assert start in inside
    assert 0 not in inside
