"""How fast the whole of it is: `python -m eval.bench.speed`.

Builds a base of the newest version of every national statute with `wence build` as a user would, asks it
the held-out questions through `KnowledgeBase.search`, so that Chroma and everything else takes part, does the
same on the plan, and times `wence ask` from a cold start.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import click
import numpy as np

from eval.bench.retrieval import DEPTH, Figures, figures
from eval.bench.statutes import (
    NATIONAL,
    QUESTIONS,
    SHARED,
    LayQuestion,
    Statute,
    articles,
    folder,
    load_questions,
    newest,
    read_archive,
)
from ingest.problems import WenceError
from kb.knowledge import KnowledgeBase

PLAN = Path(__file__).resolve().parents[2] / "policies" / "official"
HELD_OUT = 1
WARM_UP = 20
COLD_RUNS = 5
LIMITS = {
    "build_seconds": 180.0,
    "build_megabytes": 2500.0,
    "search_p95": 60.0,
    "plan_search_p95": 25.0,
    "cold_ask_seconds": 3.0,
}
COLD_QUESTION = "我刚毕业没房子也没社保，能把户口落到本市吗？"
# A day on which all is held to be in force: the archive holds laws that take effect after it was made.
ON = date(2099, 1, 1)


# A user's Python keeps what it has compiled.
_AS_A_USER = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of a build by the clock and of processor time, its megabytes (the most that any one of its
    processes held), milliseconds of a warm search, seconds of the median cold `wence ask`, and how well the whole base searched."""

    build_seconds: float
    build_processor_seconds: float
    build_megabytes: float
    search_p50: float
    search_p95: float
    plan_search_p50: float
    plan_search_p95: float
    cold_ask_seconds: float
    retrieval: Figures


@dataclass(frozen=True, slots=True)
class Spent:
    """Wall time, processor time and the largest resident size of a command and its children."""

    seconds: float
    processor_seconds: float
    megabytes: float


def wence(*arguments: str) -> Spent:
    """Run the command in a process of its own; RuntimeError with its last words when it fails."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-c", "from assistant.faces.cli import main; main()", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=_AS_A_USER,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begin
        if process.returncode not in (0, 1):
            said.seek(0)
            raise RuntimeError(said.read().decode("utf-8", "replace")[-500:])
    unit = 1e6 if sys.platform == "darwin" else 1e3  # Linux counts in kilobytes
    return Spent(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def warm(base: KnowledgeBase, questions: Sequence[str], k: int) -> tuple[list[float], list[list[str]]]:
    """Milliseconds and clause ids of each search, after some that are not counted."""
    for question in questions[:WARM_UP]:
        base.search(question, k, ON)
    spent, found = [], []
    for question in questions:
        begin = time.perf_counter()
        hits = base.search(question, k, ON).hits
        spent.append((time.perf_counter() - begin) * 1000)
        found.append([str(hit.clause_id) for hit in hits])
    return spent, found


def unpack(statutes: Sequence[Statute], target: Path) -> None:
    """The statutes as files, in the folders of the archive."""
    for one in statutes:
        path = target / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)


def quality(
    found: Sequence[Sequence[str]], questions: Sequence[LayQuestion], statutes: Sequence[Statute]
) -> Figures:
    """The figures of the whole base, whose hits are known by clause id."""
    known: dict[tuple[str, str], list[str]] = {}
    for one in articles(statutes):
        known.setdefault((one.law, one.path), []).append(str(one.passage.clause_id))
    number = {name: at for at, name in enumerate(sorted({i for ids in known.values() for i in ids}))}
    ranked = [[number.get(name, -1) for name in each] for each in found]
    gold = [[[number[i] for i in known.get(one, [])] for one in question.gold] for question in questions]
    return figures(ranked, gold)


def measure(corpus: Path = SHARED) -> Speed:
    """Everything, in a temporary folder. UsageError when the statutes are absent."""
    statutes = newest(read_archive(folder(corpus) / NATIONAL))
    questions = [q for q in load_questions(corpus / QUESTIONS) if q.half == HELD_OUT]
    texts = [question.text for question in questions]
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        unpack(statutes, here / "statutes")
        built = wence("build", str(here / "statutes"), "--data", str(here / "national"))
        click.echo(f"建库 {built.seconds:.0f} 秒", err=True)
        with KnowledgeBase.open(here / "national") as base:
            spent, found = warm(base, texts, DEPTH)
        wence("build", str(PLAN), "--data", str(here / "plan"))
        with KnowledgeBase.open(here / "plan") as base:
            on_plan, _ = warm(base, texts, 10)
        cold = [wence("ask", COLD_QUESTION, "--data", str(here / "plan")).seconds for _ in range(COLD_RUNS)]
    return Speed(
        built.seconds, built.processor_seconds, built.megabytes, *_percentiles(spent), *_percentiles(on_plan),
        float(np.median(cold)), quality(found, questions, statutes),
    )  # fmt: skip


def _percentiles(spent: Sequence[float]) -> tuple[float, float]:
    return float(np.percentile(spent, 50)), float(np.percentile(spent, 95))


def report(speed: Speed) -> str:
    """The table for people."""
    reached, found = asdict(speed), speed.retrieval
    labels = {
        "build_seconds": "全国法规建库（秒）",
        "build_megabytes": "建库内存峰值（MB）",
        "search_p95": "全国法规热检索 p95（毫秒）",
        "plan_search_p95": "规划热检索 p95（毫秒）",
        "cold_ask_seconds": "冷启动 wence ask（秒）",
    }
    lines = ["项目\t实测\t上限"]
    lines += [f"{label}\t{reached[name]:.1f}\t{LIMITS[name]:.0f}" for name, label in labels.items()]
    lines.append(f"建库占用处理器（秒）\t{speed.build_processor_seconds:.0f}\t")
    lines.append(f"全国法规热检索 p50（毫秒）\t{speed.search_p50:.1f}\t")
    lines.append(f"规划热检索 p50（毫秒）\t{speed.plan_search_p50:.1f}\t")
    lines.append(
        f"整个知识库 MRR@10 / R@10 / R@100\t{found.mrr10:.3f} / {found.r10:.3f} / {found.r100:.3f}\t"
    )
    return "\n".join(lines)


def above_limit(speed: Speed) -> list[str]:
    """The limits that are passed, by name."""
    reached = asdict(speed)
    return [name for name, limit in LIMITS.items() if reached[name] > limit]


@click.command(help="测建库、检索和冷启动的时间与内存。")
@click.option("--corpus", type=click.Path(path_type=Path), default=SHARED, help="语料文件夹")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def main(corpus: Path, as_json: bool) -> None:
    try:
        speed = measure(corpus)
    except WenceError as problem:
        click.echo(str(problem), err=True)
        sys.exit(2)
    click.echo(json.dumps(asdict(speed), ensure_ascii=False, indent=1) if as_json else report(speed))
    sys.exit(1 if above_limit(speed) else 0)


if __name__ == "__main__":
    main()
