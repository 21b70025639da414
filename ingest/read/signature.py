"""What a file really is, told by its content: a suffix is only what somebody wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.problems import ReadError
from ingest.read.archive import Archive
from ingest.read.ole import MAGIC, book_is_encrypted, root_streams, word_is_encrypted, word_is_old


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file. `label` is Chinese; `suffix` the one whose reader reads it, "" where there is none, and
    then `advice` says what to do; `suffixes` are those under which it is expected."""

    name: str
    label: str
    suffix: str = ""
    suffixes: tuple[str, ...] = ()
    advice: str = ""


_LOCKED = "请用原来的软件打开，去掉密码另存后再放入"
_PICTURE = "请转成 PDF 后再放入，由 OCR 识别其中的文字"
_PACKED = "请解压后改用 .zip 打包，或直接放入里面的文件"
_KINDS = (
    FileKind("text", "纯文本", ".txt", (".txt", ".md", ".html", ".htm")),
    FileKind("html", "网页", ".html", (".html", ".htm")),
    FileKind("mhtml", "单个文件网页（MHTML）", ".mht", (".mht", ".mhtml")),
    FileKind("pdf", "PDF 文件", ".pdf", (".pdf",)),
    FileKind("docx", "Word 文档（.docx）", ".docx", (".docx",)),
    FileKind("xlsx", "Excel 表格（.xlsx）", ".xlsx", (".xlsx",)),
    FileKind("doc", "旧版 Word 文档（.doc）", ".doc", (".doc", ".wps")),
    FileKind("doc95", "旧版 Word 文档（Word 95 或更早）", ".doc", (".doc", ".wps")),
    FileKind("xls", "旧版 Excel 表格（.xls）", ".xls", (".xls", ".et")),
    FileKind("xls95", "旧版 Excel 表格（Excel 95 或更早）", ".xls", (".xls", ".et")),
    FileKind("rtf", "RTF 文档", ".rtf", (".rtf",)),
    FileKind("odt", "OpenDocument 文档（.odt）", ".odt", (".odt",)),
    FileKind("ods", "OpenDocument 表格（.ods）", ".ods", (".ods",)),
    FileKind("wordml", "Word 2003 XML 文档", ".doc", (".doc", ".wps")),
    FileKind("sheetml", "Excel 2003 XML 表格", ".xls", (".xls", ".et")),
    FileKind("zip", "压缩包", advice="请把扩展名改成 .zip，或解压后放入里面的文件"),
    FileKind("locked", "设有密码的 Office 文档", advice=_LOCKED),
    FileKind("slides", "演示文稿", advice="请另存为 PDF 后再放入"),
    FileKind("xlsb", "Excel 二进制表格（.xlsb）", advice="请另存为 .xlsx 后再放入"),
    FileKind("ofd", "OFD 版式文件", advice="请用 OFD 阅读器另存为 PDF 后再放入"),
    FileKind("ole", "旧版 Office 格式的文件，里面没有文档或表格", advice="请用原来的软件打开，另存为 .docx 后再放入"),
    FileKind("damaged", "旧版 Office 格式的文件，但已损坏", advice="请重新导出，或另存为 .docx 后再放入"),
    FileKind("picture", "图片", advice=_PICTURE),
    FileKind("packed", "压缩包（不是 .zip）", advice=_PACKED),
    FileKind("program", "程序", advice="请换成文档"),
)  # fmt: skip
KINDS = {kind.name: kind for kind in _KINDS}

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (MAGIC, "ole"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"Rar!\x1a\x07", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"\x1f\x8b\x08", "packed"),
    (b"\x7fELF", "program"),
)
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


def magic_of(data: bytes) -> FileKind | None:
    """The kind that the first bytes give away; None for what may be text."""
    name = next((name for magic, name in _MAGIC if data.startswith(magic)), "")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        name = "picture"
    return KINDS[name] if name else None


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
    from ingest.read.encoding import decode

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
