"""How exactly `compare` finds seeded edits, and whether it finds none in a text that is only set anew.

    python -m eval.bench.versions [--edits 30] [--seeds 3] [--half 1]

An edit is found when the comparison has exactly one change of its kind with the clause's words before and
after; a document is exact when all its edits are found and nothing else of substance is told. Half 0 of the
documents (by a hash of the name) is for development, half 1 for the report.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

import click

from eval.bench.amending import amend
from eval.bench.drafting import Truth, bare, entries
from eval.bench.resetting import COPIES
from eval.bench.statutes import LOCAL, NATIONAL, SHARED, folder, read_archive
from ingest.parse import parse
from ingest.problems import WenceError
from kb.change.comparison import ClauseChange, Comparison, compare

_PLAN = Path(__file__).resolve().parents[2] / "policies" / "official"
_EVERY = {NATIONAL: 12, LOCAL: 12}  # one statute in so many


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document to edit: its file name and text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class EditScore:
    """`found` of `told` edits by kind; `exact` of `drafts` edited documents have nothing missed and nothing
    else; `clean` of `copies` set anew have no difference of substance; `wrong` names what was not right."""

    drafts: int
    exact: int
    found: tuple[tuple[str, int, int], ...]
    excess: int
    copies: tuple[tuple[str, int, int], ...]
    wrong: tuple[str, ...]


def sources(corpus: Path, half: int) -> Iterator[SourceText]:
    """The documents of one half."""
    files = [*sorted((corpus.parent / "regulations").glob("*.md")), *sorted(_PLAN.glob("*.txt"))]
    for path in files:
        if half_of(path.name) == half:
            yield SourceText(path.name, path.read_text(encoding="utf-8"))
    for archive, every in _EVERY.items():
        for number, one in enumerate(read_archive(corpus / archive)):
            name = PurePosixPath(one.name).name
            if number % every == 0 and half_of(name) == half:
                yield SourceText(name, one.data.decode("utf-8"))


def half_of(name: str) -> int:
    """0 or 1, by a hash of the name."""
    return sha256(f"compare{name}".encode()).digest()[-1] % 2


def judge(comparison: Comparison, truths: Sequence[Truth]) -> tuple[list[Truth], list[ClauseChange]]:
    """The edits that were not found, and the changes of substance that nobody made."""
    told = list(comparison.changes)
    missed: list[Truth] = []
    for truth in truths:
        fitting = next((change for change in told if _fits(change, truth)), None)
        if fitting is None:
            missed.append(truth)
        else:
            told.remove(fitting)
    return missed, [change for change in told if change.substance]


def _fits(change: ClauseChange, truth: Truth) -> bool:
    texts = (bare(change.old_text), bare(change.new_text)) == (truth.old, truth.new)
    return texts and change.kind == truth.kind and change.substance == truth.substance


def measure(corpus: Path, half: int, count: int, seeds: int) -> EditScore:
    """Edit and reset every document of a half."""
    held = list(sources(corpus, half))
    spare = [
        e.body for one in held[:4] for e in entries(one.text) if e.kind == "article" and len(e.body) > 30
    ]
    found, made, copies, clean = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    drafts = exact = excess = 0
    wrong: list[str] = []
    for number, one in enumerate(held):
        old = parse(one.text.encode(), one.name).document
        for name, copy in COPIES.items():
            data, suffix = copy(one.text)
            same = compare(old, parse(data.encode(), Path(one.name).stem + suffix).document)
            copies[name] += 1
            clean[name] += same.same
            wrong += [f"{one.name} {name}: {_told(change)}" for change in same.substantial[:3]]
        other = [text for text in spare if text not in one.text] if number < 4 else spare
        for seed in range(seeds):
            text, truths = amend(one.text, other, seed, count)
            missed, more = judge(compare(old, parse(text.encode(), one.name).document), truths)
            made.update(truth.edit for truth in truths)
            found.update(truth.edit for truth in truths)
            found.subtract(truth.edit for truth in missed)
            drafts, exact, excess = drafts + 1, exact + (not missed and not more), excess + len(more)
            wrong += [f"{one.name} seed {seed} missed {t.edit}: {t.old[:50]} → {t.new[:50]}" for t in missed]
            wrong += [f"{one.name} seed {seed} told: {_told(change)}" for change in more]
    return EditScore(
        drafts, exact, tuple((kind, found[kind], made[kind]) for kind in sorted(made)), excess,
        tuple((name, clean[name], copies[name]) for name in copies), tuple(wrong),
    )  # fmt: skip


def _told(change: ClauseChange) -> str:
    return f"{change.kind} {change.old or change.new} {change.old_text[:50]!r} → {change.new_text[:50]!r}"


def report(score: EditScore) -> str:
    """The figures as a table."""
    made, found = sum(n for *_, n in score.found), sum(n for _, n, _ in score.found)
    lines = [
        f"修改样本 {score.drafts} 份，完全正确 {score.exact} 份；改动 {found}/{made} 处找对，多报 {score.excess} 处"
    ]
    lines += [f"  {kind:<18}{right:>6}/{all_}" for kind, right, all_ in score.found]
    lines += ["重排样本（没有实质改动）："]
    lines += [f"  {name:<18}{right:>6}/{all_}" for name, right, all_ in score.copies]
    return "\n".join(lines)


@click.command(help="条款比较的评测：带答案的修改样本，和只改排版的样本。")
@click.option("--corpus", type=click.Path(path_type=Path), default=SHARED, help="语料文件夹")
@click.option("--half", type=click.IntRange(0, 1), default=1, help="哪一半文件，0 供开发，1 供报告")
@click.option("--edits", "count", default=30, help="每份文件改几处")
@click.option("--seeds", default=3, help="每份文件改几遍")
@click.option("--wrong", default=20, help="列出几处不对的")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def main(corpus: Path, half: int, count: int, seeds: int, wrong: int, as_json: bool) -> None:
    try:
        folder(corpus)
    except WenceError as problem:
        click.echo(f"跳过：{problem}", err=True)
        return
    score = measure(corpus, half, count, seeds)
    if as_json:
        from dataclasses import asdict

        click.echo(json.dumps(asdict(score), ensure_ascii=False, indent=1))
    else:
        click.echo(report(score))
        for line in score.wrong[:wrong]:
            click.echo(line, err=True)
    sys.exit(0)


if __name__ == "__main__":
    main()
