"""The form of every fact: fields by type, and what counts as altered."""

from __future__ import annotations

import pytest

from assistant.eligibility.rules.facts import UNKNOWN, Facts
from assistant.faces.web.fact_form import NOTHING, altered, choices_of, field, hint


@pytest.mark.parametrize(
    ("name", "kind"), [("年龄", "textbox"), ("毕业日期", "textbox"), ("学历", "dropdown")]
)
def test_a_field_is_chosen_or_written(name: str, kind: str, facts: Facts) -> None:
    fact = facts.fact(name)
    made = field(fact, {})
    assert (made.get_block_name(), made.label, made.info) == (kind, name, fact.question)
    if kind == "textbox":
        assert (made.value, made.placeholder) == ("", hint(fact))
    else:
        offered = [value for _, value in made.choices]
        assert offered == [NOTHING, *fact.choices, UNKNOWN]
        assert made.value == NOTHING


def test_what_was_told_stands_in_the_field(facts: Facts) -> None:
    assert field(facts.fact("年龄"), {"年龄": "30"}).value == "30"
    assert field(facts.fact("学历"), {"学历": "硕士"}).value == "硕士"
    assert field(facts.fact("学历"), {"学历": UNKNOWN}).value == UNKNOWN


def test_a_yes_or_no_is_chosen(facts: Facts) -> None:
    fact = next(fact for fact in facts.by_name.values() if fact.type == "boolean")
    assert choices_of(fact) == ["是", "否"]
    assert choices_of(facts.fact("年龄")) == []


FORM = ("年龄", "学历")


@pytest.mark.parametrize(
    ("told", "shown", "values", "after"),
    [
        ({}, {}, ("", NOTHING), {}),
        ({}, {}, (None, None), {}),
        ({}, {}, (" 30 ", "硕士"), {"年龄": "30", "学历": "硕士"}),
        ({"年龄": "30"}, {"年龄": "30"}, ("", NOTHING), {}),
        ({"年龄": "30"}, {"年龄": "30"}, ("31", NOTHING), {"年龄": "31"}),
        # told since the form was opened, and left alone in it
        ({"年龄": "30"}, {}, ("", "硕士"), {"年龄": "30", "学历": "硕士"}),
        ({"年龄": "30"}, {"年龄": "29"}, ("29", NOTHING), {"年龄": "30"}),
        # not in the form at all
        ({"婚姻状况": "未婚"}, {}, ("", NOTHING), {"婚姻状况": "未婚"}),
    ],
)
def test_only_what_is_altered_counts(
    told: dict[str, str],
    shown: dict[str, str],
    values: tuple[str | None, ...],
    after: dict[str, str],
    facts: Facts,
) -> None:
    before = dict(told)
    assert altered([facts.fact(name) for name in FORM], values, told, shown) == after
    assert told == before, "what was told is not changed in place"


def test_a_form_and_its_values_belong_together(facts: Facts) -> None:
    with pytest.raises(ValueError, match="shorter"):
        altered([facts.fact("年龄"), facts.fact("学历")], ["30"], {}, {})
