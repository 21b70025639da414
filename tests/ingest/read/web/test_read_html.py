"""Saved pages to lines: layout and data tables, style, what is hidden, what is the site's own."""

from __future__ import annotations

import html
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
from reading import read_lines

from ingest.clean import clean
from ingest.line import GridCell, Line

GONGWEN = [f"{number:02}.html" for number in range(1, 25)]


def lines_of(body: str, head: str = "") -> tuple[Line, ...]:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return clean(read_lines(page.encode(), ".html")).lines


def texts(body: str, head: str = "") -> list[str]:
    return [line.text for line in lines_of(body, head)]


PARAGRAPHS = {
    "<p>甲</p><p>乙</p>": ["甲", "乙"],
    "<div>甲<p>乙</p>丙</div>": ["甲", "乙", "丙"],
    "甲<br>乙<br/>丙": ["甲", "乙", "丙"],
    "<p>　　甲&nbsp;&nbsp;</p>": ["甲"],
    "<p>甲<b>乙</b>\n  <span>丙</span></p>": ["甲乙 丙"],
    "<p>国务院办\n公厅</p>": ["国务院办公厅"],
    "<p>use\nit</p>": ["use it"],
    "<ul><li>甲</li><li>乙</li></ul>": ["甲", "乙"],
    "<p>R&amp;D与&ldquo;甲&rdquo;</p>": ["R&D与“甲”"],
    "<p>甲方&amp;nbsp;乙方&amp;sp;丙方&amp;amp;丁方</p>": ["甲方\u00a0乙方\u00a0丙方&丁方"],
    "<p>90m<sup>2</sup>，10<sup>4</sup>元，CO<sub>2</sub></p>": ["90m²，10⁴元，CO₂"],
    "<p>30万元<sup>1</sup>和<sup><a href='#n'>[2]</a></sup></p>": ["30万元¹和[2]"],
    "<p>甲<!-- 注释 --></p>": ["甲"],
    "<p>甲<a href='x'>附件.doc</a></p>": ["甲附件.doc"],
}


@pytest.mark.parametrize(("body", "wanted"), PARAGRAPHS.items())
def test_paragraphs(body: str, wanted: list[str]) -> None:
    assert texts(body) == wanted


UNSEEN = [
    "<script>看不见</script>",
    "<style>.看不见{}</style>",
    "<noscript>看不见</noscript>",
    "<p hidden>看不见</p>",
    "<p style='display:none'>看不见</p>",
    "<div style='DISPLAY: none !important'><p>看不见</p></div>",
    "<span style='visibility:hidden'>看不见</span>",
    "<span style='font-size:0'>看不见</span>",
    "<span style='font-size:0px'>看不见</span>",
    "<span style='opacity:0'>看不见</span>",
    "<font color='#FFFFFF'>看不见</font>",
    "<span style='color: rgb(255, 255, 255)'>看不见</span>",
    "<div style='position:absolute;left:-9999px'>看不见</div>",
    "<span style='mso-hide:all'>看不见</span>",
    "<del>看不见</del>",
    "<select><option>看不见</option></select>",
    "<p class='gone'>看不见</p>",
]


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_no_reader_sees_is_not_text(unseen: str) -> None:
    head = "<style>@media print{.x{display:none}} .gone, #y{color:red;display:none}</style>"
    assert texts(f"<p>甲。</p>{unseen}<p>乙。</p>", head) == ["甲。", "乙。"]


def test_a_file_that_a_page_declares_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("<!ENTITY y '看不见'>", encoding="utf-8")
    named = (tmp_path / "secret").as_uri()
    declared = f"<!DOCTYPE html SYSTEM '{named}' [<!ENTITY x SYSTEM '{named}'>]>"
    lines = read_lines(f"{declared}<html><body><p>甲&x;乙&y;丙。</p></body></html>".encode(), ".html")
    assert "看不见" not in "".join(line.text for line in lines)
    assert lines[-1].text.startswith("甲")


