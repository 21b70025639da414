"""Faults put into clean documents: `python -m eval.bench.faults [--seed N] [--per N]`.

One fault a copy, drawn by a seed: a clause, table or annex that is not there, a wrong 文号, a slip in a title, a number
of the ladder left out or used twice, a figure changed in one of the places that state it, a sum that does not add up.
Told are recall (the fault's check fires at its place), the precision of the new errors, and the errors on the untouched
documents for 100 clauses. The documents: those of policies/ and, where there is one, ../shared/corpora.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from eval.bench.referencing import CORPORA, ROOT, shipped
from eval.run import AS_OF
from ingest.document import Document
from ingest.parse import parse
from kb.checks.registry import check
from kb.finding import CheckFinding, Shelf
from kb.references.resolve import references_of

RECALL, PRECISION, FALSE = 0.95, 0.95, 1.0
_N = "[一二三四五六七八九十百]+"


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A way to spoil a text: what is looked for, what it becomes, and the checks of which one must tell."""

    name: str
    pattern: re.Pattern[str]
    spoil: Callable[[re.Match[str], random.Random], str]
    checks: frozenset[str]
    only: str = ""  # of the file's name


@dataclass(frozen=True, slots=True)
class SeededFault:
    """One spoiled copy: the words before and after, the text, and what kind of fault it is."""

    kind: FaultKind
    name: str
    old: str
    new: str
    text: str


def _no_article(match: re.Match[str], _dice: random.Random) -> str:
    return match[0].replace(f"第{match['n']}条", "第九百九十条")


def _no_paragraph(match: re.Match[str], _dice: random.Random) -> str:
    return match[0].replace(f"第{match['n']}款", "第十九款")


def _farther(match: re.Match[str], dice: random.Random) -> str:
    return f"{match['head']}{int(match['n']) + dice.randint(20, 60)}"


def _slip(match: re.Match[str], dice: random.Random) -> str:
    at = dice.randrange(4, len(match[0]) - 3)
    return match[0][:at] + match[0][at + 1 :]


def _other_serial(match: re.Match[str], dice: random.Random) -> str:
    return f"{match['head']}{int(match['n']) + dice.randint(1, 7) + 40}号"


def _next_item(match: re.Match[str], _dice: random.Random) -> str:
    return f"{match['head']}（十九）"


def _again(match: re.Match[str], _dice: random.Random) -> str:
    return f"{match['one']}{match['between']}{match['one']}"


def _more(match: re.Match[str], dice: random.Random) -> str:
    return f"{match['head']}{float(match['n']) + dice.choice((1, 2, 3)):g}{match['tail']}"


_BROKEN = frozenset(("reference_broken",))
_NUMBERED = frozenset(("numbering_gap", "numbering_repeat", "numbering_backward"))
KINDS = (
    FaultKind("条不存在", re.compile(f"(?<=[按照反依符合本办法条例定和有、]) ?第(?P<n>{_N})条(?=规定|的规定|处理|、|和)"), _no_article, _BROKEN),
    FaultKind("款不存在", re.compile(f"第{_N}条第(?P<n>{_N})款"), _no_paragraph, _BROKEN),
    FaultKind("表不存在", re.compile("(?P<head>[见按照与]表)(?P<n>\\d+)"), _farther, _BROKEN),
    FaultKind("附件不存在", re.compile("(?P<head>[见按照写交]附件)(?P<n>\\d+)"), _farther, _BROKEN),
    FaultKind(
        "文号不符",
        re.compile("(?P<head>》（慈(?:发改〔2021〕|示例〔2026〕))(?P<n>\\d+)号"),
        _other_serial,
        frozenset(("title_number",)),
    ),
    FaultKind(
        "名称写错",
        re.compile("《[^《》\n]{8,34}（示例）》(?=第|的|（[^（）\n]{1,8}〔)"),
        _slip,
        frozenset(("title_inexact", "title_number")),
    ),
    FaultKind("项跳号", re.compile("(?m)(?P<head>^[ 　]*)（(?:二|三|四)）"), _next_item, _NUMBERED),
    FaultKind(
        "条重号",
        re.compile(f"(?m)(?P<one>^[ 　#*]*第{_N}条)(?P<between>[^\n]*\n(?:(?![ 　#*]*第{_N}条)[^\n]*\n)*)[ 　#*]*第{_N}条"),
        _again,
        _NUMBERED,
    ),
    FaultKind(
        "两处数字不一",
        re.compile("(?P<head>(?:经营管理人才达|专业技术人才达|高技能人才达|农村实用人才达|党政人才达))(?P<n>[\\d.]+)(?P<tail>万人)"),
        _more,
        frozenset(("figure_conflict", "figure_scope")),
        "规划",
    ),
    FaultKind(
        "合计不符",
        re.compile("(?P<head>\\| ?(?:受理|信息核查|类别核实|审核决定) ?\\|[^|\n]*\\| ?)(?P<n>\\d+)(?P<tail> ?\\|)"),
        _more,
        frozenset(("figure_sum",)),
    ),
)  # fmt: skip


