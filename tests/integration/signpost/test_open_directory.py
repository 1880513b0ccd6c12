"""The nine addresses of Open Referral UK 3.0: paging, filters, caches, other sites, and what never leaves."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.signpost.actions import load_directory
from earlyhelp.signpost.models import Location, Service, ServiceAtLocation, TaxonomyTerm
from tests.factories import AT
from tests.factories.directory import PLACE, service, term, whole_service

pytestmark = pytest.mark.django_db
BASE = "/open-referral"
LISTS = ("services", "service_at_locations", "taxonomies", "taxonomy_terms")


def loaded(*services: dict[str, Any], source: str = "open") -> None:
    with acting(Actor.system(Purpose.RUNNING)) as by:
        load_directory(by=by, feed=json.dumps(services).encode(), source=source, at=AT)


def got(client: Client, path: str, status: int = 200, **asked: Any) -> Any:
    answer = client.get(f"{BASE}/{path}", asked)
    assert answer.status_code == status, answer.content
    return answer.json()


class TestGiving:
    def test_the_interface_says_what_it_is(self, client: Client) -> None:
        about = got(client, "")
        assert about["version"] == "HSDS 3.0"
        assert about["openapi_url"].endswith("/open-referral/openapi.json")
        assert "/services" in str(list(client.get("/open-referral/openapi.json").json()["paths"]))

    def test_a_whole_service_comes_back_as_it_was_loaded(self, client: Client) -> None:
        given = whole_service()
        loaded(given)
        [listed] = got(client, "services")["contents"]
        whole = got(client, f"services/{listed['id']}")
        for name in ("name", "name_cy", "description", "url", "email", "status", "alert", "assured_date"):
            assert whole[name] == given[name], name
        for name in ("schedules", "service_areas", "funding", "cost_options", "contacts", "languages"):
            assert len(whole[name]) == len(given[name]), name
        [link] = whole["service_at_locations"]
        assert link["location"]["addresses"][0]["postal_code"] == "CF31 1AA"
        assert link["location"]["accessibility"][0]["description"] == "A ramp."
        assert whole["capacities"][0]["available"] == 2
        names = {one["taxonomy_term"]["name"] for one in whole["attributes"]}
        assert {"Befriending", "Loneliness"} <= names or len(names) == 2
        assert whole["organization"]["organization_identifiers"][0]["identifier"] == "1234567"

    def test_what_a_source_no_longer_holds_is_not_given(self, client: Client) -> None:
        loaded(service(id=str(uuid4())), service(id=str(uuid4())))
        Service.objects.filter(pk=Service.objects.earliest("pk").pk).update(missing_since=AT)
        assert got(client, "services")["total_items"] == 1

    def test_minimal_and_full_lists(self, client: Client) -> None:
        loaded(whole_service())
        assert set(got(client, "services", minimal="true")["contents"][0]) == {"id", "last_modified"}
        assert got(client, "services", full="true")["contents"][0]["schedules"]
        assert "schedules" not in got(client, "services")["contents"][0]
        assert got(client, "service_at_locations", full="true")["contents"][0]["service"]["schedules"]

    @pytest.mark.parametrize("page", ["/find-support", "/dod-o-hyd-i-gymorth", "/sign-in/"])
    def test_every_public_page_says_where_it_is(self, client: Client, page: str) -> None:
        answer = client.get(page, follow=True)
        assert 'rel="alternate" type="application/json"' in answer.content.decode()
        assert 'href="/open-referral/"' in answer.content.decode()


class TestPaging:
    @pytest.fixture(autouse=True)
    def _seven(self) -> None:
        loaded(*(service(id=str(uuid4()), service_at_locations=[PLACE]) for _ in range(7)))

    def test_every_record_stands_on_exactly_one_page(self, client: Client) -> None:
        pages = [got(client, "services", page=number, per_page=3) for number in (1, 2, 3)]
        assert [page["size"] for page in pages] == [3, 3, 1]
        assert [(page["first_page"], page["last_page"]) for page in pages] == [
            (True, False),
            (False, False),
            (False, True),
        ]
        assert {(page["total_items"], page["total_pages"]) for page in pages} == {(7, 3)}
        assert len({one["id"] for page in pages for one in page["contents"]}) == 7

    @pytest.mark.parametrize("page", [4, 10**30])
    def test_after_the_last_page_nothing_stands(self, client: Client, page: int) -> None:
        found = got(client, "services", page=page, per_page=3)
        assert found["empty"]
        assert found["last_page"]
        assert found["total_items"] == 7

    def test_a_page_is_never_larger_than_it_may_be(self, client: Client) -> None:
        assert got(client, "services", per_page=10**30)["size"] == 7

    @pytest.mark.parametrize(("full", "most"), [("false", 6), ("true", 26)])
    def test_a_list_asks_the_database_as_often_for_one_as_for_many(
        self, client: Client, full: str, most: int, django_assert_max_num_queries: Any
    ) -> None:
        for path in ("services", "service_at_locations"):
            with django_assert_max_num_queries(most):
                got(client, path, full=full)


class TestFilters:
    @pytest.fixture(autouse=True)
    def _directory(self) -> None:
        money = service(
            id=str(uuid4()),
            name="Money Café",
            minimum_age=18,
            maximum_age=64,
            attributes=[term("money")],
            service_areas=[{"id": str(uuid4()), "uri": "W06000013"}],
            schedules=[{"byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:00"}],
            service_at_locations=[PLACE],
        )
        far = {"location": PLACE["location"] | {"id": str(uuid4()), "latitude": 53.22, "longitude": -4.12}}
        choir = service(
            id=str(uuid4()),
            name="Choir",
            name_cy="Côr",
            organization={"id": str(uuid4()), "name": "Singers", "description": "They sing."},
            attributes=[{"taxonomy_term": {"taxonomy": "leisure", "term": "singing", "name": "Singing"}}],
            service_at_locations=[far],
        )
        loaded(money, choir)

    def names(self, client: Client, **asked: Any) -> set[str]:
        return {one["name"] for one in got(client, "services", **asked)["contents"]}

    @pytest.mark.parametrize(
        ("asked", "names"),
        [
            ({}, {"Money Café", "Choir"}),
            ({"search": "caf"}, {"Money Café"}),
            ({"search": "côr"}, {"Choir"}),
            ({"search": "singers"}, {"Choir"}),
            ({"search": "'); DROP TABLE x; -- & | ! <->"}, set()),
            ({"search": "%_"}, set()),
            ({"minimum_age": 18}, {"Money Café"}),
            ({"minimum_age": 19}, set()),
            ({"maximum_age": 64}, {"Money Café"}),
            ({"day": "Monday"}, {"Money Café"}),
            ({"day": "SU"}, set()),
            ({"start_time": "09:00", "end_time": "12:00", "day": "TU"}, {"Money Café"}),
            ({"start_time": "10:00"}, set()),
            ({"modified_after": "2026-03-02"}, {"Money Café", "Choir"}),
            ({"modified_after": "2099-01-01T00:00:00Z"}, set()),
            ({"postcode": "CF31 1AA", "proximity": 20000}, {"Money Café"}),
            ({"postcode": "LL57", "proximity": 20000}, {"Choir"}),
            ({"postcode": "CF31"}, {"Money Café", "Choir"}),
            ({"postcode": "LL57"}, {"Choir"}),
        ],
    )
    def test_each_filter_narrows(self, client: Client, asked: dict[str, Any], names: set[str]) -> None:
        assert self.names(client, **asked) == names

    def test_by_term_taxonomy_and_organisation(self, client: Client) -> None:
        need = TaxonomyTerm.objects.get(code="money")
        other = TaxonomyTerm.objects.get(code="singing")
        assert self.names(client, taxonomy_term_id=need.pk) == {"Money Café"}
        assert self.names(client, taxonomy_term_id=other.pk) == {"Choir"}
        assert self.names(client, taxonomy_id=need.taxonomy_id) == {"Money Café"}
        assert self.names(client, taxonomy_id=other.taxonomy_id) == {"Choir"}
        assert self.names(client, taxonomy_id=uuid4()) == set()
        singers = Service.objects.get(name_en="Choir").organisation_id
        assert self.names(client, organization_id=singers) == {"Choir"}
        terms = got(client, "taxonomy_terms", taxonomy_id=other.taxonomy_id)["contents"]
        assert [one["term"] for one in terms] == ["singing"]

    def test_locations_answer_the_same_filters(self, client: Client) -> None:
        near = got(client, "service_at_locations", postcode="CF31", proximity=20000)["contents"]
        assert [one["service"]["name"] for one in near] == ["Money Café"]
        assert got(client, "service_at_locations", search="choir")["total_items"] == 1

    @pytest.mark.parametrize(
        "asked",
        [
            {"page": 0},
            {"page": -1},
            {"page": "two"},
            {"per_page": 0},
            {"per_page": "all"},
            {"taxonomy_term_id": "money"},
            {"taxonomy_id": "1"},
            {"minimum_age": "old"},
            {"minimum_age": "nan"},
            {"maximum_age": "inf"},
            {"modified_after": "yesterday"},
            {"start_time": "25:00"},
            {"day": "Someday"},
            {"proximity": 100},
            {"proximity": -1, "postcode": "CF31"},
            {"postcode": "XX1"},
            {"postcode": "CF31\x00"},
            {"search": "a\x00b"},
            {"search": "x" * 201},
            {"full": "maybe"},
            {"format": "xml"},
        ],
    )
    def test_a_filter_that_cannot_be_understood_is_told_so(
        self, client: Client, asked: dict[str, Any]
    ) -> None:
        for path in ("services", "service_at_locations"):
            assert got(client, path, 422, **asked)["detail"].endswith(".")


class TestTheWeb:
    def test_what_is_held_already_is_not_sent_again(self, client: Client) -> None:
        first = client.get(f"{BASE}/services")
        again = client.get(f"{BASE}/services", HTTP_IF_NONE_MATCH=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        assert "max-age" in first["Cache-Control"]
        loaded(service())
        assert client.get(f"{BASE}/services", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200

    @pytest.mark.parametrize("path", ["", *LISTS])
    def test_pages_of_other_sites_may_read(self, client: Client, path: str) -> None:
        assert client.get(f"{BASE}/{path}")["Access-Control-Allow-Origin"] == "*"
        asked = client.options(f"{BASE}/{path}")
        assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
        head = client.head(f"{BASE}/{path}")
        assert (head.status_code, head.content) == (200, b"")

    @pytest.mark.parametrize("path", ["", *LISTS])
    def test_nothing_can_be_changed(self, client: Client, path: str) -> None:
        for send in (client.post, client.put, client.patch, client.delete):
            answer = send(f"{BASE}/{path}")
            assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")

    @pytest.mark.parametrize("path", LISTS)
    @pytest.mark.parametrize("key", [str(UUID(int=1)), "nothing", "%00"])
    def test_an_id_that_is_not_there_is_told_so(self, client: Client, path: str, key: str) -> None:
        assert "no record" in got(client, f"{path}/{key}", 404)["detail"]


class TestWhatNeverLeaves:
    SECRET = ("7 Hidden Lane", "CF31 9ZZ", "51.5123", "-3.5432")

    def hidden(self) -> dict[str, Any]:
        return {
            "id": str(uuid4()),
            "location": {
                "id": str(uuid4()),
                "location_type": "physical",
                "name": self.SECRET[0],
                "latitude": 51.5123,
                "longitude": -3.5432,
                "addresses": [
                    {
                        "id": str(uuid4()),
                        "address_1": self.SECRET[0],
                        "city": "B",
                        "postal_code": self.SECRET[1],
                    }
                ],
            },
        }

    def everything(self, client: Client) -> str:
        text = ""
        for path in LISTS:
            for full in ("true", "false"):
                page = got(client, path, full=full) if path.startswith("service") else got(client, path)
                text += json.dumps(page, ensure_ascii=False)
                for one in page["contents"]:
                    text += json.dumps(got(client, f"{path}/{one['id']}"), ensure_ascii=False)
        return text

    @pytest.mark.parametrize(
        "changes",
        [
            {"is_refuge": True},
            {"name": "Golau Refuge"},
            {"attributes": [term("domestic_abuse")]},
            {"attributes": [{"taxonomy_term": {"taxonomy": "x", "term": "1", "name": "Women's refuges"}}]},
        ],
    )
    def test_the_place_of_a_refuge_or_a_domestic_abuse_service(
        self, client: Client, changes: dict[str, Any]
    ) -> None:
        loaded(service(service_at_locations=[self.hidden()], **changes))
        text = self.everything(client)
        assert Service.objects.exists()
        assert not [secret for secret in self.SECRET if secret in text]
        assert not Location.objects.exists()

    def test_the_place_of_a_refuge_that_another_service_gives_away(self, client: Client) -> None:
        place = self.hidden()
        group = service(id=str(uuid4()), name="Sewing group", service_at_locations=[place])
        refuge = service(id=str(uuid4()), name="Golau", is_refuge=True, service_at_locations=[place])
        later = service(id=str(uuid4()), name="Baking group", service_at_locations=[place])
        loaded(group, refuge, later)
        text = self.everything(client)
        assert not [secret for secret in self.SECRET if secret in text]
        assert not Service.objects.exclude(latitude=None).exists()

    def test_a_service_that_becomes_a_refuge_loses_its_place(self, client: Client) -> None:
        key = str(uuid4())
        loaded(service(id=key, service_at_locations=[self.hidden()]))
        assert Location.objects.exists()
        loaded(service(id=key, service_at_locations=[self.hidden()], is_refuge=True))
        assert not [secret for secret in self.SECRET if secret in self.everything(client)]
        assert not Location.objects.exists()

    def test_the_database_itself_refuses_a_place_for_a_refuge(self) -> None:
        loaded(
            service(id=str(uuid4()), is_refuge=True),
            service(id=str(uuid4()), name="Hall", service_at_locations=[PLACE]),
        )
        refuge, hall = Service.objects.get(is_refuge=True), Service.objects.get(is_refuge=False)
        location = Location.objects.get()
        with pytest.raises(IntegrityError, match="never_of_a_refuge"), transaction.atomic():
            ServiceAtLocation.objects.create(service=refuge, location=location)
        with pytest.raises(IntegrityError, match="service_at_location_safe"), transaction.atomic():
            ServiceAtLocation.objects.create(service=refuge, location=location, is_placeless=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            Service.objects.filter(pk=hall.pk).update(
                is_refuge=True, place_en="", place_cy="", latitude=None, longitude=None
            )

    def test_a_private_note(self, client: Client) -> None:
        loaded(whole_service())
        Service.objects.update(private_note="The manager is unwell.")
        assert "unwell" not in self.everything(client)

    def test_old_news_of_room_says_when_it_was_true(self, client: Client) -> None:
        given = whole_service()
        given["capacities"][0]["updated"] = str(date(2026, 3, 2) - timedelta(days=90))
        loaded(given)
        [found] = got(client, "services", full="true")["contents"][0]["capacities"]
        assert found["updated"] == "2025-12-02"
