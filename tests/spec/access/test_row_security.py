"""The second wall: what PostgreSQL itself shows, table by table, whatever the code asks for."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, models, transaction

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from tests.architecture.people import tables_of_people

TABLES = [model._meta.db_table for model in tables_of_people()]
STRANGER = Actor.system("running", agency_id=UUID(int=7))
pytestmark = pytest.mark.django_db


def count(table: str) -> int:
    """Rows of a table, by a raw query that no manager or queryset can narrow."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def changed(statement: str) -> int:
    """How many rows a statement changed; none when PostgreSQL refused the statement itself."""
    with connection.cursor() as cursor, suppress(ProgrammingError), transaction.atomic():
        cursor.execute(statement)
        return cursor.rowcount
    return 0


def test_the_service_owns_nothing_and_cannot_step_around_the_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE tableowner = current_user AND schemaname NOT LIKE 'pg_temp%'"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("table", TABLES)
def test_the_table_is_protected(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE relname = %s", [table])
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT cmd, qual, with_check FROM pg_policies WHERE tablename = %s", [table])
        policies = cursor.fetchall()
    assert policies
    for command, sees, writes in policies:
        # Figures that everybody may read belong to no agency.
        if (command, sees) == ("SELECT", "(agency_id IS NULL)"):
            continue
        assert "actor_agency" in (sees if command == "SELECT" else writes or sees)
        assert sees is None or sees != "true"


def test_every_protected_table_is_known_to_hold_people() -> None:
    with connection.cursor() as cursor:
        # A month of the audit is a part of its table; what guards each: tests/integration/govern/test_months.py.
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p') AND NOT relispartition"
            # The schema of wellbeing has a role and tests of its own: test_wellbeing_apart.py.
            " AND relnamespace = 'public'::regnamespace"
        )
        assert {name for (name,) in cursor.fetchall()} == set(TABLES)


@pytest.fixture
def rows(pathway: dict[str, UUID]) -> dict[str, UUID]:
    """Tables with rows of the whole journey in them, and the agencies that own them."""
    return pathway


def test_without_an_actor_every_table_looks_empty(rows: dict[str, UUID]) -> None:
    assert not set(TABLES) - rows.keys(), "the journey puts no row into these: add them to conftest.py"
    with acting(Actor.nobody()):
        assert not [table for table in TABLES if count(table)]


def test_another_agency_sees_nothing(rows: dict[str, UUID]) -> None:
    with acting(STRANGER):
        assert not [table for table in TABLES if count(table)]


def test_the_owner_sees_the_row(rows: dict[str, UUID], practitioner_of: Callable[[str], UUID]) -> None:
    unseen = []
    for table in TABLES:
        with acting(Actor(practitioner_of(table), rows[table], None, "", "running")):
            unseen += [] if count(table) else [table]
    assert not unseen


def _model(table: str) -> type[models.Model]:
    return next(model for model in tables_of_people() if model._meta.db_table == table)


def test_another_agency_can_change_and_remove_nothing(rows: dict[str, UUID]) -> None:
    touched = []
    for table in TABLES:
        key = _model(table)._meta.pk.column
        for statement in (f'UPDATE "{table}" SET "{key}" = "{key}"', f'DELETE FROM "{table}"'):
            with acting(STRANGER):
                touched += [statement] if changed(statement) else []
    assert not touched


def test_nobody_can_write_a_row_in_anothers_name(rows: dict[str, UUID]) -> None:
    for table in TABLES:
        if table != "govern_auditentry":
            _cannot_be_forged(table, rows[table])


def _cannot_be_forged(table: str, owner: UUID) -> None:
    """A stranger who copies a row word for word, owner and all, is refused by the wall."""
    with acting(Actor.system("running", agency_id=owner)), connection.cursor() as cursor:
        columns = ", ".join(f'"{field.column}"' for field in _model(table)._meta.concrete_fields)
        cursor.execute(f'SELECT {columns} FROM "{table}" LIMIT 1')
        row = cursor.fetchone()
    if row is None:  # a draft is its writer's alone, so not even a colleague's copy can be made
        return
    marks = ", ".join(["%s"] * len(row))
    with (
        pytest.raises((ProgrammingError, TypeError)) as refused,
        acting(STRANGER),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', [_plain(value) for value in row]
        )
    assert "row-level security" in str(refused.value), table


