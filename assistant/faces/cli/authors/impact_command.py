"""`wence impact`: what a new version, or an amendment, touches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.faces.cli import writing
from assistant.faces.cli.chinese import Command
from assistant.faces.cli.opening import document_named, open_base
from assistant.faces.cli.options import as_of_option, chosen_date, data_option, json_option
from assistant.typeset import terminal_width
from ingest.problems import UsageError

if TYPE_CHECKING:
    from ingest.document import Document


@click.command(
    cls=Command,
    short_help="改一份文件会影响什么：引用、规则、数字、用语",
    help=(
        "比较两个版本，列出改动的条款被谁引用、哪些资格规则依据它、哪些数字因此不一致。NEW 也可以是修改决定"
        "（将第五条第一款修改为“…”、删去…、增加一条，作为第七条：“…”），先改好再比较。只改排版的，影响为空。"
    ),
    arguments={"OLD": "旧版本：文件，或知识库里文件的编号、标题、文号", "NEW": "新版本或修改决定的文件"},
    examples=[
        "wence impact 临示例-2026-2 新版.docx",
        "wence impact 临示例-2026-2 修改决定.docx --write 修改后.txt",
    ],
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--write", metavar="文件", help="NEW 是修改决定时，写出改好的全文")
@json_option
@as_of_option
@data_option
def impact(old: str, new: str, write: str | None, as_json: bool, as_of: date | None, data: Path) -> None:
    """Two versions in, what the step touches out."""
    from assistant.authoring.differences import comparison_text
    from assistant.authoring.impact import impact as touched_by
    from assistant.authoring.impact import impact_json, impact_text
    from kb.finding import Shelf
    from kb.store import THESAURUS

    before, after = document_named(old, data), document_named(new, data)
    after, text = _carried_out(before, after)
    if write:
        if not text:
            raise UsageError("--write 只对修改决定有用：NEW 里没有“修改为”“删去”“增加”这样的修改。")
        writing.write(write, text)
    held: tuple[Document, ...] = ()
    rules = thesaurus = None
    if data.is_dir():
        with open_base(data) as base:
            held, rules = base.documents(), base.rules
            thesaurus = base.policies / THESAURUS
    found = touched_by(before, after, Shelf(held, chosen_date(as_of)), rules, thesaurus)
    if as_json:
        writing.say(impact_json(found), indent=2)
        return
    columns = terminal_width()
    if text:
        click.echo(comparison_text(found.comparison, columns) + "\n")
    click.echo(impact_text(found, columns))


def _carried_out(before: Document, after: Document) -> tuple[Document, str]:
    """The new version, and its text where `after` is an amendment of `before`."""
    from ingest.parse import parse
    from kb.change import amended, instructions

    wanted = instructions(after.text)
    if not wanted or after.id == before.id:
        return after, ""
    text = amended(before, wanted)
    made = parse(text.encode(), "修改后.txt", before.authority).document
    return replace(made, title=before.title, number=before.number), text
