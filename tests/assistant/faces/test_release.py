"""Which release this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest

from assistant.faces import release


def test_the_installed_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "version", lambda name: f"{name} 9.9")
    assert release.release() == "wence 9.9"


def test_a_folder_that_was_never_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(release, "version", unknown)
    assert release.release() == "0"
