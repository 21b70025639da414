"""Whether the impact of an edit is told exactly: `python -m eval.bench.impacting [--seed N]`.

The two sample documents of which every reference is marked by hand (eval/references) are edited by a seed, one clause at a
time; what must be told are the marks that name the clause, one above it or one below it. An edit of form only (marks in
another width, a line broken) must touch nothing.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import click

from assistant.authoring.impact import impact
from eval.bench.referencing import MARKS, MarkedFile, located, read
from eval.run import AS_OF
from ingest.document import Clause, ClauseId, Document
from ingest.parse import parse, parse_file
from kb.finding import Shelf
from kb.references.graph import within

EDITS = 20
_FORMS = (("；", ";"), ("，", ","), ("（", "("))


@dataclass(frozen=True, slots=True)
class ToldImpact:
    """One edit: the clause, what was told and what the marks say, each as (document, clause, words)."""

    clause: str
    told: frozenset[tuple[str, str, str]]
    wanted: frozenset[tuple[str, str, str]]


def marked() -> list[tuple[MarkedFile, Document]]:
    """The sample documents with their marks, read from their text so that an edited text is read alike."""
    found = []
    for split in ("dev", "test"):
        for one in read(MARKS / f"{split}.yaml"):
            if one.complete and one.file.startswith("policies/sample"):
                text = parse_file(located(one.file), "sample").document.text
                found.append((one, parse(text.encode(), "示例.txt", "sample").document))
    return found


def edits(seed: int) -> Iterator[ToldImpact]:
    """One edit of substance after the other."""
    documents = marked()
    dice = random.Random(seed)
    for number in range(EDITS):
        _, document = documents[number % len(documents)]
        others = tuple(other for _, other in documents if other.id != document.id)
        clause = dice.choice([c for c in document.clauses if _editable(c)])
        at = clause.end - 1 if clause.text[-1] in "。；" else clause.end
        text = f"{document.text[:at]}，并报市人才办备案{document.text[at:]}"
        found = impact(
            document,
            parse(text.encode(), "示例.txt", "sample").document,
            Shelf((document, *others), AS_OF),
            None,
            None,
        )
        told = {
            (r.source.document, r.source.path, r.mention.text)
            for touched in found.touched
            for r in touched.cited_by
        }
        yield ToldImpact(str(clause.id), frozenset(told), frozenset(_wanted(documents, clause.id)))


def _editable(clause: Clause) -> bool:
    return clause.level in ("paragraph", "item") and not clause.children and "/" not in clause.id.path


def _wanted(documents: list[tuple[MarkedFile, Document]], clause: ClauseId) -> Iterator[tuple[str, str, str]]:
    for one, document in documents:
        for mark in one.references:
            targets = [ClauseId.parse(t if t[0] != "#" else f"{document.id}{t}") for t in mark.targets]
            source = ClauseId(document.id, mark.clause)
            named = [target for target in targets if target.path]
            if source in targets or within(source, clause) or not named:
                continue
            if any(within(t, clause) or within(clause, t) for t in named) or (
                mark.status == "range" and _between(clause, named[0], named[-1])
            ):
                yield document.id, mark.clause, mark.text


def _between(clause: ClauseId, first: ClauseId, last: ClauseId) -> bool:
    """Whether 第×条 lies in a range of 条 (or an 项 in one of 项), by the numbers."""
    if not (clause.document == first.document == last.document):
        return False
    depth = len(first.path.split("."))
    own = clause.path.split(".")[:depth]
    low, high = first.path.split("."), last.path.split(".")
    if len(own) < depth or own[:-1] != low[:-1] or own[-1][0] != low[-1][0]:
        return False
    return int(low[-1][1:]) <= int(own[-1][1:]) <= int(high[-1][1:])


def formal(seed: int) -> int:
    """How many of the edits of form touch anything."""
    dice, wrong = random.Random(seed), 0
    for _, document in marked():
        for old, new in _FORMS:
            places = [at for at, char in enumerate(document.text) if char == old]
            at = dice.choice(places)
            text = document.text[:at] + new + document.text[at + 1 :]
            other = parse(text.encode(), "示例.txt", "sample").document
            wrong += not impact(document, other, Shelf((document,), AS_OF), None, None).nothing
    return wrong


@click.command(help="改一处，看受影响的条款列得准不准；只改排版的应当为空。")
@click.option("--seed", default=1, help="随机种子")
def main(seed: int) -> None:
    """Edit, compare, print; exit code 1 where a set is not exact."""
    exact = 0
    for one in edits(seed):
        exact += one.told == one.wanted
        for missing in one.wanted - one.told:
            click.echo(f"{one.clause} 漏了 {missing}")
        for extra in one.told - one.wanted:
            click.echo(f"{one.clause} 多了 {extra}")
    wrong = formal(seed)
    click.echo(f"实质改动 {EDITS} 处，受影响的条款全对 {exact} 处；只改排版的 6 处，误报 {wrong} 处。")
    sys.exit(0 if exact == EDITS and not wrong else 1)


if __name__ == "__main__":
    main()
