"""Repeal: which documents a text says that it ends as a whole (同时废止, 决定废止, a list of them in an annex)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.line import Line
from ingest.script.dates import DATE
from ingest.script.document_number import NUMBER, decree_in, normalised
from ingest.script.markers import TOKENS, match_marker

_VERB = "(?:废止|失效|作废|停止执行|停止施行|停止实施|不再执行|不再施行|终止执行)"
# 《…》 with the 〈…〉 or 《…》 inside it, and 文号 outside of one.
_TITLE = "《(?:[^《》]|《[^《》]*》)*》"
_BRACKETS = "(?:\\s*[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)])*"
_NAMED = re.compile(
    rf"(?:(?P<front>{NUMBER})\s*(?:文件?)?\s*)?(?P<title>{_TITLE})(?P<after>{_BRACKETS})"
    rf"|(?P<number>{NUMBER})\s*(?:文件?|通知)?"
)
_JOIN = re.compile("[、，,；和及与以或暨 \u3000]+")
_OWN = "本(?:[\u4e00-\u9fff]{1,8}?)"
# What may stand between the last of the documents and the verb.
_TAIL = re.compile(
    "\\s*(?:等?[零一二两三四五六七八九十百\\d]*(?:个|件|部|项)(?:规范性|政策性|行政规范性)*(?:文件|规定|办法|通知|规章|法规)|等?文件)?"
    rf"[，,]?(?:(?:(?:自|从|于|至)?(?:{_OWN}|{DATE})?(?:公布|发布|印发|正式|施行|实施|生效|执行|起)*(?:之日|之时|后|时)?(?:起|开始)?))?"
    "[，,]?(?:也|均|都|即|则|将|同时|相应|一并|自行|自动|全部|全文|予以|宣布|即行|随之)*"
)
_AFTER = re.compile("[。；;，,）)！]|\\s*$|执行[。；，]")
_ACTIVE = re.compile(
    "(?:^|决定|同时|并|现|予以|自即日起|之日起|日起|[，,：:；;、\\s])(?:将|对|把)?(?:废止|停止执行)"
    rf"(?=原?(?:[^，。；：《》]{{0,40}}(?:公布|发布|印发|通过|批准|制定|颁布|下发)的)?《|原?{NUMBER})"
)
_INTRO = re.compile(
    "(?:决定|予以|现将|同时|宣布|对|将|自|^|[，,])[^。；]{0,60}(?<![或和])(?:废止|失效)[^。；]{0,30}[：:]$"
    "|^(?:决定)?废止(?:下列|以下)[^。；]*[：:]$"
)
_LIST_TITLE = re.compile(
    "(?:附\\s*[件表录]\\s*[\\d一二三四五六七八九十]*\\s*[：:]?)?\\s*[^。；，：]{0,40}(?:废止|失效)"
    "[^。；，：]{0,16}(?:目录|清单|名单|一览表|文件|规章|法规)(?:[（(][^（）()]*[）)])*"
)
_OTHER_LIST = re.compile(
    "修改|修订|继续有效|保留|拟|征求意见|程序|的(?:决定|通知|意见|公告)|情况|情形|可以|应当"
)
_NEXT_LIST = re.compile("(?:修改|修订|继续有效|保留|拟).*(?:[：:]|目录|清单|文件|规章|法规|规定|决定)$")
_UNSURE = re.compile("(?:建议|可以|应当|是否|不予|拟|提请|申请|未|不得|修改[或和、]者?|除)[^，。；]*$")
_BY = re.compile("(?:根据|依据|按照|依照|贯彻|落实)[^，,；;、]*(?<!修[正订改]的)(?<!通过的)(?<!批准的)$")
_NEXT = re.compile("(?:施行|实施|执行|生效)[，,]")
_VERB_WORD = re.compile("修改|修订|将|删去|增加")
_COLUMNS = {
    "title": "标题|文件名称|^名称|题目|文件名|规章名称|法规名称",
    "number": "文号|字号|发文号|文件编号",
    "outcome": "清理结果|处理意见|清理意见|处理结果|处理方式|清理方式",
}
_KIND = re.compile(
    "(?:条例|规定|办法|决定|通知|意见|细则|规则|法|方案|决议|公告|通告|政策|措施)(?:[（(][^（）()]*[）)])*$"
)
_LONGEST = 200  # characters of an entry of a list


@dataclass(frozen=True, slots=True)
class Repeal:
    """One document that a text ends: its 文号 as Document.number is written ("" where none is printed), its
    title without 书名号 ("" where only the 文号 is), and the sentence or entry that says so."""

    number: str
    title: str
    words: str

    @property
    def name(self) -> str:
        """What Document.replaces holds: the 文号 where it is printed, else the title."""
        return self.number or self.title


def read_repeals(lines: Sequence[Line], title: str = "") -> tuple[Repeal, ...]:
    """The documents that the text ends as a whole, in order, each once. What ends a clause of one
    (《X》第五条同时废止), tells that one ended (《X》已废止, 废止前), or proposes it, is none. `title` is the
    document's own: 关于废止《X》的通知 ends X."""
    found: dict[str, Repeal] = {}
    own = re.fullmatch(
        rf".*?(?<![改和或])废止({_TITLE}{_BRACKETS}(?:[、和及与以]*{_TITLE}{_BRACKETS})*)的.*", title
    )
    for repeal in (*(_each(own[1], title) if own else ()), *_in_sentences(lines), *_in_lists(lines)):
        found.setdefault(repeal.name, repeal)
    return tuple(found.values())


