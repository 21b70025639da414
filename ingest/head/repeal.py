"""Repeal: which documents a text says that it ends as a whole (同时废止, 决定废止, a list of them in an annex)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.line import Line
from ingest.script.dates import DATE
from ingest.script.document_kinds import kind_parts
from ingest.script.document_number import NUMBER, decree_in, normalised
from ingest.script.markers import TOKENS, match_marker
from ingest.script.sentence_ends import STATEMENT, sentence_texts
from ingest.script.wording import wording

_WORDS = wording(__file__, {**kind_parts(), "date": DATE, "number": NUMBER})
_COLUMNS = ("title", "number", "outcome")
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
    own = _WORDS["own_title"].fullmatch(title)
    for repeal in (*(_each(own[1], title) if own else ()), *_in_sentences(lines), *_in_lists(lines)):
        found.setdefault(repeal.name, repeal)
    return tuple(found.values())


def _in_sentences(lines: Sequence[Line]) -> Iterator[Repeal]:
    for line in lines:
        if not _WORDS["ends"].search(line.text):
            continue
        marker = match_marker(line.text)
        text = line.text[marker.rest :] if marker else line.text
        for sentence in sentence_texts(text, STATEMENT, whole=True):
            if _WORDS["ends"].search(sentence):
                yield from _passive(sentence)
                yield from _actively(sentence)


def _passive(sentence: str) -> Iterator[Repeal]:
    """《A》、《B》和1999年甲发布的《C》同时废止."""
    named = list(_WORDS["named"].finditer(sentence))
    spans = [match.span() for match in named]
    for verb in _WORDS["ends"].finditer(sentence):
        if any(start <= verb.start() < end for start, end in spans) or not _WORDS["after"].match(
            sentence[verb.end() :]
        ):
            continue
        before = [match for match in named if match.end() <= verb.start()]
        taken: list[re.Match[str]] = []
        until = verb.start()
        for match in reversed(before):
            gap = sentence[match.end() : until]
            joined = not gap or _WORDS["joined"].match(gap) if taken else _WORDS["tail"].fullmatch(gap)
            if not joined or (taken and _WORDS["takes_effect"].search(gap)) or _cited(sentence, match, named):
                break
            taken.insert(0, match)
            until = match.start()
        if taken and not _WORDS["unsure"].search(sentence[: taken[0].start()]):
            yield from (_repeal(match, sentence) for match in taken)


def _cited(sentence: str, match: re.Match[str], named: Sequence[re.Match[str]]) -> bool:
    """Whether it is what the sentence goes by (根据《A》，…) and not what it ends."""
    start = max((one.end() for one in named if one.end() <= match.start()), default=0)
    return bool(_WORDS["by"].search(sentence[start : match.start()]))


def _actively(sentence: str) -> Iterator[Repeal]:
    """决定废止《A》、《B》和1999年甲发布的《C》."""
    named = list(_WORDS["named"].finditer(sentence))
    for verb in _WORDS["actively"].finditer(sentence):
        if any(match.start() <= verb.start() < match.end() for match in named):
            continue
        if _WORDS["unsure"].search(sentence[: verb.end() - 2]):
            continue
        at = verb.end()
        for match in (match for match in named if match.start() >= verb.end()):
            gap = sentence[at : match.start()]
            if (at > verb.end() and not _WORDS["joined"].match(gap)) or _WORDS["by"].search(gap):
                break
            after = sentence[match.end() :]
            if not (_WORDS["after"].match(after) or _WORDS["joined"].match(after) or after.startswith("《")):
                break
            yield _repeal(match, sentence)
            at = match.end()


def _repeal(match: re.Match[str], words: str) -> Repeal:
    if match["number"]:
        return Repeal(normalised(_bare(match["number"])), "", words.strip())
    title, after = match["title"][1:-1].strip(), match["after"]
    in_brackets = _WORDS["number"].search(after)
    number = (
        in_brackets[0]
        if in_brackets
        else match["front"] or decree_in(_WORDS["date"].sub(" ", after))[0].strip()
    )
    return Repeal(normalised(_bare(number)), title, words.strip())


def _bare(number: str) -> str:
    """Without what stands before the organ's short name: 原甲政发〔2018〕3号."""
    return _WORDS["before_organ"].sub("", number)


def _each(text: str, words: str) -> Iterator[Repeal]:
    for match in _WORDS["named"].finditer(text):
        yield _repeal(match, words)


def _in_lists(lines: Sequence[Line]) -> Iterator[Repeal]:
    """The entries below 下列文件予以废止：, or below the title of an annex 废止的文件目录."""
    for at, line in enumerate(lines):
        marker = match_marker(line.text)
        text = line.text[marker.rest :] if marker else line.text
        intro = bool(_WORDS["intro"].search(text)) and not _WORDS["other_list"].search(text)
        title = bool(_WORDS["list_title"].fullmatch(text)) and not _WORDS["other_list"].search(text)
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
    unnamed = not _WORDS["named"].search(text)
    return (
        kind in TOKENS
        or bool(level and kind == level)
        or bool(_WORDS["annex"].match(text) and not _WORDS["bare_annex"].fullmatch(text))
        or (unnamed and bool(_WORDS["next_list"].search(text)))
        or (unnamed and not kind and text.endswith("。"))
    )


def _entry(text: str, numbered: bool) -> Repeal | None:
    """What an entry of a list names: 《A》（文号）, 甲政发〔2018〕3号, or in a numbered list a bare title."""
    found = _WORDS["named"].search(text[:_LONGEST])
    if (
        found
        and not _WORDS["clause_of"].match(text[found.end() :])
        and not _WORDS["amends"].search(text[: found.start()])
    ):
        return _repeal(found, text)
    if not found and numbered and _WORDS["ended_kind"].search(text.rstrip("；;。，,")) and "附件" not in text:
        return Repeal("", _WORDS["closing"].sub("", text), text)
    return None


def _rows(line: Line) -> Iterator[Repeal]:
    """The rows of a table with columns for title and 文号; where a column tells what became of each, only
    those that ended."""
    rows: dict[int, dict[int, str]] = {}
    for cell in line.grid:
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    top = rows.pop(min(rows))
    column = {
        field: at for at, name in top.items() for field in _COLUMNS if _WORDS[f"{field}_column"].search(name)
    }
    for row in rows.values():
        told = row.get(column.get("outcome", -1), "废止")
        title = row.get(column.get("title", -1), "")
        number = _WORDS["number"].search(row.get(column.get("number", -1), "") or title)
        if _WORDS["ends"].search(told) and not _WORDS["other_list"].search(told) and (title or number):
            words = " ".join(text for text in row.values() if text)
            name = _WORDS["brackets"].sub("", title).strip("《》 ")
            yield Repeal(normalised(_bare(number[0])) if number else "", name, words)


def document_name(text: str) -> str:
    """`text`, written by a person for one document (《甲办法》（甲政发〔2018〕3号）, 甲政发[2018]3号, 甲办法), in
    the shape of Document.replaces: its 文号 if it gives one, else the title without 书名号."""
    bare = text.strip()
    found = _WORDS["named"].fullmatch(bare)
    return _repeal(found, bare).name if found else bare
