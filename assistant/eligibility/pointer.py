"""Where a question is about the asker's own case, the way to the interview, with what the question already tells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.eligibility.hearing.hearing import is_own_case, read_told
from assistant.eligibility.rules.facts import FACTS, load_facts
from ingest.problems import UsageError
from kb.site import Site

_POINTER = "这是问自己的情况：在“我能享受什么”（命令 wence qualify）可以逐条判断。"
_CARRIED = "这是问自己的情况：在“我能享受什么”（命令 wence qualify --text '{question}'）可以逐条判断，已从问题里读到{facts}。"


def pointer_notes(question: str, rules: Path, site: Site, day: date) -> tuple[str, ...]:
    """The note for an own case, with the facts the question tells; none for other questions and without rules."""
    if not (rules / FACTS).is_file():
        return ()
    try:
        if not is_own_case(question, site):
            return ()
        facts = load_facts(rules / FACTS)
    except UsageError as error:
        return (str(error),)  # the answer stands without the interview
    told = [
        f"{one.fact}“{facts.by_name[one.fact].shown(one.value)}”"
        for one in read_told(question, facts, day, site)
    ]
    if not told:
        return (_POINTER,)
    return (_CARRIED.format(question=question.replace("'", "’"), facts="、".join(told)),)
