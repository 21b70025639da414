"""`wence build`: progress on stderr, one verdict a file, a summary at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.typeset import clean, pad
from ingest.problems import ReadError

if TYPE_CHECKING:
    from kb.build_report import BuildReport, FileVerdict

POLICIES = Path("policies")
_COLOURS = {
    "ADDED": "green",
    "WARNED": "yellow",
    "REFUSED": "red",
    "UNSUPPORTED": "yellow",
    "NEEDS_OCR": "red",
    "MISSING": "yellow",
}

Progress = Callable[[str, int, int], None]


def build_base(paths: Sequence[Path], data: Path, policies: Path | None = None) -> BuildReport:
    """Build the knowledge base of `paths` in `data`, with the settings of `policies` (None: of the folder beside
    them), and print what became of each file; ReadError when a path does not exist."""
    for path in paths:
        if not path.exists():
            raise ReadError(f"找不到“{path}”，请写明政策文件所在的位置，例如 wence build policies/。")
    from kb.build import build

    with told_progress() as progress:
        report = build(paths, data, progress, policies=policies)
    for verdict in report.verdicts:
        click.echo(_line(verdict))
    for note in report.notes:
        click.echo(note, err=True)
    click.echo(report.summary)
    if not report.verdicts:
        folders = "、".join(f"“{path}”" for path in paths)
        click.echo(
            f"{folders}里没有政策文件，请放进去（例如 official 文件夹），再运行 wence build。", err=True
        )
    return report


def failed(report: BuildReport, paths: Sequence[Path]) -> bool:
    """Whether there was no file at all, a file was refused, or one named outright has no reader."""
    if not report.verdicts:
        return True
    named = {str(path) for path in paths if path.is_file()}
    return any(
        verdict.outcome.name in ("REFUSED", "NEEDS_OCR")
        or (verdict.outcome.name == "UNSUPPORTED" and verdict.path in named)
        for verdict in report.verdicts
    )


def _line(verdict: FileVerdict) -> str:
    told = pad(verdict.outcome.value, 8)
    colour = _COLOURS.get(verdict.outcome.name)
    detail = f"：{verdict.detail}" if verdict.detail else ""
    return f"{click.style(told, fg=colour)}  {clean(_relative(verdict.path))}{clean(detail)}"


def _relative(path: str) -> str:
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


@contextmanager
def told_progress() -> Iterator[Progress]:
    """A progress bar on a terminal; one line a stage elsewhere."""
    if not sys.stderr.isatty():
        yield _stages()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, int] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(bar.task_ids[tasks[stage]], completed=done, total=total)

        yield advance


def _stages() -> Progress:
    told: set[str] = set()

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in told:
            told.add(stage)
            click.echo(f"{stage}……", err=True)

    return tell
