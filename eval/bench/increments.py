"""How long it takes to add one document to a large base that goes on answering: `python -m eval.bench.increments`.

Builds a base of the newest version of every national statute but a few, then adds those one by one with
`wence build` as a user would, while another process asks the base one question after the other.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import click

from eval.bench.speed import ON, unpack, wence
from eval.bench.statutes import NATIONAL, QUESTIONS, SHARED, folder, load_questions, newest, read_archive
from ingest.problems import WenceError
from kb.knowledge import KnowledgeBase

ADDED = 5
LIMIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class IncrementCost:
    """Seconds and megabytes of each addition; of the questions asked meanwhile how many, the slowest in
    milliseconds, and how many failed. `found`: the additions whose first clause can be looked up afterwards."""

    clauses: int
    seconds: tuple[float, ...]
    megabytes: float
    asked: int
    slowest_ms: float
    failed: int
    found: int


def _ask(data: Path, questions: list[str], line: Connection) -> None:
    """Ask until something comes down the line; then say how it went."""
    asked = failed = 0
    slowest = 0.0
    with KnowledgeBase.open(data) as base:
        base.search(questions[0], 10, ON)
        line.send("ready")
        while not line.poll():
            begin = time.perf_counter()
            try:
                failed += not base.search(questions[asked % len(questions)], 10, ON).hits
            except WenceError:
                failed += 1
            slowest = max(slowest, time.perf_counter() - begin)
            asked += 1
            time.sleep(0.02)
    line.send((asked, slowest * 1000, failed))


def measure(corpus: Path = SHARED) -> IncrementCost:
    """Everything, in a temporary folder. UsageError when the statutes are absent."""
    statutes = newest(read_archive(folder(corpus) / NATIONAL))
    questions = [question.text for question in load_questions(corpus / QUESTIONS)]
    step = len(statutes) // ADDED
    late = statutes[step // 2 :: step][:ADDED]
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        unpack([one for one in statutes if one not in late], here / "statutes")
        unpack(late, here / "late")
        wence("build", str(here / "statutes"), "--data", str(here / "base"))
        ours, theirs = multiprocessing.Pipe()
        asking = multiprocessing.get_context("spawn").Process(
            target=_ask, args=(here / "base", questions, theirs)
        )
        asking.start()
        ours.recv()
        spent = [wence("build", str(here / "late" / one.name), "--data", str(here / "base")) for one in late]
        ours.send("enough")
        asked, slowest, failed = ours.recv()
        asking.join()
        with KnowledgeBase.open(here / "base") as base:
            known = {entry.origin for entry in base.entries()}
            clauses = sum(len(base.document(entry.id).clauses) for entry in base.entries())
        found = sum(str((here / "late" / one.name).resolve()) in known for one in late)
    seconds = tuple(round(one.seconds, 2) for one in spent)
    return IncrementCost(clauses, seconds, max(one.megabytes for one in spent), asked, slowest, failed, found)


@click.command(help="测往大知识库里加一份文件要多久，期间能不能照常回答。")
@click.option("--corpus", type=click.Path(path_type=Path), default=SHARED, help="语料文件夹")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def main(corpus: Path, as_json: bool) -> None:
    try:
        growth = measure(corpus)
    except WenceError as problem:
        click.echo(str(problem), err=True)
        sys.exit(2)
    if as_json:
        click.echo(json.dumps(asdict(growth), ensure_ascii=False, indent=1))
    else:
        click.echo(
            f"知识库 {growth.clauses:,} 个条款；加一份文件 {sorted(growth.seconds)[len(growth.seconds) // 2]:.1f} 秒"
            f"（最慢 {max(growth.seconds):.1f} 秒，上限 {LIMIT_SECONDS:.0f} 秒），内存 {growth.megabytes:.0f} MB；"
            f"期间回答 {growth.asked} 问，最慢 {growth.slowest_ms:.0f} 毫秒，失败 {growth.failed}；"
            f"加入的 {growth.found}/{ADDED} 份都能找到"
        )
    sys.exit(1 if max(growth.seconds) > LIMIT_SECONDS or growth.failed or growth.found < ADDED else 0)


if __name__ == "__main__":
    main()
