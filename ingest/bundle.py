"""A .zip as people mail it: many documents in one file, taken out safely."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.problems import ReadError
from ingest.read.archive import ENTRY_BYTES, TOTAL_BYTES, Archive

MEMBERS = 500
"""More files than that are not taken out of one bundle."""
DEPTH = 1
"""So many bundles may stand within one another, the outermost apart."""
_UTF8 = 0x800
_LOCKED = 0x1
_IGNORED = re.compile(
    r"(?:.*/)?(?:__MACOSX/.*|\.[^/]*|~\$[^/]*|thumbs\.db|desktop\.ini)", re.IGNORECASE | re.DOTALL
)
_DRIVE = re.compile(r"[A-Za-z]:")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]')
_NAME_BYTES = 200  # of one part of a name: file systems allow 255


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a bundle. `name` is relative, with "/", safe below any folder, and unique in its bundle."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """What came out of a bundle, and what did not: (name, reason in Chinese)."""

    files: tuple[Member, ...]
    refused: tuple[tuple[str, str], ...] = ()


def members(data: bytes, suffixes: tuple[str, ...] = ()) -> Bundle:
    """The files in the zip file `data`, and in the zip files in it one level deep.

    `suffixes`: those that are taken (ingest.read.SUFFIXES); () takes all. Left out silently: folders, what
    macOS, Windows and Office leave behind (__MACOSX, .DS_Store, Thumbs.db, ~$…). ReadError when `data` is
    no zip file, or unpacks to more than the limits: then nothing of it is believed.
    """
    opening = _Opening(suffixes)
    opening.take(data, "", 0)
    return Bundle(tuple(opening.files), tuple(opening.refused))


@dataclass(slots=True)
class _Opening:
    suffixes: tuple[str, ...]
    files: list[Member] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    unpacked: int = 0

    def take(self, data: bytes, folder: str, depth: int) -> None:
        with Archive(data) as archive:
            for entry in archive.entries:
                name = _name(entry)
                if not name.endswith("/") and not _IGNORED.fullmatch(name):
                    self._entry(archive, entry, name, folder, depth)

    def _entry(self, archive: Archive, entry: zipfile.ZipInfo, name: str, folder: str, depth: int) -> None:
        shown = _shown(folder + name)
        if reason := self._objection(entry, name, depth):
            self.refused.append((shown, reason))
            return
        try:
            data = archive.read(entry)
        except ReadError as error:
            if archive.exhausted:
                raise
            self.refused.append((shown, str(error).rstrip("。")))
            return
        self.unpacked += len(data)
        if self.unpacked > TOTAL_BYTES:  # each bundle within keeps to its own limit, all together to this one
            raise ReadError("压缩包连同里面的压缩包解开后太大，超过上限，已停止读取。")
        own = self._unique(folder + _safe(name))
        if not _is_zip(name):
            self.files.append(Member(own, data))
            return
        try:
            self.take(data, f"{own.rpartition('.')[0]}/", depth + 1)
        except ReadError as error:
            self.refused.append((shown, str(error).rstrip("。")))

    def _objection(self, entry: zipfile.ZipInfo, name: str, depth: int) -> str:
        """Why an entry is not taken, "" when it is."""
        parts = name.split("/")
        rules = (
            (".." in parts, "路径里有“..”，会写到文件夹之外，已跳过"),
            (name.startswith("/") or bool(_DRIVE.match(name)), "是绝对路径，会写到文件夹之外，已跳过"),
            (stat.S_ISLNK(entry.external_attr >> 16), "是链接而不是文件，已跳过"),
            (bool(entry.flag_bits & _LOCKED), "设有密码，请解密后再放入"),
            (entry.file_size > ENTRY_BYTES, f"超过 {ENTRY_BYTES // 1024 // 1024} MB，请单独拆小后再放入"),
            (_is_zip(name) and depth >= DEPTH, "是压缩包里的压缩包里的压缩包，请先解开再放入"),
            (not self._supported(name), f"还不能读取“{_suffix(name) or '无后缀'}”文件"),
            (len(self.files) >= MEMBERS, f"压缩包里的文件超过 {MEMBERS} 个，其余没有读取，请分成几个压缩包"),
        )
        return next((reason for holds, reason in rules if holds), "")

    def _supported(self, name: str) -> bool:
        return not self.suffixes or _is_zip(name) or _suffix(name) in self.suffixes

    def _unique(self, name: str) -> str:
        stem, dot, suffix = name.rpartition(".")
        own, again = name, 2
        while own.lower() in self.taken:
            own, again = (f"{stem}-{again}.{suffix}" if dot else f"{name}-{again}"), again + 1
        self.taken.add(own.lower())
        return own


def _name(entry: zipfile.ZipInfo) -> str:
    """The entry's name with "/", decoded: UTF-8 where flagged, else UTF-8 or GB18030 where they fit."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        name = next((text for encoding in ("utf-8", "gb18030") if (text := _decoded(raw, encoding))), name)
    return name.partition("\x00")[0].replace("\\", "/")


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _safe(name: str) -> str:
    """`name` without what a file system or a reader would take amiss; never empty, never leading out."""
    parts: Iterator[str] = (_short(_UNSAFE.sub("_", part).strip(" .")) for part in name.split("/"))
    return "/".join(part for part in parts if part) or "_"


def _short(part: str) -> str:
    if len(part.encode("utf-8", "replace")) <= _NAME_BYTES:
        return part.encode("utf-8", "replace").decode()
    suffix = _suffix(part)[:10]
    room = _NAME_BYTES - len(suffix.encode("utf-8", "replace"))
    return part.encode("utf-8", "replace")[:room].decode("utf-8", "ignore") + suffix


def _shown(name: str) -> str:
    return _UNSAFE.sub("_", name)[:_NAME_BYTES]


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return f".{suffix.lower()}" if dot and stem else ""


def _is_zip(name: str) -> bool:
    return _suffix(name) == ".zip"
