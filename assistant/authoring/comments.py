"""A .docx draft with the findings as Word comments at their places."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assistant.authoring.findings import SEVERITY_NAMES
from ingest.document import Document
from kb.checks import NAMES
from kb.finding import CheckFinding

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

AUTHOR, INITIALS = "上林问策", "问策"
_KEY = 12  # characters of a line by which its paragraph is known


def commented(data: bytes, document: Document, findings: Sequence[CheckFinding]) -> tuple[bytes, int]:
    """The Word file `data`, which `document` was read from, with a comment for each finding, and how many could not be
    placed and stand at its beginning."""
    import docx

    word = docx.Document(BytesIO(data))
    paragraphs = [paragraph for paragraph in _paragraphs(word) if paragraph.runs]
    lost = 0
    for finding in findings:
        paragraph = _paragraph_of(finding, document, paragraphs)
        text = f"{SEVERITY_NAMES[finding.severity]}〔{NAMES[finding.check]}〕{finding.message}"
        if paragraph is None:
            lost += 1
            paragraph, text = _first(word, paragraphs), f"（{finding.places[0].label}）{text}"
        word.add_comment(paragraph.runs, text=text, author=AUTHOR, initials=INITIALS)
    out = BytesIO()
    word.save(out)
    return out.getvalue(), lost


def _paragraphs(word: Any) -> list[Paragraph]:
    """The paragraphs in the order of the text, those of tables included."""
    found: list[Paragraph] = []
    for block in word.iter_inner_content():
        if hasattr(block, "rows"):
            found += [p for row in block.rows for cell in row.cells for p in cell.paragraphs]
        else:
            found.append(block)
    return found


def _first(word: Any, paragraphs: list[Paragraph]) -> Paragraph:
    """The first paragraph; an empty one before everything where the words stand in controls or pictures."""
    if not paragraphs:
        first = word.add_paragraph()
        first.add_run()
        word.element.body.insert(0, first._p)
        paragraphs.append(first)
    return paragraphs[0]


def _paragraph_of(
    finding: CheckFinding, document: Document, paragraphs: Sequence[Paragraph]
) -> Paragraph | None:
    """The paragraph that the line of the finding was read from: the one with its words, by how many before it have
    them too. Numbers that Word makes itself are not in its paragraphs."""
    place = finding.places[0]
    begin = document.text.rfind("\n", 0, place.start) + 1
    end = document.text.find("\n", place.start)
    line = document.text[begin : end if end >= 0 else len(document.text)].split("\t")[0].strip()
    for key in (line, place.quote.split("\n")[0].strip(), line[-_KEY:]):
        holding = [paragraph for paragraph in paragraphs if key and key in paragraph.text]
        before = document.text.count(key, 0, begin + max(line.find(key), 0)) if key else 0
        if holding:
            return holding[min(before, len(holding) - 1)]
    return None
