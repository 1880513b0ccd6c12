"""Under which law each record of people is held: every table has an answer. Prints docs/generated/regimes.md."""

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from tests.architecture.people import tables_of_people
from tests.architecture.trees import DOWNWARD

from earlyhelp.kit.regimes import Held, Law
from earlyhelp.understand.choices import Regime

PRINTED = Path(__file__).resolve().parents[3] / "docs" / "generated" / "regimes.md"
PLAIN = "Made in this service for early help or safeguarding."
WORDS = {Law.UK_GDPR: "UK GDPR, DPA 2018 part 2", Law.LAW_ENFORCEMENT: "DPA 2018 part 3"}


def declared() -> dict[str, Held]:
    """What the rooms say, by model."""
    names = [f"earlyhelp.{room}.regimes" for room in DOWNWARD if room != "kit"]
    there = [name for name in names if find_spec(name.rsplit(".", 1)[0]) and find_spec(name)]
    return {held.model: held for name in there for held in import_module(name).REGIMES}


def column(model: type[models.Model], path: str) -> models.Field:
    """The column at the end of a path, or FieldDoesNotExist."""
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(last)


def test_the_two_words_are_those_that_rows_hold() -> None:
    assert {law.value for law in Law} == set(Regime.values)


@pytest.mark.parametrize("held", declared().values(), ids=lambda held: held.model)
def test_a_declaration_is_true_to_the_table(held: Held) -> None:
    model = apps.get_model(held.model)
    assert held.why.endswith(".")
    for path in filter(None, (held.law_column, held.category_column, held.opinion_column)):
        assert column(model, path).choices
    if held.law_column:
        assert {value for value, _label in column(model, held.law_column).choices} == {
            one.value for one in Law
        }


def test_what_a_force_collected_is_not_taken_for_welfare() -> None:
    found = declared()
    assert found["identify.Incident"].law is Law.LAW_ENFORCEMENT
    assert found["identify.Notification"].law is Law.UK_GDPR
    assert found["understand.SourceRecord"].law_column == "regime"


def test_the_list_is_up_to_date() -> None:
    found = declared()
    lines = [
        "# Under which law each record is held",
        "",
        "Printed by `tests/spec/kit/test_regimes.py` from each room's `regimes.py`. Do not edit it by hand.",
        "",
        "A record under part 3 that is shared for another purpose needs a law that allows it (section 36(4)); at the "
        "agency that receives it, UK GDPR applies.",
        "",
        "| record | held under | part a person had (s.38(3)) | fact or opinion (s.38(1)) | why |",
        "|---|---|---|---|---|",
    ]
    for label in sorted(model._meta.label for model in tables_of_people()):
        held = found.get(label, Held(label, PLAIN))
        law = f"each row: `{held.law_column}`" if held.law_column else WORDS[held.law]
        said = [f"`{name}`" if name else "–" for name in (held.category_column, held.opinion_column)]
        lines.append(f"| `{label}` | {law} | {said[0]} | {said[1]} | {held.why} |")
    printed = "\n".join([*lines, ""])
    if os.environ.get("UPDATE_GENERATED"):
        PRINTED.write_text(printed, encoding="utf-8")
    assert PRINTED.read_text(encoding="utf-8") == printed
