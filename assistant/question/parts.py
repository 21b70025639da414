"""What is asked: the parts of a question, and of each its kind, topic terms and constraints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.question.cues import asking
from assistant.question.places import places_of
from assistant.question.speech import part_of_speech
from ingest.script.sentence_ends import SPOKEN
from kb.language.tokens import display_words, fold, known_word
from kb.site import NOWHERE, Site

_COMMAS = re.compile(r"[，,]")
_FIGURE = re.compile("多少|几[个家名人天年月成折]|什么时候|何时|多久|百分之")
_LISTED = re.compile(r"[，,、]")
_ASKS = re.compile(
    r"[多几](?:少|大|久|长|高|个|家|名|人|所|套|次|项|条|种|类|成|折|千|万|百|位|岁)|什么|啥|怎么|怎样|如何|咋|哪|谁|吗|嘛|呢|"
    r"是否|能否|可否|有没有|有无|是不是|能不能|要不要|可不可以|会不会|算不算|为什么|为何|多少|没有$|了没$|没$|[^，]+不$|么$"
)
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?!\d)(?=年|底|的|目标|末|到|$|[^\d号])|([二一][〇零○九][〇零○一二三四五六七八九]{2})年"
)
_SHORT_YEAR = re.compile(r"(?<!\d)([12]\d)年(?=的?目标|底|末|要|的?数|有|是)")
_PERIOD = re.compile(r"(十[二三四五六]五)")
_MEASURED = re.compile(
    r"(?:多少|几)(?:万|亿|千|百|十)*(?:个)?(人次|百分点|工作日|平方米|个月|人(?![才员口士力民])|名(?![单额称])|位|家(?![属庭长])|个(?![亿万])|所(?!得)|套|间|次|"
    r"项(?!目)|件|条(?!件|例)|亩|平|元|块|钱|%|岁|天|日(?!常)|年(?![限龄轻])|层|倍|小?时(?![候间])|学时|米|分(?![之钟])|场|类|种|期|批)"
)
_COUNT = re.compile(
    r"[几多两一二三四五六七八九十百千万亿第]+(?:个|大|项|家|名|人|类|种|条|款|点|次|年|万|月|天|元|块|方面|哪些)?|[万亿千百]?[人元]"
)
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{2,30})[”」』\"]")
_ASKING = re.compile(r"哪|多大|什么|啥|多少|怎|[几谁吗呢]|何时|何处")
_HOW_MANY = re.compile(
    r"(?:多少|几)(?:[万亿千百十])*个?(?:人次|百分点|工作日|平方米|月|人(?![才员口士力民])|名(?![单额称])|位|家(?![属庭长])|个|所(?!得)|套|间|次|"
    r"项(?!目)|件|条(?!件|例)|亩|元|块|钱|岁|天|日(?!常)|年(?![限龄轻])|万|种|类|层|倍|小?时(?![候间])|学时|米|分(?![之钟])|场|期|批)?"
    r"(?:以?[内上下]|之内|之前|前|后)?"
)
_PARTICLES = re.compile(
    "^(?:[里中我你他她它有在要能想到给让用会内外上下没不可被把还也就都再多最来去发交才只份得着了过吧呢啊]|最多|至少|一回)+|(?:[有在要能想到给让用会内没不被把来去着了过吧呢啊]|一下)+$"
)
_THIN = 2  # topic words that hardly say what is asked
_OWN_CASE = re.compile(r"我|本人|自己|咱|刚|目前|已经|现在|家里|老[公婆]")
_NUMBERED = re.compile(r"\d{3,4}(?=系列|计划|工程|国道|省道)")  # part of a name: 3315计划
_CATEGORY = re.compile(r"(?<![a-z])([a-z])类|第([一二三四五六七八九])类")


# The years that a plan period covers.
PLAN_YEARS = {
    "十二五": range(2011, 2016), "十三五": range(2016, 2021), "十四五": range(2021, 2026), "十五五": range(2026, 2031),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked. `text` is folded, `said` as typed, `around` what
    else was said with it (folded). `terms` are its topic words in
    order, `context` those of the clauses around it that ask nothing themselves (我刚毕业没房子，…).
    `years` as four digits, `periods` as 十四五; `units` the base units an answer may have, empty
    for any; `money` whether an amount of money is asked; `attributes` groups of words of each of
    which the evidence must hold one; `must` words that it must hold; `places` other places than the
    city of `site`, for which the question was read."""

    said: str
    around: str
    text: str
    kind: str
    terms: tuple[str, ...]
    context: tuple[str, ...]
    years: tuple[str, ...]
    periods: tuple[str, ...]
    units: tuple[str, ...]
    money: bool
    attributes: tuple[tuple[str, ...], ...]
    must: tuple[str, ...]
    places: tuple[str, ...]
    site: Site = NOWHERE

    @property
    def wants_figure(self) -> bool:
        """Whether the answer is a number."""
        return self.kind in asking().figure_kinds


