"""Automatic numbers as Word shows them, up to the clause tree."""

from __future__ import annotations

import pytest
from docx_parts import definition, docx, level, num, p, r, tbl, tr, use
from reading import read_lines

from ingest.parse import parse
from ingest.read.docx.parts.counting import counted

COUNTED = {
    "decimal": {1: "1", 12: "12"},
    "chineseCounting": {1: "一", 10: "十", 21: "二十一", 99: "九十九", 101: "一○一"},
    "chineseCountingThousand": {
        1: "一",
        10: "十",
        20: "二十",
        101: "一百〇一",
        110: "一百一十",
        1005: "一千〇五",
    },
    "japaneseCounting": {1: "一", 10: "十", 35: "三十五", 101: "百一"},
    "chineseLegalSimplified": {3: "叁", 10: "壹拾", 12: "壹拾贰"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {1: "子", 12: "亥"},
    "ideographDigital": {1: "一", 10: "一〇", 21: "二一"},
    "decimalFullWidth": {12: "１２"},
    "decimalZero": {3: "03", 12: "12"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedCircleChinese": {2: "②"},
    "decimalEnclosedParen": {2: "⑵"},
    "decimalEnclosedFullstop": {2: "⒉"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa"},
    "upperLetter": {2: "B"},
    "lowerRoman": {4: "iv", 19: "xix"},
    "upperRoman": {9: "IX"},
    "none": {1: ""},
    "never heard of": {7: "7"},
}


@pytest.mark.parametrize(
    ("style", "value", "wanted"), [(s, v, w) for s, pairs in COUNTED.items() for v, w in pairs.items()]
)
def test_formats(style: str, value: int, wanted: str) -> None:
    assert counted(value, style) == wanted


LAW = definition(
    0,
    level(0, "chineseCountingThousand", "第%1章"),
    level(1, "chineseCountingThousand", "第%2条", more='<w:lvlRestart w:val="0"/>'),
    level(2, "chineseCounting", "（%3）"),
    level(3, "decimal", "%4."),
)
LADDER = definition(
    1,
    level(0, "japaneseCounting", "%1、"),
    level(1, "japaneseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
)
DECIMAL = definition(
    2, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")
)
LEGAL = definition(
    3,
    level(0, "chineseCounting", "第%1部分"),
    level(1, "decimal", "%1.%2"),
    level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>"),
)
BULLETS = definition(4, level(0, "bullet", "\uf06c"), level(1, "bullet", "——"))
AFTER = definition(5, level(0, "decimal", "%1."), level(1, "decimal", "%2)"), level(2, "lowerLetter", "%3)", more='<w:lvlRestart w:val="1"/>'))  # fmt: skip
OVERRIDE = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
CHANGED = '<w:lvlOverride w:ilvl="0">' + level(0, "decimal", "附件%1") + "</w:lvlOverride>"
LINKED = '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="ns"/></w:abstractNum>'
STYLED = definition(
    7, level(0, "decimal", "%1."), level(1, "decimal", "(%2)", more='<w:pStyle w:val="second"/>')
)
HIDDEN = definition(8, level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>"))
NUMBERING = "".join(
    (
        LAW, LADDER, DECIMAL, LEGAL, BULLETS, AFTER, LINKED, STYLED, HIDDEN,
        use(1, 0), use(2, 1), use(3, 2), use(4, 3), use(5, 4), use(6, 5), use(7, 6), use(8, 7), use(9, 8),
        use(11, 1), use(12, 1, OVERRIDE.format(1)), use(13, 1, OVERRIDE.format(5)), use(14, 1, CHANGED),
    )
)  # fmt: skip
STYLES = (
    '<w:style w:type="numbering" w:styleId="ns"><w:name w:val="n"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="first"><w:name w:val="f"/><w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="second"><w:name w:val="s"/><w:basedOn w:val="first"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="third"><w:name w:val="t"/><w:basedOn w:val="second"/></w:style>'
)


def items(*places: tuple[int, int]) -> str:
    return "".join(p("文", ppr=num(number, at)) for number, at in places)


NUMBERED = {
    "statute": (items((1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1)),
                ["第一章　文", "第一条　文", "（一）文", "（二）文", "1.文", "第二条　文", "（一）文", "第二章　文", "第三条　文"]),
    "ladder": (items((2, 0), (2, 1), (2, 2), (2, 2), (2, 3), (2, 1), (2, 2), (2, 0), (2, 1)),
               ["一、文", "（一）文", "1.文", "2.文", "（1）文", "（二）文", "1.文", "二、文", "（一）文"]),
    "decimal": (items((3, 0), (3, 1), (3, 2), (3, 1), (3, 0), (3, 1)), ["1 文", "1.1 文", "1.1.1 文", "1.2 文", "2 文", "2.1 文"]),
    "a level above that was never used counts as used": (items((3, 1), (3, 1), (3, 0)), ["1.1 文", "1.2 文", "2 文"]),
    "all in decimal": (items((4, 0), (4, 1), (4, 2)), ["第一部分 文", "一.1 文", "1.1.1 文"]),
    "bullets": (items((5, 0), (5, 1)), ["文", "——文"]),
    "restart after level 1 only": (items((6, 0), (6, 1), (6, 2), (6, 1), (6, 2), (6, 0), (6, 2)),
                                   ["1.文", "1)文", "a)文", "2)文", "b)文", "2.文", "a)文"]),
    "lists of one definition go on": (items((2, 0), (11, 0), (2, 0)), ["一、文", "二、文", "三、文"]),
    "a list that starts anew": (items((2, 0), (2, 0), (12, 0), (12, 0)), ["一、文", "二、文", "一、文", "二、文"]),
    "a list that starts at five": (items((2, 0), (13, 0), (13, 0)), ["一、文", "五、文", "六、文"]),
    "a level written otherwise": (items((14, 0), (14, 0)), ["附件1 文", "附件2 文"]),
    "interleaved": (items((1, 1), (2, 0), (1, 1), (2, 0)), ["第一条　文", "一、文", "第二条　文", "二、文"]),
    "through a numbering style": (items((7, 0), (7, 1)), ["1 文", "1.1 文"]),
    "through paragraph styles": (p("文", style="first") + p("文", style="second") + p("文", style="third"),
                                 ["1.文", "(1)文", "(2)文"]),
    "off": (p("文", style="first", ppr=num(0)) + p("文", style="first"), ["文", "1.文"]),
    "unknown list": (items((99, 0)), ["文"]),
    "hand-typed stays": (p("（一）文", ppr=num(2)), ["一、（一）文"]),
    "a digit keeps its distance": (p("2024年", ppr=num(2, 2)), ["1. 2024年"]),
    "empty": (p(ppr=num(2)) + items((2, 0)), ["一、", "二、文"]),
    "across tables": (items((2, 0)) + tbl(tr("甲", "乙"), tr("丙", "丁")) + items((2, 0)), ["一、文", "", "二、文"]),
    "hidden number": (items((9, 0)), ["文"]),
    "deleted paragraphs do not count": (
        items((2, 0)) + p("<w:del>" + r("无") + "</w:del>", ppr=num(2) + "<w:rPr><w:del/></w:rPr>") + items((2, 0)),
        ["一、文", "二、文"]),
    "hidden paragraphs do not count": (
        items((2, 0)) + p(r("无", "<w:vanish/>"), ppr=num(2) + "<w:rPr><w:vanish/></w:rPr>") + items((2, 0)),
        ["一、文", "二、文"]),
    "only the first line of a paragraph": (p("甲。", "<w:r><w:br/></w:r>", "乙", ppr=num(2)), ["一、甲。", "乙"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), NUMBERED.values(), ids=NUMBERED.keys())
def test_numbers(body: str, wanted: list[str]) -> None:
    data = docx(body, numbering=NUMBERING, styles=STYLES)
    assert [line.text for line in read_lines(data, ".docx")] == wanted


def test_numbers_are_cells_too() -> None:
    cell = "<w:tc>" + p(ppr=num(3)) + "</w:tc>"
    body = tbl(tr("序号", "名称"), tr(cell, "甲"), tr(cell, "乙"))
    (table,) = read_lines(docx(body, numbering=NUMBERING), ".docx")
    assert [c.text for c in table.grid] == ["序号", "名称", "1", "甲", "2", "乙"]


def test_automatic_numbers_make_the_tree_that_typed_ones_make() -> None:
    rows = [
        ((1, 0), "总则"),
        ((1, 1), "为了甲，制定本办法。"),
        ((1, 1), "符合下列条件："),
        ((1, 2), "甲；"),
        ((1, 2), "乙。"),
    ]
    typed = [
        "第一章　总则",
        "第一条　为了甲，制定本办法。",
        "第二条　符合下列条件：",
        "（一）甲；",
        "（二）乙。",
    ]
    title = p("甲办法", ppr='<w:jc w:val="center"/>')
    auto = title + "".join(p(text, ppr=num(*place)) for place, text in rows)
    one = parse(docx(auto, numbering=NUMBERING), "甲.docx").document
    two = parse(docx(title + "".join(map(p, typed))), "甲.docx").document
    assert one.text == two.text
    paths = [clause.id.path for clause in one.clauses]
    assert paths == [clause.id.path for clause in two.clauses]
    assert {"c1", "t1", "t2", "t2.k1.x2"} <= set(paths)
