"""`wence compare`: the two versions found, compared and written out."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.batch import say
from assistant.cli.chinese import Command
from assistant.cli.opening import open_base
from assistant.cli.options import data_option, json_option
from assistant.typeset import terminal_width
from ingest.document import Document
from ingest.problems import ReadError, UsageError


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
    from assistant.differences import comparison_html, comparison_json, comparison_text
    from kb.compare import compare

    if as_json and html == "-":
        raise UsageError("--json 和 --html - 都写到标准输出，只能用一个。")
    found = compare(_version(old, data), _version(new, data))
    if html == "-":
        click.echo(comparison_html(found), nl=False)
    elif html is not None:
        try:
            Path(html).write_text(comparison_html(found), encoding="utf-8")
        except OSError as error:
            raise UsageError(f"写不了“{html}”（{error.strerror}），请换一个位置。") from None
    if as_json:
        say(comparison_json(found), indent=2)
    elif html is None:
        click.echo(comparison_text(found, terminal_width()))
    return not found.same


def _version(name: str, data: Path) -> Document:
    path = Path(name)
    if path.is_dir():
        raise ReadError(f"“{name}”是文件夹，请指明其中的一个文件。")
    if path.is_file():
        from ingest.sandbox import parse_guarded

        return parse_guarded(path).document
    if not data.is_dir():
        raise UsageError(f"找不到文件“{name}”，也没有知识库“{data}”可查，请检查路径。")
    base = open_base(data)
    try:
        meant = base.explain(name)
        ids = tuple(dict.fromkeys(clause.document for clause in meant.clauses if not clause.path))
        if len(ids) == 1:
            return base.document(ids[0])
    finally:
        base.close()
    if ids:
        raise UsageError(f"“{name}”对应不止一份文件：{'、'.join(ids[:5])}，请写明编号。")
    raise UsageError(f"找不到文件“{name}”，知识库里也没有这份文件，请检查路径、编号、标题或文号。")