def _in_sentences(lines: Sequence[Line]) -> Iterator[Repeal]:
    for line in lines:
        marker = match_marker(line.text)
        text = line.text[marker.rest :] if marker else line.text
        for sentence in _split(text):
            if re.search(_VERB, sentence):
                yield from _passive(sentence)
                yield from _actively(sentence)


def _split(text: str) -> list[str]:
    """Sentences; a stop inside 《》 or brackets ends none."""
    out, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char in "《（(") - (char in "》）)")
        if char in "。；;" and depth <= 0:
            out.append(text[start : at + 1])
            start, depth = at + 1, 0
    return [part for part in (*out, text[start:]) if part.strip()]


def _passive(sentence: str) -> Iterator[Repeal]:
    """《A》、《B》和1999年甲发布的《C》同时废止."""
    named = list(_NAMED.finditer(sentence))
    spans = [match.span() for match in named]
    for verb in re.finditer(_VERB, sentence):
        if any(start <= verb.start() < end for start, end in spans) or not _AFTER.match(
            sentence[verb.end() :]
        ):
            continue
        before = [match for match in named if match.end() <= verb.start()]
        taken: list[re.Match[str]] = []
        until = verb.start()
        for match in reversed(before):
            gap = sentence[match.end() : until]
            joined = not gap or _JOIN.match(gap) if taken else _TAIL.fullmatch(gap)
            if not joined or (taken and _NEXT.search(gap)) or _cited(sentence, match, named):
                break
            taken.insert(0, match)
            until = match.start()
        if taken and not _UNSURE.search(sentence[: taken[0].start()]):
            yield from (_repeal(match, sentence) for match in taken)


def _cited(sentence: str, match: re.Match[str], named: Sequence[re.Match[str]]) -> bool:
    """Whether it is what the sentence goes by (根据《A》，…) and not what it ends."""
    start = max((one.end() for one in named if one.end() <= match.start()), default=0)
    return bool(_BY.search(sentence[start : match.start()]))


def _actively(sentence: str) -> Iterator[Repeal]:
    """决定废止《A》、《B》和1999年甲发布的《C》."""
    named = list(_NAMED.finditer(sentence))
    for verb in _ACTIVE.finditer(sentence):
        if any(match.start() <= verb.start() < match.end() for match in named):
            continue
        if _UNSURE.search(sentence[: verb.end() - 2]):
            continue
        at = verb.end()
        for match in (match for match in named if match.start() >= verb.end()):
            gap = sentence[at : match.start()]
            if (at > verb.end() and not _JOIN.match(gap)) or _BY.search(gap):
                break
            after = sentence[match.end() :]
            if not (_AFTER.match(after) or _JOIN.match(after) or after.startswith("《")):
                break
            yield _repeal(match, sentence)
            at = match.end()


