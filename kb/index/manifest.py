"""What the files of a saved index look like: noted when it is saved, compared before it is opened."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

_NAME = "manifest.json"
CHROMA = "vectors/"
"""What the names of Chroma's files begin with."""


def write_manifest(folder: Path) -> None:
    """Note size and SHA-256 of each file of a generation folder. Chroma writes to its database, and to a
    segment that has no metadata yet, when it opens them: of those only the presence counts (size -1)."""
    noted: dict[str, list[int | str]] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != _NAME:
            noted[name] = [path.stat().st_size, _sha256(path)] if _steady(path, name) else [-1, ""]
    (folder / _NAME).write_text(json.dumps(noted), encoding="utf-8")


def damages(folder: Path) -> dict[str, str]:
    """File name → what is wrong with it, in Chinese; {} when all are as they were saved."""
    try:
        noted = json.loads((folder / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {_NAME: "索引的清单读不出来"}
    found: dict[str, str] = {}
    for name, (size, sha256) in noted.items():
        path = folder / name
        if not path.is_file():
            found[name] = f"索引缺少文件 {name}"
        elif size >= 0 and (path.stat().st_size != size or _sha256(path) != sha256):
            found[name] = f"索引的文件 {name} 已改变"
    return found


def damage(folder: Path) -> str:
    """The first thing that is wrong with the files, in Chinese; "" when they are as they were saved."""
    return next(iter(damages(folder).values()), "")


def _steady(path: Path, name: str) -> bool:
    return not name.startswith(CHROMA) or (path.parent / "index_metadata.pickle").exists()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