SEEN = [
    "<span style='font-size:10pt'>看见</span>",
    "<p style='color:#fff;background:#c00'>看见</p>",
    "<div style='background-color:#036'><p style='color:white'>看见</p></div>",
    "<p style='text-indent:2em;line-height:0'>看见</p>",
    "<p class='x'>看见</p>",
    "<p class='gone' style='display:block'>看见</p>",
    "<s>看见</s>",
]


@pytest.mark.parametrize("seen", SEEN)
def test_what_a_reader_sees_is_text(seen: str) -> None:
    head = "<style>@media print{.x{display:none}} .gone{display:none}</style>"
    assert texts(f"<p>甲。</p>{seen}", head) == ["甲。", "看见"]


PLACES = {
    "<p style='text-align:center'><b>甲</b></p>": Line("甲", centered=True, bold=True),
    "<center>甲</center>": Line("甲", centered=True),
    "<p align='right'>甲</p>": Line("甲", right=True),
    "<div align='center'><p>甲</p></div>": Line("甲", centered=True),
    "<p style='text-align:justify'><span style='font-weight:700'>甲</span></p>": Line("甲", bold=True),
    "<p><b>甲</b>乙</p>": Line("甲乙"),
    "<h2>甲</h2>": Line("甲", heading=2, bold=True),
}


@pytest.mark.parametrize(("body", "wanted"), PLACES.items())
def test_place_and_weight(body: str, wanted: Line) -> None:
    assert lines_of(body) == (wanted,)


CENTRED = "<p style='text-align:center'><b>{}</b></p>"
TITLES = {
    ("关于内地西藏班（校）", "扩大规模有关问题的请示"): ["关于内地西藏班（校）扩大规模有关问题的请示"],
    ("奥运会首都机场", "协 调 委 员 会 组 建 方 案"): ["奥运会首都机场协调委员会组建方案"],
    ("第一章", "总则"): ["第一章", "总则"],
    ("慈溪市财政局", "慈溪市审计局", "关于甲的通知"): ["慈溪市财政局", "慈溪市审计局", "关于甲的通知"],
    ("甲办法", "乙办法"): ["甲办法", "乙办法"],
    ("关于甲和乙的意见", "慈政发〔2021〕3号"): ["关于甲和乙的意见", "慈政发〔2021〕3号"],
    ("中华人民共和国国务院令", "第707号"): ["中华人民共和国国务院令", "第707号"],
}


@pytest.mark.parametrize(("printed", "wanted"), TITLES.items())
def test_a_title_broken_over_centred_lines(printed: tuple[str, ...], wanted: list[str]) -> None:
    assert texts("".join(CENTRED.format(text) for text in printed)) == wanted
    assert texts(f"<p align=center><b>{'<br>'.join(printed)}</b></p>") == wanted


@pytest.mark.parametrize("site", ["", "_慈溪市人民政府", " - 政策文件", "|慈溪"])
def test_the_pages_title_marks_the_main_heading(site: str) -> None:
    printed = CENTRED.format("慈溪市人民政府关于印发人才") + CENTRED.format("安居办法的通知")
    title = "慈溪市人民政府关于印发人才安居办法的通知"
    line = lines_of(printed + "<p>正文。</p>", f"<title>{title}{site}</title>")[0]
    assert (line.text, line.heading) == (title, 1)


def cells(line: Line) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in line.grid]


def test_a_data_table_is_a_grid() -> None:
    (line, note) = lines_of(
        "<table><tr><th rowspan=2>类别</th><th colspan=2>标准</th></tr><tr><td><p>购房</p></td><td>租房</td></tr>"
        "<tr><td>硕士<br>研究生</td><td>10</td><td></td></tr><tr><td colspan=3>注：按年发放。</td></tr></table>"
    )
    assert cells(line) == [
        ("类别", 0, 0, 2, 1),
        ("标准", 0, 1, 1, 2),
        ("购房", 1, 1, 1, 1),
        ("租房", 1, 2, 1, 1),
        ("硕士研究生", 2, 0, 1, 1),
        ("10", 2, 1, 1, 1),
        ("", 2, 2, 1, 1),
    ]
    assert note.text == "注：按年发放。"


