"""Which lines are the title, and the title of the document that a 通知 carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.head.organ import organs_of
from ingest.line import Line
from ingest.script.dates import date_alone
from ingest.script.document_kinds import kind_parts
from ingest.script.document_number import decree_number, own_number
from ingest.script.wording import wording

_WORDS = wording(__file__, kind_parts())
_PAIRS = (("《", "》"), ("（", "）"), ("“", "”"))
_LOOK_AHEAD = 45  # lines: letterhead, 令 and cover letter come first
_MAX_LENGTH = 150
_MAX_LINES = 5


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the indices of the lines that print it."""

    text: str
    lines: tuple[int, ...]


def is_marker(text: str) -> bool:
    """Whether `text` begins with a number (一、, 第一条) or a label that no title begins with."""
    return bool(_WORDS["marker"].match(text))


def find_title(lines: Sequence[Line]) -> Title:
    """The title of the document: the line that the format marks as the main heading; else the
    first lines of the head that together read as one (they end in 通知, 办法, 规划 …); else the
    first short line. Empty when there is none of these."""
    end = head_end(lines)
    for at, line in enumerate(lines[: _LOOK_AHEAD * 2]):
        if line.heading == 1 and not _WORDS["marker"].match(line.text):
            return _headed(lines, at)
    for at in range(end):
        if found := _run(lines, at, end):
            return _with_organs(lines, found)
    for at, line in enumerate(lines[: max(end, 1)]):
        if line.text and _is_piece(lines, at) and len(line.text) <= 60 and not organs_of(line.text):
            return Title(line.text, (at,))
    return Title("", ())


def join_broken(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines` with each title that is broken over centred lines of one style as one line. Only
    lines that together read as a title join (关于甲事项 / 工作方案的报告), never letterhead, a
    number or a line that is whole by itself."""
    out: list[Line] = []
    at = 0
    while at < len(lines):
        end = _broken_end(lines, at)
        out.append(replace(lines[at], text=_joined(lines[at:end])))
        at = end
    return tuple(out)


def _broken_end(lines: Sequence[Line], at: int) -> int:
    """The index after the last line of the broken title at lines[at]; at + 1 when there is none."""
    for end in range(at + 1, min(at + _MAX_LINES, len(lines) + 1)):
        same = lines[end - 1].centered and replace(lines[end - 1], text="") == replace(lines[at], text="")
        if not same or not _is_piece(lines, end - 1) or _is_front(lines, end - 1):
            return at + 1
        whole = bool(_WORDS["whole"].fullmatch(_joined(lines[at:end]))) and _closed(_joined(lines[at:end]))
        if whole and not (end < len(lines) and _WORDS["joins"].match(lines[end].text)):
            return end
    return at + 1


def _headed(lines: Sequence[Line], at: int) -> Title:
    """The main heading at lines[at], with one straight below it: 中华人民共和国民法典 / 合同编."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below and below.heading == 1 and not _WORDS["marker"].match(below.text) and len(below.text) <= 20:
        return Title(f"{lines[at].text} {below.text}", (at, at + 1))
    return Title(lines[at].text, (at,))


def head_end(lines: Sequence[Line]) -> int:
    """The index of the first line that is numbered (一、, 第一条, 第一章) or a table's grid of
    more than a few rows: no main title stands below it."""
    for at, line in enumerate(lines[:_LOOK_AHEAD]):
        if _WORDS["marker"].match(line.text) and not line.text.startswith(("发布", "来", "索", "附")):
            return at
    return min(len(lines), _LOOK_AHEAD)


def find_carried(lines: Sequence[Line], title: Title) -> Title:
    """The title, below the main one, of the document it carries: 关于印发《甲办法》的通知 and a
    line 甲办法 (or several lines). Empty when no line says exactly that."""
    wanted = _soft(title.text)
    book = _WORDS["book"].search(title.text)
    if not title.lines or not _WORDS["carries"].search(title.text):
        return Title("", ())
    for at in range(title.lines[-1] + 1, len(lines)):
        if not _is_piece(lines, at):
            continue
        for end in range(at + 1, min(at + 1 + _MAX_LINES, len(lines) + 1)):
            if end - 1 > at and not _is_piece(lines, end - 1):
                break
            text = _joined(lines[at:end])
            soft = _soft(text)
            whole = soft == _soft(book[1]) if book else len(soft) >= 4 and _WORDS["whole"].fullmatch(text)
            if whole and soft in wanted and soft != wanted and not organs_of(text):
                return Title(text, tuple(range(at, end)))
    return Title("", ())


def _run(lines: Sequence[Line], at: int, end: int) -> Title | None:
    """The title that begins at lines[at] and is whole after the fewest lines, or None."""
    if not _is_piece(lines, at) or _is_front(lines, at):
        return None
    for stop in range(at + 1, min(at + 1 + _MAX_LINES, end + 1)):
        if stop - 1 > at and (not _is_piece(lines, stop - 1) or _is_front(lines, stop - 1)):
            return None
        text = _joined(lines[at:stop])
        if len(text) > _MAX_LENGTH:
            return None
        if _WORDS["whole"].fullmatch(text) and _closed(text) and not _goes_on(lines, stop, end, text):
            return Title(text, tuple(range(at, stop)))
    return None


def _goes_on(lines: Sequence[Line], stop: int, end: int, text: str) -> bool:
    """Whether the lines below belong to the title too: 关于印发某某办法 / 实施细则 / 的通知."""
    below: list[str] = []
    for at in range(stop, min(end, stop + 2)):
        if not _is_piece(lines, at) or _is_front(lines, at):
            break
        below.append(lines[at].text)
    if not below:
        return False
    sends = bool(_WORDS["sends"].search(text)) and not _WORDS["letter"].search(text)
    return bool(_WORDS["goes_on"].match(below[0])) or (
        sends and any(_WORDS["letter"].search(row) for row in below)
    )


def _is_piece(lines: Sequence[Line], at: int) -> bool:
    """Whether lines[at] can be a line of a title: short, no sentence, no number, no date."""
    line = lines[at]
    text = line.text
    return bool(
        text
        and not line.grid
        and len(text) <= _MAX_LENGTH
        and not _WORDS["sentence"].search(text)
        and not _WORDS["marker"].match(text)
        and not _WORDS["label"].match(text)
        and not date_alone(text)
        and not own_number(text)
        and not _WORDS["count"].fullmatch(text)
        and text[0] not in "（(["
    )


def _is_front(lines: Sequence[Line], at: int) -> bool:
    """Whether lines[at] is letterhead: 某某文件, 特急, a 令 with its number, bare bodies."""
    texts = [line.text for line in lines[at : at + 2]]
    return bool(_WORDS["letterhead"].fullmatch(texts[0]) or decree_number(texts, 0)[2]) or bool(
        organs_of(texts[0])
    )


def _with_organs(lines: Sequence[Line], title: Title) -> Title:
    """`title` with the bodies printed above it, where it begins with 关于, 印发 …: these are its
    first lines, unless they are the letterhead (文件, or a 文号, stands between)."""
    if not _WORDS["begins_below"].match(title.text):
        return title
    first = title.lines[0]
    top = first
    while top and organs_of(lines[top - 1].text):
        top -= 1
    if top == first or (top and (_WORDS["letterhead"].fullmatch(lines[top - 1].text))):
        return title
    names = " ".join(line.text for line in lines[top:first])
    return Title(names + title.text, (*range(top, first), *title.lines))


def _joined(lines: Sequence[Line]) -> str:
    return "".join(line.text for line in lines)


def _closed(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in _PAIRS)


def _soft(text: str) -> str:
    return _WORDS["mark"].sub("", text)
