"""Kinds of document (通知, 办法, 规划 …): one list, from which every pattern takes the words that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ingest.script.wording import any_of, read_yaml

_FILE = Path(__file__).with_name("document_kinds.yaml")


@cache
def flags_by_kind() -> Mapping[str, frozenset[str]]:
    """Each kind of document with what is true of it, in the words that document_kinds.yaml explains.
    ValueError when a kind has a flag that the file does not."""
    told = read_yaml(_FILE)
    known = frozenset(told["flags"].split())
    flags = {kind: frozenset(line.split()) for kind, line in told["kinds"].items()}
    if unknown := frozenset().union(*flags.values()) - known:
        raise ValueError(f"{_FILE.name}: unknown flags {sorted(unknown)}")
    return MappingProxyType(flags)


@cache
def kinds_with(*flags: str) -> tuple[str, ...]:
    """The kinds of which one of `flags` is true, as the file lists them."""
    return tuple(kind for kind, held in flags_by_kind().items() if held & frozenset(flags))


@cache
def kind_parts() -> Mapping[str, str]:
    """Pieces of patterns for files of words, one a flag (title_kind, own_kind, rule_kind …), `own_name`: a kind
    with what may qualify it (实施细则), as it stands behind 本, and `own_mark`: that 本 (not the one of 基本法)."""
    told = read_yaml(_FILE)
    parts = {f"{flag}_kind": any_of(kinds_with(flag)) for flag in told["flags"].split()}
    qualifier = any_of(told["qualifiers"].split())
    parts["own_name"] = f"(?:{qualifier}?{parts['own_kind']})"
    parts["own_mark"] = f"(?<![{''.join(told['behind_own'].split())}])本"
    return MappingProxyType(parts)
