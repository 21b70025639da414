"""What was reached may not be lost."""

from __future__ import annotations

from pathlib import Path

from test_report import results

from eval.reached import lost
from eval.report import Report


def reached(folder: Path, recall: float, abstained: float) -> Path:
    path = folder / "reached.yaml"
    path.write_text(
        f"slack: 0.01\nfigures: {{citation_recall: {recall}, false_abstentions: {abstained}}}\n",
        encoding="utf-8",
    )
    return path


def test_a_figure_that_fell_is_said(tmp_path: Path) -> None:
    half = Report(tuple(results("test", 5, 5)))
    assert len(lost(half, reached(tmp_path, 0.9, 0.1))) == 2
    assert lost(half, reached(tmp_path, 0.505, 0.495)) == ()


def test_dev_has_nothing_to_lose(tmp_path: Path) -> None:
    assert lost(Report(tuple(results("dev", 1, 9))), reached(tmp_path, 1.0, 0.0)) == ()
