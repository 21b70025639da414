"""Whatever the bytes: lines and a header come out, or one ReadError. Never another exception."""

from __future__ import annotations

import random

import pytest
from reading import read_lines

from ingest.clean import clean
from ingest.head.header import read_header
from ingest.problems import ReadError
from ingest.read import SUFFIXES

SAMPLE = """\
甲市人民政府文件
甲政发〔2021〕3号
关于印发《人才办法》的通知
各单位：
现印发给你们。
甲市人民政府 乙局
2021年8月25日
[bookmark: _Toc1]　　一、总则
表1 标准
\t类别
\t标准（万元）

\t博士
\t10

\t注：
1、甲。

| 甲 | 乙 |
|---|---|
| 1 | 2 |
<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>
<p style="text-align:center"><b>人才办法</b></p><!-- 注释 -->
（2021年1月1日甲市人民政府令第3号公布）
第一条　为了**甲**，制定本办法。
- 16 -
抄送：市委办公室。
甲市政府办公室 2021年8月26日印发
"""
ODD = "\t\n|#*<>（）()〔〕《》第一条号年月日令 \u3000\u200b\u202e\f\0&;-_`~[]{}\\"


def damaged(seed: int) -> str:
    """The sample with lines shuffled, characters changed and a piece cut out."""
    dice = random.Random(seed)
    rows = SAMPLE.split("\n")
    if seed % 2:
        dice.shuffle(rows)
    text = list("\n".join(rows) * (1 + seed % 3))
    for _ in range(dice.randrange(60)):
        text[dice.randrange(len(text))] = dice.choice(ODD)
    start = dice.randrange(len(text))
    del text[start : start + dice.randrange(200)]
    return "".join(text)


def read(data: bytes, suffix: str) -> int:
    lines = clean(read_lines(data, suffix)).lines
    header = read_header(lines, f"甲{suffix}")
    assert 0 <= header.body_start <= len(lines)
    assert all(at < len(lines) for at in (*header.title_lines, *header.carried_lines))
    assert all("\n" not in line.text and "\t" not in line.text for line in lines)
    assert all(not line.text for line in lines if line.grid)
    return len(lines)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("seed", range(40))
def test_damaged_text(seed: int, suffix: str) -> None:
    try:
        assert read(damaged(seed).encode(), suffix) > 0
    except ReadError as error:
        assert str(error).endswith("。")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("seed", range(20))
def test_damaged_bytes(seed: int, suffix: str) -> None:
    dice = random.Random(seed)
    data = bytearray(SAMPLE.encode(dice.choice(["utf-8", "gb18030", "utf-16"])))
    for _ in range(dice.randrange(1, 8)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    try:
        assert read(bytes(data), suffix) > 0
    except ReadError as error:
        assert str(error).endswith("。")


HOSTILE = {
    "deep elements": "<div>" * 3000 + "甲。",
    "deep tables": "<table><tr><td>甲<td>" * 300,
    "giant spans": "<table>" + "<tr><td rowspan=60000 colspan=1000>甲<td>乙</tr>" * 40 + "</table>",
    "unclosed comments": "<!--" * 5000,
    "unclosed brackets": "[bookmark:" * 5000,
    "one long line": "人才" * 20000,
    "many cells": "\t甲\n" * 20000,
    "many numbers": "一、" * 5000,
    "many stars": "*甲 **" * 5000,
    "many dates": "2021年8月25日通过" * 2000,
    "at-rules": "<style>" + "@media {" * 3000 + "</style>甲",
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text(text: str, suffix: str) -> None:
    try:
        assert read(text.encode(), suffix) > 0
    except ReadError as error:
        assert str(error).endswith("。")
