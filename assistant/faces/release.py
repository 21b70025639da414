"""Which release this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def release() -> str:
    """The installed version, "0" when run from a folder that was never installed."""
    try:
        return version("wence")
    except PackageNotFoundError:
        return "0"
