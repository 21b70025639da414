"""Pick: a piece of evidence, and how much of its clause is quoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.evidence.rowmatch import RowMatch
from assistant.evidence.sentences import Sentence, prose_of, prose_spans, trail_of
from ingest.document import Clause, ClauseId, Document
from ingest.script.sentence_ends import SENTENCE
from kb.language.quantity import Quantity
from kb.language.tokens import fold

GLANCE = 420  # characters of a 款 that are quoted whole
SHORT = 160  # of any other clause


@dataclass(frozen=True, slots=True)
class Pick:
    """Evidence for a part: a table row, or stretches of one clause. `score` 0…1 is how surely it
    answers; `figures` are those that do, where a figure is asked."""

    document: Document
    clause: Clause
    spans: tuple[tuple[int, int], ...]
    score: float
    row: RowMatch | None = None
    figures: tuple[Quantity, ...] = ()

    @property
    def clause_id(self) -> ClauseId:
        """The clause that is cited."""
        return self.clause.id


def provision_of(sentence: Sentence) -> Clause:
    """The one rule a sentence belongs to: its 款, with all its 项, or the clause it stands in."""
    trail = trail_of(sentence.document.root, sentence.clause.id.path)
    return next((c for c in reversed(trail) if c.level == "paragraph"), sentence.clause)


def rule_text(sentence: Sentence) -> str:
    """The 款 or 项 a sentence stands in, folded, with its stem: one rule, if it is short; else ""."""
    text = prose_of(sentence.clause)
    rule = sentence.clause.level in ("paragraph", "item", "point") and len(text) <= GLANCE
    return fold(sentence.stem + text) if rule else ""


def quoted(best: Sentence, chosen: Sequence[Sentence]) -> tuple[Clause, tuple[tuple[int, int], ...]]:
    """The clause to cite and the stretches of it to quote: a 款 whole where it can be read at a glance;
    of a long list of 项 its stem and the items that answer, since neither means anything alone; else the
    chosen sentences, each up to its full stop."""
    clause = provision_of(best)
    if clause.level == "paragraph":
        if len(prose_of(clause)) <= GLANCE or not clause.children:
            return clause, _joined(best.document, prose_spans(clause))
        stem = (
            clause.start,
            clause.start + len(clause.text[: clause.children[0].start - clause.start].rstrip()),
        )
        items = {(c.start, c.end) for s in chosen for c in clause.children if c.start <= s.start < c.end}
        return clause, _joined(best.document, {stem, *items})
    if len(clause.text) <= SHORT and not clause.children and clause.level != "opening":
        return clause, ((clause.start, clause.end),)
    return clause, _joined(best.document, {whole_sentence(s) for s in chosen})


def whole_sentence(sentence: Sentence) -> tuple[int, int]:
    """The sentence up to its full stop: what stands before a semicolon may govern what follows."""
    text, clause = sentence.document.text, sentence.clause
    start = max((m.end() for m in SENTENCE.finditer(text[clause.start : sentence.start])), default=0)
    end = SENTENCE.search(text[sentence.end - 1 : clause.end])
    return clause.start + start, sentence.end - 1 + end.end() if end else sentence.end


def _joined(document: Document, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order without the space around them, those with only space between them made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        while end > start and document.text[end - 1].isspace():
            end -= 1
        if out and not document.text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif start < end:
            out.append((start, end))
    return tuple(out)
