"""文号, 令 and 公告: one spelling for each, and whose number a line states."""

from __future__ import annotations

import pytest

from ingest.script.document_number import decree_in, decree_number, normalised, own_number

SPELLINGS = {
    "慈发改〔2021〕25号": "慈发改〔2021〕25号",
    "慈发改 [２０２１] 第25 号": "慈发改〔2021〕25号",
    "慈发改【2021】25号": "慈发改〔2021〕25号",
    "慈发改﹝2021年﹞25-1号": "慈发改〔2021〕25-1号",
    "　甬人社发(2020)１２号 ": "甬人社发〔2020〕12号",
    # What is none comes back as it is.
    "第25号": "第25号",
    " 慈发改25号 ": "慈发改25号",
    "": "",
}


@pytest.mark.parametrize(("printed", "wanted"), SPELLINGS.items())
def test_one_spelling(printed: str, wanted: str) -> None:
    assert normalised(printed) == wanted
    assert normalised(wanted) == wanted


OWN = {
    "慈发改〔2021〕25号": "慈发改〔2021〕25号",
    "（慈发改〔2021〕25号）": "慈发改〔2021〕25号",
    "慈发改〔2021〕25号　　签发人：张三": "慈发改〔2021〕25号",
    "发文字号：慈发改[2021]25号": "慈发改〔2021〕25号",
    "文　号: 慈发改〔2021〕25号　有效": "慈发改〔2021〕25号",
    "慈发改〔2021〕25号文件已经废止": "",
    "根据慈发改〔2021〕25号，制定本办法": "",
    "文号：无": "",
    "国务院令第707号": "",
}


@pytest.mark.parametrize(("line", "wanted"), OWN.items())
def test_the_number_a_line_states_as_its_own(line: str, wanted: str) -> None:
    assert own_number(line) == wanted


DECREES: list[tuple[list[str], tuple[str, str, int]]] = [
    (["中华人民共和国国务院令第707号"], ("国令第707号", "国务院", 1)),
    (["中华人民共和国国务院令", "第 707 号"], ("国令第707号", "国务院", 2)),
    (["宁波市人民政府令（第二百三十六号）"], ("宁波市人民政府令第236号", "宁波市人民政府", 1)),
    (["税务总局公告", "〔第１２号〕"], ("税务总局公告第12号", "税务总局", 2)),
    (["宁波市人民政府令"], ("", "", 0)),
    (["宁波市人民政府令", "现予公布"], ("", "", 0)),
    (["现以宁波市人民政府令第3号公布，自公布之日起施行"], ("", "", 0)),
]


@pytest.mark.parametrize(("lines", "wanted"), DECREES)
def test_a_decree_above_its_text(lines: list[str], wanted: tuple[str, str, int]) -> None:
    assert decree_number(["前文", *lines], 1) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("海关总署第61号令公布", ("海关总署令第61号", "海关总署")),
        ("国务院令第5号公布，国务院令第709号修订", ("国令第709号", "国务院")),
        ("中华人民共和国主席令第四十五号公布", ("中华人民共和国主席令第45号", "主席")),
        ("慈发改〔2021〕25号公布", ("", "")),
    ],
)
def test_the_decree_that_published_a_text(text: str, wanted: tuple[str, str]) -> None:
    assert decree_in(text) == wanted
