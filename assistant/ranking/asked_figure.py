"""The figure that is asked for: of the right kind, of the right year, and said of the right thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.evidence.clause_effect import is_plan
from assistant.evidence.matching import Lens, TopicTerm
from assistant.evidence.picks import rule_text
from assistant.evidence.sentences import Sentence, trail_of
from assistant.question.cues import asking
from assistant.question.parts import PLAN_YEARS, Part
from assistant.question.places import places_of
from assistant.question.speech import part_of_speech
from assistant.ranking.demands import is_other_figure, names_places
from kb.language.quantity import Quantity, figures
from kb.language.tokens import display_words, fold, known_word

_FEW = 2  # figures of one kind in a sentence
_SHARE = re.compile("率|比|强度|占|幅|百分|成数|几成|[上下]浮")  # what may be told as a share
_ASKING = re.compile("多少|几|什么|怎|哪|多大|多长|多久")
_GRADES = "高中低初老少非副"
_COMMON = 0.2  # a word that weighs no more names nothing by itself
_MEASURES = frozenset(
    ["比例", "比重", "占比", "数量", "总量", "总数", "人数", "金额", "规模", "产值", "增长", "标准"]
)
_BREAK = re.compile(r"[，；、：。！？,;\n]")
_YEARS = re.compile(r"((?:19|20)\d{2})年?")
_PERIODS = re.compile(r"(十[二三四五六]五)")


@dataclass(frozen=True, slots=True)
class Fit:
    """The figures of a sentence that may answer, and 0…1 how far the words around them name the topic."""

    figures: tuple[Quantity, ...]
    subject: float
    heavy: float


def fit_of(part: Part, lens: Lens, sentence: Sentence) -> Fit | None:
    """The best fitting figures of a sentence and its stem; None when there is none of the asked kind,
    of the asked year, or none that is said of the asked thing."""
    if not year_fits(sentence, part):
        return None
    if asking().present.search(part.text) and not part.years and asking().future.search(sentence.text):
        return None
    text = sentence.stem + sentence.text
    fitting = [f for f in figures(text) if not f.is_calendar and unit_fits(f, part)]
    best: Fit | None = None
    for figure in fitting:
        fit = _fit(part, lens, sentence, figure, len(fitting))
        if fit is None:
            continue
        if best is None or fit.subject > best.subject:
            best = fit
        elif fit.subject == best.subject:
            best = Fit((*best.figures, figure), fit.subject, max(fit.heavy, best.heavy))
    return best


def _fit(part: Part, lens: Lens, sentence: Sentence, figure: Quantity, fitting: int) -> Fit | None:
    """How well one of the `fitting` figures of the asked kind fits; None when it is said of another thing."""
    text = sentence.stem + sentence.text
    heavy, name, rule = heavy_term(part, lens), name_of(part, lens), rule_text(sentence)
    # One or two figures of the kind are what a whole rule is about; elsewhere each has only the words around it.
    beside = fold(_stretch(text, figure))
    stretch = fold(text) if rule and fitting <= _FEW else beside
    if (
        is_other_figure(part, beside)
        or _of_another(heavy, stretch, part)
        or not _placed(part, stretch, sentence)
    ):
        return None
    near = sentence.zones[1][0]
    before = "" if rule else fold(_before(text, figure))
    above = sentence.zones[3][0] if rule else ""  # the chapter a 款 stands in is what it is about
    weight = _weight_of(name, heavy, ((stretch, 1.0), (before, 0.9), (rule or near, 0.9), (above, 0.5)))
    subject = lens.cover(((stretch, 1.0), (before, 0.8), (rule, 0.8), (near, 0.6), (sentence.folded, 0.5)))
    return Fit((figure,), subject - (0.08 if _narrowed(heavy, stretch, part) else 0.0), weight)


def unit_fits(figure: Quantity, part: Part) -> bool:
    """Whether a figure is of the kind that is asked for."""
    unit = figure.unit
    if part.units:
        return unit.partition("/")[0] in part.units or unit.removeprefix("个") in part.units
    if part.kind == "duration":
        return figure.is_duration
    if part.money:
        return figure.is_money
    if part.kind == "amount":
        return figure.is_money or unit in ("%", "倍")
    share = unit in ("%", "‰") and not _SHARE.search(part.text)
    return bool(unit) and not figure.is_duration and not share


def heavy_term(part: Part, lens: Lens) -> TopicTerm:
    """The term that says most what the figure is of: the rarest noun, else the rarest word; a word that was
    only guessed in cutting the question (少交) is none that must be there."""
    asked = [t for t in lens.terms if not _ASKING.search(t.text) and t.text not in _MEASURES]
    things = [t for t in asked if not places_of(part.site).is_place(t.text)]
    nouns = [t for t in things if part_of_speech(t.text)[:1] in ("n", "") or len(t.text) > 2]
    sure = [t for t in nouns if known_word(t.text) or t.text.isascii() or t.also]
    named = [t for t in nouns if len(t.text) > 3]  # a guessed word this long is a name (配偶安置)
    return max(sure + named or nouns or things or lens.terms, key=lambda term: term.weight)


def name_of(part: Part, lens: Lens) -> TopicTerm:
    """What the figure must be of: the rarest noun, with the nouns that it is written together with in the
    question (院士工作室 is no 院士工作站), unless the thesaurus has an official word for one of them."""
    heavy = heavy_term(part, lens)
    tokens = display_words(part.said)
    if heavy.text not in tokens:
        return heavy
    joined = heavy.text
    for token in tokens[tokens.index(heavy.text) + 1 :]:
        noun = token in part.terms and token not in _MEASURES and part_of_speech(token)[:1] in ("n", "j", "b")
        if not noun or joined + token not in fold(part.said):
            break
        joined += token
    official = tuple(word for t in lens.terms if t.text in joined for word in t.also)
    return TopicTerm(joined, heavy.weight, official)


def _weight_of(name: TopicTerm, heavy: TopicTerm, zones: Sequence[tuple[str, float]]) -> float:
    """How surely a figure is said of what was named: the trust of the best zone in which the name stands; 0
    where only a name like it stands there (院士工作站 for 院士工作室); else what its rarest word is worth."""
    held = max((trust for zone, trust in zones if zone and name.stands_in(zone)), default=0.0)
    if held or any(0.0 < name.match(zone) < 1.0 for zone, _ in zones if zone):
        return held
    return max((trust * heavy.match(zone) for zone, trust in zones if zone), default=0.0)


def _before(text: str, figure: Quantity) -> str:
    """The stretch in front of the one a figure stands in (建成人力资源产业园，已入驻机构32家)."""
    begin = max((m.end() for m in _BREAK.finditer(text, 0, figure.start)), default=0)
    if begin < 2 or text[begin - 1] not in "，,":
        return ""
    before = text[max((m.end() for m in _BREAK.finditer(text, 0, begin - 1)), default=0) : begin - 1]
    return "" if any(not f.is_calendar for f in figures(before)) else before


def _of_another(heavy: TopicTerm, stretch: str, part: Part) -> bool:
    """Whether the words beside a figure speak of another thing of a like name."""
    return _another_grade(heavy, stretch, part) or _another_name(heavy, stretch, part)


def _another_name(heavy: TopicTerm, stretch: str, part: Part) -> bool:
    """Whether the subject stands there only as the tail of another name (人才总量 in 社会工作专业人才总量,
    技能人才 in 高技能人才)."""
    places, position = [], 0
    for token in display_words(stretch):
        places.append((position, token))
        position += len(token)
    joined = "".join(token for _, token in places)
    found = [m.start() for m in re.finditer(re.escape(heavy.text), joined)]
    inside = [
        any(_foreign(token[: at - low], part) for low, token in places if low < at < low + len(token))
        for at in found
    ]
    return bool(found) and all(inside)


def _another_grade(heavy: TopicTerm, stretch: str, part: Part) -> bool:
    """Whether the subject is asked for with a grade in front (中层次人才, 低技能人才) that it does not have there."""
    said = fold(part.said)
    gap = "(?:[一-鿿]{2})?" if heavy.weight <= _COMMON else ""
    grade = re.search(f"(?<![多其提])[{_GRADES}]{gap}{re.escape(heavy.text)}", said)
    return grade is not None and grade[0] not in stretch


def _placed(part: Part, stretch: str, sentence: Sentence) -> bool:
    """Whether a figure is said of the places asked for: they stand beside it, over it or in its document's name."""
    around = "\n".join((stretch, *(zone for zone, _ in (*sentence.zones[1:2], *sentence.zones[3:]))))
    return names_places(part, around)


