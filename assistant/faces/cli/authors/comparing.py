"""`wence compare`: the two versions found, compared and written out."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.faces.cli.chinese import Command
from assistant.faces.cli.opening import document_named
from assistant.faces.cli.options import data_option, json_option
from assistant.faces.cli.writing import say, write
from assistant.typeset import terminal_width
from ingest.problems import UsageError


@click.command(
    cls=Command,
    short_help="比较一份文件的两个版本",
    help="逐条比较两个版本：新增、删除、修改、移动、序号变化；数字改动排在最前，只改标点和全半角的另列。",
    arguments={"OLD": "旧版本：文件，或知识库里文件的编号、标题、文号", "NEW": "新版本，写法同上"},
    examples=["wence compare 旧.md 新.docx", "wence compare 旧.md 新.md --html 对照.html"],
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@json_option
@click.option("--html", metavar="文件", help="写出左右对照的网页；- 表示标准输出")
@click.option("--strict", is_flag=True, help="有实质改动时，退出码为 1")
@data_option
@click.pass_context
def compare(
    ctx: click.Context, old: str, new: str, as_json: bool, html: str | None, strict: bool, data: Path
) -> None:
    """Two versions in, what changed out."""
    if compare_versions(old, new, as_json, html, data) and strict:
        ctx.exit(1)


def compare_versions(old: str, new: str, as_json: bool, html: str | None, data: Path) -> bool:
    """Write the comparison; whether anything of substance differs. UsageError for a version not found."""
    from assistant.authoring.differences import comparison_html, comparison_json, comparison_text
    from kb.change import compare

    if as_json and html == "-":
        raise UsageError("--json 和 --html - 都写到标准输出，只能用一个。")
    found = compare(document_named(old, data), document_named(new, data))
    if html == "-":
        click.echo(comparison_html(found), nl=False)
    elif html is not None:
        write(html, comparison_html(found))
    if as_json:
        say(comparison_json(found), indent=2)
    elif html is None:
        click.echo(comparison_text(found, terminal_width()))
    return not found.same
