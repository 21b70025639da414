"""Which files a build reads: the documents below the given paths, and the folder of settings beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.problems import UsageError
from ingest.read import SUFFIXES

LEXICON = "lexicon.txt"
THESAURUS = "thesaurus.yaml"
RULES = "rules"
POLICIES = "policies"
"""The setting of a store that names its policies folder."""

# Below a given folder these are settings or describe the folder itself; a file named outright is always read.
META = "meta.yaml"
BUNDLE = ".zip"
_SETTINGS = frozenset(
    {LEXICON, THESAURUS, "site.yaml", "territory.yaml", "check-ignore.yaml", "indicators.yaml"}
)
_SETTING_FILES = _SETTINGS | {META, "thumbs.db", "desktop.ini"}
_SETTING_FOLDERS = frozenset({RULES, "__pycache__"})
_ABOUT = frozenset({"readme", "license", "changelog", "contributing", "notice"})
_SAMPLE = "sample"
_INSIDE = "!"
_PARENTS = 2  # policies/official/plan.txt still finds policies/lexicon.txt


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `sample`: it lies below a folder named sample, which may be the given folder or
    the one it stands in, but no folder further up. `member` is the name of a file inside the zip file at
    `path`, "" for a file by itself; `named`: it was given outright and not found in a folder."""

    path: Path
    sample: bool
    member: str = ""
    named: bool = False

    @property
    def origin(self) -> str:
        """The absolute path, and `!member`: which file a document came from, build after build."""
        return f"{self.path.resolve()}{_INSIDE}{self.member}" if self.member else str(self.path.resolve())

    @property
    def shown(self) -> str:
        """The file as users read it."""
        return f"{self.path}{_INSIDE}{self.member}" if self.member else str(self.path)

    @property
    def name(self) -> str:
        """Its file name."""
        return self.member.rpartition("/")[2] or self.path.name

    @property
    def supported(self) -> bool:
        """Whether there is a reader for it."""
        return Path(self.name).suffix.lower() in SUFFIXES

    @property
    def bundle(self) -> bool:
        """Whether it is a file of files."""
        return not self.member and self.path.suffix.lower() == BUNDLE


def source_files(paths: Iterable[Path]) -> tuple[SourceFile, ...]:
    """The files at and below `paths` in a stable order, each once. UsageError for a path that is not there."""
    found: dict[str, SourceFile] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到“{path}”，请检查路径后重试。")
        for file in _walk(path) if path.is_dir() else (path,):
            sample = _SAMPLE in file.resolve().parts[len(path.resolve().parts) - 2 : -1]
            source = SourceFile(file, sample, named=file is path)
            if source.origin not in found or source.named:
                found[source.origin] = source
    return tuple(found.values())


def file_of(origin: str) -> Path:
    """The file on disk that holds what came from `origin`."""
    found = re.search(rf"\{BUNDLE}(?={_INSIDE})", origin, re.IGNORECASE)
    return Path(origin[: found.end()] if found else origin)


def is_below(origin: str, paths: Iterable[Path]) -> bool:
    """Whether `origin` is one of `paths` or lies below one."""
    return any(file_of(origin).is_relative_to(path.resolve()) for path in paths)


def policies_folder(paths: Iterable[Path]) -> Path | None:
    """The first folder with a setting (rules, site, lexicon …) that is one of `paths` or up to two above one; None
    when there is none."""
    for path in paths:
        full = path.resolve()
        for folder in (full, *full.parents[:_PARENTS]):
            if (folder / RULES).is_dir() or any((folder / name).is_file() for name in _SETTINGS):
                return folder
    return None


def _walk(folder: Path) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        yield folder  # an unreadable folder gets a verdict like an unreadable file
        return
    for path in inside:
        if path.name.startswith((".", "~$")):
            continue
        if path.is_dir():
            loop = path.is_symlink() and folder.resolve().is_relative_to(path.resolve())
            if path.name.lower() not in _SETTING_FOLDERS and not loop:
                yield from _walk(path)
        elif path.name.lower() not in _SETTING_FILES and path.stem.lower() not in _ABOUT:
            yield path
