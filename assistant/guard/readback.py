"""ReadBack an answer's text back: which words are clause material, which are frames, and what is left over.

A line is read token by token: a frame, a quotation in 「」, a run of whole segments of a cited clause, or a
statement about a cited table row. What cannot be read is not supported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.guard.cells import LONGEST, says_row
from assistant.guard.support import CitedSource, CitedStretch, Evidence
from ingest.script.sentence_ends import FULL_STOPS, SEMICOLONS, TYPED_STOPS

# Punctuation that may stand between tokens.
SOFT = frozenset(" 　\t\n，,、；;：:。！？!?（）()“”…*")
_OPENING = frozenset("“（(")
HARD = frozenset(FULL_STOPS + SEMICOLONS + TYPED_STOPS + "\n")
_BULLET = re.compile(
    r"[ 　]*(?:#{1,4} |> ?|[-•·*] |\d{1,2}[.、) ](?!\d)|（\d{1,2}）|\(\d{1,2}\)|[①-⑳])?[ 　]*"
)
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)} | {ord("％"): "%", ord("．"): "."}


@dataclass(frozen=True, slots=True)
class MaterialPiece:
    """Clause material in an answer: where it may stand in the documents, whether in 「」, and in which
    statement (counted by 。；！？ over the whole text) and line of the answer."""

    text: str
    places: tuple[CitedStretch, ...]
    quoted: bool
    statement: int
    line: int


@dataclass(frozen=True, slots=True)
class SaidLabels:
    """Labels said in a line, as the places they may name."""

    places: tuple[CitedStretch, ...]
    line: int


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a text was read as. `unread` is the first statement that is neither clause material nor a frame."""

    pieces: tuple[MaterialPiece, ...]
    named: tuple[SaidLabels, ...]
    unread: str = ""


def fold(text: str) -> str:
    """Full-width letters and digits made half-width, one to one."""
    return text.translate(_WIDTH)


def read(text: str, evidence: Evidence) -> ReadBack:
    """`text` read line by line; stops at the first line that cannot be read."""
    pieces: list[MaterialPiece] = []
    named: list[SaidLabels] = []
    statement = 0
    for number, line in enumerate(_lines(text)):
        reader = _LineReader(line, evidence, number, statement)
        tokens = reader.read()
        if tokens is None:
            return ReadBack(tuple(pieces), tuple(named), reader.failed())
        pieces += [token for token in tokens if isinstance(token, MaterialPiece)]
        named += [token for token in tokens if isinstance(token, SaidLabels)]
        statement += sum(char in HARD for char in line) + 1
    return ReadBack(tuple(pieces), tuple(named))


def _lines(text: str) -> Iterator[str]:
    """The lines of a text; a line break inside 「」 does not part."""
    depth = begin = 0
    for position, char in enumerate(text):
        depth = depth + 1 if char == "「" else max(depth - 1, 0) if char == "」" else depth
        if char == "\n" and not depth:
            yield text[begin:position]
            begin = position + 1
    yield text[begin:]


Token = MaterialPiece | SaidLabels


