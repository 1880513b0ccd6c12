"""Habits of section 2: one shape for everything, the clock read at the edge, and nothing that acts out of sight."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.trees import PACKAGE, Module, imported, plant, read

UNWANTED = {
    "django.db.models.signals": "a signal acts out of sight: call an action",
    "django.dispatch": "a signal acts out of sight: call an action",
    "django.core.signals": "a signal acts out of sight: call an action",
    "django.views.generic": "views are functions",
    "django.views.View": "views are functions",
    "django.forms.ModelForm": "a form parses; an action writes",
    "django.forms.modelform_factory": "a form parses; an action writes",
}
VAGUE = re.compile(r"(?:^|[._])(?:utils?|helpers?|misc|common|manager|service_layer|handlers?)$")
CLOCK = re.compile(
    r"\b(?:timezone\.now|timezone\.localdate|datetime\.now|datetime\.utcnow|date\.today|localdate)\("
)
# Where the clock is read: once, by whoever is called from outside.
EDGES = {"views", "jobs", "management", "middleware", "api"}
# Others who are called from outside, and by whom.
ALSO = {
    "earlyhelp.config.running": "the command line",
    "earlyhelp.config.embedded": "the command line",
    "earlyhelp.config.commandline": "the command line",
    "earlyhelp.desk.context": "Django's template engine, which hands over a request and no time",
    "earlyhelp.synth": "the command that makes a demonstration",
}


def habits(modules: Iterable[Module]) -> list[str]:
    """What a file does that no file here does."""
    found = []
    for module in modules:
        if module.word == "migrations":
            continue
        found += _imports(module) + _classes(module)
        if VAGUE.search(module.name) and module.room != "synth":
            found.append(f"{module.name}: a name that could hold anything")
        at_the_edge = module.word in EDGES or any(module.name.startswith(name) for name in ALSO)
        if not at_the_edge and (read_here := CLOCK.search(module.text)):
            found.append(f"{module.name}: reads the clock ({read_here[0]}…): take `at`")
    return found


def _imports(module: Module) -> list[str]:
    return [
        f"{module.name}: {why} ({unwanted})"
        for source, name, _here in imported(module.tree)
        for unwanted, why in UNWANTED.items()
        if f"{source}.{name}".startswith(unwanted)
    ]


def _classes(module: Module) -> list[str]:
    found = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef):
            continue
        bases = {ast.unparse(base) for base in node.bases}
        if bases & {"forms.ModelForm", "ModelForm"}:
            found.append(f"{module.name}.{node.name}: a form parses; an action writes")
        methods = {inner.name for inner in node.body if isinstance(inner, ast.FunctionDef)}
        if module.word == "models" and methods & {"save", "delete", "clean"}:
            found.append(f"{module.name}.{node.name}: a model stores; an action decides when and whether")
    return found


def test_our_habits_are_kept() -> None:
    assert not habits(read(PACKAGE))


BROKEN = {
    "a signal": ("solve/models.py", "from django.db.models.signals import post_save"),
    "a receiver": ("solve/apps.py", "from django.dispatch import receiver"),
    "a class-based view": ("solve/views.py", "from django.views.generic import ListView"),
    "a model form": ("solve/forms.py", "from django import forms\nclass F(forms.ModelForm): ..."),
    "a model that saves by itself": ("solve/models.py", "class D:\n    def save(self): ..."),
    "a vague name": ("solve/utils.py", ""),
    "an action that reads the clock": (
        "solve/actions.py",
        "from django.utils import timezone\nat = timezone.now()",
    ),
    "a query that reads the clock": ("solve/queries.py", "from datetime import date\non = date.today()"),
}


@pytest.mark.parametrize(("name", "text"), BROKEN.values(), ids=BROKEN)
def test_another_habit_is_reported(tmp_path: Path, name: str, text: str) -> None:
    assert len(habits(read(plant(tmp_path, {name: text})))) == 1


def test_a_view_may_read_the_clock(tmp_path: Path) -> None:
    text = "from django.utils import timezone\nat = timezone.now()"
    assert not habits(read(plant(tmp_path, {"solve/jobs.py": text})))
