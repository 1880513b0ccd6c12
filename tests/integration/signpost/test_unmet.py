"""A provider at capacity, needs that nothing meets, one tap to signpost, and the figures for those who plan."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import Need
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.actions.unmet import note_unmet_need
from earlyhelp.signpost.choices.finding import WhyUnmet
from earlyhelp.signpost.models import Capacity, Service, Signposting, UnmetNeed
from earlyhelp.signpost.queries.unmet import get_unmet_figures
from earlyhelp.signpost.rules.unmet import Unmet
from tests import factories
from tests.factories.signpost import Case, case

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def made() -> Case:
    found = case()
    Service.objects.update(
        assured_on=timezone.localdate(), needs=[need.value for need in Need if need != "domestic_abuse"]
    )
    return found


@pytest.fixture
def decider(client: Client, made: Case) -> Client:
    client.force_login(made.decider, BACKEND)
    return client


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def choose(made: Case) -> str:
    return reverse("signpost:choose", args=[made.notification.reference])


def room(made: Case, free: int, days_ago: int = 0) -> None:
    Capacity.objects.create(
        service=made.service,
        unit="people",
        total=10,
        free=free,
        confirmed_on=timezone.localdate() - timedelta(days=days_ago),
    )


def test_room_is_said_and_nothing_is_unmet(decider: Client, made: Case) -> None:
    room(made, 3)
    page = text_of(decider.get(choose(made)))
    assert "It says that it has room. Places free: 3" in page
    assert not UnmetNeed.objects.exists()


def test_a_full_provider_is_said_and_the_need_noted_once_without_a_person(
    decider: Client, made: Case
) -> None:
    room(made, 0)
    for _again in range(3):
        page = text_of(decider.get(choose(made)))
    assert "Full now" in page
    assert "It is full now. It keeps a waiting list." in page
    assert "Every service that suits says that it is full" in page
    noted = UnmetNeed.objects.get()
    assert (noted.why, noted.area_id) == (WhyUnmet.NO_ROOM, made.partners.area.code)
    assert noted.age_group == "26-64"
    names = {field.name for field in UnmetNeed._meta.concrete_fields}
    assert names == {"id", "once", "needs", "age_group", "area", "language", "level", "why", "noted_on"}
    assert str(made.notification.pk) not in noted.once
    with acting(made.hub):
        assert AuditEntry.objects.filter(did="unmet_need.noted").count() == 1


def test_an_old_word_about_room_is_said_to_be_old(decider: Client, made: Case) -> None:
    room(made, 0, days_ago=15)
    page = text_of(decider.get(choose(made)))
    assert "What it said about room may have changed" in page
    assert "Full now" not in page
    assert not UnmetNeed.objects.exists()


def test_nothing_found_is_noted(decider: Client, made: Case) -> None:
    Service.objects.update(status="inactive")
    assert "Nothing in the directory suits" in text_of(decider.get(choose(made)))
    assert UnmetNeed.objects.get().why == WhyUnmet.NOTHING_FOUND


def test_none_of_these_suits_is_said_with_a_reason(decider: Client, made: Case) -> None:
    none_suits = reverse("signpost:none_suits", args=[made.notification.reference])
    carried = {"wanted": "money housing nonsense", "years": "34", "tongue": "cy", "amount": "early_help"}
    assert "Select why none of these" in text_of(decider.post(none_suits, carried, follow=True))
    assert not UnmetNeed.objects.exists()
    page = text_of(decider.post(none_suits, carried | {"why": "too_far"}, follow=True))
    assert "Noted for those who plan services" in page
    noted = UnmetNeed.objects.get()
    assert noted.needs == ["housing", "money"]
    assert (noted.language, noted.level, noted.why) == ("cy", "early_help", "too_far")
    assert decider.get(none_suits).status_code == 405
    twisted = {"wanted": "x", "years": "many", "tongue": "xx", "amount": "y", "why": "language"}
    decider.post(none_suits, twisted)
    assert UnmetNeed.objects.get(why="language").needs == []


def test_one_tap_says_that_the_person_was_told_and_sends_nothing(decider: Client, made: Case) -> None:
    page = decider.get(choose(made))
    key = page.context["matches"][0]["key"]
    tell = reverse("signpost:tell", args=[made.notification.reference, made.service.pk])
    for _twice in range(2):
        decider.post(tell, {"signposting_id": str(key), "told_how": "in_person"})
    with acting(made.hub):
        told = Signposting.objects.get()
    assert (told.pk, told.told_how) == (UUID(str(key)), "in_person")
    again = text_of(decider.get(choose(made)))
    assert "Told about:" in again
    assert reverse("finding:leaflet", args=[made.service.pk]) in again


def note(
    made: Case, number: int, *, area: str = "", why: WhyUnmet = WhyUnmet.NO_ROOM, days_ago: int = 0
) -> None:
    unmet = Unmet(("money",), 30, area or made.partners.area.code, "", "", why)
    with acting(made.hub) as by:
        for one in range(number):
            at = timezone.now() - timedelta(days=days_ago)
            note_unmet_need(by=by, unmet=unmet, search=f"{area}{why}{days_ago}{one}", at=at)


def test_figures_hide_small_numbers_and_round_the_others(made: Case) -> None:
    other = factories.partners("W06000012").area
    note(made, 12)
    note(made, 4, area=other.code, why=WhyUnmet.TOO_FAR)
    note(made, 9, days_ago=366)
    with acting(made.hub) as by:
        figures = get_unmet_figures(by=by, last=timezone.localdate())
    by_area = {line.code: line for line in figures.areas}
    assert by_area[made.partners.area.code].count == 10
    assert by_area[made.partners.area.code].rate == 0.7
    assert (by_area[other.code].count, by_area[other.code].rate) == (None, None)
    assert figures.total == 15
    assert {line.code: line.count for line in figures.reasons} == {"no_room": 10, "too_far": None}
    shapes = {shape.mark for shape in figures.shapes}
    assert shapes == {"10", "<5"}
    with acting(made.hub) as by:
        assert get_unmet_figures(by=by, last=timezone.localdate(), need="school").total == 0


def test_the_page_and_its_table_say_the_same(client: Client, made: Case) -> None:
    note(made, 12)
    client.force_login(factories.practitioner(made.partners.response, Role.SUPERVISOR), BACKEND)
    page = text_of(client.get(reverse("signpost:unmet"), {"need": "money"}))
    assert "<svg" in page
    assert "Open Government Licence v3.0" in page
    assert "Numbers from 1 to 4 are not shown" in page
    response = client.get(reverse("signpost:unmet_table"), {"need": "money"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    bridgend = next(row for row in rows if row["code"] == made.partners.area.code)
    assert (bridgend["count"], bridgend["per_10000"], bridgend["population"]) == ("10", "0.7", "147539")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert text_of(client.get(reverse("signpost:unmet"), {"need": "not-a-need"}))


def test_other_roles_have_no_figures_and_note_nothing(made: Case) -> None:
    with acting(made.helper) as by:
        with pytest.raises(NotAllowed):
            get_unmet_figures(by=by, last=timezone.localdate())
        unmet = Unmet(("money",), None, made.partners.area.code, "", "", WhyUnmet.NO_ROOM)
        with pytest.raises(NotAllowed):
            note_unmet_need(by=by, unmet=unmet, search="x", at=timezone.now())
