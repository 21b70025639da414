"""The description of the API as a page: every operation and model, types as words, nothing unescaped."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient
from handmade import FakeBase, fake_ask

from assistant.faces.http.api import create_app
from assistant.faces.service import Service
from assistant.faces.web.api_page import reference_page


def described(shape: dict[str, Any], **operation: Any) -> str:
    answer = {"200": {"description": "OK", "content": {"application/json": {"schema": shape}}}}
    return reference_page(
        {
            "info": {"title": "试"},
            "paths": {"/api/v1/x": {"get": {"responses": answer} | operation}},
            "components": {"schemas": {}},
        }
    )


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        ({"type": "string"}, "文字"),
        ({"type": "string", "format": "date"}, "日期"),
        ({"type": "integer", "minimum": 1, "maximum": 100}, "整数、1—100"),
        ({"type": "boolean"}, "真假"),
        ({"enum": ["甲", "乙"], "type": "string"}, "甲 / 乙"),
        ({"anyOf": [{"type": "number"}, {"type": "null"}]}, "小数 或 空"),
        ({"type": "array", "items": {"type": "string"}}, "文字 列表"),
        ({"$ref": "#/components/schemas/Hit"}, '<a href="#Hit">Hit</a>'),
        ({"type": "array", "items": {"$ref": "#/x/Hit"}}, '<a href="#Hit">Hit</a> 列表'),
        ({"enum": ["<b>"]}, "&lt;b&gt;"),
        ({}, ""),
    ],
)
def test_a_type_in_words(shape: dict[str, Any], told: str) -> None:
    assert f"<td>{told}</td>" in described(shape)


def test_what_an_operation_takes_is_told_with_what_is_needed() -> None:
    parameters = [
        {"name": "q", "schema": {"type": "string"}, "required": True, "description": "<i>检索词</i>"},
        {"name": "k", "schema": {"type": "integer"}},
    ]
    html = described({}, parameters=parameters, summary="<script>检索")
    assert "<script" not in html
    assert "<i>" not in html
    assert html.index("必填") < html.index("选填")


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    service = Service(FakeBase, fake_ask)  # type: ignore[arg-type]
    told: dict[str, Any] = TestClient(create_app(service, page=False)).get("/openapi.json").json()
    service.close()
    return told


def test_the_page_has_every_operation_and_model_and_every_link_leads_somewhere(
    description: dict[str, Any],
) -> None:
    html = reference_page(description)
    for path, methods in description["paths"].items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in html
    ids = set(re.findall(r'id="(\w+)"', html))
    assert ids == set(description["components"]["schemas"])
    assert set(re.findall(r'href="#(\w+)"', html)) <= ids


def test_the_page_asks_no_host(description: dict[str, Any]) -> None:
    html = reference_page(description)
    for asked in ("<script", "src=", "@import", "<link", "url("):
        assert asked not in html


def example_bodies(description: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = re.findall(r"<pre>(.*?)</pre>", reference_page(description))
    posts = [re.search(r"7860(/\S+) .*-d '(.*)'$", unescape(one)) for one in found]
    return {match[1]: json.loads(match[2]) for match in posts if match}


def test_the_example_of_a_question_is_one(description: dict[str, Any]) -> None:
    assert list(example_bodies(description)["/api/v1/ask"]) == ["question"]


def test_every_example_fits_its_operation(description: dict[str, Any]) -> None:
    for path, body in example_bodies(description).items():
        content = description["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        model = description["components"]["schemas"][content["schema"]["$ref"].rsplit("/", 1)[-1]]
        assert set(model.get("required", ())) <= set(body) <= set(model["properties"]), path
        assert body, path
