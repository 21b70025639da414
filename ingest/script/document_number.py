"""文号: 临发改〔2021〕25号 in all its spellings, and the 令 and 公告 with a number only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.script.numerals import arabic_number

_OPEN, _CLOSE = "〔［\\[【（(〈<﹝〖{", "〕］\\]】）)〉>﹞〗}"
_S = "[ \u3000\xa0]*"
_DIGIT = "[\\d０-９]"
NUMBER = (
    rf"[\u4e00-\u9fffA-Za-z]{{1,20}}{_S}[{_OPEN}]{_S}({_DIGIT}{{4}}){_S}年?{_S}[{_CLOSE}]{_S}"
    rf"(?:第{_S})?({_DIGIT}{{1,5}}(?:[-—]{_DIGIT}{{1,4}})?){_S}号"
)
_NUMBER = re.compile(NUMBER)
_ORGAN = re.compile("^[\u4e00-\u9fffA-Za-z]+")
_HALF = str.maketrans("０１２３４５６７８９", "0123456789")
_COUNT = rf"(?:{_DIGIT}{{1,5}}|[〇○零一二三四五六七八九十百千]{{1,7}})"
_DECREE = re.compile(
    rf"([\u4e00-\u9fff、 \u3000]{{2,60}}?(?:令|公告)){_S}[(（〔]?{_S}第{_S}({_COUNT}){_S}号{_S}[)）〕]?"
)
_DECREE_HEAD = re.compile(r"[\u4e00-\u9fff、 \u3000]{2,60}(?:令|公告)")
_DECREE_COUNT = re.compile(rf"[(（〔]?{_S}第{_S}({_COUNT}){_S}号{_S}[)）〕]?")
_DECREE_AFTER = re.compile(rf"([\u4e00-\u9fff、]{{2,60}}?){_S}第{_S}({_COUNT}){_S}号令")
_STATE_COUNCIL = re.compile("(?:中华人民共和国)?国务院令")
_LABELLED = re.compile(rf"(?:发文字号|文{_S}号|文件编号|发文号|发文编号|编{_S}号)\s*[：:]\s*(.+)")


def normalised(number: str) -> str:
    """A 文号 with 〔〕, half-width digits and no spaces: 临发改 [２０２１] 第25 号 → 临发改〔2021〕25号."""
    match = _NUMBER.fullmatch(number.strip())
    if not match:
        return number.strip()
    organ = _ORGAN.match(number.strip())
    head = organ[0] if organ else ""
    return f"{head}〔{match[1].translate(_HALF)}〕{match[2].translate(_HALF)}号"


def own_number(text: str) -> str:
    """The 文号 that the line `text` states as the document's own, normalised, or "".

    The line is the 文号 alone, in brackets or not, or with 签发人：…, or a label 发文字号：…;
    a 文号 inside a sentence is one that the text cites."""
    label = _LABELLED.match(text)
    bare = (label[1] if label else text).strip(" \u3000\xa0")
    match = _NUMBER.match(bare)
    if not match and bare[:1] in "（(":
        match = _NUMBER.match(bare := bare[1:].rstrip("）) "))
    if not match:
        return ""
    rest = bare[match.end() :].strip(" \u3000\xa0）)")
    if rest and not re.match(r"签\s*发\s*人|[\u4e00-\u9fff]{1,12}[〔［\[（(]", rest) and not label:
        return ""
    return normalised(match[0])


def decree_number(lines: Sequence[str], at: int) -> tuple[str, str, int]:
    """The 令 or 公告 that lines[at] begins: its number (国令第707号), its organ, how many lines it
    takes (2 where 第707号 stands below); ("", "", 0) when it is none."""
    text = lines[at]
    if match := _DECREE.fullmatch(text.strip()):
        return (*_decree(match[1], match[2]), 1)
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    count = _DECREE_COUNT.fullmatch(below)
    if count and _DECREE_HEAD.fullmatch(text.strip()):
        return (*_decree(text, count[1]), 2)
    return "", "", 0


def decree_in(text: str) -> tuple[str, str]:
    """The 令 or 公告 that `text` says it was published by: (number, organ), or ("", "")."""
    if after := _DECREE_AFTER.search(text):  # 海关总署第61号令
        return _decree(f"{after[1]}令", after[2])
    found = list(_DECREE.finditer(text))
    return _decree(found[-1][1], found[-1][2]) if found else ("", "")


def _decree(name: str, count: str) -> tuple[str, str]:
    name = re.sub(r"\s", "", name)
    value = arabic_number(count.translate(_HALF))
    organ = re.sub("(令|公告)$", "", name)
    organ = organ.removeprefix("中华人民共和国") if organ != "中华人民共和国" else organ
    if _STATE_COUNCIL.fullmatch(name):
        return f"国令第{value}号", "国务院"
    return f"{name}第{value}号", organ
