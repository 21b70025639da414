"""The evaluation as people and programs read it: a table, a Markdown report, a CSV, JSON.

Nothing here depends on the clock, the machine or the order of a set: the same results give the
same bytes.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.typeset import pad, width
from eval import metrics
from eval.ledger import LAYERS
from eval.measure import FLOOR_SPLIT, MEASURES, Measure
from eval.metrics import Proportion
from eval.run import Result, Score, scores

SPLITS = ("dev", "test")
STATUSES = ("answered", "partial", "clarify", "not_found", "out_of_scope", "error")
_COLUMNS = ("指标", "数值", "95% 区间", "例数", "要求", "")
_CSV_COLUMNS = (
    "id", "split", "role", "kind", "topic", "question", "gold_status", "status", "required_groups",
    "groups_cited", "citations", "citations_accepted", "cited", "figures", "figures_stated",
    "forbidden_figures", "first_rank", "layers", "faults",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """All results of one run. `reveal` says whether single questions of the test split may be
    shown; otherwise only its figures are, so that nobody tunes to it."""

    results: tuple[Result, ...]
    reveal: bool = False

    def of(self, split: str) -> tuple[Result, ...]:
        """The results of one split, in the order of the question ids."""
        return tuple(r for r in self.results if r.question.split == split)

    @property
    def splits(self) -> tuple[str, ...]:
        """The splits that have questions."""
        return tuple(split for split in SPLITS if self.of(split))

    @property
    def shown(self) -> tuple[Result, ...]:
        """The results whose questions may be shown one by one."""
        return tuple(r for r in self.results if self.reveal or r.question.split != FLOOR_SPLIT)

    @property
    def missed(self) -> tuple[Measure, ...]:
        """The bounds that the test split misses."""
        results = self.of(FLOOR_SPLIT)
        if not results:
            return ()
        found = scores(results)
        return tuple(m for m in MEASURES if not m.met(found[m.key]))


def number(value: float | None) -> str:
    """A figure with three decimals, “—” for none."""
    return "—" if value is None else f"{value:.3f}"


def _measure_rows(results: Sequence[Result], bounds: bool) -> list[tuple[str, ...]]:
    found = scores(results)
    rows: list[tuple[str, ...]] = []
    for measure in MEASURES:
        score = found[measure.key]
        interval = score.interval if isinstance(score, Proportion) else None
        span = f"{interval[0]:.3f}–{interval[1]:.3f}" if interval else ""
        cases = f"{score.hits}/{score.n}" if isinstance(score, Proportion) else str(score.n)
        mark = _mark(measure, score) if bounds and measure.bound else ""
        rows.append((measure.label, number(score.value), span, cases, measure.bound if bounds else "", mark))
    return rows


def _mark(measure: Measure, score: Score) -> str:
    if score.value is None:
        return "无例"
    return "达到" if measure.met(score) else "未达到"


def _ledger_rows(results: Iterable[Result]) -> list[tuple[str, ...]]:
    """Per layer: the faults, and the questions that have one."""
    seen = list(results)
    faults = Counter(f.layer for r in seen for f in r.faults)
    questions = Counter(layer for r in seen for layer in {f.layer for f in r.faults})
    return [(layer, str(faults[layer]), str(questions[layer])) for layer in LAYERS]


def _confusion_rows(results: Iterable[Result]) -> list[tuple[str, ...]]:
    matrix = metrics.confusion((r.question.status, r.status) for r in results)
    gold = [s for s in STATUSES if any(pair[0] == s for pair in matrix)]
    return [(status, *(str(matrix.get((status, given), 0)) for given in STATUSES)) for status in gold]


def _breakdown_rows(results: Sequence[Result], of: Callable[[Result], str]) -> list[tuple[str, ...]]:
    rows = []
    for name in sorted({of(r) for r in results}):
        found = scores([r for r in results if of(r) == name])
        values = [found[key] for key in ("status_accuracy", "citation_recall", "figure_exactness")]
        rows.append((name, str(found["status_accuracy"].n), *(number(score.value) for score in values)))
    return rows


# --------------------------------------------------------------------------- for the terminal


def terminal(report: Report) -> str:
    """The tables as lines of aligned text."""
    out: list[str] = []
    for split in report.splits:
        results = report.of(split)
        out += [
            f"{split}（{len(results)} 题）",
            *_aligned([_COLUMNS, *_measure_rows(results, split == FLOOR_SPLIT)]),
        ]
        layers = "，".join(f"{layer} {faults}" for layer, faults, _ in _ledger_rows(results))
        out += [f"失误所在层：{layers}", ""]
    out += [f"{_heading(r)}\n    {_faults(r)}" for r in report.shown if r.faults and report.reveal]
    return "\n".join(out).rstrip() + "\n"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(pad(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]


def _heading(result: Result) -> str:
    return f"[{result.question.split}] {result.question.id}：{result.question.question}"


def _faults(result: Result) -> str:
    return "；".join(f"{fault.layer}：{fault.what}" for fault in result.faults)


# --------------------------------------------------------------------------- for files


def markdown(report: Report) -> str:
    """The report: for each split the figures, the confusion of statuses, the ledger, the figures by
    kind and role; then the failures that may be shown."""
    out = ["# 测评报告", ""]
    for split in report.splits:
        results = report.of(split)
        out += [f"## {split}（{len(results)} 题）", ""]
        out += _table(_COLUMNS, _measure_rows(results, split == FLOOR_SPLIT))
        out += ["### 状态（行为应有，列为给出）", "", *_table(("", *STATUSES), _confusion_rows(results))]
        out += ["### 失误所在层", "", *_table(("层", "失误", "题数"), _ledger_rows(results))]
        head = ("题数", "状态正确率", "引用召回", "数字精确")
        by_kind = _breakdown_rows(results, lambda r: r.question.kind)
        by_role = _breakdown_rows(results, lambda r: r.question.role)
        out += ["### 按问题类型", "", *_table(("类型", *head), by_kind)]
        out += ["### 按使用者", "", *_table(("使用者", *head), by_role)]
    out += ["## 失误逐题", ""]
    if FLOOR_SPLIT in report.splits and not report.reveal:
        out += ["test 部分不逐题列出，以免照着它调整；需要时加 --failures。", ""]
    failed = [
        (r.question.split, r.question.id, r.question.question, _faults(r)) for r in report.shown if r.faults
    ]
    out += _table(("分组", "编号", "问题", "失误"), failed)
    return "\n".join(out).rstrip() + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines] + [""]


def as_csv(report: Report) -> str:
    """One row a question (those that may be shown), UTF-8 text with a header row."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for r in report.shown:
        q = r.question
        found = [rank for rank in r.ranks if rank is not None]
        writer.writerow(
            [
                q.id,
                q.split,
                q.role,
                q.kind,
                q.topic,
                q.question,
                q.status,
                r.status,
                r.recall.n,
                r.recall.hits,
                r.precision.n,
                r.precision.hits,
                " ".join(r.cited),
                r.figures.n,
                r.figures.hits,
                r.forbidden,
                min(found) if found else "",
                " ".join(sorted({f.layer for f in r.faults}, key=LAYERS.index)),
                _faults(r),
            ]  # fmt: skip
        )
    return stream.getvalue()


