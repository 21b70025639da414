"""The steps of the tab 我能享受什么: each event takes the talk one step on, has it judged and shows it everywhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.eligibility.rules.facts import UNKNOWN, Fact
from assistant.faces.inputs import date_of, question_of
from assistant.faces.service import Service
from assistant.faces.web.fact_form import choices_of, hint
from assistant.faces.web.fragments import (
    JUMP,
    asked_html,
    empty_html,
    heard_label,
    hush_html,
    save_html,
    slip_html,
    why_text,
)
from assistant.faces.web.talk import HeardFact, Talk
from assistant.faces.web.verdict_cards import cards_html, counts_html
from ingest.problems import UsageError, WenceError

if TYPE_CHECKING:
    from assistant.eligibility.assessment import Assessment

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_PLACES = ("slip_tale", "slip_answer", "slip_day")
_SHOWN = (
    *("talk", "told", "standing", "saves", "cards", "hush", "choice", "written", "asked"),
    *("reply", "unknown", "back", "rest", "heard", "hearing", *_PLACES),
)

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Steps:
    """What happens on each event: the talk goes one step on, is judged, and everything shows it; or, when it cannot be,
    one sentence stands beside the field and nothing changes."""

    service: Service
    parts: Mapping[str, Any]
    options: Mapping[str, Any]

    def wire(self, tab: Any) -> None:
        """Join the events of the fixed parts."""
        parts = self.parts
        self.on(tab.select, "answer", lambda talk: None if talk.asking or talk.told else talk)
        self.on(parts["read"].click, "tale", self._read, [parts["tale"]])
        self.on(parts["confirm"].click, "tale", lambda talk, names: talk.confirm(names), [parts["heard"]])
        self.on(parts["forget"].click, "tale", lambda talk: talk.hear(()))
        said = [parts["choice"], parts["written"]]
        for event in (parts["reply"].click, parts["written"].submit):
            self.on(event, "answer", self._answer, said)
        self.on(parts["unknown"].click, "answer", lambda talk: talk.answer(UNKNOWN))
        self.on(parts["back"].click, "answer", lambda talk: talk.back())
        self.on(parts["rest"].click, "answer", lambda talk: talk.rest())
        for event in (parts["day"].submit, parts["day"].blur):
            self.on(event, "day", _moved, [parts["day"]])
        parts["form"].expand(lambda n: n + 1, parts["fresh"], parts["fresh"], **QUIET)

    def on(
        self,
        event: Any,
        place: str,
        step: Callable[..., Talk | None],
        inputs: list[Any] | None = None,
        slip: Any = None,
    ) -> None:
        """On `event` take `step` from the talk and `inputs` (None: nothing is to happen). What is wrong with them is said
        in `slip`, or else in the one of `place`."""
        where = slip or self.parts[f"slip_{place}"]

        def happen(talk: Talk, *given: Any) -> Updates:
            try:
                after = step(talk, *given)
                return {where: ""} if after is None else self._shown(after) | {where: ""}
            except WenceError as error:
                return {where: slip_html(str(error))}
            except Exception as error:  # noqa: BLE001 - Gradio would print the traceback, and the profile with it
                print(f"网页判断出错：{type(error).__name__}", file=sys.stderr)
                return {where: slip_html("判断时程序出错了，请重试，或联系维护者。")}

        outputs = [self.parts[name] for name in _SHOWN] + ([slip] if slip else [])
        event(happen, [self.parts["talk"], *(inputs or [])], outputs, **self.options)

    def form(self, talk: Talk) -> tuple[Fact, ...]:
        """Every fact that a rule looks at on the day of the talk; none where they cannot be read."""
        from assistant.eligibility.verdict.interview import Interview

        found = self._judged(talk)
        return Interview(found.book.judging(found.profile.as_of), found.book.facts).form()

    def _judged(self, talk: Talk) -> Assessment:
        return self.service.qualify(talk.facts, date_of(talk.as_of) if talk.as_of else None)

    def _read(self, talk: Talk, text: str) -> Talk:
        from assistant.eligibility.hearing.hearing import read_told

        found = self._judged(talk)
        told = read_told(question_of(text, "情况"), found.book.facts, found.profile.as_of, found.book.site)
        if not told:
            raise UsageError("没有读出能用的情况，请换个说法，或者直接回答下面的问题。")
        return talk.hear(HeardFact(one.fact, str(one.value), one.words) for one in told)

    def _answer(self, talk: Talk, choice: str | None, written: str) -> Talk:
        said = (choice or written or "").strip()
        if talk.asking and not said:
            raise UsageError("还没有回答，请选一项或写下来；不清楚就点“不知道”。")
        return talk.answer(said)

    def _shown(self, talk: Talk) -> Updates:
        """The updates of everything for a talk. WenceError when it cannot be judged."""
        import gradio as gr

        from assistant.faces.assessment_json import assessment_json

        found = self._judged(talk)
        parts = self.parts
        names = found.book.facts.by_name
        fact = _question(talk, found)
        talk = replace(talk, asking=fact.name if fact else "")
        told = assessment_json(found)
        updates: Updates = {
            parts["talk"]: talk,
            parts["told"]: tuple((name, _with_unit(names[name], value)) for name, value in talk.told),
            parts["standing"]: counts_html(told) + JUMP if talk.told else "",
            parts["saves"]: counts_html(told) + save_html(talk.facts, talk.as_of) if talk.told else "",
            parts["cards"]: cards_html(told) if talk.told else empty_html(told),
            parts["asked"]: asked_html(told) if fact else "",
            parts["hush"]: "" if fact else hush_html(told, talk.enough),
            parts["rest"]: gr.update(
                value="接着问" if talk.enough else "够了", visible=bool(fact or talk.enough)
            ),
            parts["back"]: gr.update(interactive=bool(talk.earlier or talk.chosen)),
        }
        updates |= {parts[place]: "" for place in _PLACES}
        return updates | self._question(fact, talk) | self._heard(talk, found)

    def _question(self, fact: Fact | None, talk: Talk) -> Updates:
        import gradio as gr

        parts = self.parts
        updates: Updates = {parts[name]: gr.update(visible=bool(fact)) for name in ("reply", "unknown")}
        if fact is None:
            hidden = gr.update(visible=False, value=None)
            return updates | {parts["choice"]: hidden, parts["written"]: gr.update(visible=False, value="")}
        choices = choices_of(fact)
        now = talk.facts.get(fact.name, "")
        common = {"label": fact.question, "info": why_text(fact)}
        return updates | {
            parts["choice"]: gr.update(
                **common, choices=choices, value=now if now in choices else None, visible=bool(choices)
            ),
            parts["written"]: gr.update(
                **common,
                value="" if choices or now == UNKNOWN else now,
                placeholder=hint(fact),
                visible=not choices,
            ),
        }

    def _heard(self, talk: Talk, found: Assessment) -> Updates:
        import gradio as gr

        names = found.book.facts.by_name
        labels = [(heard_label(one, names[one.fact], talk.facts), one.fact) for one in talk.heard]
        return {
            self.parts["heard"]: gr.update(
                choices=labels, value=[one.fact for one in talk.heard], visible=bool(labels)
            ),
            self.parts["hearing"]: gr.update(visible=bool(labels)),
        }


def _question(talk: Talk, found: Assessment) -> Fact | None:
    if talk.enough:
        return None
    return found.book.facts.fact(talk.asking) if talk.chosen else found.next


def _moved(talk: Talk, day: str) -> Talk | None:
    return None if day.strip() == talk.as_of else replace(talk, as_of=day.strip())


def _with_unit(fact: Fact, value: str) -> str:
    return f"{value}{fact.unit}" if value != UNKNOWN and not value.endswith(fact.unit or value) else value
