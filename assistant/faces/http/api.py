"""The HTTP API at /api/v1, its description at /docs, the page at /."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from assistant.faces.http import schema
from assistant.faces.http.draft_check import routes as draft_routes
from assistant.faces.http.gate import App, Guard
from assistant.faces.http.held import routes as held_routes
from assistant.faces.http.qualification import routes as qualify_routes
from assistant.faces.inputs import HITS_LIMIT, QUESTION_LIMIT, date_of, question_of
from assistant.faces.payload import retrieval_json
from assistant.faces.release import release
from assistant.faces.service import BusyError, Service
from ingest.problems import WenceError

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"model": schema.ProblemModel, "description": "没有这份文件或这个条款"},
    413: {"model": schema.ProblemModel, "description": "请求太大"},
    422: {"model": schema.ProblemModel, "description": "输入不对"},
    503: {"model": schema.ProblemModel, "description": "正忙"},
}
_PLAIN = {
    400: "请求不对，接口说明见 /docs。",
    404: "没有这个地址，接口说明见 /docs。",
    405: "这个地址不支持这种请求方法，接口说明见 /docs。",
}


def create_app(service: Service, page: bool = True) -> App:
    """The whole site behind its guard. `page` False leaves the Gradio page out (it takes seconds to load)."""
    app = FastAPI(
        title="上林问策",
        summary="政策文件进，带条款依据的回答出。",
        version=release(),
        docs_url=None,
        redoc_url=None,
    )
    for routes in (_routes, held_routes, qualify_routes, draft_routes):
        app.include_router(routes(service), prefix="/api/v1", responses=_PROBLEMS)
    _handle_errors(app)

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        from assistant.faces.web.api_page import reference_page

        return HTMLResponse(reference_page(app.openapi()))

    if page:
        from assistant.faces.web.page import mount

        mount(app, service)
    return Guard(app)


def _routes(service: Service) -> APIRouter:
    router = APIRouter()

    @router.post("/ask", summary="提问")
    def ask(body: schema.QuestionModel) -> schema.AnswerModel:
        as_of = date_of(body.as_of) if body.as_of else None
        return schema.AnswerModel.model_validate(service.ask(question_of(body.question), as_of).as_json())

    @router.get("/search", summary="检索条款")
    def search(
        q: str = Query(description=f"检索词或条款地址，不超过 {QUESTION_LIMIT:,} 字"),
        k: int = Query(10, ge=1, le=HITS_LIMIT, description="几条"),
        as_of: str | None = Query(None, description="按哪一天有效的文件"),
    ) -> schema.Hits:
        day = date_of(as_of) if as_of else date.today()
        found = service.search(question_of(q, "检索词"), k, day)
        return schema.Hits.model_validate(
            retrieval_json(found, service.passage, lambda name: service.document(name, day))
        )

    @router.get("/health", summary="服务状态")
    def health() -> schema.HealthModel:
        notes = list(service.notes())
        status = "degraded" if notes else "ok"
        return schema.HealthModel(
            status=status, version=release(), documents=len(service.entries()), notes=notes
        )

    return router


def _handle_errors(app: FastAPI) -> None:
    @app.exception_handler(HTTPException)
    async def http(_: Request, error: HTTPException) -> JSONResponse:
        given = str(error.detail)
        detail = given if not given.isascii() else _PLAIN.get(error.status_code, _PLAIN[400])
        return JSONResponse({"detail": detail}, error.status_code, headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return JSONResponse({"detail": _sentence(error)}, 422)

    @app.exception_handler(WenceError)
    async def told(_: Request, error: WenceError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 503 if isinstance(error, BusyError) else 422)

    @app.exception_handler(Exception)
    async def fault(_: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"detail": f"服务出错了（{type(error).__name__}），请稍后再试。"}, 500)


def _sentence(error: RequestValidationError) -> str:
    first = error.errors()[0]
    where = str(first["loc"][-1]) if len(first["loc"]) > 1 else ""
    kind = str(first["type"])
    if kind == "json_invalid":
        return "正文不是有效的 JSON。"
    if kind == "missing":
        return f"缺少“{where}”。" if where else "缺少 JSON 正文。"
    if kind == "extra_forbidden":
        return f"不认识“{where[:60]}”这一项，可用的项见 /docs。"
    if kind.startswith("int") or kind in ("greater_than_equal", "less_than_equal"):
        return f"“{where}”应是 1 到 {HITS_LIMIT} 之间的整数。"
    return f"“{where}”的写法不对，应有的写法见 /docs。" if where else "正文应是 JSON 对象，写法见 /docs。"
