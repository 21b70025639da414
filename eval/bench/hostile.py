"""Files that mean no good: `python -m eval.bench.hostile [--samples FOLDER] [--mutations 2000]`.

Sample files of other projects (packages in a folder: sdists, wheels, zips and .deb, or files that lie there) and
damaged policies are read in the sandbox. Every file must get one verdict, within the limits of time and memory:
a document with text, or one sentence.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from eval.bench.mutation import SUFFIXES, mutations, sources
from ingest.limits import Limits
from ingest.parse import Parsed
from ingest.sandbox.sandbox import Cost, Outcome, Sandbox

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
PLAN = next((ROOT / "policies" / "official").glob("*.txt"))
WORST = 10
_MAX_BYTES = 64 * 1024 * 1024
_READ = frozenset((*SUFFIXES, ".htm"))
_NO_SENTENCE = re.compile(r"\n|Traceback|File \"|。$")


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file: `verdict` is "parsed", "problems" or "refused", `seconds` by the clock, `peak` bytes,
    `wrong` what a floor forbids or ""."""

    name: str
    verdict: str
    reason: str
    seconds: float
    peak: int
    wrong: str


def samples(folder: Path) -> Iterator[tuple[bytes, str]]:
    """Every file of a format we read, in the packages and folders below `folder`, by name."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _READ:
            yield path.read_bytes(), f"{path.relative_to(folder)}"
        elif path.name.endswith((".tar.gz", ".tgz", ".tar.xz", ".tar.bz2")):
            yield from _of_tar(path.read_bytes(), path.name)
        elif path.suffix in {".zip", ".whl"}:
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    if Path(entry.filename).suffix.lower() in _READ and entry.file_size < _MAX_BYTES:
                        yield archive.read(entry), f"{path.name}/{entry.filename}"
        elif path.suffix == ".deb":
            packed = subprocess.run(
                ["dpkg-deb", "--fsys-tarfile", str(path)], capture_output=True, check=True
            )
            yield from _of_tar(packed.stdout, path.name)


def _of_tar(packed: bytes, name: str) -> Iterator[tuple[bytes, str]]:
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            if member.isfile() and Path(member.name).suffix.lower() in _READ and member.size < _MAX_BYTES:
                stream = archive.extractfile(member)
                if stream:
                    yield stream.read(), f"{name}/{member.name}"


def judge(jobs: Iterator[tuple[bytes, str]], workers: int, limits: Limits) -> list[FileOutcome]:
    """Read every file; its name must be its own."""
    names: list[str] = []
    costs: dict[str, Cost] = {}

    def named() -> Iterator[tuple[bytes, str]]:
        for data, name in jobs:
            names.append(name)
            yield data, name

    cases = []
    with Sandbox(workers, limits) as box:
        for number, outcome in enumerate(box.parse(named(), spent=costs.__setitem__)):
            cost = costs.get(names[number], Cost(0.0, 0.0, 0))
            cases.append(_case(names[number], outcome, cost, limits))
            if number % 100 == 99:
                click.echo(f"已读 {number + 1} 个文件", err=True)
    if len(cases) != len(names):
        raise RuntimeError(f"{len(names)} files got {len(cases)} verdicts")
    return cases


def _case(name: str, outcome: Outcome, cost: Cost, limits: Limits) -> FileOutcome:
    if isinstance(outcome, Parsed):
        verdict = "problems" if outcome.problems else "parsed"
        reason, wrong = "", "" if any(one.text.strip() for one in outcome.document.clauses) else "空文件"
    else:
        verdict, reason = "refused", outcome.reason
        wrong = "原因不是一句话" if _NO_SENTENCE.search(reason) or not re.search("[一-鿿]", reason) else ""
        if "程序解析出错" in reason or "意外终止" in reason:
            wrong = "程序出错"
    if cost.seconds > limits.seconds + 1 or cost.peak > limits.memory:
        wrong = wrong or "超过时间或内存"
    return FileOutcome(name, verdict, reason, cost.seconds, cost.peak, wrong)


def report(cases: list[FileOutcome]) -> str:
    """The counts, the worst by time and by memory, and whatever a floor forbids."""
    lines = ["\t".join(["文件数", *Counter(one.verdict for one in cases)])]
    lines.append("\t".join([str(len(cases)), *map(str, Counter(one.verdict for one in cases).values())]))
    lines.append("\n各种原因")
    reasons = Counter(re.sub(r"\d[\d,.]*|“[^”]*”", "…", one.reason) for one in cases if one.reason)
    lines += [f"{count}\t{reason}" for reason, count in reasons.most_common()]
    for title, worst in (
        ("最慢的（秒）", sorted(cases, key=lambda one: -one.seconds)),
        ("内存最多的（MB）", sorted(cases, key=lambda one: -one.peak)),
    ):
        lines.append(f"\n{title}")
        lines += [
            f"{one.seconds:.2f}\t{one.peak / 2**20:.0f}\t{one.name}\t{one.reason}" for one in worst[:WORST]
        ]
    wrong = [one for one in cases if one.wrong]
    lines.append(f"\n不合要求的：{len(wrong)}")
    lines += [f"{one.wrong}\t{one.name}\t{one.reason}" for one in wrong]
    return "\n".join(lines)


@click.command(help="用别处的样本文件和改坏的政策文件试读，每个文件都要有一个结论。")
@click.option(
    "--samples", "folder", type=click.Path(path_type=Path), help="放样本包（sdist、deb、zip）的文件夹"
)
@click.option("--mutations", "count", default=2000, help="改坏的文件数")
@click.option("--seed", default=1, help="随机种子")
@click.option("--workers", type=int, default=2, help="同时读取的文件数")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def main(folder: Path | None, count: int, seed: int, workers: int, as_json: bool) -> None:
    cases: list[FileOutcome] = []
    limits = Limits()
    if folder and folder.is_dir():
        cases += judge(samples(folder), workers, limits)
    else:
        click.echo("没有样本文件夹（--samples），只试改坏的政策文件。", err=True)
    if not CORPORA.is_dir():
        click.echo(f"没有“{CORPORA}”，改坏的文件只从规划做起。", err=True)
    cases += judge(mutations(sources(CORPORA, PLAN), count, seed), workers, limits)
    click.echo(json.dumps([asdict(one) for one in cases], ensure_ascii=False) if as_json else report(cases))
    sys.exit(1 if any(one.wrong for one in cases) else 0)


if __name__ == "__main__":
    main()
