"""`wence check`: whether the rules still say what their clauses say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.batch import say
from assistant.cli.chinese import Command
from assistant.cli.opening import open_base
from assistant.cli.options import data_option, json_option, reading
from assistant.typeset import terminal_width, wrap
from ingest.problems import UsageError

if TYPE_CHECKING:
    from assistant.eligibility.inspection import Inspected


@click.command(
    cls=Command,
    short_help="核对规则：条款还在不在、原文变没变、案例过不过",
    help="核对资格规则：所引条款存在、原文逐字在、用到的数字在原文里、核对之后条款没有改过，并跑一遍各规则的案例。",
    examples=["wence check --rules", "wence check --rules --confirm 人才租房补贴 --by 张三"],
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
@data_option
@click.pass_context
def check(
    ctx: click.Context,
    rules: bool,
    rules_dir: Path | None,
    confirmed: str | None,
    by: str | None,
    as_json: bool,
    data: Path,
) -> None:
    """Rules in, what is wrong with them out."""
    if not rules:
        raise UsageError("请写要核对什么：wence check --rules 核对资格规则。")
    if (confirmed is None) != (by is None):
        raise UsageError("--confirm 方案 和 --by 姓名 要一起写。")
    if check_rules(rules_dir, data, confirmed, by, as_json):
        ctx.exit(1)


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
        book = RuleBook.load(folder, base)
    found = inspect(book, folder)
    if as_json:
        say({"rules": [one.as_json() for one in found], "unread": list(book.unread)}, indent=2)
    else:
        click.echo(_report(found, book.unread, terminal_width()))
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
