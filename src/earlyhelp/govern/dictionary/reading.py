"""Reads models, declarations and words, and puts them together."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, Final

from django.apps import AppConfig, apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, override

from earlyhelp.govern.choices import Sensitivity, Sight, ValueType
from earlyhelp.govern.rules.dictionary import Row, Text, Words, meaning_of, sensitivity_of, sight_of, walls
from earlyhelp.kit.retention import Erasure, Kept

LANGUAGES: Final = ("en", "cy")
_DAYS_OF_A_YEAR: Final = 365.25
Column = Any  # a field of a model: django-stubs makes it generic, and Django does not


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `code_list` holds value and words; `leads_to` the label of a table. Texts are by language."""

    name: str
    column: str
    label: Text
    definition: Text
    kind: ValueType
    is_optional: bool
    sensitivity: Sensitivity
    standard: str
    sight: Sight
    code_list: tuple[tuple[str, Text], ...]
    leads_to: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `kept` is what is declared for it: None where its rows stay as long as the service runs."""

    label: str
    room: str
    name: Text
    definition: Text
    holds_people: bool
    kept_for: Text
    kept_as: Text
    sight: Sight
    fields: tuple[Field, ...]


@cache
def list_tables() -> tuple[Table, ...]:
    """Every table of the service's own rooms, by room and name."""
    found = [model for model in apps.get_models() if model.__module__.startswith("earlyhelp.")]
    kept, sights = _declared(), walls()
    return tuple(
        _table(model, kept.get(model._meta.label), sights.get(model._meta.db_table))
        for model in sorted(found, key=lambda one: one._meta.label)
    )


def find_table(label: str) -> Table | None:
    """The table of the model with this label, such as solve.Decision."""
    return next((table for table in list_tables() if table.label == label), None)


@cache
def read_words(room: str) -> Mapping[str, Words]:
    """What a room's `facts/dictionary.toml` says, by model; `every` for all of them, `tables` for the models."""
    place = files(f"earlyhelp.{room}") / "facts" / "dictionary.toml"
    return tomllib.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}


@cache
def _common() -> Words:
    place = files("earlyhelp.govern.facts") / "common.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))["every"]  # type: ignore[no-any-return]


def columns_of(model: type[models.Model]) -> list[Column]:
    """The fields of a model that are kept, links to many among them."""
    return [*model._meta.concrete_fields, *model._meta.many_to_many]


def in_both(say: Callable[[], str | Promise]) -> dict[str, str]:
    """What this says in either language."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = str(say())
    return said


def _declared() -> dict[str, Kept]:
    found: dict[str, Kept] = {}
    for config in apps.get_app_configs():
        if _is_room(config) and find_spec(f"{config.name}.retention"):
            found |= {one.model: one for one in import_module(f"{config.name}.retention").RETENTION}
    return found


def _is_room(config: AppConfig) -> bool:
    return config.name.startswith("earlyhelp.") and config.label != "kit"


def _table(model: type[models.Model], kept: Kept | None, wall: Sight | None) -> Table:
    meta = model._meta
    columns = columns_of(model)
    holds_people = bool(kept and kept.holds_people)
    is_open = meta.app_label == "signpost" and not holds_people
    given = set(kept.person_columns) if kept else set()
    words = read_words(meta.app_label)
    about = words.get("tables", {}).get(meta.object_name or "", {})
    return Table(
        label=meta.label,
        room=meta.app_label,
        name=in_both(lambda: str(meta.verbose_name).capitalize()),
        definition={language: about.get(language, "") for language in LANGUAGES},
        holds_people=holds_people,
        kept_for=in_both(lambda: _kept_for(kept)),
        kept_as=in_both(lambda: kept.what if kept else ""),
        sight=wall or (Sight.ANYBODY if is_open else Sight.SIGNED_IN),
        fields=tuple(
            _field(model, column, Row(holds_people or column.name in given, is_open), wall)
            for column in columns
        ),
    )


def _kept_for(kept: Kept | None) -> str:
    if kept is None:
        return gettext("As long as the service runs.")
    years = round(kept.keep_days / _DAYS_OF_A_YEAR)
    said = (
        ngettext(
            "Kept for %(count)s year, or as the agency’s retention schedule says.",
            "Kept for %(count)s years, or as the agency’s retention schedule says.",
            years,
        )
        % {"count": years}
        if years
        else ngettext(
            "Kept for %(count)s day, or as the agency’s retention schedule says.",
            "Kept for %(count)s days, or as the agency’s retention schedule says.",
            kept.keep_days,
        )
        % {"count": kept.keep_days}
    )
    blanked = gettext("Emptied, not deleted, while a row of another agency rests on it.")
    return said if kept.erasure is not Erasure.BLANK else f"{said} {blanked}"


def _field(model: type[models.Model], column: Column, row: Row, wall: Sight | None) -> Field:
    words = read_words(model._meta.app_label)
    target = column.related_model
    help_text = in_both(lambda: column.help_text)
    meaning = meaning_of(
        column.name,
        own=words.get(model.__name__, {}),
        shared=(words.get("every", {}), _common()),
        said=help_text if all(help_text.values()) else None,
    )
    is_staff = target is not None and target._meta.label == "partnership.Practitioner"
    sensitivity = sensitivity_of(meaning.sensitivity, row, is_staff=is_staff)
    return Field(
        name=column.name,
        column=str(getattr(column, "column", None) or ""),
        label=meaning.label,
        definition=meaning.definition,
        kind=_kind_of(column),
        is_optional=column.null or column.blank,
        sensitivity=sensitivity,
        standard=meaning.standard,
        sight=sight_of(wall, sensitivity),
        code_list=_code_list(column),
        leads_to=target._meta.label if target is not None else "",
    )


_KINDS: Final[tuple[tuple[type[Any], ValueType], ...]] = (
    (models.ManyToManyField, ValueType.LINKS),
    (models.ForeignKey, ValueType.LINK),
    (ArrayField, ValueType.LIST),
    (SearchVectorField, ValueType.SEARCH),
    (models.UUIDField, ValueType.KEY),
    (models.AutoField, ValueType.KEY),
    (models.BooleanField, ValueType.YES_NO),
    (models.DateTimeField, ValueType.MOMENT),
    (models.DateField, ValueType.DATE),
    (models.TimeField, ValueType.HOUR),
    (models.JSONField, ValueType.STRUCTURE),
    (models.BinaryField, ValueType.FILE),
    (models.CharField, ValueType.TEXT),
    (models.TextField, ValueType.TEXT),
)


def _kind_of(column: Column) -> ValueType:
    if column.choices:
        return ValueType.CHOICE
    return next((kind for sort, kind in _KINDS if isinstance(column, sort)), ValueType.NUMBER)


def _code_list(column: Column) -> tuple[tuple[str, Text], ...]:
    """The words of the code list: of the field itself, or of what stands in its list."""
    one = column if column.choices else getattr(column, "base_field", None)
    if one is None or not one.choices:
        return ()
    said = {language: _choices(one, language) for language in LANGUAGES}
    return tuple(
        (str(value), {language: said[language][value] for language in LANGUAGES}) for value in said["en"]
    )


def _choices(one: Column, language: str) -> dict[Any, str]:
    with override(language):
        return {value: str(label) for value, label in one.flatchoices}
