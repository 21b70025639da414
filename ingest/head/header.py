"""The head of a document: 标题, 文号, 发文机关, 日期, 主送, 抄送, and what a statute's 题注 says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from ingest.head.enactment import Enactment, read_enactment
from ingest.head.organ import organs_of, title_organs
from ingest.head.repeal import Repeal, read_repeals
from ingest.head.stated_validity import read_validity
from ingest.head.term import ValidityTerm
from ingest.head.title import Title, find_carried, find_title, head_end, is_marker
from ingest.line import Line
from ingest.script.dates import DATE, date_alone, first_date
from ingest.script.document_number import decree_number, own_number
from ingest.script.wording import wording

_WORDS = wording(__file__, {"date": DATE})
_FIELDS = {name: field for field, names in _WORDS.tables["labels"].items() for name in names}
_TAIL = 24  # lines at the end that may hold 抄送 and 印发


@dataclass(frozen=True, slots=True)
class Header:
    """What the document says of itself; "" or None where it does not.

    `title` is the printed title without line breaks; `carried` the title of the document that a
    notice carries; `title_lines`/`carried_lines` the indices of the lines that print them.
    `number` has 〔〕 and half-width digits; a 令 is 国令第707号. `issued` is the latest passing,
    publication or revision in a 题注, else the 成文日期, else the date in the file name. `effective` is the date as printed (for
    自公布之日起 `issued`); `repealed` the first day out of force. `addressees` (主送) and
    `copied_to` (抄送) come without colon and full stop. `body_start` is the index of the first
    line after title, 文号 and 题注. `term` is what the sentences say of its validity and `repeals` what they
    end; `effective` and `repealed` prefer a label (施行日期：…, kept as `stated_effect` and `stated_end`) and the 题注
    to `term`. `first_issued` is when the text was issued first, None where only a version is dated."""

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
    term: ValidityTerm = field(default_factory=ValidityTerm)
    repeals: tuple[Repeal, ...] = ()
    stated_effect: date | None = None
    stated_end: date | None = None
    first_issued: date | None = None


@dataclass(frozen=True, slots=True)
class _Printed:
    """What the places of a paper say, before it is weighed which of them counts."""

    title: Title
    carried: Title
    labels: dict[str, str]
    enactment: Enactment
    number: str
    decree_organ: str
    signature: tuple[str, ...]
    signed: date | None
    day: date | None  # of 印发
    body_start: int


def read_header(lines: Sequence[Line], name: str = "") -> Header:
    """The header of a document given as clean lines; `name` (a file name) is the title where
    the document prints none. Nothing raises: what is not there is empty."""
    said = _said(lines)
    title, labels, stem = said.title, said.labels, PurePath(name).stem
    issued = _issued(said, stem)
    validity = read_validity(lines, labels, (title, said.carried), said.enactment, issued)
    return Header(
        title=title.text or labels.get("title", "") or _WORDS["name_date"].sub("", stem).strip(),
        number=own_number(labels.get("number", "")) or said.number or said.enactment.number,
        issuer=organs_of(labels.get("issuer", "")) or _issuer(lines, said),
        issued=issued,
        effective=validity.effective,
        repealed=validity.repealed,
        status=validity.status,
        addressees=_addressees(lines, said.body_start),
        copied_to=_copied_to(lines),
        printed=said.day,
        carried=said.carried.text,
        title_lines=title.lines,
        carried_lines=said.carried.lines,
        body_start=said.body_start,
        term=validity.term,
        repeals=read_repeals(lines, title.text),
        stated_effect=validity.stated_effect,
        stated_end=validity.stated_end,
        first_issued=_first_issued(said),
    )


def _said(lines: Sequence[Line]) -> _Printed:
    title = find_title(lines)
    carried = find_carried(lines, title)
    below = title.lines[-1] + 1 if title.lines else 0
    enactment = read_enactment(lines, below)
    number, decree_organ, number_end = _number(lines, title, carried)
    signature, signed = _signature(lines, below, carried)
    return _Printed(
        title=title,
        carried=carried,
        labels=_labelled(lines),
        enactment=enactment,
        number=number,
        decree_organ=decree_organ,
        signature=signature,
        signed=signed,
        day=_printed(lines),
        body_start=max(below, number_end, enactment.end),
    )


def _issued(said: _Printed, stem: str) -> date | None:
    return (
        first_date(said.labels.get("issued", ""))
        or said.enactment.version
        or said.signed
        or said.day
        or first_date("".join(_WORDS["name_date"].findall(stem)))
    )


def _first_issued(said: _Printed) -> date | None:
    if said.enactment.events:
        return said.enactment.first
    return said.signed or first_date(said.labels.get("issued", ""))


def _labelled(lines: Sequence[Line]) -> dict[str, str]:
    """What a page's own data table, or lines 发文机关：…, say, by Header field."""
    out: dict[str, str] = {}
    for line in lines[:20]:
        cells = [cell.text for cell in line.grid]
        pairs = list(zip(cells, cells[1:], strict=False))
        if not line.grid:
            key, _, value = line.text.replace(":", "：").partition("：")
            pairs = [(key, value)]
        for key, value in pairs:
            field = _FIELDS.get(_WORDS["label_mark"].sub("", key))
            if field and value.strip() and (line.grid or field != "title"):
                out.setdefault(field, value.strip())
    return out


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
    if match := _WORDS["number_behind"].search(title.text):
        return own_number(match[1]), "", 0
    return "", "", 0


