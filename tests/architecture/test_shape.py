"""Sizes, migrations in one line, and rooms that introduce themselves."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.trees import DOWNWARD, PACKAGE, Module, plant, read

FILE, FUNCTION, SCREEN = 400, 50, 80


def too_long(modules: Iterable[Module]) -> list[str]:
    """Files over 400 lines and functions over 50. Migrations are written by a machine."""
    found = []
    for module in modules:
        if module.word == "migrations":
            continue
        if (lines := module.text.count("\n")) > FILE:
            found.append(f"{module.name} has {lines} lines")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > FUNCTION:
                    found.append(f"{module.name}.{node.name} has {length} lines")
    return found


def forked(package: Path) -> list[str]:
    """Rooms whose migrations do not stand in one line that `max_migration.txt` ends."""
    found = []
    for folder in sorted(package.glob("*/migrations")):
        room = folder.parent.name
        names = {path.stem for path in folder.glob("0*.py")}
        before = {name: _own_dependencies(folder / f"{name}.py", room) for name in names}
        ends = names - {earlier for own in before.values() for earlier in own}
        starts = {name for name, own in before.items() if not own}
        last = folder / "max_migration.txt"
        if any(len(own) > 1 for own in before.values()) or len(ends) != 1 or len(starts) != 1:
            found.append(f"{room}: migrations are not in one line")
        elif not last.exists() or {last.read_text().strip()} != ends:
            found.append(f"{room}: max_migration.txt does not name the last migration")
    return found


def _own_dependencies(path: Path, room: str) -> set[str]:
    return set(re.findall(rf"\(['\"]{room}['\"],\s*['\"](\w+)['\"]\)", path.read_text(encoding="utf-8")))


def strangers(package: Path) -> list[str]:
    """Rooms with no docstring or no README of one screen that says what the room is for."""
    found = []
    for folder in sorted(path.parent for path in package.glob("*/__init__.py")):
        if not ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))):
            found.append(f"{folder.name}: __init__.py does not say what the room is for")
        readme = folder / "README.md"
        lines = readme.read_text(encoding="utf-8").splitlines() if readme.exists() else []
        if not lines or not lines[0].lower().startswith(f"# {folder.name}"):
            found.append(f"{folder.name}: no README.md that begins with its name")
        elif len(lines) > SCREEN:
            found.append(f"{folder.name}: README.md is longer than a screen ({len(lines)} lines)")
    return found


def test_nothing_is_too_long() -> None:
    assert not too_long(read(PACKAGE))


def test_migrations_stand_in_one_line() -> None:
    assert not forked(PACKAGE)


def test_every_room_introduces_itself() -> None:
    assert not strangers(PACKAGE)


def test_every_room_has_a_place_in_the_order() -> None:
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} <= set(DOWNWARD)


def test_a_long_file_and_a_long_function_are_reported(tmp_path: Path) -> None:
    body = "def f():\n" + "    x = 1\n" * 51 + "y = 1\n" * 400
    assert len(too_long(read(plant(tmp_path, {"solve/rules.py": body})))) == 2


FIRST = "dependencies = []"
NEXT = "dependencies = [('solve', '0001_a'), ('identify', '0009_z')]"


@pytest.mark.parametrize(
    "files",
    [
        {"0001_a.py": FIRST, "0002_b.py": NEXT, "0002_c.py": NEXT, "max_migration.txt": "0002_b"},
        {"0001_a.py": FIRST, "0002_b.py": NEXT, "max_migration.txt": "0001_a"},
        {"0001_a.py": FIRST, "0002_b.py": FIRST, "max_migration.txt": "0002_b"},
        {"0001_a.py": FIRST},
    ],
)
def test_a_fork_is_reported(tmp_path: Path, files: dict[str, str]) -> None:
    assert (
        len(forked(plant(tmp_path, {f"solve/migrations/{name}": text for name, text in files.items()}))) == 1
    )


def test_one_line_is_left_in_peace(tmp_path: Path) -> None:
    files = {"0001_a.py": FIRST, "0002_b.py": NEXT, "max_migration.txt": "0002_b\n"}
    assert not forked(plant(tmp_path, {f"solve/migrations/{name}": text for name, text in files.items()}))


def test_a_room_that_says_nothing_is_reported(tmp_path: Path) -> None:
    package = plant(
        tmp_path, {"solve/rules.py": "", "identify/rules.py": "", "identify/README.md": "# identify\n"}
    )
    (package / "identify" / "__init__.py").write_text('"""What an officer saw."""')
    (package / "solve" / "README.md").write_text("# solve\n" + "line\n" * 100)
    assert len(strangers(package)) == 2
