"""The directory through the browser's eyes: who may search it, what a search shows, and both languages."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.actions import load_directory
from earlyhelp.signpost.models import Service
from earlyhelp.synth.directory import make_feed
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "/services/"


@pytest.fixture(autouse=True)
def _directory() -> None:
    today = datetime.now(UTC)
    with acting(Actor.system(Purpose.RUNNING)) as by:
        load_directory(by=by, feed=make_feed(seed=1, today=today.date()), source="test", at=today)


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def signed_in(client: Client, partners: factories.Partners) -> Client:
    client.force_login(factories.practitioner(partners.response, Role.NOTIFIER), BACKEND)
    return client


BACKEND = "django.contrib.auth.backends.ModelBackend"


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("role", list(Role))
def test_everyone_who_signed_in_may_search(client: Client, partners: factories.Partners, role: Role) -> None:
    client.force_login(factories.practitioner(partners.response, role), BACKEND)
    assert "67 services" in text_of(client.get(LIST))


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    one = Service.objects.values_list("pk", flat=True)[0]
    for address in (LIST, reverse("signpost:service_detail", args=[one])):
        response = client.get(address)
        assert response.status_code == 302
        assert "sign-in" in response["Location"]


def test_a_search_moves_into_the_address_without_anything_else(signed_in: Client) -> None:
    typed = {
        "needs": ["housing", "money"],
        "age": "30",
        "area": "",
        "language": "",
        "words": "",
        "other": "x",
    }
    response = signed_in.post(LIST, typed)
    assert response.status_code == 302
    assert response["Location"] == "/services/?needs=housing&needs=money&age=30"


def test_a_search_by_need_says_why_and_what_to_think_about(signed_in: Client) -> None:
    page = text_of(signed_in.get(LIST, {"needs": ["loneliness"], "age": "30", "area": "W06000013"}))
    assert "Why it may suit" in page
    assert "It works in this council area." in page
    assert "It takes no new referrals since:" in page
    assert "Does not fit this search" in page


def test_a_search_by_words_lists_what_mentions_them(signed_in: Client) -> None:
    page = text_of(signed_in.get(LIST, {"words": "choir", "needs": ["loneliness"]}))
    assert "1 service " in page
    assert "Welcome Choir" in page


def test_nothing_found_says_what_to_try(signed_in: Client) -> None:
    assert "Take away one of the filters" in text_of(signed_in.get(LIST, {"words": "zebra"}))


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_impossible_age_is_an_error_on_the_page(signed_in: Client, method: str) -> None:
    page = text_of(getattr(signed_in, method)(LIST, {"age": "two hundred"}))
    assert "<title>Error: " in page
    assert "Enter a whole number from 0 to 120" in page
    assert "services</h2>" not in page.replace(" </h2>", "</h2>")


@pytest.mark.parametrize(
    "query", ["area=W99", "needs=everything", "language=xx", "page=x", "page=9999", "age=%00"]
)
def test_a_made_up_address_breaks_nothing(signed_in: Client, query: str) -> None:
    assert signed_in.get(f"{LIST}?{query}").status_code == 200


def test_pages_keep_the_search(signed_in: Client) -> None:
    page = text_of(signed_in.get(LIST, {"area": "W06000013"}))
    assert "?area=W06000013&amp;page=2" in page


def test_the_language_switch_keeps_what_was_typed_and_searched(signed_in: Client) -> None:
    typed = {"words": "half typ", "age": "nonsense", "switch_language": "cy"}
    page = text_of(signed_in.post(f"{LIST}?words=choir", typed))
    assert 'value="half typ"' in page
    assert 'value="nonsense"' in page
    assert "Côr Croeso" in page
    assert "Error" not in page


def test_an_entry_shows_what_the_directory_says(signed_in: Client) -> None:
    Service.objects.filter(name_en="Keeping Your Home").update(referral_route="in_product")
    one = Service.objects.get(name_en="Keeping Your Home")
    page = text_of(signed_in.get(reverse("signpost:service_detail", args=[one.pk])))
    for words in (
        "Keeping Your Home",
        "Valleys to Coast",
        one.telephone,
        f"tel:{one.telephone.replace(' ', '')}",
        one.email,
        one.url,
        "Housing; Money, food or debt",
        "Bridgend",
        "Monday to Friday, 9am to 5pm.",
        "English; Welsh",
        "the referral starts from the decision",
    ):
        assert words in page


def test_an_entry_is_in_welsh_and_names_the_language_of_what_is_not(signed_in: Client) -> None:
    one = Service.objects.get(name_en="Keeping Your Home")
    one.description_cy = ""
    one.save()
    signed_in.cookies["language"] = "cy"
    page = text_of(signed_in.get(reverse("signpost:service_detail", args=[one.pk])))
    assert "Cadw eich Cartref" in page
    assert '<p class="govuk-body-l" lang="en">' in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"area_codes": []}, "All of Wales"),
        ({"area_codes": ["E06000023"]}, "Outside Wales"),
        ({"status": "temporarily closed"}, "Closed for now"),
        ({"closed_to_referrals_on": date(2026, 1, 5)}, "5 January 2026"),
        ({"assured_on": None}, "It does not say"),
        ({"max_age": 0}, "Oldest age"),
        (
            {"is_refuge": True, "latitude": None, "longitude": None, "place_en": "", "place_cy": ""},
            "Where it is must not be known",
        ),
    ],
)
def test_an_entry_says_what_matters(signed_in: Client, values: dict[str, Any], words: str) -> None:
    one = Service.objects.get(name_en="Keeping Your Home")
    one.at_locations.all().delete()
    Service.objects.filter(pk=one.pk).update(
        min_age=None, telephone="", email="", url="", description_en="", **values
    )
    assert words in text_of(signed_in.get(reverse("signpost:service_detail", args=[one.pk])))


def test_a_service_that_is_not_there_is_not_found(signed_in: Client) -> None:
    missing = "00000000-0000-7000-8000-000000000000"
    assert signed_in.get(reverse("signpost:service_detail", args=[missing])).status_code == 404


def test_words_of_a_feed_are_never_markup(signed_in: Client) -> None:
    Service.objects.filter(name_en="Welcome Choir").update(
        name_en="<script>alert(1)</script>", description_en="<img src=x onerror=alert(1)>"
    )
    page = text_of(signed_in.get(LIST, {"words": "alert"}))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
