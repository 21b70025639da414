"""Addresses as people write them, and words that only look like addresses."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_documents import made, plan, regulation

from ingest.document import Document
from ingest.parse import parse_file
from kb.address.grammar import candidates, fits, run_at, runs
from kb.address.lookup import Addresses, without
from kb.language.plain_text import plain
from kb.store.records import Store

PLAN, RULE = "慈发改-2021-25", "居住证暂行条例-2015-11-26"


def emergency_plan() -> Document:
    """A 公文 with a decimal ladder."""
    return made(
        "国办函-2005-57",
        [("q1", "heading", "1", "总则", "", [
            ("q1-4", "heading", "1.4", "等级", "", [
                ("q1-4.0.0.0.1", "h4", "（1）", "", "重大。", []),
                ("q1-4.0.0.0.2", "h4", "（2）", "", "较大。", []),
            ]),
        ])],
        title="国家粮食应急预案", number="国办函〔2005〕57号",
    )  # fmt: skip


def civil_code() -> Document:
    """A statute with parts, an inserted article, a table and an annex with articles of its own."""
    return made(
        "民法典",
        [
            ("n1", "part", "第一编", "总则", "", [
                ("n1.c1", "chapter", "第一章", "基本规定", "", [
                    ("t1", "article", "第一条", "", "立法目的。", []),
                    ("t120", "article", "第一百二十条", "", "", [
                        ("t120.k1", "paragraph", "", "", "规则。", [("t120.k1.x1", "item", "（一）", "", "例。", [
                            ("t120.k1.x1.m1", "point", "1.", "", "目。", []),
                        ])]),
                        ("t120.k2", "paragraph", "", "", "规则二。", []),
                    ]),
                    ("t120-1", "article", "第一百二十条之一", "", "补充。", []),
                ]),
            ]),
            ("f1", "annex", "附件1", "", "", [("f1/t3", "article", "第三条", "", "附件条文。", [])]),
        ],
        title="中华人民共和国民法典", number="主席令第45号",
    )  # fmt: skip


def opened(folder: Path, *documents: Document) -> Addresses:
    store = Store(folder, create=True)
    for document in documents:
        store.add(document, document.id, store.keep_original(document.text.encode(), document.source))
    return Addresses(store)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Addresses:
    return opened(tmp_path_factory.mktemp("data"), plan(), regulation(), civil_code(), emergency_plan())


@pytest.mark.parametrize(
    ("address", "document", "path"),
    [
        # a document by its number
        ("慈发改〔2021〕25号", PLAN, ""),
        ("慈发改[2021]25号", PLAN, ""),
        ("慈发改［2021］25号", PLAN, ""),
        ("慈发改（2021）25号", PLAN, ""),
        ("慈发改【２０２１】２５号", PLAN, ""),
        ("慈发改2021年25号", PLAN, ""),
        ("慈发改 2021 25号", PLAN, ""),
        ("〔2021〕25号", PLAN, ""),
        ("国令第663号", RULE, ""),
        ("国务院令第663号", RULE, ""),
        ("中华人民共和国国务院令第663号", RULE, ""),
        # by its title
        ("《居住证暂行条例》", RULE, ""),
        ("居住证暂行条例", RULE, ""),
        ("居住证条例", RULE, ""),
        ("慈溪市人才发展“十四五”规划", PLAN, ""),
        ("《慈溪市人才发展十四五规划》", PLAN, ""),
        ("慈溪市人才发展规划", PLAN, ""),
        ("关于印发《人才规划》的通知", PLAN, ""),
        ("民法典", "民法典", ""),
        ("《中华人民共和国民法典》", "民法典", ""),
        # ids
        (PLAN, PLAN, ""),
        (f"{PLAN}#2.0.2", PLAN, "2.0.2"),
        (f"{RULE}#t2.k1.x2", RULE, "t2.k1.x2"),
        # the 公文 ladder
        ("慈发改〔2021〕25号 二、2.", PLAN, "2.0.2"),
        ("一（一）", PLAN, "1.1"),
        ("一、（一）", PLAN, "1.1"),
        ("一 （ 一 ）", PLAN, "1.1"),
        ("一(二)", PLAN, "1.2"),
        ("第一部分（二）", PLAN, "1.2"),
        ("第一部分第二条", PLAN, "1.2"),
        ("慈发改（2021）25号第一部分第一条第2点", PLAN, "1.1.s2"),
        ("慈发改〔2021〕25号文件第二部分", PLAN, "2"),
        ("一（一）二是", PLAN, "1.1.s2"),
        ("二、2.第2段", PLAN, "2.0.2.p2"),
        ("慈溪市人才发展规划二、2", PLAN, "2.0.2"),
        # the 法规 ladder
        ("《居住证暂行条例》第二条第一款第二项", RULE, "t2.k1.x2"),
        ("居住证暂行条例2条", RULE, "t2"),
        ("居住证暂行条例第2条第1款第(2)项", RULE, "t2.k1.x2"),
        ("居住证暂行条例第二条（二）", RULE, "t2.k1.x2"),
        ("居住证暂行条例第二条第二项", RULE, "t2.k1.x2"),
        ("居住证暂行条例，第二条，第一款", RULE, "t2.k1"),
        ("居住证暂行条例第一条第一款", RULE, "t1"),
        ("居住证暂行条例第一章第二条", RULE, "t2"),
        ("居住證暫行條例第二條之一".replace("證暫", "证暂"), RULE, "t2-1"),
        ("居住证暂行条例第二条的规定", RULE, "t2"),
        ("民法典第一百二十条之一", "民法典", "t120-1"),
        ("民法典120条之一", "民法典", "t120-1"),
        ("民法典第一百二十条第一款第（一）项第1目", "民法典", "t120.k1.x1.m1"),
        ("民法典第一编第一章", "民法典", "n1.c1"),
        ("民法典第一章", "民法典", "n1.c1"),
        # tables and annexes
        ("表1", PLAN, "b1"),
        ("附表1", PLAN, "b1"),
        ("表一第2行", PLAN, "b1.r2"),
        ("表1注1", PLAN, "b1.z1"),
        ("附件1", "民法典", "f1"),
        ("附件1第三条", "民法典", "f1/t3"),
        ("附件第三条", "民法典", "f1/t3"),
        ("民法典附件1的第三条", "民法典", "f1/t3"),
        # the decimal ladder
        ("国家粮食应急预案1.4", "国办函-2005-57", "q1-4"),
        ("国家粮食应急预案1.4（2）", "国办函-2005-57", "q1-4.0.0.0.2"),
        ("国家粮食应急预案1", "国办函-2005-57", "q1"),
        ("慈发改〔2021〕25号1.2", PLAN, "1.2"),
        # the rest
        ("慈发改〔2021〕25号开头", PLAN, "0"),
        ("慈发改〔2021〕25号文末", PLAN, "end"),
        ("慈发改〔2021〕25号全文", PLAN, ""),
    ],
)
def test_an_address_is_one_clause(addresses: Addresses, address: str, document: str, path: str) -> None:
    assert [str(clause) for clause in addresses.lookup(address)] == [f"{document}#{path}"]


def test_an_address_that_fits_several_gives_them_all(addresses: Addresses) -> None:
    assert [str(clause) for clause in addresses.lookup("第一条")] == [f"{RULE}#t1", "民法典#t1"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("居住证暂行条例第九十九条", "《居住证暂行条例》里没有“第九十九条”"),
        ("居住证暂行条例第二条第九款", "最接近的是第二条"),
        (f"{PLAN}#9.9", "里没有“9.9”"),
        ("《居住证管理条例》第一条", "最接近的是《居住证暂行条例》"),
        ("慈党〔2020〕4号", "知识库里没有“慈党〔2020〕4号”所指的文件"),
        ("国家粮食应急预案1.4（9）", "里没有“1.4(9)”，最接近的是1.4"),
        ("九（九）9", "都没有“九(九)9”"),
        ("你好", "看不懂地址“你好”"),
        ("人才公寓要交哪些材料", "看不懂地址"),
        ("", "看不懂地址"),
        ("《》", "看不懂地址"),
    ],
)
def test_what_is_not_held_is_said(addresses: Addresses, address: str, said: str) -> None:
    found = addresses.explain(address)
    assert found.clauses == ()
    assert said in found.problem
    assert found.problem.count("。") == 1


@pytest.mark.parametrize("address", ["第一条", "居住证暂行条例第二条"])
def test_nothing_is_said_of_what_is_found(addresses: Addresses, address: str) -> None:
    assert addresses.explain(address).problem == ""


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("第二条第一款第二项说了什么", [f"{RULE}#t2.k1.x2"]),
        ("居住证暂行条例第二条和第一条有什么区别", [f"{RULE}#t2", f"{RULE}#t1"]),
        ("表1里高技能人才目标是多少", [f"{PLAN}#b1"]),
        ("慈发改〔2021〕25号二（一）讲什么", []),
        ("慈发改〔2021〕25号一（一）讲什么", [f"{PLAN}#1.1"]),
        ("第一部分第一条第2点是什么内容", [f"{PLAN}#1.1.s2"]),
        ("居住证暂行条例2条能代办吗", [f"{RULE}#t2"]),
        ("人才发展规划第一部分讲了什么", [f"{PLAN}#1"]),
        ("请看民法典第一百二十条之一的规定", ["民法典#t120-1"]),
    ],
)
def test_addresses_inside_a_question(addresses: Addresses, question: str, found: list[str]) -> None:
    mentions = addresses.mentions(question)
    assert [str(clause) for mention in mentions for clause in mention.clauses] == found


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("居住证暂行条例里租房怎么办", [(RULE,)]),
        ("《居住证暂行条例》和《民法典》的关系", [(RULE,), ("民法典",)]),
        ("请问慈党〔2020〕4号是什么文件", [()]),
        ("慈发改〔2021〕25号说了什么", [(PLAN,)]),
    ],
)
def test_documents_inside_a_question(
    addresses: Addresses, question: str, named: list[tuple[str, ...]]
) -> None:
    mentions = addresses.mentions(question)
    assert [mention.documents for mention in mentions] == named
    assert not any(mention.clauses for mention in mentions)


@pytest.mark.parametrize(
    "question",
    [
        "第一条产业链怎么建", "三是什么", "三是加强服务", "十四五", "3.2万", "一体化服务12条", "慈溪有几名代表2人",
        "2025年第一季度", "本市第一中学", "第五届人才日", "第二款汽车", "一是什么二是什么", "代表1名", "上报表2份",
        "万（一）", "人才公寓要交哪些材料", "我今年30岁，2年社保", "", "。。。",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_address(addresses: Addresses, question: str) -> None:
    assert addresses.mentions(question) == ()


def test_what_is_asked_beside_the_address(addresses: Addresses) -> None:
    question = "《居住证暂行条例》第二条，谁能代办"
    assert without(question, addresses.mentions(question)).strip(" ,") == "谁能代办"
    only = "居住证暂行条例第二条"
    assert without(only, addresses.mentions(only)) == only


def named(document: Document) -> Iterator[str]:
    yield f"《{document.title}》"
    yield document.name
    if document.number:
        yield f"{document.number} "


@pytest.mark.parametrize(
    "document", [plan(), regulation(), civil_code(), emergency_plan()], ids=lambda d: d.id
)
def test_every_label_leads_to_its_clause(addresses: Addresses, document: Document) -> None:
    for clause in (document.root, *document.clauses):
        for name in named(document):
            assert addresses.lookup(name + clause.id.label) == (clause.id,), name + clause.id.label


def test_every_label_of_the_plan_leads_to_its_clause(plan_file: Path, tmp_path: Path) -> None:
    document = parse_file(plan_file).document
    found = opened(tmp_path, document)
    for clause in document.clauses:
        for name in ("", *named(document)):
            if name or clause.id.path.split(".")[0] not in ("0", "end"):
                assert found.lookup(name + clause.id.label) == (clause.id,), name + clause.id.label


def test_every_label_of_real_regulations_leads_to_its_clause(shared: Path, tmp_path: Path) -> None:
    documents = [parse_file(path).document for path in sorted((shared / "regulations").glob("*.md"))]
    found = opened(tmp_path, *documents)
    for document in documents:
        for clause in document.clauses:
            assert found.lookup(f"《{document.title}》{clause.id.label}") == (clause.id,), str(clause.id)


def test_two_versions_of_one_title_are_both_told(tmp_path: Path) -> None:
    old = dataclasses.replace(regulation(), id=RULE)
    new = made(
        "居住证暂行条例-2030-01-01", [("t2", "article", "第二条", "", "新。", [])], title="居住证暂行条例"
    )
    found = opened(tmp_path, old, new)
    assert {clause.document for clause in found.lookup("居住证暂行条例第二条")} == {RULE, new.id}


@settings(deadline=None)
@given(st.text(alphabet="第一二十三条款项目章节编（）()〔〕《》表附件注行号之.、，的0123456789①⑴令点是段 规划居住证暂行条例慈发改", max_size=40))  # fmt: skip
def test_nothing_typed_makes_it_fail(addresses: Addresses, text: str) -> None:
    found = addresses.explain(text)
    assert bool(found.clauses) != bool(found.problem)
    addresses.mentions(text)
    for run in runs(plain(text)):
        candidates(run.components)


@pytest.mark.parametrize(
    ("candidate", "path", "fit"),
    [
        ("t16.x2", "t16.k1.x2", True), ("c3", "n2.c3", True), ("t3", "f1/t3", True), ("b2", "f1/b2", True),
        ("2", "3.2", False), ("t16.x2", "t16.k1.x3", False), ("t1", "t2", False), ("t16", "t16.k1", False),
    ],
)  # fmt: skip
def test_looser_addresses(candidate: str, path: str, fit: bool) -> None:
    assert fits(candidate, path) is fit


def test_the_readings_of_a_run() -> None:
    run = run_at(plain("第三部分第二条第2点"), 0)
    assert run and candidates(run.components) == ("3.2.2", "3.2.s2")
    assert run_at("你好", 0) is None
