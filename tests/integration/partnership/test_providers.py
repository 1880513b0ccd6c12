"""Where an agency's own people sign in, kept on pages: by the programme alone, and nothing unsafe."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import IdentityProvider, Practitioner
from tests import factories
from tests.factories.joiners import administrator, running
from tests.factories.signin import signed_in

pytestmark = pytest.mark.django_db
ISSUER = "https://login.police.example.org"
TYPED = {
    "issuer": ISSUER,
    "client_id": "early-action",
    "shown_by": "private_key_jwt",
    "secret_name": "EARLYHELP_SIGN_IN_POLICE",
    "first_link": "invited",
    "is_live": "on",
}


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def lead(partners: factories.Partners, client: Client) -> Practitioner:
    made = administrator(partners.council, partners.area, leads=True)
    signed_in(client, made)
    return made


def add(client: Client, partners: factories.Partners, **changes: str) -> Any:
    return client.post(reverse("partnership:new_provider", args=[partners.force.pk]), TYPED | changes)


def test_it_is_added_changed_and_turned_off(
    client: Client, partners: factories.Partners, lead: Practitioner
) -> None:
    assert add(client, partners).status_code == 302
    made = IdentityProvider.objects.get(agency=partners.force)
    assert made.issuer == ISSUER
    listed = client.get(reverse("partnership:providers", args=[partners.force.pk])).content.decode()
    assert "People sign in there" in listed
    assert partners.force.name_en in Client().get(reverse("partnership:sign_in")).content.decode()
    changed = {name: value for name, value in TYPED.items() if name not in ("is_live", "issuer")}
    address = reverse("partnership:change_provider", args=[made.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, changed | {"client_id": "another"}).status_code == 302
    made.refresh_from_db()
    assert (made.issuer, made.client_id, made.is_live) == (ISSUER, "another", False)
    with acting(running(lead)):
        entry = AuditEntry.objects.filter(did="identity_provider.saved").latest("id")
    assert entry.detail["before"]["client_id"] == "early-action"
    assert entry.detail["client_id"] == "another"


UNSAFE = (
    {"issuer": "http://login.police.example.org"},
    {"issuer": "https://localhost"},
    {"issuer": "https://169.254.169.254"},
    {"issuer": "https://[::1]"},
    {"issuer": "https://idp.internal"},
    {"issuer": "https://who:pass@login.police.example.org"},
    {"secret_name": "EARLYHELP_SECRET_KEY"},
    {"secret_name": "DATABASE_URL"},
)


@pytest.mark.parametrize("wrong", UNSAFE, ids=lambda one: next(iter(one.values())))
def test_nothing_of_our_own_network_or_environment_is_taken(
    client: Client, partners: factories.Partners, lead: Practitioner, wrong: dict[str, str]
) -> None:
    assert add(client, partners, **wrong).status_code == 400
    assert not IdentityProvider.objects.exists()


@pytest.mark.parametrize("again", [ISSUER, ISSUER + "/"])
def test_an_issuer_belongs_to_one_agency(
    client: Client, partners: factories.Partners, lead: Practitioner, again: str
) -> None:
    add(client, partners)
    address = reverse("partnership:new_provider", args=[partners.charity.pk])
    assert client.post(address, TYPED | {"issuer": again}).status_code == 400
    assert IdentityProvider.objects.count() == 1


def test_another_administrator_may_not(client: Client, partners: factories.Partners) -> None:
    signed_in(client, administrator(partners.force, partners.area))
    assert add(client, partners).status_code == 403
    assert client.get(reverse("partnership:providers", args=[partners.force.pk])).status_code == 403


def test_it_is_asked_once_more_who_changes_it(
    client: Client, partners: factories.Partners, lead: Practitioner
) -> None:
    signed_in(client, lead, proved=False)
    session = client.session
    session.pop("proved_at", None)
    session.save()
    answer = client.get(reverse("partnership:new_provider", args=[partners.force.pk]))
    assert answer.url.startswith("/sign-in/confirm")
