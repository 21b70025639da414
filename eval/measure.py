"""The figures an evaluation is judged by: their names for the reader, and the bounds the test split must keep."""

from __future__ import annotations

from dataclasses import dataclass

from eval.run import Score

FLOOR_SPLIT = "test"


@dataclass(frozen=True, slots=True)
class Measure:
    """How one figure is shown. `floor` is the least (or, with `ceiling`, the most) that the test
    split must reach; None where there is no such bound."""

    key: str
    label: str
    floor: float | None = None
    ceiling: bool = False

    def met(self, score: Score) -> bool:
        """Whether the bound holds; without a bound or without cases it does."""
        if self.floor is None or score.value is None:
            return True
        return score.value <= self.floor if self.ceiling else score.value >= self.floor

    @property
    def bound(self) -> str:
        """The bound as it is printed, "" for none."""
        if self.floor is None:
            return ""
        return f"{'≤' if self.ceiling else '≥'} {self.floor:.2f}"


MEASURES = (
    Measure("status_accuracy", "状态正确率"),
    Measure("false_answers", "误答率（不该答而答）"),
    Measure("false_abstentions", "误拒率（该答而未答）", 0.05, ceiling=True),
    Measure("abstention_recall", "拒答召回（无规定＋超范围）", 0.95),
    Measure("abstention_kind", "拒答类别正确率"),
    Measure("citation_recall", "引用召回", 0.95),
    Measure("citation_precision", "引用精确", 0.85),
    Measure("figure_exactness", "数字精确", 0.97),
    Measure("forbidden_figures", "说出错误数字的比例"),
    Measure("recall@5", "检索 recall@5"),
    Measure("mrr", "检索 MRR"),
    Measure("ndcg@10", "检索 nDCG@10"),
)
