"""Only a room's own actions write its models. Seen on the syntax tree, so a save in a view does not hide."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.architecture.trees import PACKAGE, Module, imported, plant, read, root_of

_ONCE = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "update", "delete"}
MANY = frozenset(_ONCE | {f"a{name}" for name in _ONCE} | {"_raw_delete"})
ONE = frozenset({"save", "delete", "asave", "adelete", "save_base"})
RELATED = frozenset({"set", "add", "remove", "clear", "aset", "aadd", "aremove", "aclear"})
# Who may write past the actions, and why.
EXEMPT = {
    "migrations": "a migration changes the tables themselves",
    "synth": "synthetic people are loaded in bulk, as the owner of the tables, into a demonstration only",
}
# Calls that look like a write of a model and are not.
NOT_A_MODEL = {
    "earlyhelp.partnership.views.signing_in": "signing in writes the framework's own session",
    "earlyhelp.partnership.middleware": "the framework's own session",
}


def writes(modules: Iterable[Module]) -> list[str]:
    """Places that write a model, where the writer is not an action of the model's own room."""
    found = []
    for module in modules:
        if module.room in EXEMPT or module.word in EXEMPT or module.word == "kit":
            continue
        models = {
            here: source.split(".")[1]
            for source, _name, here in imported(module.tree)
            if _holds_models(source)
        }
        kinds = _kinds(module, models)
        for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
            if owner := _written(call, module, models, kinds):
                found.append(f"{module.name}:{call.lineno} writes {owner}: {ast.unparse(call.func)}")
    return found


def _holds_models(source: str) -> bool:
    parts = source.split(".")
    return len(parts) > 2 and parts[0] == "earlyhelp" and parts[2] == "models"


def _written(call: ast.Call, module: Module, models: dict[str, str], kinds: dict[str, str]) -> str:
    """The room that this call writes, when this module may not; '' when it may, or when it writes nothing."""
    if not isinstance(call.func, ast.Attribute) or module.name in NOT_A_MODEL:
        return ""
    root, passed = root_of(call.func)
    method = passed[-1]
    own = module.word == "actions"
    if root in models and "objects" in passed and method in MANY:
        return "" if own and models[root] == module.room else models[root]
    if root in kinds and method in MANY | ONE | (RELATED if len(passed) > 1 else set()):
        return "" if own and kinds[root] == module.room else kinds[root]
    if not own and method in {"save", "asave"} and root not in {"", "self", "form"} and len(passed) == 1:
        return "somebody's row"
    return ""


def _kinds(module: Module, models: dict[str, str]) -> dict[str, str]:
    """Variables and parameters that hold a row or rows of a model, and the model's room."""
    kinds: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.arg) and node.annotation is not None:
            for name in _names(node.annotation):
                if name in models and isinstance(node.annotation, ast.Name):
                    kinds[node.arg] = models[name]
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            root, passed = root_of(node.value)
            if root in models and (
                passed[:1] == ["objects"] or (isinstance(node.value, ast.Call) and not passed)
            ):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                kinds |= {target.id: models[root] for target in targets if isinstance(target, ast.Name)}
    return kinds


def _names(node: ast.AST) -> Iterator[str]:
    return (inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name))


def test_only_actions_write() -> None:
    assert not writes(read(PACKAGE))


IMPORT = "from earlyhelp.solve.models import Decision\n"
BROKEN = {
    "a view that creates": ("solve/views.py", "def v(r):\n    Decision.objects.create(number=1)"),
    "a query that updates": (
        "solve/queries.py",
        "def q(by):\n    Decision.objects.filter(pk=1).update(number=2)",
    ),
    "a job that saves": ("solve/jobs.py", "def j():\n    d = Decision.objects.get(pk=1)\n    d.save()"),
    "a form that saves a new row": ("solve/forms.py", "def f():\n    d = Decision(number=1)\n    d.save()"),
    "a command that deletes": ("solve/management/commands/c.py", "def c(d: Decision):\n    d.delete()"),
    "another room's action": ("signpost/actions.py", "def a(*, by):\n    Decision.objects.bulk_create([])"),
    "another room's action, by its argument": (
        "signpost/actions.py",
        "def a(*, by, d: Decision):\n    d.save()",
    ),
    "a desk page, by a related set": ("desk/views.py", "def a(d: Decision):\n    d.people.set([])"),
    "a row of unknown kind": ("desk/views.py", "def a(thing):\n    thing.save()"),
}


@pytest.mark.parametrize(("name", "text"), BROKEN.values(), ids=BROKEN)
def test_another_writer_is_reported(tmp_path: Path, name: str, text: str) -> None:
    assert len(writes(read(plant(tmp_path, {name: IMPORT + text})))) == 1


@pytest.mark.parametrize(
    "name", ["solve/actions.py", "solve/actions/decisions.py", "solve/migrations/0002_x.py"]
)
def test_a_rooms_own_actions_may_write(tmp_path: Path, name: str) -> None:
    text = (
        IMPORT
        + "def a(*, by, d: Decision):\n    Decision.objects.create(number=1)\n    d.save()\n    {}.update({})"
    )
    assert not writes(read(plant(tmp_path, {name: text})))
