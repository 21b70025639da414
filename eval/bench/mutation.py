"""Mutations: genuine policies in every format we read, damaged in seeded ways.

`python -m eval.bench.hostile` asks of each that it gets one verdict. The same seed gives the same bytes for text
formats; a docx, pdf or xlsx made here carries the time of its making.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Source = tuple[bytes, str]
"""The bytes of a genuine file and its suffix."""

SUFFIXES = (".txt", ".md", ".html", ".docx", ".pdf", ".xlsx", ".doc", ".rtf", ".odt", ".xls", ".wps")
_ENCODINGS = ("utf-16", "utf-16-be", "gb18030", "big5", "utf-7", "utf-32", "utf-8-sig", "cp949")
_CHARACTERS = 12_000  # of a policy made into another format: enough for every structure


def sources(corpora: Path, plan: Path) -> list[Source]:
    """The plan, the regulations and the State Council papers as they are, and the plan and one regulation as
    docx, pdf and xlsx. What is absent is left out."""
    files = [plan, *sorted(corpora.glob("regulations/*.md")), *sorted(corpora.glob("gongwen/*.html"))[:6]]
    out = [(file.read_bytes(), file.suffix) for file in files]
    for file in files[:2]:
        rows = [line.strip("# 　\t") for line in file.read_text("utf-8")[:_CHARACTERS].split("\n")]
        rows = [row for row in rows if row]
        out += [(_docx(rows), ".docx"), (_pdf(rows), ".pdf"), (_xlsx(rows), ".xlsx")]
    return out


def mutations(genuine: Sequence[Source], count: int, seed: int) -> Iterator[tuple[bytes, str]]:
    """`count` damaged files with names that tell how: "<seed>-<damage>.<suffix>"."""
    for number in range(count):
        dice = random.Random(seed * 1_000_003 + number)
        data, suffix = genuine[number % len(genuine)]
        damage = _DAMAGES[number // len(genuine) % len(_DAMAGES)]
        if damage is _suffix_swapped:
            suffix = dice.choice([one for one in SUFFIXES if one != suffix])
        other = dice.choice(genuine)[0]
        yield damage(data, other, dice), f"{number}-{damage.__name__.strip('_')}{suffix}"


def _truncated(data: bytes, other: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def _bits_flipped(data: bytes, other: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.choice([1, 8, 64, 1000])):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def _zeroed(data: bytes, other: bytes, dice: random.Random) -> bytes:
    at, size = dice.randrange(len(data)), dice.choice([1, 64, 512, 4096])
    return data[:at] + b"\0" * size + data[at + size :]


def _chunks_swapped(data: bytes, other: bytes, dice: random.Random) -> bytes:
    a, b, c = sorted(dice.randrange(len(data)) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def _chunk_doubled(data: bytes, other: bytes, dice: random.Random) -> bytes:
    a, b = sorted(dice.randrange(len(data)) for _ in range(2))
    return data[:b] + data[a:b] * dice.choice([1, 3, 20]) + data[b:]


def _suffix_swapped(data: bytes, other: bytes, dice: random.Random) -> bytes:
    return data


def _recoded(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """The text in one odd encoding, or half in one and half in another."""
    text = data.decode("utf-8", "replace")
    first, second = dice.choice(_ENCODINGS), dice.choice(_ENCODINGS)
    if dice.random() < 0.5:
        return text.encode(first, "replace")
    middle = len(text) // 2
    return text[:middle].encode(first, "replace") + text[middle:].encode(second, "replace")


def _garbage_appended(data: bytes, other: bytes, dice: random.Random) -> bytes:
    return data + dice.randbytes(dice.choice([10, 1000, 1_000_000]))


def _garbage_before(data: bytes, other: bytes, dice: random.Random) -> bytes:
    return dice.randbytes(dice.choice([1, 10, 2000])) + data


def _joined(data: bytes, other: bytes, dice: random.Random) -> bytes:
    return data + other


def _on_one_line(data: bytes, other: bytes, dice: random.Random) -> bytes:
    return data.replace(b"\r", b"").replace(b"\n", b"") * dice.choice([1, 5])


def _nested(data: bytes, other: bytes, dice: random.Random) -> bytes:
    opening, closing = dice.choice(
        [(b"<div>", b"</div>"), (b"> ", b""), ("（".encode(), "）".encode()), (b"<table><tr><td>", b"")]
    )
    depth = dice.choice([100, 3000, 100_000])
    return opening * depth + data + closing * depth


def _nul_strewn(data: bytes, other: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.choice([1, 20, 500])):
        out.insert(dice.randrange(len(out)), 0)
    return bytes(out)


def _crushed(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Nothing, next to nothing, or noise."""
    return dice.choice([b"", b"\n \n", b"\xef\xbb\xbf", data[:8], dice.randbytes(5000), b"\0" * 100_000])


_DAMAGES: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    _truncated, _bits_flipped, _zeroed, _chunks_swapped, _chunk_doubled, _suffix_swapped, _recoded,
    _garbage_appended, _garbage_before, _joined, _on_one_line, _nested, _nul_strewn, _crushed,
)  # fmt: skip


def _docx(rows: Sequence[str]) -> bytes:
    from docx import Document

    document, out = Document(), io.BytesIO()
    for row in rows:
        document.add_paragraph(row)
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "类别"
    document.save(out)
    return out.getvalue()


def _pdf(rows: Sequence[str]) -> bytes:
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    lines = [row[at : at + 36] for row in rows for at in range(0, len(row), 36)]
    for first in range(0, len(lines), 40):
        canvas.setFont("STSong-Light", 12)
        for step, line in enumerate(lines[first : first + 40]):
            canvas.drawString(72, 780 - 18 * step, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _xlsx(rows: Sequence[str]) -> bytes:
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book, out = Workbook(), io.BytesIO()
    for number, row in enumerate(rows):
        book.active.append([number, row, number * 100])
    book.save(out)
    return out.getvalue()
