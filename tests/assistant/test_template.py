"""A template beside a module: everything is escaped, a missing value is told, nothing is indented."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from assistant.template import filled


@pytest.fixture
def module(tmp_path: Path) -> str:
    (tmp_path / "notice.html").write_text(
        '{% macro item(one) %}<li>{{ one }}</li>{% endmacro %}\n<ul title="{{ title }}">\n'
        "  {% for one in lines %}\n    {{ item(one) }}\n  {% endfor %}\n\n</ul>\n",
        encoding="utf-8",
    )
    return str(tmp_path / "notice.py")


def test_what_is_put_in_is_escaped(module: str) -> None:
    page = filled(module, title='甲"><script>', lines=["<b>乙</b>", "丙&丁"])
    assert page == (
        '<ul title="甲&#34;&gt;&lt;script&gt;"><li>&lt;b&gt;乙&lt;/b&gt;</li><li>丙&amp;丁</li></ul>'
    )


def test_a_value_that_is_not_given_is_an_error(module: str) -> None:
    with pytest.raises(UndefinedError):
        filled(module, title="甲")
