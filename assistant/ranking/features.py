"""What is measured of a provision before relevance.py weighs it: how much of the question it speaks of,
where it was ranked, and how it compares with the other candidates."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.evidence.matching import Lens, TopicTerm
from assistant.evidence.sentences import Sentence, prose_of
from assistant.question.parts import Part
from assistant.question.speech import part_of_speech
from assistant.ranking.asked_figure import Fit, heavy_term, year_fits
from ingest.document import Clause
from kb.language.tokens import bigrams, fold, known_word

ABSENT_BELOW = 0.35  # a term matched less than this is not spoken of
SURE = 0.7  # coverage that will do where no thing that was asked about is named
_LONG = 600  # characters, from which a clause counts as long
_LAST = 50  # the rank of what was not retrieved

# What a provision says in which a question of that kind finds its answer.
_CUES = {
    "definition": re.compile("是指|指的是|，即|所称|于一体|打造|界定"),
    "who": re.compile("部门|机关|机构|政府|委员会|负责|主管|由"),
    "where": re.compile("向|在|到|至|为"),
    "list": re.compile("：|、.{1,12}、|包括|下列"),
    "yes_no": re.compile("可以|不得|应当|禁止|不予|可|免|需|方可|有效|允许"),
    "date": re.compile("月|日|之前|起|施行|每年"),
    "how": re.compile("应当|可以|建立|推进|实施|完善|加强|通过|按照"),
    "reason": re.compile("因为|由于|为了|重复|统计口径|原因"),
    "frequency": re.compile("每|年度|定期|一次|周期"),
    "contact": re.compile("电话|网站|地址|联系"),
}  # fmt: skip
_ACTS = re.compile("实施|建立|推进|完善|加强|加快|构建|支持|鼓励|优化|探索|打造|应当|可以")
_DEFINES = r"[^,。;]{0,8},?(?:是指|指的是|指|包括)|(?:\([^)]*\))?,打造"
_STATING = frozenset({"definition", "where", "list", "who"})

FEATURES = (
    "cover", "cover_sentence", "cover_provision", "heavy", "nouns_missing", "context", "score", "rank", "late",
    "figure_subject", "figure_heavy", "cue", "opening", "few_terms", "unheard", "year_off", "length", "states",
    "defines", "heading", "headed", "acts", "pairs", "behind", "pairs_behind", "named",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProvisionCandidate:
    """One 款 or clause with its best sentence and, where a figure is asked, the figures of that sentence."""

    clause: Clause
    best: Sentence
    fit: Fit | None

    @property
    def near(self) -> tuple[tuple[str, float], ...]:
        """The provision's words, the headings over it and its document's name, with their trust."""
        zones = self.best.zones
        return (
            (fold(prose_of(self.clause)), 1.0),
            (zones[1][0], 0.85),
            (zones[3][0], 0.5),
            (zones[4][0], 0.5),
        )


def measure(
    part: Part, lens: Lens, candidates: Sequence[ProvisionCandidate], scores: Mapping[str, tuple[float, int]]
) -> list[tuple[float, ...]]:
    """The features of each candidate, in the order of FEATURES. `scores` gives (score, rank) of a
    retrieved clause by its id."""
    own = [_own(part, lens, one, scores) for one in candidates]
    pairs = _pairs(part, candidates)
    most = max((features["cover"] for features in own), default=0.0)
    most_pairs = max(pairs, default=0.0)
    for features, shared in zip(own, pairs, strict=True):
        features["pairs"] = shared
        features["behind"] = most - features["cover"]
        features["pairs_behind"] = most_pairs - shared
    return [tuple(features[name] for name in FEATURES) for features in own]


def _own(
    part: Part, lens: Lens, one: ProvisionCandidate, scores: Mapping[str, tuple[float, int]]
) -> dict[str, float]:
    best, near = one.best, one.near
    whole = near[0][0]
    score, rank = scores.get(str(best.unit.id), (0.0, _LAST))
    cue = _CUES.get(part.kind)
    heading = fold(best.unit.heading or one.clause.heading)
    return {
        "cover": lens.cover(best.zones),
        "cover_sentence": lens.cover(best.zones[:1]),
        "cover_provision": lens.cover(near),
        "heavy": heavy_term(part, lens).match(whole),
        "nouns_missing": _missing_nouns(lens, near),
        "context": lens.bonus(near),
        "score": score,
        "rank": 1.0 / rank,
        "late": math.log(rank),
        "figure_subject": one.fit.subject if one.fit else 0.0,
        "figure_heavy": one.fit.heavy if one.fit else 0.0,
        "cue": float(bool(cue and cue.search(best.text))),
        "opening": float(one.clause.level in ("opening", "colophon") or one.clause.id.path.startswith("0")),
        "few_terms": 1.0 / (1 + len(lens.terms)),
        "unheard": _share(lens, [t for t in lens.terms if t.weight >= 0.99]),
        "year_off": float(not year_fits(best, part)),
        "length": min(len(prose_of(one.clause)), _LONG) / _LONG,
        "states": float(part.kind in _STATING and _says(lens, best, "[^,。;]{0,6}(?:为|是|包括|:)")),
        "defines": float(part.kind in ("definition", "list") and _says(lens, best, _DEFINES)),
        "heading": lens.cover(((heading, 1.0),)) if heading else 0.0,
        "headed": _said_of(heading, part),
        "named": float(_named(lens, near, lens.cover(best.zones))),
        "acts": float(part.kind in ("how", "list", "yes_no") and bool(_ACTS.search(best.text))),
    }  # fmt: skip


def _named(lens: Lens, near: Sequence[tuple[str, float]], cover: float) -> bool:
    """Whether the provision names a thing that was asked about, if one was."""
    things = [t for t in lens.terms if is_thing(t)]
    return cover >= SURE or any(t.match(zone) >= 0.5 for t in things for zone, _ in near)


def is_thing(term: TopicTerm) -> bool:
    """Whether a term names something: a noun, a term of the lexicon, a long word, or one the thesaurus explains."""
    tag = part_of_speech(term.text)[:1]
    return bool(term.also) or len(term.text) > 2 or tag == "n" or (not tag and known_word(term.text))


def _missing_nouns(lens: Lens, near: Sequence[tuple[str, float]]) -> float:
    nouns = [t for t in lens.terms if part_of_speech(t.text)[:1] in ("n", "")]
    return _share(lens, [t for t in nouns if max(t.match(z) for z, _ in near) < ABSENT_BELOW])


def _share(lens: Lens, some: Sequence[TopicTerm]) -> float:
    return sum(t.weight for t in some) / (sum(t.weight for t in lens.terms) or 1.0)


def _says(lens: Lens, sentence: Sentence, after: str) -> bool:
    """Whether the sentence says of the topic what it is (管理范围为：…; 所称人才流动，是指…)."""
    topic = "|".join(re.escape(t.text) for t in lens.terms)
    return bool(topic) and re.search(f"(?:{topic})(?:{after})", sentence.folded) is not None


def _said_of(heading: str, part: Part) -> float:
    """The share of a heading's character pairs that the question says."""
    pairs = bigrams(heading)
    return sum(pair in part.text for pair in pairs) / len(pairs) if pairs else 0.0


def _pairs(part: Part, candidates: Sequence[ProvisionCandidate]) -> list[float]:
    """The share of the question's character pairs that each candidate holds, a pair weighing the more the
    fewer candidates hold it; pairs that none holds do not count."""
    texts = ["\n".join(zone for zone, _ in one.near[:3]) for one in candidates]
    asked = dict.fromkeys(bigrams(part.text))
    held = {pair: [pair in text for text in texts] for pair in asked}
    weight = {pair: math.log((len(texts) + 1) / (sum(in_) + 0.5)) for pair, in_ in held.items() if any(in_)}
    total = sum(weight.values())
    return [
        sum(w for pair, w in weight.items() if held[pair][i]) / total if total else 0.0
        for i in range(len(texts))
    ]
