"""Wellbeing and cases cannot meet: neither role reads the other's tables, and nothing in the database leads across."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import ProgrammingError, connections, transaction

from earlyhelp.develop.queries.wellbeing.walls import CONNECTION, apart
from earlyhelp.kit.actor import Actor
from tests.architecture.people import tables_of_people

pytestmark = pytest.mark.django_db
THEIRS = "wellbeing"
APART = [model for model in apps.get_models() if model._meta.db_table.startswith('"wellbeing".')]
TABLES = [model._meta.db_table for model in APART]
CASES = [model._meta.db_table for model in tables_of_people()]


def rows(statement: str, *values: object, using: str = "default") -> list[tuple[object, ...]]:
    """What a statement gives on one of the service's connections."""
    with connections[using].cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def refused(statement: str, *, using: str) -> str:
    """Why PostgreSQL refuses a statement; '' where it does not."""
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as refusal:
        return str(refusal)
    return ""


def test_each_connection_is_its_own_role_and_neither_can_become_the_other() -> None:
    assert rows("SELECT current_user") == [("earlyhelp_app",)]
    assert rows("SELECT current_user", using=CONNECTION) == [("earlyhelp_wellbeing",)]
    assert rows("SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
                " WHERE r.rolname IN ('earlyhelp_app', 'earlyhelp_wellbeing')") == [(0,)]  # fmt: skip
    assert "permission denied to set role" in refused("SET ROLE earlyhelp_wellbeing", using="default")
    assert "permission denied to set role" in refused("SET ROLE earlyhelp_app", using=CONNECTION)
    assert rows(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user",
        using=CONNECTION,
    ) == [(False, False, False, False)]


@pytest.mark.parametrize("table", TABLES)
def test_the_service_s_own_role_is_refused_on_wellbeing(table: str) -> None:
    for statement in (f"SELECT 1 FROM {table}", f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
        assert "permission denied for schema wellbeing" in refused(statement, using="default")


def test_the_role_of_wellbeing_is_refused_on_every_other_table() -> None:
    """It cannot so much as name the schema in which cases stand; and no table there has given it a right."""
    for table in CASES:
        assert "permission denied for schema public" in refused(
            f'SELECT 1 FROM public."{table}"', using=CONNECTION
        )
    assert rows("SELECT has_schema_privilege('earlyhelp_wellbeing', 'public', 'USAGE')") == [(False,)]
    granted = rows(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')"
        " AND has_table_privilege('earlyhelp_wellbeing', c.oid, 'SELECT, INSERT, UPDATE, DELETE')"
    )
    assert not granted


def test_no_function_of_the_case_rooms_opens_to_the_role_of_wellbeing() -> None:
    for call in (
        "actor_agency()",
        "understand_holding(NULL, NULL, NULL)",
        "identify_writers_of_old_drafts(now())",
    ):
        assert "permission denied for schema public" in refused(f"SELECT public.{call}", using=CONNECTION)


def test_no_foreign_key_crosses() -> None:
    crossing = rows(
        "SELECT con.conname FROM pg_constraint con JOIN pg_class a ON a.oid = con.conrelid"
        " JOIN pg_class b ON b.oid = con.confrelid WHERE con.contype = 'f'"
        " AND (a.relnamespace = 'wellbeing'::regnamespace) <> (b.relnamespace = 'wellbeing'::regnamespace)"
    )
    assert not crossing
    for model in APART:
        for field in model._meta.concrete_fields:
            assert field.related_model is None or field.related_model in APART, field


def test_no_view_no_trigger_and_no_function_joins_them() -> None:
    assert not rows("SELECT viewname FROM pg_views WHERE schemaname = 'wellbeing' OR definition LIKE '%%wellbeing.%%'"
                    " AND schemaname = 'public'")  # fmt: skip
    assert not rows(
        "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE c.relnamespace = 'wellbeing'::regnamespace AND NOT t.tgisinternal"
    )
    bodies = rows(
        "SELECT n.nspname, p.proname, p.prosrc, p.proconfig, p.prosecdef FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('public', 'wellbeing')"
    )
    tables = re.compile("|".join(rf"\b{table}\b" for table in CASES))
    for schema, name, body, settings, past_the_wall in bodies:
        if schema == THEIRS:
            assert not re.search(r"\bpublic\.", str(body)), name
            assert not tables.search(str(body)), name
            if past_the_wall:
                assert settings == ["search_path=pg_catalog, pg_temp"], name
        else:
            assert "wellbeing." not in str(body), name


PAST_THE_WALL = {
    "take_answers": "gives counts of a round whose last day is over, of teams with ten answers or more; deletes them",
    "agencies_due": "gives keys of agencies with a round to count",
    "sweep": "deletes what is over, and all that those who left kept; gives nothing",
}


def test_nothing_in_the_schema_looks_past_its_walls_but_what_is_listed() -> None:
    found = rows("SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'wellbeing'::regnamespace")
    assert {name for (name,) in found} == PAST_THE_WALL.keys()
    assert not rows(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'wellbeing'::regnamespace"
        " AND has_function_privilege('earlyhelp_app', oid, 'EXECUTE')"
    )


def test_an_answer_can_be_written_and_never_read() -> None:
    for verb in ("SELECT 1 FROM", "DELETE FROM"):
        assert "permission denied" in refused(f"{verb} wellbeing.surveyanswer", using=CONNECTION)
    assert "permission denied" in refused("UPDATE wellbeing.surveyanswer SET energy = 1", using=CONNECTION)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_wellbeing_has_row_level_security(table: str) -> None:
    name = table.split(".")[1].strip('"')
    assert rows("SELECT relrowsecurity FROM pg_class WHERE relname = %s AND relnamespace = 'wellbeing'::regnamespace",
                name) == [(True,)]  # fmt: skip


@pytest.fixture
def nobody() -> Iterator[None]:
    with apart(Actor.nobody()):
        yield


def test_without_an_actor_every_table_of_wellbeing_looks_empty(nobody: None) -> None:
    for table in TABLES:
        if table != '"wellbeing"."surveyanswer"':
            assert rows(f"SELECT count(*) FROM {table}", using=CONNECTION) == [(0,)]


def test_django_sends_these_tables_to_their_own_connection() -> None:
    from django.db import router

    for model in apps.get_models():
        wanted = CONNECTION if model in APART else "default"
        assert router.db_for_read(model) == router.db_for_write(model) == wanted
