"""What the files of a saved index look like: noted when it is saved, compared before it is opened."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

_NAME = "manifest.json"


def write_manifest(folder: Path, part: str) -> None:
    """Note size and SHA-256 of each file below `part` of a generation folder. Chroma writes to its
    database, and to a segment that has no metadata yet, when it opens them: of those only the presence
    counts (size -1)."""
    noted: dict[str, list[int | str]] = {}
    for path in sorted((folder / part).rglob("*")):
        if path.is_file():
            steady = (path.parent / "index_metadata.pickle").exists()
            name = path.relative_to(folder).as_posix()
            noted[name] = [path.stat().st_size, _sha256(path)] if steady else [-1, ""]
    (folder / _NAME).write_text(json.dumps(noted), encoding="utf-8")


def damage(folder: Path) -> str:
    """What is wrong with the files, in Chinese; "" when they are as they were saved."""
    try:
        noted = json.loads((folder / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "向量库的清单读不出来"
    for name, (size, sha256) in noted.items():
        path = folder / name
        if not path.is_file():
            return f"向量库缺少文件 {name}"
        if size >= 0 and (path.stat().st_size != size or _sha256(path) != sha256):
            return f"向量库的文件 {name} 已改变"
    return ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
