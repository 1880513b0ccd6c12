"""Changing what was sent: a new version with its reason, the old one kept, the front door told, and once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify import queries, rules
from earlyhelp.identify.actions import amend_notification
from earlyhelp.identify.choices import Need, PersonRole
from earlyhelp.identify.models import Amendment, Notification, ReportedPerson
from earlyhelp.identify.people import named_of
from earlyhelp.identify.report import Amending, Named
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from tests import factories
from tests.factories.identify import SOMEBODY, amendment, notification
from tests.factories.solve import decision_maker

pytestmark = pytest.mark.django_db
AT = factories.AT
CHILD = Named(role=PersonRole.CHILD, given_name="Made", family_name="Up", age=6)


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


class Sent:
    """A notification, who sent it, and who decides about it."""

    def __init__(self, partners: factories.Partners) -> None:
        self.officer = factories.practitioner(partners.response)
        self.colleague = factories.practitioner(partners.response)
        self.decider = decision_maker(partners)
        self.row = notification(partners, self.officer)
        self.by = factories.actor(self.officer)

    def change(self, **said: Any) -> Amendment:
        return amendment(self.row, self.officer, **said)

    def now(self) -> Notification:
        with acting(self.by):
            return queries.get_notification(by=self.by, reference=self.row.reference, at=AT)

    def page(self, **changes: Any) -> dict[str, Any]:
        said = {
            "amendment_id": str(new_id()),
            "expected_number": "0",
            "incident_number": "",
            "occurred_on-day": "2",
            "occurred_on-month": "3",
            "occurred_on-year": "2026",
            "occurred_time": "07:30",
            "place": "1 Made-up Street",
            "place_postcode": "",
            "strengths": "A neighbour helps with the school run.",
            "seen_and_heard": "The cupboards were empty.",
            "own_words": "We are managing, just about.",
            "needs": ["money"],
            "help_offered": "wants",
            "sharing_view": "agrees",
            "sharing_words": "",
            "reason": "I had the wrong house.",
        }
        return said | changes


@pytest.fixture
def sent(partners: factories.Partners) -> Sent:
    return Sent(partners)


def test_the_notification_says_what_counts_now_and_the_amendment_what_stood_before(sent: Sent) -> None:
    sent.change(place="12 Made-up Street", reason="I had the wrong house.")
    assert sent.now().place == "12 Made-up Street"
    with acting(sent.by):
        [told] = queries.list_amendments(by=sent.by, notification=sent.row)
    assert (told.number, told.reason, told.by) == (1, "I had the wrong house.", sent.officer.full_name)
    assert [(one.field, one.before, one.after) for one in told.changed] == [
        ("place", "1 Made-up Street", "12 Made-up Street")
    ]


def test_people_are_added_with_keys_by_which_they_are_found(sent: Sent) -> None:
    sent.change(added=[CHILD])
    people = list(sent.now().people.all())
    assert [one.full_name for one in people] == ["Synthetic Resident", "Made Up"]
    assert people[1].search_keys
    assert people[1].agency_id == sent.officer.agency_id


def test_a_corrected_person_is_a_new_row_in_the_place_of_the_old_one(sent: Sent) -> None:
    sent.change(added=[CHILD])
    sent.change(corrected={0: replace(SOMEBODY, family_name="Preswylydd")})
    people = list(sent.now().people.all())
    assert [(one.position, one.full_name) for one in people] == [(2, "Synthetic Preswylydd"), (1, "Made Up")]
    sent.change(corrected={2: replace(SOMEBODY, family_name="Preswyl")})
    people = list(sent.now().people.all())
    assert [one.full_name for one in people] == ["Synthetic Preswyl", "Made Up"]
    with acting(sent.by):
        old = ReportedPerson.objects.get(notification=sent.row, position=0)
        assert named_of(old) == SOMEBODY
        assert old.search_keys != people[0].search_keys
        told = queries.list_amendments(by=sent.by, notification=sent.row)
    assert [(one.who, one.before, one.after) for one in told[1].changed] == [
        ("Synthetic Resident", "Resident", "Preswylydd")
    ]


def test_the_front_door_is_told_without_a_name(sent: Sent) -> None:
    sent.change()
    told = Message.objects.get(template=Template.AMENDMENT)
    assert told.recipient_id == sent.decider.pk
    assert told.context == {"reference": sent.row.reference, "path": f"/triage/{sent.row.reference}/"}


def test_the_audit_says_which_answers_and_not_what_they_were(sent: Sent) -> None:
    sent.change(place="12 Secret Street", added=[CHILD], reason="Said by Made Up")
    with acting(sent.by):
        entry = AuditEntry.objects.get(did="notification.amended")
    assert entry.detail == {"number": 1, "fields": ["place"], "added": [1], "corrected": []}
    assert "Secret" not in str(entry.__dict__)
    assert "Made Up" not in str(entry.__dict__)


def test_the_same_page_sent_twice_changes_once(sent: Sent) -> None:
    key, amending = new_id(), Amending(reason="Twice.", said={"place": "3 Made-up Street"}, added=(CHILD,))
    with acting(sent.by):
        made = [
            amend_notification(
                by=sent.by,
                notification_id=sent.row.pk,
                amendment_id=key,
                expected_number=0,
                amending=amending,
                at=AT,
            )
            for _again in range(2)
        ]
    assert made[0] == made[1]
    assert sent.now().people.count() == 2
    assert Message.objects.filter(template=Template.AMENDMENT).count() == 1


def refused(sent: Sent, by: Any = None, number: int = 0, **changes: Any) -> None:
    who = factories.actor(by) if by else sent.by
    amending = Amending(**({"reason": "Because.", "said": {"place": "Elsewhere"}} | changes))
    with acting(who):
        amend_notification(
            by=who,
            notification_id=sent.row.pk,
            amendment_id=new_id(),
            expected_number=number,
            amending=amending,
            at=AT,
        )


def test_who_did_not_know_of_the_last_change_is_asked_to_look_again(sent: Sent) -> None:
    sent.change()
    with pytest.raises(rules.AmendedMeanwhile):
        refused(sent)
    refused(sent, number=1)


def test_without_a_reason_or_a_change_nothing_happens(sent: Sent) -> None:
    with pytest.raises(rules.ReportIncomplete):
        refused(sent, reason="  ")
    with pytest.raises(rules.ReportIncomplete):
        refused(sent, reason="x" * 2001)
    with pytest.raises(rules.NothingAmended):
        refused(
            sent, said={"place": "1 Made-up Street", "needs": ["money"], "occurred_at": sent.row.occurred_at}
        )
    with pytest.raises(rules.NothingAmended):
        refused(sent, said={}, corrected={0: SOMEBODY})
    with pytest.raises(rules.ReportIncomplete):
        refused(sent, added=(CHILD,) * 30)
    assert sent.now().place == "1 Made-up Street"


def test_only_who_sent_it_may_change_it(sent: Sent, partners: factories.Partners) -> None:
    for somebody in (sent.colleague, sent.decider, factories.practitioner(partners.front_door, Role.AUDITOR)):
        with pytest.raises(NotAllowed):
            refused(sent, by=somebody)


def test_postgresql_refuses_to_change_an_amendment(sent: Sent) -> None:
    sent.change()
    with acting(sent.by), pytest.raises(ProgrammingError), transaction.atomic():
        Amendment.objects.update(reason="Something else")


def test_the_officer_changes_it_on_a_page_and_both_sides_see_it(client: Client, sent: Sent) -> None:
    client.force_login(sent.officer)
    url = reverse("identify:amend", args=[sent.row.reference])
    page = client.get(url).content.decode()
    assert page.count("<h1") == 1
    assert "1 Made-up Street" in page
    said = sent.page(place="12 Made-up Street") | {
        "added-0-row": "1",
        "added-0-given_name": "Made",
        "added-0-family_name": "Up",
        "added-0-role": "child",
    }
    onward = client.post(url, said)
    assert onward["Location"] == reverse("desk:notification", args=[sent.row.reference])
    assert client.post(url, said)["Location"] == onward["Location"]
    own = client.get(onward["Location"]).content.decode()
    for words in ("12 Made-up Street", "1 Made-up Street", "I had the wrong house.", "Person added: Made Up"):
        assert words in own
    client.force_login(sent.decider)
    case = client.get(reverse("solve:case", args=[sent.row.reference])).content.decode()
    for words in ("The officer changed this after sending", "Added after sending", "What stood there before"):
        assert words in case
    assert case.count(">Changed<") == 1
    assert "Made Up" in client.get(reverse("solve:queue")).content.decode()


def test_one_person_is_put_right_on_a_page(client: Client, sent: Sent) -> None:
    client.force_login(sent.officer)
    url = reverse("identify:correct_person", args=[sent.row.reference, 0])
    assert "Resident" in client.get(url).content.decode()
    said = {
        "amendment_id": str(new_id()),
        "expected_number": "0",
        "role": "subject",
        "given_name": "Synthetic",
        "family_name": "Preswylydd",
        "age": "34",
        "language": "not_asked",
        "safe_contact": "not_known",
        "reason": "They spelt it for me.",
    }
    assert b"Say why you change it" in client.post(url, said | {"reason": ""}).content
    nameless = said | {"given_name": "", "family_name": ""}
    assert b"Enter a name, or describe" in client.post(url, nameless).content
    assert client.post(url, said).status_code == 302
    assert [one.family_name for one in sent.now().people.all()] == ["Preswylydd"]
    # The old row can not be put right once more: the page leads to where the people are.
    assert client.get(url)["Location"] == reverse("identify:amend", args=[sent.row.reference])
    client.force_login(sent.decider)
    case = client.get(reverse("solve:case", args=[sent.row.reference])).content.decode()
    assert "Put right after sending" in case
    assert "Resident" in case


def test_what_is_wrong_is_said_and_everything_typed_stays(client: Client, sent: Sent) -> None:
    client.force_login(sent.officer)
    url = reverse("identify:amend", args=[sent.row.reference])
    for changes, sentence in (
        ({"reason": ""}, "Say why you change it."),
        ({"seen_and_heard": ""}, "Enter what you saw and heard."),
        ({"needs": []}, "Select at least one kind of need."),
        ({"occurred_on-year": "2999"}, "today or in the past"),
        ({"added-0-row": "1", "added-0-age": "5"}, "Enter a name, or describe the person"),
        ({}, "Nothing is different yet"),
    ):
        answer = client.post(url, sent.page(**changes))
        assert answer.status_code == 200, changes
        page = answer.content.decode()
        assert sentence in page
        assert "<title>Error:" in page
    assert Amendment.objects.count() == 0


def test_a_stranger_finds_no_page(client: Client, sent: Sent) -> None:
    client.force_login(sent.colleague)
    assert client.get(reverse("identify:amend", args=[sent.row.reference])).status_code == 403
    client.force_login(sent.officer)
    assert client.get(reverse("identify:amend", args=["EH-26-9999999"])).status_code == 404


def test_every_kind_of_answer_is_said_in_words(sent: Sent) -> None:
    sent.change(
        needs=["money", "housing"],
        occurred_at=AT - timedelta(days=1),
        corrected={0: replace(SOMEBODY, date_of_birth=date(1991, 4, 2))},
    )
    with acting(sent.by):
        [told] = queries.list_amendments(by=sent.by, notification=sent.row)
    said = {one.field: (one.before, one.after) for one in told.changed}
    assert said["needs"] == (str(Need.MONEY.label), f"{Need.HOUSING.label}, {Need.MONEY.label}")
    assert said["date_of_birth"] == ("", "2 April 1991")
    assert "1 March 2026" in said["occurred_at"][1]


@pytest.mark.parametrize(("page", "of"), [("amend", ()), ("correct_person", (0,))])
def test_the_language_switch_keeps_a_change_and_sends_nothing(
    client: Client, sent: Sent, page: str, of: tuple[int, ...]
) -> None:
    client.force_login(sent.officer)
    url = reverse(f"identify:{page}", args=[sent.row.reference, *of])
    html = client.post(url, {"switch_language": "cy", "reason": "Wedi camddeall"}).content.decode()
    assert '<html lang="cy"' in html
    assert "Wedi camddeall" in html
    assert "error-summary" not in html
    assert Amendment.objects.count() == 0


def test_a_page_without_a_readable_key_is_sent_under_a_new_one(client: Client, sent: Sent) -> None:
    client.force_login(sent.officer)
    url = reverse("identify:amend", args=[sent.row.reference])
    assert client.post(url, sent.page(amendment_id="nonsense", place="9 Made-up Street")).status_code == 302
    assert sent.now().place == "9 Made-up Street"
