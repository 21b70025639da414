"""Opening a PDF: passwords, damage, limits, layers."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from pdf_files import raw, shown

from ingest.problems import ReadError
from ingest.read.pdf import unlocking
from ingest.read.pdf.unlocking import broken, check_size, layers_off, opened

PLAIN = raw(shown("Hello"), shown("World"))


def locked(user: str, owner: str = "owner") -> bytes:
    from pypdf import PdfReader, PdfWriter

    out, writer = io.BytesIO(), PdfWriter()
    writer.append_pages_from_reader(PdfReader(io.BytesIO(PLAIN)))
    writer.encrypt(user, owner, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def test_a_whole_file() -> None:
    _, pages, used = opened(PLAIN)
    assert (len(pages), used) == (2, PLAIN)


@pytest.mark.parametrize(
    "data",
    [
        b"noise before it\n" * 20 + PLAIN,
        PLAIN[: PLAIN.rindex(b"xref")],
        PLAIN.replace(b"startxref", b"startxxxx"),
        locked(""),
    ],
    ids=["noise", "no table", "no place of the table", "a password to change it only"],
)
def test_what_can_still_be_opened(data: bytes) -> None:
    assert len(opened(data)[1]) == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是 PDF 文件"),
        (b"hello", "不是 PDF 文件"),
        (b"%PDF-1.4\nnothing at all", "已损坏"),
        (raw(), "已损坏"),
        (locked("secret"), "打开密码"),
    ],
)
def test_what_cannot_be_opened_says_why(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as raised:
        opened(data)
    assert said in str(raised.value)
    assert str(raised.value).endswith("。")


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlocking, "PAGES", 1)
    with pytest.raises(ReadError, match="超过 1 页"):
        opened(PLAIN)


LAYERS = {50: "<</Type/OCG/Name(a)>>", 51: "<</Type/OCG/Name(b)>>"}


@pytest.mark.parametrize(
    ("default", "off"),
    [
        ("", set()),
        ("/OFF[50 0 R]", {50}),
        ("/BaseState/OFF", {50, 51}),
        ("/BaseState/OFF/ON[51 0 R]", {50}),
        ("/BaseState/ON/OFF[51 0 R]", {51}),
        ("/OFF 7", set()),
    ],
)
def test_layers_that_are_off(default: str, off: set[int]) -> None:
    catalog = f"/OCProperties<</OCGs[50 0 R 51 0 R]/D<<{default}>>>>"
    pdf, _, _ = opened(raw(shown("Hi"), catalog=catalog, objects=LAYERS))
    assert layers_off(pdf) == off


def test_a_file_without_layers() -> None:
    assert layers_off(opened(PLAIN)[0]) == frozenset()


def test_the_size_of_what_a_page_unpacks_to(monkeypatch: pytest.MonkeyPatch) -> None:
    import zlib

    packed = SimpleNamespace(contents=[SimpleNamespace(rawdata=zlib.compress(b"x" * 1000))])
    plain = SimpleNamespace(
        contents=[SimpleNamespace(rawdata=b"x" * 600), SimpleNamespace(rawdata=b"x" * 600)]
    )
    check_size(packed)
    check_size(SimpleNamespace(contents=[None]))
    monkeypatch.setattr(unlocking, "STREAM_BYTES", 999)
    for page in (packed, plain):
        with pytest.raises(ValueError, match="too large"):
            check_size(page)
    monkeypatch.setattr(unlocking, "STREAM_BYTES", 1200)
    check_size(packed)
    check_size(plain)


def test_what_is_raised_on_damaged_files_is_no_error_of_ours() -> None:
    assert all(issubclass(one, Exception) for one in broken())
    assert not any(issubclass(ReadError, one) for one in broken())
