"""HTML from a Jinja template beside a module (findings.py has findings.html): everything put in is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def filled(module: str, /, **values: Any) -> str:
    """The template beside a module (`module` is its __file__) with `values` in it."""
    path = Path(module).with_suffix(".html")
    return _environment(path.parent).get_template(path.name).render(values)


@cache
def _environment(folder: Path) -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def source(name: str) -> str:
        """The template in one line: what the page shows as Markdown must hold no indent and no empty line."""
        return "".join(map(str.strip, (folder / name).read_text(encoding="utf-8").splitlines()))

    return Environment(loader=FunctionLoader(source), autoescape=True, undefined=StrictUndefined)
