"""The models of the API: the JSON of the faces fits them exactly."""

from __future__ import annotations

from typing import Any

import pytest
from handmade import AS_OF, DOCUMENT_ID, FakeBase, document, fake_ask
from pydantic import BaseModel, ValidationError

from assistant.context import Context, clause_json, document_json, entry_json
from assistant.faces.http import schema
from assistant.faces.payload import retrieval_json
from ingest.document import ClauseId

BASE = FakeBase()
SHAPES: list[tuple[type[BaseModel], dict[str, Any]]] = [
    (schema.AnswerModel, fake_ask(BASE, "能落户吗").as_json()),
    (schema.AnswerModel, fake_ask(BASE, "月亮").as_json()),
    (schema.Hits, retrieval_json(BASE.search("落户", 3, AS_OF), BASE.passage, BASE.document)),
    (schema.ClauseInContext, Context.of(document(), ClauseId(DOCUMENT_ID, "1.1")).as_json()),
    (schema.ListedDocumentModel, entry_json(BASE.entries()[0])),
    (schema.DocumentModel, document_json(document())),
    (schema.ClauseModel, clause_json(document().clause("1"))),
]
EACH = pytest.mark.parametrize(
    ("model", "shape"), SHAPES, ids=[f"{model.__name__}-{at}" for at, (model, _) in enumerate(SHAPES)]
)


@EACH
def test_what_the_faces_give_is_what_the_description_says(
    model: type[BaseModel], shape: dict[str, Any]
) -> None:
    assert model.model_validate(shape).model_dump(mode="json") == shape


@EACH
def test_a_key_more_or_less_is_refused(model: type[BaseModel], shape: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate({**shape, "extra": 1})
    for key in shape:
        with pytest.raises(ValidationError):
            model.model_validate({name: value for name, value in shape.items() if name != key})


@pytest.mark.parametrize("question", [7, None, ["问"]])
def test_a_question_is_a_text(question: object) -> None:
    with pytest.raises(ValidationError):
        schema.QuestionModel.model_validate({"question": question})


def test_a_status_is_one_of_those_told() -> None:
    with pytest.raises(ValidationError):
        schema.AnswerModel.model_validate(SHAPES[0][1] | {"status": "maybe"})


def test_every_model_is_strict_and_says_what_it_is() -> None:
    found = [one for one in vars(schema).values() if isinstance(one, type)]
    models = [one for one in found if issubclass(one, schema.StrictModel)]
    assert len(models) > 10
    for model in models:
        assert model.model_config.get("extra") == "forbid"
        assert model.__doc__, model.__name__
