"""Every action takes `*, by, at` and audits; every query takes `by`; all of them, and rules, say what they do."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.architecture.trees import PACKAGE, Module, imported, plant, read

AUDIT = frozenset({"record", "record_read"})
# Public names that are not a query or an action, and why.
NOT_A_QUERY = {
    "earlyhelp.understand.queries.people.identity_of": "reads no table: turns a row that was read into plain values"
}
NOT_AN_ACTION = {
    "earlyhelp.govern.actions.audit.record": "it is the audit",
    "earlyhelp.govern.actions.audit.record_read": "it is the audit",
} | {
    f"earlyhelp.develop.actions.wellbeing.{name}": "an entry would tell who answered, ticked or wished for something"
    for name in (
        "exposure.offer_check_in",
        "exposure.take_wish_back",
        "exposure.tick_day",
        "exposure.turn_off",
        "exposure.turn_on",
        "exposure.wish_for_check_in",
        "surveys.answer_survey",
        "surveys.hand_link",
    )
}

Public = Iterable[tuple[Module, ast.FunctionDef]]


def public(modules: Iterable[Module], word: str) -> Iterator[tuple[Module, ast.FunctionDef]]:
    """The functions that a room offers under one word: what a package's `__all__` names, or all without `_`."""
    modules = [module for module in modules if module.word == word]
    for room in sorted({module.room for module in modules}):
        own = [module for module in modules if module.room == room]
        front = next(module for module in own if module.name.endswith(f"{room}.{word}"))
        offered = front.exported
        for module in own:
            for function in module.functions:
                if function.name.startswith("_") or (offered is not None and function.name not in offered):
                    continue
                yield module, function


def without_by(found: Public, *, keyword_only: bool) -> list[str]:
    """Functions whose signature does not say who acts."""
    wrong = []
    for module, function in found:
        name, arguments = f"{module.name}.{function.name}", function.args
        if name in NOT_A_QUERY or name in NOT_AN_ACTION:
            continue
        keywords = {argument.arg for argument in arguments.kwonlyargs}
        places = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
        if keyword_only and (places or arguments.vararg or not {"by", "at"} <= keywords):
            wrong.append(f"{name} does not take `*, by, at`")
        elif not keyword_only and "by" not in keywords and places[:1] != ["by"]:
            wrong.append(f"{name} does not take `by`")
    return wrong


def unaudited(modules: Iterable[Module]) -> list[str]:
    """Public actions that leave no audit entry, neither themselves nor through another action."""
    modules = list(modules)
    wrong = []
    for module, function in public(modules, "actions"):
        room = {
            inner.name: (other, inner)
            for other in modules
            if other.room == module.room and other.word == "actions"
            for inner in other.functions
        }
        name = f"{module.name}.{function.name}"
        if name not in NOT_AN_ACTION and not _audits(module, function, room, set()):
            wrong.append(f"{name} does not audit")
    return wrong