def sources() -> Iterator[tuple[str, str]]:
    """(file name, text) of the documents: the plan, the samples as they are written, and those of the corpora."""
    paths = [*(ROOT / "policies" / "official").iterdir(), *(ROOT / "tests" / "samples").glob("*.md")]
    for folder in ("regulations", "gongwen"):
        paths += sorted((CORPORA / folder).glob("*.*")) if (CORPORA / folder).is_dir() else []
    for path in sorted(paths, key=lambda one: one.name):
        if path.suffix in (".txt", ".md", ".html"):
            yield path.name, path.read_text(encoding="utf-8")


def faults(name: str, text: str, own: str, per: int, seed: int) -> Iterator[SeededFault]:
    """Up to `per` faults of each kind in a text. `own` are the references to its own clauses: the others cannot be
    broken where their document is not held."""
    dice = random.Random(f"{seed}{name}")
    for kind in KINDS:
        if kind.only and kind.only not in name:
            continue
        found = [m for m in kind.pattern.finditer(text) if kind.checks != _BROKEN or _core(m) in own]
        for match in dice.sample(found, min(per, len(found))):
            new = kind.spoil(match, dice)
            if new != match[0]:
                yield SeededFault(
                    kind, name, match[0], new, text[: match.start()] + new + text[match.end() :]
                )


def _core(match: re.Match[str]) -> str:
    return match[0].strip().lstrip("见按照与写交")


def read(name: str, text: str) -> Document:
    """The text as a document of the shelf would be read."""
    return parse(text.encode(), name, "sample" if "示例" in text[:200] else "official").document


def told(
    fault: SeededFault, clean: Counter[tuple[str, str]], shelf: Shelf
) -> tuple[bool, list[CheckFinding], int]:
    """Whether the fault was told, the new errors that have nothing to do with it, and how many new errors there are."""
    found = check(read(fault.name, fault.text), shelf)
    fresh = [one for one in found if not clean[one.check, one.message]]
    errors = [one for one in fresh if one.severity == "error"]
    words = re.findall(
        r"第[^\s、，。条款]{1,6}[条款]|[表]\d+|附件\d+|[（(][一二三四五六七八九十]+[)）]|[\d.]+",
        fault.old + fault.new,
    )
    about = [one for one in fresh if _about(one, fault, words)]
    hit = any(one.check in fault.kind.checks for one in about)
    return hit, [one for one in errors if one not in about], len(errors)


def _about(finding: CheckFinding, fault: SeededFault, words: list[str]) -> bool:
    if finding.check == "figure_sum":  # it tells the sums, not the figure that was changed
        return finding.check in fault.kind.checks
    said = finding.message + "".join(place.quote for place in finding.places)
    return any(word in said for word in words) or fault.new.strip() in said


@click.command(help="往干净的文件里放错，看查不查得出、误报多少。")
@click.option("--seed", default=1, help="随机种子")
@click.option("--per", default=4, help="每份文件每种错最多几处")
def main(seed: int, per: int) -> None:
    """Seed, check, print; exit code 1 below a floor."""
    shelf = Shelf(shipped(), AS_OF)
    by_kind: dict[str, list[bool]] = {kind.name: [] for kind in KINDS}
    false = errors = clean_errors = clauses = 0
    for name, text in sources():
        document = read(name, text)
        clean = check(document, shelf)
        clauses += len(document.clauses)
        clean_errors += sum(one.severity == "error" for one in clean)
        for one in clean:
            if one.severity == "error":
                click.echo(f"没有放错的文件：{name} {one.places[0].label} {one.message}")
        known = Counter((one.check, one.message) for one in clean)
        resolved = [one for one in references_of(document, shelf) if one.status in ("resolved", "range")]
        own = "\n".join(one.mention.text for one in resolved)
        for fault in faults(name, text, own, per, seed):
            hit, wrong, new = told(fault, known, shelf)
            by_kind[fault.kind.name].append(hit)
            false, errors = false + len(wrong), errors + new
            if not hit:
                click.echo(f"没有查出：{name} {fault.kind.name}：“{fault.old[:40]}”改成“{fault.new[:40]}”")
            for one in wrong:
                click.echo(f"误报：{name} {fault.kind.name}：{one.message}")
    everything = [hit for hits in by_kind.values() for hit in hits]
    recall = sum(everything) / max(len(everything), 1)
    precision = 1 - false / max(errors, 1)
    rate = 100 * clean_errors / max(clauses, 1)
    for kind, hits in by_kind.items():
        click.echo(f"{kind}：{sum(hits)}/{len(hits)}")
    click.echo(
        f"放了 {len(everything)} 处错：查出 {recall:.3f}（要求 {RECALL}），新报的错误里对的 {precision:.3f}（要求 {PRECISION}）；"
        f"没有放错的 {clauses} 个条款上报错 {clean_errors} 处，每百条 {rate:.2f}（要求不超过 {FALSE}）"
    )
    sys.exit(0 if recall >= RECALL and precision >= PRECISION and rate <= FALSE else 1)


if __name__ == "__main__":
    main()
