"""The pages of a meeting: for who leads it, who is invited and who is not, from the call to the minutes."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from earlyhelp.govern.models import AccessGrant
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.models import Meeting, MeetingCase
from tests import factories
from tests.factories import meetings as made_of

pytestmark = pytest.mark.django_db
AT = factories.AT
DAY = {"on-day": "3", "on-month": "3", "on-year": "2030"}


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def chair(partners: factories.Partners) -> Practitioner:
    return made_of.coordinator(partners)


def signed_in(who: Practitioner) -> Client:
    client = Client()
    client.force_login(who)
    return client


def a_moment_later() -> None:
    """What was ended is over: inside one transaction PostgreSQL's clock stands still."""
    AccessGrant.objects.filter(until_at__isnull=False).update(until_at=AT)


def only_meeting(who: Practitioner) -> Meeting:
    with acting(factories.actor(who)):
        return Meeting.objects.latest("made_at")


def case_path(meeting: Meeting, case: MeetingCase, what: str = "") -> str:
    return f"/meetings/{meeting.reference}/cases/{case.pk}/{what}"


def decide_said(case: MeetingCase, **changes: Any) -> dict[str, Any]:
    return {
        "decide-expected_number": "0",
        "decide-outcome": "signpost",
        "decide-reason_signpost": "one_need",
        "decide-rationale": "A service gives what they want.",
        "decide-agreed": [str(case.agency_id)],
    } | changes


def test_a_meeting_from_the_call_to_the_minutes(partners: factories.Partners, chair: Practitioner) -> None:
    health = made_of.partner(partners)
    sent = made_of.notifications(partners, 2)
    client = signed_in(chair)
    assert client.get("/meetings/").status_code == 200
    said = DAY | {
        "kind": "panel",
        "starts": "09:30",
        "lasts": "90",
        "language": "both",
        "place": "Made-up Hall",
        "place_in_mail": "yes",
        "link": "",
        "title": "",
    }
    wrong = client.post("/meetings/new/", said | {"starts": "never"})
    assert wrong.status_code == 400
    assert "Made-up Hall" in wrong.content.decode()
    assert client.post("/meetings/new/", said).status_code == 302
    meeting = only_meeting(chair)
    page = f"/meetings/{meeting.reference}/"
    assert client.get(page + "people/").status_code == 200
    client.post(
        page + "people/", {"practitioners": [str(health.pk)], "name": "Head teacher", "of": "A school"}
    )
    assert sent[0].reference in client.get(page + "agenda/").content.decode()
    client.post(page + "agenda/", {"chosen": [f"notification:{one.pk}" for one in sent]})
    other = signed_in(health)
    assert other.post(page + "step/coming/").status_code == 302
    assert sent[0].reference in other.get(page).content.decode()
    first, second = made_of.cases(chair, meeting)
    client.post(page + "step/move/", {"case": str(second.pk), "to": "up"})
    client.post(page + "step/move/", {"case": str(second.pk), "to": "down"})
    input_said = {
        "say-from_agency": str(health.agency_id),
        "say-certainty": "fact",
        "say-text": "Seen on Monday.",
    }
    assert other.post(case_path(meeting, first, "say/"), input_said).status_code == 302
    assert other.post(case_path(meeting, first, "decide/"), decide_said(first)).status_code == 403
    assert client.post(page + "step/open/").url == case_path(meeting, first)
    assert "Seen on Monday." in client.get(case_path(meeting, first)).content.decode()
    assert client.post(case_path(meeting, first, "decide/"), decide_said(first)).status_code == 302
    clash = client.post(
        case_path(meeting, first, "decide/"), decide_said(first, **{"decide-rationale": "Another why."})
    )
    assert clash.status_code == 409
    assert "Another why." in clash.content.decode()
    other.post(
        case_path(meeting, first, "dissent/"),
        {"dissent-from_agency": str(health.agency_id), "dissent-words": "We would go sooner."},
    )
    act = {"act-text": "Ring the school", "act-practitioner": str(health.pk), "act-somebody": ""}
    act |= {"act-due_on-day": "9", "act-due_on-month": "3", "act-due_on-year": "2031"}
    assert client.post(case_path(meeting, first, "act/"), act).status_code == 302
    assert client.post(page + "step/next/").url == case_path(meeting, second)
    hidden = client.post(page + "step/names/", {"case": str(second.pk)})
    shown = client.get(hidden.url).content.decode()
    assert "Synthetic Resident" not in shown
    client.post(page + "step/names/", {"case": str(second.pk)})
    assert client.get(page + "minutes.pdf").status_code == 404
    client.post(page + "step/close/")
    assert client.get(page).status_code == 200
    assert client.get(page + "minutes/").status_code == 200
    client.post(page + "step/attended/", {"there": []})
    assert client.post(page + "step/confirm/").url == page + "minutes/"
    assert client.get(page + "minutes/").status_code == 200
    paper = other.get(page + "minutes.pdf")
    text = "\n".join(one.extract_text() for one in PdfReader(BytesIO(paper.content)).pages)
    for words in ("We would go sooner.", "Ring the school", sent[0].reference):
        assert text.count(words) >= 2, "once in each language"
    correction = {"expected_version": "1", "case": str(first.pk), "text": "It was Tuesday."}
    assert client.post(page + "minutes/", correction).status_code == 302
    assert "It was Tuesday." in other.get(page + "minutes/").content.decode()
    a_moment_later()
    assert other.get(case_path(meeting, first)).status_code == 404


