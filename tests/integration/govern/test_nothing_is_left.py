"""A person's whole journey is disposed of, and then no column of no table, and no file, holds a word of it."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from pytest_django import Settings

from earlyhelp.govern.actions.retention import run_retention
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.declared import declarations, model_of
from earlyhelp.identify.actions import purge_drafts
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.identity import Identity, search_keys
from earlyhelp.partnership.models import Agency, Team
from tests.factories import retention as made_of
from tests.factories.identify import SOMEBODY, notification
from tests.factories.retention import LATER
from tests.spec.access.conftest import whole_journey

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MARKED = replace(
    SOMEBODY, given_name="Zyxandra", family_name="Qvorblatt", address="77 Wixelmire Lane", postcode="CF31 9ZZ"
)
WORDS = ("Zyxandra", "Qvorblatt", "Wixelmire", "grumblefrost", "plinkerstone")
# Published, or about staff: nobody who is helped. Why a record was held or opened in an emergency is kept like the
# audit: only the officer of the agency whose record it was sees it.
PUBLIC = re.compile(
    r"^(partnership_|django_|govern_legalhold|govern_breakglass"
    r"|signpost_(?!referral|appointment|assignment|answerlink|signposting))"
)


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Let the owner of the tables look into the test's own transaction: one connection, in the service's role."""
    service = connections["default"]
    connections["default"] = connections["owner"]
    become("SET ROLE earlyhelp_app")
    yield
    become("RESET ROLE")
    connections["default"] = service


def become(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def as_owner() -> Iterator[None]:
    become("RESET ROLE")
    yield
    become("SET ROLE earlyhelp_app")


def every_row() -> list[tuple[str, str]]:
    """Every row of every table, as its owner reads it, as text: (table, row)."""
    with as_owner():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
            )
            tables = [name for (name,) in cursor.fetchall()]
        return [(table, row) for table in tables for row in rows_of(table)]


def rows_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" AS t')
        return [row for (row,) in cursor.fetchall()]


def told() -> set[str]:
    """What stands in columns of words about a person, in every declared table: what must be gone."""
    found: set[str] = set()
    with as_owner():
        for label, kept in declarations().items():
            values = [json.loads(row) for row in rows_of(model_of(label)._meta.db_table)]
            found |= {str(one[name]) for one in values for name in kept.person_columns if one.get(name)}
    return {text for text in found if " " in text and len(text) > 12}


def where(texts: Iterable[str]) -> set[tuple[str, str]]:
    """In which tables these texts are found."""
    inside = {text: json.dumps(text, ensure_ascii=False)[1:-1] for text in texts}
    return {
        (table, text)
        for table, row in every_row()
        if not PUBLIC.match(table)
        for text, written in inside.items()
        # The audit outlives the record, with the reasons that practitioners gave; it holds no name and no finding.
        if written in row
        and (not table.startswith("govern_auditentry") or text in WORDS or text.lstrip("-").isdecimal())
    }


@pytest.fixture
def _nothing_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing count as open work: this test is about what is left, not about what may go."""
    for label, kept in list(declarations().items()):
        monkeypatch.setitem(declarations(), label, replace(kept, open_while=(), settles=""))


@pytest.mark.usefixtures("_nothing_is_open")
def test_after_everything_is_disposed_of_no_word_is_left_anywhere(settings: Settings, tmp_path: Path) -> None:
    settings.ERASURE_REGISTER = tmp_path / "erasures.jsonl"
    journey = whole_journey()
    notification(
        journey.partners,
        journey.officer,
        people=(MARKED,),
        seen_and_heard="A grumblefrost on the plinkerstone.",
    )
    keys = [str(key) for key in search_keys(Identity("Zyxandra", "Qvorblatt", address="77 Wixelmire Lane"))]
    assert {word for _table, word in where(WORDS)} == set(WORDS)
    markers = told() | set(WORDS) | set(keys)
    for at in (LATER, LATER + timedelta(days=4)):
        purge_drafts(by=Actor.system(Purpose.RUNNING), keep=timedelta(days=30), at=at)
    dispose_of_everything()
    hidden = {table for table, _text in where(markers)}
    assert hidden == {"govern_sealedrow"}
    for night in (31, 32):
        for agency in Agency.objects.all():
            with acting(made_of.night(agency)) as by:
                at = LATER + timedelta(days=night)
                run_retention(by=by, at=at, register=settings.ERASURE_REGISTER)
    assert where(markers) == set()
    become("SET CONSTRAINTS ALL IMMEDIATE")
    left = [path for path in tmp_path.rglob("*") if any(word in path.read_text("utf-8") for word in WORDS)]
    assert left == []


def dispose_of_everything() -> None:
    officers = {
        team.agency: (made_of.officer(team), made_of.officer(team))
        for team in Team.objects.select_related("agency")
    }
    before = -1
    while (now := len(every_people_row())) != before:
        before = now
        for agency, (first, second) in officers.items():
            made_of.dispose_all(agency, first, second)


def every_people_row() -> list[str]:
    with as_owner():
        return [row for label in declarations() for row in rows_of(model_of(label)._meta.db_table)]
