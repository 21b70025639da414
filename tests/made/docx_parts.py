"""Small Word files built of raw XML parts."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:x="urn:nobody" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def p(*inner: str, style: str = "", ppr: str = "") -> str:
    """A paragraph; what is no markup is a run of text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    body = "".join(one if one.startswith("<") else r(one) for one in inner)
    return f"<w:p><w:pPr>{named}{ppr}</w:pPr>{body}</w:p>"


def r(text: str, rpr: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{rpr}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def num(number: int, level: int = 0) -> str:
    """What makes a paragraph one of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, style: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(number: int, *levels: str) -> str:
    """A w:abstractNum."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def use(number: int, of: int, more: str = "") -> str:
    """A w:num."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def field(code: str, result: str, end: bool = True) -> str:
    """A complex field around runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{result}" + ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' if end else "")
    )


def tc(*inner: str, tcpr: str = "") -> str:
    """A cell; what is no markup is a paragraph."""
    body = "".join(one if one.startswith("<") else p(one) for one in inner)
    return f"<w:tc><w:tcPr>{tcpr}</w:tcPr>{body}</w:tc>"


def tr(*cells: str, trpr: str = "") -> str:
    """A row; what is no markup is a cell."""
    body = "".join(one if one.startswith("<") else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{trpr}</w:trPr>{body}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def docx(body: str, *, main: str = "word/document.xml", strict: bool = False, **parts: str) -> bytes:
    """A Word file of that body. `parts`: styles, numbering, footnotes, …: the inside of their roots."""
    roots = {"header": "hdr", "footer": "ftr"}
    folder = main.rpartition("/")[0]
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}" ContentType="{MAIN}"/></Types>',
        "_rels/.rels": rels({"officeDocument": main}),
        main: f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels": rels({part: f"{part}.xml" for part in parts}),
    }
    for part, inside in parts.items():
        root = roots.get(part, part)
        files[f"{folder}/{part}.xml"] = f"<w:{root} {SPACES}>{inside}</w:{root}>"
    if strict:
        files = {path: _strict(text) for path, text in files.items()}
    return zipped(files)


def _strict(text: str) -> str:
    text = text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    return text.replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")


def rels(targets: dict[str, str]) -> str:
    """A relationships part."""
    rows = "".join(
        f'<Relationship Id="r{at}" Type="{R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'


def zipped(files: dict[str, str | bytes] | dict[str, str]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return out.getvalue()