def test_prepare_withhold_take_off_postpone_and_cancel(
    partners: factories.Partners, chair: Practitioner
) -> None:
    health = made_of.partner(partners)
    meeting = made_of.meeting(
        chair,
        made_of.notifications(partners, 2),
        [health],
        starts_at=AT + timedelta(days=4000),
        ends_at=AT + timedelta(days=4000, hours=1),
    )
    first, second = made_of.cases(chair, meeting)
    client, other, page = signed_in(chair), signed_in(health), f"/meetings/{meeting.reference}/"
    told = {
        "tell-expected_version": "0",
        "tell-people": "A family",
        "tell-strengths": "They laugh.",
        "tell-known": "-",
    }
    assert client.post(case_path(meeting, first, "tell/"), told).status_code == 302
    assert client.post(case_path(meeting, first, "tell/"), told).status_code == 409
    assert "They laugh." in other.get(case_path(meeting, first)).content.decode()
    kept = {"withhold-from_agency": str(health.agency_id), "withhold-why": "They are family."}
    assert client.post(case_path(meeting, first, "withhold/"), kept).status_code == 302
    a_moment_later()
    assert other.get(case_path(meeting, first)).status_code == 404
    assert "Withheld from your agency" in other.get(page).content.decode()
    client.post(case_path(meeting, first, "show/"), {"show-from_agency": str(health.agency_id)})
    assert other.get(case_path(meeting, first)).status_code == 200
    assert (
        client.post(case_path(meeting, second, "remove/"), {"remove-why": "They asked."}).status_code == 302
    )
    assert client.get(page + "change/").status_code == 200
    later = DAY | {
        "expected_sequence": "0",
        "starts": "10:00",
        "lasts": "60",
        "language": "cy",
        "place_in_mail": "no",
    }
    later |= {"place": "", "link": "https://example.org/join", "title": ""}
    assert client.post(page + "change/", later | {"link": "javascript:alert(1)"}).status_code == 400
    assert client.post(page + "change/", later).status_code == 302
    assert client.post(page + "change/", later).status_code == 400
    assert client.get(page + "cancel/").status_code == 200
    assert client.post(page + "cancel/", {"why": "Snow."}).status_code == 302
    assert client.get("/meetings/").status_code == 200


def test_who_is_not_invited_finds_nothing(partners: factories.Partners, chair: Practitioner) -> None:
    stranger = made_of.partner(partners)
    meeting = made_of.meeting(chair, made_of.notifications(partners, 1))
    case = made_of.cases(chair, meeting)[0]
    client, page = signed_in(stranger), f"/meetings/{meeting.reference}/"
    for path in (page, page + "actions/", page + "minutes/", page + "minutes.pdf", case_path(meeting, case)):
        assert client.get(path).status_code == 404
    assert client.post(page + "step/coming/").status_code == 404
    assert meeting.reference not in client.get("/meetings/").content.decode()


def test_a_notification_is_brought_to_a_meeting_from_its_own_page(
    partners: factories.Partners, chair: Practitioner
) -> None:
    sent = made_of.notifications(partners, 1)[0]
    client = signed_in(chair)
    assert client.get(f"/meetings/ask/{sent.reference}/").status_code == 200
    assert client.post(f"/meetings/ask/{sent.reference}/", {"kind": "panel"}).status_code == 302
    assert "1 case waits" in client.get("/meetings/").content.decode()
    meeting = made_of.meeting(chair)
    assert meeting.case_count == 1


def test_the_next_meeting_opens_with_last_times_actions(
    partners: factories.Partners, chair: Practitioner
) -> None:
    meeting = made_of.opened(chair, made_of.meeting(chair, made_of.notifications(partners, 1)))
    case = made_of.cases(chair, meeting)[0]
    client = signed_in(chair)
    act = {"act-text": "Ring the school", "act-practitioner": str(chair.pk), "act-somebody": ""}
    act |= {"act-due_on-day": "9", "act-due_on-month": "3", "act-due_on-year": "2031"}
    client.post(case_path(meeting, case, "act/"), act)
    client.post(f"/meetings/{meeting.reference}/step/close/")
    again = made_of.meeting(chair, starts_at=AT + timedelta(days=8), ends_at=AT + timedelta(days=8, hours=1))
    page = f"/meetings/{again.reference}/"
    assert client.post(page + "step/open/").url == page + "actions/"
    shown = client.get(page + "actions/")
    assert "Ring the school" in shown.content.decode()
    key = str(shown.context["rows"][0][0].kept.pk)
    assert client.post(page + "actions/", {"action": key}).status_code == 400
    refused = client.post(
        page + "actions/", {"action": key, f"{key}-outcome": "not_needed", f"{key}-words": ""}
    )
    assert refused.status_code == 400
    assert client.post(page + "actions/", {"action": key, f"{key}-outcome": "done"}).status_code == 302
    assert "Done" in client.get(page + "actions/").content.decode()