def _signature(lines: Sequence[Line], start: int, carried: Title) -> tuple[tuple[str, ...], date | None]:
    """The bodies that sign and the 成文日期: the last bodies above the first line that is only a
    date; a date in brackets below the title counts too."""
    stop = carried.lines[0] if carried.lines else len(lines)
    for at in range(start, stop):
        day = date_alone(lines[at].text)
        if day is None:
            ending = _WORDS["signed"].fullmatch(lines[at].text)
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


def _issuer(lines: Sequence[Line], said: _Printed) -> tuple[str, ...]:
    named = title_organs(said.title.text)
    if named and not (len(said.signature) == len(named) and _fuller(said.signature, named)):
        return named
    if said.decree_organ:
        return (said.decree_organ,)
    return said.signature or _letterhead(lines, said.title) or said.enactment.organs


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
        out += organs_of(_WORDS["letterhead_word"].sub("", line.text))
    return tuple(dict.fromkeys(out))


def _addressees(lines: Sequence[Line], start: int) -> str:
    for line in lines[start : start + 2]:
        match = _WORDS["addressed"].fullmatch(line.text)
        if (
            match
            and not line.heading
            and not is_marker(line.text)
            and not _WORDS["no_address"].search(match[1])
        ):
            return match[1]
    return ""


def _copied_to(lines: Sequence[Line]) -> str:
    for at in range(max(0, len(lines) - _TAIL), len(lines)):
        for text in (lines[at].text, *(cell.text for cell in lines[at].grid)):
            if match := _WORDS["copied"].match(text):
                more = [] if match[1].endswith("。") or lines[at].grid else _until_printed(lines[at + 1 :])
                return "".join([match[1], *more]).rstrip("。 ")
    return ""


def _until_printed(lines: Sequence[Line]) -> list[str]:
    """The lines that go on a 抄送 without a full stop, up to the 印发 line."""
    out: list[str] = []
    for line in lines[:4]:
        if _WORDS["printed"].search(line.text) or line.grid:
            return out
        out.append(line.text)
        if line.text.endswith("。"):
            return out
    return []


def _printed(lines: Sequence[Line]) -> date | None:
    for line in reversed(lines[-_TAIL:]):
        for text in (line.text, *(cell.text for cell in line.grid)):
            if len(text) < 80 and (match := _WORDS["printed"].match(text)):
                return first_date(match[1])
    return None
