"""How far a sentence reaches, and what may be left out of it.

A rule is spread over its whole sentence: the lead says to whom and when, the tail says but. So what is quoted
must begin and end at punctuation, and what is left out of a touched sentence must not decide anything. An item
（一）… reaches up to the stem that introduces it ("下列人员不享受："), a sentence that begins with 但 belongs to
the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.guard.deciding_words import critical, deciding, decisive, is_measure
from ingest.script.sentence_ends import CLOSING_QUOTES, COLONS, FULL_STOPS, SEMICOLONS, TYPED_STOPS
from ingest.script.wording import wording
from kb.language.quantity import figures
from kb.site import NOWHERE, Site

Span = tuple[int, int]

_PAIRS = {
    "（": "）",
    "(": ")",
    "“": "”",
    "《": "》",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "[": "]",
}
_WORDING = wording(__file__)
_MARKER, _BUT, _EXCEPTION = _WORDING["marker"], _WORDING["but"], _WORDING["exception"]
_YEAR_FIRST, _DANGLING = _WORDING["year_first"], _WORDING["dangling"]
_NAMES, _TOGETHER = _WORDING["names"], _WORDING["together"]


@dataclass(frozen=True, slots=True)
class ScopeSegment:
    """Words between two punctuation marks: the words are [start, end), `stop` is after the punctuation
    `delimiter` ("" at a line's end). `marker` segments are numbering (（一）, 二是), free to leave out."""

    start: int
    end: int
    stop: int
    delimiter: str
    marker: bool = False


@dataclass(frozen=True, slots=True)
class ScopeSentence:
    """One sentence with the stem it hangs on and the 但 that follows it, as segments in text order."""

    segments: tuple[ScopeSegment, ...]
    own: int = 0

    @property
    def start(self) -> int:
        """Where its own words begin; the stem, the first `own` segments, lies before."""
        return self.segments[self.own].start

    @property
    def end(self) -> int:
        """After its last punctuation."""
        return self.segments[-1].stop


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[ScopeSentence, ...]:
    """Every sentence of a document's text; table rows (lines with a tab) are left to the table."""
    out: list[ScopeSentence] = []
    stems: list[tuple[str, tuple[ScopeSegment, ...]]] = []
    start = 0
    opened: tuple[ScopeSegment, ...] = ()
    for line in text.split("\n"):
        if "\t" not in line and line.strip():
            kind = _kind(line)
            if opened and kind:
                stems.append((kind, opened))
            while stems and stems[-1][0] != kind:
                stems.pop()
            lead = tuple(segment for _, stem in stems for segment in stem)
            own = list(_joined(_split(line, start), text))
            out += [ScopeSentence(lead + tuple(group), len(lead)) for group in own]
            opened = tuple(own[-1]) if own and line.rstrip().endswith(("：", ":")) else ()
        start += len(line) + 1
    return tuple(out)


def _kind(line: str) -> str:
    match = _MARKER.match(line)
    return match.lastgroup or "" if match else ""


def _joined(segments: Iterable[ScopeSegment], text: str) -> Iterator[list[ScopeSegment]]:
    """Segments grouped into sentences; one that begins with 但 stays with the one before."""
    groups: list[list[ScopeSegment]] = []
    current: list[ScopeSegment] = []
    for segment in segments:
        current.append(segment)
        if segment.delimiter and segment.delimiter in FULL_STOPS + TYPED_STOPS:
            groups.append(current)
            current = []
    if current:
        groups.append(current)
    out: list[list[ScopeSegment]] = []
    for group in groups:
        if out and _BUT.match(text, group[0].start):
            out[-1].extend(group)
        else:
            out.append(group)
    return iter(out)


def _split(line: str, offset: int) -> Iterator[ScopeSegment]:
    """The segments of one line; punctuation inside brackets, quotation marks and numbers does not part."""
    guarded = _inside(line)
    begin, fresh = len(line) - len(line.lstrip()), True
    end = len(line.rstrip())
    position = begin
    while position < end:
        if fresh and (marker := _MARKER.match(line, position)):
            words = len(marker[0].rstrip())
            yield ScopeSegment(
                offset + position, offset + position + words, offset + marker.end(), "", marker=True
            )
            begin = position = marker.end()
        fresh = False
        if position < end and _parts(line, position, guarded):
            stop = position + 1
            if stop < end and line[stop] in CLOSING_QUOTES and position not in guarded:
                stop += 1
            yield ScopeSegment(offset + begin, offset + position, offset + stop, line[position])
            fresh, begin, position = line[position] in FULL_STOPS + SEMICOLONS + COLONS, stop, stop
        else:
            position += 1
    if begin < end:
        yield ScopeSegment(offset + begin, offset + end, offset + end, "")


def _parts(line: str, position: int, guarded: frozenset[int]) -> bool:
    char = line[position]
    if char in ",;:":
        return position not in guarded and not line[position + 1 : position + 2].isdigit()
    if char in FULL_STOPS:
        return position not in guarded or line[position + 1 : position + 2] in ("”", "」")
    return char in "，；：、" and position not in guarded


def _inside(line: str) -> frozenset[int]:
    """The positions inside a matched pair of brackets or quotation marks."""
    stack: list[tuple[str, int]] = []
    inside: set[int] = set()
    for position, char in enumerate(line):
        if char in _PAIRS:
            stack.append((_PAIRS[char], position))
        elif any(char == closer for closer, _ in stack):
            while stack:
                closer, opened = stack.pop()
                if closer == char:
                    inside.update(range(opened + 1, position))
                    break
    return frozenset(inside)


def merged(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Overlapping spans, and spans with only white space between, made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip()):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def omission(text: str, spans: Iterable[Span], site: Site = NOWHERE, *, stems: bool = True) -> str:
    """Why quoting only `spans` of `text` would change what it says, as one Chinese sentence; "" when it would not.
    Without `stems` an item may stand without the stem that introduces it."""
    covered = merged(spans, text)
    for sentence in sentences(text):
        if any(sentence.end > start and sentence.start < end for start, end in covered):
            reason = _omission_of(text, sentence, covered, stems, site)
            if reason:
                return reason
    return ""


def _omission_of(
    text: str, sentence: ScopeSentence, covered: tuple[Span, ...], stems: bool, site: Site
) -> str:
    kept: list[int] = []
    for index, segment in enumerate(sentence.segments):
        if any(start <= segment.start and segment.end <= end for start, end in covered):
            kept.append(index)
        elif any(start < segment.end and segment.start < end for start, end in covered):
            return f"引文在“{text[segment.start : segment.end]}”中间截断"
    words = [text[segment.start : segment.end] for segment in sentence.segments]
    content = [index for index in kept if not sentence.segments[index].marker]
    if not content:
        return ""
    if content[-1] < len(words) - 1 and _DANGLING.search(words[content[-1]]):
        return f"“{words[content[-1]]}”之后的话没有引"
    for index, segment in enumerate(sentence.segments):
        if index not in kept and not segment.marker:
            word = _lost(words, sentence, content, index, stems, site)
            if word:
                return f"略去了“{words[index]}”（{word}）"
    return _broken_list(sentence, set(content), words)


def _lost(
    words: list[str], sentence: ScopeSentence, content: list[int], index: int, stems: bool, site: Site
) -> str:
    """What the segment at `index`, left out, would have decided; "" when nothing."""
    if index < sentence.own:
        return decisive(words[index]) if stems else ""
    if index < content[-1]:
        return _needed(words, index, content, sentence.segments[index].delimiter, site)
    return _missed(words, sentence, content[-1], index)


def _needed(words: list[str], index: int, content: list[int], delimiter: str, site: Site) -> str:
    """What in a segment left out before the end the rest cannot do without. It may go only where what follows
    stands on its own: it opens with its own year, or the segment left out is a measure (实施…, 完善…), which has no
    subject to lend, and no amount depends on it."""
    left, after = words[index], words[next(kept for kept in content if kept > index)]
    if word := critical(left):
        return word
    if numbers := figures(_NAMES.sub("", left)):
        return numbers[0].text
    measure = is_measure(left)
    amounts = [
        f
        for kept in content
        for f in figures(words[kept])
        if f.is_money or f.is_duration or f.unit in ("%", "‰")
    ]
    if measure and is_measure(after) and not amounts:
        return ""
    if index > content[0]:
        return "中间不能略去"
    if delimiter in "：:" or not (_YEAR_FIRST.match(after) or (measure and not amounts)):
        return "句首不能略去"
    said = "".join(words[kept] for kept in content)
    return next((category for category in deciding(left, "category", site) if category not in said), "")


def _missed(words: list[str], sentence: ScopeSentence, last: int, index: int) -> str:
    """The word in a segment left out of the tail that the part before cannot do without. After a semicolon or
    another measure only an exception or a total reaches back."""
    apart = any(segment.delimiter and segment.delimiter in "；;" for segment in sentence.segments[last:index])
    if apart or any(is_measure(words[between]) for between in range(last + 1, index)):
        match = _EXCEPTION.search(words[index])
        return match[0] if match else ""
    return critical(words[index]) or next((f.text for f in figures(words[index]) if f.is_duration), "")


def _broken_list(sentence: ScopeSentence, kept: set[int], words: list[str]) -> str:
    """A list parted by 、 may lose its end only if each member bears its own figure."""
    for index, segment in enumerate(sentence.segments[:-1]):
        if segment.delimiter != "、" or (index in kept) == (index + 1 in kept):
            continue
        members = [words[member] for member in _list_around(sentence, index)]
        alone = all(len([f for f in figures(member) if not f.is_calendar]) == 1 for member in members)
        if index + 1 in kept or not alone or _TOGETHER.search("".join(members)):
            return f"把“{words[index]}、{words[index + 1]}”拆开了"
    return ""


def _list_around(sentence: ScopeSentence, index: int) -> range:
    segments = sentence.segments
    first = index
    while first and segments[first - 1].delimiter == "、":
        first -= 1
    last = index
    while last < len(segments) - 1 and segments[last].delimiter == "、":
        last += 1
    return range(first, last + 1)
