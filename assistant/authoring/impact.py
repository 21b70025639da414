"""What a new version touches: clauses that cite what changed, rules that rest on it, figures elsewhere, words of the
thesaurus that no document holds any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.authoring.reference_report import line_of, names_of
from assistant.eligibility.rulebook import rule_files
from assistant.eligibility.rules.facts import FACTS, load_facts
from assistant.eligibility.rules.rulefile import read_rule
from assistant.typeset import wrap
from ingest.document import ClauseId, Document
from kb.change import RENUMBERED, ClauseChange, Comparison, compare
from kb.checks import conflicts
from kb.finding import CheckFinding, Shelf
from kb.language.thesaurus import Thesaurus
from kb.references import Graph, Reference, within


@dataclass(frozen=True, slots=True)
class Touched:
    """One clause of the old version that says something else now: who cites it, and the rules that rest on it."""

    change: ClauseChange
    cited_by: tuple[Reference, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """All of it. `figures` are disagreements that the new version brings; `words` official words of the thesaurus that
    stand in no document any more."""

    comparison: Comparison
    graph: Graph
    touched: tuple[Touched, ...]
    figures: tuple[CheckFinding, ...]
    words: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing of substance changed."""
        return not self.comparison.substantial


def impact(old: Document, new: Document, shelf: Shelf, rules: Path | None, thesaurus: Path | None) -> Impact:
    """What the step from `old` to `new` touches among the documents of the shelf, the rules and the thesaurus."""
    comparison = compare(old, new)
    others = [document for document in shelf.documents if document.id not in (old.id, new.id)]
    graph = Graph.of([old, *others], Shelf((old, *others), shelf.as_of))
    changed = [*comparison.substantial, *_left_behind(comparison, graph)]
    resting = list(_resting(rules)) if rules and changed else []
    touched = tuple(
        Touched(change, _cited_by(graph, change.old), tuple(_rules(resting, change.old)))
        for change in changed
    )
    beside = Shelf(tuple(others), shelf.as_of)
    before = {one.message for one in conflicts(old, beside)} if changed else set()
    fresh = tuple(one for one in conflicts(new, beside) if one.message not in before) if changed else ()
    return Impact(comparison, graph, touched, fresh, _words(old, new, others, thesaurus) if changed else ())


def _left_behind(comparison: Comparison, graph: Graph) -> Iterator[ClauseChange]:
    """The clauses that have another number now while somebody still cites the old one."""
    followed = {change.old for change in comparison.changes if change.old and change.kind != RENUMBERED}
    for change in comparison.renumbered:
        if change.old and any(one.source not in followed for one in graph.cited_by(change.old)):
            yield change


def _cited_by(graph: Graph, clause: ClauseId | None) -> tuple[Reference, ...]:
    return graph.cited_by(clause) if clause else ()


def _resting(folder: Path) -> Iterable[tuple[str, ClauseId]]:
    facts = load_facts(folder / FACTS)
    for path in rule_files(folder):
        rule = read_rule(path, facts)
        yield from ((rule.title, source.clause) for source in rule.sources() if source.clause)


def _rules(resting: Sequence[tuple[str, ClauseId]], clause: ClauseId | None) -> Iterable[str]:
    if clause is None:
        return ()
    return dict.fromkeys(title for title, rest in resting if within(rest, clause) or within(clause, rest))


def _words(old: Document, new: Document, others: Sequence[Document], path: Path | None) -> tuple[str, ...]:
    """Official words of the thesaurus that the old version held and no document holds now."""
    if path is None:
        return ()
    thesaurus = Thesaurus.of_city(path if path.is_file() else None)
    meant = dict.fromkeys(word for entry in thesaurus.entries for word in entry.mean)
    held = [new.text, *(other.text for other in others)]
    return tuple(word for word in meant if word in old.text and not any(word in text for text in held))


# --- telling ----------------------------------------------------------------------------------------


def impact_text(found: Impact, columns: int) -> str:
    """Each changed clause with what it touches; then figures and words."""
    if found.nothing:
        return "没有实质改动，不影响别的条款、规则和数字。"
    names = names_of(found.graph.documents)
    lines: list[str] = []
    for one in found.touched:
        label = (one.change.old or one.change.new or ClauseId("", "")).label
        lines.append(wrap(f"{label}：{_shortly(one.change)}", columns))
        lines += [wrap(f"引用它的：{_from(r, found, names)}", columns, "　") for r in one.cited_by]
        lines += [wrap(f"依据它的规则：{title}（改了要重新核对）", columns, "　") for title in one.rules]
    lines += [wrap(f"数字：{one.message}", columns) for one in found.figures]
    if found.words:
        lines.append(wrap(f"同义词表里这些用语不再出现：{'、'.join(found.words)}", columns))
    cited, rules = sum(len(t.cited_by) for t in found.touched), {r for t in found.touched for r in t.rules}
    lines.append(
        f"改动 {len(found.touched)} 处，引用它们的 {cited} 处，依据它们的规则 {len(rules)} 条，数字 {len(found.figures)} 处。"
    )
    return "\n".join(lines)


def _from(reference: Reference, found: Impact, names: dict[str, str]) -> str:
    own = reference.source.document == found.comparison.old.id
    told = line_of(reference, names)
    return told if own else f"《{names.get(reference.source.document, '')}》{told}"


def _shortly(change: ClauseChange) -> str:
    words = {"added": "新增", "deleted": "删去", "moved": "移动", "renumbered": "序号变了，引用它的要跟着改"}
    what = words.get(change.kind, "修改")
    figures = "，".join(f"{one.old or '（无）'} → {one.new or '（无）'}" for one in change.figures)
    return f"{what}{f'（{figures}）' if figures else ''}"


def impact_json(found: Impact) -> dict[str, Any]:
    """The same as data."""
    return {
        "touched": [
            {
                "kind": one.change.kind,
                "old": str(one.change.old) if one.change.old else None,
                "new": str(one.change.new) if one.change.new else None,
                "cited_by": [{"source": str(r.source), "text": r.mention.text} for r in one.cited_by],
                "rules": list(one.rules),
            }
            for one in found.touched
        ],
        "figures": [one.message for one in found.figures],
        "words": list(found.words),
    }
