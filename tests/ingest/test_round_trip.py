"""The same policy in every format is the same tree: same ids, same words."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from formats import FORMATS

from ingest.document import Document
from ingest.parse import parse
from ingest.read import read

POLICIES = ("plan", "居住证暂行条例(2015-11-26).md", "宁波市荣誉市民条例(2017-12-16).md")


@pytest.fixture(params=POLICIES)
def policy(request: pytest.FixtureRequest, plan_file: Path) -> Path:
    if request.param == "plan":
        return plan_file
    shared: Path = request.getfixturevalue("shared")
    return shared / "regulations" / request.param


def words(text: str) -> str:
    """The text as it is compared: without the space that layout puts in, brackets of one width."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def tree(document: Document) -> list[tuple[str, str, str]]:
    """Path, level and words of every clause."""
    return [(clause.id.path, clause.level, words(clause.text)) for clause in document.clauses]


@pytest.mark.parametrize("name", FORMATS)
def test_one_policy_is_one_tree_in_every_format(policy: Path, name: str) -> None:
    suffix, write = FORMATS[name]
    data = policy.read_bytes()
    truth = parse(data, policy.name).document
    document = parse(write(read(data, policy.suffix).lines), policy.stem + suffix).document
    assert [clause.id.path for clause in document.clauses] == [clause.id.path for clause in truth.clauses]
    assert tree(document) == tree(truth)
    assert (document.title, document.number, document.issuer) == (truth.title, truth.number, truth.issuer)
    assert document.id == truth.id
    assert [table.columns for table in document.tables] == [table.columns for table in truth.tables]
    assert [[row.values for row in table.rows] for table in document.tables] == [
        [row.values for row in table.rows] for table in truth.tables
    ]


def test_each_clause_of_a_pdf_knows_its_page(plan_file: Path) -> None:
    lines = read(plan_file.read_bytes(), ".txt").lines
    document = parse(FORMATS["pdf"][1](lines), "规划.pdf").document
    pages = [document.page(clause.start) for clause in document.clauses]
    assert pages[0] == 1 and max(pages) > 5
    assert pages == sorted(pages)
