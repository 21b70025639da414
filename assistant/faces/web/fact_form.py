"""The form of every fact that some rule looks at, filled in at once. Only what is altered in it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.eligibility.rules.facts import UNKNOWN, Fact
from assistant.eligibility.rules.values import NO, YES

NOTHING = "（没说）"


def field(fact: Fact, told: Mapping[str, str]) -> Any:
    """The field of a fact with what was told of it."""
    import gradio as gr

    value = told.get(fact.name, "")
    choices = choices_of(fact)
    if not choices:
        return gr.Textbox(
            label=fact.name, info=fact.question, value=value, placeholder=hint(fact), max_lines=1
        )
    return gr.Dropdown(
        [NOTHING, *choices, UNKNOWN],
        label=fact.name,
        info=fact.question,
        value=value or NOTHING,
        filterable=False,
        interactive=True,
    )


def choices_of(fact: Fact) -> list[str]:
    """What can be chosen; none for what is written."""
    return [YES, NO] if fact.type == "boolean" else list(fact.choices)


def hint(fact: Fact) -> str:
    """How a date or a number may be written."""
    return f"写成{fact.notation}"


def altered(
    form: Iterable[Fact], values: Iterable[str | None], told: Mapping[str, str], shown: Mapping[str, str]
) -> dict[str, str]:
    """What is told once the form counts: `shown` is what stood in it at first, and a field left as it was keeps what was
    told since. An emptied field takes the fact back."""
    after = dict(told)
    for fact, value in zip(form, values, strict=True):
        written = "" if value in (None, NOTHING) else str(value).strip()
        if written == shown.get(fact.name, ""):
            continue
        after.pop(fact.name, None)
        if written:
            after[fact.name] = written
    return after
