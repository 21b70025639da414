"""Where a document names something: titles, 文号, clause addresses, itself, what stands before or below, annexes, tables.

Finding and resolving are apart: nothing here asks whether what is named exists. A numbering mark at the head of
its own clause, a caption and a table of contents name nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Document
from kb.references.mention import Kind, Mention

_N = "[零〇○一二三四五六七八九十百千两\\d]{1,7}"
_BRACKET = f"[（(]{_N}[)）]"
_ARTICLE = f"第{_N}条(?:之{_N}(?![一-鿿]条))?(?!产业|生产|线路|道路|跑道|经验|措施|建议|消息|河|街)"
_PARAGRAPH = f"第{_N}款"
_ITEM = f"第?{_BRACKET}(?:(?:、|和|或者|或|以及|及|至|到){_BRACKET})*项|第{_N}项"
_POINT = f"第{_N}目|第?{_BRACKET}目"
_CHAPTER = f"第{_N}(?:分编|编|章|节)"
_BELOW = f"(?:{_PARAGRAPH})?(?:{_ITEM})?(?:{_POINT})?"
_ANCHORED = f"(?:(?:{_CHAPTER})+(?:{_ARTICLE}{_BELOW})?|{_ARTICLE}{_BELOW})"
_PART = f"(?:{_ANCHORED}|{_PARAGRAPH}(?:{_ITEM})?(?:{_POINT})?|(?:{_ITEM})(?:{_POINT})?|{_POINT})"
_AND = "(?:、|和|或者|或|以及|及|与|至|到|[—–~～-]{1,2})"
_LIST = f"(?:{_AND}{_PART})*"
_ADDRESS = f"{_ANCHORED}{_LIST}"
_LADDER = "[一二三四五六七八九十]{1,3}、?[（(][一二三四五六七八九十]{1,3}[)）](?:\\d{1,2}[.．]?(?!\\d))?(?:[（(]\\d{1,2}[)）])?"
_NUMBER = "[一-鿿]{1,8}[〔\\[（(【](?:19|20)\\d{2}[〕\\])）】]第?\\d{1,5}号"
_TITLE = "《(?P<name>(?:[^《》\\n]|《[^《》\\n]*》){2,80})》"
_ASIDE = "[（(][^（()）\\n]{0,60}[)）]"
_RULES = (
    "(?:实施细则|实施办法|实施意见|管理办法|暂行办法|暂行规定|管理规定|法(?![律人院官师庭规案定])|条例|办法|规定|细则|规则|规划(?!期)|方案|意见|通知|"
    "决定|纲要|计划|目录|标准|公约|章程|解释|公告|指南|准则|制度)"
)

_WRITTEN: tuple[tuple[Kind, str], ...] = (
    (
        "title",
        f"{_TITLE}(?:[（(](?P<number>{_NUMBER})[^（()）\\n]{{0,30}}[)）])?(?:{_ASIDE}(?={_ANCHORED}|{_LADDER}))?"
        f"(?P<address>{_ADDRESS}|{_LADDER}|附件{_N})?",
    ),
    ("number", f"(?P<number>{_NUMBER})(?P<address>{_ADDRESS}|{_LADDER})?"),
    (
        "self",
        f"(?<![根基样资成日版文课剧原])本{_RULES}(?P<address>{_ADDRESS}|附件{_N})?",
    ),
    ("relative", f"本[条款项章节编](?![件目])(?P<address>{_PART}{_LIST})?"),
    (
        "relative",
        f"前(?:[两二三四五六七八九十]|{_N})?[款条项章节](?![件目])(?P<address>(?:{_ITEM}){_LIST})?",
    ),
    (
        "relative",
        "下列(?:各项|各类|各款|[一-鿿]{0,8}?)(?=之一|的|[：:，,。；、]|规定|办理|执行|情形|条件)(?:情形|条件)?(?:之一)?",
    ),
    (
        "title",
        f"(?:(?<![依合违方办执立守枉书司该此本其各])|(?<=公司))(?:法典?(?:总则|分则)?|法通则)(?P<address>{_ADDRESS})|(?<![该此本其各])条例(?P<address2>{_ADDRESS})",
    ),
    ("address", f"(?P<address>{_ADDRESS})"),
    ("relative", f"(?P<address>(?:{_PARAGRAPH})(?:{_ITEM})?(?:{_POINT})?{_LIST}|第?{_BRACKET}项{_LIST})"),
    ("address", f"(?P<address>{_LADDER})(?=[的规所中之、，。；）)]|关于)"),
    (
        "annex",
        f"附件{_N}|(?<=[见如按])附件(?![:：一-鿿\\d])|(?<=[见如按])附表(?![一二三四五六七八九十\\d])",
    ),
    ("table", f"(?<![代报列图填申发外年月日名体])附?表{_N}(?![\\d%‰万亿个只块])"),
    ("program", "“(?P<name>[^“”\\n]{2,16})”(?:计划|工程|行动)"),
)
_TABLE = tuple((kind, re.compile(pattern)) for kind, pattern in _WRITTEN)
_INTRODUCED = re.compile(
    f'{_TITLE}(?:[（(]{_NUMBER}[，,；;]?\\s*以下(?:统一|统)?简称|[（(]以下(?:统一|统)?简称)[:：]?[《“"]?(?P<short>[^《》“”"（）()\\n，。]{{1,20}})[》”"]?[)）]'
)
# A paper that somebody holds or fills in is no document of rules.
_PAPER = re.compile(
    "(?:证|证书|执照|护照|[申登审备]\\w{0,4}表|通知书|决定书|发票|合同|协议书|报告书|申请书|清单)$"
)
_NAMED = 4  # characters of a law's name behind such a word (该法 has none)
_LONGEST = 16  # characters of a law's name without marks
_BREAKS = re.compile(
    "[^一-鿿]|依照|按照|违反|根据|适用|依据|符合|参照|执行|属于|构成|以及|或者|认定为|规定为|[和及与或对在的以为将由因按]"
)
_OWN_WORD = re.compile("^(?:本|该|此|其|各|有关|相关|上述|前述|这|依照|按照|违反|根据)")


@dataclass(frozen=True, slots=True)
class Introduced:
    """A short name: `short` stands for the document `name` from the offset `start` on."""

    short: str
    name: str
    start: int


def introduced(text: str) -> tuple[Introduced, ...]:
    """The short names that a text introduces with 以下简称 for documents, in order."""
    return tuple(Introduced(m["short"], m["name"], m.end()) for m in _INTRODUCED.finditer(text))


def find(document: Document) -> tuple[Mention, ...]:
    """The mentions of a document in reading order, none overlapping another."""
    silent = _silent(document)
    found: list[Mention] = []
    taken: list[tuple[int, int]] = list(silent)
    for kind, pattern in _patterns(document.text):
        for match in pattern.finditer(document.text):
            one = _mention(kind, match)
            if one and not _overlaps(one.start, one.end, taken):
                found.append(one)
                taken.append((one.start, one.end))
    return tuple(sorted(found, key=lambda one: one.start))


def _patterns(text: str) -> Iterator[tuple[Kind, re.Pattern[str]]]:
    """The table, with the short names of this text after the titles."""
    shorts = sorted({re.escape(one.short) for one in introduced(text)}, key=len, reverse=True)
    for at, (kind, pattern) in enumerate(_TABLE):
        if at == 2 and shorts:
            yield "short_name", re.compile(f"(?P<name>{'|'.join(shorts)})(?P<address>{_ADDRESS}|{_LADDER})?")
        yield kind, pattern


def _mention(kind: Kind, match: re.Match[str]) -> Mention | None:
    groups = match.groupdict()
    name, address = groups.get("name") or "", groups.get("address") or groups.get("address2") or ""
    start = match.start()
    if kind == "title" and match[0][0] != "《":
        name = _bare_name(match.string[max(0, start - _LONGEST) : match.end() - len(address)])
        if not name:
            return None
        start = match.end() - len(address) - len(name)
    if _PAPER.search(name):
        return None
    number = groups.get("number") or ""
    if kind == "number":  # 按照临示〔2025〕1号
        organ = re.split("[〔\\[（(【]", number)[0]
        start += len(organ) - len(_BREAKS.split(organ)[-1])
        number = match.string[start : match.end() - len(address)]
    return Mention(kind, match.string[start : match.end()], start, match.end(), name, number, address)


def _bare_name(before: str) -> str:
    """The name of a law that stands without marks at the end of a stretch; "" where the words are no name (有关法)."""
    name = _BREAKS.split(before)[-1]
    own = _OWN_WORD.match(name)
    if own:  # 因此免除民事诉讼法
        name = name[own.end() :]
    return "" if len(name) < (_NAMED if own else 2) else name


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < high and low < end for low, high in taken)


def _silent(document: Document) -> Iterator[tuple[int, int]]:
    """The stretches in which a number names nothing: marks, captions, the document's own title and number."""
    for clause in document.clauses:
        if clause.marker and clause.text.startswith(clause.marker):
            yield clause.start, clause.start + len(clause.marker)
        if clause.level == "annex":
            yield clause.start, clause.start + len(clause.text.split("\n", 1)[0])
    for table in document.tables:
        yield table.start, table.start + len(table.caption)
    for match in re.finditer(
        f"(?<=[。；:：]) {_ARTICLE}(?= )", document.text
    ):  # a mark that was not read as one
        yield match.span()
    for match in re.finditer(f"(?m)^[ 　]*(?:{_CHAPTER}[ 　]|附件[:：]|附件{_N}\\s*$)[^\n]*", document.text):
        yield match.span()
    if document.number:
        at = document.text.find(document.number, 0, 600)
        if at >= 0:
            yield at, at + len(document.number)
