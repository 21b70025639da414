"""How well references are found and resolved: `python -m eval.bench.referencing [dev|test|laws]`.

dev and test: the references marked by hand in eval/references, by how the mentions overlap. laws: every national
statute of ../shared, the share of its own 第×条 references that resolve, and the seconds for all of them.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from eval.bench.statutes import NATIONAL, SHARED, read_archive
from eval.run import AS_OF
from ingest.document import Document
from ingest.parse import parse
from ingest.problems import WenceError
from kb.finding import Shelf
from kb.references.reference import BROKEN, Reference
from kb.references.resolve import references_of

ROOT = Path(__file__).resolve().parents[2]
MARKS = ROOT / "eval" / "references"
CORPORA = SHARED.parent
PRECISION, RECALL, RIGHT, STATUTES = 0.97, 0.95, 0.97, 0.99
SECONDS = 60.0


class MarkedReference(BaseModel):
    """One reference marked by hand: the `nth` occurrence of `text` in the clause; targets as in the file's README."""

    model_config = ConfigDict(extra="forbid")

    clause: str
    text: str
    nth: int = 1
    status: Literal["resolved", "range", "ambiguous", "not_found", "external", "expired"]
    targets: list[str] = []


class MarkedFile(BaseModel):
    """A file with its marks; `complete` when every reference in it is marked."""

    model_config = ConfigDict(extra="forbid")

    file: str
    complete: bool
    references: list[MarkedReference]


@dataclass(frozen=True, slots=True)
class ReferenceScore:
    """Counts over the marks of a split, and what was wrong."""

    marks: int
    found: int
    right: int
    mentions: int
    true: int
    faults: tuple[str, ...]


