"""`wence refs`: the references of a document, or of the whole base."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from assistant.faces.cli.chinese import Command
from assistant.faces.cli.opening import document_named, held_documents
from assistant.faces.cli.options import as_of_option, chosen_date, data_option, json_option
from assistant.faces.cli.writing import tell, write
from assistant.typeset import terminal_width
from ingest.problems import UsageError


@click.command(
    cls=Command,
    short_help="列出引用：哪一条引了什么，引得到引不到",
    help=(
        "列出文件里的引用（《名称》、文号、第×条第×款第（×）项、前款、下列、附件、表）和它们指的条款："
        "已找到、范围、有歧义、找不到、未收录、已失效。不写文件就列知识库里的全部。"
    ),
    arguments={"DOCUMENT": "文件，或知识库里文件的编号、标题、文号"},
    examples=["wence refs 草案.docx", "wence refs 临示例-2026-2 --status 找不到", "wence refs --json"],
)
@click.argument("document", metavar="[DOCUMENT]", required=False)
@click.option("--status", metavar="状态", help="只列这种状态的：已找到、范围、有歧义、找不到、未收录、已失效")
@click.option("--svg", metavar="文件", help="写出文件之间的引用图（SVG）")
@click.option("--strict", is_flag=True, help="有找不到、有歧义或已失效的，退出码为 1")
@json_option
@as_of_option
@data_option
@click.pass_context
def refs(
    ctx: click.Context,
    document: str | None,
    status: str | None,
    svg: str | None,
    strict: bool,
    as_json: bool,
    as_of: date | None,
    data: Path,
) -> None:
    """A document in, what it names out."""
    from assistant.authoring.reference_drawing import graph_svg
    from assistant.authoring.reference_report import names_of, reference_json, references_text
    from kb.finding import Shelf
    from kb.references import BROKEN, STATUSES, Graph

    wanted = {told: name for name, told in STATUSES.items()}
    if status is not None and status not in wanted and status not in STATUSES:
        raise UsageError(f"没有“{status}”这种状态，可用的有：{'、'.join(wanted)}。")
    held = held_documents(data)
    chosen = (document_named(document, data),) if document else held
    graph = Graph.of(chosen, Shelf(held, chosen_date(as_of)))
    found = graph.references
    if svg:
        write(svg, graph_svg(graph))
    shown = [one for one in found if status is None or one.status in (status, wanted.get(status))]
    tell(
        as_json,
        lambda: {"references": [reference_json(one) for one in shown]},
        lambda: references_text(shown, names_of((*held, *chosen)), terminal_width()),
    )
    if strict and any(one.status in BROKEN for one in found):
        ctx.exit(1)
