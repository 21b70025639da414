"""How surely a provision answers a part: a few measured features, weighed by what was learned from
answered and unanswerable questions (relevance.json, made by eval/bench/train_relevance.py).

A logistic regression (Cox 1958): p = 1 / (1 + exp(-(w·x + b))). It ranks provisions and decides whether
there is an answer at all; it never decides what is said.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.matching import Lens
from assistant.picks import provision_of
from assistant.quantity import Fit, fit_of, heavy_term, year_fits
from assistant.question import Part
from assistant.sentences import Sentence
from assistant.speech import part_of_speech
from ingest.document import Clause
from kb.tokens import fold

_FILE = Path(__file__).with_name("relevance.json")

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
}

SURE = 0.8  # coverage that will do where a question names no thing at all

FEATURES = (
    "cover", "cover_sentence", "cover_provision", "heavy", "nouns_missing", "context", "score", "rank",
    "figure", "figure_subject", "figure_heavy", "cue", "opening", "few_terms", "unheard", "year_off", "length", "states",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Provision:
    """A candidate: the sentences of one 款 or clause, and the best of them. `named`: it names a
    thing that was asked about, not only what is done with it."""

    clause: Clause
    sentences: tuple[Sentence, ...]
    best: Sentence
    fit: Fit | None
    features: tuple[float, ...]
    named: bool = True

    @property
    def probability(self) -> float:
        """0…1: how surely it answers; 0 where too little of the topic is spoken of, whatever else holds."""
        floors = _numbers("floors")
        spoken = self.features[0] >= floors["cover"]
        if self.fit:
            spoken = self.fit.subject >= floors["subject"] and self.fit.heavy >= floors["heavy"]
        if not (spoken and self.named):
            return 0.0
        weights, bias = _model()
        return 1.0 / (1.0 + math.exp(-(sum(w * x for w, x in zip(weights, self.features, strict=True)) + bias)))


@cache
def _model() -> tuple[tuple[float, ...], float]:
    raw = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(raw["weights"][name] for name in FEATURES), float(raw["bias"])


def thresholds() -> dict[str, float]:
    """The least probability with which a provision is given as an answer: "prose" and "figure"."""
    return _numbers("thresholds")


@cache
def _numbers(name: str) -> dict[str, float]:
    return {k: float(v) for k, v in json.loads(_FILE.read_text(encoding="utf-8"))[name].items()}


def provisions(part: Part, lens: Lens, sentences: Sequence[Sentence], scores: dict[str, tuple[float, int]]) -> list[Provision]:
    """The candidates among `sentences`, in their order. `scores` gives (score, rank) of a retrieved
    clause by its id."""
    groups: dict[str, list[Sentence]] = {}
    clauses: dict[str, Clause] = {}
    for sentence in sentences:
        clause = provision_of(sentence)
        groups.setdefault(str(clause.id), []).append(sentence)
        clauses[str(clause.id)] = clause
    return [_provision(part, lens, clauses[key], tuple(group), scores) for key, group in groups.items()]


def _provision(
    part: Part, lens: Lens, clause: Clause, group: tuple[Sentence, ...], scores: dict[str, tuple[float, int]]
) -> Provision:
    fits = {s.start: fit_of(part, lens, s) for s in group} if part.wants_figure else {}
    best = max(group, key=lambda s: (_worth(lens, s, fits.get(s.start)), -s.start))
    fit = fits.get(best.start)
    whole = fold(clause.text)
    near = ((whole, 1.0), (best.zones[1][0], 0.85), (best.zones[3][0], 0.5), (best.zones[4][0], 0.5))
    score, rank = scores.get(str(best.unit.id), (0.0, 50))
    nouns = [t for t in lens.terms if part_of_speech(t.text)[:1] in ("n", "")]
    total = sum(t.weight for t in lens.terms) or 1.0
    missing = sum(t.weight for t in nouns if max(t.match(z) for z, _ in near) < 0.35) / total
    unheard = sum(t.weight for t in lens.terms if t.weight >= 0.99) / total
    cue = _CUES.get(part.kind)
    features = (
        lens.cover(best.zones), lens.cover(best.zones[:1]), lens.cover(near), heavy_term(lens).match(whole), missing,
        lens.bonus(near), score, 1.0 / rank,
        float(part.wants_figure), fit.subject if fit else 0.0, fit.heavy if fit else 0.0,
        float(bool(cue and cue.search(best.text))), float(clause.level in ("opening", "colophon") or clause.id.path.startswith("0")),
        1.0 / (1 + len(lens.terms)), unheard, float(not year_fits(best, part)), min(len(clause.text), 600) / 600,
        float(_states(part, lens, best)),
    )  # fmt: skip
    things = [t for t in lens.terms if t.also or len(t.text) > 2 or part_of_speech(t.text)[:1] == "n"]
    named = not things or any(t.match(z) >= 0.5 for t in things for z, _ in near)
    return Provision(clause, group, best, fit, features, named and (bool(things) or features[0] >= SURE))


def _worth(lens: Lens, sentence: Sentence, fit: Fit | None) -> float:
    return lens.cover(sentence.zones) + 0.5 * lens.cover(sentence.zones[:2]) + (1.0 + fit.subject if fit else 0.0)


def _states(part: Part, lens: Lens, sentence: Sentence) -> bool:
    """Whether the sentence says of the topic what it is (管理范围为：…), where that is asked."""
    if part.kind not in ("definition", "where", "list", "who"):
        return False
    topic = "|".join(re.escape(t.text) for t in lens.terms)
    return bool(topic) and re.search(f"(?:{topic})[^，。；]{{0,6}}(?:为|是|包括|：)", sentence.folded) is not None
