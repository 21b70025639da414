"""`python -m eval.telling dev|more|test`: how exactly the facts in people's own words are read.

Prints each text in which something is wrong or missing, then precision and recall. Exit code 0 when both floors are
reached, 1 when not, 2 when a file cannot be used.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.eligibility.hearing.hearing import ToldFact, read_told
from assistant.eligibility.rules.facts import FACTS, Facts, load_facts
from assistant.eligibility.rules.values import Value
from ingest.problems import UsageError, WenceError
from kb.shipped import POLICIES
from kb.site_file import site_of

PROFILES = Path(__file__).parent / "profiles"
RULES = Path(__file__).parent.parent / "policies" / "rules"
AS_OF = date(2026, 11, 26)
PRECISION, RECALL = 0.97, 0.85
SPLITS = ("dev", "more", "test")


class _TellingRecord(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    text: str = Field(min_length=1)
    facts: dict[str, Any]
    words: dict[str, Any]


_RECORDS = TypeAdapter(list[_TellingRecord])


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the facts it tells and the words that tell each."""

    id: str
    text: str
    facts: Mapping[str, Value]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TellingScore:
    """`right` facts with their value; `wrong` ones told otherwise or not at all; `missed`; `elsewhere` are right ones
    whose words do not touch the marked ones. One line each."""

    text: Text
    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    elsewhere: tuple[str, ...]


def load(path: Path, facts: Facts) -> tuple[Text, ...]:
    """The texts of a file. WenceError naming the file and the record that cannot be used."""
    try:
        records = _RECORDS.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
        return tuple(
            Text(
                record.id,
                record.text,
                {name: facts.fact(name).read(value) for name, value in record.facts.items()},
                {name: str(words) for name, words in record.words.items()},
            )
            for record in records
        )
    except (OSError, UnicodeDecodeError) as error:
        raise WenceError(f"读不了自述文件“{path}”，请检查文件是否存在、是否为 UTF-8 编码。") from error
    except yaml.YAMLError as error:
        raise WenceError(f"自述文件“{path}”不是有效的 YAML，请检查缩进和冒号。") from error
    except (ValidationError, UsageError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error).rstrip("。")
        raise WenceError(f"自述文件“{path}”有误：{reason}。") from error


def score(text: Text, told: Sequence[ToldFact]) -> TellingScore:
    """Compare what was read from a text with what it tells."""
    read = {fact.fact: fact for fact in told}
    right = {name for name, fact in read.items() if text.facts.get(name) == fact.value}
    return TellingScore(
        text,
        len(right),
        tuple(
            f"{name}读成“{fact.value}”（{fact.words}），应为“{text.facts.get(name, '没有说')}”"
            for name, fact in read.items()
            if name not in right
        ),
        tuple(f"{name}“{value}”没读出" for name, value in text.facts.items() if name not in read),
        tuple(
            f"{name}出自“{read[name].words}”，应在“{text.words[name]}”"
            for name in sorted(right)
            if name in text.words and not _touches(read[name], text)
        ),
    )


def _touches(fact: ToldFact, text: Text) -> bool:
    marked = text.words[fact.fact]
    at = text.text.find(marked)
    while at >= 0:
        if fact.start < at + len(marked) and at < fact.end:
            return True
        at = text.text.find(marked, at + 1)
    return False


def report(scores: Sequence[TellingScore]) -> tuple[str, float, float]:
    """The printed report, precision and recall (1.0 where there is nothing to be wrong or missed)."""
    lines = []
    for one in scores:
        if faults := (*one.wrong, *one.missed, *one.elsewhere):
            lines.append(f"{one.text.id} {one.text.text}")
            lines.extend(f"    {fault}" for fault in faults)
    right = sum(one.right for one in scores)
    told = right + sum(len(one.wrong) for one in scores)
    there = sum(len(one.text.facts) for one in scores)
    precision, recall = right / told if told else 1.0, right / there if there else 1.0
    clean = sum(not (one.wrong or one.missed) for one in scores)
    apart = sum(len(one.elsewhere) for one in scores)
    lines.append(
        f"{len(scores)} 段话，{there} 项：读出 {told} 项，对 {right} 项；准确率 {precision:.3f}（要求 {PRECISION}），"
        f"召回率 {recall:.3f}（要求 {RECALL}）；全对的 {clean} 段；出处不合的 {apart} 项。"
    )
    return "\n".join(lines), precision, recall


def main(arguments: Sequence[str]) -> int:
    """TellingScore one split and print it."""
    if len(arguments) != 1 or arguments[0] not in SPLITS:
        print("用法：python -m eval.telling dev、more 或 test。", file=sys.stderr)
        return 2
    try:
        facts = load_facts(RULES / FACTS)
        texts = load(PROFILES / f"texts-{arguments[0]}.yaml", facts)
    except WenceError as error:
        print(error, file=sys.stderr)
        return 2
    site = site_of(POLICIES, ())
    printed, precision, recall = report([score(t, read_told(t.text, facts, AS_OF, site)) for t in texts])
    print(printed)
    return 0 if precision >= PRECISION and recall >= RECALL else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
