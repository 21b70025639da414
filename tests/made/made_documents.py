"""Documents made by hand from an outline, an embedder without a vocabulary, and small files to build from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.document import Cell, Clause, ClauseId, Document, Row, Table

Node = tuple[str, str, str, str, str, list[Any]]  # path, level, marker, heading, own words, children


def made(document_id: str, nodes: Sequence[Node], **fields: Any) -> Document:
    """A document whose text is each node's marker, heading and own words, one line a node."""
    lines: list[str] = []
    length = 0

    def clause(node: Node) -> Clause:
        nonlocal length
        path, level, marker, heading, words, below = node
        start = length
        lines.append(marker + heading + words)
        length += len(lines[-1]) + 1
        children = tuple(clause(child) for child in below)
        number = path.rsplit(".", 1)[-1]
        place = ("", start, length - 1, children)
        return Clause(ClauseId(document_id, path), level, number, marker, heading, *place)

    top = tuple(clause(node) for node in nodes)
    text = "\n".join(lines)
    root = Clause(ClauseId(document_id, ""), "document", "", "", "", "", 0, len(text), top)
    known: dict[str, Any] = {
        "id": document_id, "title": document_id, "number": "", "issuer": ("市政府",), "issued": date(2021, 8, 25),
        "effective": None, "repealed": None, "status": "", "authority": "official", "source": "a.txt",
    }  # fmt: skip
    return Document(**known | fields, text=text, root=_filled(root, text))


def _filled(clause: Clause, text: str) -> Clause:
    children = tuple(_filled(child, text) for child in clause.children)
    named = (clause.id, clause.level, clause.number, clause.marker, clause.heading)
    return Clause(*named, text[clause.start : clause.end], clause.start, clause.end, children)


def plan() -> Document:
    """A small 公文 with a table of merged cells."""
    document = made(
        "慈发改-2021-25",
        [
            ("0", "opening", "", "", "现将《人才规划》印发给你们。", []),
            ("1", "h1", "一、", "主要目标", "", [
                ("1.1", "h2", "（一）", "现实基础", "", [
                    ("1.1.s1", "inline", "", "", "一是总量增长。", []),
                    ("1.1.s2", "inline", "", "", "二是平台建成。", []),
                ]),
                ("1.2", "h2", "（二）", "指标", "见下表。", [
                    ("b1", "table", "表1", " 主要指标", "", [
                        ("b1.r1", "row", "", "", "队伍\t高技能人才\t11.6万人", []),
                        ("b1.r2", "row", "", "", "\t党政人才\t0.64万人", []),
                        ("b1.z1", "note", "注：", "", "口径为市本级。", []),
                    ]),
                ]),
            ]),
            ("2", "h1", "二、", "保障措施", "", [
                ("2.0.1", "h3", "1.", "加强领导。", "各部门落实。", []),
                ("2.0.2", "h3", "2.", "落户。", "青年人才无门槛落户。", [("2.0.2.p2", "passage", "", "", "另行制定细则。", [])]),
            ]),
            ("end", "colophon", "", "", "抄送：市委办公室。", []),
        ],
        title="关于印发《人才规划》的通知", carried="慈溪市人才发展“十四五”规划", number="慈发改〔2021〕25号",
        addressees="各镇", copied_to="市委办公室",
    )  # fmt: skip
    return _with_table(document)


def _with_table(document: Document) -> Document:
    import dataclasses

    table, first, second, note = (document.clause(p) for p in ("b1", "b1.r1", "b1.r2", "b1.z1"))

    def cells(row: Clause, at: int) -> tuple[Cell, ...]:
        out, start = [], row.start
        for column, text in enumerate(row.text.split("\t")):
            if text:
                span = 2 if (at, column) == (1, 0) else 1
                out.append(Cell(text, start, start + len(text), at, column, span))
            start += len(text) + 1
        return tuple(out)

    rows = (
        Row(first.id, ("队伍", "高技能人才", "11.6万人"), cells(first, 1), first.start, first.end),
        Row(second.id, ("队伍", "党政人才", "0.64万人"), cells(second, 2), second.start, second.end),
    )
    made_table = Table(
        table.id,
        "表1 主要指标",
        "",
        ("类别", "指标", "2025年目标"),
        (),
        rows,
        (note.id,),
        table.start,
        table.end,
    )
    return dataclasses.replace(document, tables=(made_table,))


def regulation() -> Document:
    """A small 法规 with a chapter, 款, 项 and an inserted article."""
    return made(
        "居住证暂行条例-2015-11-26",
        [
            ("c1", "chapter", "第一章", "总则", "", [
                ("t1", "article", "第一条", "", "为了保障权益，制定本条例。", []),
                ("t2", "article", "第二条", "", "", [
                    ("t2.k1", "paragraph", "", "", "符合下列条件之一的可以申领：", [
                        ("t2.k1.x1", "item", "（一）", "", "有合法稳定就业；", []),
                        ("t2.k1.x2", "item", "（二）", "", "有合法稳定住所。", []),
                    ]),
                    ("t2.k2", "paragraph", "", "", "未满16周岁的由监护人代办。", []),
                ]),
                ("t2-1", "article", "第二条之一", "", "本条例所称住所包括租房。", []),
            ]),
        ],
        title="居住证暂行条例", number="国令第663号", issued=date(2015, 11, 26), effective=date(2016, 1, 1),
    )  # fmt: skip


class HashEmbedder:
    """Each pair of characters is a direction of its own: the same text, the same vector."""

    name = "hash-16"
    dimension = 16

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for at in range(len(text) - 1):
                digest = hashlib.sha256(text[at : at + 2].encode()).digest()
                out[row] += np.frombuffer(digest[:16], dtype=np.uint8).astype(np.float32) - 127.5
        length = np.linalg.norm(out, axis=1, keepdims=True)
        return np.divide(out, length, out=out, where=length > 0).astype(np.float32)


RULE = """# 慈溪市{name}办法

慈{word}〔2024〕{serial}号

第一章 总则

第一条 为了{name}，制定本办法。

第二条 申请人应当具备下列条件：

（一）在慈溪就业；

（二）{extra}。

第三条 本办法自2024年1月1日起施行。
"""


def rule_file(
    folder: Path, name: str, serial: int, extra: str = "缴纳社会保险满一年", word: str = "人才"
) -> Path:
    """A small regulation in Markdown, written into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.md"
    path.write_text(RULE.format(name=name, serial=serial, extra=extra, word=word), encoding="utf-8")
    return path
