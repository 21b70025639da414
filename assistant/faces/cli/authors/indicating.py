"""`wence indicators`: the indicators of a plan, and whether they are on course."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.faces.cli.chinese import Command
from assistant.faces.cli.opening import document_named, open_base
from assistant.faces.cli.options import data_option, json_option
from assistant.faces.cli.writing import say, write
from ingest.problems import UsageError


@click.command(
    cls=Command,
    short_help="规划的指标：完成、目标、进度，导出表格和图",
    help=(
        "列出文件里带年份的指标（名称、范围、单位、各年完成、目标、出处），连同 policies/indicators.yaml 里逐年填报的值，"
        "看是否按进度；可导出 CSV 和图。不写文件就列知识库里有指标表的全部文件。"
    ),
    arguments={"DOCUMENT": "文件，或知识库里文件的编号、标题、文号"},
    examples=["wence indicators", "wence indicators 临发改-2021-25 --csv 指标.csv --svg 指标.svg"],
)
@click.argument("document", metavar="[DOCUMENT]", required=False)
@click.option("--csv", "csv_file", metavar="文件", help="写出 CSV；- 表示标准输出")
@click.option("--svg", "svg_file", metavar="文件", help="写出图（SVG）")
@json_option
@data_option
def indicators(
    document: str | None, csv_file: str | None, svg_file: str | None, as_json: bool, data: Path
) -> None:
    """A plan in, its indicators out."""
    from assistant.authoring.indicator_report import (
        indicator_json,
        indicators_csv,
        indicators_svg,
        indicators_text,
    )
    from kb.facts import ENTERED, indicators_of, read_entries

    if as_json and csv_file == "-":
        raise UsageError("--json 和 --csv - 都写到标准输出，只能用一个。")
    folder = None
    documents = [document_named(document, data)] if document else []
    if data.is_dir() or not document:
        with open_base(data) as base:
            folder = base.policies
            documents = documents or list(base.documents())
    entries = read_entries(folder / ENTERED) if folder else ()
    found = [one for each in documents for one in indicators_of(each, entries)]
    if csv_file == "-":
        click.echo(indicators_csv(found), nl=False)
    elif csv_file:
        write(
            csv_file, "\ufeff" + indicators_csv(found)
        )  # Excel takes a file without the mark for another encoding
    if svg_file:
        write(svg_file, indicators_svg(found))
    if as_json:
        say({"indicators": [indicator_json(one) for one in found]}, indent=2)
    elif csv_file != "-":
        click.echo(indicators_text(found))
