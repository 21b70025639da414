"""The API's description as one plain page: it needs no script and no other host."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Any

Schema = dict[str, Any]


def reference_page(description: Schema) -> str:
    """The page for an OpenAPI 3.1 `description`: every operation with what it takes and gives."""
    style = files("assistant.faces.web").joinpath("api_page.css").read_text(encoding="utf-8")
    info = description["info"]
    schemas = description["components"]["schemas"]
    operations = "".join(
        _operation(path, method, operation, schemas)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    )
    models = "".join(_model(name, model) for name, model in schemas.items())
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(info["title"])} 接口</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head>'
        f"<body><main><h1>{escape(info['title'])} 接口</h1>"
        f'<p>{escape(info.get("summary", ""))} 机器可读的说明：<a href="/openapi.json">/openapi.json</a>；'
        f'网页：<a href="/">/</a>。</p>{operations}<h2>数据</h2>{models}</main></body></html>'
    )


def _operation(path: str, method: str, operation: Schema, schemas: Schema) -> str:
    rows = [_parameter(parameter) for parameter in operation.get("parameters", ())]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if body:
        rows.append(("JSON 正文", _type(body), "必填", ""))
    answers = [
        (code, _type(_answer_schema(answer)), "", answer["description"] if code != "200" else "成功")
        for code, answer in operation["responses"].items()
    ]
    return (
        f"<section><h2><code>{method.upper()} {escape(path)}</code>{escape(operation.get('summary', ''))}</h2>"
        f"{_table('输入', rows)}{_table('输出', answers)}<pre>{escape(_example(path, body, schemas))}</pre></section>"
    )


def _parameter(parameter: Schema) -> tuple[str, str, str, str]:
    required = "必填" if parameter.get("required") else "选填"
    return parameter["name"], _type(parameter["schema"]), required, parameter.get("description", "")


def _answer_schema(answer: Schema) -> Schema:
    found: Schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return found


def _model(name: str, model: Schema) -> str:
    required = model.get("required", ())
    rows = [
        (field, _type(shape), "" if field in required else "选填", shape.get("description", ""))
        for field, shape in model.get("properties", {}).items()
    ]
    about = escape(model.get("description", ""))
    return f'<section id="{escape(name)}"><h3>{escape(name)}</h3><p>{about}</p>{_table("", rows)}</section>'


def _table(caption: str, rows: list[tuple[str, str, str, str]]) -> str:
    if not rows:
        return ""
    body = "".join(
        f"<tr><th scope='row'><code>{escape(name)}</code></th><td>{kind}</td><td>{need}</td><td>{escape(text)}</td></tr>"
        for name, kind, need, text in rows
    )
    title = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{title}<tbody>{body}</tbody></table>"


def _type(shape: Schema) -> str:
    """The type of a schema as HTML, a link where it names a model."""
    if "$ref" in shape:
        name = escape(shape["$ref"].rsplit("/", 1)[-1])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in shape:
        return " 或 ".join(_type(part) for part in shape["anyOf"])
    if shape.get("type") == "array":
        return f"{_type(shape['items'])} 列表"
    return escape("、".join(_words(shape)))


def _words(shape: Schema) -> Iterator[str]:
    kinds = {"string": "文字", "integer": "整数", "number": "小数", "boolean": "真假", "null": "空"}
    if "enum" in shape:
        yield " / ".join(str(value) for value in shape["enum"])
    elif shape.get("format") == "date":
        yield "日期"
    elif "type" in shape:
        yield kinds.get(shape["type"], str(shape["type"]))
    if "minimum" in shape or "maximum" in shape:
        yield f"{shape.get('minimum', '')}—{shape.get('maximum', '')}"


def _example(path: str, shape: Schema | None, schemas: Schema) -> str:
    """A call that the operation takes as it stands."""
    if shape:
        model = schemas[shape["$ref"].rsplit("/", 1)[-1]]
        body = json.dumps(model["examples"][0], ensure_ascii=False)
        return f"curl -s http://127.0.0.1:7860{path} -H 'Content-Type: application/json' -d '{body}'"
    if path.endswith("/search"):
        return f"curl -s --get http://127.0.0.1:7860{path} --data-urlencode 'q=人才公寓' -d k=5"
    filled = path.replace("{clause_id}", "临发改-2021-25%233.2.2").replace("{document_id}", "临发改-2021-25")
    return f"curl -s 'http://127.0.0.1:7860{filled}'"
