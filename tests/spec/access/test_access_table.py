"""Every address × every role: allowed, refused, or sent to sign in. Prints docs/generated/access.md, and tries it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from earlyhelp.config.access.table import markdown
from earlyhelp.kit.access import Access, access_of
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Agency, Practitioner, SharingAgreement
from tests import factories

PAGE = Path(__file__).resolve().parents[3] / "docs" / "generated" / "access.md"
ALLOWED, REFUSED, SIGN_IN, DEMONSTRATION = "allowed", "refused", "sign in", "demonstration"


@dataclass(frozen=True)
class Page:
    """One address: its pattern, its name, what it asks of its visitor, and an example to ask for."""

    route: str
    name: str
    access: Access
    example: str
    takes: bool

    def answer(self, role: str | None) -> str:
        """What this role gets, or a visitor who has not signed in (None)."""
        if self.access.demonstration_only:
            return DEMONSTRATION
        if not self.access.roles:
            return ALLOWED
        if role is None:
            return SIGN_IN
        return ALLOWED if role in self.access.roles else REFUSED


def pages() -> list[Page]:
    """Every page of the service, in the order of its address."""
    return sorted(_walk(get_resolver(), "", ""), key=lambda page: (page.route, page.name))


def _walk(resolver: URLResolver, before: str, space: str) -> Iterator[Page]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield _page(entry, route, space)


def _page(entry: URLPattern, route: str, space: str) -> Page:
    name = f"{space}{entry.name}"
    found = resolver_arguments(route)
    example = reverse(name, kwargs=found)
    access = access_of(resolve(example).func)
    assert access is not None, f"{route} does not say who may open it"
    return Page(f"/{route}", name, access, example, bool(found))


def resolver_arguments(route: str) -> dict[str, object]:
    """An example value for every part of an address."""
    kinds = {"uuid": UUID(int=1), "int": 0, "str": "EH-26-0000001", "slug": "eh-26-0000001"}
    parts = [part.split(">")[0] for part in route.split("<")[1:]]
    return {part.split(":")[-1]: kinds[part.split(":")[0] if ":" in part else "str"] for part in parts}


@pytest.fixture
def staff(db: None) -> dict[str, Practitioner]:
    """One practitioner in each role, in the kind of team that the role works in."""
    found = factories.partners()
    # The agency that runs the programme, since only there an administrator adds another; an agreement as one has it.
    Agency.objects.filter(pk=found.council.pk).update(leads=True)
    SharingAgreement.objects.update(reference="AG-26-0000001")
    statutory = factories.team(found.council, TeamKind.SAFEGUARDING, found.area)
    teams = {Role.NOTIFIER: found.response, Role.SERVICE_WORKER: found.service_team, Role.PARTNER: statutory}
    return {role: factories.practitioner(teams.get(role, found.front_door), role) for role in Role}


def test_the_printed_table_is_up_to_date() -> None:
    text = markdown()
    if os.environ.get("UPDATE_GENERATED"):
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text, "run: make docs"


def test_every_role_can_do_something_and_none_can_do_everything() -> None:
    asked = [page for page in pages() if page.access.roles]
    for role in Role:
        answers = {page.answer(role) for page in asked if not page.access.demonstration_only}
        assert answers == {ALLOWED, REFUSED}, role


# Parts of such rooms that hold nobody: a telephone fetches them without saying who it is, and keeps them. That they are
# the same for every visitor, tests/integration/identify/test_offline.py holds.
SHELLS = {"identify:manifest", "identify:offline", "identify:offline_worker", "identify:waiting"}
# What the service keeps, never of whom: read from the code, without a row of anybody.
DICTIONARY = {f"govern:dictionary{part}" for part in ("", "_csv", "_json", "_table")}


def test_a_page_of_people_is_never_public() -> None:
    public = {page.name for page in pages() if not page.access.roles}
    assert public >= SHELLS | DICTIONARY
    open_to_all = {name.split(":")[0] for name in public - SHELLS - DICTIONARY}
    assert not open_to_all & {"identify", "understand", "solve", "govern"}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_visitor_is_sent_to_sign_in(page: Page, client: Client, db: None) -> None:
    answer, response = page.answer(None), client.get(page.example)
    if answer == SIGN_IN:
        assert response.status_code == HTTPStatus.FOUND
        assert response["Location"].startswith(reverse(settings.LOGIN_URL))
    elif answer == DEMONSTRATION:
        assert response.status_code == HTTPStatus.NOT_FOUND
    elif not page.takes:
        assert response.status_code < HTTPStatus.BAD_REQUEST or response.status_code == 405


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_each_role_gets_what_the_table_says(page: Page, staff: dict[str, Practitioner]) -> None:
    for role, practitioner in staff.items():
        client = Client()
        client.force_login(practitioner)
        answer, response = page.answer(role), client.get(page.example)
        if answer == REFUSED:
            assert response.status_code == HTTPStatus.FORBIDDEN, role
            assert client.post(page.example).status_code == HTTPStatus.FORBIDDEN, role
        elif answer == ALLOWED and not page.takes:
            assert response.status_code in {200, 302, 405}, role
            # Some pages ask for the second step again first; none asks who they are.
            assert response.get("Location", "").split("?")[0] != reverse(settings.LOGIN_URL), role


def test_the_table_would_notice_a_page_that_opens_to_another_role(
    staff: dict[str, Practitioner], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = next(page for page in pages() if page.answer(Role.NOTIFIER) == REFUSED and not page.takes)
    view = resolve(page.example).func
    monkeypatch.setattr(view, "access", Access(frozenset(Role), page.access.purpose))
    assert markdown() != PAGE.read_text(encoding="utf-8")
