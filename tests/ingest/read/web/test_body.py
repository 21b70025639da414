"""Which part of a saved page is the document."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from ingest.read.web.body import body_of

PROSE = "".join(
    f"<p>第{n}条　为了规范本市人才住房保障工作，保障各类人才的合法权益，制定本办法。</p>" for n in "一二三四"
)
MAIN = f"<div id=text>{PROSE}</div>"


def kept(markup: str) -> str:
    """The text that is left of a page, without the prose itself."""
    soup = BeautifulSoup(f"<html>{markup}</html>", "lxml")
    text = " ".join(part.get_text(" ") for part in body_of(soup))
    return " ".join(text.replace(BeautifulSoup(PROSE, "lxml").get_text(" "), " ").split())


GONE = {
    "navigation": "<nav><a>首页</a></nav>",
    "a role": "<div role=navigation><a>首页</a> 人才</div>",
    "a list of links": "<div><a>甲</a><a>乙</a><a>丙</a></div>",
    "a breadcrumb": "<div>您当前的位置：首页 > 政策 > 正文</div>",
    "a class": "<div class='share-bar'>分享这条政策</div>",
    "an id": "<div id=footer>甲市人民政府</div>",
    "tools": "<div>【打印本页】 【关闭窗口】 字号：大 中 小</div>",
    "the site's foot": "<div>版权所有：甲市人民政府 浙ICP备12345号</div>",
    "deep inside": "<div><div><span>标题在这里</span><p class=toolbar>字号</p></div></div>",
}


@pytest.mark.parametrize("furniture", GONE.values(), ids=GONE.keys())
def test_furniture_goes(furniture: str) -> None:
    found = kept(f"<body>{furniture}<div>{MAIN}</div></body>")
    assert found in ("", "标题在这里")


STAYS = {
    "a title": "<h1>甲办法</h1>",
    "a title in a list of links": "<div><a><h1>甲办法</h1></a></div>",
    "a number": "<div>甲发〔2021〕2号</div>",
    "sentences in a marked place": f"<div class=sidebar>{'这里也是一段正文。' * 20}</div>",
    "sentences in an aside": f"<aside>{'这里也是一段正文。' * 20}</aside>",
}


@pytest.mark.parametrize("beside", STAYS.values(), ids=STAYS.keys())
def test_what_else_stands_there_stays(beside: str) -> None:
    assert kept(f"<body>{beside}<div>{MAIN}</div></body>")
    assert kept(f"<body><div>{MAIN}</div></body>") == ""


def test_a_small_page_keeps_everything_but_navigation() -> None:
    assert kept("<body><nav>首页</nav><div class=share>分享</div><p>一句话。</p></body>") == "分享 一句话。"


def test_marked_pieces_inside_the_document_go_too() -> None:
    assert kept(f"<body><div>{PROSE}<div class='share'>微信 微博</div></div></body>") == ""


@pytest.mark.parametrize(
    ("sheet", "marked"),
    [
        (".x{display:none}", True),
        ("p, .x { visibility : hidden }", True),
        ("@media print{.x{display:none}}", False),
        (".x{display:block}", False),
        (".x:hover{display:none}", False),
        (".y{display:none}", False),
    ],
)
def test_what_the_sheet_of_the_page_hides(sheet: str, marked: bool) -> None:
    soup = BeautifulSoup(
        f"<html><head><style>{sheet}</style></head><body><div class=x>甲</div></body></html>", "lxml"
    )
    body_of(soup)
    assert soup.find(class_="x").has_attr("hidden") is marked  # type: ignore[union-attr]


def test_what_a_script_shows_again_is_not_hidden() -> None:
    page = "<html><head><style>body{display:none} .x{display:none}</style></head><body><div class=x style='display:block'>甲</div></body></html>"
    soup = BeautifulSoup(page, "lxml")
    body_of(soup)
    assert not soup.find_all(hidden=True)


def test_a_page_without_a_body() -> None:
    assert body_of(BeautifulSoup("", "lxml")) == []


def test_elements_without_end_are_no_fault() -> None:
    assert "深处" in kept(f"<body>{'<div>' * 400}深处{'</div>' * 400}<div>{MAIN}</div></body>")
