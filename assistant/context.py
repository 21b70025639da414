"""A clause in its context: where it stands, what stands next to it, how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.answer import DocumentRef, place_of
from ingest.document import Clause, ClauseId, Document

if TYPE_CHECKING:
    from kb.entry import Entry

SAMPLE_NOTICE = "示例文件，不作为办事依据"
_INNER = str.maketrans("《》", "〈〉")


def citation_line(document: DocumentRef, label: str) -> str:
    """The copyable citation 《标题》（文号）三、（二）2.; a document without a number leaves it out.
    A 书名号 inside the title becomes 〈〉 (GB/T 15834-2011, 4.15); a document that is not in force, and a
    sample, say so at the end."""
    number = f"（{document.number}）" if document.number else ""
    notices = (document.validity, SAMPLE_NOTICE if document.authority == "sample" else "")
    told = "".join(f"（{notice}）" for notice in notices if notice)
    return f"《{document.title.translate(_INNER)}》{number}{label}{told}"


def titled(marker: str, heading: str, between: str = "") -> str:
    """The marker before the heading, once: a table's caption often begins with its own marker."""
    return heading if heading.startswith(marker) else f"{marker}{between if heading else ''}{heading}"


@dataclass(frozen=True, slots=True)
class Context:
    """One clause with its ancestors (outermost first, without the root) and its neighbours
    under the same parent; `before`/`after` are None at either end."""

    document: Document
    clause: Clause
    ancestors: tuple[Clause, ...]
    before: Clause | None
    after: Clause | None

    @classmethod
    def of(cls, document: Document, clause_id: ClauseId) -> Context:
        """The context of `clause_id` in `document`; KeyError when the document has no such clause."""
        trail = _trail(document.root, clause_id)
        if not trail:
            raise KeyError(str(clause_id))
        *above, clause = trail
        if not above:
            return cls(document, clause, (), None, None)
        siblings = above[-1].children
        place = siblings.index(clause)
        before = siblings[place - 1] if place else None
        after = siblings[place + 1] if place + 1 < len(siblings) else None
        return cls(document, clause, tuple(above[1:]), before, after)

    @property
    def breadcrumb(self) -> str:
        """The document title and the headings above the clause, joined with “ > ”."""
        above = [titled(a.marker or a.id.label, a.heading) for a in self.ancestors]
        return " > ".join([self.document.name, *above])

    @property
    def citation(self) -> str:
        """The copyable citation line of the clause, with its page where the file has pages."""
        place = place_of(
            self.document.page(self.clause.start),
            self.document.confidence(self.clause.start, self.clause.end),
        )
        return citation_line(DocumentRef.of(self.document), self.clause.id.label) + place

    def as_json(self) -> dict[str, Any]:
        """The clause as `show --json` gives it."""
        clause = self.clause
        return {
            **clause_json(clause),
            "breadcrumb": self.breadcrumb,
            "citation": self.citation,
            "page": self.document.page(self.clause.start) or None,
            "confidence": self.document.confidence(self.clause.start, self.clause.end),
            "document": document_json(self.document),
            "children": [clause_json(child) for child in clause.children],
        }


def _trail(root: Clause, clause_id: ClauseId) -> tuple[Clause, ...]:
    if root.id == clause_id:
        return (root,)
    for child in root.children:
        below = _trail(child, clause_id)
        if below:
            return (root, *below)
    return ()


def clause_json(clause: Clause) -> dict[str, Any]:
    """One clause without its children."""
    return {
        "clause_id": str(clause.id),
        "label": clause.id.label,
        "level": clause.level,
        "number": clause.number,
        "marker": clause.marker,
        "heading": clause.heading,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
    }


def entry_json(entry: Entry) -> dict[str, Any]:
    """A document in a list of what is held."""
    return {
        "id": entry.id,
        "title": entry.title,
        "name": entry.carried or entry.title,
        "number": entry.number,
        "authority": entry.authority,
        "issued": entry.issued.isoformat() if entry.issued else None,
        "effective": entry.effective.isoformat() if entry.effective else None,
        "repealed": entry.repealed.isoformat() if entry.repealed else None,
    }


def document_json(document: Document) -> dict[str, Any]:
    """What is known of a document, without its text."""
    return {
        "id": document.id,
        "title": document.title,
        "name": document.name,
        "number": document.number,
        "issuer": list(document.issuer),
        "issued": document.issued.isoformat() if document.issued else None,
        "effective": document.effective.isoformat() if document.effective else None,
        "repealed": document.repealed.isoformat() if document.repealed else None,
        "status": document.status,
        "validity": document.validity_label,
        "replaces": list(document.replaces),
        "replaced_by": document.replaced_by,
        "authority": document.authority,
        "source": document.source,
        "addressees": document.addressees,
        "copied_to": document.copied_to,
    }
