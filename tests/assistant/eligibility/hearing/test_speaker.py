"""Who a stretch of a told text is about, and whether it is told, asked, wished, supposed or past."""

from __future__ import annotations

import pytest
from sites import shipped

from assistant.eligibility.hearing.phrasebook import phrasebook
from assistant.eligibility.hearing.speaker import hear, pieces

BOOK = phrasebook(shipped())


def heard(text: str) -> str:
    return hear(text, BOOK).text


def found(text: str) -> list[tuple[str, str, str]]:
    said = heard(text)
    return [(said[one.start : one.end], one.who, one.mood) for one in pieces(said, BOOK)]


def mood_of(text: str, words: str) -> set[tuple[str, str]]:
    """Who and how, of the pieces that hold the words."""
    return {(who, mood) for part, who, mood in found(text) if words in part}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("我３２岁", "我32岁"),
        ("硕士（全日制）毕业", "硕士，全日制，毕业"),
        ("我是“硕士”", "我是硕士"),
        ("我\u200b是硕士", "我是硕士"),
        ("e类人才", "E类人才"),
        ("我 32 岁，硕士", "我，32岁,硕士"),
        ("", ""),
    ],
)
def test_what_is_heard(text: str, plain: str) -> None:
    assert heard(text) == plain


def test_what_is_heard_keeps_its_places() -> None:
    text = "我３２岁，“硕士”（全日制）"
    said = hear(text, BOOK)
    assert len(said.at) == len(said.text)
    start = said.text.index("硕士")
    assert text[slice(*said.span(start, start + 2))] == "硕士"
    start = said.text.index("32岁")
    assert text[slice(*said.span(start, start + 3))] == "３２岁"


def test_a_long_quotation_is_hidden() -> None:
    quote = "本办法所称的人才是指具有硕士以上学位" * 3
    assert len(quote) > BOOK.quote_limit
    assert "硕士" not in heard(f"文件说“{quote}”，我是本科")
    assert heard(f"文件说“{quote}”，我是本科").endswith(",我是本科")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("我是硕士", "硕士", {("self", "told")}),
        ("硕士毕业", "硕士", {("self", "told")}),
        ("我老婆是硕士", "硕士", {("spouse", "told")}),
        ("我老公是硕士，在企业上班", "企业", {("spouse", "told")}),
        ("我老公是硕士。我是本科", "本科", {("self", "told")}),
        ("我同事是硕士", "硕士", {("other", "told")}),
        ("我儿子上小学", "小学", {("child", "told")}),
        ("如果我是硕士", "硕士", {("self", "none")}),
        ("谁是硕士？", "硕士", {("self", "none")}),
        ("我是硕士吗？", "硕士", {("self", "none")}),
        ("听说我是硕士", "硕士", {("self", "none")}),
        ("我想读博士", "博士", {("self", "wish")}),
        ("我是硕士，能领补贴吗？", "硕士", {("self", "told")}),
    ],
)
def test_who_and_how(text: str, words: str, expected: set[tuple[str, str]]) -> None:
    assert mood_of(text, words) == expected


@pytest.mark.parametrize(
    "text",
    [
        "我是{}吗",
        "我是{}？",
        "我算{}么",
        "我是{}吧",
        "我算{}不",
        "我算{}不算",
        "我是不是{}",
        "我算不算{}？",
        "我能不能算{}",
        "我能算{}吗",
        "我是否属于{}",
        "我是{}是不是",
        "我是{}对不对？",
        "我是{}，对吗？",
        "我是{}，是吧。我35岁",
        "我是{}还是别的",
        "我评上{}了没有",
        "请问我是{}吗？",
    ],
)
def test_a_question_about_oneself_tells_nothing(text: str) -> None:
    assert {mood for _, mood in mood_of(text.format("E类人才"), "E类人才")} == {"none"}


@pytest.mark.parametrize(
    "text",
    [
        "我是{}，能领补贴吗？",
        "我是{}，行吗？",
        "我这种{}能落户吗",
        "我这种{}算高层次人才吗",
        "我是{}怎么申请",
        "我是{}还是可以申请吗",
        "我是{}，对吗？我是{}",
    ],
)
def test_what_stands_before_the_question_is_told(text: str) -> None:
    assert ("self", "told") in mood_of(text.replace("{}", "E类人才"), "E类人才")


def test_what_is_supposed_goes_on_in_the_sentence() -> None:
    assert mood_of("如果我是硕士，35岁", "35岁") == {("self", "none")}
    assert mood_of("如果我是硕士。我35岁", "35岁") == {("self", "told")}


def test_nothing_is_told_for_somebody_else() -> None:
    assert found("我帮同事问，他是硕士") == []


def test_pieces_are_in_order_and_apart() -> None:
    said = heard("我32岁，老婆30岁；我们都是硕士。孩子上小学，能领补贴吗？")
    parts = pieces(said, BOOK)
    assert parts
    assert all(one.end <= other.start for one, other in zip(parts, parts[1:], strict=False))
    assert [one.sentence for one in parts] == sorted(one.sentence for one in parts)
    assert [one.clause for one in parts] == sorted(one.clause for one in parts)


def test_whether_the_person_was_named_here() -> None:
    (first, second) = pieces(heard("我是硕士，35岁"), BOOK)
    assert (first.named, first.carried) == (True, False)
    assert (second.named, second.carried) == (False, True)
