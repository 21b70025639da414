"""Unpickling: a document on its way from the process that read it.

That process has worked on a file that may be hostile, so that nothing but the data classes of `ingest` and
dates is made from what it wrote.
"""

from __future__ import annotations

import datetime
import io
import mmap
import os
import pickle
from dataclasses import is_dataclass
from functools import cache

_GARBLED = (
    pickle.UnpicklingError, ArithmeticError, AttributeError, EOFError, ImportError, LookupError,
    MemoryError, RecursionError, TypeError, ValueError,
)  # fmt: skip


def unpack(file: int) -> object:
    """What is pickled in the open file; None when it is nothing of ours."""
    size = os.fstat(file).st_size
    if not size:
        return None
    with mmap.mmap(file, size, access=mmap.ACCESS_READ) as content:
        try:
            return _Unpickler(io.BytesIO(content)).load()
        except _GARBLED:
            return None


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if (module, name) == ("datetime", "date"):
            return datetime.date
        if module.partition(".")[0] != "ingest" or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a document")
        return _data_class(module, name)


@cache
def _data_class(module: str, name: str) -> object:
    found = getattr(__import__(module, fromlist=[name]), name)
    if not (isinstance(found, type) and is_dataclass(found)):
        raise pickle.UnpicklingError(f"{module}.{name} is no data class")
    return found
