"""References that changed only because what they point to has another number now."""

from __future__ import annotations

import pytest
from made_documents import made

from kb.change.alignment import Alignment
from kb.change.compared_clause import pieces
from kb.change.renumbering import follows

WORDS = "一二三四五六七八九"


def article(at: int, words: str, paragraphs: int = 2, items: int = 2) -> tuple:  # type: ignore[type-arg]
    below = [
        (f"t{at}.k1.x{one}", "item", f"（{WORDS[one - 1]}）", "", "甲", []) for one in range(1, items + 1)
    ]
    kids = [(f"t{at}.k1", "paragraph", "", "", words, below)]
    kids += [(f"t{at}.k{one}", "paragraph", "", "", "乙", []) for one in range(2, paragraphs + 1)]
    return (f"t{at}", "article", f"第{WORDS[at - 1]}条", "", "", kids)


def told(old: str, new: str, moved: dict[int, int]) -> bool:
    """Whether the reference in 第一条第一款 follows, where the articles moved as given."""
    olds = made("旧", [article(1, old), *(article(at, "丙") for at in sorted(moved))])
    news = made("新", [article(1, new), *(article(at, "丙") for at in sorted(moved.values()))])
    found = Alignment(pieces(olds), pieces(news))
    was = {one.clause.id.path: one for one in found.old}
    now = {one.clause.id.path: one for one in found.new}
    for at, to in {1: 1, **moved}.items():
        for path, piece in was.items():
            if path.split(".")[0] == f"t{at}":
                found.pair(piece, now[path.replace(f"t{at}", f"t{to}", 1)])
    return follows(found, was["t1.k1"], now["t1.k1"])


@pytest.mark.parametrize(
    ("old", "new", "follow"),
    [
        ("依照第五条办理。", "依照第六条办理。", True),
        ("依照第五条第二款办理。", "依照第六条第二款办理。", True),
        ("依照第五条第一款第（二）项办理。", "依照第六条第一款第（二）项办理。", True),
        ("依照第五条第（二）项办理。", "依照第六条第（二）项办理。", True),  # the only 款 is not written
        ("依照第五条、第三条办理。", "依照第六条、第三条办理。", True),
        ("依照第五条办理。", "依照第七条办理。", False),  # another clause
        ("依照第五条办理。", "依照第五条办理。", False),  # it did not follow
        ("依照第五条第二款办理。", "依照第六条第一款办理。", False),
        ("依照第五条办理。", "依照第六条执行。", False),  # other words besides
        ("依照第五条、第三条办理。", "依照第六条办理。", False),
        ("依照规定办理。", "依照规定办理。", False),  # no reference at all
        ("依照第九条办理。", "依照第九条办理。", False),  # what it names is nowhere
    ],
)
def test_a_reference_follows_its_clause(old: str, new: str, follow: bool) -> None:
    assert told(old, new, {3: 3, 5: 6}) is follow


@pytest.mark.parametrize(
    ("old", "new", "follow"),
    [
        ("依照《劳动法》第五条办理。", "依照《劳动法》第五条办理。", True),
        ("依照《劳动法》第五条办理。", "依照《劳动法》第六条办理。", False),
        ("依照劳动法第五条办理。", "依照劳动法第六条办理。", False),
        ("依照《劳动法》第三条和第五条办理。", "依照《劳动法》第三条和第六条办理。", False),
        ("依照本条例第五条办理。", "依照本条例第六条办理。", True),
        ("依照本办法第五条办理。", "依照本办法第六条办理。", True),
        ("依照本实施细则第五条办理。", "依照本实施细则第六条办理。", True),
        ("依照基本法第五条办理。", "依照基本法第六条办理。", False),
        ("依照第五条和《劳动法》第三条办理。", "依照第六条和《劳动法》第三条办理。", True),
    ],
)
def test_the_articles_of_another_law_do_not_follow(old: str, new: str, follow: bool) -> None:
    assert told(old, new, {3: 3, 5: 6}) is follow


@pytest.mark.parametrize(("new", "follow"), [("第二款除外。", True), ("第一款除外。", False)])
def test_a_paragraph_alone_is_one_of_its_own_article(new: str, follow: bool) -> None:
    assert told("第二款除外。", new, {5: 6}) is follow
