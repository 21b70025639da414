"""What the commands give out: JSON or text on stdout, and files that the user named."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ingest.problems import UsageError


def say(payload: dict[str, Any], indent: int | None = None) -> None:
    """Print JSON to stdout, always as UTF-8, whatever the terminal speaks."""
    click.echo(json.dumps(payload, ensure_ascii=False, indent=indent).encode("utf-8", "replace"))
    sys.stdout.flush()


def tell(as_json: bool, payload: Callable[[], dict[str, Any]], text: Callable[[], str]) -> None:
    """Print what was found, as indented JSON or as text; only the one that is wanted is made."""
    if as_json:
        say(payload(), indent=2)
    else:
        click.echo(text())


def write(path: str, content: str | bytes) -> None:
    """Put the content there. UsageError with the reason when it cannot be written."""
    try:
        Path(path).write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise UsageError(f"写不了“{path}”（{error.strerror}），请换一个位置。") from None
