"""Signing in through one's agency, against a real OpenID provider: npm's `oidc-provider` on this machine."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions import link_identity, save_provider
from earlyhelp.partnership.choices import ProviderKey, ProviderLink
from earlyhelp.partnership.models import Agency, AgencyIdentity, IdentityProvider, OpenSession, Practitioner
from tests.factories import actor, partners, practitioner
from tests.factories.signin import PASSWORD, with_password
from tests.system.oidc import CLIENT, PRIVATE_KEY, SECRET, Agencies, signs_in, two_agencies

pytestmark = pytest.mark.django_db
PEOPLE = {
    "sub-ifan": {"email": "ifan@example.org", "email_verified": True},
    "sub-unchecked": {"email": "ifan@example.org", "email_verified": False},
    "sub-stranger": {"email": "stranger@example.org", "email_verified": True},
}
BEGIN, BACK = "/sign-in/agency", "/sign-in/agency/back"


@pytest.fixture(scope="module")
def agencies() -> Iterator[Agencies]:
    with two_agencies(["http://testserver"], PEOPLE) as running:
        yield running


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICE_KEY", PRIVATE_KEY)
    monkeypatch.setenv("COUNCIL_SECRET", SECRET)


@pytest.fixture
def officer() -> Practitioner:
    who = practitioner(partners().response, language="cy")
    who.email = "ifan@example.org"
    who.save()
    return who


def provider_of(agency: Agency, issuer: str, **more: Any) -> IdentityProvider:
    values: dict[str, Any] = {"secret_name": "POLICE_KEY"} | more
    with acting(Actor.system("running")) as by:
        return save_provider(
            by=by, agency=agency, issuer=issuer, client_id=CLIENT, at=timezone.now(), **values
        )


@pytest.fixture
def police(officer: Practitioner, agencies: Agencies) -> IdentityProvider:
    return provider_of(officer.agency, agencies.police)


def linked(officer: Practitioner, provider: IdentityProvider, subject: str = "sub-ifan") -> None:
    with acting(actor(officer)) as by:
        link_identity(
            by=by,
            practitioner=officer,
            provider=provider,
            subject=subject,
            how=ProviderLink.INVITED,
            at=timezone.now(),
        )


def leaves(client: Client, provider: IdentityProvider, **more: str) -> str:
    """Press the button of the agency; where the browser is sent."""
    page = client.post(BEGIN, {"provider": str(provider.pk), "next": "/my-work"} | more).content.decode()
    found = re.search(r'content="0; url=([^"]+)"', page)
    assert found, page
    return found[1].replace("&amp;", "&")


def comes_back(client: Client, provider: IdentityProvider, login: str = "sub-ifan", **more: str) -> Any:
    return client.get(signs_in(leaves(client, provider, **more), login))


def is_in(client: Client) -> bool:
    return client.get("/my-work").status_code == 200


def test_the_way_out_says_what_the_way_back_is_held_to(client: Client, police: IdentityProvider) -> None:
    address = leaves(client, police)
    assert address.startswith(police.issuer)
    for said in ("code_challenge_method=S256", "state=", "nonce=", "ui_locales=en", f"client_id={CLIENT}"):
        assert said in address
    assert "example.org" not in address


def test_whom_the_agency_names_is_signed_in(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    answer = comes_back(client, police)
    assert answer["Location"] == "/my-work"
    assert is_in(client)
    assert answer.cookies["language"].value == "cy"
    with acting(actor(officer)):
        assert AuditEntry.objects.get(did="session.started").detail["method"] == "agency"
    assert OpenSession.objects.get().method == "agency"


def test_another_agency_shows_a_secret_instead_of_a_key(client: Client, agencies: Agencies) -> None:
    decider = practitioner(partners().front_door)
    council = provider_of(
        decider.agency, agencies.council, secret_name="COUNCIL_SECRET", shown_by=ProviderKey.SECRET
    )
    linked(decider, council)
    comes_back(client, council)
    assert is_in(client)


def test_the_same_subject_of_another_issuer_is_somebody_else(
    client: Client, officer: Practitioner, police: IdentityProvider, agencies: Agencies
) -> None:
    council = provider_of(
        partners("W06000014").council,
        agencies.council,
        secret_name="COUNCIL_SECRET",
        shown_by=ProviderKey.SECRET,
    )
    linked(officer, police)
    assert b"no open account here" in comes_back(client, council).content
    assert not is_in(client)


def test_a_subject_that_nobody_linked_is_nobody_whatever_its_address(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    assert b"no open account here" in comes_back(client, police).content
    assert not is_in(client)
    assert not AgencyIdentity.objects.exists()


def test_a_work_address_links_once_where_the_agency_allowed_it(
    client: Client, officer: Practitioner, agencies: Agencies
) -> None:
    police = provider_of(officer.agency, agencies.police, first_link=ProviderLink.WORK_EMAIL)
    assert b"no open account" in comes_back(client, police, "sub-unchecked").content
    assert b"no open account" in comes_back(client, police, "sub-stranger").content
    comes_back(client, police)
    assert is_in(client)
    assert AgencyIdentity.objects.get().subject == "sub-ifan"
    with acting(actor(officer)):
        assert AuditEntry.objects.filter(did="identity.linked").count() == 1


def test_a_work_address_of_another_agency_is_not_taken(client: Client, agencies: Agencies) -> None:
    found = partners()
    elsewhere = practitioner(found.front_door)
    elsewhere.email = "ifan@example.org"
    elsewhere.save()
    police = provider_of(found.force, agencies.police, first_link=ProviderLink.WORK_EMAIL)
    comes_back(client, police)
    assert not is_in(client)


def test_an_invitation_that_was_opened_here_links_for_good(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    session = client.session
    session["invited"] = [str(officer.pk), timezone.now().isoformat()]
    session.save()
    comes_back(client, police, "sub-unchecked")
    assert is_in(client)
    assert AgencyIdentity.objects.get().linked_how == ProviderLink.INVITED


def test_somebody_who_left_does_not_come_in(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    Practitioner.objects.filter(pk=officer.pk).update(is_active=False)
    assert b"no open account here" in comes_back(client, police).content
    assert not is_in(client)


def test_an_answer_that_is_sent_again_opens_nothing(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    address = signs_in(leaves(client, police), "sub-ifan")
    client.get(address)
    client.post("/sign-out")
    client.cookies["language"] = "en"
    assert b"begun in another window" in client.get(address).content
    assert not is_in(client)


def test_an_answer_that_another_browser_began_opens_nothing(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    theirs = signs_in(leaves(client, police), "sub-ifan")
    victim = Client()
    leaves(victim, police)
    assert b"begun in another window" in victim.get(theirs).content
    assert not is_in(victim)


def test_a_token_with_another_nonce_is_not_believed(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    address = signs_in(leaves(client, police), "sub-ifan")
    session = client.session
    kept = session["away_at_agency"]
    kept["begun"][1] = "another nonce"
    session["away_at_agency"] = kept
    session.save()
    assert b"no answer that we can trust" in client.get(address).content
    assert not is_in(client)


def test_a_code_that_was_taken_is_worth_nothing_without_its_verifier(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    address = signs_in(leaves(client, police), "sub-ifan")
    session = client.session
    kept = session["away_at_agency"]
    kept["begun"][2] = "x" * 48
    session["away_at_agency"] = kept
    session.save()
    assert b"no answer that we can trust" in client.get(address).content
    assert not is_in(client)


@pytest.mark.parametrize("said", ["iss=http%3A%2F%2Felsewhere.example", ""])
def test_an_answer_of_another_issuer_is_not_believed(
    client: Client, officer: Practitioner, police: IdentityProvider, said: str
) -> None:
    linked(officer, police)
    address = re.sub(r"iss=[^&]+", said, signs_in(leaves(client, police), "sub-ifan"))
    assert b"no answer that we can trust" in client.get(address).content
    assert not is_in(client)


def test_a_provider_that_calls_itself_otherwise_is_not_asked(
    client: Client, officer: Practitioner, agencies: Agencies
) -> None:
    other = provider_of(officer.agency, agencies.police.replace("localhost", "127.0.0.1"))
    page = client.post(BEGIN, {"provider": str(other.pk)})
    assert b"sign-in does not answer" in page.content


@pytest.mark.parametrize("key", ["", "not a key", "00000000-0000-0000-0000-000000000001"])
def test_an_agency_without_a_provider_says_so(client: Client, key: str) -> None:
    assert b"is not set up here" in client.post(BEGIN, {"provider": key}).content


def test_a_provider_whose_secret_is_not_in_the_environment_says_so(
    client: Client, police: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POLICE_KEY")
    assert b"sign-in does not answer" in client.post(BEGIN, {"provider": str(police.pk)}).content
    monkeypatch.setenv("POLICE_KEY", "no key at all")
    assert b"sign-in does not answer" in client.post(BEGIN, {"provider": str(police.pk)}).content


def test_who_gives_up_at_the_agency_is_told_to_begin_again(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    assert b"Begin again" in comes_back(client, police, "nobody").content


def test_what_was_typed_comes_back_from_the_agency_and_is_nowhere_in_the_clear(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    typed = '[["seen", "Roedd y gegin yn gynnes"]]'
    address = leaves(client, police, typed=typed, next="/notifications/start")
    assert "gegin" not in str(dict(client.session.items()))
    offered = client.get(signs_in(address, "sub-ifan"))
    assert b"Roedd y gegin yn gynnes" in offered.content


def test_signing_in_leads_to_no_other_site(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    answer = comes_back(client, police, next="https://elsewhere.example/")
    assert answer["Location"] == reverse("desk:my_work")


def test_a_fresh_proof_is_asked_for_at_the_agency(
    client: Client, officer: Practitioner, police: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked(officer, police)
    comes_back(client, police)
    session = client.session
    del session["proved_at"]
    session.save()
    monkeypatch.setattr(resolve("/my-work").func, "step_up_minutes", 10, raising=False)
    asked = client.get(client.get("/my-work")["Location"])
    assert f'name="provider" value="{police.pk}"'.encode() in asked.content
    before = client.session.session_key
    address = leaves(client, police)
    assert "prompt=login" in address
    assert "max_age=0" in address
    assert client.get(signs_in(address, "sub-ifan"))["Location"] == "/my-work"
    assert client.session.session_key != before
    assert is_in(client)


def test_a_fresh_proof_of_somebody_else_proves_nothing(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    linked(practitioner(officer.team), police, "sub-stranger")
    comes_back(client, police)
    answer = client.get(signs_in(leaves(client, police), "sub-stranger"))
    assert "Somebody else is signed in there" in answer.content.decode() or answer.status_code == 200
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_signing_out_offers_to_sign_out_at_the_agency_too(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    comes_back(client, police)
    page = client.post("/sign-out").content.decode()
    assert f"{police.issuer}/session/end?client_id={CLIENT}" in page
    assert not is_in(client)


def test_the_sign_in_page_offers_each_agency_that_has_one(client: Client, police: IdentityProvider) -> None:
    page = client.get("/sign-in").content.decode()
    assert f'value="{police.pk}"' in page
    assert police.agency.name in page


def test_whom_their_agency_signs_in_does_not_come_in_by_password(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    with_password(officer)
    linked(officer, police)
    page = client.post("/sign-in", {"email": officer.email, "password": PASSWORD})
    assert b"Your agency signs you in" in page.content
    IdentityProvider.objects.update(is_live=False)
    assert client.post("/sign-in", {"email": officer.email, "password": PASSWORD}).status_code == 302


def test_who_moved_to_another_agency_does_not_come_in_through_the_one_before(
    client: Client, officer: Practitioner, police: IdentityProvider
) -> None:
    linked(officer, police)
    Practitioner.objects.filter(pk=officer.pk).update(agency=partners("W06000014").council)
    assert b"no open account here" in comes_back(client, police).content
    assert not is_in(client)
