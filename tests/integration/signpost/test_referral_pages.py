"""Choosing, referring and answering through the browser's eyes, in both languages."""

import re
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.identify.choices import Need, PersonRole, SafeContact
from earlyhelp.identify.report import Named
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.models import Referral, Signposting
from earlyhelp.solve.choices import Outcome
from earlyhelp.understand.models import Consent
from tests import factories
from tests.factories import signpost as made
from tests.factories.signpost import Case, go

pytestmark = pytest.mark.django_db
S = ReferralState
# The first wall says 403; once the transaction in which access ended is over, the second hides the row: 404.
NO_MORE = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(params=["en", "cy"])
def case(request: pytest.FixtureRequest) -> Case:
    return made.case(language=request.param, at=timezone.now() - timedelta(days=1))


def browser(who: Practitioner) -> Client:
    client = Client()
    client.force_login(who, BACKEND)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = who.language
    return client


def text_of(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def check_page(response: HttpResponse, status: HTTPStatus = HTTPStatus.OK) -> str:
    assert response.status_code == status, response.content.decode()[:2000]
    page = text_of(response)
    assert page.count("<h1") == 1
    return page


def answers(**changes: Any) -> dict[str, Any]:
    """What a decision-maker types to refer somebody."""
    today = timezone.localdate()
    said = {
        "page": "form",
        "referral_id": str(new_id()),
        "needs": [Need.MONEY],
        "request": "Help to make the money last.",
        "strengths": "A neighbour helps.",
        "contact_way": SafeContact.CALL,
        "contact_note": "After ten",
        "telephone": "07700 900123",
        "email": "resident@example.org",
        "address": "1 Made-up Street, CF31 1AA",
        "basis": "consent",
        "given_by": "self",
        "given_by_name": "",
        "way": "telephone",
        "given_on-day": str(today.day),
        "given_on-month": str(today.month),
        "given_on-year": str(today.year),
        "hears_progress": "yes",
        "agreed": "on",
    }
    return {name: value for name, value in (said | changes).items() if value is not None}


def refer_url(case: Case) -> str:
    return reverse("signpost:refer", args=[case.notification.reference, case.position, case.service.pk])


def choose_url(case: Case) -> str:
    return reverse("signpost:choose", args=[case.notification.reference])


# --- choosing -------------------------------------------------------------------------------------------


def test_choosing_starts_from_the_needs_area_age_and_language_of_the_report(case: Case) -> None:
    page = check_page(browser(case.decider).get(choose_url(case)))
    assert case.service.name_cy in page if case.decider.language == "cy" else case.service.name_en in page
    assert refer_url(case) in page
    assert reverse("signpost:tell", args=[case.notification.reference, case.service.pk]) in page
    assert 'value="money"' in page


def test_looking_for_something_else_keeps_what_was_chosen_and_puts_nothing_in_the_address(case: Case) -> None:
    client = browser(case.decider)
    response = client.post(choose_url(case), {"needs": [Need.HOUSING], "age": "34", "language": ""})
    page = check_page(response)
    assert refer_url(case) not in page
    assert response.request["QUERY_STRING"] == ""
    page = check_page(client.post(choose_url(case), {"age": "34"}))
    assert "govuk-error-summary" in page


def test_a_service_that_takes_no_referrals_here_can_only_be_told_about(case: Case) -> None:
    elsewhere = made.service(case.partners, referral_route="telephone", agency=None, name_en="By telephone")
    page = check_page(browser(case.decider).get(choose_url(case)))
    arguments = [case.notification.reference, case.position, elsewhere.pk]
    assert reverse("signpost:refer", args=arguments) not in page
    assert reverse("signpost:tell", args=[case.notification.reference, elsewhere.pk]) in page


def test_somebody_else_in_the_notification_can_be_chosen_for() -> None:
    case = made.case(
        at=timezone.now() - timedelta(days=1), person=Named(role=PersonRole.OTHER, description="A neighbour")
    )
    url = reverse("signpost:choose_for", args=[case.notification.reference, case.position])
    assert "A neighbour" in check_page(browser(case.decider).get(url))
    nobody = reverse("signpost:choose_for", args=[case.notification.reference, 99])
    assert browser(case.decider).get(nobody).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("outcome", [None, Outcome.NO_NEED])
def test_without_a_decision_that_leads_to_a_service_a_sentence_says_to_decide(
    outcome: Outcome | None,
) -> None:
    case = made.case(outcome=outcome)
    tell_url = reverse("signpost:tell", args=[case.notification.reference, case.service.pk])
    for url in (choose_url(case), refer_url(case), tell_url):
        page = check_page(browser(case.decider).get(url), HTTPStatus.CONFLICT)
        assert "Decide on early help or signposting first" in page


# --- referring ------------------------------------------------------------------------------------------


def test_a_referral_is_shown_exactly_before_it_is_sent(case: Case) -> None:
    client = browser(case.decider)
    check_page(client.get(refer_url(case)))
    typed = answers()
    page = check_page(client.post(refer_url(case), typed))
    assert "07700 900123" in page
    shown = re.sub(r"<input[^>]*>", "", page)
    assert "resident@example.org" not in shown
    assert "Made-up Street" not in shown
    with acting(case.hub):
        assert not Referral.objects.exists()
        assert not Consent.objects.exists()
    sent = client.post(refer_url(case), typed | {"page": "check", "step": "send"})
    with acting(case.hub):
        referral = Referral.objects.get()
    assert sent.url == reverse("signpost:referral", args=[referral.reference])  # type: ignore[attr-defined]
    assert check_page(client.get(sent.url)).count("Help to make the money last.") == 1  # type: ignore[attr-defined]
    again = client.post(refer_url(case), typed | {"page": "check", "step": "send"})
    assert again.url == sent.url  # type: ignore[attr-defined]


def test_changing_something_or_the_language_keeps_everything_typed(case: Case) -> None:
    client = browser(case.decider)
    typed = answers(request="Geiriau’r person ei hun")
    other = "en" if case.decider.language == "cy" else "cy"
    page = check_page(client.post(refer_url(case), typed | {"page": "check", "step": "change"}))
    assert "Geiriau’r person ei hun" in page
    assert 'name="page" value="form"' in page
    page = check_page(client.post(refer_url(case), typed | {"page": "check", "switch_language": other}))
    assert f'<html lang="{other}"' in page
    assert 'name="page" value="check"' in page
    page = check_page(client.post(refer_url(case), typed | {"agreed": "", "switch_language": other}))
    assert "Geiriau’r person ei hun" in page
    assert "govuk-error-summary" not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agreed": None}, "Nothing can be sent unless they agree"),
        ({"contact_way": None}, "Ask the person how it is safe to reach them"),
        ({"telephone": ""}, "Enter the telephone number that is safe to use"),
        ({"contact_way": "email", "email": ""}, "Enter the e-mail address that is safe to use"),
        ({"contact_way": "visit", "address": ""}, "Enter the address to visit"),
        ({"contact_way": "none", "telephone": "not a number"}, "Enter a telephone number"),
        ({"given_by": "parent"}, "Enter the name of the person who agreed"),
        ({"given_on-year": "2999"}, "Enter a day that is today or in the past"),
        ({"request": ""}, "Write what the person would like help with"),
        ({"needs": None}, "Select at least one kind of need"),
        ({"hears_progress": None}, "Select whether the service may tell us how it goes"),
        ({"referral_id": "changed"}, "This page was changed on the way"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(changes: dict[str, Any], sentence: str) -> None:
    case = made.case()
    typed = answers(strengths="Kept as typed") | changes
    typed = {name: value for name, value in typed.items() if value is not None}
    page = check_page(browser(case.decider).post(refer_url(case), typed | {"step": "send"}))
    assert "<title>Error:" in page
    assert sentence in page
    assert "Kept as typed" in page


def test_without_an_agreement_the_page_says_what_is_missing_and_whom_to_ask(case: Case) -> None:
    case.partners.agreement.parties.clear()
    page = check_page(browser(case.decider).get(refer_url(case)), HTTPStatus.CONFLICT)
    assert choose_url(case) in page
    if case.decider.language == "en":
        assert "No live sharing agreement covers this" in page
        assert "Ask your information governance officer" in page
        assert f"/agreements/exceptions/decide?about={case.notification.reference}" in page


def test_a_second_referral_to_the_same_service_is_refused_on_the_page_with_everything_kept() -> None:
    case = made.case()
    made.referral(case)
    typed = answers(strengths="Kept as typed") | {"page": "check", "step": "send"}
    page = check_page(browser(case.decider).post(refer_url(case), typed))
    assert "already has an open referral" in page
    assert "Kept as typed" in page


def test_telling_somebody_about_a_service_is_noted(case: Case) -> None:
    client = browser(case.decider)
    url = reverse("signpost:tell", args=[case.notification.reference, case.service.pk])
    page = check_page(client.get(url))
    key = re.search(r'name="signposting_id" value="([^"]+)"', page)
    assert key
    assert "govuk-error-summary" in check_page(client.post(url, {"signposting_id": key[1]}))
    page = check_page(client.post(url, {"signposting_id": key[1], "switch_language": "cy"}))
    assert "govuk-error-summary" not in page
    response = client.post(url, {"signposting_id": key[1], "told_how": "telephone"}, follow=True)
    assert case.service.name_en in check_page(response) or case.service.name_cy in text_of(response)
    with acting(case.hub):
        assert Signposting.objects.count() == 1


@pytest.mark.parametrize("name", ["refer", "tell"])
def test_a_service_or_notification_that_is_not_there_is_not_found(name: str) -> None:
    case = made.case()
    position = [case.position] if name == "refer" else []
    client = browser(case.decider)
    gone = reverse(f"signpost:{name}", args=[case.notification.reference, *position, new_id()])
    assert client.get(gone).status_code == HTTPStatus.NOT_FOUND
    nowhere = reverse(f"signpost:{name}", args=["EH-26-9999999", *position, case.service.pk])
    assert client.get(nowhere).status_code == HTTPStatus.NOT_FOUND


def test_a_decision_maker_of_another_front_door_chooses_nothing_here(case: Case) -> None:
    others = factories.partners("W06000015")
    stranger = factories.practitioner(others.front_door, Role.DECISION_MAKER)
    for url in (choose_url(case), refer_url(case)):
        assert browser(stranger).get(url).status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}


# --- the service ----------------------------------------------------------------------------------------

_SAID: dict[ReferralState, dict[str, str]] = {
    S.WAITING: {"next_update_on-day": "1", "next_update_on-month": "12", "next_update_on-year": "2099"},
    S.DECLINED: {"decline_reason": "no_room", "note": "Full until June."},
    S.COMPLETED: {"help_outcome": "better", "note": "They manage now."},
    S.WITHDRAWN: {"person_reason": "consent"},
    S.CANCELLED: {"sender_reason": "not_needed"},
}


def move(client: Client, sent: Referral, to: ReferralState, **said: str) -> HttpResponse:
    url = reverse("signpost:move", args=[sent.reference, to.value])
    page = check_page(client.get(url))
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen
    return client.post(url, {"seen": seen[1]} | _SAID.get(to, {}) | said, follow=True)


def test_a_service_worker_takes_a_referral_from_new_to_closed(case: Case) -> None:
    sent = made.referral(case, at=timezone.now() - timedelta(hours=1))
    client = browser(case.worker)
    page = check_page(client.get(reverse("signpost:inbox")))
    assert sent.reference in page
    assert "Synthetic Resident" in page
    check_page(client.get(reverse("signpost:referral", args=[sent.reference])))
    for to, tab in (
        (S.WAITING, "waiting"),
        (S.WAITING, "waiting"),
        (S.ACCEPTED, "working"),
        (S.IN_PROGRESS, "working"),
    ):
        check_page(move(client, sent, to))
        assert sent.reference in check_page(client.get(reverse("signpost:inbox"), {"tab": tab}))
    page = check_page(move(client, sent, S.COMPLETED))
    assert "They manage now." in page
    assert sent.reference in check_page(client.get(reverse("signpost:inbox"), {"tab": "closed"}))
    assert sent.reference not in check_page(client.get(reverse("signpost:inbox"), {"tab": "nonsense"}))
    hub = check_page(browser(case.decider).get(reverse("signpost:referral", args=[sent.reference])))
    assert "They manage now." in hub


def test_declining_warns_that_access_ends_and_then_it_has_ended(case: Case) -> None:
    sent = made.referral(case, at=timezone.now() - timedelta(hours=1))
    client = browser(case.worker)
    client.get(reverse("signpost:referral", args=[sent.reference]))
    page = check_page(client.get(reverse("signpost:move", args=[sent.reference, "declined"])))
    assert "govuk-warning-text" in page
    if case.worker.language == "en":
        assert "You will no longer have access" in page
    after = move(client, sent, S.DECLINED)
    assert after.redirect_chain[-1][0] == reverse("signpost:inbox")  # type: ignore[attr-defined]
    assert client.get(reverse("signpost:referral", args=[sent.reference])).status_code in NO_MORE
    hub = browser(case.decider)
    page = check_page(hub.get(reverse("signpost:returned")))
    assert "Full until June." in page
    assert reverse("solve:case", args=[case.notification.reference]) in page
    assert reverse("signpost:choose_for", args=[case.notification.reference, case.position]) in page
    assert reverse("signpost:returned") in check_page(
        hub.get(reverse("signpost:referral", args=[sent.reference]))
    )
    done = hub.post(reverse("signpost:handled", args=[sent.reference]), follow=True)
    assert "Full until June." not in check_page(done)


def test_two_workers_with_the_same_page_open_do_not_overwrite_each_other() -> None:
    case = made.case()
    sent = go(case, made.referral(case), S.SEEN)
    url = reverse("signpost:move", args=[sent.reference, "declined"])
    client = browser(case.worker)
    seen = re.search(r'name="seen" value="([^"]+)"', check_page(client.get(url)))
    assert seen
    go(case, sent, S.WAITING, at=made.AT + timedelta(hours=4))
    page = check_page(
        client.post(url, {"seen": seen[1], "decline_reason": "no_room", "note": "Kept as typed"})
    )
    assert "Somebody has moved this referral" in page
    assert "Kept as typed" in page


def test_a_move_that_no_longer_exists_leads_to_where_the_referral_stands() -> None:
    case = made.case()
    sent = go(case, made.referral(case), S.SEEN, S.ACCEPTED)
    response = browser(case.worker).get(
        reverse("signpost:move", args=[sent.reference, "waiting"]), follow=True
    )
    assert "This referral has moved on" in check_page(response)
    for nonsense in ("requested", "seen", "nonsense"):
        url = reverse("signpost:move", args=[sent.reference, nonsense])
        assert browser(case.worker).get(url).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("to", "said", "sentence"),
    [
        (S.WAITING, {"next_update_on-year": "2020"}, "Enter a day after today"),
        (S.DECLINED, {"decline_reason": ""}, "Select why the service cannot help"),
    ],
)
def test_a_move_that_says_too_little_says_what_is_missing(
    to: ReferralState, said: dict[str, str], sentence: str
) -> None:
    case = made.case()
    sent = go(case, made.referral(case), S.SEEN)
    assert sentence in check_page(move(browser(case.worker), sent, to, **said))


