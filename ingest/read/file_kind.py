"""The kinds of files, and those that their first bytes give away."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.read.ole import MAGIC


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


def magic_of(data: bytes) -> FileKind | None:
    """The kind that the first bytes give away; None for what may be text."""
    name = next((name for magic, name in _MAGIC if data.startswith(magic)), "")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        name = "picture"
    return KINDS[name] if name else None
