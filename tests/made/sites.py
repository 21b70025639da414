"""Cities to try the program with. The first is the one whose policies ship."""

from __future__ import annotations

from kb.shipped import POLICIES
from kb.site import Site
from kb.site_file import site_of

RULES = POLICIES / "rules"


def shipped() -> Site:
    """The city whose policies ship with the project."""
    return site_of(POLICIES, ())


def prefecture() -> Site:
    """A prefecture in another province, whose name other places are easily taken for."""
    return Site(
        city="佛山市",
        home=("本市", "我市"),
        above=("广东省",),
        districts=("禅城区", "南海区", "顺德区", "三水区", "高明区", "大良街道"),
        neighbours=("顺德德国工业园",),
        territory=shipped().territory,
    )


def capital() -> Site:
    """A city whose province has counties that are called by ordinary words (公安县)."""
    return Site(city="武汉市", home=("本市",), above=("湖北省",), territory=shipped().territory)
