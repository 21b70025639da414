"""The head of a document: 标题, 文号, 发文机关, 日期, 主送, 抄送, and what a statute's 题注 says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath

from ingest.dates import DATE, Dated, date_alone, dates_in, first_date
from ingest.line import Line
from ingest.number import decree_in, decree_number, own_number
from ingest.numerals import arabic_number
from ingest.organ import organs_of, publisher, session_organ, standing, title_organs
from ingest.title import Title, find_carried, find_title, head_end

_ACTION = re.compile("通过|批准|公布|发布|颁布|印发|修订|修正|修改|施行|实施|执行|生效|起施|制定|令第")
_NOTE = re.compile(rf"[（(]?\s*(?:根据)?\s*{DATE}")
_TAKES_EFFECT = re.compile("^[\\s，,起]*(?:施行|实施|执行|生效|开始)")
_IN_FORCE_FROM = re.compile(
    rf"自\s*(?P<day>{DATE})\s*[起始]?\s*(?:正式)?(?:施行|实施|执行|生效)"
    r"|自\s*(?:公布|发布|印发|颁布|下发|签发|发文)(?P<same>之日|日)\s*(?:起)?(?:施行|实施|执行|生效)"
)
_UNTIL = re.compile(rf"有效期(?:限)?(?:截)?[至到]\s*(?P<day>{DATE})")
_FOR_YEARS = re.compile(
    "(?:有效期|施行期限|执行期限|试行期)(?:限)?为?\\s*(?P<years>[\\d一二两三四五六七八九十]+)\\s*年"
)
_ENDED = re.compile("[（(]?(?P<status>已废止|已失效|失效|废止|已被修改|尚未生效|现行有效)[)）]?$")
_STATUS = re.compile("(?:时效性?|效力状态|有效性|文件状态|效力)\\s*[：:]\\s*(\\S{2,8})")
_ABOLISHED = re.compile(rf"(?:废止|失效)(?:日期|时间)\s*[：:]\s*({DATE}|\d{{4}}-\d{{1,2}}-\d{{1,2}})")
_COPIED = re.compile("抄\\s*[送报]\\s*[：:]\\s*(.*)")
_PRINTED = re.compile(rf"(?:.*[\u4e00-\u9fff]\s*)?({DATE})\s*印\s*发")
_ADDRESSED = re.compile("(.{2,600})[：:]$")
_NO_ADDRESS = re.compile("如下|附[件：:]|注[：:]|规定$|包括$|通知$|^为|^经|^根据|研究")
_LABELS = {
    "title": ("标题", "文件标题", "名称", "文件名称"),
    "number": ("发文字号", "文号", "发文文号", "文件编号", "发文编号"),
    "issuer": ("发文机关", "发布机关", "发文单位", "发布机构", "制定机关", "发文机构", "发布单位"),
    "issued": ("成文日期", "发文日期", "签发日期", "生成日期"),
    "effective": ("施行日期", "实施日期", "生效日期"),
    "repealed": ("废止日期", "失效日期"),
    "status": ("有效性", "时效性", "效力状态", "文件状态"),
}  # fmt: skip
_TAIL = 12  # lines at the end that may hold 施行 dates, 抄送 and 印发
_NAME_DATE = re.compile(r"[（(]\d{4}-\d{1,2}-\d{1,2}[)）]$")


@dataclass(frozen=True, slots=True)
class Header:
    """What the document says of itself; "" or None where it does not.

    `title` is the printed title without line breaks; `carried` the title of the document that a
    notice carries; `title_lines`/`carried_lines` the indices of the lines that print them.
    `number` has 〔〕 and half-width digits; a 令 is 国令第707号. `issued` is the 成文日期, or the
    latest passing, publication or revision in a 题注. `effective` is the date as printed (for
    自公布之日起 `issued`); `repealed` the first day out of force. `addressees` (主送) and
    `copied_to` (抄送) come without colon and full stop. `body_start` is the index of the first
    line after title, 文号 and 题注."""

    title: str
    number: str
    issuer: tuple[str, ...]
    issued: date | None
    effective: date | None
    repealed: date | None
    status: str
    addressees: str
    copied_to: str
    printed: date | None
    carried: str
    title_lines: tuple[int, ...]
    carried_lines: tuple[int, ...]
    body_start: int


@dataclass(frozen=True, slots=True)
class _Event:
    """One entry of a 题注: the day, and what happened up to the next day."""

    day: date
    text: str

    @property
    def starts(self) -> bool:
        return bool(_TAKES_EFFECT.search(self.text))


def read_header(lines: Sequence[Line], name: str = "") -> Header:
    """The header of a document given as clean lines; `name` (a file name) is the title where
    the document prints none. Nothing raises: what is not there is empty."""
    title = find_title(lines)
    carried = find_carried(lines, title)
    labels = _labelled(lines)
    note, note_end = _note(lines, title)
    events = _events(note)
    number, decree_organ, number_end = _number(lines, title, carried)
    signature, signed = _signature(lines, title, carried)
    printed = _printed(lines)
    issued = (
        first_date(labels.get("issued", ""))
        or signed
        or max((event.day for event in events if not event.starts), default=None)
        or printed
    )
    effective = first_date(labels.get("effective", "")) or _effective(lines, events, issued)
    text = title.text or labels.get("title", "") or _name_title(name)
    return Header(
        title=text,
        number=own_number(labels.get("number", "")) or number or decree_in(_latest(events))[0],
        issuer=organs_of(labels.get("issuer", "")) or _issuer(lines, title, signature, decree_organ, events),
        issued=issued,
        effective=effective,
        repealed=first_date(labels.get("repealed", "")) or _repealed(lines, effective or issued),
        status=labels.get("status", "") or _status(lines, title),
        addressees=_addressees(lines, max((number_end, note_end, *(at + 1 for at in title.lines)))),
        copied_to=_copied_to(lines),
        printed=printed,
        carried=carried.text,
        title_lines=title.lines,
        carried_lines=carried.lines,
        body_start=max((number_end, note_end, *(at + 1 for at in title.lines))),
    )


def _labelled(lines: Sequence[Line]) -> dict[str, str]:
    """What a page's own data table, or lines 发文机关：…, say, by Header field."""
    fields = {label: field for field, names in _LABELS.items() for label in names}
    out: dict[str, str] = {}
    for line in lines[:20]:
        cells = [cell.text for cell in line.grid]
        pairs = list(zip(cells, cells[1:], strict=False))
        if not line.grid:
            key, _, value = line.text.replace(":", "：").partition("：")
            pairs = [(key, value)]
        for key, value in pairs:
            field = fields.get(re.sub(r"[\s：:【】\[\]]", "", key))
            if field and value.strip() and (line.grid or field != "title"):
                out.setdefault(field, value.strip())
    return out