def read(path: Path) -> list[MarkedFile]:
    """The marks of a split. WenceError when the file cannot be used."""
    try:
        return TypeAdapter(list[MarkedFile]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise WenceError(f"读不了标注文件“{path.name}”，请检查格式。") from error


def located(name: str) -> Path:
    """The file that a mark names."""
    return CORPORA / name.removeprefix("shared:") if name.startswith("shared:") else ROOT / name


def loaded(path: Path) -> Document:
    """A document read as it stands."""
    return parse(path.read_bytes(), path.name, "sample" if "sample" in path.parts else "official").document


def shipped() -> tuple[Document, ...]:
    """The documents of policies/."""
    paths = sorted(p for folder in ("official", "sample") for p in (ROOT / "policies" / folder).iterdir())
    return tuple(loaded(path) for path in paths if path.suffix in (".txt", ".md", ".docx", ".pdf"))


def compared(one: MarkedFile, document: Document, shelf: Shelf) -> ReferenceScore:
    """The references found in a marked file against its marks."""
    found = references_of(document, shelf)
    hit: set[int] = set()
    faults: list[str] = []
    right = 0
    for mark in one.references:
        start = _offset(document, mark)
        match = _at(found, start, start + len(mark.text))
        if match is None:
            faults.append(f"漏：{one.file} {mark.clause} {mark.text}")
            continue
        hit.add(match.mention.start)
        wanted = [t if t[0] != "#" else f"{document.id}{t}" for t in mark.targets]
        if match.status == mark.status and [str(t) for t in match.targets] == wanted:
            right += 1
        else:
            got = f"{match.status} {' '.join(map(str, match.targets))}"
            faults.append(
                f"错：{one.file} {mark.clause} {mark.text} → {got}，应为 {mark.status} {' '.join(wanted)}"
            )
    clauses = {mark.clause for mark in one.references}
    counted = [r for r in found if one.complete or r.source.path in clauses]
    extra = [r for r in counted if r.mention.start not in hit]
    faults += [f"多：{one.file} {r.source.path} {r.mention.text} → {r.status}" for r in extra]
    return ReferenceScore(
        len(one.references), len(hit), right, len(counted), len(counted) - len(extra), tuple(faults)
    )


def _offset(document: Document, mark: MarkedReference) -> int:
    try:
        clause = document.clause(mark.clause)
    except KeyError:
        raise WenceError(f"标注的条款“{mark.clause}”在“{document.title}”里没有。") from None
    at = -1
    for _ in range(mark.nth):
        at = clause.text.find(mark.text, at + 1)
        if at < 0:
            raise WenceError(f"标注“{mark.text}”不在“{document.title}”的{mark.clause}里。")
    return clause.start + at


def _at(found: Sequence[Reference], start: int, end: int) -> Reference | None:
    shared = [(min(end, r.mention.end) - max(start, r.mention.start), r) for r in found]
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 0 else None


def score(split: str) -> ReferenceScore:
    """All marks of a split."""
    shelf = Shelf(shipped(), AS_OF)
    by_name = {document.source: document for document in shelf.documents}
    scores = []
    for one in read(MARKS / f"{split}.yaml"):
        path = located(one.file)
        if not path.exists():
            raise WenceError(f"没有找到标注的文件“{one.file}”。")
        document = by_name.get(path.name) or loaded(path)
        beside = shelf if not one.file.startswith("shared:") else Shelf((), AS_OF)
        scores.append(compared(one, document, beside))
    return ReferenceScore(
        sum(one.marks for one in scores),
        sum(one.found for one in scores),
        sum(one.right for one in scores),
        sum(one.mentions for one in scores),
        sum(one.true for one in scores),
        tuple(fault for one in scores for fault in one.faults),
    )


def laws(sample: int) -> tuple[Counter[str], float, list[str]]:
    """Status → count of the 条 references of all national statutes to themselves, the seconds it took, and a seeded
    sample of those that do not resolve, each with its sentence."""
    counts: Counter[str] = Counter()
    rest: list[str] = []
    spent = 0.0
    for document in _national():
        began = time.perf_counter()
        found = references_of(document, Shelf((), AS_OF))
        spent += time.perf_counter() - began
        for one in found:
            if one.mention.kind in ("address", "self") and "条" in one.mention.address:
                counts[one.status] += 1
                if one.status in BROKEN:
                    begin, end = max(0, one.mention.start - 40), one.mention.end + 30
                    around = document.text[begin:end].replace("\n", "⏎")
                    rest.append(f"{document.title} {one.source.path} {one.status}：…{around}…（{one.note}）")
    random.Random(7).shuffle(rest)
    return counts, spent, rest[:sample]


def _national() -> Iterator[Document]:
    for statute in read_archive(SHARED / NATIONAL):
        yield parse(statute.data, f"{statute.name}.md").document


@click.command(
    help="条文引用：人工标注（dev、test）上找得准不准，全国法律（laws）里引用本法的条款找不找得到。"
)
@click.argument("which", type=click.Choice(["dev", "test", "laws"]))
@click.option("--unresolved", default=0, help="laws：列出多少处没有找到的")
@click.option("--quiet", is_flag=True, help="不列出差错")
def main(which: str, unresolved: int, quiet: bool) -> None:
    """Print one of the measures; exit code 1 below its floor."""
    if not CORPORA.is_dir():
        click.echo(f"跳过：没有找到语料“{CORPORA}”。", err=True)
        return
    if which == "laws":
        counts, spent, rest = laws(unresolved)
        for line in rest:
            click.echo(line)
        everything = sum(counts.values()) - counts["external"]  # of another document: none of its own
        share = (counts["resolved"] + counts["range"]) / everything if everything else 0.0
        told = "，".join(f"{status} {count}" for status, count in counts.most_common())
        click.echo(
            f"本法条款的引用 {everything} 处：{told}；找到 {share:.4f}（要求 {STATUTES}），用 {spent:.1f} 秒"
        )
        sys.exit(0 if share >= STATUTES and spent <= SECONDS else 1)
    found = score(which)
    if not quiet:
        click.echo("\n".join(found.faults))
    precision, recall, right = (
        found.true / max(found.mentions, 1),
        found.found / max(found.marks, 1),
        found.right / max(found.found, 1),
    )
    click.echo(
        f"{which}：标注 {found.marks} 处，准确率 {precision:.3f}（要求 {PRECISION}），"
        f"召回率 {recall:.3f}（要求 {RECALL}），指得对 {right:.3f}（要求 {RIGHT}）"
    )
    sys.exit(0 if precision >= PRECISION and recall >= RECALL and right >= RIGHT else 1)


if __name__ == "__main__":
    main()
