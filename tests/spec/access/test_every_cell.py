"""Every cell of the access table, tried against the real service: the table and what happens cannot differ.

One world is built for the module. Each request is taken back afterwards. Where a page only takes something (405, or a
redirect whatever it is asked), an empty form is sent to it.
"""

from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponseBase
from django.urls import reverse

from earlyhelp.config.access.fields import BY_HAND, list_columns
from earlyhelp.config.access.pages import Page, list_pages
from earlyhelp.config.access.policy import ABOUT, LINK, Unknown, about, answer
from earlyhelp.config.access.relations import Answer, Relation
from earlyhelp.kit.access import Access
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership import middleware
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests.architecture.people import tables_of_people
from tests.spec.access.conftest import _OFFICERS
from tests.spec.access.examples import FORMS, READ_FIRST, address, address_parts, is_lacking
from tests.spec.access.world import World, one_world, undone

PAGES = list_pages()
NAMING = [page for page in PAGES if page.takes and page.access and not page.access.demonstration_only]
COLUMNS = list(list_columns())
TABLES = sorted({one.table for one in COLUMNS})
# Whose a row is; an emergency is written down by one agency about another's record.
OWNERS = ("owner_agency_id", "agency_id")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everybody and everything, once; gone when the module is done."""
    with one_world(django_db_blocker) as made:
        yield made


def read(response: HttpResponseBase) -> Answer:
    """What a response says, as a word of the table."""
    if response.status_code == HTTPStatus.FORBIDDEN:
        return Answer.REFUSED
    if response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Answer.NOT_THERE
    if response.get("Location", "").startswith(reverse(settings.LOGIN_URL)):
        return Answer.SIGN_IN
    assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, response.status_code
    return Answer.ALLOWED


def ask(world: World, page: Page, who: Practitioner | None, parts: dict[str, Any]) -> tuple[Answer, bool]:
    """Open a page as somebody. Gives its answer, and True when it only sent them on to a list of their own."""
    client, url = world.client(who), address(page, parts)
    with undone():
        response = client.get(url)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED or _sends_on(response):
            response = client.post(url, **FORMS.get(page.name, {"data": {}}))
    return read(response), _sends_on(response) and not _names(response, parts)


def _sends_on(response: HttpResponseBase) -> bool:
    return 300 <= response.status_code < 400 and read(response) is Answer.ALLOWED


def _names(response: HttpResponseBase, parts: dict[str, Any]) -> bool:
    return any(str(value) in response.get("Location", "") for value in parts.values())


@pytest.mark.parametrize("page", NAMING, ids=lambda page: f"{page.name}-{page.route}")
def test_each_cell_is_as_the_table_says(page: Page, world: World) -> None:
    assert page.access is not None
    subject, parts = about(page), address_parts(page, world)
    assert subject is not None
    wrong = []
    for role in Role if page.access.roles else ():
        for relation in Relation:
            wanted = answer(page, role, relation)
            if role in page.access.roles and is_lacking(page, role, relation.name):
                continue
            if (
                wanted is Answer.REFUSED
                and role not in page.access.roles
                and relation is not Relation.INVOLVED
            ):
                continue  # the door asks for the role before it looks at any record
            found, silent = ask(world, page, world.who(subject.owner, role, relation), parts)
            shows_nothing = silent or page.name in READ_FIRST
            if found is not wanted and not (shows_nothing and wanted is Answer.NOT_THERE):
                wrong.append(f"{role} / {relation}: the table says {wanted}, the page {found}")
    visitor, _silent = ask(world, page, None, parts)
    if page.access.roles and visitor is not Answer.SIGN_IN:
        wrong.append(f"a visitor: {visitor}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("table", TABLES)
def test_each_column_is_seen_as_the_table_says(table: str, world: World) -> None:
    """By a raw query, as the service's own role, past everything that the code would ask."""
    columns = [one for one in COLUMNS if one.table == table]
    names = ", ".join(f'"{one.name}"' for one in columns)
    owner = "force" if table in _OFFICERS else "council"
    role = Role.NOTIFIER if owner == "force" else Role.DECISION_MAKER
    mine = [name for name in OWNERS if name in {one.name for one in columns}]
    where, values = (f'WHERE "{mine[0]}" = %s', [world.owner_of(owner).pk]) if mine else ("", [])
    for relation in Relation:
        who = world.who(owner, role, relation)
        with acting(Actor(who.pk, who.agency_id, None, role, "running")), connection.cursor() as cursor:
            cursor.execute(f'SELECT {names} FROM "{table}" {where}', values)
            assert bool(cursor.fetchall()) == (columns[0].answer(relation) is Answer.ALLOWED), relation
    with acting(Actor.nobody()), connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{table}"')
        assert not cursor.fetchall()


def test_every_page_has_a_row() -> None:
    for page in PAGES:
        if page.access is None or not page.access.demonstration_only:
            about(page)


def test_a_page_about_something_unknown_fails_the_build() -> None:
    new = Page("/wishes/<uuid:wish_id>/", "solve:wish", None, Access(frozenset(Role), "early_help"))
    with pytest.raises(Unknown, match="no known kind"):
        about(new)


def test_every_table_of_people_has_its_columns_in_the_table() -> None:
    assert {model._meta.db_table for model in tables_of_people()} == set(TABLES)


def test_a_page_that_opens_too_far_would_be_noticed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same question, where everybody is taken for one of the council, finds what the table does not allow."""
    page = next(page for page in NAMING if page.name == "solve:episode")
    stranger = world.who("council", Role.DECISION_MAKER, Relation.STRANGER)
    own = address_parts(page, world)
    assert answer(page, Role.DECISION_MAKER, Relation.STRANGER) is Answer.NOT_THERE
    assert ask(world, page, stranger, own)[0] is Answer.NOT_THERE
    council, actor_for = world.case.partners.council.pk, middleware.actor_for
    monkeypatch.setattr(
        middleware, "actor_for", lambda user, access: replace(actor_for(user, access), agency_id=council)
    )
    assert ask(world, page, stranger, own)[0] is Answer.ALLOWED


def test_no_rule_is_left_behind() -> None:
    used = {subject.name for page in PAGES if page.takes and (subject := about(page)) is not None}
    assert used == {subject.name for _pattern, subject in ABOUT}
    assert LINK.name in used
    assert set(BY_HAND) <= set(TABLES)
