"""What is held, to be read: the documents, their clauses, and what refers to what."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from assistant.context import Context, clause_json, document_json, entry_json
from assistant.faces.http import schema
from assistant.faces.inputs import date_of
from assistant.faces.service import Service
from ingest.document import ClauseId
from ingest.problems import UsageError


class BothWays(schema.StrictModel):
    """一个条款引用的和引用它的，一处一句话。"""

    cites: list[str]
    cited_by: list[str]


def routes(service: Service) -> APIRouter:
    """The routes, to be included below /api/v1."""
    router = APIRouter()

    @router.get("/clauses/{clause_id:path}", summary="一个条款和它的上下文")
    def clause(
        clause_id: str, as_of: str | None = Query(None, description="按哪一天的效力注明，默认今天")
    ) -> schema.ClauseInContext:
        day = date_of(as_of) if as_of else date.today()
        return schema.ClauseInContext.model_validate(_context(service, clause_id, day).as_json())

    @router.get("/documents", summary="收录的文件")
    def documents() -> schema.Documents:
        listed = [entry_json(entry) for entry in service.entries()]
        return schema.Documents.model_validate({"documents": listed})

    @router.get("/documents/{document_id:path}", summary="一份文件的全文和条款")
    def document(document_id: str) -> schema.FullDocument:
        return _whole(service, document_id)

    @router.get("/references.svg", summary="文件之间的引用图", response_class=Response)
    def graph() -> Response:
        return Response(service.reference_graph(), media_type="image/svg+xml")

    @router.get("/references/{clause_id:path}", summary="一个条款引用什么、被什么引用")
    def references(clause_id: str) -> BothWays:
        return _both_ways(service, clause_id)

    return router


def _whole(service: Service, document_id: str) -> schema.FullDocument:
    try:
        found = service.document(document_id)
    except KeyError:
        raise HTTPException(404, f"知识库里没有文件“{document_id[:100]}”。") from None
    clauses = [clause_json(clause) for clause in found.clauses]
    return schema.FullDocument.model_validate(
        {**document_json(found), "text": found.text, "clauses": clauses}
    )


def _context(service: Service, address: str, day: date) -> Context:
    clause_id = _clause_id(address)
    try:
        return Context.of(service.document(clause_id.document, day), clause_id)
    except KeyError:
        raise _no_clause(clause_id) from None


def _both_ways(service: Service, address: str) -> BothWays:
    clause_id = _clause_id(address)
    try:
        cites, cited_by = service.both_ways(clause_id)
    except KeyError:
        raise _no_clause(clause_id) from None
    return BothWays(cites=list(cites), cited_by=list(cited_by))


def _clause_id(address: str) -> ClauseId:
    # The “#” of an id must be written %23 in a URL; “文件/条款” is accepted too, as it is easier to type.
    try:
        return ClauseId.parse(address if "#" in address else address.replace("/", "#", 1))
    except ValueError as error:
        raise UsageError(f"{error}（网址里 # 写作 %23）。") from None


def _no_clause(clause_id: ClauseId) -> HTTPException:
    return HTTPException(404, f"知识库里没有条款“{str(clause_id)[:100]}”。")
