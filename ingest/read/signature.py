"""What a file really is, told by its content: a suffix is only what somebody wrote."""

from __future__ import annotations

import re

from ingest.problems import ReadError
from ingest.read.archive import Archive
from ingest.read.encoding import decode
from ingest.read.file_kind import KINDS, FileKind, magic_of
from ingest.read.ole import book_is_encrypted, root_streams, word_is_encrypted, word_is_old

_RTF = re.compile(rb"\{\\rtf\d?\s*\\[a-z]")
_XML = rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?"
_PAGE = re.compile(
    _XML + rb"(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)
_WORD_XML = re.compile(_XML + rb"(?:<\?mso-application[^>]*\?>\s*)?<(?:w:wordDocument|pkg:package)[\s>]")
_SHEET_XML = re.compile(
    _XML
    + rb"(?:<\?mso-application[^>]*\?>\s*)?<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet"
)
_MAIL = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}")
_HEADS = (rb"(?im)^mime-version:", rb"(?im)^content-type:\s*multipart/related")
_PARTS = (
    (
        re.compile(rb"(?:wordprocessingml\.(?:document|template)|ms-word\.\w+\.macroEnabled\w*)\.main\+xml"),
        "docx",
    ),
    (re.compile(rb"(?:spreadsheetml\.(?:sheet|template)|ms-excel\.\w+\.macroEnabled)\.main\+xml"), "xlsx"),
    (re.compile(rb"ms-excel\.sheet\.binary\.macroEnabled\.main"), "xlsb"),
    (re.compile(rb"presentationml\.\w+\.main\+xml"), "slides"),
)
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "slides",
}


def kind_of(data: bytes) -> FileKind | None:
    """What `data` is: its structure must say so, odd first characters do not. "text" is what decodes as
    text and is nothing else; None what is nothing known (damaged, or binary)."""
    kind = magic_of(data)
    if kind is None:
        return _kind_of_text(data)
    if kind.name == "zip":
        return _kind_of_zip(data)
    if kind.name == "ole":
        return _kind_of_ole(data)
    return kind


def _kind_of_text(data: bytes) -> FileKind | None:
    head = data[:65536]
    if _RTF.match(head):
        return KINDS["rtf"]
    for pattern, name in ((_WORD_XML, "wordml"), (_SHEET_XML, "sheetml"), (_PAGE, "html")):
        if pattern.match(head):
            return KINDS[name]
    mail = _MAIL.match(head.lstrip().replace(b"\r\n", b"\n"))
    if mail and all(re.search(needed, mail[0]) for needed in _HEADS):
        return KINDS["mhtml"]
    if b"%PDF-" in data[:1024] and b"startxref" in data[-2048:]:
        return KINDS["pdf"]
    try:
        text = decode(data)
    except ReadError:
        return None
    utf16 = text[:4096].encode("utf-8", "replace")  # a page may be saved as what Windows calls Unicode
    return KINDS["html" if _PAGE.match(utf16) else "text"]


def _kind_of_ole(data: bytes) -> FileKind:
    heads = {stream.name: stream.head for stream in root_streams(data)}
    names = heads.keys()
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        return KINDS["locked"]
    if "WordDocument" in names:
        head = heads["WordDocument"]
        return KINDS["locked" if word_is_encrypted(head) else "doc95" if word_is_old(head) else "doc"]
    for book, name in (("Workbook", "xls"), ("Book", "xls95")):
        if book in names:
            return KINDS["locked" if book_is_encrypted(heads[book]) else name]
    if not names:
        return KINDS["damaged"]
    return KINDS["slides" if "PowerPoint Document" in names else "ole"]


def _kind_of_zip(data: bytes) -> FileKind | None:
    """None for a zip file that does not open: whoever expects one says that it is damaged."""
    try:
        with Archive(data) as archive:
            names = archive.names()
            if "[Content_Types].xml" in names:
                types = archive.read("[Content_Types].xml")
                return next((KINDS[name] for pattern, name in _PARTS if pattern.search(types)), KINDS["zip"])
            if "mimetype" in names:
                locked = "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
                    "META-INF/manifest.xml"
                )
                name = _MIMETYPES.get(archive.read("mimetype").strip(), "zip")
                return KINDS["locked" if locked else name]
            return KINDS["ofd" if "OFD.xml" in names else "zip"]
    except ReadError:
        return None
