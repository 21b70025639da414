"""`wence check`: drafts examined, or whether the rules still say what their clauses say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.faces.cli.authors.examining import Wish, check_files, names_of
from assistant.faces.cli.chinese import Command
from assistant.faces.cli.opening import open_base
from assistant.faces.cli.options import as_of_option, chosen_date, data_option, json_option, reading
from assistant.faces.cli.writing import tell
from assistant.typeset import terminal_width, wrap
from ingest.problems import UsageError

if TYPE_CHECKING:
    from assistant.eligibility.inspection import Inspected


@click.command(
    cls=Command,
    short_help="检查草案：引用、数字、编号、用语、日期、格式；或核对资格规则",
    help=(
        "检查文件：引用的条款在不在、名称和文号对不对、同一指标有没有两个数、编号、简称、施行日期和公文格式。"
        "草案只检查，不入库。不写文件就检查知识库里的全部。--rules 另外核对资格规则。"
    ),
    arguments={"FILES": "要检查的文件，可以几个"},
    examples=[
        "wence check 草案.docx",
        "wence check 草案.docx --docx 批注.docx --hints",
        "wence check --rules --confirm 人才租房补贴 --by 张三",
    ],
)
@click.argument("files", metavar="[FILES]", nargs=-1)
@click.option("--only", metavar="检查", help="只做这几种检查，用逗号隔开")
@click.option("--hints", is_flag=True, help="也列出提示")
@click.option("--html", metavar="文件", help="写出一页检查结果")
@click.option("--docx", metavar="文件", help="写出带批注的 Word 副本（只对一个 .docx）")
@click.option(
    "--ignore",
    metavar="文件",
    callback=reading(Path),
    help="略过哪些的清单，默认政策文件夹里的 check-ignore.yaml",
)
@click.option("--rules", is_flag=True, help="核对资格规则")
@click.option(
    "--rules-dir", metavar="文件夹", callback=reading(Path), help="规则文件夹，默认用建库时文件旁边的 rules"
)
@click.option(
    "--confirm", "confirmed", metavar="方案", help="记下“已对照现行条款核对”，全部写 all；与 --by 一起用"
)
@click.option("--by", metavar="姓名", help="核对的人")
@json_option
@as_of_option
@data_option
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[str, ...],
    only: str | None,
    hints: bool,
    html: str | None,
    docx: str | None,
    ignore: Path | None,
    rules: bool,
    rules_dir: Path | None,
    confirmed: str | None,
    by: str | None,
    as_json: bool,
    as_of: date | None,
    data: Path,
) -> None:
    """Drafts in, what is wrong with them out; or rules."""
    if (confirmed is None) != (by is None):
        raise UsageError("--confirm 方案 和 --by 姓名 要一起写。")
    if rules or confirmed:
        if files:
            raise UsageError("--rules 核对的是资格规则，不能同时写要检查的文件。")
        if check_rules(rules_dir, data, confirmed, by, as_json):
            ctx.exit(1)
        return
    wish = Wish(names_of(only), hints, as_json, html, docx)
    code = check_files(files, data, chosen_date(as_of), ignore, wish)
    if code:
        ctx.exit(code)


def check_rules(folder: Path | None, data: Path, confirmed: str | None, by: str | None, as_json: bool) -> int:
    """Write what the inspection found; how many rules and files need somebody's attention."""
    from assistant.eligibility.inspection import inspect
    from assistant.eligibility.rulebook import RuleBook, confirm, rule_files

    with open_base(data) as base:
        folder = folder or base.rules
        if confirmed is not None and by is not None:
            schemes = [path.stem for path in rule_files(folder)] if confirmed == "all" else [confirmed]
            for scheme in schemes:
                confirm(folder, scheme, by, date.today(), base)
        book = RuleBook.load(folder, base, base.site)
    found = inspect(book, folder)
    tell(
        as_json,
        lambda: {"rules": [one.as_json() for one in found], "unread": list(book.unread)},
        lambda: _report(found, book.unread, terminal_width()),
    )
    return len(book.unread) + sum(not one.sound for one in found)


def _report(found: Sequence[Inspected], unread: Sequence[str], columns: int) -> str:
    lines = []
    for one in found:
        state = "有误" if one.broken else "未核对" if one.problem else "可判断"
        lines.append(f"{state}　{one.scheme}（案例 {one.cases}，未过 {len(one.failed)}）")
        lines += [wrap(problem, columns, "　　　　") for problem in (one.problem, *one.failed) if problem]
    lines += [wrap(problem, columns, "读不了　") for problem in unread]
    sound = sum(one.sound for one in found)
    lines.append(
        f"共 {len(found)} 条规则、{sum(one.cases for one in found)} 个案例：{sound} 条没有问题，{len(found) - sound + len(unread)} 条要看。"
    )
    return "\n".join(lines)