def _repeal(match: re.Match[str], words: str) -> Repeal:
    if match["number"]:
        return Repeal(normalised(_bare(match["number"])), "", words.strip())
    title, after = match["title"][1:-1].strip(), match["after"]
    in_brackets = re.search(NUMBER, after)
    number = (
        in_brackets[0] if in_brackets else match["front"] or decree_in(re.sub(DATE, " ", after))[0].strip()
    )
    return Repeal(normalised(_bare(number)), title, words.strip())


def _bare(number: str) -> str:
    """Without what stands before the organ's short name: 原甲政发〔2018〕3号."""
    return re.sub("^(?:原|以|和|及|与|的|文件|同时|废止|将|对)+", "", number)


def _each(text: str, words: str) -> Iterator[Repeal]:
    for match in _NAMED.finditer(text):
        yield _repeal(match, words)


def _in_lists(lines: Sequence[Line]) -> Iterator[Repeal]:
    """The entries below 下列文件予以废止：, or below the title of an annex 废止的文件目录."""
    for at, line in enumerate(lines):
        marker = match_marker(line.text)
        text = line.text[marker.rest :] if marker else line.text
        intro = bool(_INTRO.search(text)) and not _OTHER_LIST.search(text)
        title = bool(_LIST_TITLE.fullmatch(text)) and not _OTHER_LIST.search(text)
        if line.text and (intro or title):
            yield from _entries(lines[at + 1 :], text, marker.kind if marker else "")


def _entries(lines: Sequence[Line], words: str, level: str) -> Iterator[Repeal]:
    for line in lines:
        if line.grid:
            yield from _rows(line)
            continue
        marker = match_marker(line.text)
        if _ends_list(line.text, marker.kind if marker else "", level):
            return
        text = line.text[marker.rest :].strip() if marker else line.text
        if found := _entry(text, bool(marker)):
            yield found


def _ends_list(text: str, kind: str, level: str) -> bool:
    """Whether a list of entries is over: a chapter, another annex, another list, a sentence."""
    unnamed = not _NAMED.search(text)
    return (
        kind in TOKENS
        or bool(level and kind == level)
        or bool(re.match("附\\s*[件表录]", text) and not re.fullmatch("附\\s*[件表录]\\s*[：:]?", text))
        or (unnamed and bool(_NEXT_LIST.search(text)))
        or (unnamed and not kind and text.endswith("。"))
    )


def _entry(text: str, numbered: bool) -> Repeal | None:
    """What an entry of a list names: 《A》（文号）, 甲政发〔2018〕3号, or in a numbered list a bare title."""
    found = _NAMED.search(text[:_LONGEST])
    if (
        found
        and not re.match("\\s*(?:第|中|的)", text[found.end() :])
        and not _VERB_WORD.search(text[: found.start()])
    ):
        return _repeal(found, text)
    if not found and numbered and _KIND.search(text.rstrip("；;。，,")) and "附件" not in text:
        return Repeal("", re.sub("[；;。，,]+$", "", text), text)
    return None


def _rows(line: Line) -> Iterator[Repeal]:
    """The rows of a table with columns for title and 文号; where a column tells what became of each, only
    those that ended."""
    rows: dict[int, dict[int, str]] = {}
    for cell in line.grid:
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    top = rows.pop(min(rows))
    column = {
        field: at for at, name in top.items() for field, names in _COLUMNS.items() if re.search(names, name)
    }
    for row in rows.values():
        told = row.get(column.get("outcome", -1), "废止")
        title = row.get(column.get("title", -1), "")
        number = re.search(NUMBER, row.get(column.get("number", -1), "") or title)
        if re.search(_VERB, told) and not _OTHER_LIST.search(told) and (title or number):
            words = " ".join(text for text in row.values() if text)
            name = re.sub(_BRACKETS + "$", "", title).strip("《》 ")
            yield Repeal(normalised(_bare(number[0])) if number else "", name, words)


def document_name(text: str) -> str:
    """`text`, written by a person for one document (《甲办法》（甲政发〔2018〕3号）, 甲政发[2018]3号, 甲办法), in
    the shape of Document.replaces: its 文号 if it gives one, else the title without 书名号."""
    bare = text.strip()
    found = _NAMED.fullmatch(bare)
    return _repeal(found, bare).name if found else bare
