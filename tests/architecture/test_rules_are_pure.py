"""`rules` are pure functions over plain values: of Django, they know only how to mark a sentence for translation."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.trees import PACKAGE, Module, imported, plant, read

ALLOWED = ("django.utils.translation", "django.utils.functional", "django.utils.text")
OUTSIDE = (
    "django",
    "psycopg",
    "procrastinate",
    "requests",
    "urllib.request",
    "socket",
    "subprocess",
    "os",
    "random",
)
CLOCKS = ("datetime.now(", "date.today(", "timezone.now(", "localdate(", "utcnow(", "time.time(")


def impure(modules: Iterable[Module]) -> list[str]:
    """What rules import or call that they must not: the framework, the network, the clock, chance."""
    found = []
    for module in modules:
        if module.word != "rules":
            continue
        for source, name, _here in imported(module.tree):
            if _outside(source) or _outside(f"{source}.{name}"):
                found.append(f"{module.name} imports {source} {name}".strip())
        found += [f"{module.name} reads the clock: {clock}" for clock in CLOCKS if clock in module.text]
    return found


def _outside(source: str) -> bool:
    allowed = any(source == part or source.startswith(f"{part}.") for part in ALLOWED)
    parent = any(part.startswith(f"{source}.") for part in ALLOWED) and source != "django"
    return not allowed and not parent and any(source == o or source.startswith(f"{o}.") for o in OUTSIDE)


def test_rules_touch_no_framework() -> None:
    assert not impure(read(PACKAGE))


@pytest.mark.parametrize(
    "line",
    [
        "from django.db import models",
        "import django",
        "from django.utils import timezone",
        "from os import environ",
        "import random",
        "from django.conf import settings",
        "from datetime import date\ntoday = date.today()",
    ],
)
def test_an_impure_rule_is_reported(tmp_path: Path, line: str) -> None:
    assert impure(read(plant(tmp_path, {"solve/rules/grades.py": line})))


def test_sentences_and_plain_values_are_allowed(tmp_path: Path) -> None:
    text = "from datetime import date\nfrom django.utils.translation import gettext_lazy as _"
    assert not impure(read(plant(tmp_path, {"solve/rules.py": text})))
