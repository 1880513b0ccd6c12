"""Every field of every table is in the data dictionary, in both languages, and nothing is there that no table has."""

from collections.abc import Iterable

from django.apps import apps

from earlyhelp.govern.choices import Sensitivity, ValueType
from earlyhelp.govern.dictionary import Field, Table, list_tables, read_words
from earlyhelp.govern.rules.dictionary import Words, keys_of, meaning_of
from tests.architecture.test_retention import declared

ROOMS = sorted({table.room for table in list_tables()})


def unexplained(tables: Iterable[Table]) -> list[str]:
    """Fields and tables with no Welsh label, or no meaning in one of the languages."""
    found = []
    for table in tables:
        if not all(table.definition.values()):
            found.append(table.label)
        found += [f"{table.label}.{field.name}" for field in table.fields if not _is_whole(field)]
    return found


def _is_whole(field: Field) -> bool:
    return bool(field.label["cy"] and field.label["en"] and all(field.definition.values()))


def stale(room: str, said: dict[str, Words]) -> list[str]:
    """What a room's dictionary says of tables and fields that are not there (any more)."""
    fields = {
        table.label.split(".")[1]: {key for field in table.fields for key in keys_of(field.name)}
        for table in list_tables()
        if table.room == room
    }
    every = set().union(*fields.values())
    found = [f"{room}: tables.{name}" for name in said.get("tables", {}) if name not in fields]
    for part, words in said.items():
        known = every if part == "every" else fields.get(part, set())
        found += [f"{room}: {part}.{name}" for name in words if part != "tables" and name not in known]
    return found


def too_open(tables: Iterable[Table]) -> list[str]:
    """What people are given when they ask, or is emptied when they are forgotten, and yet is said to name nobody."""
    kept = {one.model: set(one.person_columns) for one in declared()}
    return [
        f"{table.label}.{field.name}"
        for table in tables
        for field in table.fields
        if field.name in kept.get(table.label, ())
        and field.sensitivity in (Sensitivity.OPEN, Sensitivity.SERVICE)
    ]


def test_every_field_of_every_table_is_explained() -> None:
    assert not unexplained(list_tables())


def test_every_model_of_ours_is_there() -> None:
    ours = {one._meta.label for one in apps.get_models() if one.__module__.startswith("earlyhelp.")}
    assert ours == {table.label for table in list_tables()}


def test_nothing_is_explained_that_is_not_there() -> None:
    assert not [line for room in ROOMS for line in stale(room, dict(read_words(room)))]


def test_a_field_that_is_not_there_is_reported() -> None:
    said: dict[str, Words] = {"Draft": {"nothing": {}}, "Gone": {"id": {}}, "tables": {"Gone": {}}}
    assert stale("identify", said) == [
        "identify: tables.Gone",
        "identify: Draft.nothing",
        "identify: Gone.id",
    ]


def test_a_field_without_words_is_reported() -> None:
    table = next(one for one in list_tables() if one.label == "identify.Draft")
    bare = meaning_of("unheard_of", own={}, shared=())
    assert not bare.label["cy"]
    assert not any(bare.definition.values())
    broken = Field(
        name="unheard_of",
        column="unheard_of",
        label=bare.label,
        definition=bare.definition,
        kind=ValueType.TEXT,
        is_optional=False,
        sensitivity=Sensitivity.PERSONAL,
        standard="",
        sight=table.sight,
        code_list=(),
        leads_to="",
    )
    changed = Table(**{name: getattr(table, name) for name in table.__slots__} | {"fields": (broken,)})
    assert unexplained([changed]) == ["identify.Draft.unheard_of"]


def test_nothing_about_a_person_is_said_to_name_nobody() -> None:
    assert not too_open(list_tables())
