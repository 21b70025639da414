"""The `wence` command."""

from assistant.faces.cli.commands import main

__all__ = ["main"]