def _note(lines: Sequence[Line], title: Title) -> tuple[str, int]:
    """The 题注 below the title, as one text, and the index after it; ("", 0) without one.

    It is the lines that a format sets apart there, or that begin with a date and say 通过,
    公布, 修订 …, in brackets or not, with those that finish them."""
    at = title.lines[-1] + 1 if title.lines else 0
    start, open_bracket = at, False
    while at < len(lines) and not lines[at].grid and not lines[at].heading:
        text = lines[at].text
        dated = bool(_NOTE.match(text) and _ACTION.search(text) and len(text) < 1500)
        if not (dated or open_bracket or (lines[at].centered and at > start) or _sets_apart(lines, at)):
            break
        if date_alone(text) and not lines[at].centered:
            break
        open_bracket = text.count("（") > text.count("）") if dated else open_bracket and "）" not in text
        at += 1
    note = "".join(line.text for line in lines[start:at])
    return (note, at) if dates_in(note) and _ACTION.search(note) else ("", 0)


def _sets_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether the format sets lines[at] apart as 题注, or it is the 文号 below the title."""
    return lines[at].centered and (bool(_ACTION.search(lines[at].text)) or bool(own_number(lines[at].text)))


def _events(note: str) -> tuple[_Event, ...]:
    found: Sequence[Dated] = dates_in(note)
    ends = [*(dated.start for dated in found[1:]), len(note)][: len(found)]
    return tuple(
        _Event(dated.day, note[dated.end : end].strip(" \u3000\xa0（）()"))
        for dated, end in zip(found, ends, strict=True)
    )


def _latest(events: Sequence[_Event]) -> str:
    """The text of the latest event that names a 令 or 公告, "" when none does."""
    named = [event for event in events if decree_in(event.text)[0]]
    return max(named, key=lambda event: event.day).text if named else ""


def _number(lines: Sequence[Line], title: Title, carried: Title) -> tuple[str, str, int]:
    """The document's own 文号 in its head, the body of a 令, and the index after the line."""
    end = min(head_end(lines), carried.lines[0] if carried.lines else len(lines))
    top = title.lines[-1] + 4 if title.lines else 12
    for at in range(min(end, max(top, 0))):
        if lines[at].grid:
            continue
        if number := own_number(lines[at].text):
            return number, "", at + 1
        number, organ, taken = decree_number([line.text for line in lines[at : at + 2]], 0)
        if taken:
            return number, organ, at + taken
    if match := re.search("[（(]([^（）()]{2,40}号)[)）]$", title.text):
        return own_number(match[1]), "", 0
    return "", "", 0


def _signature(lines: Sequence[Line], title: Title, carried: Title) -> tuple[tuple[str, ...], date | None]:
    """The bodies that sign and the 成文日期: the last bodies above the first line that is only a
    date; a date in brackets below the title counts too."""
    start = title.lines[-1] + 1 if title.lines else 0
    stop = carried.lines[0] if carried.lines else len(lines)
    for at in range(start, stop):
        day = date_alone(lines[at].text)
        if day is None:
            ending = re.fullmatch(rf"(.{{2,60}}?)[\s\u3000]+({DATE})", lines[at].text)
            organs = organs_of(ending[1]) if ending else ()
            if ending and organs:
                return organs, first_date(ending[2])
            continue
        organs = ()
        above = at - 1
        while above >= start and (more := organs_of(lines[above].text)):
            organs = (*more, *organs)
            above -= 1
        return organs, day
    return (), None