def _foreign(head: str, part: Part) -> bool:
    """Whether the head of a longer name is nothing the question spoke of."""
    pairs = [head[i : i + 2] for i in range(len(head) - 1)] or [head]
    return not any(pair in part.text for pair in pairs)


def _narrowed(heavy: TopicTerm, stretch: str, part: Part) -> bool:
    """Whether the subject stands there behind a word that narrows it (重点高校 for 高校)."""
    tokens = display_words(stretch)
    at = "".join(tokens).find(heavy.text)
    if at <= 0:
        return False
    ahead = [t for t, end in zip(tokens, accumulate(map(len, tokens)), strict=True) if end <= at]
    of = len(ahead) > 1 and ahead[-1] == "的"
    before = ahead[-2] if of else ahead[-1] if ahead else ""
    if of and before not in part.text:
        return True
    return (
        bool(before)
        and before not in part.text
        and before not in asking().silent | places_of(part.site).silent
        and part_of_speech(before)[:1] in ("n", "a", "b", "j")
    )


def _stretch(text: str, figure: Quantity) -> str:
    """The words between the punctuation marks around a figure; with the stretch before it where it
    has no subject of its own (其中国家级1家, 分别达到8.2%、35%)."""
    begin = max((m.end() for m in _BREAK.finditer(text, 0, figure.start)), default=0)
    end = next((m.start() for m in _BREAK.finditer(text, figure.end)), len(text))
    own = text[begin : figure.start].strip()
    bare = not re.search(r"[一-鿿]{2}", re.sub(r"^(其中|分别|达到?|达|为|约|共|累计)+", "", own))
    if (bare or own.startswith(("其中", "分别"))) and begin > 1:
        begin = max((m.end() for m in _BREAK.finditer(text, 0, begin - 1)), default=0)
    if "分别" in text[:end]:
        begin = max(
            (m.end() for m in re.finditer(r"[，；。]", text[: text.rfind("分别", 0, end)])), default=0
        )
    return text[begin:end]


