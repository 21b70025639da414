"""click in Chinese: help pages and usage errors.

click's own words are replaced by overriding its classes, not by a gettext catalogue, so that
they do not depend on the locale of the machine.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import partial
from typing import Any

import click

from assistant.typeset import clean, pad, terminal_width, width, wrap
from ingest.problems import WenceError

HELP_NAMES = ["-h", "--help"]


class Command(click.Command):
    """A command whose help page and errors are Chinese. `arguments` describes its positional
    arguments (name → sentence), `examples` are shown under the help as they stand."""

    def __init__(
        self,
        *args: Any,
        arguments: dict[str, str] | None = None,
        examples: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        kwargs["context_settings"] = {"help_option_names": HELP_NAMES, "allow_extra_args": True}
        super().__init__(*args, **kwargs)
        self.arguments = arguments or {}
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click's, but too many arguments are told in Chinese."""
        super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            shown = " ".join(ctx.args)
            raise click.UsageError(f"多出了参数“{shown}”，有空格的内容请加引号", ctx)
        return ctx.args

    def get_help(self, ctx: click.Context) -> str:
        """The help page, set to the width of the terminal."""
        names = " ".join(_argument_name(p) for p in self.params if isinstance(p, click.Argument))
        parts = [f"用法：{' '.join(filter(None, [ctx.command_path, names]))} [选项]", _about(self)]
        if self.arguments:
            parts.append(_section("参数", self.arguments.items()))
        parts.append(_section("选项", _option_rows(self, ctx)))
        if self.examples:
            parts.append("例子：\n" + "\n".join(f"  {example}" for example in self.examples))
        return "\n\n".join(parts)


class CommandGroup(click.Group):
    """The top command. Its `main` is the one place where errors become one Chinese sentence on
    stderr and an exit code: 2 for usage and input, 1 for a fault of the program."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"context_settings": {"help_option_names": HELP_NAMES}, "invoke_without_command": True}
        super().__init__(*args, **kwargs)

    def get_help(self, ctx: click.Context) -> str:
        """The help page: what it is, the commands, the options."""
        commands = [(name, self.commands[name].get_short_help_str(200)) for name in self.commands]
        return "\n\n".join(
            [
                f"用法：{ctx.command_path} 命令 [选项]",
                _about(self),
                _section("命令", commands),
                _section("选项", _option_rows(self, ctx)),
                f"每个命令的详细用法：{ctx.command_path} 命令 --help",
            ]
        )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, but an unknown command names the nearest ones in Chinese."""
        if args and args[0] not in self.commands:
            known = "、".join(self.commands)
            raise click.UsageError(f"没有“{args[0]}”这个命令，{_nearest(args[0], self.commands, known)}", ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run and leave with the right exit code (SystemExit); without `standalone_mode` errors
        reach the caller as they are."""
        run: Callable[[], Any] = partial(
            super().main, args, prog_name or "wence", complete_var, False, windows_expand_args, **extra
        )
        if not standalone_mode:
            return run()
        _speak_unicode()
        try:
            code = run()
            sys.stdout.flush()
        except (click.Abort, KeyboardInterrupt):
            code = _tell("已中止。", 130)
        except click.ClickException as error:
            code = _tell(sentence(error), 2)
        except WenceError as error:
            code = _tell(str(error), 2)
        except OSError as error:
            code = _closed_pipe() if error.errno == errno.EPIPE else _tell(_system_sentence(error), 2)
        except Exception as error:  # noqa: BLE001 - the outermost boundary: a user never meets a traceback
            kind = type(error).__name__
            code = _tell(
                f"程序出错了（{kind}），请设置 WENCE_DEBUG=1 再运行一次，把显示的详情发给维护者。", 1
            )
        sys.exit(code if isinstance(code, int) else 0)


def sentence(error: click.ClickException) -> str:
    """What a click error says, as one Chinese sentence with the way to the help page."""
    ctx = getattr(error, "ctx", None)
    what = clean(_what(error).rstrip("。"))
    if ctx is None:
        return f"{what}。"
    return f"{what}{'' if what.endswith('？') else '，'}用法见 {ctx.command_path} --help。"


def _what(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        known = _options_of(error.ctx)
        return f"没有“{error.option_name}”这个选项，{_nearest(error.option_name, known, '、'.join(known))}"
    if isinstance(error, click.MissingParameter):
        name = _argument_name(error.param).strip("[]") if error.param else ""
        return f"缺少参数“{name}”"
    if isinstance(error, click.BadOptionUsage):
        given = "不带值" if "does not take" in error.message else "后面要有一个值"
        return f"选项“{error.option_name}”{given}"
    return error.message


def _nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    close = get_close_matches(name, list(known), n=2, cutoff=0.5)
    return f"是不是“{'”或“'.join(close)}”？" if close else f"可用的有：{otherwise}"


def _options_of(ctx: click.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [name for param in ctx.command.get_params(ctx) for name in param.opts if name.startswith("-")]


def _argument_name(param: click.Parameter) -> str:
    name = (param.metavar if isinstance(param, click.Argument) else None) or (param.name or "").upper()
    if isinstance(param, click.Argument):
        name = f"{name}…" if param.nargs == -1 else name
        return name if param.required else f"[{name}]"
    return param.opts[-1]


def _about(command: click.Command) -> str:
    return wrap((command.help or "").strip(), terminal_width(), "  ")


def _option_rows(command: click.Command, ctx: click.Context) -> list[tuple[str, str]]:
    rows = []
    for param in command.get_params(ctx):
        if isinstance(param, click.Option):
            value = "" if param.is_flag or param.count else f" {param.metavar or '值'}"
            text = "显示这页帮助" if "--help" in param.opts else param.help or ""
            rows.append((", ".join([*param.opts, *param.secondary_opts]) + value, text))
    return rows


def _section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    rows = list(rows)
    column = min(max(width(name) for name, _ in rows) + 2, 30)
    lines = [wrap(text, terminal_width(), "  " + pad(name, column)) for name, text in rows]
    return f"{title}：\n" + "\n".join(lines)


def _speak_unicode() -> None:
    # A terminal of another encoding shows “?” for what it lacks instead of failing.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def _tell(message: str, code: int) -> int:
    if os.environ.get("WENCE_DEBUG") == "1" and sys.exc_info()[0]:
        traceback.print_exc()
    click.echo(message, err=True)
    return code


def _system_sentence(error: OSError) -> str:
    reasons = {
        errno.ENOENT: "不存在",
        errno.EACCES: "没有读写权限",
        errno.EISDIR: "是文件夹，不是文件",
        errno.ENOTDIR: "的路径中有一段不是文件夹",
        errno.ENOSPC: "写不下了，磁盘已满",
        errno.EROFS: "所在的磁盘是只读的",
    }
    if error.filename is None and error.errno == errno.ENOSPC:
        return "磁盘已满，请腾出空间后再试。"
    reason = reasons.get(error.errno or 0, f"打不开（{error.strerror}）")
    return f"“{error.filename or '文件'}”{reason}，请检查后再试。"


def _closed_pipe() -> int:
    # The reader (head, less) went away: not an error. Keep the interpreter from flushing into it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
