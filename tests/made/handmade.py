"""A knowledge base of one short document made by hand, for testing the faces on their own."""

from __future__ import annotations

from datetime import date

from assistant.answer import Answer, Citation, DocumentRef
from ingest.document import Cell, Clause, ClauseId, Document, Row, Table
from kb.address.lookup import Lookup
from kb.entry import Entry
from kb.passage import Hit, Passage, Retrieval
from kb.site import Site

DOCUMENT_ID = "慈示例-2026-9"
LINES = (
    "慈溪市人才住房示例办法",
    "一、总则",
    "（一）适用范围",
    "1.本办法适用于在慈溪就业的<b>人才</b>。",
    "2.毕业生可以凭毕业证落户，租房的每年补贴不超过1万元。",
    "表1 补贴标准",
    "类别\t标准",
    "硕士\t30万元",
)
TEXT = "\n".join(LINES)
AS_OF = date(2026, 1, 31)


def _at(line: int) -> tuple[int, int]:
    start = sum(len(text) + 1 for text in LINES[:line])
    return start, start + len(LINES[line])


def _clause(path: str, level: str, first: int, last: int, **more: object) -> Clause:
    start, end = _at(first)[0], _at(last)[1]
    values = {"number": "", "marker": "", "heading": "", "children": ()} | more
    return Clause(ClauseId(DOCUMENT_ID, path), level, text=TEXT[start:end], start=start, end=end, **values)  # type: ignore[arg-type]


def _cell(text: str, line: int, row: int, column: int) -> Cell:
    start = _at(line)[0] + LINES[line].index(text)
    return Cell(text, start, start + len(text), row, column)


def document() -> Document:
    """The document: 一、（一）1. and 2., and a table of one row."""
    items = (
        _clause("1.1.1", "h3", 3, 3, number="1", marker="1."),
        _clause("1.1.2", "h3", 4, 4, number="2", marker="2."),
    )
    second = _clause("1.1", "h2", 2, 4, number="1", marker="（一）", heading="适用范围", children=items)
    row = _clause("b1.r1", "row", 7, 7, number="1")
    table = _clause("b1", "table", 5, 7, number="1", marker="表1", heading="补贴标准", children=(row,))
    first = _clause("1", "h1", 1, 7, number="1", marker="一、", heading="总则", children=(second, table))
    root = _clause("", "document", 0, 7, children=(_clause("0", "opening", 0, 0), first))
    return Document(
        id=DOCUMENT_ID, title="慈溪市人才住房示例办法", number="慈示例〔2026〕9号", issuer=("示例局",),
        issued=date(2026, 1, 1), effective=None, repealed=None, status="", authority="sample",
        source="示例.txt", text=TEXT, root=root, tables=(_table(row),),
    )  # fmt: skip


def _table(row: Clause) -> Table:
    start, end = _at(5)[0], _at(7)[1]
    header = (_cell("类别", 6, 0, 0), _cell("标准", 6, 0, 1))
    cells = (_cell("硕士", 7, 1, 0), _cell("30万元", 7, 1, 1))
    body = (Row(row.id, ("硕士", "30万元"), cells, row.start, row.end),)
    return Table(
        ClauseId(DOCUMENT_ID, "b1"), "表1 补贴标准", "", ("类别", "标准"), header, body, (), start, end
    )


def citation(path: str, quote: str = "") -> Citation:
    """A citation of `quote` (the whole clause when not given) in the clause at `path`."""
    held = document()
    clause = held.clause(path)
    words = quote or clause.text
    start = held.text.index(words, clause.start)
    return Citation(clause.id, clause.id.label, words, start, start + len(words), DocumentRef.of(held))


class FakeBase:
    """Answers every search with 一、（一）2.; knows one address."""

    site = Site(city="慈溪市", examples=("博士能落户吗？", "人才公寓有多少套？"))

    def __init__(self) -> None:
        self.closed = False
        self.asked: list[str] = []

    def search(self, query: str, k: int, as_of: date) -> Retrieval:
        self.asked.append(query)
        hits = (Hit(ClauseId(DOCUMENT_ID, "1.1.2"), 0.75, 1, "words"),)[:k]
        return Retrieval(query, as_of, hits)

    def explain(self, address: str, as_of: date | None = None) -> Lookup:
        known = {"一（一）2": ["1.1.2"], "两处": ["1.1.1", "1.1.2"]}
        own = [address.partition("#")[2]] if address.startswith(f"{DOCUMENT_ID}#") else []
        found = tuple(ClauseId(DOCUMENT_ID, path) for path in known.get(address, own))
        return Lookup(found, problem="" if found else f"知识库里没有“{address}”。")

    def passage(self, clause_id: ClauseId) -> Passage:
        return Passage(clause_id, "总则 > 适用范围", self.clause(clause_id).text)

    def clause(self, clause_id: ClauseId) -> Clause:
        return self.document(clause_id.document).clause(clause_id.path)

    def document(self, document_id: str, as_of: date | None = None) -> Document:
        if document_id != DOCUMENT_ID:
            raise KeyError(document_id)
        return document()

    @property
    def notes(self) -> tuple[str, ...]:
        return ()

    def entries(self) -> tuple[Entry, ...]:
        held = document()
        return (
            Entry(
                id=held.id, title=held.title, number=held.number, carried="", authority=held.authority,
                origin="示例.txt", sha256="", parser="", status="", replaced_by="", meta="", state="held",
                succeeded_by="", standalone=False, issuer=held.issuer, replaces=(), issued=held.issued,
                effective=None, repealed=None, succeeded_from=None,
            ),
        )  # fmt: skip

    def __enter__(self) -> FakeBase:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.closed = True


def fake_ask(base: FakeBase, question: str, as_of: date | None = None) -> Answer:
    """`answered` for a question with 落户 in it, a fault for 故障, else `not_found`."""
    base.asked.append(question)
    if "故障" in question:
        raise RuntimeError(question)
    if "落户" not in question:
        related = (citation("1.1.1"),)
        return Answer(question, "not_found", "现有文件没有规定。", as_of or AS_OF, related=related)
    cited = (citation("1.1.2", "毕业生可以凭毕业证落户"), citation("b1.r1"))
    return Answer(
        question,
        "answered",
        "可以落户。",
        as_of or AS_OF,
        cited,
        (citation("1.1.1"),),
        ("说明一句。",),
    )
