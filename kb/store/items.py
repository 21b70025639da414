"""Item: one file that a build looks at, with what the meta.yaml beside it says; a zip file is its members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.bundle import members
from ingest.head import FileMeta, Meta, load_meta
from ingest.problems import WenceError
from kb.build_report import FileVerdict, Outcome
from kb.store.sources import META, SourceFile

MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Item:
    """`file` and its `meta` (None: nothing is said of it). `content` are the bytes of a member of a zip file;
    None: read them from disk. `blocked` says why it cannot be taken in now, "" when it can."""

    file: SourceFile
    meta: FileMeta | None = None
    content: bytes | None = None
    blocked: str = ""

    @property
    def said(self) -> str:
        """What meta.yaml says, as one text: another text when it says something else."""
        return repr(replace(self.meta, line=0)) if self.meta else ""

    def load(self) -> bytes:
        """Its bytes; OSError when they cannot be read."""
        return self.file.path.read_bytes() if self.content is None else self.content


def items(files: Sequence[SourceFile]) -> Iterator[Item | FileVerdict]:
    """One item a file in order, a zip file replaced by its members; a verdict for what is refused at once."""
    said: dict[Path, Meta | str] = {}
    for file in files:
        folder = file.path.parent
        if folder not in said:
            said[folder] = _meta(folder / META)
            if isinstance(problem := said[folder], str):
                yield FileVerdict(str(folder / META), Outcome.REFUSED, problem)
        meta = said[folder]
        if file.bundle:
            yield from _unpacked(file)
        elif isinstance(meta, str):
            yield Item(file, blocked=f"同一文件夹的 {META} 有误，改正后再入库")
        else:
            yield Item(file, meta.of(file.name))


def _meta(path: Path) -> Meta | str:
    if not path.is_file():
        return Meta(path)
    try:
        return load_meta(path)
    except WenceError as error:
        return str(error).rstrip("。")


def _unpacked(file: SourceFile) -> Iterator[Item | FileVerdict]:
    try:
        if file.path.stat().st_size > MAX_BYTES:
            raise WenceError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB")
        bundle = members(file.path.read_bytes())
    except OSError as error:
        yield FileVerdict(file.shown, Outcome.REFUSED, f"读不出来（{error.strerror}），请检查文件和权限")
        return
    except WenceError as error:
        yield FileVerdict(file.shown, Outcome.REFUSED, str(error).rstrip("。"))
        return
    for name, reason in bundle.refused:
        yield FileVerdict(
            SourceFile(file.path, file.sample, name).shown, Outcome.REFUSED, reason.rstrip("。")
        )
    if not bundle.files and not bundle.refused:
        yield FileVerdict(file.shown, Outcome.REFUSED, "压缩包里没有文件")
    for member in bundle.files:
        yield Item(SourceFile(file.path, file.sample, member.name, file.named), None, member.data)