def as_json(report: Report) -> dict[str, Any]:
    """The figures and the failures that may be shown, for programs."""
    return {
        "splits": {split: _split_json(report.of(split), split) for split in report.splits},
        "missed": [measure.key for measure in report.missed],
        "failures": [
            {
                "id": r.question.id,
                "split": r.question.split,
                "question": r.question.question,
                "gold_status": r.question.status,
                "status": r.status,
                "cited": list(r.cited),
                "faults": [{"layer": f.layer, "what": f.what} for f in r.faults],
            }
            for r in report.shown
            if r.faults
        ],
    }


def _split_json(results: Sequence[Result], split: str) -> dict[str, Any]:
    found = scores(results)
    matrix = metrics.confusion((r.question.status, r.status) for r in results)
    return {
        "questions": len(results),
        "measures": {m.key: _measure_json(m, found, split) for m in MEASURES},
        "confusion": {gold: {s: matrix.get((gold, s), 0) for s in STATUSES} for gold in STATUSES},
        "ledger": {layer: int(faults) for layer, faults, _ in _ledger_rows(results)},
    }


def _measure_json(measure: Measure, found: Mapping[str, Score], split: str) -> dict[str, Any]:
    score = found[measure.key]
    out: dict[str, Any] = {"value": None if score.value is None else round(score.value, 6), "n": score.n}
    if isinstance(score, Proportion):
        interval = score.interval
        out |= {"hits": score.hits, "interval": [round(v, 6) for v in interval] if interval else None}
    if split == FLOOR_SPLIT and measure.floor is not None:
        out |= {"bound": measure.bound, "met": measure.met(score)}
    return out


def write(report: Report, folder: Path) -> tuple[Path, Path]:
    """Write report.md and questions.csv into `folder` (made if it is not there); their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = folder / "report.md"
    rows = folder / "questions.csv"
    pages.write_text(markdown(report), encoding="utf-8", newline="\n")
    rows.write_text(as_csv(report), encoding="utf-8", newline="\n")
    return pages, rows
