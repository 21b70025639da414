"""`wence documents`, `remove`, `restore`, `prune`, `verify`: what is held, and keeping it in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.faces.cli.building import told_progress
from assistant.faces.cli.chinese import Command
from assistant.faces.cli.options import as_of_option, chosen_date, data_option, json_option
from assistant.faces.cli.writing import tell
from assistant.typeset import clean, pad, terminal_width, wrap

if TYPE_CHECKING:
    from kb.audit import Audit
    from kb.build_report import BuildReport

NAMED = {"DOCUMENT…": "文件编号、文号或标题，可写几份"}


@click.command(
    cls=Command,
    short_help="列出收录的文件和每个源文件的处理结果",
    help="列出知识库里的文件：编号、标题、文号、在某一天是否有效、来自哪个源文件；没能入库的源文件和原因列在后面。",
    examples=["wence documents", "wence documents --all --json"],
)
@click.option("--all", "everything", is_flag=True, help="旧版本和已移除的文件也列出")
@json_option
@as_of_option
@data_option
def documents(everything: bool, as_json: bool, as_of: date | None, data: Path) -> None:
    """What is held, and what became of each file."""
    from assistant.faces.holdings import holdings, holdings_text

    found = holdings(data, chosen_date(as_of), everything)
    tell(as_json, found.as_json, lambda: holdings_text(found, terminal_width()))


@click.command(
    cls=Command,
    short_help="把文件移出知识库（可恢复）",
    help="把文件移出知识库，不再检索和引用。原文仍保留，用 wence restore 恢复，用 wence prune 彻底删除。",
    arguments=NAMED,
    examples=["wence remove 临发改-2021-25", "wence remove '临发改〔2021〕25号'"],
)
@click.argument("names", metavar="DOCUMENT", nargs=-1, required=True)
@data_option
def remove(names: tuple[str, ...], data: Path) -> None:
    """Take documents out."""
    from kb import removal

    _change(removal.remove, names, data)


@click.command(
    cls=Command,
    short_help="恢复移除的文件",
    help="恢复用 wence remove 移除的文件。",
    arguments=NAMED,
    examples=["wence restore 临发改-2021-25"],
)
@click.argument("names", metavar="DOCUMENT", nargs=-1, required=True)
@data_option
def restore(names: tuple[str, ...], data: Path) -> None:
    """Bring documents back."""
    from kb import removal

    _change(removal.restore, names, data)


@click.command(
    cls=Command,
    short_help="彻底删除已移除的文件",
    help="彻底删除已移除的文件和不再用到的原件，之后不能恢复。",
    examples=["wence prune"],
)
@data_option
def prune(data: Path) -> None:
    """Delete for good what was taken out."""
    from kb.removal import prune as pruned

    done = pruned(data)
    for name in done.documents:
        click.echo(f"已彻底删除  {clean(name)}")
    click.echo(
        f"删除 {len(done.documents)} 份文件、{done.originals} 个不再用到的原件（{done.size:,} 字节）。"
    )


@click.command(
    cls=Command,
    short_help="核对知识库是否完好",
    help="核对数据库、每个原件的 SHA-256、每个条款和检索索引。完好时退出码为 0，有问题为 1。",
    examples=["wence verify", "wence verify --json"],
)
@json_option
@data_option
@click.pass_context
def verify(ctx: click.Context, as_json: bool, data: Path) -> None:
    """Prove that the base is whole."""
    from kb.audit import audit

    found = audit(data)
    tell(as_json, lambda: _audit_json(found), lambda: _audit_text(found))
    if not found.sound:
        ctx.exit(1)


def _change(work: Callable[..., BuildReport], names: Sequence[str], data: Path) -> None:
    with told_progress() as progress:
        report = work(data, names, progress)
    for verdict in report.verdicts:
        click.echo(f"{pad(verdict.outcome.value, 8)}  {clean(verdict.document)}：{verdict.detail}")
    click.echo(f"知识库现有 {report.documents} 份文件、{report.clauses} 个条款。")


def _audit_json(found: Audit) -> dict[str, Any]:
    counts = asdict(found)
    problems = counts.pop("problems")
    return {"sound": found.sound, **counts, "problems": list(problems)}


def _audit_text(found: Audit) -> str:
    if found.sound:
        return (
            f"知识库完好：{found.documents} 份文件、{found.originals} 个原件、{found.clauses} 个条款、"
            f"{found.passages} 个检索段落，抽查 {found.asked} 个条款都能找回自己。"
        )
    lines = [wrap(problem.message, terminal_width(), "· ") for problem in found.problems]
    return "\n".join([f"发现 {len(found.problems)} 个问题：", *lines])