@dataclass(slots=True)
class _LineReader:
    line: str
    evidence: Evidence
    number: int
    statement: int
    dead: set[int] = field(default_factory=set)
    reached: int = 0

    def read(self) -> list[Token] | None:
        start = _BULLET.match(self.line)
        begins = {start.end() if start else 0, 0}
        return next((tokens for begin in sorted(begins) if (tokens := self._from(begin)) is not None), None)

    def failed(self) -> str:
        """The statement around the furthest point reached."""
        start = max((self.line.rfind(char, 0, self.reached) for char in HARD), default=-1) + 1
        ends = [at for char in HARD if (at := self.line.find(char, self.reached)) >= 0]
        return self.line[start : min(ends, default=len(self.line))] or self.line

    def _from(self, begin: int) -> list[Token] | None:
        """The tokens from `begin` to the end of the line, depth first; None when there are none."""
        if begin == len(self.line):
            return []
        path: list[tuple[Token, ...]] = []
        open_steps = [(begin, self._steps(begin))]
        while open_steps:
            at, steps = open_steps[-1]
            end, tokens = next(steps, (-1, ()))
            self.reached = max(self.reached, at, end)
            if end == len(self.line):
                return [token for step in (*path, tokens) for token in step]
            if end < 0:
                self.dead.add(at)
                open_steps.pop()
                del path[-1:]
            elif end not in self.dead:
                path.append(tokens)
                open_steps.append((end, self._steps(end)))
        return None

    def _steps(self, at: int) -> Iterator[tuple[int, tuple[Token, ...]]]:
        if self.line[at] == "「":
            yield from self._quotation(at)
            return
        yield from self._frames(at)
        yield from self._runs(at)
        yield from self._rows(at)
        if self.line[at] in SOFT:
            yield self._past(at), ()

    def _past(self, at: int) -> int:
        """After the punctuation at `at`, or before an opening mark in it, which may belong to what follows."""
        end = at + 1
        while end < len(self.line) and self.line[end] in SOFT - _OPENING:
            end += 1
        return end

    def _quotation(self, at: int) -> Iterator[tuple[int, tuple[Token, ...]]]:
        """A 「」 whose words stand exactly so in a cited clause; …… parts it into several."""
        depth = 0
        for end in range(at, len(self.line)):
            depth += {"「": 1, "」": -1}.get(self.line[end], 0)
            if depth == 0:
                words = self.line[at + 1 : end]
                for parts in ([words], words.split("……")):
                    pieces = tuple(self._piece(part, at) for part in parts if part)
                    if pieces and all(piece.places for piece in pieces):
                        yield end + 1, pieces
                return

    def _piece(self, words: str, at: int) -> MaterialPiece:
        places = tuple(place for source in self.evidence.sources for place in source.places(words))
        return MaterialPiece(words, places, True, self._at(at), self.number)

    def _frames(self, at: int) -> Iterator[tuple[int, tuple[Token, ...]]]:
        if at and self.line[at - 1] not in SOFT | {"」"}:
            return
        found = []
        for match in self.evidence.frames_at(self.line, at):
            if self._closed(match.end()) and self._asked(match):
                found.append((match.end(), self._labels(match)))
        yield from sorted(found, key=lambda step: -step[0])

    def _closed(self, end: int) -> bool:
        return self.line[end - 1] in SOFT or end == len(self.line) or self.line[end] in SOFT | {"「"}

    def _asked(self, match: re.Match[str]) -> bool:
        asked = match.groupdict().get("asked")
        return asked is None or asked in self.evidence.answer.question

    def _labels(self, match: re.Match[str]) -> tuple[Token, ...]:
        said = match.groupdict().get("labels") or ""
        places: tuple[CitedStretch, ...] = ()
        for label in sorted(self.evidence.labels, key=len, reverse=True):
            if label in said:
                places += self.evidence.labels[label]
                said = said.replace(label, "")
        return (SaidLabels(places, self.number),) if places else ()

    def _runs(self, at: int) -> Iterator[tuple[int, tuple[Token, ...]]]:
        """Runs of whole segments outside 「」, the longest first."""
        ends: dict[int, list[CitedStretch]] = {}
        line = fold(self.line)
        for source in self.evidence.sources:
            for start in source.starts:
                for length in self._lengths(line, at, source, start):
                    ends.setdefault(at + length, []).append(
                        CitedStretch(source.document.id, start, start + length)
                    )
        for end in sorted(ends, reverse=True):
            if self.line[end - 1] in SOFT or end == len(self.line) or self.line[end] in SOFT | {"「"}:
                yield (
                    end,
                    (MaterialPiece(self.line[at:end], tuple(ends[end]), False, self._at(at), self.number),),
                )

    def _lengths(self, line: str, at: int, source: CitedSource, start: int) -> list[int]:
        text = source.document.text
        if text[start : start + 1].translate(_WIDTH) != line[at]:
            return []
        length, limit = 0, next(high for low, high in source.spans if low <= start < high) - start
        while length < limit and at + length < len(line) and fold(text[start + length]) == line[at + length]:
            length += 1
        return [
            end - start
            for end in source.ends
            if start < end <= start + length and "\t" not in text[start:end]
        ]

    def _rows(self, at: int) -> Iterator[tuple[int, tuple[Token, ...]]]:
        """A statement about one table row, up to the next full stop or semicolon or the end of the line."""
        if self.line[at] in SOFT - {"“"} or (at and self.line[at - 1] not in SOFT | {"」"}):
            return
        for stop in self._stops(at):
            for source in self.evidence.sources:
                for case in source.rows:
                    if says_row(self.line[at:stop], case, self._frame_ends) is not None:
                        place = CitedStretch(source.document.id, *case.span)
                        yield (
                            stop,
                            (MaterialPiece(self.line[at:stop], (place,), True, self._at(at), self.number),),
                        )

    def _stops(self, at: int) -> Iterator[int]:
        """Where a row statement that begins at `at` may end, the furthest first."""
        limit = min(len(self.line), at + 2 * LONGEST)
        if limit == len(self.line):
            yield limit
        yield from (stop for stop in range(limit - 1, at, -1) if self.line[stop] in HARD)

    def _frame_ends(self, text: str, at: int) -> list[int]:
        """Where frames that begin at `at` of a row statement end; labels there are left to the line."""
        return [m.end() for m in self.evidence.frames_at(text, at) if "asked" not in m.groupdict()]

    def _at(self, position: int) -> int:
        return self.statement + sum(char in HARD for char in self.line[:position])
