"""A page saved as one file."""

from __future__ import annotations

import base64
import quopri

import pytest

from ingest.problems import ReadError
from ingest.read.web.mhtml import read_mhtml

PAGE = "<html><body><p>第一条 为了规范人才工作，制定本办法。</p></body></html>"


def saved(*parts: tuple[str, str, bytes]) -> bytes:
    """A multipart file of parts: type, transfer encoding, body."""
    out = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    for kind, encoding, body in parts:
        out += (
            f"--x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
            + body
            + b"\r\n"
        )
    return out + b"--x--\r\n"


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_mhtml(data)]


@pytest.mark.parametrize(
    "part",
    [
        ("text/html; charset=utf-8", "8bit", PAGE.encode()),
        ("text/html; charset=utf-8", "base64", base64.b64encode(PAGE.encode())),
        ("text/html", "quoted-printable", quopri.encodestring(PAGE.encode())),
        ("text/html; charset=gb2312", "base64", base64.b64encode(PAGE.encode("gb18030"))),
        ("TEXT/HTML", "base64", base64.b64encode(PAGE.encode("utf-16"))),
    ],
)
def test_the_page_in_any_wrapping(part: tuple[str, str, bytes]) -> None:
    assert texts(saved(part)) == ["第一条 为了规范人才工作，制定本办法。"]
    assert texts(b"\r\n\n" + saved(("image/png", "base64", b"AAAA"), part)) == [
        "第一条 为了规范人才工作，制定本办法。"
    ]


def test_the_first_page_that_holds_anything() -> None:
    empty, other = ("text/html", "8bit", b" "), ("text/html", "8bit", "<p>别的一页上的文字</p>".encode())
    page = ("text/html", "8bit", PAGE.encode())
    assert texts(saved(empty, page, other)) == ["第一条 为了规范人才工作，制定本办法。"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no mail at all",
        saved(),
        saved(("text/plain", "8bit", b"abc")),
        saved(("text/html", "8bit", b"")),
    ],
)
def test_without_a_page(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"没有网页正文.*。$"):
        read_mhtml(data)
