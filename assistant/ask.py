"""A question → an answer, in readable steps: split, find, choose, compose, verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, Citation, Status
from assistant.eligibility.pointer import pointer_notes
from assistant.evidence.clause_effect import effect_notes
from assistant.evidence.picks import Pick
from assistant.evidence.rowmatch import label_of_row, say_row
from assistant.evidence.sentences import sentences_of, trail_of
from assistant.guard.verify import verify
from assistant.guard.violation import Violation
from assistant.question.parts import in_scope, parts_of
from assistant.question.places import places_of
from assistant.question.spelling import corrected
from assistant.ranking.choose import PartEvidence, choose
from assistant.reply.by_address import answer_named
from assistant.reply.compose import citations_of, cite, say_choice, say_missing
from assistant.reply.validity_notes import validity_notes
from ingest.problems import UsageError
from kb.knowledge import KnowledgeBase
from kb.language.tokens import display_words, fold, lexicon_terms
from kb.passage import Retrieval
from kb.site import Site, short_name

QUESTION_LIMIT = 2000
RELATED = 3
_VAGUE = 0.4  # weight up to which a word of the thesaurus (怎么办) says nothing of the field
_CITIES = 6  # named when it is asked which
_TITLES = 200  # titles whose words bring a question into scope

_NOT_FOUND = "现有文件没有规定这一事项。下面是最接近的条款，仅供参考，不是答案。"
_OUT_OF_SCOPE = "这不是人才政策方面的问题，现有文件回答不了。"
_WHICH_CITY = "“{said}”是哪里？现有文件是{cities}的，请写明要问哪一个。"
_CONTACT = "可以咨询{told}。"
_ASK_A_PERSON = ("not_found", "partial")
_CLARIFY = "请说明要问的是哪一项指标或事项，例如“高技能人才2025年目标是多少”。"
_WITHHELD = "找到了相关条款，但回答没有通过核对，因此不给出。请直接查看下面的条款。"
_SAMPLE = "示例文件，不作为办事依据。"


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about: what was retrieved, the answer before it was checked (None when
    nothing was composed), what the check found, and the answer that is given."""

    question: str
    retrieval: Retrieval
    draft: Answer | None
    violations: tuple[Violation, ...]
    answer: Answer


def ask(base: KnowledgeBase, question: str, as_of: date | None = None) -> Answer:
    """The answer to `question` from the documents in force at `as_of` (default: today). UsageError
    for an empty question or one of more than 2,000 characters."""
    return ask_traced(base, question, as_of).answer


def ask_traced(base: KnowledgeBase, question: str, as_of: date | None = None) -> Trace:
    """As `ask`, with every step."""
    text = question.strip()
    if not text:
        raise UsageError("问题是空的，请输入要问的内容。")
    if len(text) > QUESTION_LIMIT:
        raise UsageError(f"问题有{len(text)}字，超过{QUESTION_LIMIT}字的上限，请缩短后再问。")
    day = as_of or date.today()
    fixed, misspelt = corrected(text, lexicon_terms())
    trace = _traced(base, fixed, day)
    read_as = tuple(f"按“{meant}”理解“{said}”。" for said, meant in misspelt)
    contacts = contact_notes(base.site) if trace.answer.status in _ASK_A_PERSON else ()
    pointer = pointer_notes(text, base.rules, base.site, day)
    if not (read_as or contacts or pointer):
        return trace
    notes = (*read_as, *trace.answer.notes, *contacts, *pointer)
    answer = replace(trace.answer, question=text, notes=notes)
    return replace(trace, question=text, answer=answer)


def contact_notes(site: Site) -> tuple[str, ...]:
    """Whom to ask where the documents do not say, a note for each office of the site."""
    told = ("，".join(filter(None, (c.office, c.phone, c.hours, c.address))) for c in site.contacts)
    return tuple(_CONTACT.format(told=one) for one in told)


def _traced(base: KnowledgeBase, text: str, day: date) -> Trace:
    named = answer_named(base, text, day)
    if named is not None:
        return _checked(base, base.search(text, 10, day), named)
    if unclear := _which_city(base, text):
        return Trace(text, base.search(text, 10, day), None, (), Answer(text, "clarify", unclear, day))
    choices = [choose(base, part, day) for part in parts_of(text, base.site)]
    retrieval = choices[0].retrieval
    if any(choice.picks for choice in choices):
        return _checked(base, retrieval, _composed(base, text, choices, day))
    return Trace(text, retrieval, None, (), _abstain(base, text, choices, day))


