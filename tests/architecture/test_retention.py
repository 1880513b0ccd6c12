"""Every table that holds people says how long it keeps them, and how a person's part is given out and erased."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import models

from earlyhelp.kit.retention import Erasure, Kept
from tests.architecture.people import ABOUT, tables_of_people
from tests.architecture.trees import DOWNWARD


def declared() -> list[Kept]:
    """What all rooms say they keep."""
    names = [
        f"earlyhelp.{room}.retention" for room in DOWNWARD if room != "kit" and find_spec(f"earlyhelp.{room}")
    ]
    return [kept for name in names if find_spec(name) for kept in import_module(name).RETENTION]


def undeclared(found: Iterable[type[models.Model]], kept: Iterable[Kept]) -> list[str]:
    """Models that hold people of which no room says how long they are kept."""
    said = {one.model for one in kept}
    return sorted(model._meta.label for model in found if model._meta.label not in said)


def untrue(kept: Iterable[Kept]) -> list[str]:
    """Declarations that name a column that is not there, or leave out one that is about a person."""
    wrong = []
    for one in kept:
        model = apps.get_model(one.model)
        wrong += [
            f"{one.model} has no {name}"
            for name in (*one.person_columns, one.through)
            if not _has(model, name)
        ]
        if not _has(model, one.counted_from.split("__")[0]):
            wrong.append(f"{one.model} has no {one.counted_from}")
        about = {field.name for field in model._meta.concrete_fields if ABOUT.match(field.name)}
        wrong += [
            f"{one.model} forgets {name}"
            for name in sorted(about - set(one.person_columns))
            if one.holds_people
        ]
        if one.keep_days < 1 or not str(one.what).endswith("."):
            wrong.append(f"{one.model} does not say how long in a whole sentence")
    return wrong


def _has(model: type[models.Model], name: str) -> bool:
    return any(name in (field.name, field.attname) for field in model._meta.concrete_fields)


# The audit outlives what it speaks of: plain values, kept as the law on police and council records asks.
OUTLIVES = {"govern.AuditEntry"}


def test_every_table_of_people_is_declared() -> None:
    assert not undeclared(
        (model for model in tables_of_people() if model._meta.label not in OUTLIVES), declared()
    )


def test_declarations_are_true_to_the_tables() -> None:
    assert not untrue(declared())


def test_nothing_is_declared_twice() -> None:
    names = [kept.model for kept in declared()]
    assert len(names) == len(set(names))


def kept(**changes: object) -> Kept:
    said: dict[str, object] = {
        "model": "identify.ReportedPerson",
        "what": "A person is kept.",
        "keep_days": 1,
        "counted_from": "notification__submitted_at",
        "holds_people": True,
        "erasure": Erasure.BLANK,
        "person_columns": (
            "given_name",
            "family_name",
            "date_of_birth",
            "address",
            "postcode",
            "telephone",
            "email",
            "own_words",
        ),
    }
    return Kept(**(said | changes))


def test_a_table_that_is_not_declared_is_reported() -> None:
    person = apps.get_model("identify", "ReportedPerson")
    assert undeclared([person], []) == ["identify.ReportedPerson"]
    assert not undeclared([person], [kept()])


def test_an_untrue_declaration_is_reported() -> None:
    assert not untrue([kept()])
    assert untrue([kept(person_columns=("given_name",))])
    assert untrue([kept(counted_from="born_at")])
    assert untrue([kept(through="visit_id")])
    assert untrue([kept(keep_days=0)])
    assert untrue([kept(what="A person")])
