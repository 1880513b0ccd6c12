"""What the rooms declare that they keep, found through Django's app registry: this room imports no room above it.

A record of an agency is a root (a notification, an episode, a person) and the agency's own rows that hang on it,
through the columns that the declarations name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from earlyhelp.kit.retention import EMPTIED, Kept


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows of `label` hang, through `column`, on rows of `parent`; None for a key that may be of any table."""

    label: str
    column: str
    parent: str | None


@cache
def declarations() -> dict[str, Kept]:
    """What every room says it keeps of rows that belong to an agency, by the model's label."""
    found: dict[str, Kept] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.retention"
        if config.name.startswith("earlyhelp.") and config.label != "kit" and find_spec(name):
            found |= {kept.model: kept for kept in import_module(name).RETENTION}
    return {label: kept for label, kept in found.items() if _is_owned(label)}


def _is_owned(label: str) -> bool:
    """True for a table whose rows belong to an agency: no other has a controller whose clock could run."""
    return any(one.attname == "agency_id" for one in model_of(label)._meta.concrete_fields)


def model_of(label: str) -> type[models.Model]:
    """The model with this label."""
    return apps.get_model(label)


def all_rows(label: str) -> models.QuerySet[Any]:
    """Every row of a model that the actor may see, past managers that leave some out."""
    return model_of(label)._base_manager.all()  # noqa: SLF001 Django's own name for just this


def table_of(label: str) -> str:
    """The table of a model."""
    return model_of(label)._meta.db_table


def column_of(label: str, name: str) -> str:
    """The column of a field, whichever of its names is meant. Raises LookupError when there is none."""
    for one in model_of(label)._meta.concrete_fields:
        if name in (one.attname, one.name):
            return str(one.column)
    raise LookupError(f"{label} has no {name}")


def target_of(field: Any) -> str | None:
    """The label of the model to which a foreign key leads, or None for any other field."""
    return field.related_model._meta.label if field.related_model is not None else None


@cache
def hangings() -> tuple[Hanging, ...]:
    """Every column through which rows of people hang on others, `also_through` too."""
    return tuple(
        Hanging(kept.model, column, _parent(kept.model, column))
        for kept in declarations().values()
        for column in (kept.through, *kept.also_through)
        if column != "id"
    )


@cache
def root_of(label: str) -> str | None:
    """The model on which a row hangs in the end; None when its key may be of any table."""
    through = declarations()[label].through
    if through == "id":
        return label
    parent = _parent(label, through)
    return root_of(parent) if parent else None


@cache
def pointing_at(label: str) -> tuple[tuple[str, str], ...]:
    """Declared models with a foreign key to this one: (label, column)."""
    kept = declarations()
    return tuple(
        (source, field.attname)
        for source in kept
        for field in model_of(source)._meta.concrete_fields
        if target_of(field) == label
    )


@cache
def pointed_at_by(label: str) -> tuple[str, ...]:
    """The columns of a model that lead to declared models, and its loose record key."""
    kept = declarations()
    columns = [field.attname for field in model_of(label)._meta.concrete_fields if target_of(field) in kept]
    loose = [one.column for one in hangings() if one.label == label and one.parent is None]
    return tuple(dict.fromkeys((*columns, *loose)))


@cache
def own_day(label: str) -> str | None:
    """The model's own column from which its days count, or None when its record's counts."""
    name = declarations()[label].counted_from
    return None if "__" in name else name


def emptied(label: str) -> dict[str, Any]:
    """What stands in the columns about a person once a row is emptied, as JSON values by column."""
    model = model_of(label)
    fields = {field.attname: field for field in model._meta.concrete_fields}
    fields |= {field.name: field for field in model._meta.concrete_fields}
    return {
        fields[name].column: _empty(fields[name])
        for name in declarations()[label].person_columns
        if not fields[name].primary_key and fields[name].related_model is None
    }


def on_day(value: date | datetime | None) -> date | None:
    """The day of a date or a time."""
    return value.date() if isinstance(value, datetime) else value


def _parent(label: str, column: str) -> str | None:
    for field in model_of(label)._meta.concrete_fields:
        if column in (field.attname, field.name):
            return target_of(field)
    raise LookupError(f"{label} has no {column}")


def _empty(field: Any) -> Any:
    if field.null:
        return None
    if isinstance(field, ArrayField):
        return []
    if isinstance(field, models.JSONField):
        return field.get_default() or {}
    if isinstance(field, models.BinaryField):
        return "\\x"
    if isinstance(field, models.TextField):
        return EMPTIED
    if isinstance(field, models.CharField):
        return "" if field.blank else EMPTIED
    return _zero(field)


def _zero(field: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return "1900-01-01T00:00:00Z"
    if isinstance(field, models.DateField):
        return "1900-01-01"
    return False if isinstance(field, models.BooleanField) else 0


def children_of(label: str) -> Iterator[Hanging]:
    """What hangs directly on rows of this model."""
    return (one for one in hangings() if one.parent == label)
