"""click in Chinese: help pages, usage errors, exit codes."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from assistant.faces.cli.chinese import Command, CommandGroup, sentence
from ingest.problems import UsageError


def made(does: Callable[[], Any] = lambda: None) -> CommandGroup:
    @click.group("试", cls=CommandGroup, help="试一试。")
    def group() -> None: ...

    @group.command(
        cls=Command, help="做一件事。", short_help="做事", arguments={"WHAT": "什么事"}, examples=["试 做 甲"]
    )
    @click.argument("what", metavar="WHAT")
    @click.argument("more", metavar="MORE", nargs=-1)
    @click.option("-n", "--number", metavar="个数", help="几个")
    @click.option("--strict", is_flag=True, help="严格")
    def do(what: str, more: tuple[str, ...], number: str | None, strict: bool) -> None:
        does()

    return group


def run(*arguments: str, does: Callable[[], Any] = lambda: None) -> Result:
    return CliRunner().invoke(made(does), list(arguments))


def raising(error: BaseException) -> Callable[[], Any]:
    def do() -> None:
        raise error

    return do


def test_the_page_of_a_command() -> None:
    page = run("do", "--help").stdout
    for part in ("用法：", "do WHAT [MORE…] [选项]", "做一件事。", "WHAT", "什么事", "-n, --number 个数", "--strict",
                 "显示这页帮助", "例子：\n  试 做 甲"):  # fmt: skip
        assert part in page
    assert "--strict 值" not in page


def test_the_page_of_the_group_lists_its_commands() -> None:
    page = run("--help").stdout
    assert "命令 [选项]" in page
    assert "do" in page
    assert "做事" in page


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("du",), "没有“du”这个命令，是不是“do”？"),
        (("完全不同",), "没有“完全不同”这个命令，可用的有：do"),
        (("do",), "缺少参数“WHAT”，用法见"),
        (("do", "甲", "--strct"), "没有“--strct”这个选项，是不是“--strict”"),
        (("do", "甲", "--number"), "选项“--number”后面要有一个值"),
        (("do", "甲", "--strict=1"), "选项“--strict”不带值"),
    ],
)
def test_a_mistake_is_one_sentence_on_stderr(arguments: tuple[str, ...], says: str) -> None:
    told = run(*arguments)
    assert (told.exit_code, told.stdout) == (2, "")
    assert says in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (UsageError("问题是空的。"), 2, "问题是空的。"),
        (click.UsageError("写错了"), 2, "写错了"),
        (KeyboardInterrupt(), 130, "已中止。"),
        (click.Abort(), 130, "已中止。"),
        (FileNotFoundError(errno.ENOENT, "x", "甲.txt"), 2, "“甲.txt”不存在，请检查后再试。"),
        (PermissionError(errno.EACCES, "x", "甲.txt"), 2, "“甲.txt”没有读写权限"),
        (OSError(errno.ENOSPC, "x"), 2, "磁盘已满，请腾出空间后再试。"),
        (OSError(errno.EIO, "坏了", "甲.txt"), 2, "“甲.txt”打不开（坏了）"),
        (ZeroDivisionError("身份证号"), 1, "程序出错了（ZeroDivisionError）"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_every_error_leaves_with_its_code(error: BaseException, code: int, says: str) -> None:
    told = run("do", "甲", does=raising(error))
    assert told.exit_code == code
    assert says in told.stderr
    assert "身份证号" not in told.stderr


def test_the_detail_of_a_fault_is_shown_to_who_looks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENCE_DEBUG", "1")
    assert (
        "ZeroDivisionError: 身份证号" in run("do", "甲", does=raising(ZeroDivisionError("身份证号"))).stderr
    )


def test_a_command_may_leave_with_its_own_code() -> None:
    assert run("do", "甲", does=lambda: click.get_current_context().exit(1)).exit_code == 1
    assert run("do", "甲").exit_code == 0


def test_errors_reach_a_caller_who_wants_them() -> None:
    with pytest.raises(UsageError):
        made(raising(UsageError("问题是空的。"))).main(["do", "甲"], standalone_mode=False)


def test_a_sentence_cannot_move_the_cursor() -> None:
    assert sentence(click.ClickException("没有\x1b[2J这样")) == "没有[2J这样。"
    assert sentence(click.ClickException("一句。")) == "一句。"