def parts_of(question: str, site: Site = NOWHERE) -> tuple[Part, ...]:
    """The parts of `question`, asked in the city of `site`, in order, at least one. A later part without a topic of its own
    takes that of the part before it (2025年高技能人才目标多少？每人补贴多少？)."""
    parts: list[Part] = []
    for asked, around in _split(question, site):
        part = _part(asked, around, site)
        if parts and (not part.terms or _elliptic(part)):
            part = _part(asked, around, site, parts[-1])
        elif parts:
            context = tuple(dict.fromkeys((*part.context, *parts[-1].terms)))
            part = replace(part, context=tuple(t for t in context if t not in part.terms))
        parts.append(part)
    return tuple(parts)


def topic_terms(text: str, site: Site = NOWHERE) -> tuple[str, ...]:
    """The words of `text` that carry a topic, folded, in order, each once: the city of `site` is none."""
    silent = asking().silent | places_of(site).silent
    phrases = [fold(phrase) for phrase in _QUOTED.findall(text) if not _is_number(fold(phrase))]
    rest = _QUOTED.sub(lambda m: " " if fold(m[1]) in phrases else m[0], text)
    rest = re.sub(r"(\d{4}年)", r"\1 ", _HOW_MANY.sub(" ", fold(rest)))
    found = (word for word in _compounds(rest, silent) if word not in silent and not _is_number(word))
    plain = (_meant(word) for word in found if not _ASKING.search(word))
    return tuple(
        dict.fromkeys([*phrases, *(word for word in plain if len(word) > 1 or (word and word.isascii()))])
    )


def _compounds(text: str, silent: frozenset[str]) -> list[str]:
    """The tokens of `text`; a noun of one character stays with the noun in front of it (人才证, 人才卡)."""
    out: list[str] = []
    for token in display_words(text):
        joins = len(token) == 1 and token not in silent and part_of_speech(token)[:1] == "n"
        if joins and out and len(out[-1]) > 1 and out[-1] + token in fold(text) and out[-1] not in silent:
            out[-1] += token
        else:
            out.append(token)
    return out


def _meant(word: str) -> str:
    """A word without the particles that were cut together with it (能办, 内要, 最多能); "" where nothing
    known is left. A word of the dictionary or the lexicon stays as it is."""
    if word.isascii() or known_word(word):
        return word
    bare = _PARTICLES.sub("", word)
    if bare == word:
        inner = (word[i:] if i else word[:-1] for i in (1, 0))
        return next((part for part in inner if len(part) > 1 and known_word(part)), word)
    return bare if known_word(bare) else ""


