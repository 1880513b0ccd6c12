"""Reading the source as text and syntax, and planting small broken packages to read."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "earlyhelp"
DOWNWARD = (
    "config",
    "desk",
    "exchange",
    "synth",
    "evaluate",
    "signpost",
    "develop",
    "solve",
    "understand",
    "identify",
    "inform",
    "partnership",
    "govern",
    "kit",
)
WORDS = frozenset({"choices", "rules", "models", "queries", "actions"})


@dataclass(frozen=True)
class Module:
    """One Python file: `room` and `word` are the first two names below the package ('' when there is none)."""

    path: Path
    name: str
    room: str
    word: str
    text: str
    tree: ast.Module

    @property
    def functions(self) -> list[ast.FunctionDef]:
        """Functions at the top of the file."""
        return [node for node in self.tree.body if isinstance(node, ast.FunctionDef)]

    @property
    def exported(self) -> list[str] | None:
        """The names in `__all__`, or None when the file has none."""
        for node in self.tree.body:
            if isinstance(node, ast.Assign) and any(is_named(target, "__all__") for target in node.targets):
                return [str(name) for name in ast.literal_eval(node.value)]
        return None


def read(package: Path) -> list[Module]:
    """Every Python file below a package, migrations too, in the order of their names."""
    return [_module(package, path) for path in sorted(package.rglob("*.py"))]


def _module(package: Path, path: Path) -> Module:
    parts = path.relative_to(package).with_suffix("").parts
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    text = path.read_text(encoding="utf-8")
    name = ".".join((package.name, *parts))
    room, word = (*parts, "", "")[:2]
    return Module(path, name, room, word, text, ast.parse(text))


def plant(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a small package `earlyhelp` for a check to find fault with. Returns its folder."""
    package = folder / "earlyhelp"
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        for parent in path.relative_to(package).parents:
            (package / parent / "__init__.py").touch()
    return package


def is_named(node: ast.AST, name: str) -> bool:
    """True for a plain name."""
    return isinstance(node, ast.Name) and node.id == name


def root_of(node: ast.AST) -> tuple[str, list[str]]:
    """The name that a chain of attributes and calls begins with, and the attributes on the way: `A.b(1).c`."""
    passed: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            passed.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return (node.id if isinstance(node, ast.Name) else ""), passed[::-1]


def imported(tree: ast.AST) -> Iterator[tuple[str, str, str]]:
    """What a file imports: module, name in it ('' for the module itself), and the name it has here."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.module, alias.name, alias.asname or alias.name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, "", alias.asname or alias.name.split(".")[0]
