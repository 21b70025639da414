"""What a file really is, and what LibreOffice opens."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from docx_parts import definition, docx, level, num, p, use

from ingest.parse import parse
from ingest.problems import ReadError
from ingest.read import office, read

HTML = "<html><body><h1>慈溪市人才住房办法</h1><p>第一条 给予购房补贴八万元。</p></body></html>".encode()
TEXT = "慈溪市人才住房办法\n\n第一条 硕士研究生给予购房补贴八万元，具体办法另行制定。\n".encode()
WORD = docx(
    p("慈溪市人才住房办法", ppr='<w:jc w:val="center"/>')
    + p("为了支持人才，制定本办法。", ppr=num(1))
    + p('给予购房补贴八万元。<w:del w:id="1"><w:r><w:delText>九十万元</w:delText></w:r></w:del>', ppr=num(1)).replace(
        '<w:r><w:rPr></w:rPr><w:t xml:space="preserve">给予', "<w:r><w:t>给予"
    ),
    numbering=definition(1, level(0, "chineseCountingThousand", "第%1条")) + use(1, 1),
)  # fmt: skip


TYPED = docx(
    p("慈溪市人才住房办法") + p("第一条　为了支持人才，制定本办法。") + p("第二条　给予购房补贴八万元。")
)


@pytest.mark.parametrize(
    ("data", "suffix", "said"),
    [
        (HTML, ".doc", "网页"),
        (TEXT, ".docx", "纯文本"),
        (docx(p("第一条　给予购房补贴八万元。")), ".doc", "Word 文档"),
    ],
)
def test_a_file_is_read_as_what_it_is(data: bytes, suffix: str, said: str) -> None:
    reading = read(data, suffix)
    assert any("八万元" in line.text for line in reading.lines)
    (found,) = [finding for finding in reading.findings if finding.check == "wrong_suffix"]
    assert found.severity == "warning" and said in found.message


@pytest.mark.parametrize(
    ("data", "suffix", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), ".docx", "图片"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(50), ".pdf", r"\.zip"),
        (b"\x7fELF" + bytes(50), ".doc", "程序"),
        (b"PK", ".docx", "。$"),
    ],
)
def test_what_nothing_reads_says_what_to_do(data: bytes, suffix: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read(data, suffix)


def program(folder: Path, body: str) -> str:
    """A program in place of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


RTF = b"{\\rtf1\\ansi x}"


@pytest.mark.parametrize(
    ("body", "said"), [("sleep 60", "秒"), ("exit 0", "。$"), ("exit 3", "。$"), ("kill -9 $$", "。$")]
)
def test_a_converter_that_fails_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, said: str
) -> None:
    monkeypatch.setenv(office.PROGRAM, program(tmp_path, body))
    monkeypatch.setattr(office, "SECONDS", 1.0)
    with pytest.raises(ReadError, match=said):
        read(RTF, ".rtf")


def test_without_libreoffice_what_to_do_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.PROGRAM, "/no/such/program")
    with pytest.raises(ReadError, match="LibreOffice"):
        read(RTF, ".rtf")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", [".doc", ".wps", ".rtf", ".odt"])
def test_old_formats_are_the_same_tree(tmp_path: Path, suffix: str) -> None:
    source = tmp_path / "a.docx"
    # LibreOffice itself loses the words around a number when it writes RTF.
    source.write_bytes(TYPED if suffix == ".rtf" else WORD)
    kind = {".wps": "doc"}.get(suffix, suffix[1:])
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind]
        + ["--outdir", str(tmp_path / "out"), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    parsed = parse((tmp_path / "out" / f"a.{kind}").read_bytes(), f"办法{suffix}")
    assert [clause.id.path for clause in parsed.document.clauses if clause.level == "article"] == ["t1", "t2"]
    assert "八万元" in parsed.document.text
    assert "九十" not in parsed.document.text
