"""The front door writes to a person: what it is offered, what it reads before, what leaves, what came of it."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.identify.choices import PersonRole, SafeContact
from earlyhelp.identify.report import Named
from earlyhelp.inform.choices import Channel, Wording, WrittenIn
from earlyhelp.inform.choices import PersonMessageState as State
from earlyhelp.inform.models import PersonMessage
from earlyhelp.kit.database import acting
from earlyhelp.signpost.actions.meeting import When, book_appointment
from earlyhelp.signpost.actions.referrals import record_signposting
from earlyhelp.signpost.actions.writing import Chosen, send_to_person
from earlyhelp.signpost.choices.referrals import MeetingWay, ReferralState, ToldHow
from earlyhelp.signpost.rules.particulars import Contact
from earlyhelp.signpost.rules.reaching import NotSafe
from tests import factories
from tests.factories import signpost as made
from tests.factories.notify import KEY
from tests.factories.signpost import AT, SOMEBODY, Case

pytestmark = pytest.mark.django_db
ANYHOW = replace(SOMEBODY, safe_contact=SafeContact.ANY)


@pytest.fixture(autouse=True)
def gateway(settings: Any) -> None:
    settings.NOTIFY = {
        "key": KEY,
        "address": "http://127.0.0.1:1",
        "text_template": "t",
        "email_template": "e",
    }


def case_of(*people: Named) -> Case:
    return made.case(people=people or (ANYHOW,))


def client_of(case: Case) -> Client:
    client = Client()
    client.force_login(case.decider)
    return client


def address(case: Case, position: int = 0) -> str:
    return reverse("signpost:write", args=[case.notification.reference, position])


def answers(**changes: str) -> dict[str, str]:
    return {
        "message_id": str(uuid4()),
        "channel": Channel.TEXT.value,
        "wording": Wording.CALL_US.value,
        "written_in": WrittenIn.BOTH.value,
        "service": "",
    } | changes


def written(case: Case) -> list[PersonMessage]:
    with acting(case.hub):
        return list(PersonMessage.objects.all())


def test_it_is_read_word_for_word_before_it_leaves() -> None:
    case = case_of()
    client = client_of(case)
    sent = answers()
    page = client.post(address(case), sent).content.decode()
    assert "07700 900123" in page
    assert 'lang="cy"' in page
    assert "Please call us when it suits you." in page
    assert written(case) == []
    assert client.post(address(case), sent | {"step": "send"}).status_code == 302
    client.post(address(case), sent | {"step": "send"})
    (message,) = written(case)
    assert (message.channel, message.state, message.destination) == ("text", State.QUEUED, "+447700900123")
    assert "Please call us when it suits you." in client.get(address(case)).content.decode()


def test_changing_something_keeps_what_was_chosen() -> None:
    case = case_of()
    page = client_of(case).post(address(case), answers(wording=Wording.REFERRED) | {"step": "change"})
    assert re.search(r'value="referred"[^>]*checked', page.content.decode())
    assert written(case) == []


def test_the_language_can_be_switched_on_the_page_that_shows_it() -> None:
    case = case_of()
    sent = answers() | {"page": "check", "step": "send", "switch_language": "cy"}
    page = client_of(case).post(address(case), sent)
    assert page.status_code in {200, 302}
    assert written(case) == []


def test_a_person_who_wants_a_call_is_not_written_to() -> None:
    case = case_of(SOMEBODY)
    client = client_of(case)
    page = client.get(address(case)).content.decode()
    assert "They asked to be called" in page
    assert "Read it before it is sent" not in page
    client.post(address(case), answers() | {"step": "send"})
    assert written(case) == []


def test_safety_is_asked_again_at_the_moment_of_sending() -> None:
    case = case_of(SOMEBODY)
    chosen = Chosen(uuid4(), Channel.TEXT, Wording.CALL_US, "en", None)
    with acting(case.hub), pytest.raises(NotSafe):
        send_to_person(by=case.hub, reference=case.notification.reference, position=0, chosen=chosen, at=AT)


def test_a_number_that_two_people_share_is_not_offered() -> None:
    other = replace(ANYHOW, role=PersonRole.PARTNER, given_name="Another", email="another@example.org")
    case = case_of(ANYHOW, other)
    page = client_of(case).get(address(case)).content.decode()
    assert "Somebody else in the report has the same number" in page
    assert 'value="text"' not in page
    assert 'value="letter"' in page


def test_a_message_may_name_only_a_service_they_were_told_of() -> None:
    case = case_of()
    client = client_of(case)
    assert "It names the service" not in client.get(address(case)).content.decode()
    service = made.service(case.partners, name_en="Food bank", name_cy="Banc bwyd")
    with acting(case.hub):
        record_signposting(
            by=case.hub,
            signposting_id=uuid4(),
            reference=case.notification.reference,
            service_id=service.pk,
            told_how=ToldHow.TEXT,
            at=AT,
        )
    nameless = client.post(address(case), answers(wording=Wording.SERVICE)).content.decode()
    assert "Select the service that the message names" in nameless
    sent = answers(wording=Wording.SERVICE, service=str(service.pk), step="send")
    client.post(address(case), sent)
    (message,) = written(case)
    assert "Food bank" in message.body_en
    assert "Banc bwyd" in message.body_cy


def test_a_letter_is_printed_posted_or_stopped() -> None:
    case = case_of()
    client = client_of(case)
    for _time in range(2):
        response = client.post(address(case), answers(channel=Channel.LETTER) | {"step": "send"})
        assert response.url == reverse("signpost:letters")
    first, second = written(case)
    assert "1 Made-up Street" in client.get(reverse("signpost:letters")).content.decode()
    paper = client.get(reverse("signpost:letter", args=[first.pk]))
    assert paper.content.startswith(b"%PDF-")
    assert "no-store" in paper["Cache-Control"]
    client.post(reverse("signpost:posted", args=[first.pk]))
    client.post(reverse("signpost:stop_message", args=[second.pk]))
    assert {one.state for one in written(case)} == {State.POSTED, State.STOPPED}
    assert "No letters wait" in client.get(reverse("signpost:letters")).content.decode()
    again = client.post(reverse("signpost:posted", args=[second.pk]), follow=True)
    assert "moved on" in again.content.decode()
    again = client.post(reverse("signpost:stop_message", args=[first.pk]), follow=True)
    assert "moved on" in again.content.decode()


def test_what_is_not_there_is_not_found() -> None:
    case = case_of()
    client = client_of(case)
    client.post(address(case), answers() | {"step": "send"})
    (message,) = written(case)
    assert client.get(address(case, 9)).status_code == 404
    assert client.get(reverse("signpost:letter", args=[message.pk])).status_code == 404
    assert client.get(reverse("signpost:letter", args=[uuid4()])).status_code == 404
    assert client.post(reverse("signpost:posted", args=[uuid4()])).status_code == 404
    assert client.post(reverse("signpost:stop_message", args=[uuid4()])).status_code == 404


def test_a_page_that_was_changed_on_the_way_says_so() -> None:
    case = case_of()
    page = client_of(case).post(address(case), answers(message_id="x")).content.decode()
    assert "This page was changed on the way" in page


def test_another_agency_does_not_see_it() -> None:
    case = case_of()
    client_of(case).post(address(case), answers(channel=Channel.LETTER) | {"step": "send"})
    (message,) = written(case)
    elsewhere = factories.partners("W06000015")
    stranger = factories.practitioner(elsewhere.front_door, factories.Role.DECISION_MAKER)
    client = Client()
    client.force_login(stranger)
    assert client.get(reverse("signpost:letter", args=[message.pk])).status_code == 404
    assert client.get(address(case)).status_code == 404


# --- reminding of an appointment ------------------------------------------------------------------------


def booked(case: Case, **contact: Any) -> tuple[str, str]:
    """A referral that has an appointment tomorrow: its reference and the address of the reminder."""
    sent = made.referral(case, contact=Contact(**contact))
    sent = made.go(case, sent, ReferralState.SEEN, ReferralState.ACCEPTED)
    when = When(timezone.now() + timedelta(days=1), 60, MeetingWay.AT_SERVICE, "1 Made-up Street")
    with acting(case.helper) as by:
        one = book_appointment(by=by, reference=sent.reference, when=when, at=timezone.now())
    return sent.reference, reverse("signpost:remind", args=[sent.reference, one.pk])


def test_the_service_reminds_of_an_appointment_by_the_way_that_is_safe() -> None:
    case = case_of()
    _reference, address = booked(case, way=SafeContact.TEXT.value, telephone="+447700900123")
    client = Client()
    client.force_login(case.worker)
    page = client.get(address).content.decode()
    assert 'class="govuk-inset-text" lang="cy"' in page  # the person asked for Welsh
    assert "07700 900123" in page
    key = str(uuid4())
    client.post(address, {"message_id": key})
    client.post(address, {"message_id": key})
    with acting(case.helper):
        (message,) = PersonMessage.objects.all()
    assert (message.wording, message.state) == (Wording.APPOINTMENT, State.QUEUED)
    assert "1 Made-up Street" in message.body
    assert written(case) == []  # the front door does not see what the service wrote
    client.post(reverse("signpost:stop_message", args=[message.pk]))
    assert str(State.STOPPED.label) in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("contact", "says"),
    [
        ({"way": SafeContact.CALL.value, "telephone": "+447700900123"}, "They asked to be called"),
        ({"way": SafeContact.NONE.value}, "Write nothing"),
    ],
)
def test_a_reminder_that_could_harm_is_not_offered(contact: dict[str, str], says: str) -> None:
    case = case_of()
    _reference, address = booked(case, **contact)
    client = Client()
    client.force_login(case.worker)
    page = client.get(address).content.decode()
    assert says in page
    assert "Send the reminder" not in page
    client.post(address, {"message_id": str(uuid4())})
    with acting(case.helper):
        assert not PersonMessage.objects.exists()


def test_an_e_mail_reminds_where_e_mail_is_safe(settings: Any) -> None:
    settings.NOTIFY = {"key": "", "address": "", "text_template": "", "email_template": ""}
    case = case_of()
    reference, address = booked(case, way=SafeContact.EMAIL.value, email="resident@example.org")
    client = Client()
    client.force_login(case.worker)
    assert "resident@example.org" in client.get(address).content.decode()
    assert address in client.get(reverse("signpost:referral", args=[reference])).content.decode()


def test_no_gateway_no_text_and_no_reminder_of_what_is_over(settings: Any) -> None:
    settings.NOTIFY = {"key": "", "address": "", "text_template": "", "email_template": ""}
    case = case_of()
    reference, address = booked(case, way=SafeContact.TEXT.value, telephone="+447700900123")
    client = Client()
    client.force_login(case.worker)
    assert "Text messages are not set up" in client.get(address).content.decode()
    assert client.get(reverse("signpost:remind", args=[reference, uuid4()])).status_code == 404
    assert client.post(address, {"message_id": "x"}).status_code == 200


def test_a_reminder_does_not_say_where_when_the_place_could_give_somebody_away() -> None:
    case = case_of()
    case.service.needs = ["domestic_abuse"]
    case.service.save(update_fields=["needs"])
    _reference, address = booked(case, way=SafeContact.TEXT.value, telephone="+447700900123")
    client = Client()
    client.force_login(case.worker)
    client.post(address, {"message_id": str(uuid4())})
    with acting(case.helper):
        (message,) = PersonMessage.objects.all()
    assert "1 Made-up Street" not in message.body
