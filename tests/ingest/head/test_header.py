"""The head of a document: title, 文号, bodies, dates, as printed in many ways."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from reading import read_lines

from ingest.clean import clean
from ingest.head.header import Header, read_header
from ingest.head.organ import organs_of, session_organ, title_organs
from ingest.line import GridCell, Line
from ingest.script.dates import date_alone, dates_in
from ingest.script.document_number import normalised, own_number


def header_of(text: str, name: str = "文件.txt") -> Header:
    """The header of a document given one line a paragraph."""
    return read_header([Line(row) for row in text.split("\n") if row], name)


NUMBERS = {
    "慈发改〔2021〕25号": "慈发改〔2021〕25号",
    "慈发改［2021］25号": "慈发改〔2021〕25号",
    "慈发改[2021]25号": "慈发改〔2021〕25号",
    "慈发改【2021】25号": "慈发改〔2021〕25号",
    "慈发改（2021）25号": "慈发改〔2021〕25号",
    "慈发改(2021)25号": "慈发改〔2021〕25号",
    "慈发改〈2021〉25号": "慈发改〔2021〕25号",
    "慈发改〔２０２１〕２５号": "慈发改〔2021〕25号",
    "慈发改 〔2021〕 25 号": "慈发改〔2021〕25号",
    "慈发改〔2021〕第25号": "慈发改〔2021〕25号",
    "（慈发改〔2021〕25号）": "慈发改〔2021〕25号",
    "慈发改〔2021〕25号      签发人：张三": "慈发改〔2021〕25号",
    "发文字号：国办发明电〔2018〕15号": "国办发明电〔2018〕15号",
    "文　　号：甬人社发〔2020〕1号": "甬人社发〔2020〕1号",
    "慈示例〔2026〕1号": "慈示例〔2026〕1号",
    "根据慈党〔2020〕4号文件": "",
    "《甲决定》（慈党〔2020〕4号）": "",
    "慈发改〔2021〕25号文件规定的条件": "",
    "第25号": "",
    "甲〔2021〕号": "",
}


@pytest.mark.parametrize(("text", "wanted"), NUMBERS.items())
def test_the_documents_own_number(text: str, wanted: str) -> None:
    assert own_number(text) == wanted


def test_what_is_no_number_is_left_as_it_is() -> None:
    assert normalised(" 国令第707号 ") == "国令第707号"


DATES = {
    "2021年8月25日": date(2021, 8, 25),
    "２０２１年８月２５日": date(2021, 8, 25),
    "2021 年 8 月 25 日": date(2021, 8, 25),
    "二〇二一年八月二十五日": date(2021, 8, 25),
    "二○○五年六月十一日": date(2005, 6, 11),
    "一九九六年十月三十日": date(1996, 10, 30),
    "1999年元月1日": date(1999, 1, 1),
    "（2018年10月27日）": date(2018, 10, 27),
    "2021-08-25": date(2021, 8, 25),
    "2021.8.25": date(2021, 8, 25),
    "2021年2月30日": None,
    "2021年8月": None,
    "2021年8月25日印发": None,
    "到2025年": None,
}


@pytest.mark.parametrize(("text", "wanted"), DATES.items())
def test_a_date_alone(text: str, wanted: date | None) -> None:
    assert date_alone(text) == wanted


def test_dates_in_their_order() -> None:
    text = "1994年1月28日发布，2005年12月19日修订，编号2021-13-45。"
    assert [(found.day, text[found.start : found.end]) for found in dates_in(text)] == [
        (date(1994, 1, 28), "1994年1月28日"),
        (date(2005, 12, 19), "2005年12月19日"),
    ]


ORGANS = {
    "慈溪市发展和改革局      中共慈溪市委组织部": ("慈溪市发展和改革局", "中共慈溪市委组织部"),
    "国务院办公厅、中央军委办公厅": ("国务院办公厅", "中央军委办公厅"),
    "国务院": ("国务院",),
    "慈溪市人力资源和社会保障局": ("慈溪市人力资源和社会保障局",),
    "宁波市委人才工作领导小组办公室": ("宁波市委人才工作领导小组办公室",),
    "总理　　李克强": (),
    "慈溪市人才发展规划": (),
    "一、总体要求": (),
}


@pytest.mark.parametrize(("text", "wanted"), ORGANS.items())
def test_bodies(text: str, wanted: tuple[str, ...]) -> None:
    assert organs_of(text) == wanted


TITLE_ORGANS = {
    "国务院办公厅关于印发《甲方案》的通知": ("国务院办公厅",),
    "国务院办公厅、中央军委办公厅关于加强乙工作的通知": ("国务院办公厅", "中央军委办公厅"),
    "国务院办公厅对全国政协十届三次会议第2741号提案的答复": ("国务院办公厅",),
    "国务院办公厅转发国家教委关于甲的通知": ("国务院办公厅",),
    "中共慈溪市委 慈溪市人民政府关于人才工作的意见": ("中共慈溪市委", "慈溪市人民政府"),
    "关于印发《甲规划》的通知": (),
    "对外贸易法": (),
    "甲条例": (),
}


@pytest.mark.parametrize(("title", "wanted"), TITLE_ORGANS.items())
def test_bodies_in_a_title(title: str, wanted: tuple[str, ...]) -> None:
    assert title_organs(title) == wanted


SESSIONS = {
    "第五届全国人民代表大会第二次会议通过": "全国人民代表大会",
    "第十三届全国人民代表大会常务委员会第二十八次会议修订": "全国人民代表大会常务委员会",
    "宁波市第十四届人民代表大会常务委员会第二十八次会议通过": "宁波市人民代表大会常务委员会",
    "市十四届人大常委会第二十次会议通过": "市人大常委会",
    "国务院第109次常务会议通过": "国务院",
    "最高人民法院审判委员会第1589次会议通过": "最高人民法院",
    "发布": "",
}


@pytest.mark.parametrize(("text", "wanted"), SESSIONS.items())
def test_the_body_that_met(text: str, wanted: str) -> None:
    assert session_organ(text) == wanted


COVER = """\
慈溪市发展和改革局
文件
中共慈溪市委组织部
慈发改［2021］25号
关于印发《慈溪市人才发展“十四五”规划》的通知
各镇人民政府、各街道办事处：
现将《慈溪市人才发展“十四五”规划》印发给你们，请认真组织实施。
慈溪市发展和改革局      中共慈溪市委组织部
2021年8月25日
慈溪市人才发展“十四五”规划
根据《甲决定》（慈党〔2020〕4号），编制本规划。
一、背景基础
抄送：市委办公室，市政府办公室。
慈溪市发展和改革局办公室              2021年8月26日印发"""


def test_a_joint_notice_that_carries_a_plan() -> None:
    assert header_of(COVER) == Header(
        title="关于印发《慈溪市人才发展“十四五”规划》的通知",
        number="慈发改〔2021〕25号",
        issuer=("慈溪市发展和改革局", "中共慈溪市委组织部"),
        issued=date(2021, 8, 25),
        effective=None,
        repealed=None,
        status="",
        addressees="各镇人民政府、各街道办事处",
        copied_to="市委办公室，市政府办公室",
        printed=date(2021, 8, 26),
        carried="慈溪市人才发展“十四五”规划",
        title_lines=(4,),
        carried_lines=(9,),
        body_start=5,
        first_issued=date(2021, 8, 25),
    )


LETTERS = {
    "title over lines below the letterhead": (
        "慈溪市人民政府办公室文件\n慈政办发〔2022〕3号\n慈溪市人民政府办公室\n关于印发慈溪市人才安居办法\n的通知\n各镇人民政府：\n正文。",
        {"title": "慈溪市人民政府办公室关于印发慈溪市人才安居办法的通知", "title_lines": (2, 3, 4), "body_start": 5,
         "number": "慈政办发〔2022〕3号", "issuer": ("慈溪市人民政府办公室",), "addressees": "各镇人民政府"},
    ),
    "title above the number": (
        "慈溪市财政局关于人才经费的意见\n慈财〔2020〕7号\n正文一段。\n慈溪市财政局\n二〇二〇年三月一日",
        {"title": "慈溪市财政局关于人才经费的意见", "number": "慈财〔2020〕7号", "issued": date(2020, 3, 1), "body_start": 2},
    ),
    "a number that is only cited": (
        "关于甲请示的批复\n慈溪市人社局：\n你局《关于甲的请示》（慈人社〔2020〕8号）收悉。\n慈溪市人民政府\n2020年5月6日",
        {"title": "关于甲请示的批复", "number": "", "issuer": ("慈溪市人民政府",), "addressees": "慈溪市人社局"},
    ),
    "the carried text signs too": (
        "甲省人民政府办公厅转发省教委关于扩大规模有关问题请示的通知\n甲政办发〔1996〕3号\n各市人民政府：\n现转发给你们。\n"
        "甲省人民政府办公厅\n一九九六年七月十七日\n关于扩大规模\n有关问题的请示\n省政府：\n一、甲\n省教委\n一九九六年五月十三日",
        {"issuer": ("甲省人民政府办公厅",), "issued": date(1996, 7, 17), "carried": "关于扩大规模有关问题的请示",
         "carried_lines": (6, 7), "addressees": "各市人民政府"},
    ),
    "in force from a date, for years": (
        "甲市人才办法\n第一条 甲。\n第二条 本办法自2022年3月1日起施行，有效期3年。",
        {"effective": date(2022, 3, 1), "repealed": date(2025, 3, 1)},
    ),
    "in force until a date": (
        "甲市人民政府关于人才的意见\n一、甲。\n本意见自发布之日起施行，有效期至2025年12月31日。\n甲市人民政府\n2021年1月2日",
        {"effective": date(2021, 1, 2), "repealed": date(2026, 1, 1)},
    ),
    "no longer in force": ("甲市人才办法（已废止）\n第一条 甲。", {"status": "已废止"}),
    "an order of the State Council": (
        "中华人民共和国国务院令\n第 707 号\n现公布修订后的《甲法实施条例》，自2019年1月1日起施行。\n总理　李克强\n2018年12月18日\n"
        "甲法实施条例\n（1994年1月28日中华人民共和国国务院令第142号发布　根据2008年2月18日《国务院关于修改〈甲〉的决定》修订　"
        "2018年12月18日中华人民共和国国务院令第707号第四次修订）\n第一条　甲。",
        {"title": "甲法实施条例", "number": "国令第707号", "issuer": ("国务院",), "issued": date(2018, 12, 18),
         "effective": date(2019, 1, 1)},
    ),
    "an order of another body": (
        "浙江省人民政府令\n第388号\n甲办法\n第一条 甲。",
        {"number": "浙江省人民政府令第388号", "issuer": ("浙江省人民政府",), "title": "甲办法"},
    ),
    "number in the title's brackets": (
        "关于调整住房补贴标准的通知（慈人社发［2020］8号）\n各单位：\n正文。",
        {"number": "慈人社发〔2020〕8号"},
    ),
    "copies over two lines": (
        "关于甲的通知\n正文。\n抄送：市委办公室，\n市政府办公室。\n甲局办公室 2021年3月1日印发",
        {"copied_to": "市委办公室，市政府办公室", "printed": date(2021, 3, 1)},
    ),
    "kinds in the middle of a title": (
        "甲市人民政府办公室关于印发人才引进\n若干政策\n实施细则的通知\n甲政办发〔2021〕3号\n各单位：\n正文。",
        {"title": "甲市人民政府办公室关于印发人才引进若干政策实施细则的通知", "title_lines": (0, 1, 2)},
    ),
    "facts in lines above the title": (
        "索 引 号：113302/2021-001\n发布机构：甲市政府办公室\n发文日期：2022-03-01\n甲市人民政府关于公布名单的通知\n甲政发 [２０２２] １号\n正文。",
        {"title": "甲市人民政府关于公布名单的通知", "number": "甲政发〔2022〕1号", "issued": date(2022, 3, 1)},
    ),
    "two bodies above the title": (
        "中共甲市委　甲市人民政府\n关于推进人才引领战略\n加快建设创新型城市的决定\n（2020年6月30日）\n为了乙。",
        {"issuer": ("中共甲市委", "甲市人民政府"), "issued": date(2020, 6, 30), "title_lines": (0, 1, 2)},
    ),
    "only a file name": ("正文没有标题，只有一句话。", {"title": "文件"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LETTERS.values(), ids=LETTERS.keys())
def test_letters(text: str, wanted: dict[str, object]) -> None:
    header = header_of(text)
    assert {field: getattr(header, field) for field in wanted} == wanted


NOTES = {
    "administrative regulation": (
        "居住证条例\n2015年10月21日 国务院第109次常务会议通过\n2015年11月26日 中华人民共和国国务院令第663号公布\n2016年1月1日 施行",
        ("国令第663号", ("国务院",), date(2015, 11, 26), date(2016, 1, 1)),
    ),
    "local regulation, published": (
        "甲条例\n2015年12月29日 宁波市第十四届人民代表大会常务委员会第二十八次会议通过\n2016年3月31日 浙江省第十二届人民代表大会常务委员会"
        "第二十八次会议批准\n2016年4月20日 宁波市人民代表大会常务委员会公告第17号公布\n2016年7月1日 施行",
        ("宁波市人民代表大会常务委员会公告第17号", ("宁波市人民代表大会常务委员会",), date(2016, 4, 20), date(2016, 7, 1)),
    ),
    "passed and approved only": (
        "甲条例\n2017年10月24日 宁波市第十五届人民代表大会常务委员会第五次会议通过\n2017年11月30日 浙江省第十二届人民代表大会常务委员会"
        "第四十五次会议批准\n第一条 甲。\n第二条 本条例自2018年1月1日起施行。",
        ("", ("宁波市人民代表大会常务委员会",), date(2017, 11, 30), date(2018, 1, 1)),
    ),
    "law, amended": (
        "甲法\n1999年4月29日 第九届全国人民代表大会常务委员会第九次会议通过\n2017年9月1日 第十二届全国人民代表大会常务委员会"
        "第二十九次会议《关于修改〈甲法〉的决定》第二次修正\n第一条 甲。\n第二条 本法自1999年10月1日起施行。",
        ("", ("全国人民代表大会常务委员会",), date(2017, 9, 1), date(1999, 10, 1)),
    ),
    "in force on publication, amended later": (
        "甲条例\n1999年4月3日 中华人民共和国国务院令第262号发布\n2002年3月24日 《国务院关于修改〈甲条例〉的决定》第一次修订\n第一条 甲。\n"
        "第二条 本条例自发布之日起施行。",
        ("国令第262号", ("国务院",), date(2002, 3, 24), date(1999, 4, 3)),
    ),
    "in brackets": (
        "甲规定\n（2013年9月5日甲省人民政府第5次常务会议通过　2013年9月6日甲省人民政府令第3号公布　自2013年10月1日起施行）\n第一条 甲。",
        ("甲省人民政府令第3号", ("甲省人民政府",), date(2013, 9, 6), date(2013, 10, 1)),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), NOTES.values(), ids=NOTES.keys())
def test_what_a_statutes_note_says(text: str, wanted: tuple[object, ...]) -> None:
    header = header_of(text)
    assert (header.number, header.issuer, header.issued, header.effective) == wanted
    assert header.title == text.split("\n")[0]


def test_a_paragraph_that_begins_with_a_date_is_no_note() -> None:
    header = header_of("关于甲的通报\n2003年10月24日，国务院批准了甲方案，要求各地实施。\n一、乙")
    assert header.issued is None
    assert header.body_start == 1


def test_the_note_ends_where_the_text_begins() -> None:
    note = Line("2011年3月22日 施行", centered=True)
    body = Line("根据2010年4月29日修正的《甲法》，结合实际，对审理程序作如下规定：")
    header = read_header([Line("甲规定", heading=1), note, body], "a.md")
    assert (header.body_start, header.issued, header.effective) == (2, None, date(2011, 3, 22))


def test_a_pages_own_table_of_facts() -> None:
    facts = [
        "发文机关",
        "慈溪市人民政府",
        "发文字号",
        "慈政发[2021]3号",
        "成文日期",
        "2021年3月5日",
        "有效性",
        "现行有效",
    ]
    grid = tuple(GridCell(text, at // 4, at % 4) for at, text in enumerate(facts))
    header = read_header([Line("", grid=grid), Line("关于甲的通知", heading=1), Line("正文。")], "a.html")
    assert (header.title, header.number, header.issuer) == (
        "关于甲的通知",
        "慈政发〔2021〕3号",
        ("慈溪市人民政府",),
    )
    assert (header.issued, header.status) == (date(2021, 3, 5), "现行有效")


def test_a_version_date_in_the_file_name() -> None:
    header = read_header([Line("甲条例", heading=1), Line("第一条 甲。")], "甲条例(2019-12-30).md")
    assert header.issued == date(2019, 12, 30)


@pytest.mark.parametrize("lines", [[], [Line("")], [Line("", grid=(GridCell("甲", 0, 0),))]])
def test_nothing_to_read_is_no_error(lines: list[Line]) -> None:
    assert read_header(lines, "") == replace(read_header([], ""), body_start=0)


def test_the_plan(plan_file: Path) -> None:
    header = read_header(clean(read_lines(plan_file.read_bytes(), ".txt")).lines, plan_file.name)
    assert header.number == "慈发改〔2021〕25号"
    assert header.title == "关于印发《慈溪市人才发展“十四五”规划》的通知"
    assert header.carried == "慈溪市人才发展“十四五”规划"
    assert header.issuer == ("慈溪市发展和改革局", "中共慈溪市委组织部")
    assert header.issued == header.printed == date(2021, 8, 25)
    assert header.copied_to == "市委办公室，市人大常委会办公室，市政府办公室，市政协办公室"


def test_twenty_four_documents_of_the_state_council(shared: Path) -> None:
    wrong = []
    for truth in json.loads((shared / "gongwen" / "metadata.json").read_text(encoding="utf-8")):
        data = (shared / "gongwen" / truth["file"]).read_bytes()
        header = read_header(clean(read_lines(data, ".html")).lines, truth["file"])
        found = {"title": header.title, "number": header.number, "issuer": "、".join(header.issuer)}
        wrong += [(truth["file"], key, value) for key, value in found.items() if value != truth[key]]
    assert wrong == []
