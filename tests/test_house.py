"""The house rules that a machine can see: one arrow, small modules, a docstring for each."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARROW = ("ingest", "kb", "assistant", "eval")
LINE_LIMIT = 310
FORBIDDEN = {"core", "utils", "util", "base", "helpers", "helper", "common", "misc", "manager", "processor"}

# Longer than the limit, and why.
LONG: dict[str, str] = {
    "ingest/tree/assembly.py": "one pass over the lines; its steps share the stack of open clauses",
    "assistant/ranking/choose.py": "the rules that choose among clauses are read best in one place",
}

MODULES = sorted(path for folder in ARROW for path in (ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> set[str]:
    """The top-level packages that a module names in any import, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_follow_the_arrow(path: Path) -> None:
    own = ARROW.index(path.relative_to(ROOT).parts[0])
    later = imported(ast.parse(path.read_text(encoding="utf-8"))) & set(ARROW[own + 1 :])
    assert not later, f"{name(path)} imports {later}, which stands to its right in {' ← '.join(ARROW)}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_short_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    assert lines <= LINE_LIMIT or name(path) in LONG, f"{name(path)} has {lines} lines"
    assert not text.strip() or ast.get_docstring(ast.parse(text)), f"{name(path)} has no docstring"
    assert path.stem not in FORBIDDEN, f"{name(path)}: a module is named after one noun of the domain"


def test_the_list_of_long_modules_names_real_ones() -> None:
    for path, reason in LONG.items():
        assert reason
        assert (ROOT / path).is_file(), f"{path} is gone"


def test_nothing_asks_another_host() -> None:
    """No file of the page names another host."""
    for path in (ROOT / "assistant" / "web").iterdir():
        if path.suffix in {".css", ".js", ".py"}:
            text = path.read_text(encoding="utf-8").replace("http://127.0.0.1", "")
            assert "http://" not in text, path.name
            assert "https://" not in text, path.name
            assert "@import" not in text, path.name


def test_the_locks_do_not_say_where_packages_came_from() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
            assert "==" in line, line
            assert not line.startswith("-"), line
            assert "://" not in line, line
            assert " @ " not in line, line


@pytest.mark.parametrize("folder", ARROW)
def test_an_installed_copy_has_the_data_it_reads(folder: str) -> None:
    manifest = (ROOT / "MANIFEST.in").read_text(encoding="utf-8").splitlines()
    patterns = next(line.split()[2:] for line in manifest if line.startswith(f"recursive-include {folder} "))
    left_out = {".py", ".md", ".pyc", ".csv"}
    for path in (ROOT / folder).rglob("*"):
        if path.is_file() and path.suffix not in left_out and "out" not in path.parts:
            assert f"*{path.suffix}" in patterns, f"{name(path)} is not in MANIFEST.in"