def test_the_language_switch_on_a_move_keeps_the_note() -> None:
    case = made.case()
    sent = go(case, made.referral(case), S.SEEN)
    url = reverse("signpost:move", args=[sent.reference, "accepted"])
    page = check_page(browser(case.worker).post(url, {"note": "Kept as typed", "switch_language": "cy"}))
    assert '<html lang="cy"' in page
    assert "Kept as typed" in page


# --- the front door -------------------------------------------------------------------------------------


def test_the_front_door_sees_what_is_out_and_takes_one_back(case: Case) -> None:
    sent = made.referral(case)
    hub = browser(case.decider)
    assert sent.reference in check_page(hub.get(reverse("signpost:open_referrals")))
    check_page(move(hub, sent, S.WITHDRAWN))
    assert sent.reference not in check_page(hub.get(reverse("signpost:open_referrals")))
    gone = browser(case.worker).get(reverse("signpost:referral", args=[sent.reference]))
    assert gone.status_code in NO_MORE
    check_page(hub.get(reverse("signpost:returned")))


def test_what_is_not_declined_cannot_be_marked_as_dealt_with() -> None:
    case = made.case()
    sent = made.referral(case)
    hub = browser(case.decider)
    response = hub.post(reverse("signpost:handled", args=[sent.reference]), follow=True)
    assert "Only a referral that a service declined" in check_page(response)
    nowhere = hub.post(reverse("signpost:handled", args=["RF-26-9999999"]))
    assert nowhere.status_code == HTTPStatus.NOT_FOUND
    assert (
        hub.get(reverse("signpost:handled", args=[sent.reference])).status_code
        == HTTPStatus.METHOD_NOT_ALLOWED
    )


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("inbox", {Role.SERVICE_WORKER}),
        ("returned", set(FRONT_DOOR_ROLES)),
        ("open_referrals", set(FRONT_DOOR_ROLES)),
    ],
)
@pytest.mark.parametrize("role", list(Role))
def test_who_may_open_which_list(name: str, roles: set[Role], role: Role) -> None:
    partners = factories.partners()
    who = factories.practitioner(partners.front_door, role)
    expected = HTTPStatus.OK if role in roles else HTTPStatus.FORBIDDEN
    assert browser(who).get(reverse(f"signpost:{name}")).status_code == expected


