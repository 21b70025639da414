"""FileMeta: what a person wrote in a `meta.yaml` about one document; Meta: all that the file says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.script.periods import Length


@dataclass(frozen=True, slots=True)
class FileMeta:
    """What `meta.yaml` says of one file; "" , () or None where it says nothing.

    `repealed` is the first day out of force (the day of 失效 or 废止, the day after 有效期至); `term` is 有效期
    where no day could be counted without the document, because `effective` is not given. `replaces` and
    `replaced_by` have the shape of Document.replaces. `authority` is "official", "sample" or "".
    `standalone`: it is no version of any document of the same title. `line` is where it stands, from 1."""

    name: str
    line: int = 0
    title: str = ""
    number: str = ""
    issuer: tuple[str, ...] = ()
    issued: date | None = None
    effective: date | None = None
    repealed: date | None = None
    term: Length | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: str = ""
    status: str = ""
    authority: str = ""
    standalone: bool = False


@dataclass(frozen=True, slots=True)
class Meta:
    """The entries of one `meta.yaml`, each under the full name of a file of its folder."""

    path: Path
    files: tuple[FileMeta, ...] = ()

    def of(self, name: str) -> FileMeta | None:
        """What is said of the file of that name (with its suffix); None when nothing is."""
        return next((one for one in self.files if one.name == name), None)
