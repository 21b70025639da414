"""The knowledge base as a LlamaIndex retriever, so that other pipelines can use our clauses.

    from kb.llama import wence_retriever
    nodes = wence_retriever(KnowledgeBase.open(Path(".wence")), k=5).retrieve("配偶就业怎么安排")

Importing this module is cheap: LlamaIndex (seconds) is imported when a retriever is made. No language
model, no embedding model and no network take part; `retrieve` is our own search.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from ingest.document import Clause, ClauseId, Document
from kb.passage import Hit, Passage, Retrieval

if TYPE_CHECKING:
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.schema import NodeWithScore, QueryBundle

# What a language model may read of a node beside its text; all metadata reach a program.
_READABLE = frozenset({"label", "breadcrumb", "document_title", "document_number", "authority"})


class Searchable(Protocol):
    """What a retriever needs of `kb.knowledge.KnowledgeBase`."""

    def search(self, query: str, k: int = 10, as_of: date | None = None) -> Retrieval: ...

    def document(self, document_id: str) -> Document: ...

    def clause(self, clause_id: ClauseId) -> Clause: ...

    def passage(self, clause_id: ClauseId) -> Passage: ...


def wence_retriever(kb: Searchable, k: int = 10, as_of: date | None = None) -> BaseRetriever:
    """A `WenceRetriever` over an open knowledge base: `retrieve(question)` gives at most `k` nodes in
    the order of our search, as the law stood on `as_of` (default: today).

    A node's text is the clause, a verbatim slice of its document, its id the clause id, its score our
    score in 0…1. Its metadata is the citation: clause_id, label, breadcrumb, quote, start and end
    (code points into the document's text, half open), document_id, document_title, document_number,
    authority ("official" or "sample"), via (what found it) and as_of. ValueError when k < 1."""
    if k < 1:
        raise ValueError(f"k 应为正整数，而不是 {k}")
    made: BaseRetriever = _retriever_class()(kb, k, as_of)
    return made


def __getattr__(name: str) -> Any:
    if name == "WenceRetriever":
        return _retriever_class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _retriever_class() -> Any:
    from llama_index.core.base.base_retriever import BaseRetriever

    class WenceRetriever(BaseRetriever):
        """Searches a knowledge base; see `wence_retriever`."""

        def __init__(self, kb: Searchable, k: int = 10, as_of: date | None = None) -> None:
            super().__init__()
            self._kb, self._k, self._as_of = kb, k, as_of

        def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
            found = self._kb.search(query_bundle.query_str, self._k, self._as_of)
            return [_node(self._kb, hit, found.as_of) for hit in found.hits]

    return WenceRetriever


def _node(kb: Searchable, hit: Hit, as_of: date) -> NodeWithScore:
    from llama_index.core.schema import NodeWithScore, TextNode

    metadata = _citation(kb, hit, as_of)
    node = TextNode(
        id_=metadata["clause_id"],
        text=metadata["quote"],
        metadata=metadata,
        start_char_idx=metadata["start"],
        end_char_idx=metadata["end"],
        excluded_embed_metadata_keys=sorted(metadata),
        excluded_llm_metadata_keys=sorted(metadata.keys() - _READABLE),
    )
    return NodeWithScore(node=node, score=hit.score)


def _citation(kb: Searchable, hit: Hit, as_of: date) -> dict[str, Any]:
    clause = kb.clause(hit.clause_id)
    document = kb.document(hit.clause_id.document)
    return {
        "clause_id": str(hit.clause_id),
        "label": hit.clause_id.label,
        "breadcrumb": kb.passage(hit.clause_id).breadcrumb,
        "quote": clause.text,
        "start": clause.start,
        "end": clause.end,
        "document_id": document.id,
        "document_title": document.title,
        "document_number": document.number,
        "authority": document.authority,
        "via": hit.via,
        "as_of": as_of.isoformat(),
    }
