"""A room is entered only through its choices, rules, models, queries and actions. `kit` is open to all."""

import grimp
import pytest

from tests.architecture.trees import WORDS

DOORS = WORDS | {"facts"}  # facts are published to be read: nobody in them is a person
# The composition root joins the rooms: it starts the demonstration's mailbox and the worker, and lists addresses.
FREE = frozenset({"config"})
# One more door, with its reason.
ALSO = {"earlyhelp.identify.report": "the shape of what `submit_notification` is given"}


def trespasses(graph: grimp.ImportGraph) -> list[str]:
    """Imports of another room that do not go through one of its doors."""
    found = []
    for importer in sorted(graph.modules):
        for target in sorted(graph.find_modules_directly_imported_by(importer)):
            if not _through_a_door(importer, target):
                found.append(f"{importer} enters {target}")
    return found


def _through_a_door(importer: str, target: str) -> bool:
    here, there = importer.split("."), target.split(".")
    if there[0] != "earlyhelp" or len(here) < 2 or len(there) < 2:
        return True
    if here[1] in FREE or there[1] in {"kit", here[1]} or ".".join(there[:3]) in ALSO:
        return True
    return len(there) > 2 and there[2] in DOORS


def test_rooms_are_entered_through_their_doors() -> None:
    assert not trespasses(grimp.build_graph("earlyhelp", cache_dir=None))


@pytest.mark.parametrize(
    "target",
    ["solve.forms", "solve.views.queue", "solve.jobs", "solve.templatetags.solve", "inform.mail", "solve"],
)
def test_another_way_in_is_reported(target: str) -> None:
    graph = grimp.ImportGraph()
    graph.add_import(importer="earlyhelp.desk.views", imported=f"earlyhelp.{target}")
    assert trespasses(graph) == [f"earlyhelp.desk.views enters earlyhelp.{target}"]


@pytest.mark.parametrize(
    "target", ["solve.actions", "solve.queries.queue", "kit.forms.dates", "desk.context"]
)
def test_a_door_is_open(target: str) -> None:
    graph = grimp.ImportGraph()
    graph.add_import(importer="earlyhelp.desk.views", imported=f"earlyhelp.{target}")
    assert not trespasses(graph)