def _plain(value: object) -> object:
    from psycopg.types.json import Json

    return Json(value) if isinstance(value, dict) else value


def test_a_table_without_a_wall_would_be_noticed() -> None:
    """The same count, on a table that nobody protected, finds what a stranger must not see."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE unwalled AS SELECT %s::uuid AS agency_id", [UUID(int=8)])
    with acting(STRANGER):
        assert count("unwalled") == 1
    with acting(Actor.nobody()):
        assert count("unwalled") == 1


# Functions that run as the owner of the tables, past every policy, and what holds them in.
PAST_THE_WALL = {
    "audit_chain": "a trigger: writes the chain, returns nothing",
    "audit_make_months": "makes the audit's tables for the months to come; returns how many",
    "develop_certificate_shown": "returns what stands on a certificate, to whoever gives its number and its code",
    "identify_writers_of_old_drafts": "returns the keys of practitioners and agencies, and nothing of the drafts",
    "solve_kept_episodes": "returns keys that the policies hide",
    "understand_apart_from": "returns keys of people, so that two who are kept apart never share a page",
    "retention_forget": "deletes what an erased disposal of the actor's agency took out of sight; returns how many",
    "retention_rows": "returns keys of rows and of their owners, for a key that the actor knows; nothing of the rows",
    "retention_seal": "takes own rows out of sight, for a disposal that a person of the agency confirmed",
    "retention_sweep": "deletes own empty rows that a disposal left; returns how many",
    "retention_unseal": "brings the rows of an undone disposal of the agency back; returns how many",
    "understand_alike": "returns what is compared, after asking for the ownership, agreement or grant of the policies",
    "understand_count_keys": "writes which hashes many records share, returns how many",
    "understand_find_to_open": "returns keys for one reference, for an action that says no more than whether it opens",
    "understand_holding": "returns keys, dates and incident numbers, after asking for the same",
    "understand_in_emergency": "returns the key of what the actor opened",
    "understand_kept_from": "returns keys that the policies hide",
    "understand_kept_rows": "returns keys that the policies hide",
    "understand_stilled": "returns keys that the policies hide",
    "understand_own_of": "returns keys that the policies hide",
    "understand_reports_in_emergency": "returns keys of reports about what the actor opened",
    "understand_together": "returns keys of people who are one",
    "understand_withheld": "returns agencies, or only that there is one, for a person whom the actor may see",
}


def test_nothing_looks_past_the_wall_but_what_is_listed() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace"
            " WHERE prosecdef AND nspname = 'public' AND proname NOT LIKE 'procrastinate%%'"
        )
        found = dict(cursor.fetchall())
        cursor.execute("SELECT viewname FROM pg_views WHERE schemaname = 'public'")
        views = cursor.fetchall()
        cursor.execute("SELECT matviewname FROM pg_matviews WHERE schemaname = 'public'")
        views += cursor.fetchall()
    assert set(found) == set(PAST_THE_WALL)
    assert all(
        any(setting.startswith("search_path=") for setting in settings or []) for settings in found.values()
    )
    assert not views, "a view reads as its owner, past the policies"


SEARCHES = {
    "alike": "SELECT count(*) FROM understand_alike(%(keys)s::bigint[], %(none)s::uuid, 100) WHERE NOT is_record",
    "holding": "SELECT count(*) FROM understand_holding(%(those)s::uuid[], %(those)s::uuid[], %(one)s::text[])",
}


@pytest.mark.parametrize("search", SEARCHES.values(), ids=SEARCHES)
def test_a_search_past_the_wall_keeps_to_the_actors_own_grants(search: str, rows: dict[str, UUID]) -> None:
    with (
        acting(Actor.system("running", agency_id=rows["identify_reportedperson"])),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT search_keys FROM identify_reportedperson ORDER BY id LIMIT 1")
        (keys,) = cursor.fetchone()
        asked = {
            "keys": keys,
            "none": UUID(int=0),
            "those": [UUID(int=0)],
            "one": ["{" + ",".join(map(str, keys)) + "}"],
        }
        cursor.execute(search, asked)
        assert cursor.fetchone()[0] > 0
    for stranger in (STRANGER, Actor.nobody()):
        with acting(stranger), connection.cursor() as cursor:
            cursor.execute(search, asked)
            assert cursor.fetchone() == (0,)
