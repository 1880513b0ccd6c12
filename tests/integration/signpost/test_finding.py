"""Find support through a stranger's eyes: no cookie, nothing in an address, nothing kept, nothing told of a refuge."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import Need
from earlyhelp.inform.models import Message, PersonMessage
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.actions import load_directory
from earlyhelp.signpost.facts import find_place
from earlyhelp.signpost.models import Capacity, CostOption, Remark, Service, VisitorMark
from earlyhelp.signpost.queries.finding import Sought, find_support
from earlyhelp.synth.directory import make_feed
from tests import factories
from tests.factories.signpost import service

pytestmark = pytest.mark.django_db
FIND = "/find-support"
NOBODY = Actor.nobody()


@pytest.fixture
def directory() -> None:
    factories.partners()
    today = datetime.now(UTC)
    with acting(Actor.system(Purpose.RUNNING)) as by:
        load_directory(by=by, feed=make_feed(seed=1, today=today.date()), source="test", at=today)


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def asks(client: Client, **typed: Any) -> Any:
    return client.post(FIND, {"home": ["money"], "shown": "1"} | typed)


def names(**sought: Any) -> list[str]:
    found, _total = find_support(by=NOBODY, sought=Sought(**sought), at=datetime.now(UTC))
    return [one.service.name_en for one in found]


def test_who_answers_now_stands_before_everything_else(client: Client) -> None:
    page = text_of(client.get(FIND))
    assert page.index("tel:999") < page.index("What do you need help with?")
    for number in ("tel:111", "tel:08088010800", "tel:08001111", "tel:08081640123", "tel:08088023456"):
        assert number in page
    assert "data-exit-keys" in page


def test_a_visitor_leaves_no_trace(client: Client, directory: None) -> None:
    before = AuditEntry.objects.count()
    client.get(FIND)
    response = asks(client, place="CF31 1AA")
    assert "service" in text_of(response)
    assert not client.cookies, "a page for anyone set a cookie"
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert response.request["QUERY_STRING"] == ""
    assert AuditEntry.objects.count() == before
    assert not VisitorMark.objects.exists()


def test_what_is_looked_for_never_stands_in_an_address(client: Client, directory: None) -> None:
    page = text_of(client.get(FIND, {"home": "money", "place": "CF31 1AA"}))
    assert "CF31 1AA" not in page
    assert 'method="get"' not in page


def test_an_empty_search_says_what_to_do(client: Client) -> None:
    page = text_of(client.post(FIND, {}))
    assert "Select what you need help with, or say it in your own words" in page


def test_a_place_that_is_not_known_is_said_and_what_was_typed_stays(client: Client) -> None:
    page = text_of(asks(client, place="Narnia"))
    assert "We do not know this place" in page
    assert 'value="Narnia"' in page


def test_the_nearest_comes_first_and_says_how_far(client: Client, partners: factories.Partners) -> None:
    for name, latitude in (("Far", 51.9), ("Near", 51.52), ("Middle", 51.65)):
        service(partners, name_en=name, latitude=latitude, longitude=-3.58, place_en="A street")
    service(partners, name_en="By telephone")
    assert names(needs=("money",), where=find_place("CF31 1AA")) == ["Near", "Middle", "Far", "By telephone"]
    page = text_of(asks(client, place="CF31 1AA"))
    assert "Less than a mile away" in page
    assert "About 10 miles (16 kilometres)" in page
    assert names(needs=("money",), where=find_place("CF31"), within=10) == ["Near", "Middle", "By telephone"]


def test_what_does_not_suit_is_not_shown(partners: factories.Partners) -> None:
    service(partners, name_en="Here")
    service(partners, name_en="Elsewhere", area_codes=["W06000001"])
    service(partners, name_en="Closed", status="inactive")
    service(partners, name_en="For the old", min_age=60)
    service(
        partners, name_en="Never checked for years", assured_on=datetime.now(UTC).date() - timedelta(days=900)
    )
    here = {"needs": ("money",), "where": find_place("Bridgend")}
    Service.objects.exclude(name_en__startswith="Never").update(assured_on=datetime.now(UTC).date())
    assert names(**here, ages=(0, 17)) == ["Here"]
    assert names(**here) == ["Here", "For the old"]
    assert names(words="elsewhere") == ["Elsewhere"]


def test_only_what_costs_nothing(client: Client, partners: factories.Partners) -> None:
    for name, amount in (("Free", 0), ("Dear", 40)):
        CostOption.objects.create(service=service(partners, name_en=name), amount=amount)
    service(partners, name_en="Says nothing")
    assert names(needs=("money",), only_free=True, where=find_place("CF31")) == ["Free"]
    assert "1 service that may help" in text_of(asks(client, only=["free"]))


def test_a_filter_can_be_taken_away_again(client: Client, directory: None) -> None:
    page = text_of(asks(client, place="Bridgend", language="cy", health=["health"]))
    assert 'name="remove" value="language:cy"' in page
    without = text_of(asks(client, place="Bridgend", language="cy", remove="language:cy"))
    assert 'value="language:cy"' not in without
    assert 'value="place:Bridgend"' in without
    nothing_left = text_of(client.post(FIND, {"home": ["money"], "shown": "1", "remove": "home:money"}))
    assert "What do you need help with?" in nothing_left
    assert "There is a problem" not in nothing_left


def test_the_language_changes_and_the_answer_stays(client: Client, directory: None) -> None:
    response = asks(client, place="Bridgend", switch_language="cy")
    page = text_of(response)
    assert 'lang="cy"' in page
    assert "Cyngor" in page
    assert response.cookies["language"].value == "cy"
    assert 'value="Bridgend"' in page
    half = text_of(client.post(FIND, {"place": "Narnia", "switch_language": "en"}))
    assert "There is a problem" not in half
    assert 'value="Narnia"' in half


def test_the_welsh_address_opens_in_welsh(client: Client) -> None:
    response = client.get("/dod-o-hyd-i-gymorth")
    assert (response.status_code, response["Location"]) == (302, FIND)
    assert response.cookies["language"].value == "cy"


def test_a_refuge_is_shown_without_a_place(client: Client, partners: factories.Partners) -> None:
    shelter = {"needs": [Need.DOMESTIC_ABUSE.value], "is_refuge": True, "telephone": "0808 157 0123"}
    service(partners, name_en="A safe house", **shelter)
    page = text_of(client.post(FIND, {"safety": ["domestic_abuse"], "place": "CF31", "shown": "1"}))
    assert "A safe house" in page
    assert "Where it is must stay secret" in page
    assert ">How far<" not in page


def test_a_search_takes_the_same_number_of_statements_however_many_it_finds(
    partners: factories.Partners, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(12):
        service(partners, latitude=51.5, longitude=-3.5, place_en="A street")
    with django_assert_max_num_queries(7):
        assert len(names(needs=("money",), where=find_place("CF31"))) == 12


def test_the_list_is_sent_and_nothing_of_it_is_kept(client: Client, directory: None) -> None:
    found, _total = find_support(
        by=NOBODY, sought=Sought(needs=("money", "mental_health")), at=datetime.now(UTC)
    )
    assert len(found) == 15, "as long as a list gets"
    key = str(found[-1].service.pk)
    keys = " ".join(str(one.service.pk) for one in found)
    sent = {"send": "1", "email": "visitor@example.org", "keys": keys}
    assert "The list was sent" in text_of(asks(client, place="CF31 1AA", **sent))
    (email,) = mail.outbox
    assert email.to == ["visitor@example.org"]
    assert email.subject == "A message for you"
    assert "Early Action" not in email.from_email + email.subject
    assert Service.objects.get(pk=key).telephone in email.body
    assert not Message.objects.exists()
    assert not PersonMessage.objects.exists()
    mark = VisitorMark.objects.get().mark
    assert "127.0.0.1" not in mark


def test_a_list_needs_somewhere_to_go(client: Client, directory: None) -> None:
    page = text_of(asks(client, send="1", email="", keys=str(uuid4())))
    assert "Enter where to send the list" in page
    assert "This page was changed on the way" in text_of(asks(client, send="1", email="a@b.cy", keys="x"))
    assert not mail.outbox


def test_texts_are_offered_only_where_a_gateway_is_set_up(
    client: Client, directory: None, settings: Any
) -> None:
    assert 'name="telephone"' not in text_of(asks(client))
    settings.NOTIFY = settings.NOTIFY | {"key": "k", "text_template": "t"}
    assert 'name="telephone"' in text_of(asks(client))


def test_a_mail_server_that_is_away_is_said(client: Client, directory: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = text_of(asks(client, send="1", email="visitor@example.org", keys=str(uuid4())))
    assert "It could not be sent" in page
    assert "The list was sent" not in page
    assert not VisitorMark.objects.exists(), "what failed counts against nobody"


def test_nobody_sends_hundreds_of_lists(client: Client, directory: None) -> None:
    sent = {"send": "1", "email": "visitor@example.org", "keys": str(uuid4())}
    for _number in range(10):
        assert "The list was sent" in text_of(asks(client, **sent))
    assert "A lot was sent from here" in text_of(asks(client, **sent))
    VisitorMark.objects.update(made_at=datetime.now(UTC) - timedelta(hours=2))
    assert "The list was sent" in text_of(asks(client, **sent))
    assert VisitorMark.objects.count() == 1, "marks are forgotten after an hour"


def test_on_paper_there_are_only_the_services(client: Client, directory: None) -> None:
    page = text_of(asks(client, place="Bridgend", print="1"))
    assert "Services that may help" in page
    assert "Something is wrong here" not in page


def test_a_remark_is_kept_without_who_made_it(client: Client, partners: factories.Partners) -> None:
    one = service(partners)
    page = reverse("finding:remark", args=[one.pk])
    assert "Something is wrong here" in text_of(client.get(page))
    assert "Select what is wrong" in text_of(client.post(page, {"note": "x"}))
    assert "Thank you" in text_of(client.post(page, {"kind": "number", "note": "Ends in 7."}))
    kept = Remark.objects.get()
    assert (kept.service, kept.kind, kept.note) == (one, "number", "Ends in 7.")
    assert not client.cookies
    assert {field.name for field in Remark._meta.concrete_fields} == {
        "id",
        "service",
        "kind",
        "note",
        "made_on",
        "handled_by",
        "handled_at",
    }
    assert client.get(reverse("finding:remark", args=[uuid4()])).status_code == 404
    assert 'lang="cy"' in text_of(client.post(page, {"switch_language": "cy"}))


def test_remarks_are_counted_too(client: Client, partners: factories.Partners) -> None:
    page = reverse("finding:remark", args=[service(partners).pk])
    for _number in range(10):
        client.post(page, {"kind": "times"})
    assert "A lot was sent from here" in text_of(client.post(page, {"kind": "times"}))


def test_a_steward_deals_with_a_remark_once(client: Client, partners: factories.Partners) -> None:
    one = service(partners)
    client.post(reverse("finding:remark", args=[one.pk]), {"kind": "closed", "note": "The door is shut."})
    kept = Remark.objects.get()
    steward = factories.practitioner(partners.front_door, Role.ADMINISTRATOR)
    client.force_login(steward, "django.contrib.auth.backends.ModelBackend")
    assert "The door is shut." in text_of(client.get(reverse("signpost:steward")))
    handled = reverse("signpost:remark_handled", args=[kept.pk])
    for _twice in range(2):
        assert client.post(handled).status_code == 302
    with acting(factories.actor(steward)):
        assert AuditEntry.objects.filter(did="remark.handled").count() == 1
    assert "Nobody has said that anything is wrong" in text_of(client.get(reverse("signpost:steward")))
    assert client.post(reverse("signpost:remark_handled", args=[uuid4()])).status_code == 404


def test_a_leaflet_says_the_same_in_both_languages(client: Client, partners: factories.Partners) -> None:
    one = service(
        partners,
        telephone="029 2018 0123",
        description_en="Help with bills.",
        description_cy="Help gyda biliau.",
        opening_en="Monday, 9am to 5pm.",
    )
    page = text_of(client.get(reverse("finding:leaflet", args=[one.pk])))
    assert page.count("029 2018 0123") == 2
    assert page.index('lang="cy"') < page.index('section class="kit-leaflet__side" lang="en"')
    for words in (
        "Help with bills.",
        "Help gyda biliau.",
        "What happens when you call",
        "pan fyddwch yn ffonio",
    ):
        assert words in page
    assert '<dd lang="en">Monday, 9am to 5pm.' in page, "English on the Welsh side says that it is English"
    large = text_of(client.get(reverse("finding:leaflet", args=[one.pk]), {"print": "large"}))
    assert "kit-leaflet--large" in large
    assert client.get(reverse("finding:leaflet", args=[uuid4()])).status_code == 404


def test_the_leaflet_is_a_tagged_pdf_whose_file_name_says_nothing(
    client: Client, partners: factories.Partners
) -> None:
    one = service(partners, cost_en="", needs=[Need.DOMESTIC_ABUSE.value])
    paper = reverse("finding:leaflet_paper", args=[one.pk])
    response = client.get(paper)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="leaflet.pdf"'
    assert response.content.startswith(b"%PDF")
    assert b"/MarkInfo" in response.content or b"/StructTreeRoot" in response.content
    assert client.get(paper, {"print": "large"}).content != response.content
    assert client.get(reverse("finding:leaflet_paper", args=[uuid4()])).status_code == 404


def test_a_service_that_is_full_says_so(client: Client, partners: factories.Partners) -> None:
    today = datetime.now(UTC).date()
    for name, free, days_ago in (("Full", 0, 0), ("Free", 2, 0), ("Long ago", 0, 20)):
        one = service(partners, name_en=name)
        Capacity.objects.create(
            service=one, unit="people", free=free, confirmed_on=today - timedelta(days=days_ago)
        )
    page = text_of(asks(client))
    assert page.count("It says that it is full now") == 1