def _which_city(base: KnowledgeBase, question: str) -> str:
    """What to ask back where a question says 本市 and the documents are of several cities, none of them known to be
    the asker's; "" otherwise."""
    site, text = base.site, fold(question)
    said = "" if site.city else next((word for word in site.home if word in text), "")
    if not said or len(site.neighbours) < 2 or any(short_name(one) in text for one in site.neighbours):
        return ""
    return _WHICH_CITY.format(said=said, cities="、".join(site.neighbours[:_CITIES]))


def _composed(base: KnowledgeBase, question: str, choices: Sequence[PartEvidence], day: date) -> Answer:
    several = len(choices) > 1
    found = [choice for choice in choices if choice.picks]
    lines = [say_choice(choice, several) if choice.picks else say_missing(choice) for choice in choices]
    picks = [pick for choice in found for pick in choice.picks]
    status: Status = "answered" if len(found) == len(choices) else "partial"
    notes = effect_notes((pick.document, _words_of(pick)) for pick in picks)
    understood = _understood(base, question, picks)
    return Answer(question, status, "\n".join(lines), day, citations_of(picks), (), (*understood, *notes))


def _words_of(pick: Pick) -> str:
    """The words an answer rests on: a row as it is told, with its columns (2025年目标), or the quoted stretch."""
    return say_row(pick.row) if pick.row else pick.document.text[pick.spans[0][0] : pick.spans[-1][1]]


def _understood(base: KnowledgeBase, question: str, picks: Sequence[Pick]) -> tuple[str, ...]:
    """For a row that was named only in other words (专业技术人才 for 研发人员): how they were understood."""
    folded = fold(question)
    labels = [fold(label_of_row(pick.row)) for pick in picks if pick.row]
    notes = [
        f"按“{one.term}”理解“{one.said}”。"
        for one in base.expand(question)
        if any(fold(one.term) in label and label not in folded for label in labels)
    ]
    return tuple(dict.fromkeys(notes))


def _checked(base: KnowledgeBase, retrieval: Retrieval, draft: Answer) -> Trace:
    """The draft if it passes the guard, with its related clauses and notes; else none of it."""
    violations = verify(draft, lambda name: base.document(name, draft.as_of), base.site)
    if violations:
        related = draft.citations or _related(base, retrieval, ())
        withheld = Answer(draft.question, "not_found", _WITHHELD, draft.as_of, (), related, base.notes)
        return Trace(draft.question, retrieval, draft, violations, withheld)
    notes = [*draft.notes, *base.notes]
    if any(citation.document.authority == "sample" for citation in draft.citations):
        notes.append(_SAMPLE)
    notes += validity_notes(base, draft.citations, draft.as_of, date.today())
    related = _related(base, retrieval, draft.citations)
    given = replace(draft, related=related, notes=tuple(dict.fromkeys(notes)))
    return Trace(draft.question, retrieval, draft, (), given)


def _abstain(base: KnowledgeBase, question: str, choices: Sequence[PartEvidence], day: date) -> Answer:
    parts = [choice.part for choice in choices]
    official = [one.term for one in base.expand(question) if one.weight > _VAGUE]
    official += _of_the_lexicon(base, question)
    related = _related(base, choices[0].retrieval, ())
    if all(not part.terms and part.wants_figure for part in parts):
        return Answer(question, "clarify", _CLARIFY, day, (), related, base.notes)
    titles = [entry.title for entry in base.entries()[:_TITLES]]
    if not in_scope(question, official, titles, base.site) and not any(choice.spoken for choice in choices):
        return Answer(question, "out_of_scope", _OUT_OF_SCOPE + base.site.scope, day, (), (), base.notes)
    return Answer(question, "not_found", _NOT_FOUND, day, (), related, base.notes)


def _of_the_lexicon(base: KnowledgeBase, question: str) -> list[str]:
    """The terms of the lexicons that the question holds and that are no places: names of programmes, of benefits."""
    said, place = set(display_words(question)), places_of(base.site)
    return [t for t in lexicon_terms() if t in said and t not in place.silent and not place.is_place(t)]


def _related(base: KnowledgeBase, retrieval: Retrieval, cited: Sequence[Citation]) -> tuple[Citation, ...]:
    """The nearest clauses that are not cited, each with its first sentence."""
    out: list[Citation] = []
    for hit in retrieval.hits:
        if len(out) == RELATED or any(c.clause_id == hit.clause_id for c in cited):
            continue
        document = base.document(hit.clause_id.document, retrieval.as_of)
        trail = trail_of(document.root, hit.clause_id.path)
        if trail:
            clause = trail[-1]
            first = next(iter(sentences_of(document, clause.id.path)), None)
            span = (
                (first.start, first.end)
                if first and first.clause.id == clause.id
                else (clause.start, clause.end)
            )
            out.append(cite(document, clause, *span))
    return tuple(out)
