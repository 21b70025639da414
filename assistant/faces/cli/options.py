"""Options that several commands share, read by functions that complain in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from assistant.faces.inputs import date_of
from ingest.problems import UsageError

Callback = Callable[[click.Context, click.Parameter, Any], Any]


def reading(read: Callable[[str], Any]) -> Callback:
    """An option's callback: its value by `read`, whose UsageError names the command's help page too."""

    def convert(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        if value is None or ctx.resilient_parsing:
            return value
        try:
            return read(value)
        except UsageError as error:
            raise click.UsageError(str(error), ctx) from error

    return convert


def port_of(value: str) -> int:
    """A TCP port; UsageError otherwise."""
    if not value.isdecimal() or not 1 <= int(value[:9]) <= 65535:
        raise UsageError(f"端口“{value[:20]}”不对，请写 1 到 65535 之间的整数。")
    return int(value)


Wrapper = Callable[[Callable[..., Any]], Callable[..., Any]]

data_option: Wrapper = click.option(
    "--data",
    metavar="文件夹",
    default=".wence",
    envvar="WENCE_DATA",
    callback=reading(Path),
    help="知识库所在的文件夹，默认 .wence，也可用环境变量 WENCE_DATA 指定",
)
policies_option: Wrapper = click.option(
    "--policies",
    metavar="文件夹",
    envvar="WENCE_POLICIES",
    callback=reading(Path),
    help="政策文件夹：文件、规则、词库、城市都用它的，默认 policies，也可用环境变量 WENCE_POLICIES 指定",
)
json_option: Wrapper = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序读取")
as_of_option: Wrapper = click.option(
    "--as-of",
    metavar="日期",
    callback=reading(date_of),
    help="按哪一天有效的文件回答，如 2026-01-31，默认今天",
)
batch_option: Wrapper = click.option(
    "--batch", metavar="文件", help="逐行读取 JSONL 文件（- 表示标准输入），逐行输出结果"
)


def chosen_date(as_of: date | None) -> date:
    """The day asked for, today when none was."""
    return as_of or date.today()