def _issuer(
    lines: Sequence[Line],
    title: Title,
    signature: tuple[str, ...],
    decree_organ: str,
    events: Sequence[_Event],
) -> tuple[str, ...]:
    named = title_organs(title.text)
    if named and not (len(signature) == len(named) and _fuller(signature, named)):
        return named
    if decree_organ:
        return (decree_organ,)
    return signature or _letterhead(lines, title) or _note_organs(events)


def _fuller(signature: Sequence[str], named: Sequence[str]) -> bool:
    """Whether each signature is the full form of a name shortened in the title (市委 → 中共甲市委)."""
    return all(
        len(full) >= len(short) and full.endswith(short[-2:])
        for full, short in zip(signature, named, strict=True)
    )


def _letterhead(lines: Sequence[Line], title: Title) -> tuple[str, ...]:
    """The bodies above the title: 甲局 / 文件 / 乙部, or 甲局文件."""
    out: list[str] = []
    for line in lines[: title.lines[0] if title.lines else 0]:
        out += organs_of(re.sub("文\\s*件(?:（[^（）]+）)?$", "", line.text))
    return tuple(dict.fromkeys(out))


def _note_organs(events: Sequence[_Event]) -> tuple[str, ...]:
    """The body of a statute: who published it (not by 主席令, which only promulgates), else
    whose meeting passed it; of the earliest such event, since amendments keep the issuer."""
    for event in events:
        organ = decree_in(event.text)[1] or publisher(event.text)
        if organ and organ != "主席":
            return organs_of(standing(organ)) or (standing(organ),)
    for event in events:
        if "批准" not in event.text and (organ := session_organ(event.text)):
            return (organ,)
    return ()


def _effective(lines: Sequence[Line], events: Sequence[_Event], issued: date | None) -> date | None:
    """施行: the latest such day in the 题注, else as the text says in its closing lines or cover."""
    if starts := [event.day for event in events if event.starts]:
        return max(starts)
    tail = [line.text for line in lines[-_TAIL:] if line.text]
    for text in (*reversed(tail), *(line.text for line in lines[:_TAIL])):
        if match := _IN_FORCE_FROM.search(text):
            return first_date(match["day"]) if match["day"] else _reissued(events) or issued
    return None


def _reissued(events: Sequence[_Event]) -> date | None:
    """When the whole text was last issued (公布, 通过, 修订): a decision that amends some of its
    clauses (《…的决定》第一次修正) does not issue it anew."""
    whole = [
        event.day
        for event in events
        if not event.starts and "决定" not in event.text and "《" not in event.text
    ]
    return max(whole, default=None)


def _repealed(lines: Sequence[Line], begins: date | None) -> date | None:
    """The day after 有效期至…, or the day that 有效期N年 ends, as the head or closing lines say."""
    for line in (*lines[:_TAIL], *lines[-_TAIL:]):
        if match := _ABOLISHED.search(line.text):
            return first_date(match[1])
        if (match := _UNTIL.search(line.text)) and (last := first_date(match["day"])):
            return last + timedelta(days=1)
        if (match := _FOR_YEARS.search(line.text)) and begins and _IN_FORCE_FROM.search(line.text):
            year = begins.year + arabic_number(match["years"])
            return begins.replace(year=year, day=min(begins.day, 28) if begins.month == 2 else begins.day)
    return None


def _status(lines: Sequence[Line], title: Title) -> str:
    if match := _ENDED.search(title.text):
        return match["status"]
    for line in lines[:20]:
        if match := _STATUS.search(line.text):
            return match[1]
    return ""


def _addressees(lines: Sequence[Line], start: int) -> str:
    for line in lines[start : start + 2]:
        match = _ADDRESSED.fullmatch(line.text)
        if match and not line.heading and not _NO_ADDRESS.search(match[1]):
            return match[1]
    return ""


def _copied_to(lines: Sequence[Line]) -> str:
    for at in range(max(0, len(lines) - 2 * _TAIL), len(lines)):
        for text in (lines[at].text, *(cell.text for cell in lines[at].grid)):
            if match := _COPIED.match(text):
                more = [] if match[1].endswith("。") or lines[at].grid else _until_printed(lines[at + 1 :])
                return "".join([match[1], *more]).rstrip("。 ")
    return ""


def _until_printed(lines: Sequence[Line]) -> list[str]:
    """The lines that go on a 抄送 without a full stop, up to the 印发 line."""
    out: list[str] = []
    for line in lines[:4]:
        if _PRINTED.search(line.text) or line.grid:
            return out
        out.append(line.text)
        if line.text.endswith("。"):
            return out
    return []


def _printed(lines: Sequence[Line]) -> date | None:
    for line in reversed(lines[-2 * _TAIL :]):
        for text in (line.text, *(cell.text for cell in line.grid)):
            if len(text) < 80 and (match := _PRINTED.match(text)):
                return first_date(match[1])
    return None


def _name_title(name: str) -> str:
    return _NAME_DATE.sub("", PurePath(name).stem).strip() if name else ""
