"""An incident fills what it knows, over nothing that was typed, and is taken out again where nothing was changed."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import Danger
from earlyhelp.identify.models import Draft, ReportedPerson
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import AgencyKind, TeamKind
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories.incidents import incident

pytestmark = pytest.mark.django_db
NUMBER = "P260301-0412"


@pytest.fixture
def partners() -> factories.Partners:
    made = factories.partners()
    incident(made.force, made.area)
    return made


@pytest.fixture
def officer(partners: factories.Partners) -> Practitioner:
    return factories.practitioner(partners.response)


@pytest.fixture
def signed_in(client: Client, officer: Practitioner) -> Client:
    client.force_login(officer)
    return client


def begin(client: Client, **said: str) -> UUID:
    begun = client.post(reverse("identify:start"), {"danger": Danger.NEITHER, **said})
    return UUID(begun["Location"].split("/")[-2])


def url(name: str, draft_id: UUID) -> str:
    return reverse(f"identify:{name}", args=[draft_id])


def typed_of(officer: Practitioner) -> dict[str, list[str]]:
    with acting(factories.actor(officer)):
        typed: dict[str, list[str]] = Draft.objects.get().typed
    return typed


EMPTY = {
    "incident_number": NUMBER.lower(),
    "place": "",
    "people-0-row": "1",
    "people-0-role": "subject",
    "people-0-language": "not_asked",
    "people-0-safe_contact": "not_known",
}
KNOWN = {
    "occurred_on-day": ["1"],
    "occurred_on-month": ["3"],
    "occurred_on-year": ["2026"],
    "occurred_time": ["21:40"],
    "place": ["1 Heol Synthetig, Pen-y-bont"],
    "place_postcode": ["CF31 1AA"],
    "area": ["W06000013"],
    "people-0-given_name": ["Angharad"],
    "people-0-role": ["subject"],
    "people-0-telephone": ["+447700900123"],
    "people-1-given_name": ["Macsen"],
    "people-1-role": ["child"],
    "people-1-date_of_birth-year": ["2018"],
}


def test_without_javascript_a_button_fills_and_marks(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    page = signed_in.post(url("write", draft_id), EMPTY | {"find_incident": "1"}).content.decode()
    assert "What the incident knows is filled in and marked." in page
    assert "There is a problem" not in page
    assert "Macsen" in page
    typed = typed_of(officer)
    assert {name: typed[name] for name in KNOWN} == KNOWN
    # place, day, time, area and two people; not the blank row that the browser copies.
    marks = [line for line in page.splitlines() if "data-from-incident=" in line and " hidden" not in line]
    assert len(marks) == 6
    with acting(factories.actor(officer)):
        assert AuditEntry.objects.filter(did="incident.read").count() == 1


def test_nothing_typed_is_overwritten(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    mine = {
        "place": "The bus station",
        "occurred_on-day": "2",
        "people-0-role": "parent",
        "people-0-given_name": "ANGHARAD",
        "people-0-family_name": "prawf",
        "people-0-telephone": "01656 555 0199",
    }
    signed_in.post(url("write", draft_id), EMPTY | mine | {"find_incident": "1"})
    typed = typed_of(officer)
    assert {name: typed[name] for name in mine} == {name: [value] for name, value in mine.items()}
    # Half an address is not put beside the other half, nor the incident's time beside another day.
    assert "place_postcode" not in typed
    assert "occurred_time" not in typed
    # The same mother is not named twice; what was not typed of her is filled.
    assert typed["people-0-date_of_birth-year"] == ["1991"]
    assert typed["people-1-given_name"] == ["Macsen"]
    assert not any(name.startswith("people-2-") for name in typed)


def test_what_was_filled_is_removed_but_not_what_was_changed_since(
    signed_in: Client, officer: Practitioner
) -> None:
    draft_id = begin(signed_in)
    signed_in.post(url("write", draft_id), EMPTY | {"find_incident": "1"})
    filled = {name: values[0] for name, values in typed_of(officer).items() if name != "opened"}
    changed = filled | {"place": "Next door", "people-1-given_name": "Maxen", "drop_incident": "1"}
    page = signed_in.post(url("write", draft_id), changed).content.decode()
    assert "What came from the incident was removed." in page
    typed = typed_of(officer)
    assert typed["place"] == ["Next door"]
    assert typed["people-0-given_name"] == ["Maxen"]  # Angharad's row is gone
    assert not any(name.startswith("people-1-") for name in typed)
    assert typed["area"] == [""]
    assert typed["incident_number"] == [NUMBER.lower()]


def test_javascript_gets_only_what_is_new(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    answer = signed_in.post(url("incident", draft_id), EMPTY | {"place": "The bus station"}).json()
    assert answer["found"] is True
    assert "place" not in answer["values"]
    assert answer["values"]["people-1-given_name"] == "Macsen"
    assert answer["values"]["prefilled"] == "occurred_on occurred_time area"
    assert typed_of(officer) == {}


@pytest.mark.parametrize("number", ["", "P999", "<script>", "x" * 500])
def test_a_number_that_is_not_known_stops_nothing(signed_in: Client, number: str) -> None:
    draft_id = begin(signed_in)
    answer = signed_in.post(url("incident", draft_id), EMPTY | {"incident_number": number}).json()
    assert answer["found"] is False
    assert answer["said"]
    page = signed_in.post(url("write", draft_id), EMPTY | {"incident_number": number, "find_incident": "1"})
    assert page.status_code == 200


def test_another_incident_takes_the_place_of_the_first(
    signed_in: Client, officer: Practitioner, partners: factories.Partners
) -> None:
    incident(partners.force, partners.area, "P260301-0500")
    draft_id = begin(signed_in)
    signed_in.post(url("write", draft_id), EMPTY | {"find_incident": "1"})
    filled = {name: values[0] for name, values in typed_of(officer).items() if name != "opened"}
    again = filled | {"incident_number": "P260301-0500", "find_incident": "1"}
    signed_in.post(url("write", draft_id), again)
    typed = typed_of(officer)
    assert typed["prefilled_from"] == ["P260301-0500"]
    assert sum(name.endswith("-row") and name.startswith("people-") for name in typed) == 2


def test_somebody_elses_draft_and_another_force_get_nothing(partners: factories.Partners) -> None:
    other = factories.partners("W06000014")
    mine, stranger = Client(), Client()
    mine.force_login(factories.practitioner(partners.response))
    stranger.force_login(factories.practitioner(other.response))
    draft_id = begin(mine)
    assert stranger.post(url("incident", draft_id), EMPTY).status_code == 410
    assert stranger.post(url("incident", begin(stranger)), EMPTY).json()["found"] is False


def test_the_control_room_starts_with_the_incident(partners: factories.Partners, client: Client) -> None:
    room = factories.team(partners.force, TeamKind.CONTROL_ROOM, partners.area)
    operator = factories.practitioner(room)
    client.force_login(operator)
    page = client.get(reverse("identify:start")).content.decode()
    assert "What did the caller say" in page
    draft_id = begin(client, incident_number=NUMBER, seen_and_heard="A child was crying.")
    typed = typed_of(operator)
    assert typed["seen_and_heard"] == ["A child was crying."]
    assert {name: typed[name] for name in KNOWN} == KNOWN
    page = client.get(url("write", draft_id)).content.decode()
    assert "What did the caller say, and what did you hear?" in page
    assert "Macsen" in page


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (AgencyKind.SCHOOL, "What have you seen and heard at school?"),
        (AgencyKind.GP_PRACTICE, "What did you notice, and what were you told?"),
        (AgencyKind.HOUSING, "Which home or building is this about?"),
        (AgencyKind.CHARITY, "Which day did you notice it?"),
    ],
)
def test_partners_are_asked_in_their_own_words_and_for_no_incident(
    partners: factories.Partners, client: Client, kind: AgencyKind, sentence: str
) -> None:
    agency = factories.agency(kind, f"partner-{kind}", partners.area)
    client.force_login(factories.practitioner(factories.team(agency, TeamKind.SERVICE, partners.area)))
    page = client.get(url("write", begin(client))).content.decode()
    assert sentence in page
    assert "incident number" not in page.lower()


def test_everything_prefilled_is_sent(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    signed_in.post(url("write", draft_id), EMPTY | {"find_incident": "1"})
    filled = {name: values[0] for name, values in typed_of(officer).items() if name != "opened"}
    said = filled | {
        "seen_and_heard": "The cupboards were empty.",
        "needs": "money",
        "help_offered": "wants",
        "sharing_view": "agrees",
    }
    assert signed_in.post(url("write", draft_id), said)["Location"] == url("check", draft_id)
    signed_in.post(url("check", draft_id))
    with acting(factories.actor(officer)):
        people = list(ReportedPerson.objects.order_by("position"))
    assert [person.given_name for person in people] == ["Angharad", "Macsen"]


def test_the_control_room_starts_without_an_incident(partners: factories.Partners, client: Client) -> None:
    operator = factories.practitioner(factories.team(partners.force, TeamKind.CONTROL_ROOM, partners.area))
    client.force_login(operator)
    draft_id = begin(client, seen_and_heard="A child was crying.")
    assert typed_of(operator)["seen_and_heard"] == ["A child was crying."]
    page = client.get(url("write", draft_id)).content.decode()
    assert "What the incident knows is filled in" not in page
