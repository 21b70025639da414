"""Writing a file that the user named."""

from __future__ import annotations

from pathlib import Path

from ingest.problems import UsageError


def write(path: str, content: str | bytes) -> None:
    """Put the content there. UsageError with the reason when it cannot be written."""
    try:
        Path(path).write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise UsageError(f"写不了“{path}”（{error.strerror}），请换一个位置。") from None
