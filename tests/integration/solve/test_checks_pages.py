"""The pages of lateral checks: asked from a case, answered with one click."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.kit.database import acting
from earlyhelp.solve.models import Check
from earlyhelp.solve.queries.checks import list_checks_to_answer
from tests.factories import checks as made
from tests.integration.solve.test_checks import HOUR, Asking
from tests.integration.solve.test_queue import ADULT

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"solve:{name}", args=args)


@pytest.fixture
def today() -> Asking:
    return Asking(at=timezone.now() - HOUR)


def test_the_front_door_asks_from_the_case_and_sees_who_has_not_answered(
    client: Client, today: Asking
) -> None:
    client.force_login(today.first)
    case = url("case", today.sent.reference)
    assert "No other agency was asked." in client.get(case).content.decode()
    ask = url("ask_check", today.sent.reference)
    page = client.get(ask).content.decode()
    assert today.school.agency.name in page
    assert str(today.school.agency.pk) not in page
    wrong = client.post(ask, {"question": "Do you know them?"})
    assert wrong.status_code == 400
    assert "Do you know them?" in wrong.content.decode()
    said = {
        "people": ["0"],
        "agencies": [str(today.health.agency.pk), str(today.homes.agency.pk)],
        "question": "Do you know them?",
        "why": "To choose well.",
        "wanted": "three_days",
    }
    assert client.post(ask, said)["Location"] == case
    page = client.get(case).content.decode()
    assert page.count("Asked, no answer yet") == 2
    with acting(today.hub):
        check = Check.objects.get()
    withdraw = url("withdraw_check", check.pk, today.sent.reference)
    client.post(withdraw, {"why": "because"})
    assert client.get(case).content.decode().count("Asked, no answer yet") == 2
    client.post(withdraw, {"why": "not_needed"})
    assert client.get(case).content.decode().count("Taken back:") == 2


def test_a_partner_answers_with_one_click_and_what_lacks_words_keeps_them(
    client: Client, today: Asking
) -> None:
    check = today.ask(0, 1, at=timezone.now(), wanted="three_days")
    client.force_login(today.health.who)
    assert "1 check to answer" in client.get(reverse("desk:my_work")).content.decode()
    assert "Answer this check" in client.get(url("checks")).content.decode()
    page = url("check", check.pk)
    first, second = today.answers(today.health, check)
    wrong = client.post(page, {"say": f"{first.pk.hex}-known"})
    assert wrong.status_code == 400
    assert "in a few words" in wrong.content.decode()
    said = {"say": f"{first.pk.hex}-known", f"{first.pk.hex}-summary": "Seen in March."}
    assert client.post(page, said)["Location"] == page
    assert "Seen in March." in client.get(page).content.decode()
    again = client.post(page, {"say": f"{first.pk.hex}-not_known"})
    assert again.status_code == 400
    assert client.post(page, {"say": f"{second.pk.hex}-call_me"})["Location"] == url("checks")
    over = client.get(page).content.decode()
    assert "Prydderch" not in over
    assert "Known to us, please call me" in over
    client.force_login(today.first)
    case = client.get(url("case", today.sent.reference)).content.decode()
    assert "Seen in March." in case
    assert "Known to us, please call me" in case


def test_nobody_known_is_one_click_and_others_find_no_page(client: Client, today: Asking) -> None:
    check = today.ask(0, 1, at=timezone.now(), wanted="three_days")
    client.force_login(today.homes.who)
    page = url("check", check.pk)
    assert client.post(page, {"say": "nonsense"}).status_code == 404
    assert client.post(page, {"everybody": "none"})["Location"] == url("checks")
    assert "No check waits for an answer" in client.get(url("checks")).content.decode()
    client.force_login(today.school.who)
    assert client.get(page).status_code == 404
    client.force_login(today.officer)
    assert client.get(page).status_code == 403


def test_the_list_of_an_agency_takes_as_many_queries_for_one_check_as_for_five(
    today: Asking, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        sent = today.send(people=[ADULT], at=timezone.now() - HOUR)
        made.check(today.hub, sent, [today.health.agency.pk], at=timezone.now() + timedelta(minutes=number))
    with acting(today.health.by) as by, django_assert_max_num_queries(3):
        waiting, _ = list_checks_to_answer(by=by, at=timezone.now())
    assert len(waiting) == 5
