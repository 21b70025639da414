"""The sample documents as shipped, .docx, .pdf and .md, against the Markdown they are set from."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.parse import parse_file
from tests.samples.typeset import SHIPPED, SHIPPED_AS, SOURCES


def tree(document: Document) -> list[tuple[str, str, str]]:
    return [(c.id.path, c.level, "".join(c.text.split())) for c in document.root.walk()]


@pytest.mark.parametrize(("source", "shipped"), SHIPPED_AS.items())
def test_a_shipped_file_reads_as_its_source(source: str, shipped: str) -> None:
    written, set_ = parse_file(SOURCES / source), parse_file(SHIPPED / shipped)
    assert tree(set_.document) == tree(written.document)
    assert set_.document.id == written.document.id
    assert set_.document.effective == written.document.effective


@pytest.mark.parametrize("shipped", SHIPPED_AS.values())
def test_a_sample_says_that_it_is_one_and_reads_without_a_finding(shipped: str) -> None:
    parsed = parse_file(SHIPPED / shipped)
    assert parsed.document.text.startswith("（示例文件，由上林问策项目编写，不作为办事依据）")
    assert "（示例）" in parsed.document.title
    assert not parsed.problems
