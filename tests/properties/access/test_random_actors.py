"""Hypothesis lets random practitioners open random pages and send random forms. After each step three things hold.

1. Whoever was shown something of a person has an entry in the audit, made in that step.
2. What the access table does not give them, they were not shown.
3. The walls agree: what a query of the code finds in a table is what raw SQL finds there, for the same actor.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponseBase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earlyhelp.config.access.pages import Page, list_pages
from earlyhelp.config.access.policy import about, answer
from earlyhelp.config.access.relations import Answer, Relation
from earlyhelp.govern.actions import audit
from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests.architecture.people import tables_of_people
from tests.spec.access.examples import address, address_parts
from tests.spec.access.world import World, one_world, undone

PAGES = [page for page in list_pages() if page.access and page.access.roles]
TABLES = [model for model in tables_of_people() if not model._meta.auto_created]
# Words of the world that stand only in records of people.
SECRETS = ("Made-up Street", "make the money last", "Synthetic Resident", "07700 900123")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(PAGES), st.sampled_from(list(Role)), st.sampled_from(list(Relation)), st.booleans()
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everybody and everything, once; gone when the module is done."""
    with one_world(django_db_blocker) as made:
        yield made


def entries(who: Practitioner) -> int:
    """How many entries the audit of their agency has under their name."""
    with acting(actor(who)):
        return AuditEntry.objects.filter(practitioner_id=who.pk).count()


def actor(who: Practitioner) -> Actor:
    """Who they are to both walls."""
    return Actor(who.pk, who.agency_id, who.team_id, who.role, "early_help", "en", who.full_name)


def step(world: World, page: Page, who: Practitioner, *, sends: bool) -> HttpResponseBase:
    """Open a page, or send a form with nothing to it."""
    url = address(page, address_parts(page, world))
    return world.client(who).post(url, {}) if sends else world.client(who).get(url)


def tells(response: HttpResponseBase) -> bool:
    """True when something of a person stands in the answer."""
    text = "" if response.streaming else response.content.decode(errors="replace")
    return any(secret in text for secret in SECRETS)


def disagreements(who: Practitioner) -> list[str]:
    """Tables in which a query of the code and raw SQL do not find the same number of rows."""
    found = []
    with acting(actor(who)), connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            if model._base_manager.count() != cursor.fetchone()[0]:
                found.append(model._meta.db_table)
    return found


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_whoever_does_whatever(steps: list[tuple[Page, str, Relation, bool]], world: World) -> None:
    with undone():
        for page, role, relation, sends in steps:
            subject = about(page)
            who = world.who(subject.owner if subject else "council", role, relation)
            before = entries(who)
            response = step(world, page, who, sends=sends)
            if answer(page, role, relation) in {Answer.REFUSED, Answer.NOT_THERE}:
                assert not tells(response), f"{page.name}: {role}, {relation}"
            if tells(response):
                assert entries(who) > before, f"{page.name} shows somebody to {role} without an entry"
        assert not disagreements(who)


def test_a_page_that_shows_somebody_without_an_entry_would_be_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = next(page for page in PAGES if page.name == "solve:case")
    who = world.who("force", Role.DECISION_MAKER, Relation.GRANTED)
    monkeypatch.setattr(audit, "_write", lambda *_args: None)
    with undone():
        before = entries(who)
        assert tells(step(world, page, who, sends=False))
        assert entries(who) == before