def _split(question: str, site: Site) -> list[tuple[str, str]]:
    """(what asks, what stands around it) for each part."""
    out: list[tuple[str, str]] = []
    waiting: list[str] = []
    for sentence in filter(None, (s.strip() for s in SPOKEN.split(question))):
        enumerated = len(_MEASURED.findall(fold(sentence))) > 1 and not _lists(sentence)
        pieces = [p for p in (_LISTED if enumerated else _COMMAS).split(sentence) if p.strip()]
        asking = [
            p for p in pieces if _ASKS.search(fold(p)) and (topic_terms(p, site) or _FIGURE.search(fold(p)))
        ]
        asking = asking or [p for p in pieces if _ASKS.search(fold(p))][:1]
        if len(asking) < 2 or _lists(sentence):
            text = asking[0] if len(asking) == 1 and len(pieces) > 1 else sentence
            around = "，".join(p for p in pieces if p is not text and p != text) if text != sentence else ""
            if asking or not out:
                out.append((text, "，".join([*waiting, around]) if around or waiting else ""))
                waiting = []
            else:
                waiting.append(sentence)
            continue
        quiet = [p for p in pieces if p not in asking]
        out += [(p, "，".join([*waiting, *quiet])) for p in asking]
        waiting = []
    return out or [(question, "")]


def _lists(sentence: str) -> bool:
    """分别 asks one thing of several subjects in one breath."""
    return "分别" in sentence and sentence.count("多少") + sentence.count("几") <= 1


def _elliptic(part: Part) -> bool:
    return part.text.startswith(
        ("其中", "每人", "每个人", "每户", "实际", "那", "分别", "还要", "还会", "另", "再")
    )


def _part(said: str, around: str, site: Site, before: Part | None = None) -> Part:
    text, words, place = fold(said), asking(), places_of(site).is_place
    kind = next((kind for kind, cue in words.kinds if cue.search(text)), "how").removesuffix("_all")
    terms, context = topic_terms(said, site), topic_terms(around, site)
    if len(terms) <= _THIN and context and not before and not _OWN_CASE.search(around):
        terms, context = tuple(dict.fromkeys((*context, *terms))), ()
    years, periods = _years(text), tuple(dict.fromkeys(_PERIOD.findall(text)))
    if before:
        terms = tuple(dict.fromkeys((*before.terms, *terms)))
        years, periods = years or before.years, periods or before.periods
    if not years and not periods and around:
        years, periods = _years(fold(around)), tuple(dict.fromkeys(_PERIOD.findall(fold(around))))
    units = _units(text)
    money = kind in words.figure_kinds and not units and bool(words.money.search(text))
    attributes = tuple(group for cue, group in words.attributes if cue.search(text))
    must = tuple(match[0] for match in (*_CATEGORY.finditer(text), *_NUMBERED.finditer(text)))
    # 甲乙 is a place by itself; in 甲乙大学 it is part of a name.
    places = tuple(dict.fromkeys(filter(place, display_words(text))))
    if kind == "percentage" and not units:
        units = ("%", "百分点", "个百分点")
    asked = kind, terms, context, years, periods, units, money, attributes, must, places
    return Part(said, fold(around), text, *asked, site)


def _units(text: str) -> tuple[str, ...]:
    """The base units an answer may have: by the measure word, else by what is counted; () for any."""
    measured = _MEASURED.search(text)
    if measured:
        return asking().units.get(measured[1], (measured[1],))
    return next((units for cue, units in asking().counted if cue.search(text)), ())


def _years(text: str) -> tuple[str, ...]:
    from ingest.script.numerals import arabic_number

    found = [match[1] or str(arabic_number(match[2])) for match in _YEAR.finditer(text)]
    return tuple(dict.fromkeys([*found, *(f"20{short}" for short in _SHORT_YEAR.findall(text))]))


def _is_number(word: str) -> bool:
    return bool(_PERIOD.fullmatch(word) or _COUNT.fullmatch(word)) or all(
        c.isdigit() or c in ".,%年月日号" for c in word
    )


def in_scope(question: str, official: Sequence[str], titles: Sequence[str], site: Site = NOWHERE) -> bool:
    """Whether the question is about the documents' field at all: it holds a word of that field, one
    that the thesaurus leads into it (`official`), or one of a document's title."""
    text = fold(question)
    if official or any(word in text for word in asking().scope):
        return True
    named = {word for title in titles for word in topic_terms(title, site) if len(word) > 1}
    return any(word in named for word in topic_terms(question, site))
