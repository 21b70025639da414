"""The house as a machine sees it: rooms, imports, sizes, names. `python tests/made/house.py` prints its figures."""

from __future__ import annotations

import ast
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARROW = ("ingest", "kb", "assistant", "eval")
_HAN = re.compile("[\u4e00-\u9fff]+")
_DOORS = frozenset({"__init__", "__main__"})


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def modules(folder: str = "") -> tuple[Path, ...]:
    """The modules below a folder of the house ("": all four), in order."""
    return tuple(sorted(p for top in ([folder] if folder else ARROW) for p in (ROOT / top).rglob("*.py")))


def name(path: Path) -> str:
    """The path as it is written in the project."""
    return path.relative_to(ROOT).as_posix()


def dotted(path: Path) -> str:
    """The module's name for an import; a package's for its door."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_door(path: Path) -> bool:
    """Whether it is a package's face and no module of the room."""
    return path.stem in _DOORS


@cache
def _known() -> frozenset[str]:
    return frozenset(dotted(path) for path in modules())


def imported(path: Path) -> tuple[tuple[str, int], ...]:
    """The modules and packages of the house that a file imports, each with its line; imports inside functions and
    those for types alone count."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names if alias.name.split(".")[0] in ARROW]
        elif (
            isinstance(node, ast.ImportFrom)
            and node.module
            and not node.level
            and node.module.split(".")[0] in ARROW
        ):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.append((whole if whole in _known() else node.module, node.lineno))
    return tuple(found)


def rooms() -> dict[str, int]:
    """How many modules stand in each room."""
    return dict(Counter(name(path.parent) for path in modules() if not is_door(path)))


def functions() -> Iterator[tuple[int, str]]:
    """The lines of each function, and where it stands."""
    for path in modules():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{name(path)}:{node.name}"


def classes() -> Iterator[tuple[str, str]]:
    """The name of each class, and its file."""
    for path in modules():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                yield node.name, name(path)


def terms_in_python() -> int:
    """How many runs of Chinese characters stand in the constants of modules."""
    count = 0
    for path in modules():
        for node in tree_of(path).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                strings = (c.value for c in ast.walk(node.value) if isinstance(c, ast.Constant))
                count += sum(len(_HAN.findall(text)) for text in strings if isinstance(text, str))
    return count


def main() -> None:
    """Print the figures."""
    sizes = sorted(rooms().items(), key=lambda item: -item[1])
    lines = sorted(path.read_text(encoding="utf-8").count("\n") for path in modules() if not is_door(path))
    lengths = sorted(length for length, _ in functions())
    print(f"rooms {len(sizes)}, the fullest {', '.join(f'{room} {count}' for room, count in sizes[:4])}")
    print(
        f"modules {len(lines)}: lines median {statistics.median(lines):.0f}, max {lines[-1]}, all {sum(lines)}"
    )
    print(
        f"functions {len(lengths)}: lines median {statistics.median(lengths):.0f}, "
        f"p90 {lengths[int(0.9 * len(lengths))]}, max {lengths[-1]}, over 35: {sum(n > 35 for n in lengths)}"
    )
    print(f"Chinese terms in constants of modules {terms_in_python()}")
    named = Counter(path.stem for path in modules() if not is_door(path))
    print(f"module names used twice {sum(n > 1 for n in named.values())}, ", end="")
    print(f"class names used twice {sum(n > 1 for n in Counter(c for c, _ in classes()).values())}")


if __name__ == "__main__":
    main()
