"""Which clauses answer a part of a question: candidates, their probabilities, the decision to answer at all.

A figure must be of the asked kind of unit and of the asked year, and what a question will not do without
must be there; then relevance.py says how surely a provision answers. Below the threshold there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.evidence.matching import Lens, TopicTerm, lens_of
from assistant.evidence.picks import Pick, provision_of, quoted
from assistant.evidence.rowmatch import RowMatch, match_rows, say_row
from assistant.evidence.sentences import Sentence, is_bare, prose_of, sentences_of
from assistant.question.parts import Part
from assistant.question.speech import part_of_speech
from assistant.ranking.asked_figure import heavy_term, unit_fits, year_fits
from assistant.ranking.demands import (
    contains_name,
    demands_subject_beside,
    document_may_answer,
    is_mere_form,
    lists_other_classes,
    meets_demands,
    names_places,
    states_expressly,
)
from assistant.ranking.features import ABSENT_BELOW, is_thing
from assistant.ranking.relevance import Provision, provisions, thresholds
from assistant.ranking.table_rows import COMMON, row_picks, wants_row
from ingest.document import ClauseId
from kb.knowledge import KnowledgeBase
from kb.language.quantity import figures
from kb.language.tokens import fold
from kb.passage import Retrieval

SAME_ACT = 0.75  # of what is said of an act must stand in the rule that fines it
DEPTH = 24  # clauses read for a part
RARITY_FLOOR = 0.15  # what the commonest topic word still weighs
SPOKEN = 0.5  # of the topic in one sentence shows that a question is in scope
UNSAID = 0.5  # a term matched less than this by the clauses picked is not answered by them
REST = 0.3  # of the topic unsaid is another thing to look for
DEFINED = 0.15  # probability that will do for a clause that says what the asked term is
STATED = 0.05  # … and for one that says in so many words what is asked for, of the very thing
CLOSE = 0.9  # of the best probability, from which another figure is given beside it

_WHEN = re.compile(r"[\d一二三四五六七八九十]\s*[年月日天]|之日|当日|每年|届满|工作日|时候")
_SEVERAL = re.compile("和|与|及|、|分别|各")


@dataclass(frozen=True, slots=True)
class PartEvidence:
    """What was found for a part (`picks`, best first, empty: nothing answers) and where it was sought.
    `spoken`: whether half of the topic is spoken of in one sentence, answer or not; `unsaid` the topic
    words that the picks do not hold, where they are enough to be another thing."""

    part: Part
    picks: tuple[Pick, ...]
    retrieval: Retrieval
    spoken: bool = False
    unsaid: tuple[str, ...] = ()


def choose(base: KnowledgeBase, part: Part, as_of: date, within: Sequence[ClauseId] = ()) -> PartEvidence:
    """The evidence for `part`. `within` restricts it to those clauses, which the question names. Where what
    asks says too little by itself (…，规划有什么安排), what was said around it is taken for the topic."""
    choice = _choose(base, part, as_of, within)
    if choice.picks:
        return _with_the_rest(base, choice, as_of, within)
    if part.wants_figure or not part.context or part.attributes or _names_a_thing(part):
        return choice
    terms = tuple(dict.fromkeys((*part.context, *part.terms)))
    again = _choose(base, replace(part, terms=terms, context=()), as_of, within)
    return replace(again, part=part) if again.picks else choice


def _names_a_thing(part: Part) -> bool:
    """Whether what asks holds a noun, so that it must itself be answered."""
    return any(part_of_speech(term)[:1] == "n" or len(term) > 2 for term in part.terms)


def _with_the_rest(
    base: KnowledgeBase, choice: PartEvidence, as_of: date, within: Sequence[ClauseId]
) -> PartEvidence:
    """With the evidence for a second thing that was asked for in one breath (人才贷和知识产权保护分别怎么规定)."""
    if not choice.unsaid or not _SEVERAL.search(choice.part.text):
        return choice
    kind = "indicator" if choice.part.wants_figure else choice.part.kind  # of a unit of its own
    rest = replace(
        choice.part, said=" ".join(choice.unsaid), terms=choice.unsaid, kind=kind, units=(), money=False
    )
    held = {pick.clause.id for pick in choice.picks}
    more = [pick for pick in _choose(base, rest, as_of, within).picks if pick.clause.id not in held]
    return replace(choice, picks=(*choice.picks, *more[:2]))


def _unsaid(lens: Lens, picks: Sequence[Pick]) -> tuple[str, ...]:
    """The topic words that the clauses picked do not hold; () where they are few and name no thing."""
    said = fold(" ".join(p.document.text[p.clause.start : p.clause.end] for p in picks))
    rest = [t for t in lens.terms if t.match(said) < UNSAID]
    enough = sum(t.weight for t in rest) >= REST * sum(t.weight for t in lens.terms)
    return tuple(t.text for t in rest) if enough and any(map(is_thing, rest)) else ()


def _choose(base: KnowledgeBase, part: Part, as_of: date, within: Sequence[ClauseId]) -> PartEvidence:
    retrieval, lens, sentences, rows = gather(base, part, as_of, within)
    if not lens.terms:
        return PartEvidence(part, (), retrieval)
    found = provisions(part, lens, sentences, scores_of(retrieval))
    if part.wants_figure:
        picks = _figure_picks(part, lens, found, rows)
    else:
        in_table = row_picks(part, lens, rows) if wants_row(part) else ()
        in_prose = _prose_picks(part, lens, found)
        picks = in_prose or in_table if part.kind == "yes_no" else in_table or in_prose
        if not picks and part.kind == "reason":
            picks = row_picks(part, lens, rows)
    spoken = any(lens.cover(s.zones[:1]) >= SPOKEN for s in sentences)
    return PartEvidence(part, picks, retrieval, spoken, _unsaid(lens, picks))


def gather(
    base: KnowledgeBase, part: Part, as_of: date, within: Sequence[ClauseId] = ()
) -> tuple[Retrieval, Lens, list[Sentence], list[RowMatch]]:
    """What is retrieved for a part, its lens, the sentences that may answer it, and the table rows,
    best first."""
    query = " ".join((part.said, *part.terms, *part.context))
    retrieval = base.search(query, DEPTH, as_of)
    lens = lens_of(
        part, lambda word: max(base.rarity(word), RARITY_FLOOR), lambda text: _official(base, text)
    )
    ids = list(within) or [hit.clause_id for hit in retrieval.hits]
    sentences = (
        [s for s in _sentences(base, ids, as_of) if _allowed(s, part) and _beside(s, part, lens)]
        if lens.terms
        else []
    )
    rows = [] if "正文" in part.text or not lens.terms else list(_rows(base, ids, part, lens, as_of))
    return retrieval, lens, sentences, sorted(rows, key=lambda m: -m.score)


def _official(base: KnowledgeBase, text: str) -> list[tuple[str, str, float]]:
    return [(one.said, one.term, one.weight) for one in base.expand(text)]


def scores_of(retrieval: Retrieval) -> dict[str, tuple[float, int]]:
    """Clause id → (score, rank) of what was retrieved."""
    return {str(hit.clause_id): (hit.score, hit.rank) for hit in retrieval.hits}


def _sentences(base: KnowledgeBase, ids: Iterable[ClauseId], as_of: date) -> Iterator[Sentence]:
    seen: set[tuple[str, int]] = set()
    for clause_id in ids:
        for sentence in sentences_of(base.document(clause_id.document, as_of), clause_id.path):
            if sentence.unit.level in ("table", "row") or is_bare(sentence):
                continue
            key = (clause_id.document, sentence.start)
            if key not in seen:
                seen.add(key)
                yield sentence


def _rows(
    base: KnowledgeBase, ids: Iterable[ClauseId], part: Part, lens: Lens, as_of: date
) -> Iterator[RowMatch]:
    wanted = list(ids)
    for name in dict.fromkeys(i.document for i in wanted):
        document = base.document(name, as_of)
        named = {i.path for i in wanted if i.document == name}
        for table in document.tables:
            path = table.id.path
            if any(p == path or p.startswith(path + ".") for p in named):
                yield from match_rows(document, table, part, lens)


def _allowed(sentence: Sentence, part: Part) -> bool:
    """Whether the sentence or its surroundings hold what the question will not do without."""
    body = _rule(sentence)
    near = "\n".join((body, *(zone for zone, _ in (*sentence.zones[1:2], *sentence.zones[3:]))))
    return (
        document_may_answer(part, sentence.document)
        and not is_mere_form(part, sentence.zones[1][0] + sentence.zones[3][0])
        and meets_demands(part, body)
        and all(any(word in body for word in group) for group in part.attributes)
        and all(contains_name(word, body) or lists_other_classes(word, part, body) for word in part.must)
        and names_places(part, near)
        and (part.kind != "date" or (bool(_WHEN.search(sentence.text)) and year_fits(sentence, part)))
    )


def _rule(sentence: Sentence) -> str:
    """The 款 a sentence stands in, else the sentence with its stem; folded."""
    rule = provision_of(sentence)
    return fold(f"{sentence.stem}\n{prose_of(rule) if rule.level == 'paragraph' else sentence.text}")


def _beside(sentence: Sentence, part: Part, lens: Lens) -> bool:
    """Whether a date, or what was asked for by name (材料, 电话), is said of the topic itself and not of
    something else in the same clause."""
    if demands_subject_beside(part):
        around = (_rule(sentence), sentence.zones[1][0], sentence.zones[3][0])
        return heavy_term(part, lens).stands_in("\n".join(around))
    # a fine for one act is none for another
    least = SAME_ACT if "罚" in part.text else ABSENT_BELOW if part.kind == "date" or part.attributes else 0.0
    return not least or lens.cover(((_rule(sentence), 1.0), sentence.zones[1])) >= least


# --- figures ----------------------------------------------------------------------------------------


def _figure_picks(
    part: Part, lens: Lens, found: Sequence[Provision], rows: Sequence[RowMatch]
) -> tuple[Pick, ...]:
    fitting = [m for m in rows if any(unit_fits(f, part) for f in figures(say_row(m)) if not f.is_calendar)]
    from_rows = row_picks(part, lens, fitting)
    least = thresholds()["figure"]
    with_figure = sorted((p for p in found if p.fit), key=lambda p: -p.probability)
    texts = [_figure_pick(p) for p in with_figure if p.probability >= least]
    if from_rows:
        fresh = [t for t in texts if not any(_same(row, t) for row in from_rows) and _like(t, from_rows)]
        beside = [t for t in fresh if _subject(t, with_figure) >= 0.85]
        return (*from_rows, *beside[:1])
    kept = texts[:1]
    for text in texts[1:]:
        if text.score >= CLOSE * texts[0].score and not _same(kept[0], text):
            kept.append(text)
    return tuple(kept[:2])


def _subject(pick: Pick, found: Sequence[Provision]) -> float:
    return next((p.fit.subject for p in found if p.fit and p.fit.figures == pick.figures), 0.0)


def _figure_pick(provision: Provision) -> Pick:
    clause, spans = quoted(provision.best, [provision.best])
    answering = provision.fit.figures if provision.fit else ()
    return Pick(provision.best.document, clause, spans, provision.probability, None, answering)


def _like(pick: Pick, rows: Sequence[Pick]) -> bool:
    """Whether its figure is of the unit that the rows have."""
    units = {figure.unit for row in rows for figure in row.figures}
    return any(figure.unit in units for figure in pick.figures)


def _same(one: Pick, other: Pick) -> bool:
    """Whether two pieces of evidence give the same figure, or stand in the same clause."""
    if one.clause.id == other.clause.id:
        return True
    return any(a.same_amount(b) for a in one.figures for b in other.figures)


# --- prose ------------------------------------------------------------------------------------------


def _prose_picks(part: Part, lens: Lens, found: Sequence[Provision]) -> tuple[Pick, ...]:
    if all(term.weight <= COMMON for term in lens.terms):  # 人才 by itself asks for nothing
        return ()
    least = thresholds()["prose"]
    # What a term is, is said where it is defined, not where it is merely mentioned.
    defined = {
        p.clause.id for p in found if part.kind == "definition" and p.defines and p.probability >= DEFINED
    } | {p.clause.id for p in found if p.probability >= STATED and _states(part, lens, p.best)}
    ranked = sorted(found, key=lambda p: (p.clause.id not in defined, -p.probability))
    if not ranked or (ranked[0].probability < least and not defined):
        return ()
    first = ranked[0]
    near = ((fold(prose_of(first.clause)), 1.0), (first.best.zones[1][0], 1.0), (first.best.zones[3][0], 1.0))
    missing = lens.missing(near)
    picks = [_prose_pick(lens, first)]
    others = [p for p in ranked[1:] if p.probability >= least and _complements(p, missing)] if missing else []
    return (*picks, *(_prose_pick(lens, p) for p in others[:1]))


def _states(part: Part, lens: Lens, sentence: Sentence) -> bool:
    heavy = heavy_term(part, lens)
    of_it = heavy.stands_in(fold(sentence.stem) + sentence.folded) or heavy.stands_in(sentence.zones[3][0])
    return of_it and states_expressly(part, sentence.folded)


def _complements(provision: Provision, missing: Sequence[TopicTerm]) -> bool:
    """Whether a provision speaks of what the first one left out."""
    weight = sum(t.weight for t in missing)
    held = sum(t.weight * t.match(provision.best.folded) for t in missing)
    return bool(weight) and held / weight >= 0.6


def _prose_pick(lens: Lens, provision: Provision) -> Pick:
    """The provision, quoted as far as it answers: the best sentence and those nearly as good."""
    best = provision.best
    floor = max(0.6 * lens.cover(best.zones[:1]), 0.3)
    chosen = [s for s in provision.sentences if s is best or lens.cover(s.zones[:1]) >= floor]
    clause, spans = quoted(best, chosen)
    return Pick(best.document, clause, spans, provision.probability)
