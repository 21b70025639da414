"""The two ladders of Chinese official documents, as a table of markers.

公文 ladder (GB/T 9704-2012 §7.3.3): 一、（一）1.（1）; 法规 ladder (立法技术规范): 编章节条款项目.
A marker is what a line begins with; what it means is decided in tree.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.script.numerals import arabic_number

_N = "[零〇○一二三四五六七八九十百千]"
_D = "[0-9０-９]"
_NUM = f"(?:{_N}{{1,9}}|{_D}{{1,4}})"

# (kind, pattern). Group "n" is the number, "s" a 之-number. Order matters: the first match wins.
_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("part", rf"第\s*(?P<n>{_NUM})\s*编(?=\s|$|[^的章])"),
        ("subpart", rf"第\s*(?P<n>{_NUM})\s*分编"),
        ("chapter", rf"第\s*(?P<n>{_NUM})\s*章(?:之(?P<s>{_N}{{1,3}}))?"),
        ("section", rf"第\s*(?P<n>{_NUM})\s*节(?:之(?P<s>{_N}{{1,3}}))?"),
        ("article", rf"第\s*(?P<n>{_NUM})\s*条(?:\s?之(?P<s>{_N}{{1,3}}))?"),
        ("cn1", rf"(?P<n>{_N}{{1,4}})\s?[、．](?!{_N}{{1,3}}[、是等年月日])"),
        ("cn2", rf"[（(]\s*(?P<n>{_N}{{1,4}})\s*[）)]|(?P<c>[㈠-㈩])"),
        ("decimal", rf"(?P<n>{_D}{{1,2}}(?:[.．]{_D}{{1,2}}){{1,3}})(?=[\s　]|[^\d.．%％‰\s])"),
        ("ar1", rf"(?P<n>{_D}{{1,3}})\s?[.．、](?!{_D})"),
        ("ar2", rf"[（(]\s*(?P<n>{_D}{{1,3}})\s*[）)]|(?P<n2>{_D}{{1,2}})[）)]|(?P<c>[⑴-⒇])"),
        ("circled", r"(?P<c>[①-⑳])"),
        ("shi", r"(?P<n>[一二三四五六七八九十]{1,2})是(?!否)"),
        ("dash", r"(?:—{2,}|－{2,}|-{2,}|─{2,})"),
    )
)
_CIRCLED = {**{c: i for i, c in enumerate("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", 1)}}
_CIRCLED |= {chr(0x2474 + i): i + 1 for i in range(20)} | {chr(0x2460 + i): i + 1 for i in range(20)}

LAW_CONTAINERS = ("part", "subpart", "chapter", "section")
LADDER = ("cn1", "cn2", "ar1", "ar2", "circled")
TOKENS = {"part": "n", "subpart": "d", "chapter": "c", "section": "j", "article": "t"}
ITEM_TOKENS = {"cn1": "x", "cn2": "x", "ar1": "m", "ar2": "u", "circled": "u"}
ITEM_LEVELS = {"x": "item", "m": "point", "u": "subpoint"}

# What follows 第×条 when the line goes on with a cross-reference instead of opening an article.
_CONTINUES = re.compile(
    r"(?:第[^\s]{1,6}[款项目]|之?规定|所[称列规]|[的及和或与至到、，,。；;：:]|修改|改为|删去|增加|以[及下外]|各[款项]|中(?![华国央外等小学共]))"
)
_TITLED = re.compile(r"[【\[（(]([^】\])）]{2,40})[】\])）]")


@dataclass(frozen=True, slots=True)
class Marker:
    """How a line begins. `number` and `sub` are integers (0 for none), `decimals` the numbers
    of 1.2.3, `text` the marker as printed, `rest` the offset where the line goes on."""

    kind: str
    number: int
    sub: int
    text: str
    rest: int
    decimals: tuple[int, ...] = ()
    spaced: bool = True

    @property
    def label(self) -> str:
        """The number in Arabic: "16", "120-1", "1.2.3"; "" for a dash."""
        if self.decimals:
            return ".".join(map(str, self.decimals))
        if not self.number:
            return ""
        return f"{self.number}-{self.sub}" if self.sub else str(self.number)


def match_marker(text: str) -> Marker | None:
    """The marker `text` begins with, or None. A line that begins with a cross-reference
    (第三条规定的…, 第二章和第三章) has no marker."""
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            return _marker(kind, match, text)
    return None


def _marker(kind: str, match: re.Match[str], text: str) -> Marker | None:
    groups = match.groupdict()
    end = match.end()
    spaced = end == len(text) or text[end].isspace()
    if kind in TOKENS and not spaced and not _opens(kind, text[end:]):
        return None
    rest = end + len(text[end:]) - len(text[end:].lstrip())
    if kind == "decimal":
        numbers = tuple(int(n) for n in re.split("[.．]", groups["n"]))
        return Marker(kind, numbers[-1], 0, match[0], rest, numbers, spaced)
    raw = groups.get("n") or groups.get("n2") or ""
    number = _CIRCLED[groups["c"]] if groups.get("c") else arabic_number(raw) if raw else 0
    sub = arabic_number(groups["s"]) if groups.get("s") else 0
    return Marker(kind, number, sub, match[0].strip(), rest, (), spaced)


def _opens(kind: str, rest: str) -> bool:
    return not _CONTINUES.match(rest) and (
        kind != "article" or not re.match(r"第?[一二三四五六七八九十\d]+[、款项]", rest)
    )


def split_heading(kind: str, rest: str) -> tuple[str, int]:
    """The heading at the start of `rest` (a line behind its marker) and where the body goes on.

    Containers (编章节) are all heading. An article's heading is what it gives in brackets. On the
    公文 ladder a short line without a full stop is all heading; a short first sentence that text
    follows is a run-in heading."""
    if kind in LAW_CONTAINERS:
        return rest.strip(), len(rest)
    if kind == "article":
        titled = _TITLED.match(rest)
        if titled and not re.fullmatch(_NUM, titled[1]):
            return titled[1], titled.end()
        return "", 0
    if kind not in (*LADDER, "decimal", "dash", "shi"):
        return "", 0
    stop = rest.find("。")
    if stop < 0:
        whole = len(rest) <= 50 and not re.search(r"[；;：:，,]$", rest) and "；" not in rest
        return (rest.strip(), len(rest)) if whole else ("", 0)
    if stop <= 40 and not re.search(r"[；：]", rest[:stop]):
        return rest[:stop].strip(), stop + 1
    return "", 0
