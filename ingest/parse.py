"""The whole of ingest in one call: a file → a Document and what is odd about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.clean import clean
from ingest.document import Document, Stretch
from ingest.head.agreement import validity_problems
from ingest.head.header import Header, read_header
from ingest.problems import Problem, ReadError
from ingest.read import read
from ingest.read.outcome import Tell, silent
from ingest.tree.assembly import build_tree
from ingest.tree.layout import PlacedLine, lay_out
from ingest.tree.numbering import numbering_problems

_NUMBER = re.compile(r"(.+?)〔(\d{4})〕(.+?)号?")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and its problems; a problem never keeps a document out."""

    document: Document
    problems: tuple[Problem, ...]


def parse_file(path: Path, authority: str = "official") -> Parsed:
    """The document in the file at `path`. ReadError when it is missing, empty, binary,
    mis-encoded or of an unknown format."""
    return parse(bytes_of(path), path.name, authority)


def bytes_of(path: Path) -> bytes:
    """The bytes of the file at `path`; ReadError when it is missing or cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError(f"找不到文件“{path}”，请检查路径。") from None
    except OSError as error:
        raise ReadError(f"读不了文件“{path}”（{error.strerror}），请检查权限。") from None


def parse(data: bytes, name: str, authority: str = "official", tell: Tell = silent) -> Parsed:
    """The document in `data`; `name` is its file name, whose suffix tells the format. ReadError as `read`."""
    reading = read(data, Path(name).suffix.lower(), tell)
    cleaned = clean(reading.lines)
    header = read_header(cleaned.lines, name)
    text, placed = lay_out(cleaned.lines)
    document_id = _document_id(header, name)
    root, tables = build_tree(document_id, text, placed)
    document = Document(
        id=document_id, title=header.title, number=header.number, issuer=header.issuer,
        issued=header.issued, effective=header.effective, repealed=header.repealed, status=header.status,
        authority=authority, source=name, text=text, root=root, tables=tables,
        addressees=header.addressees, copied_to=header.copied_to, carried=header.carried,
        stretches=_stretches(placed), replaces=tuple(repeal.name for repeal in header.repeals),
    )  # fmt: skip
    problems = (
        *reading.findings,
        *numbering_problems(root),
        *validity_problems(header),
        *_hidden(cleaned.invisible),
    )
    return Parsed(document, problems)


def _stretches(lines: Sequence[PlacedLine]) -> tuple[Stretch, ...]:
    """Runs of lines that begin on one page and were read alike; none where the file has no pages
    and all its text is its own."""
    if not any(one.line.page or one.line.confidence is not None for one in lines):
        return ()
    out: list[Stretch] = []
    for one in lines:
        new = Stretch(one.start, one.end, one.line.page, one.line.confidence)
        if out and (out[-1].page, out[-1].confidence) == (new.page, new.confidence):
            new = replace(out.pop(), end=new.end)
        out.append(new)
    return tuple(out)


def _hidden(count: int) -> tuple[Problem, ...]:
    if not count:
        return ()
    return (Problem("invisible_characters", "warning", "", f"去除了{count}个不可见字符"),)


def _document_id(header: Header, name: str) -> str:
    """临发改-2021-25 from the 文号, else title and version date, else the title, else the file name."""
    match = _NUMBER.fullmatch(header.number)
    if match:
        return _slug("-".join(match.groups()))
    title = header.title or Path(name).stem
    return _slug(f"{title}-{header.issued.isoformat()}" if header.issued else title)


def _slug(text: str) -> str:
    return re.sub(r"[\s#/\\?&%*:|\"<>“”‘’]+", "", text)