def test_pages_cost_a_constant_number_of_queries(django_assert_max_num_queries: Callable[..., Any]) -> None:
    case = made.case()
    for number in range(12):
        made.service(case.partners, name_en=f"Service {number}")
    hub = browser(case.decider)
    with django_assert_max_num_queries(22):
        check_page(hub.get(choose_url(case)))


def test_the_language_switch_on_the_choice_keeps_what_was_looked_for() -> None:
    case = made.case()
    response = browser(case.decider).post(
        choose_url(case), {"needs": [Need.HOUSING], "age": "x", "language": "", "switch_language": "cy"}
    )
    page = check_page(response)
    assert '<html lang="cy"' in page
    assert re.search(r'value="housing"\s+checked', page)
    assert "govuk-error-summary" not in page


def test_the_officers_own_force_chooses_no_service_for_a_person() -> None:
    case = made.case()
    inspector = factories.practitioner(case.partners.response, Role.DECISION_MAKER)
    for url in (choose_url(case), refer_url(case)):
        assert browser(inspector).get(url).status_code == HTTPStatus.FORBIDDEN


def test_a_choice_shows_what_was_already_done_and_who_else_is_in_the_notification() -> None:
    partners = factories.partners()
    people = (made.SOMEBODY, Named(role=PersonRole.CHILD, given_name="Another", family_name="Resident"))
    case = made.case(partners, people=people)
    case.service.waiting_time_en = "Two weeks"
    case.service.save()
    sent = made.referral(case)
    page = check_page(browser(case.decider).get(choose_url(case)))
    assert sent.reference in page
    assert "Another Resident" in page
    assert "Two weeks" in page
    url = reverse("signpost:choose_for", args=[case.notification.reference, case.position + 1])
    assert "Another Resident" in check_page(browser(case.decider).get(url))


