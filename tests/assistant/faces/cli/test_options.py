"""Options that several commands share: their values are read, and what is wrong is told in Chinese."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from assistant.faces.cli.chinese import Command
from assistant.faces.cli.options import (
    as_of_option,
    batch_option,
    chosen_date,
    data_option,
    json_option,
    port_of,
    reading,
)
from ingest.problems import UsageError


@click.command("试", cls=Command)
@json_option
@as_of_option
@batch_option
@data_option
@click.option("--port", callback=reading(port_of))
@click.pass_obj
def probe(seen: dict[str, Any], **values: Any) -> None:
    seen |= values


def run(*arguments: str, **more: Any) -> Result:
    return CliRunner().invoke(probe, list(arguments), **more)


def values(*arguments: str, **more: Any) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    told = run(*arguments, obj=seen, **more)
    assert told.exit_code == 0, told.output
    return seen


def test_what_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WENCE_DATA", raising=False)
    assert values() == {"as_json": False, "as_of": None, "batch": None, "data": Path(".wence"), "port": None}


def test_what_is_given() -> None:
    given = values("--json", "--as-of", "2026年1月31日", "--batch", "-", "--data", "库", "--port", "80")
    assert given == {
        "as_json": True, "as_of": date(2026, 1, 31), "batch": "-", "data": Path("库"), "port": 80,
    }  # fmt: skip


def test_the_folder_comes_from_the_environment_unless_it_is_named() -> None:
    assert values(env={"WENCE_DATA": "甲"})["data"] == Path("甲")
    assert values("--data", "乙", env={"WENCE_DATA": "甲"})["data"] == Path("乙")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("--as-of", "明天"), "“明天”不是有效的日期"), (("--port", "0"), "端口“0”不对")],
)
def test_a_bad_value_is_a_usage_error(arguments: tuple[str, ...], says: str) -> None:
    told = run(*arguments)
    assert told.exit_code == 2
    assert says in told.output


@pytest.mark.parametrize(("text", "port"), [("1", 1), ("65535", 65535), ("007", 7)])
def test_ports(text: str, port: int) -> None:
    assert port_of(text) == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "1.5", "", "８０端", "x", "9" * 5000])
def test_no_ports(text: str) -> None:
    with pytest.raises(UsageError, match="1 到 65535 之间的整数。$"):
        port_of(text)


def test_the_day_asked_for_or_today() -> None:
    assert chosen_date(date(2020, 2, 29)) == date(2020, 2, 29)
    before, chosen, after = date.today(), chosen_date(None), date.today()
    assert before <= chosen <= after
