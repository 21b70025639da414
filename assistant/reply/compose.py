"""Evidence → the words of an answer: quotes with their labels, and one sentence where a table cell says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation, DocumentRef
from assistant.context import citation_line
from assistant.evidence.picks import Pick
from assistant.evidence.rowmatch import say_row
from assistant.ranking.choose import PartEvidence
from ingest.document import Clause, Document

_UNIT = re.compile("[（(]?单位[：:][^）)]*[）)]?$")  # of a table's caption; its figures are told with it


def cite(document: Document, clause: Clause, start: int, end: int) -> Citation:
    """The citation of [start, end) of a clause."""
    return Citation(
        clause.id, clause.id.label, document.text[start:end], start, end, DocumentRef.of(document),
        document.page(start), document.confidence(start, end),
    )  # fmt: skip


def citations_of(picks: Sequence[Pick]) -> tuple[Citation, ...]:
    """One citation for each stretch that is quoted, each once."""
    found = {
        (pick.document.id, start, end): cite(pick.document, pick.clause, start, end)
        for pick in picks
        for start, end in pick.spans
    }
    return tuple(found.values())


def say_choice(choice: PartEvidence, several: bool) -> str:
    """The text for one part that has evidence; with what was asked before it where there are several."""
    lines = [say_pick(pick) for pick in choice.picks]
    text = "\n".join(dict.fromkeys(lines))
    quotable = several and not set("“”「」") & set(asked(choice))
    return f"关于“{asked(choice)}”：\n{text}" if quotable else text


def say_pick(pick: Pick) -> str:
    """The text for one piece of evidence."""
    source = citation_line(DocumentRef.of(pick.document), pick.clause.id.label)
    if pick.row:
        caption = _UNIT.sub("", pick.row.table.caption).strip()
        return (
            f"{caption}：{say_row(pick.row)}\n依据：{source}"
            if caption
            else f"{say_row(pick.row)}\n依据：{source}"
        )
    quotes = "".join(f"「{pick.document.text[start:end]}」" for start, end in pick.spans)
    return f"{source}规定：{quotes}"


def say_missing(choice: PartEvidence) -> str:
    """What is said of a part that nothing answers, beside parts that have an answer."""
    return f"关于“{asked(choice)}”，现有文件没有规定。"


def asked(choice: PartEvidence) -> str:
    """The words of the question for a part."""
    return choice.part.said.strip(" ，,。？?！!；;")
