"""Recognition: the text in a picture of a page, by RapidOCR, with the models of its wheel. It never
dials out: the models are named by their paths. A fixed number of threads, so that two runs read the same."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

INSTALL = 'pip install "wence[ocr]"'
DOTS = 200 / 72
"""Pixels a point to render a page at."""
PIXELS = 12_000_000
_THREADS = 2
_MODELS = {"Det": "*_det_*.onnx", "Rec": "*_rec_*.onnx", "Cls": "*cls*.onnx"}


@dataclass(frozen=True, slots=True)
class RecognizedLine:
    """One line of print in a picture: its text, score 0…1, and box in pixels."""

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float


def available() -> bool:
    """Whether pictures can be read: the extra is installed and WENCE_OCR is not 0."""
    if os.environ.get("WENCE_OCR", "1") == "0":
        return False
    return _engine_class() is not None


def _engine_class() -> Any:
    try:
        import onnxruntime  # noqa: F401
        from rapidocr import RapidOCR
    except ImportError:
        return None
    return RapidOCR


@lru_cache(maxsize=1)
def _engine() -> Any:
    import rapidocr

    folder = Path(rapidocr.__file__).parent / "models"
    params: dict[str, Any] = {
        "Global.log_level": "critical",
        "Global.max_side_len": 2600,
        "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    for part, pattern in _MODELS.items():
        params[f"{part}.model_path"] = str(next(iter(sorted(folder.glob(pattern)))))
    return _engine_class()(params=params)


def recognise(pixels: Any) -> tuple[RecognizedLine, ...]:
    """The lines of print in `pixels` (height × width, grey), in the order the recogniser gives."""
    import numpy

    result = _engine()(numpy.stack([pixels] * 3, axis=-1))
    if result.boxes is None or result.txts is None:
        return ()
    out: list[RecognizedLine] = []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
        out.append(RecognizedLine(str(text), float(score), min(xs), min(ys), max(xs), max(ys)))
    return tuple(out)