def test_a_layout_table_is_its_paragraphs() -> None:
    data = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    page = f"<table><tr><td><table><tr><td><p>标题</p><p>正文。</p>{data}</td></tr></table></td></tr><tr><td>末</td></tr></table>"
    lines = lines_of(page)
    assert [line.text for line in lines] == ["标题", "正文。", "", "末"]
    assert lines[2].grid[3] == GridCell("2", 1, 1)


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>甲</td><td>乙</td></tr></table>",
        "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>",
        "<table role=presentation><tr><td>甲</td><td>乙</td></tr><tr><td></td><td></td></tr></table>",
    ],
)
def test_one_row_or_one_column_is_layout(table: str) -> None:
    assert texts(table) == ["甲", "乙"]


def test_spans_that_lie_do_no_harm() -> None:
    (line,) = lines_of(
        "<table><tr><td rowspan=99>甲</td><td colspan=x>乙</td></tr><tr><td>丙</td></tr></table>"
    )
    assert cells(line) == [("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 1), ("丙", 1, 1, 1, 1)]


PAGE = """
<div class="top"><a href="/">首页</a> <a href="/a">政务公开</a> <a>政务服务</a></div>
<nav><ul><li><a>领导之窗</a></li></ul></nav>
<div class="wrap"><div class="dqwz">当前位置：<a>首页</a> &gt; <a>政策</a> &gt; 正文</div>
<table><tr><td>发文机关</td><td>慈溪市人民政府</td></tr><tr><td>发文字号</td><td>慈政发〔2021〕12号</td></tr></table>
<div class="art"><h1>慈溪市人民政府关于人才安居的通知</h1><div class="tools">【<a>打印</a>】 【<a>关闭</a>】</div>
<div id="zw"><p>各镇人民政府：</p><p>为了保障人才安居，现将有关事项通知如下，请认真贯彻执行。</p><p>一、符合条件的人才可以申请补贴。</p>
<p>附件：<a href="x.doc">申请表.doc</a></p></div><div class="share">分享到：<a>微信</a><a>微博</a></div></div></div>
<div><h3>相关链接</h3><ul><li><a>甲办法</a></li><li><a>乙办法</a></li></ul></div>
<div>主办单位：慈溪市人民政府办公室 浙ICP备05000000号 <a>网站地图</a></div>
"""


def test_the_site_around_the_document_goes() -> None:
    assert texts(PAGE) == [
        "",
        "慈溪市人民政府关于人才安居的通知",
        "各镇人民政府：",
        "为了保障人才安居，现将有关事项通知如下，请认真贯彻执行。",
        "一、符合条件的人才可以申请补贴。",
        "附件：申请表.doc",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p>一、甲</p><p>二、乙</p>",
        "<p><a>甲办法</a></p><p><a>乙办法</a></p>",
        "<div class=content><p>为了甲，制定本办法，本办法适用于全市各单位，以及为人才提供服务的机构和个人。</p></div><p>附件：表</p>",
        "<aside><p>" + "正文全在这里。" * 30 + "</p></aside>",
    ],
)
def test_a_simple_page_keeps_every_character(body: str) -> None:
    plain = html.unescape(re.sub("<[^>]+>", "", body))
    assert "".join(texts(body)) == plain


class _Visible(HTMLParser):
    """All text of a page but title, script and style: a second, simpler reader to compare with."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.off = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.off += tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:
        self.off -= tag in ("script", "style", "title")

    def handle_data(self, data: str) -> None:
        if not self.off:
            self.out.append(data)


def squeeze(text: str) -> str:
    text = re.sub("&(?:nb|n|amp;)?sp;", "", text)
    return "".join(unicodedata.normalize("NFKC", re.sub("[\u200b-\u200f\ufeff]", "", text)).split())


@pytest.mark.parametrize("name", GONGWEN)
def test_no_visible_character_of_a_document_is_lost(shared: Path, name: str) -> None:
    data = (shared / "gongwen" / name).read_bytes()
    parser = _Visible()
    parser.feed(data.decode())
    lines = clean(read_lines(data, ".html")).lines
    found = "".join(line.text + "".join(cell.text for cell in line.grid) for line in lines)
    assert squeeze(found) == squeeze("".join(parser.out))
