"""What people in a notification are to each other, on the page: among the people as they are numbered now."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.identify.choices import Danger
from earlyhelp.identify.models import Draft, ReportedRelation
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories.solve import decision_maker

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def officer(partners: factories.Partners) -> Practitioner:
    return factories.practitioner(partners.response)


@pytest.fixture
def signed_in(client: Client, officer: Practitioner) -> Client:
    client.force_login(officer)
    return client


def begin(client: Client) -> UUID:
    return UUID(client.post(reverse("identify:start"), {"danger": Danger.NEITHER})["Location"].split("/")[-2])


def url(name: str, draft_id: UUID) -> str:
    return reverse(f"identify:{name}", args=[draft_id])


def person(number: int, name: str, role: str = "other") -> dict[str, str]:
    start = f"people-{number}-"
    return {f"{start}row": "1", f"{start}role": role, f"{start}given_name": name}


def relation(number: int, who: str, what: str, of: str, duty: str = "") -> dict[str, str]:
    start = f"relations-{number}-"
    said = {"row": "1", "person": who, "relation": what, "of": of, "responsibility": duty}
    return {f"{start}{name}": value for name, value in said.items()}


FAMILY = {
    **person(0, "Gran", "family"),
    **person(1, "Mam", "parent"),
    **person(2, "Mot", "child"),
    **relation(0, "1", "parent", "2", "has"),
    **relation(1, "0", "parent", "1"),
    "occurred_on-day": "1",
    "occurred_on-month": "3",
    "occurred_on-year": "2026",
    "occurred_time": "22:15",
    "place": "1 Made-up Street",
    "area": "W06000013",
    "seen_and_heard": "The cupboards were empty.",
    "needs": "money",
    "help_offered": "wants",
    "sharing_view": "agrees",
}


def test_each_relationship_is_shown_both_ways_and_sent(
    signed_in: Client, partners: factories.Partners
) -> None:
    draft_id = begin(signed_in)
    assert signed_in.post(url("write", draft_id), FAMILY)["Location"] == url("check", draft_id)
    page = signed_in.get(url("check", draft_id)).content.decode()
    for words in ("What they are to each other", "Parent of", "Child of", "Has parental responsibility"):
        assert words in page
    reference = signed_in.post(url("check", draft_id))["Location"].split("/")[-1]
    decider = decision_maker(partners)
    with acting(factories.actor(decider)):
        kept = [
            (str(one.person), one.relation, str(one.of))
            for one in ReportedRelation.objects.order_by("position")
        ]
    assert kept == [("Mam", "parent", "Mot"), ("Gran", "parent", "Mam")]
    front_door = Client()
    front_door.force_login(decider)
    page = front_door.get(reverse("solve:case", args=[reference])).content.decode()
    for words in (
        "What they are to each other",
        "Child of",
        "Has parental responsibility",
        "No reason was given",
    ):
        assert words in page


def test_who_is_removed_leaves_the_others_in_their_relationships(
    signed_in: Client, officer: Practitioner
) -> None:
    draft_id = begin(signed_in)
    signed_in.post(url("write", draft_id), FAMILY | {"remove_person": "0"})
    with acting(factories.actor(officer)):
        typed = Draft.objects.get().typed
    ends = {
        name: typed[name]
        for name in typed
        if name.startswith("relations-") and name.endswith(("person", "of"))
    }
    assert ends == {
        "relations-0-person": ["0"],
        "relations-0-of": ["1"],
        "relations-1-person": [""],
        "relations-1-of": ["0"],
    }


def test_a_relationship_is_added_without_javascript(signed_in: Client) -> None:
    draft_id = begin(signed_in)
    page = signed_in.post(url("write", draft_id), person(0, "Mam") | {"add_relation": "1"}).content.decode()
    assert "Relationship 1" in page
    assert "Person 1: Mam" in page
    assert "There is a problem" not in page


@pytest.mark.parametrize(
    ("half", "sentence"),
    [
        (relation(0, "1", "", "2"), "Select what they are to each other"),
        (relation(0, "", "parent", "2"), "Select who it is"),
        (relation(0, "1", "parent", ""), "Select the other person"),
        (relation(0, "1", "sibling", "1"), "Choose two different people"),
        (relation(0, "9", "sibling", "1"), "Select who it is"),
    ],
)
def test_half_a_relationship_is_said_and_an_empty_one_is_not(
    signed_in: Client, half: dict[str, str], sentence: str
) -> None:
    draft_id = begin(signed_in)
    page = signed_in.post(url("write", draft_id), FAMILY | half)
    assert sentence in page.content.decode()
    empty = relation(0, "", "", "")
    assert signed_in.post(url("write", draft_id), FAMILY | empty).status_code == 302
