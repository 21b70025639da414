"""Zip containers (.docx, .xlsx, .zip) opened with limits: what a small file claims to unpack to is not believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from types import TracebackType

from ingest.problems import ReadError

ENTRIES = 5_000
ENTRY_BYTES = 64 * 1024 * 1024
TOTAL_BYTES = 256 * 1024 * 1024
RATIO = 150
"""A container may unpack to so many times its own size; a real .docx stays below 40."""
SMALL = 4 * 1024 * 1024
"""Below so many bytes unpacked the ratio says nothing."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 1024 * 1024


class Archive:
    """A zip file in memory. Every entry is read in pieces and counted, whatever its header says."""

    def __init__(self, data: bytes) -> None:
        """Raises ReadError for bytes that are no zip file, or one of too many entries."""
        self._size = len(data)
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ReadError("文件已损坏：它应是一个压缩包，但打不开，请重新导出后再试。") from error
        if len(self._zip.infolist()) > ENTRIES:
            raise ReadError(f"压缩包里有 {len(self._zip.infolist()):,} 个条目，超过上限 {ENTRIES:,} 个。")

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def entries(self) -> tuple[zipfile.ZipInfo, ...]:
        """The entries in the order of the file, folders included."""
        return tuple(self._zip.infolist())

    @property
    def exhausted(self) -> bool:
        """Whether so much has been unpacked that nothing more is read: the container as a whole is not believed."""
        return self._unpacked > min(TOTAL_BYTES, max(SMALL, self._size * RATIO))

    def names(self) -> frozenset[str]:
        """The names of the entries."""
        return frozenset(self._zip.namelist())

    def read(self, entry: str | zipfile.ZipInfo) -> bytes:
        """The bytes of an entry. KeyError when there is none; ReadError when it is damaged, encrypted
        or unpacks to more than the limits."""
        out = bytearray()
        info = self._zip.getinfo(entry) if isinstance(entry, str) else entry
        if info.compress_type not in _METHODS:  # zipfile unpacks the others without a limit on a piece
            raise ReadError("压缩包用了少见的压缩方式，请改用普通方式（Deflate）重新压缩后再试。")
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    out += piece
                    self._unpacked += len(piece)
                    self._check(len(out))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise ReadError("压缩包里的内容已损坏，读不出来，请重新导出后再试。") from error
        except RuntimeError as error:  # what zipfile raises for an encrypted entry
            raise ReadError("压缩包设有密码，请解密后再试。") from error
        return bytes(out)

    def _check(self, entry_bytes: int) -> None:
        if entry_bytes > ENTRY_BYTES or self._unpacked > TOTAL_BYTES:
            raise ReadError("压缩包解开后太大，超过上限，已停止读取。")
        if self._unpacked > max(SMALL, self._size * RATIO):
            raise ReadError(f"压缩包解开后超过自身的 {RATIO} 倍，可能是压缩炸弹，已停止读取。")