def test_a_service_without_a_match_says_what_to_do_and_one_in_english_only_says_so() -> None:
    case = made.case(language="cy")
    case.service.name_cy = ""
    case.service.telephone = "029 2018 0100"
    case.service.url = "https://service.example.org"
    case.service.min_age = 60
    case.service.save()
    client = browser(case.decider)
    page = check_page(client.get(choose_url(case)))
    assert 'lang="en">Making ends meet' in page
    tell = check_page(
        client.get(reverse("signpost:tell", args=[case.notification.reference, case.service.pk]))
    )
    assert "029 2018 0100" in tell
    assert "https://service.example.org" in tell


def test_a_promise_that_was_not_kept_is_marked_on_both_sides() -> None:
    case = made.case()
    sent = go(case, made.referral(case), S.SEEN, S.WAITING)
    page = check_page(browser(case.worker).get(reverse("signpost:inbox"), {"tab": "waiting"}))
    late = timezone.localdate() > sent.next_update_on if sent.next_update_on else False
    assert ("The promised day has passed" in page) is late
    with acting(case.hub):
        yesterday = timezone.localdate() - timedelta(days=1)
        Referral.objects.update(next_update_on=yesterday, due_on=yesterday)
    page = check_page(browser(case.worker).get(reverse("signpost:inbox"), {"tab": "waiting"}))
    assert "The promised day has passed" in page
    assert "Late: ring the service" in check_page(
        browser(case.decider).get(reverse("signpost:open_referrals"))
    )


def test_consent_by_somebody_else_is_shown_with_their_name() -> None:
    case = made.case()
    typed = answers(given_by="parent", given_by_name="Synthetic Parent", hears_progress="no")
    page = check_page(browser(case.decider).post(refer_url(case), typed))
    assert "Synthetic Parent" in re.sub(r"<input[^>]*>", "", page)
    assert "No, we hear only its answer" in page


def test_a_referral_that_is_not_there_is_not_found() -> None:
    case = made.case()
    for who in (case.worker, case.decider):
        response = browser(who).get(reverse("signpost:referral", args=["RF-26-9999999"]))
        assert response.status_code == HTTPStatus.NOT_FOUND
