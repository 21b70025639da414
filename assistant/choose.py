"""Which clauses answer a part of a question: candidates, their scores, and the decision to answer at all.

Everything is measured against the words of the part. What is asked must be spoken of in one place; a figure
must stand in the same stretch of a sentence as its subject, have the asked kind of unit and the asked year.
When that cannot be found there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from assistant.asking import asking
from assistant.figures import Figure, figures
from assistant.force import is_plan
from assistant.matching import Lens, Term, lens_of
from assistant.question import Part
from assistant.rowmatch import RowMatch, match_rows
from assistant.sentences import Sentence, sentences_of, trail_of
from assistant.speech import part_of_speech
from ingest.document import Clause, ClauseId, Document
from kb.passage import Retrieval
from kb.retrieve import KnowledgeBase
from kb.tokens import display_words, fold

GLANCE = 420  # characters of a 款 that are quoted whole
SHORT = 160  # of any other clause
DEPTH = 24  # clauses read for a part
ENOUGH = 0.62  # of the topic must be spoken of where a sentence answers
ENOUGH_FIGURE = 0.6  # and where a figure answers
SUBJECT = 0.45  # of it in the very stretch that holds the figure
NAMED = 0.75  # of a row's name must be said in the question
ROW = 0.6  # of the topic must be in the row and its table

_FEW = 2  # figures of one kind in a sentence
_BREAK = re.compile(r"[，；、：。！？,;\n]")
_YEARS = re.compile(r"((?:19|20)\d{2})年?")
_PERIODS = re.compile(r"(十[二三四五六]五)")
_SPANS = {"十二五": range(2011, 2016), "十三五": range(2016, 2021), "十四五": range(2021, 2026), "十五五": range(2026, 2031)}


@dataclass(frozen=True, slots=True)
class Pick:
    """Evidence for a part: a table row, or a stretch of sentences of one clause."""

    document: Document
    clause: Clause
    spans: tuple[tuple[int, int], ...]
    score: float
    row: RowMatch | None = None
    figures: tuple[Figure, ...] = ()

    @property
    def clause_id(self) -> ClauseId:
        """The clause that is cited."""
        return self.clause.id


@dataclass(frozen=True, slots=True)
class Choice:
    """What was found for a part (`picks`, best first, empty: nothing answers) and where it was sought.
    `spoken`: whether half of the topic is spoken of in one sentence, answer or not."""

    part: Part
    picks: tuple[Pick, ...]
    retrieval: Retrieval
    spoken: bool = False


def choose(base: KnowledgeBase, part: Part, as_of: date, within: Sequence[ClauseId] = ()) -> Choice:
    """The evidence for `part`. `within` restricts it to those clauses, which the question names."""
    query = " ".join((part.said, *part.terms, *part.context))
    retrieval = base.search(query, DEPTH, as_of)
    lens = lens_of(part, lambda word: max(base.rarity(word), 0.15), lambda text: _expansions(base, text))
    if not lens.terms:
        return Choice(part, (), retrieval)
    ids = list(within) or [hit.clause_id for hit in retrieval.hits]
    sentences = [s for s in _sentences(base, ids) if _allowed(s, part)]
    rows = [] if "正文" in part.text else sorted(_rows(base, ids, part, lens), key=lambda m: -m.score)
    if part.wants_figure:
        picks = _figure_picks(part, lens, sentences, rows)
    else:
        picks = _row_picks(part, rows) if _wants_row(part) else ()
        picks = picks or _prose_picks(part, lens, sentences)
    spoken = any(lens.cover(s.zones[:1]) >= 0.5 for s in sentences)
    return Choice(part, tuple(picks), retrieval, spoken)


def _expansions(base: KnowledgeBase, text: str) -> list[tuple[str, str]]:
    return [(one.said, one.term) for one in base.expand(text)]


def _sentences(base: KnowledgeBase, ids: Iterable[ClauseId]) -> Iterator[Sentence]:
    seen: set[tuple[str, int]] = set()
    for clause_id in ids:
        for sentence in sentences_of(base.document(clause_id.document), clause_id.path):
            if sentence.unit.level in ("table", "row"):
                continue
            key = (clause_id.document, sentence.start)
            if key not in seen:
                seen.add(key)
                yield sentence


def _rows(base: KnowledgeBase, ids: Iterable[ClauseId], part: Part, lens: Lens) -> Iterator[RowMatch]:
    wanted = list(ids)
    for name in dict.fromkeys(i.document for i in wanted):
        document = base.document(name)
        named = {i.path for i in wanted if i.document == name}
        for table in document.tables:
            path = table.id.path
            if any(p == path or p.startswith(path + ".") for p in named):
                yield from match_rows(document, table, part, lens)


def _allowed(sentence: Sentence, part: Part) -> bool:
    """Whether the sentence or its surroundings hold what the question will not do without."""
    near = "\n".join(zone for zone, _ in sentence.zones)
    body = f"{sentence.folded}\n{sentence.zones[2][0]}"
    return (
        all(any(word in body for word in group) for group in part.attributes)
        and all(word in body for word in part.must)
        and all(place in near for place in part.places)
    )


# --- rows -------------------------------------------------------------------------------------------


def _wants_row(part: Part) -> bool:
    return part.kind in ("how", "reason", "yes_no", "list", "date") and bool(
        part.years or part.periods or re.search(r"目标|指标|完成|实现|数据|数值|情况", part.text + part.around)
    )


def _row_picks(part: Part, rows: Sequence[RowMatch]) -> tuple[Pick, ...]:
    good = [m for m in rows if m.named >= NAMED and m.cover >= ROW and not part.places and not part.must]
    if not good:
        return ()
    best = good[0]
    kept = [m for m in good if m.score >= best.score - 0.02 and m.table.id == best.table.id]
    if not best.columns and len(good) > 1:
        kept = [m for m in good if m.score >= best.score - 0.02][:2]
    return tuple(_row_pick(m) for m in kept[:3])


def _row_pick(match: RowMatch) -> Pick:
    span = (match.row.start, match.row.end)
    return Pick(match.document, match.clause, (span,), match.score, match, figures(match.row.values[-1]))


# --- figures ----------------------------------------------------------------------------------------


def _figure_picks(
    part: Part, lens: Lens, sentences: Sequence[Sentence], rows: Sequence[RowMatch]
) -> tuple[Pick, ...]:
    fitting = [m for m in rows if _row_fits(m, part)]
    from_rows = _row_picks(part, fitting)
    texts = sorted(filter(None, (_figure_pick(part, lens, s) for s in sentences)), key=lambda p: -p.score)
    if from_rows:
        best = from_rows[0]
        beside = [t for t in texts if t.score >= 0.85 and not _same(best, t)]
        return (*from_rows, *beside[:1])
    return _distinct(texts)


def _distinct(texts: Sequence[Pick]) -> tuple[Pick, ...]:
    """The best, and others as good that give another figure."""
    if not texts:
        return ()
    kept = [texts[0]]
    for text in texts[1:]:
        if text.score >= texts[0].score - 0.03 and all(not _same(k, text) for k in kept):
            kept.append(text)
    return tuple(kept[:2])


def _same(one: Pick, other: Pick) -> bool:
    if one.row:
        said = figures(_row_text(one.row))
        return any(a.same_amount(b) for a in said for b in other.figures)
    return one.clause.id == other.clause.id or any(a.same_amount(b) for a in one.figures for b in other.figures)


def _row_text(match: RowMatch) -> str:
    from assistant.rowmatch import say_row

    return say_row(match)


def _row_fits(match: RowMatch, part: Part) -> bool:
    found = [f for f in figures(_row_text(match)) if not f.is_calendar]
    return any(_unit_fits(f, part) for f in found)


def _figure_pick(part: Part, lens: Lens, sentence: Sentence) -> Pick | None:
    """The sentence with the figures that answer the part, or None."""
    if not _year_fits(sentence, part):
        return None
    best, kept = 0.0, []
    text = sentence.stem + sentence.text
    fitting = [f for f in figures(text) if not f.is_calendar and _unit_fits(f, part)]
    for figure in fitting:
        # One or two figures of the kind are what the whole sentence is about; among many, each has
        # only the words around it.
        stretch = fold(text if len(fitting) <= _FEW else _stretch(text, figure))
        subject = lens.cover(((stretch, 1.0), (_provision(sentence), 0.8)))
        if subject < SUBJECT or _another_name(lens, stretch, part) or not _heaviest_in(lens, stretch, sentence):
            continue
        near, whole = sentence.zones[1][0], sentence.zones[2][0]
        narrower = 0.08 if _narrowed(lens, stretch, part) else 0.0
        rule = _provision(sentence)
        zones = ((stretch, 1.0), (sentence.folded, 0.8), (near, 0.8), (rule, 0.8), (whole, 0.45), (sentence.zones[3][0], 0.4))
        score = lens.cover(zones) - narrower
        if score > best:
            best, kept = score, [figure]
        elif score == best:
            kept.append(figure)
    if best < ENOUGH_FIGURE:
        return None
    clause, spans = quoted(sentence, [sentence])
    return Pick(sentence.document, clause, spans, best, None, tuple(kept))


def _full(sentence: Sentence) -> tuple[int, int]:
    """The whole sentence up to its full stop: what stands before a semicolon may govern what follows."""
    text, clause = sentence.document.text, sentence.clause
    start = max((m.end() for m in re.finditer(r"[。！？\n]", text[clause.start : sentence.start])), default=0)
    end = re.search(r"[。！？\n]", text[sentence.end - 1 : clause.end])
    begin = clause.start + start
    return begin, sentence.end - 1 + end.end() if end else sentence.end


def _heavy(lens: Lens) -> Term:
    """The term that says most what the figure is of: the rarest noun, else the rarest word."""
    nouns = [t for t in lens.terms if part_of_speech(t.text)[:1] in ("n", "") or len(t.text) > 2]
    return max(nouns or lens.terms, key=lambda term: term.weight)


def _heaviest_in(lens: Lens, stretch: str, sentence: Sentence) -> bool:
    """Whether the word that tells most stands by the figure, or heads the clause."""
    heavy = _heavy(lens)
    around = _provision(sentence) or sentence.zones[1][0]
    return heavy.match(stretch) >= 0.5 or heavy.match(around) >= 0.9


def _provision(sentence: Sentence) -> str:
    """The 款 or 项 a sentence stands in, folded, with its stem: one rule, if it is short; else ""."""
    rule = sentence.clause.level in ("paragraph", "item", "point") and len(sentence.clause.text) <= GLANCE
    return fold(sentence.stem + sentence.clause.text) if rule else ""


def _another_name(lens: Lens, stretch: str, part: Part) -> bool:
    """Whether the subject stands there only as the tail of another name (人才总量 in 社会工作专业人才总量,
    技能人才 in 高技能人才)."""
    heavy = _heavy(lens).text
    places, position = [], 0
    for token in display_words(stretch):
        places.append((position, token))
        position += len(token)
    joined = "".join(token for _, token in places)
    found = [m.start() for m in re.finditer(re.escape(heavy), joined)]
    inside = [
        any(low < at < low + len(token) and token not in part.text for low, token in places) for at in found
    ]
    return bool(found) and all(inside)


def _narrowed(lens: Lens, stretch: str, part: Part) -> bool:
    """Whether the subject stands there as part of a longer name (社会工作专业人才总量 for 人才总量)."""
    tokens = display_words(stretch)
    joined = "".join(tokens)
    heavy = _heavy(lens).text
    at = joined.find(heavy)
    if at <= 0:
        return False
    before = next(t for t, end in zip(tokens, accumulate(map(len, tokens)), strict=True) if end >= at)
    return before not in part.text and before not in asking().silent and part_of_speech(before)[:1] in ("n", "a", "b", "j")


def _stretch(text: str, figure: Figure) -> str:
    """The words between the punctuation marks around a figure; with the stretch before it where it
    has no subject of its own (其中国家级1家, 分别达到8.2%、35%)."""
    begin = max((m.end() for m in _BREAK.finditer(text, 0, figure.start)), default=0)
    end = next((m.start() for m in _BREAK.finditer(text, figure.end)), len(text))
    own = text[begin : figure.start].strip()
    bare = not re.search(r"[一-鿿]{2}", re.sub(r"^(其中|分别|达到?|达|为|约|共|累计)+", "", own))
    if (bare or own.startswith(("其中", "分别"))) and begin > 1:
        begin = max((m.end() for m in _BREAK.finditer(text, 0, begin - 1)), default=0)
    if "分别" in text[:end]:
        begin = max((m.end() for m in re.finditer(r"[，；。]", text[: text.rfind("分别", 0, end)])), default=0)
    return text[begin:end]


def _unit_fits(figure: Figure, part: Part) -> bool:
    unit = figure.unit
    if part.units:
        return unit in part.units or unit.removeprefix("个") in part.units
    if part.kind == "duration":
        return figure.is_duration
    if part.money:
        return figure.is_money
    if part.kind == "amount":
        return figure.is_money or unit == "%"
    return bool(unit) and not figure.is_duration


def _year_fits(sentence: Sentence, part: Part) -> bool:
    """Whether the sentence speaks of the year or the plan period asked for, if one is."""
    if not part.years and not part.periods:
        return True
    years, periods = _times(sentence)
    asked = {int(y) for y in part.years} | {y for p in part.periods for y in _SPANS.get(p, ())}
    if years:
        return bool(asked & years)
    if periods:
        return any(asked & set(_SPANS.get(p, ())) for p in periods)
    return not is_plan(sentence.document)


def _times(sentence: Sentence) -> tuple[set[int], set[str]]:
    """The years and plan periods a sentence speaks of: its own, else the last before it in its clause."""
    own = _YEARS.findall(sentence.text), _PERIODS.findall(fold(sentence.text))
    if any(own):
        return {int(y) for y in own[0]}, set(own[1])
    before = sentence.document.text[sentence.unit.start : sentence.start]
    last = max(re.finditer(f"{_YEARS.pattern}|{_PERIODS.pattern}", before), key=lambda m: m.start(), default=None)
    if last is None:
        return set(), set()
    return ({int(last[1])}, set()) if last[1] else (set(), {last[2]})


# --- prose ------------------------------------------------------------------------------------------


def _prose_picks(part: Part, lens: Lens, sentences: Sequence[Sentence]) -> tuple[Pick, ...]:
    scored = [(_score(part, lens, s), i, s) for i, s in enumerate(sentences)]
    scored = [one for one in scored if one[0] > 0]
    if not scored:
        return ()
    best_score, _, best = max(scored, key=lambda one: (one[0], -one[1]))
    if lens.cover(best.zones) < ENOUGH:
        return ()
    picks = [_prose_pick(part, lens, best, sentences, best_score)]
    missing = lens.missing(((fold(best.clause.text), 1.0), (best.zones[1][0], 1.0), (best.zones[3][0], 1.0)))
    if missing:
        picks += _complement(part, lens, scored, picks[0], missing, sentences)
    return tuple(picks)


def _score(part: Part, lens: Lens, sentence: Sentence) -> float:
    cover = lens.cover(sentence.zones)
    own = lens.cover(sentence.zones[:2])
    penalty = 0.15 if part.years and not _year_fits(sentence, part) else 0.0
    short = 0.05 if len(sentence.text) < 12 else 0.0
    said = 0.1 if part.kind == "definition" and re.search("是指|指的是|即|于一体|打造", sentence.text) else 0.0
    listed = 0.12 if part.kind == "list" and sentence.text.rstrip().endswith(("：", ":")) else 0.0
    is_said = listed + 0.08 if _states(part, lens, sentence) else listed
    return cover + 0.5 * own + 0.15 * lens.bonus(sentence.zones) + said + is_said - penalty - short


def _states(part: Part, lens: Lens, sentence: Sentence) -> bool:
    """Whether the sentence says of the topic what it is (管理范围为：…), where that is asked."""
    if part.kind not in ("definition", "where", "list", "who"):
        return False
    topic = "|".join(re.escape(t.text) for t in lens.terms)
    return bool(topic) and re.search(f"(?:{topic})[^，。；]{{0,6}}(?:为|是|包括|：)", sentence.folded) is not None


def _complement(
    part: Part, lens: Lens, scored: Sequence[tuple[float, int, Sentence]], first: Pick, missing: Sequence[object], sentences: Sequence[Sentence]
) -> list[Pick]:
    """A second clause that speaks of what the first left out."""
    wanted = [t for t in lens.terms if t in missing]
    weight = sum(t.weight for t in wanted)
    for score, _, sentence in sorted(scored, key=lambda one: (-one[0], one[1])):
        if sentence.clause.id == first.clause.id or lens.cover(sentence.zones) < ENOUGH:
            continue
        held = sum(t.weight * t.match(sentence.folded) for t in wanted)
        if weight and held / weight >= 0.6:
            return [_prose_pick(part, lens, sentence, sentences, score)]
    return []


def _prose_pick(part: Part, lens: Lens, best: Sentence, sentences: Sequence[Sentence], score: float) -> Pick:
    """The clause of the best sentence, quoted as far as it answers."""
    floor = 0.6 * lens.cover(best.zones[:1])
    chosen = [
        s for s in sentences
        if s.clause.id == best.clause.id and (s is best or (lens.cover(s.zones[:1]) >= max(floor, 0.3)))
    ]  # fmt: skip
    clause, spans = quoted(best, chosen)
    return Pick(best.document, clause, spans, score)


def quoted(best: Sentence, chosen: Sequence[Sentence]) -> tuple[Clause, tuple[tuple[int, int], ...]]:
    """The clause to cite and the stretches of it to quote: a 款 whole where it can be read at a glance;
    of a long list of 项 its stem and the items that answer, since neither means anything alone; else the
    chosen sentences, each up to its full stop."""
    trail = trail_of(best.document.root, best.clause.id.path)
    paragraph = next((c for c in reversed(trail) if c.level == "paragraph"), None)
    if paragraph is not None:
        if len(paragraph.text) <= GLANCE or not paragraph.children:
            return paragraph, ((paragraph.start, paragraph.end),)
        stem = (paragraph.start, paragraph.start + len(paragraph.text[: paragraph.children[0].start - paragraph.start].rstrip()))
        items = {c.id.path: (c.start, c.end) for s in chosen for c in paragraph.children if c.start <= s.start < c.end}
        return paragraph, _joined(best.document, {stem, *items.values()})
    clause = best.clause
    if len(clause.text) <= SHORT and not clause.children and clause.level != "opening":
        return clause, ((clause.start, clause.end),)
    return clause, _joined(best.document, {_full(s) for s in chosen})


def _joined(document: Document, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those with nothing but space between them made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and not document.text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif start < end:
            out.append((start, end))
    return tuple(out)
