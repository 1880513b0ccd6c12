"""The order of rooms and the order inside a room: import-linter, on our tree and on trees that break it."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.architecture.trees import ROOT, plant

LINT = Path(sys.executable).with_name("lint-imports")
ROOMS = (
    "config",
    "desk",
    "develop",
    "evaluate",
    "exchange",
    "synth",
    "signpost",
    "solve",
    "understand",
    "identify",
    "inform",
    "partnership",
    "govern",
)
KIT = ("actor", "identity", "name_forms", "names", "references", "working_days", "database", "http")
SOUND = (
    {f"{room}/__init__.py": "" for room in ROOMS}
    | {f"kit/{name}.py": "" for name in (*KIT, "rowsecurity")}
    | {f"develop/{word}/wellbeing/__init__.py": "" for word in ("queries", "actions", "views")}
    | {
        f"develop/{name}.py": ""
        for name in (
            "models/wellbeing",
            "jobs/__init__",
            "jobs/wellbeing",
            "management/commands/import_aggregates",
        )
    }
    | {
        "understand/genogram/__init__.py": "",
        "understand/linkage/__init__.py": "",
        "solve/choices.py": "",
        "solve/rules.py": "from earlyhelp.solve import choices",
        "solve/models.py": "from earlyhelp.solve import rules",
        "solve/queries.py": "from earlyhelp.identify import queries",
        "solve/actions.py": "from earlyhelp.solve import queries",
        "solve/forms.py": "",
        "solve/views.py": "from earlyhelp.solve import actions",
        "identify/models.py": "",
        "identify/queries.py": "",
        "identify/actions.py": "",
    }
)
BROKEN = {
    "a room that knows a later one": (
        "identify/models.py",
        "from earlyhelp.solve import models",
        "Later stages",
    ),
    "a floor that knows a domain word": ("kit/names.py", "from earlyhelp.govern import x", "Later stages"),
    "a room nobody gave a place": ("utils/__init__.py", "", "Later stages"),
    "two rooms side by side": ("desk/views.py", "import earlyhelp.synth", "Later stages"),
    "training that sees a case": (
        "develop/models/courses.py",
        "from earlyhelp.solve import models",
        "never see a case",
    ),
    "a page of cases that reads how staff are": (
        "desk/views.py",
        "from earlyhelp.develop.models.wellbeing import ExposureTick",
        "How staff are is read",
    ),
    "training that reads how staff are": (
        "develop/queries/courses.py",
        "from earlyhelp.develop.queries.wellbeing import exposure",
        "How staff are is read",
    ),
    "how staff are beside their messages": (
        "develop/actions/wellbeing/__init__.py",
        "import earlyhelp.inform",
        "How staff are is written",
    ),
    "figures that see a case": (
        "evaluate/models.py",
        "from earlyhelp.identify import models",
        "never see a case",
    ),
    "a rule that reads the database": ("solve/rules.py", "from earlyhelp.solve import models", "Rules touch"),
    "a model that acts": ("solve/models.py", "from earlyhelp.solve import actions", "Inside a room"),
    "a query that changes": ("solve/queries.py", "from earlyhelp.solve import actions", "Inside a room"),
    "an action that renders": ("solve/actions.py", "from earlyhelp.solve import views", "Inside a room"),
    "a file whose job nobody named": ("solve/helpers.py", "", "Inside a room"),
    "linkage inside Django": ("understand/linkage/__init__.py", "import django", "plain Python"),
}


def broken_contracts(folder: Path) -> str:
    """What import-linter says about the package `earlyhelp` in a folder; '' when every contract is kept."""
    command = [LINT, "--config", ROOT / ".importlinter", "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_every_contract_is_kept() -> None:
    assert not broken_contracts(ROOT / "src")


def test_a_sound_tree_is_left_in_peace(tmp_path: Path) -> None:
    plant(tmp_path, SOUND)
    assert not broken_contracts(tmp_path)


@pytest.mark.parametrize(("name", "text", "contract"), BROKEN.values(), ids=BROKEN)
def test_a_broken_tree_is_reported(tmp_path: Path, name: str, text: str, contract: str) -> None:
    plant(tmp_path, SOUND | {name: text})
    said = broken_contracts(tmp_path)
    assert any(contract in line and "BROKEN" in line for line in said.splitlines()) or contract in said, said


def unreasoned(configuration: str) -> list[str]:
    """Layers of an `exhaustive` contract with no comment line right above them."""
    found = []
    for contract in configuration.split("[importlinter:")[1:]:
        if "exhaustive" not in contract:
            continue
        lines = contract[contract.index("layers =") :].splitlines()
        found += [
            line.strip()
            for before, line in pairwise(lines)
            if line.startswith(" ")
            and not line.strip().startswith("#")
            and not before.strip().startswith("#")
        ]
    return found


def test_every_layer_has_its_reason() -> None:
    assert not unreasoned((ROOT / ".importlinter").read_text())


def test_a_layer_without_a_reason_is_reported() -> None:
    text = "[importlinter:contract:x]\nexhaustive = True\nlayers =\n    # Reason.\n    config\n    kit\n"
    assert unreasoned(text) == ["kit"]
