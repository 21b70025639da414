"""The house rules that a machine can see: arrows between folders and rooms, doors, sizes, names, tests beside modules."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest
from house import ARROW, ROOT, classes, dotted, functions, imported, is_door, modules, name, rooms, tree_of

LINE_LIMIT = 300
FUNCTION_LIMIT = 35
ROOM_LIMIT = 15
FORBIDDEN = {"core", "utils", "util", "base", "helpers", "helper", "common", "misc", "manager", "processor"}
PRODUCT = ("ingest", "kb", "assistant")

# Longer than the limit, and why.
LONG_MODULES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

# What stands in each folder, from the ground up: a room or a module at its root imports only what stands before it.
ORDER: dict[str, tuple[str, ...]] = {
    "ingest": (
        *("problems", "limits", "script", "line", "clean", "validity", "document", "head", "read", "tree"),
        *("bundle", "parse", "sandbox"),
    ),
    "ingest.read": (
        *(
            "outcome",
            "raised",
            "archive",
            "ole",
            "file_kind",
            "encoding",
            "signature",
            "grid",
            "wrap",
            "recognition",
        ),
        *("text", "web", "markdown", "xlsx", "docx", "pdf", "office", "readers"),
    ),
    "kb": (
        *(
            "shipped",
            "language",
            "site",
            "site_file",
            "entry",
            "passage",
            "build_report",
            "finding",
            "store",
            "address",
            "index",
        ),
        *("knowledge", "llama", "references", "facts", "change", "checks", "build", "removal", "audit"),
    ),
    "assistant": (
        *(
            "typeset",
            "template",
            "answer",
            "context",
            "question",
            "evidence",
            "ranking",
            "reply",
            "guard",
            "eligibility",
        ),
        *("ask", "authoring", "faces"),
    ),
    "assistant.eligibility": (
        *("rules", "verdict", "hearing", "rulebook", "cases", "inspection", "assessment", "pointer"),
    ),
    "assistant.faces": (
        *("release", "inputs", "payload", "assessment_json", "assessment_sheet", "holdings", "service"),
        *("web", "http", "cli"),
    ),
}

# Rooms of knowledge that everybody shares: imported module by module, from any folder to the right.
OPEN = ("ingest.script", "kb.language")


@pytest.mark.parametrize("path", modules(), ids=name)
def test_imports_follow_the_arrow(path: Path) -> None:
    own = ARROW.index(path.relative_to(ROOT).parts[0])
    later = {target for target, _ in imported(path) if target.split(".")[0] in ARROW[own + 1 :]}
    assert not later, f"{name(path)} imports {later}, which stands to its right in {' ← '.join(ARROW)}"


@pytest.mark.parametrize("folder", ORDER)
def test_rooms_import_each_other_in_one_order(folder: str) -> None:
    order = ORDER[folder]
    wrong = []
    for path in modules():
        own = dotted(path)
        if not own.startswith(folder + ".") or (is_door(path) and own == folder):
            continue
        at = order.index(own.removeprefix(folder + ".").split(".")[0])
        for target, line in imported(path):
            inside = (
                target.removeprefix(folder + ".").split(".")[0] if target.startswith(folder + ".") else ""
            )
            if inside and order.index(inside) > at:
                wrong.append(f"{name(path)}:{line} imports {target}")
    assert not wrong, f"against the order {' < '.join(order)}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("folder", ORDER)
def test_the_order_names_what_is_there(folder: str) -> None:
    place = ROOT / folder.replace(".", "/")
    there = {path.stem for path in place.glob("*.py") if not is_door(path)}
    there |= {path.parent.name for path in place.glob("*/__init__.py")}
    assert set(ORDER[folder]) == there


def test_another_folder_is_entered_by_its_front() -> None:
    """A module at the root, or a room by its own name (what its __init__ gives out); not a module behind it."""
    wrong = []
    for path in modules():
        own = path.relative_to(ROOT).parts[0]
        for target, line in imported(path):
            parts = target.split(".")
            if own in (parts[0], "eval") or len(parts) < 3 or target.startswith(OPEN):
                continue
            wrong.append(f"{name(path)}:{line} imports {target}")
    assert not wrong, "\n".join(wrong)


def test_a_door_only_hands_names_on() -> None:
    for path in modules():
        if path.stem != "__init__":
            continue
        for node in tree_of(path).body[1:]:
            names = node.targets if isinstance(node, ast.Assign) else []
            listed = any(isinstance(one, ast.Name) and one.id == "__all__" for one in names)
            assert isinstance(node, ast.ImportFrom) or listed, (
                f"{name(path)}:{node.lineno}: a door holds no code"
            )


def test_rooms_are_small() -> None:
    full = {room: count for room, count in rooms().items() if count > ROOM_LIMIT}
    assert not full, f"more than {ROOM_LIMIT} modules: {full}"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_modules_are_short_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    assert lines <= LINE_LIMIT or name(path) in LONG_MODULES, f"{name(path)} has {lines} lines"
    assert ast.get_docstring(tree_of(path)), f"{name(path)} has no docstring"
    assert path.stem not in FORBIDDEN, f"{name(path)}: a module is named after one noun of the domain"


def test_functions_are_short() -> None:
    long = {
        where: count for count, where in functions() if count > FUNCTION_LIMIT and where not in LONG_FUNCTIONS
    }
    assert not long, f"more than {FUNCTION_LIMIT} lines: {long}"


def test_the_lists_of_long_things_name_real_ones() -> None:
    there = {where: count for count, where in functions()}
    for where, reason in LONG_FUNCTIONS.items():
        assert reason
        assert there.get(where, 0) > FUNCTION_LIMIT, f"{where} is gone or short"
    for module, reason in LONG_MODULES.items():
        assert reason
        assert (ROOT / module).read_text(encoding="utf-8").count("\n") > LINE_LIMIT, (
            f"{module} is gone or short"
        )


def test_a_name_stands_for_one_thing() -> None:
    by_stem, by_class = defaultdict(list), defaultdict(list)
    for path in modules():
        if not is_door(path):
            by_stem[path.stem].append(name(path))
    for one, path in classes():
        by_class[one].append(path)
    twice = {key: held for key, held in (by_stem | by_class).items() if len(held) > 1}
    assert not twice


@pytest.mark.parametrize(
    "path", [p for folder in PRODUCT for p in modules(folder) if not is_door(p)], ids=name
)
def test_a_module_is_imported_by_a_test_of_its_room(path: Path) -> None:
    room = ROOT / "tests" / path.parent.relative_to(ROOT)
    held = {target for test in room.glob("*.py") for target, _ in imported(test)}
    assert dotted(path) in held, f"no test in {name(room)} imports {dotted(path)}"


def test_nothing_asks_another_host() -> None:
    """No file of the page names another host."""
    for path in (ROOT / "assistant" / "faces" / "web").iterdir():
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
