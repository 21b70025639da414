"""`wence build`: progress on stderr, one verdict a file, a summary at the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.problems import ReadError

DEFAULT_PATHS = (Path("policies"),)


def build_base(paths: Sequence[Path], data: Path) -> None:
    """Build the knowledge base of `paths` in `data`; ReadError when a path does not exist."""
    for path in paths:
        if not path.exists():
            raise ReadError(f"找不到“{path}”，请写明政策文件所在的文件夹，例如 wence build policies/。")
    from kb.build import build

    build(paths, data, None)
