"""The pages of agreements, of what left the agency, and of exceptional disclosures, through the browser's door."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import ExceptionalDisclosure, Practitioner, SharingAgreement
from tests import factories
from tests.factories import agreements as make
from tests.factories import signpost

AT = factories.AT
pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "isp",
    "title_en": "Early help in the valley",
    "title_cy": "Cymorth cynnar yn y cwm",
    "purpose": "early_help",
    "lawful_basis": "public_task",
    "special_basis": "article_9_g",
    "power": "Social Services and Well-being (Wales) Act 2014",
    "data_sets": ["referral"],
    "how_referral": "service",
    "when_referral": "happens",
    "starts_on-day": "1",
    "starts_on-month": "3",
    "starts_on-year": "2026",
    "review_on-day": "1",
    "review_on-month": "3",
    "review_on-year": "2027",
}


@pytest.fixture
def partners() -> factories.Partners:
    """Partners who have agreed nothing yet."""
    made = factories.partners()
    SharingAgreement.objects.all().delete()
    return made


def browser(by) -> Client:
    client = Client()
    client.force_login(Practitioner.objects.get(pk=by.practitioner_id))
    return client


def test_an_agreement_that_was_never_given_a_reference_is_listed_and_leads_nowhere() -> None:
    made = factories.partners()
    assert not made.agreement.reference
    page = browser(make.officer(made.council)).get("/agreements/")
    assert page.status_code == HTTPStatus.OK
    assert made.agreement.title_en in page.content.decode()
    assert "/agreements//" not in page.content.decode()


def test_an_agreement_is_drawn_up_sent_signed_and_ended_on_the_pages(partners: factories.Partners) -> None:
    lead, other = make.officer(partners.council), make.officer(partners.charity)
    ours, theirs = browser(lead), browser(other)
    assert "No agreement yet" in ours.get("/agreements/").content.decode()
    assert ours.get("/agreements/new").status_code == HTTPStatus.OK
    wrong = ours.post("/agreements/new", {"kind": "dda"})
    assert wrong.status_code == HTTPStatus.BAD_REQUEST
    assert "Select which party gives" in wrong.content.decode()
    typed = TYPED | {"parties": [str(partners.charity.pk)]}
    made = ours.post("/agreements/new", typed)
    assert made.status_code == HTTPStatus.FOUND, made.content.decode()
    address = made["Location"]
    assert "Information reference table" in ours.get(address).content.decode()
    assert "Change the draft" in ours.get(f"{address}change").content.decode()
    assert ours.post(f"{address}change", typed | {"power": "Another Act"}).status_code == HTTPStatus.FOUND
    assert ours.post(f"{address}step/send").status_code == HTTPStatus.FOUND
    assert ours.post(f"{address}step/nonsense").status_code == HTTPStatus.NOT_FOUND
    assert "Waits for your signature" in theirs.get("/agreements/").content.decode()
    for client, who in ((ours, lead), (theirs, other)):
        assert "Sign for your agency" in client.get(f"{address}sign").content.decode()
        signed = {"designated": str(who.practitioner_id), "contact": "029 2018 0100"}
        assert client.post(f"{address}sign", signed).status_code == HTTPStatus.FOUND
    page = theirs.get(address).content.decode()
    assert "Live" in page
    assert "Leave it with your agency" in page
    assert "End it for every party" not in page
    assert "What stops" in ours.get(f"{address}end").content.decode()
    assert ours.post(f"{address}step/review").status_code == HTTPStatus.FOUND
    assert "Keep it as it is" in ours.get(f"{address}keep").content.decode()
    refused = theirs.post(f"{address}end", {"why": "We say so."})
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert ours.post(f"{address}end", {"why": "A breach."}).status_code == HTTPStatus.FOUND
    # What is over says so, and keeps what was typed.
    late = ours.post(f"{address}end", {"why": "Again."})
    assert late.status_code == HTTPStatus.BAD_REQUEST
    assert "has moved on" in late.content.decode()


def test_pages_in_welsh_keep_what_was_typed_at_a_switch(partners: factories.Partners) -> None:
    client = browser(make.officer(partners.council))
    switched = client.post("/agreements/new", {"title_en": "Kept as typed", "switch_language": "cy"})
    assert "Kept as typed" in switched.content.decode()
    assert client.get("/agreements/AG-26-9999999/").status_code == HTTPStatus.NOT_FOUND


def test_lists_ask_the_same_number_of_queries_however_long(
    partners: factories.Partners, django_assert_max_num_queries
) -> None:
    client = browser(make.officer(partners.council))
    make.signed([partners.council, partners.charity])
    with django_assert_max_num_queries(25) as few:
        client.get("/agreements/")
    for _more in range(4):
        make.signed([partners.council, partners.charity])
    with django_assert_max_num_queries(len(few)):
        client.get("/agreements/")


def test_an_exception_is_decided_used_shown_and_reviewed_on_the_pages() -> None:
    case = signpost.case()
    case.partners.agreement.state = "ended"
    case.partners.agreement.save()
    decider, officer = browser(case.hub), browser(make.officer(case.partners.council))
    address = f"/agreements/exceptions/decide?about={case.notification.reference}"
    assert case.notification.reference in decider.get(address).content.decode()
    typed = {
        "about_reference": case.notification.reference,
        "receiver": str(case.partners.charity.pk),
        "ground": "vital_interests",
        "law": "UK GDPR article 6(1)(d)",
        "reason": "They may not be safe tonight.",
        "hours": "24",
    }
    assert decider.post(address, typed | {"law": ""}).status_code == HTTPStatus.BAD_REQUEST
    assert decider.post(address, typed).status_code == HTTPStatus.FOUND
    assert "May be used until:" in decider.get(address).content.decode()
    with acting(case.hub):
        one = ExceptionalDisclosure.objects.get()
        one.decided_at, one.until_at = AT, AT + timedelta(days=1)
        one.save()
    signpost.referral(case)
    assert "Used on:" in officer.get("/agreements/exceptions").content.decode()
    page = officer.get(f"/agreements/exceptions/{one.pk}").content.decode()
    assert "They may not be safe tonight." in page
    review = {"verdict": "right", "words": "There was no other way."}
    assert officer.post(f"/agreements/exceptions/{one.pk}", review).status_code == HTTPStatus.FOUND
    again = officer.post(f"/agreements/exceptions/{one.pk}", review)
    assert "reviewed already" in again.content.decode()
    left = officer.get("/agreements/shared").content.decode()
    assert "Somebody’s life or safety is at stake" in left
    assert case.notification.reference in left
    assert officer.get(f"/agreements/exceptions/{case.notification.pk}").status_code == HTTPStatus.NOT_FOUND
    assert "Exceptional disclosures" in officer.get("/governance/").content.decode()


def test_others_are_refused(partners: factories.Partners) -> None:
    worker = factories.practitioner(partners.service_team, Role.SERVICE_WORKER)
    client = Client()
    client.force_login(worker)
    for address in ("/agreements/", "/agreements/shared", "/agreements/exceptions/decide"):
        assert client.get(address).status_code == HTTPStatus.FORBIDDEN
