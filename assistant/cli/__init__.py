"""The `wence` command."""

from assistant.cli.commands import main

__all__ = ["main"]
