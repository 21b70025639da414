"""文号: 临发改〔2021〕25号 in all its spellings, and the 令 and 公告 with a number only."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.script.numerals import arabic_number
from ingest.script.width import half_width_digits
from ingest.script.wording import wording

_WORDS = wording(__file__)
NUMBER = _WORDS.parts["number"]
_BLANK = " \u3000\xa0"


def normalised(number: str) -> str:
    """A 文号 with 〔〕, half-width digits and no spaces: 临发改 [２０２１] 第25 号 → 临发改〔2021〕25号."""
    match = _WORDS["number"].fullmatch(number.strip())
    if not match:
        return number.strip()
    organ = _WORDS["organ"].match(number.strip())
    head = organ[0] if organ else ""
    return f"{head}〔{half_width_digits(match[1])}〕{half_width_digits(match[2])}号"


def own_number(text: str) -> str:
    """The 文号 that the line `text` states as the document's own, normalised, or "".

    The line is the 文号 alone, in brackets or not, or with 签发人：…, or a label 发文字号：…;
    a 文号 inside a sentence is one that the text cites."""
    label = _WORDS["labelled"].match(text)
    bare = (label[1] if label else text).strip(_BLANK)
    match = _WORDS["number"].match(bare)
    if not match and bare[:1] in "（(":
        match = _WORDS["number"].match(bare := bare[1:].rstrip("）) "))
    if not match:
        return ""
    rest = bare[match.end() :].strip(f"{_BLANK}）)")
    if rest and not _WORDS["beside"].match(rest) and not label:
        return ""
    return normalised(match[0])


def decree_number(lines: Sequence[str], at: int) -> tuple[str, str, int]:
    """The 令 or 公告 that lines[at] begins: its number (国令第707号), its organ, how many lines it
    takes (2 where 第707号 stands below); ("", "", 0) when it is none."""
    text = lines[at]
    if match := _WORDS["decree"].fullmatch(text.strip()):
        return (*_decree(match[1], match[2]), 1)
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    count = _WORDS["decree_count"].fullmatch(below)
    if count and _WORDS["decree_head"].fullmatch(text.strip()):
        return (*_decree(text, count[1]), 2)
    return "", "", 0


def decree_in(text: str) -> tuple[str, str]:
    """The 令 or 公告 that `text` says it was published by: (number, organ), or ("", "")."""
    if after := _WORDS["decree_after"].search(text):  # 海关总署第61号令
        return _decree(f"{after[1]}令", after[2])
    found = list(_WORDS["decree"].finditer(text))
    return _decree(found[-1][1], found[-1][2]) if found else ("", "")


def _decree(name: str, count: str) -> tuple[str, str]:
    name = "".join(name.split())
    try:
        value = arabic_number(count)
    except ValueError:
        return "", ""
    organ = _WORDS["decree_word"].sub("", name)
    organ = organ.removeprefix("中华人民共和国") if organ != "中华人民共和国" else organ
    if _WORDS["state_council"].fullmatch(name):
        return f"国令第{value}号", "国务院"
    return f"{name}第{value}号", organ