def year_fits(sentence: Sentence, part: Part) -> bool:
    """Whether the sentence speaks of the year or the plan period asked for, if one is."""
    if not part.years and not part.periods:
        return True
    years, periods = _times(sentence)
    asked = {int(y) for y in part.years} | {y for p in part.periods for y in PLAN_YEARS.get(p, ())}
    if years:
        return bool(asked & years)
    if periods:
        return any(asked & set(PLAN_YEARS.get(p, ())) for p in periods)
    titled = {int(y) for y in _YEARS.findall(sentence.document.title)}
    return bool(asked & titled) if titled else not is_plan(sentence.document)


def _section(sentence: Sentence) -> int:
    """Where the running text begins that a sentence stands in: that of its numbered clause."""
    trail = trail_of(sentence.document.root, sentence.clause.id.path)
    running = [c for c in trail if c.level not in ("inline", "passage")]
    return running[-1].start if running else sentence.unit.start


def _times(sentence: Sentence) -> tuple[set[int], set[str]]:
    """The years and plan periods a sentence speaks of: its own, else the last before it in its clause."""
    own = _YEARS.findall(sentence.text), _PERIODS.findall(fold(sentence.text))
    if any(own):
        return {int(y) for y in own[0]}, set(own[1])
    before = sentence.document.text[_section(sentence) : sentence.start]
    last = max(
        re.finditer(f"{_YEARS.pattern}|{_PERIODS.pattern}", before), key=lambda m: m.start(), default=None
    )
    if last is None:
        return set(), set()
    return ({int(last[1])}, set()) if last[1] else (set(), {last[2]})
