"""The statutes and the lay questions the benchmark runs on (STARD, Su et al. 2024), read from ../shared.

They are no part of the project: where they are absent, `folder` says so in one sentence.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ingest.parse import parse
from ingest.problems import UsageError
from ingest.script.numerals import arabic_number
from kb.index.passages import passages
from kb.passage import Passage

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "laws"
NATIONAL, LOCAL, QUESTIONS = "national.tar.gz", "local.tar.gz", "questions.jsonl"

_VERSION = re.compile(r"[（(](\d{4}-\d{2}-\d{2})[)）]$")
_ARTICLE = re.compile(r"第(?P<number>[^第条之]+)条(?:之(?P<sub>.+))?")
_ARTICLE_PATH = re.compile(r"(?:[^/]+/)*t[^./]+")
_CODE = "民法典"  # its parts are files of their own; the questions cite it as one law


@dataclass(frozen=True, slots=True)
class Statute:
    """One file of an archive: `law` as the questions cite it, `version` the date in the file name or ""."""

    name: str
    law: str
    version: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Article:
    """One 条: `law` and `path` ("t16") are what a question's gold names; `document` numbers its file."""

    law: str
    path: str
    document: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class LayQuestion:
    """A lay question with its gold articles (law, path). `half` is 0 or 1, by a hash of its id."""

    id: str
    text: str
    gold: tuple[tuple[str, str], ...]
    half: int


def folder(path: Path = SHARED) -> Path:
    """The folder of statutes; UsageError when it is absent."""
    if not (path / NATIONAL).exists():
        raise UsageError(f"没有找到评测用的法规语料“{path}”：它不随项目发布，没有它就不能做大规模检索评测。")
    return path


def read_archive(path: Path) -> Iterator[Statute]:
    """The Markdown files of an archive, by name."""
    with tarfile.open(path, "r:gz") as archive:
        files = {m.name: m for m in archive.getmembers() if m.isfile() and m.name.endswith(".md")}
        for name in sorted(files):
            stream = archive.extractfile(files[name])
            if stream:
                title, version = _title(PurePosixPath(name))
                yield Statute(name, title.replace("中华人民共和国", ""), version, stream.read())


def _title(path: PurePosixPath) -> tuple[str, str]:
    if path.parent.name == _CODE:
        return _CODE, ""
    found = _VERSION.search(path.stem)
    return (path.stem[: found.start()], found[1]) if found else (path.stem, "")


def newest(statutes: Iterable[Statute]) -> tuple[Statute, ...]:
    """Of several versions of one law only the newest, in the given order; of a law that stands in two
    folders the first."""
    kept: dict[str, Statute] = {}
    for one in statutes:
        key = one.name if one.law == _CODE else one.law
        if key not in kept or one.version > kept[key].version:
            kept[key] = one
    return tuple(sorted(kept.values(), key=lambda one: one.name))


def articles(statutes: Iterable[Statute]) -> tuple[Article, ...]:
    """Every 条 as the knowledge base would hold it: one passage under its breadcrumb."""
    return tuple(
        Article(one.law, passage.clause_id.path, number, passage)
        for number, one in enumerate(statutes)
        for passage in passages(parse(one.data, PurePosixPath(one.name).name).document)
        if _ARTICLE_PATH.fullmatch(passage.clause_id.path)
    )


def load_questions(path: Path) -> tuple[LayQuestion, ...]:
    """The questions in the order of the file."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return tuple(
        LayQuestion(
            id=line["id"],
            text=line["question"],
            gold=tuple((gold["law"], article_path(gold["article"])) for gold in line["articles"]),
            half=half_of(line["id"]),
        )
        for line in lines
    )


def half_of(question_id: str) -> int:
    """0 or 1: parameters are chosen on half 0 and reported on half 1."""
    return sha256(f"wence{question_id}".encode()).digest()[-1] % 2


def article_path(label: str) -> str:
    """第一百二十条之一 → t120-1. ValueError when it is no article."""
    found = _ARTICLE.fullmatch(label)
    if not found:
        raise ValueError(label)
    number = f"t{arabic_number(found['number'])}"
    return f"{number}-{arabic_number(found['sub'])}" if found["sub"] else number
