"""What has been reached must not be lost: the figures of the test split, kept in reached.yaml."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from eval.measure import FLOOR_SPLIT, MEASURES
from eval.report import Report
from eval.run import scores

REACHED = Path(__file__).with_name("reached.yaml")


class _Reached(BaseModel):
    model_config = ConfigDict(extra="forbid")

    slack: float
    figures: dict[str, float]


def lost(report: Report, path: Path = REACHED) -> tuple[str, ...]:
    """One Chinese sentence for each figure of the test split that is worse than what was reached by
    more than the slack; nothing for a report without the test split."""
    results = report.of(FLOOR_SPLIT)
    if not results:
        return ()
    reached = _Reached.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    found = scores(results)
    out = []
    for measure in MEASURES:
        before, now = reached.figures.get(measure.key), found[measure.key].value
        if before is None or now is None:
            continue
        fell = now - before if measure.ceiling else before - now
        if fell > reached.slack:
            out.append(f"退步：{measure.label}从 {before:.3f} 变为 {now:.3f}。")
    return tuple(out)
