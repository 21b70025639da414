"""What a mention names: the resolver of a document on a shelf, at a day.

A reference is resolved only where exactly one clause fits. A clause that is not there is not found, however near its
parent stands; what is named and not held is external; several that fit are ambiguous, and all are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.document import ClauseId, Document
from ingest.script.sentence_ends import STATEMENT
from kb.address.clause_places import ClausePlaces, annex_of
from kb.address.enumeration import Single, singles
from kb.address.mention import Mention
from kb.address.titles import Titles
from kb.finding import Shelf
from kb.references.find import find, short_names
from kb.references.nearby import Nearby
from kb.references.reference import Reference, Status


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves the mentions of `document`. `library` holds it and the shelf; `held` the places of each."""

    document: Document
    library: Titles[Document]
    as_of: date
    shorts: dict[str, tuple[tuple[int, str], ...]]
    held: dict[str, ClausePlaces] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, shelf: Shelf) -> Resolver:
        """The resolver of a document among the documents of the shelf."""
        others = [other for other in shelf.documents if other.id != document.id]
        return cls(document, Titles([document, *others]), shelf.as_of, short_names(document.text))

    def references(self) -> tuple[Reference, ...]:
        """Every reference of the document in reading order. Its own title, where it is only named, is none."""
        out: list[Reference] = []
        of: Mention | None = None  # whose clauses were named last in this sentence
        for mention in find(self.document):
            if of and STATEMENT.search(self.document.text, of.end, mention.start):
                of = None
            if mention.address and mention.kind in ("title", "number", "short_name"):
                of = mention
            goes_on = of and mention.kind == "address" and self._goes_on(mention)
            found = self.resolve(
                replace(mention, kind=of.kind, name=of.name, number=of.number) if of and goes_on else mention
            )
            if of and mention.kind == "address" and found.status == "not_found":
                found = replace(found, status="external", note=f"像是前面“{of.text}”那份文件的条款")
            if mention.kind == "relative" and found.status == "not_found":
                found = self._after(out, found)
            out.append(replace(found, mention=mention))
        return tuple(out)

    def _after(self, before: Sequence[Reference], one: Reference) -> Reference:
        """第二款 said of the 条 that was named before in the same clause, where that one has it and its own has not."""
        named = next(
            (r for r in reversed(before) if r.mention.kind in ("address", "self") and r.targets), None
        )
        listed = singles(one.mention.address)
        if named is None or named.source != one.source or not listed or not one.mention.text.startswith("第"):
            return one
        places = self._places(self.document)
        article = places.around(named.targets[0].path, "t")
        found = [places.below(article, single.tokens) for single in listed] if article else []
        if not found or any(len(paths) != 1 for paths in found):
            return one
        targets = tuple(ClauseId(self.document.id, path) for paths in found for path in paths)
        return replace(one, status="range" if _ranged(listed) else "resolved", targets=targets, note="")

    def _goes_on(self, mention: Mention) -> bool:
        """Whether an address is another one in a list that began before (刑法第五条规定的…、第七条规定的…)."""
        return self.document.text[mention.start - 1 : mention.start] in tuple("、和及或与")

    def resolve(self, mention: Mention) -> Reference:
        """What one mention names."""
        source = self._places(self.document).at(mention.start, mention.end)
        status, targets, note = self._meaning(mention, source)
        return Reference(ClauseId(self.document.id, source), mention, status, targets, note)

    def _meaning(self, mention: Mention, source: str) -> tuple[Status, tuple[ClauseId, ...], str]:
        if mention.kind in ("title", "number", "short_name", "program"):
            return self._elsewhere(mention)
        if mention.kind == "self" and not mention.address:
            return "resolved", (ClauseId(self.document.id, ""),), ""
        near = Nearby(self._places(self.document), source)
        if mention.kind == "relative":
            return self._here(near.relative(mention), mention)
        if mention.kind == "annex" or mention.address.startswith("附件"):
            return self._here(near.annex(mention.address or mention.text), mention)
        if mention.kind == "table":
            return self._here(near.table(mention.text), mention)
        return self._clauses(self.document, mention, annex_of(source))

    def _here(
        self, found: tuple[Status, tuple[str, ...], str], _mention: Mention
    ) -> tuple[Status, tuple[ClauseId, ...], str]:
        status, paths, note = found
        return status, tuple(ClauseId(self.document.id, path) for path in paths), note

    # --- other documents ------------------------------------------------------------------------

    def _elsewhere(self, mention: Mention) -> tuple[Status, tuple[ClauseId, ...], str]:
        documents = self._documents(mention)
        if not documents:
            return "external", (), "知识库没有收录这份文件"
        valid = [d for d in documents if d.id == self.document.id or d.in_force(self.as_of)]
        if len(valid) > 1 or (not valid and len(documents) > 1):
            ids = tuple(ClauseId(document.id, "") for document in valid or documents)
            return "ambiguous", ids, "有几份文件都叫这个名称"
        document = (valid or documents)[0]
        status, targets, note = self._clauses(document, mention, "")
        if not valid and status in ("resolved", "range"):
            return "expired", targets, f"《{document.name}》在{self.as_of}不在有效期内"
        return status, targets, note

    def _documents(self, mention: Mention) -> tuple[Document, ...]:
        if mention.kind == "number":
            return self.library.numbered(mention.number)
        if mention.kind == "program":
            return tuple(d for d in self.library.held if mention.text.strip("“”") in d.title.replace("”", ""))
        name = self._full(mention)
        titled = self.library.titled(name)
        numbered = self.library.numbered(mention.number) if mention.number else ()
        both = tuple(document for document in titled if document in numbered)
        return both or titled or numbered

    def _full(self, mention: Mention) -> str:
        """The title that a short name stands for where it was introduced before; else what is written."""
        for start, name in reversed(self.shorts.get(mention.name, ())):
            if start <= mention.start:
                return name
        return mention.name

    # --- clauses ----------------------------------------------------------------------------------

    def _clauses(
        self, document: Document, mention: Mention, annex: str
    ) -> tuple[Status, tuple[ClauseId, ...], str]:
        """The clauses that the mention's address names in a document; the whole document without an address."""
        if not mention.address:
            return "resolved", (ClauseId(document.id, ""),), ""
        places = self._places(document)
        listed = singles(mention.address)
        if not listed and mention.address.startswith("第"):
            return "ambiguous", (), f"“{mention.address}”的数字看不懂"
        if not listed:
            return _told([places.named(mention.address, annex)], False, document, mention.address)
        if not places.has_articles and document.id == self.document.id:
            return "external", (), "本文件没有“条”，所指的是别的文件"
        found = [places.path(one.tokens, annex) for one in listed]
        return _told(found, _ranged(listed), document, mention.address)

    def _places(self, document: Document) -> ClausePlaces:
        if document.id not in self.held:
            self.held[document.id] = ClausePlaces.of(document)
        return self.held[document.id]


def _ranged(listed: Sequence[Single]) -> bool:
    return any(one.ends_range for one in listed)


def _told(
    found: Sequence[tuple[str, ...]], ranged: bool, document: Document, address: str
) -> tuple[Status, tuple[ClauseId, ...], str]:
    targets = tuple(dict.fromkeys(ClauseId(document.id, path) for paths in found for path in paths))
    if not all(found):
        return (
            "not_found",
            (),
            f"《{document.name}》里没有“{address}”"
            if len(found) == 1
            else (f"《{document.name}》里没有“{address}”中的一处"),
        )
    if any(len(paths) > 1 for paths in found):
        return "ambiguous", targets, f"“{address}”可以指{len(targets)}处"
    return ("range" if ranged else "resolved"), targets, ""


def references_of(document: Document, shelf: Shelf) -> tuple[Reference, ...]:
    """The references of a document among the documents of a shelf, at its day, in reading order."""
    return Resolver.of(document, shelf).references()
