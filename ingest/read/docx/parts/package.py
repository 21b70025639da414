"""The container of a Word file: which part is the document, and the parts that belong to it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from ingest.problems import ReadError
from ingest.read.archive import Archive
from ingest.read.docx.parts.markup import Element, child, name, parse_xml

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "PDF 文件", ".pdf"),
    (b"{\\rtf", "RTF 文件", ".rtf"),
    (b"<!DOCTYPE html", "网页", ".html"),
    (b"<html", "网页", ".html"),
)
_MAIN = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_MACRO_MAIN = ("ms-word.document.macroEnabled.main+xml", "ms-word.template.macroEnabledTemplate.main+xml")
_NO_WORD = "压缩包里没有 Word 文档的正文，它可能不是 .docx 文件，请检查后再试。"


@dataclass(frozen=True, slots=True)
class Package:
    """The XML roots of a Word file. `numbering`, `styles`, … are None where it has no such part;
    `running` are its headers and footers, `comments` the part of reviewers' remarks."""

    document: Element
    body: Element
    styles: Element | None = None
    numbering: Element | None = None
    settings: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None
    comments: Element | None = None
    running: tuple[Element, ...] = ()


def open_package(data: bytes) -> Package:
    """The parts of the Word file in `data`. ReadError, saying what it is instead, when it is none, is
    encrypted, is damaged, or lacks a part that its text depends on."""
    _refuse_others(data)
    with Archive(data) as archive:
        parts = _Parts(archive)
        path = parts.main()
        document = parts.xml(path)
        body = child(document, "w:body")
        if name(document) != "w:document" or body is None:
            raise ReadError(_NO_WORD)
        return _assembled(parts, path, document, body)


def _assembled(parts: _Parts, path: str, document: Element, body: Element) -> Package:
    related = parts.related(path)

    def one(kind: str, needed: bool = True) -> Element | None:
        targets = [target for found, target in related if found == kind]
        if not targets or not (needed or parts.holds(targets[0])):
            return None
        return parts.xml(targets[0])

    running = [target for kind, target in related if kind in ("header", "footer") and parts.holds(target)]
    return Package(
        document=document,
        body=body,
        styles=one("styles"),
        numbering=one("numbering"),
        settings=one("settings", needed=False),
        footnotes=one("footnotes"),
        endnotes=one("endnotes"),
        comments=one("comments", needed=False),
        running=tuple(parts.xml(target) for target in dict.fromkeys(running)),
    )


def _refuse_others(data: bytes) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError("文件设有打开密码，请在 Word 中取消密码、重新保存后再试。")
        raise ReadError("这是旧版 Word 文件（.doc），请把扩展名改回 .doc，或在 Word 中另存为 .docx 后再试。")
    start = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, what, suffix in _OTHERS:
        if start[: len(magic)].lower() == magic.lower():
            raise ReadError(f"文件的扩展名是 .docx，内容却是{what}，请把扩展名改成 {suffix} 后再试。")
    if b"<?mso-application" in data[:1024] or b"office/word/2003/wordml" in data[:4096]:
        raise ReadError("这是 Word 2003 的 XML 文件，请在 Word 中另存为 .docx 后再试。")


class _Parts:
    """The parts of a container by name; names are compared without regard to case."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._entries: dict[str, str] = {}
        for entry in archive.entries:
            key = _key(entry.filename)
            if key in self._entries:  # which of the two a program shows is anyone's guess
                raise ReadError("文件可疑：压缩包里有两个同名部件，请用 Word 重新保存后再试。")
            self._entries[key] = entry.filename

    def holds(self, path: str) -> bool:
        return _key(path) in self._entries

    def xml(self, path: str) -> Element:
        if not self.holds(path):
            raise ReadError(f"文件已损坏：缺少部件 {path[:80]}，请用 Word 重新保存后再试。")
        return parse_xml(self._archive.read(self._entries[_key(path)]), path[:80])

    def main(self) -> str:
        """The path of the document part: what the package's relations say, else its content types."""
        for kind, target in self.related(""):
            if kind == "officeDocument":
                return target
        if not self.holds("[Content_Types].xml"):
            raise ReadError(_NO_WORD)
        for override in self.xml("[Content_Types].xml"):
            if (override.get("ContentType") or "").endswith((*_MAIN, *_MACRO_MAIN)):
                return (override.get("PartName") or "").lstrip("/")
        raise ReadError(_NO_WORD)

    def related(self, path: str) -> list[tuple[str, str]]:
        """The kind and path of every part that the one at `path` ("" for the package) refers to."""
        folder, file = posixpath.split(path)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.holds(rels):
            return []
        out = []
        for one in self.xml(rels):
            target = unquote(one.get("Target") or "")
            if name(one) == "rel:Relationship" and one.get("TargetMode") != "External" and target:
                place = target if target.startswith("/") else posixpath.join("/", folder, target)
                kind = (one.get("Type") or "").rpartition("/")[2]
                out.append((kind, posixpath.normpath(place).lstrip("/")))
        return out


def _key(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()
