"""What a site has looked at and lets stand: policies/check-ignore.yaml, each line with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ingest.document import Document
from ingest.problems import UsageError
from kb.checks.registry import NAMES
from kb.finding import CheckFinding

IGNORE = "check-ignore.yaml"


class Silence(BaseModel):
    """One line: the check, the document by id, title or 文号, and where given the clause (path) and words that the
    finding's first place holds; `reason` for the next reader."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    check: str
    document: str
    clause: str = ""
    text: str = ""
    reason: str = Field(min_length=1)

    def covers(self, finding: CheckFinding, document: Document) -> bool:
        """Whether the line is about this finding of the document."""
        first = finding.places[0]
        return (
            self.check == finding.check
            and self.document in (document.id, document.title, document.name, document.number)
            and self.clause in ("", first.clause.path)
            and self.text in first.quote
        )


@dataclass(frozen=True, slots=True)
class Sorted:
    """The findings to show, those let stand, and the lines of the file that met nothing in this document."""

    shown: tuple[CheckFinding, ...]
    silenced: tuple[CheckFinding, ...]
    unmet: tuple[Silence, ...]


def read_silences(path: Path) -> tuple[Silence, ...]:
    """The lines of a file, () when there is none. UsageError naming the file and what is wrong."""
    if not path.exists():
        return ()
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        found = TypeAdapter(list[Silence]).validate_python(raw)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"读不了“{path}”，请检查是否为 UTF-8 编码的 YAML。") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = "的".join(
            f"第{part + 1}条" if isinstance(part, int) else f"“{part}”" for part in first["loc"]
        )
        raise UsageError(
            f"“{path}”{place}填得不对：每条要有 check、document、reason，可以有 clause、text。"
        ) from error
    for one in found:
        if one.check not in NAMES:
            raise UsageError(f"“{path}”里没有“{one.check}”这种检查，可用的有：{'、'.join(NAMES)}。")
    return tuple(found)


def sort(found: Sequence[CheckFinding], silences: Sequence[Silence], document: Document) -> Sorted:
    """The findings of a document, those a line covers apart."""
    silenced = tuple(one for one in found if any(line.covers(one, document) for line in silences))
    about = [
        line
        for line in silences
        if line.document in (document.id, document.title, document.name, document.number)
    ]
    unmet = tuple(line for line in about if not any(line.covers(one, document) for one in silenced))
    return Sorted(tuple(one for one in found if one not in silenced), silenced, unmet)