def _audits(
    module: Module, function: ast.FunctionDef, room: dict[str, tuple[Module, ast.FunctionDef]], seen: set[str]
) -> bool:
    seen.add(function.name)
    from_actions = {here for source, _name, here in imported(module.tree) if source.endswith(".actions")}
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "audit" and node.attr in AUDIT:
                return True
        elif isinstance(node, ast.Name) and node.id in from_actions - {"audit"}:
            return True
    nodes = list(ast.walk(function))
    called = {node.id for node in nodes if isinstance(node, ast.Name)}
    called |= {
        node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    called &= room.keys()
    return any(_audits(*room[name], room, seen) for name in sorted(called) if name not in seen)


# Rows that say who somebody is, or what was written about them.
TELLING = frozenset({"Notification", "ReportedPerson", "Referral", "Question"})
# Queries that fetch such a row and need no entry, and why.
UNREAD = {
    "earlyhelp.solve.queries.cases.get_reported": "finds, by its place, whom an action is to link; shown to nobody"
}


def unaudited_reads(modules: Iterable[Module]) -> list[str]:
    """Queries that fetch one telling row without an audit entry, neither their own nor of a query they call."""
    modules = list(modules)
    everywhere = {
        inner.name: (other, inner)
        for other in modules
        if other.word == "queries"
        for inner in other.functions
    }
    wrong = []
    for module, function in public(modules, "queries"):
        name = f"{module.name}.{function.name}"
        returned = {
            node.id for node in ast.walk(function.returns or ast.Pass()) if isinstance(node, ast.Name)
        }
        one = function.name.startswith("get_") and returned & TELLING and "QuerySet" not in returned
        if one and name not in UNREAD and not _audits(module, function, everywhere, set()):
            wrong.append(f"{name} reads without an audit entry")
    return wrong


def unsaid(found: Public) -> list[str]:
    """Functions without a docstring."""
    return [
        f"{module.name}.{function.name} does not say what it does"
        for module, function in found
        if not ast.get_docstring(function)
    ]


def test_every_action_says_who_and_when() -> None:
    assert not without_by(public(read(PACKAGE), "actions"), keyword_only=True)


def test_every_action_is_audited() -> None:
    assert not unaudited(read(PACKAGE))


def test_every_query_says_who_reads() -> None:
    assert not without_by(public(read(PACKAGE), "queries"), keyword_only=False)


def test_every_reading_of_a_report_is_audited() -> None:
    assert not unaudited_reads(read(PACKAGE))


def test_a_reading_without_an_audit_is_reported(tmp_path: Path) -> None:
    silent = "def get_case(*, by) -> Notification: ..."
    assert unaudited_reads(read(plant(tmp_path / "a", {"solve/queries.py": silent})))
    heard = "def get_case(*, by) -> Notification:\n    audit.record_read(by=by)"
    assert not unaudited_reads(read(plant(tmp_path / "b", {"solve/queries.py": heard})))


@pytest.mark.parametrize("word", ["actions", "queries", "rules"])
def test_every_public_function_says_what_it_does(word: str) -> None:
    assert not unsaid(public(read(PACKAGE), word))


@pytest.mark.parametrize(
    "signature", ["(by, at)", "(*, at)", "(*, by)", "(draft, *, by, at)", "(*drafts, by, at)", "()"]
)
def test_an_action_without_an_actor_or_a_clock_is_reported(tmp_path: Path, signature: str) -> None:
    tree = read(plant(tmp_path, {"solve/actions.py": f"def decide{signature}: ..."}))
    assert without_by(public(tree, "actions"), keyword_only=True)


@pytest.mark.parametrize("signature", ["()", "(reference)", "(reference, by)", "(*, reference)"])
def test_a_query_without_an_actor_is_reported(tmp_path: Path, signature: str) -> None:
    tree = read(plant(tmp_path, {"solve/queries.py": f"def get_case{signature}: ..."}))
    assert without_by(public(tree, "queries"), keyword_only=False)


SILENT: dict[str, str] = {
    "nothing": "def decide(*, by, at):\n    pass",
    "only a helper": "def decide(*, by, at):\n    _store()\ndef _store():\n    pass",
    "two that call each other": "def decide(*, by, at):\n    _a()\ndef _a():\n    decide()",
}
HEARD: dict[str, str] = {
    "itself": "from earlyhelp.govern.actions import audit\ndef decide(*, by, at):\n    audit.record(by=by)",
    "a helper": "def decide(*, by, at):\n    _store()\ndef _store():\n    audit.record()",
    "another room's action": "from earlyhelp.inform.actions import send\ndef decide(*, by, at):\n    send(by=by)",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_an_action_without_an_audit_is_reported(tmp_path: Path, text: str) -> None:
    assert unaudited(read(plant(tmp_path, {"solve/actions.py": text})))


@pytest.mark.parametrize("text", HEARD.values(), ids=HEARD)
def test_an_audited_action_is_left_in_peace(tmp_path: Path, text: str) -> None:
    assert not unaudited(read(plant(tmp_path, {"solve/actions.py": text})))


def test_a_public_function_that_says_nothing_is_reported(tmp_path: Path) -> None:
    tree = read(plant(tmp_path, {"solve/rules.py": "def may_decide(): ...\ndef _own(): ..."}))
    assert len(unsaid(public(tree, "rules"))) == 1


def test_what_a_package_does_not_export_is_its_own_business(tmp_path: Path) -> None:
    files = {
        "solve/actions/__init__.py": "__all__ = ['decide']",
        "solve/actions/decisions.py": "def decide(*, by, at): ...\ndef locked(): ...",
    }
    names = [function.name for _module, function in public(read(plant(tmp_path, files)), "actions")]
    assert names == ["decide"]


def test_exemptions_are_not_left_behind() -> None:
    here = {f"{module.name}.{function.name}" for module in read(PACKAGE) for function in module.functions}
    assert set(NOT_A_QUERY) | set(NOT_AN_ACTION) | set(UNREAD) <= here
