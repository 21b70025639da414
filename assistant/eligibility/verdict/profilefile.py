"""A profile as a file or a request writes it: a mapping of fact to value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.eligibility.rules.facts import Facts
from assistant.eligibility.verdict.profile import Profile
from ingest.problems import UsageError

LIMIT = 200
_PLAIN = (str, int, float, bool, date)


def parse_profile(text: str, facts: Facts, as_of: date) -> Profile:
    """The profile in YAML or JSON text. UsageError in one sentence for anything that is none."""
    import yaml

    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else ""
        raise UsageError(f"个人情况{where}不是有效的 YAML 或 JSON，请写成“学历: 硕士”这样的行。") from error
    return profile_of(raw, facts, as_of)


def profile_of(raw: Any, facts: Facts, as_of: date) -> Profile:
    """The profile in what was decoded. UsageError unless it is a mapping of facts to plain values."""
    if raw is None:
        raw = {}
    if not isinstance(raw, Mapping) or len(raw) > LIMIT:
        raise UsageError("个人情况应是“项: 值”的形式，例如“学历: 硕士”。")
    for name, value in raw.items():
        if value is not None and not isinstance(value, _PLAIN):
            raise UsageError(f"“{str(name)[:40]}”应填一个值，不能是一组。")
    return Profile.of({str(name)[:40]: _short(value) for name, value in raw.items()}, facts, as_of)


def _short(value: Any) -> Any:
    return value[:60] if isinstance(value, str) else value
