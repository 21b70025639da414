"""What a person says in his own words, read into facts, shown and confirmed in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from assistant.typeset import terminal_width, wrap

if TYPE_CHECKING:
    from assistant.eligibility.hearing.hearing import ToldFact
    from assistant.eligibility.rules.facts import Facts
    from kb.site import Site


def hear(text: str, facts: Facts, site: Site, day: date, quiet: bool) -> Sequence[ToldFact]:
    """The facts that `text` tells, without those the person says are wrong; who asks for JSON (`quiet`) is not asked."""
    from assistant.eligibility.hearing.hearing import read_told

    heard = read_told(text, facts, day, site)
    click.echo("从这段话里读到：" if heard else "这段话里没有读到能用的情况。", err=quiet)
    for one in heard:
        value = facts.by_name[one.fact].shown(one.value)
        click.echo(wrap(f"{one.fact}：{value}（“{one.words}”）", terminal_width(), "  "), err=quiet)
    if quiet or not heard:
        return heard
    click.echo("没说的仍是未知。都对就直接回车；有读错的，写出是哪几项，用空格分开。\n> ", nl=False)
    wrong = sys.stdin.buffer.readline().decode("utf-8", "replace").split()
    names = {facts.fact(name).name for name in wrong}
    return [one for one in heard if one.fact not in names]
