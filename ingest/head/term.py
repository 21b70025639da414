"""ValidityTerm: when the text itself says that it takes effect, and when it ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.line import Line
from ingest.script.dates import dates_in, first_date
from ingest.script.document_kinds import kind_parts
from ingest.script.markers import Marker, match_marker
from ingest.script.periods import LAST_DAY, LENGTH, day_after, first_day_out, last_day, length_in
from ingest.script.sentence_ends import STATEMENT, sentence_texts
from ingest.script.wording import wording

_WORDS = wording(__file__, {**kind_parts(), "last_day": LAST_DAY, "length": LENGTH})
_OUT = _WORDS.words["out"]
_NEAR = 12  # lines at either end that may speak of validity without naming their subject


@dataclass(frozen=True, slots=True)
class ValidityTerm:
    """`effective` the first day in force, `repealed` the first day out of force, None where the text does
    not say; each with the words it was read from. `rival` is a second end that the words give when 有效期
    three years and a last day do not agree: then `repealed` is the later."""

    effective: date | None = None
    repealed: date | None = None
    effect_words: str = ""
    end_words: str = ""
    rival: date | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What one pattern found in a sentence, whose words are `text`. `kind` is what the sentence calls this
    document (办法), "" where it names no subject."""

    match: re.Match[str]
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence behind its number; `first` and `near`: it begins its line, it stands near either end;
    `begins` what it says of the day the document takes effect."""

    text: str
    first: bool
    near: bool
    begins: tuple[_Said, ...]


def read_term(
    lines: Sequence[Line], issued: date | None, names: Collection[str] = (), begins: date | None = None
) -> ValidityTerm:
    """What the sentences of a document say of its validity. `issued` is the day that 自公布之日起 means;
    `names` are its titles; `begins` is the first day in force where something surer than the sentences
    tells (a label, a 题注): 有效期三年 runs from it. A sentence counts when it speaks of this document (本办法自…, 《its title》自…),
    or names no subject and stands near either end; what a clause, a certificate or another document is
    said to begin or end with does not."""
    sentences = tuple(_sentences(lines, names))
    ends = [said for one in sentences for said in _ends(one, names)]
    begun = [said for one in sentences for said in one.begins]
    begun += [said for said in ends if said.match.re is _WORDS["range"]]
    effective, effect_words = _chosen([(_begin(said.match, issued), said) for said in begun], names)
    found = [(_end(said.match, begins or effective or issued), said) for said in ends]
    ended = sorted({(day, said.text) for day, said in found if day})
    if not ended:
        return ValidityTerm(effective, None, effect_words)
    rival = ended[0][0] if ended[0][0] != ended[-1][0] else None
    return ValidityTerm(effective, ended[-1][0], effect_words, ended[-1][1], rival)


def stated_end(lines: Sequence[Line], until: str, begins: date | None) -> date | None:
    """The first day out of force as labels give it: 失效日期：2025-12-31 near either end is that day; `until`,
    the value of a label 有效期, is a last day (至2025年12月31日) or a length from `begins` (5年)."""
    for line in (*lines[:_NEAR], *lines[-_NEAR:]):
        if match := _WORDS["stated"].search(line.text):
            return first_date(match["day"])
    printed = dates_in(until)
    length = length_in("".join(re.split(LAST_DAY, until)))
    if length:
        begins = printed[0].day if printed else begins
        return first_day_out(begins, length) if begins else None
    last = printed[-1].day if printed else last_day(until)
    return last + timedelta(days=1) if last else None


def _chosen(found: Sequence[tuple[date | None, _Said]], names: Collection[str]) -> tuple[date | None, str]:
    """The last that speaks of the document by the kind its title ends with, else by any kind; else the only
    day that sentences without a subject give."""
    dated = [(day, said) for day, said in found if day]
    named = [(day, said) for day, said in dated if said.kind]
    titled = [(day, said) for day, said in named if any(_ends_with(name, said.kind) for name in names)]
    if best := titled or named:
        return best[-1][0], best[-1][1].text
    if len({day for day, _ in dated}) == 1:
        return dated[-1][0], dated[-1][1].text
    return None, ""


def _ends_with(name: str, kind: str) -> bool:
    return _WORDS["aside"].sub("", name).endswith(kind)


def _sentences(lines: Sequence[Line], names: Collection[str]) -> Iterator[_Sentence]:
    texts = [line.text for line in lines if line.text]
    for at, text in enumerate(texts):
        near = at < _NEAR or at >= len(texts) - _NEAR
        marker = _spaced_marker(text)
        before: tuple[_Said, ...] = ()
        for number, part in enumerate(sentence_texts(text[marker.rest :] if marker else text, STATEMENT)):
            begins = tuple(_begun(part, near, names))
            yield _Sentence(part, number == 0 or bool(before), near, begins)
            before = begins


def _spaced_marker(text: str) -> Marker | None:
    """The number of a line; 第五条自… speaks of 第五条 and has none."""
    marker = match_marker(text)
    return marker if marker and (marker.spaced or marker.kind != "article") else None


def _begun(text: str, near: bool, names: Collection[str]) -> Iterator[_Said]:
    for match in _WORDS["begins"].finditer(text):
        kind = _subject(text, match.start(), names)
        if kind or (kind == "" and near):
            yield _Said(match, text.strip(), kind)


def _ends(one: _Sentence, names: Collection[str]) -> Iterator[_Said]:
    """What a sentence says of the end: about this document, or without a subject where the sentence (or
    the one before it) says that the document takes effect, or that begins a line near either end."""
    bare = one.text
    for said in one.begins:
        start, end = said.match.span()
        bare = bare[:start] + "，" * (end - start) + bare[end:]
    for pattern in (_WORDS["range"], _WORDS["until"], _WORDS["stops"], _WORDS["lasts"]):
        for match in pattern.finditer(one.text):
            kind = _subject(bare, match.start(), names)
            plain = pattern is not _WORDS["stops"] and (
                one.begins or (one.first and one.near and not one.text[: match.start()].strip("（( "))
            )
            if kind or (kind == "" and plain):
                yield _Said(match, one.text.strip(), kind)


def _subject(text: str, start: int, names: Collection[str]) -> str | None:
    """Of what text[start:] is said: the document's kind, "" where no subject is named, None where it is
    something else."""
    lead = _WORDS["pause"].split(text[:start])[-1].strip()
    if own := _WORDS["own"].search(lead):
        return own["kind"]
    if lead.strip("《》") in names and lead:
        return lead.strip("《》")
    if not _WORDS["plain"].fullmatch(lead):
        return None
    other = _WORDS["title"].match(text)
    if other and other[1] not in names:  # 《甲法》已经通过，自…起施行
        return None
    head = _WORDS["head"].match(text[:start])
    return head["kind"] if head else ""


def _begin(match: re.Match[str], issued: date | None) -> date | None:
    groups = match.groupdict()
    if groups["day"]:
        return first_date(groups["day"])
    wait = length_in(groups["wait"]) if groups.get("wait") else None
    return day_after(issued, wait) if wait and issued else issued


def _end(match: re.Match[str], begins: date | None) -> date | None:
    """The first day out of force. 至, 到期 and 届满 name the last day in force, 自…起失效 the first one out."""
    groups = match.groupdict()
    if groups.get("length"):
        length = length_in(groups["length"])
        return first_day_out(begins, length) if length and begins else None
    if groups.get("how"):
        day = last_day(groups["day"])
        out = groups["from"] or (groups["how"] in _OUT and not match[0].startswith("至"))
        return day if out or not day else day + timedelta(days=1)
    day = last_day(groups.get("last") or groups.get("stop") or "")
    return day + timedelta(days=1) if day else None
