"""What this room keeps of people is declared, and the declaration fits the tables."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from earlyhelp.identify.retention import RETENTION

# A list of codes says nothing about anybody, and is kept for as long as incidents use it.
NOBODYS = {"identify.IncidentCode"}


def test_every_table_of_the_room_is_declared_once() -> None:
    declared = [kept.model for kept in RETENTION]
    assert sorted(declared) == sorted(
        model._meta.label
        for model in apps.get_app_config("identify").get_models()
        if model._meta.label not in NOBODYS
    )


def test_every_declared_column_exists() -> None:
    for kept in RETENTION:
        options = apps.get_model(kept.model)._meta
        for column in (
            *kept.person_columns,
            kept.through.removesuffix("_id"),
            kept.counted_from.split("__")[0],
        ):
            try:
                options.get_field(column)
            except FieldDoesNotExist as missing:
                raise AssertionError(f"{kept.model} has no {column}") from missing
