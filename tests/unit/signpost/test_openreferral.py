"""Feeds as they come: what is read, what is refused, and what is said about it."""

import json
from typing import Any

import pytest

from earlyhelp.signpost.choices import Fault
from earlyhelp.signpost.openreferral import Feed, FeedError, Reject, parse_feed, reading

ID = "ac148810-d857-441c-9679-408f346de14b"
OTHER = "bc148810-d857-441c-9679-408f346de14b"
ORGANISATION = {
    "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610",
    "name": "Clust i Wrando",
    "description": "A charity.",
}


def service(**changes: Any) -> dict[str, Any]:
    """One good service, with changes. A change to ... takes the field away."""
    made = {"id": ID, "name": "Talking Room", "status": "active", "organization": ORGANISATION} | changes
    return {key: value for key, value in made.items() if value is not ...}


def parse(*services: Any) -> Feed:
    return parse_feed(json.dumps(list(services)))


def only_reject(feed: Feed) -> Reject:
    [reject] = feed.rejects
    return reject


class TestShapes:
    def test_a_list_a_page_and_one_service_read_alike(self) -> None:
        for value in ([service()], {"contents": [service()], "total_pages": 1}, service()):
            feed = parse_feed(json.dumps(value))
            assert [found.name.en for found in feed.services] == ["Talking Room"]
            assert feed.rejects == ()

    def test_an_empty_list_is_an_empty_directory(self) -> None:
        assert parse_feed("[]") == Feed((), ())

    def test_a_page_of_several_says_that_there_are_more(self) -> None:
        feed = parse_feed(json.dumps({"contents": [service()], "total_pages": 7}))
        reject = only_reject(feed)
        assert (reject.fault, reject.value, reject.loaded) == (Fault.MORE_PAGES, "7", True)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
    def test_every_encoding_of_json_is_read(self, encoding: str) -> None:
        text = json.dumps([service(name_cy="Tŷ Gŵyl")], ensure_ascii=False)
        assert parse_feed(text.encode(encoding)).services[0].name.cy == "Tŷ Gŵyl"


@pytest.mark.parametrize(
    ("feed", "says"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"<!doctype html><p>Not found</p>", "web page"),
        (b'<?xml version="1.0"?>', "web page"),
        (b"id,name\n1,Food bank", "not JSON"),
        (b"[{'id': 1}]", "not JSON"),
        (b'[{"id": "x"}, {"id": ', "cut off"),
        (b'[{"id": "ab', "cut off"),
        (b'"a text"', "no list"),
        (b"17", "no list"),
        (b"null", "no list"),
        (b'{"error": "no"}', "no list"),
        (b'{"contents": {"id": "x"}}', "no list"),
        (b'{"contents": null}', "no list"),
        (b"[" * 200_000, "nested"),
        (b'{"a":' * 200_000, "nested"),
        (b"\x80\x81 binary \xff", "UTF-8"),
        ('[{"name": "Tŷ"}]'.encode("iso-8859-14"), "UTF-8"),
        (b"[" + b"0," * 50_001 + b"0]", "50,000"),
    ],
)
def test_a_feed_that_is_no_feed_gives_one_sentence(feed: bytes, says: str) -> None:
    with pytest.raises(FeedError) as refusal:
        parse_feed(feed)
    assert says in str(refusal.value)


def test_a_fault_in_the_json_is_placed() -> None:
    with pytest.raises(FeedError, match="line 2, column 3"):
        parse_feed('[\n  oops, "and so on"\n]')


def test_a_feed_beyond_the_limit_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(FeedError, match="64 megabytes"):
        parse_feed(b"[           ]")


ORG = "organization"
REFUSED = [
    (None, Fault.NOT_AN_OBJECT, "[0]"),
    ("text", Fault.NOT_AN_OBJECT, "[0]"),
    ([service()], Fault.NOT_AN_OBJECT, "[0]"),
    (service(id=...), Fault.NO_ID, "[0].id"),
    (service(id=""), Fault.NO_ID, "[0].id"),
    (service(id=None), Fault.NO_ID, "[0].id"),
    (service(id=17), Fault.BAD_ID, "[0].id"),
    (service(id=10**40), Fault.BAD_ID, "[0].id"),
    (service(id={"a": [1]}), Fault.BAD_ID, "[0].id"),
    (service(id="{" + ID + "}"), Fault.BAD_ID, "[0].id"),
    (service(id=ID + "\n"), Fault.BAD_ID, "[0].id"),
    (service(name=...), Fault.NO_NAME, "[0].name"),
    (service(name="   "), Fault.NO_NAME, "[0].name"),
    (service(name=["Talking"]), Fault.NO_NAME, "[0].name"),
    (service(name="a" * 251), Fault.TOO_LONG, "[0].name"),
    (service(name="Caf\ufffd"), Fault.DAMAGED_TEXT, "[0].name"),
    (service(name="a\x00b"), Fault.DAMAGED_TEXT, "[0].name"),
    (service(name="half \ud800 letter"), Fault.DAMAGED_TEXT, "[0].name"),
    (service(name="TÅ·"), Fault.DAMAGED_TEXT, "[0].name"),
    (service(organization=...), Fault.NO_ORGANISATION, "[0].organization"),
    (service(organization="Mind"), Fault.NO_ORGANISATION, "[0].organization"),
    (service(organization={"name": "x"}), Fault.NO_ID, "[0].organization.id"),
    (service(organization=ORGANISATION | {"name": ""}), Fault.NO_NAME, "[0].organization.name"),
    (service(status=...), Fault.BAD_STATUS, "[0].status"),
    (service(status="ACTIVE"), Fault.BAD_STATUS, "[0].status"),
    (service(status=["active"]), Fault.BAD_STATUS, "[0].status"),
    (service(minimum_age=-1), Fault.BAD_AGE, "[0].minimum_age"),
    (service(minimum_age=121), Fault.BAD_AGE, "[0].minimum_age"),
    (service(maximum_age=16.5), Fault.BAD_AGE, "[0].maximum_age"),
    (service(maximum_age="16"), Fault.BAD_AGE, "[0].maximum_age"),
    (service(maximum_age=True), Fault.BAD_AGE, "[0].maximum_age"),
    (service(maximum_age=float("nan")), Fault.BAD_AGE, "[0].maximum_age"),
    (service(maximum_age=float("inf")), Fault.BAD_AGE, "[0].maximum_age"),
    (service(maximum_age=10**30), Fault.BAD_AGE, "[0].maximum_age"),
    (service(minimum_age=18, maximum_age=11), Fault.AGES_CROSS, "[0].minimum_age"),
    (service(service_areas=[{"name": "MyCity"}]), Fault.UNKNOWN_AREA, "[0].service_areas[0]"),
]


@pytest.mark.parametrize(("record", "fault", "where"), REFUSED)
def test_a_record_that_cannot_be_offered_safely_is_refused_and_the_next_is_read(
    record: Any, fault: Fault, where: str
) -> None:
    feed = parse(record, service(id=OTHER))
    reject = only_reject(feed)
    assert (reject.fault, reject.where, reject.loaded) == (fault, where, False)
    assert reject.reason.endswith(".")
    assert [str(found.oruk_id) for found in feed.services] == [OTHER]
    (reject.record_id + reject.value).encode()  # can be printed and stored
    assert len(reject.value) <= 80


LEFT_OUT = [
    ({"url": "javascript:alert(1)"}, Fault.BAD_URL, "[0].url"),
    ({"url": "www.example.org"}, Fault.BAD_URL, "[0].url"),
    ({"url": "http://user:secret@example.org/"}, Fault.BAD_URL, "[0].url"),
    ({"url": "http://[::1"}, Fault.BAD_URL, "[0].url"),
    ({"url": "https://example.org/a b"}, Fault.BAD_URL, "[0].url"),
    ({"url": "https://localhost/"}, Fault.BAD_URL, "[0].url"),
    ({"url": "https://example.org/" + "a" * 500}, Fault.TOO_LONG, "[0].url"),
    ({"url": 17}, Fault.WRONG_TYPE, "[0].url"),
    ({"email": "nobody"}, Fault.BAD_EMAIL, "[0].email"),
    ({"email": "a@b@example.org"}, Fault.BAD_EMAIL, "[0].email"),
    ({"email": "a@" + "long." * 60 + "example.org"}, Fault.BAD_EMAIL, "[0].email"),
    ({"phones": [{"number": "ring the bell"}]}, Fault.BAD_TELEPHONE, "[0].phones[0].number"),
    ({"phones": "01632 960001"}, Fault.WRONG_TYPE, "[0].phones"),
    ({"phones": ["01632 960001"]}, Fault.WRONG_TYPE, "[0].phones[0]"),
    ({"assured_date": "2026-02-30"}, Fault.BAD_DATE, "[0].assured_date"),
    ({"assured_date": "yesterday"}, Fault.BAD_DATE, "[0].assured_date"),
    ({"assured_date": 20260101}, Fault.WRONG_TYPE, "[0].assured_date"),
    ({"description": "a" * 10_001}, Fault.TOO_LONG, "[0].description"),
    ({"description": "canâ€™t"}, Fault.DAMAGED_TEXT, "[0].description"),
    ({"name_cy": ["Ystafell"]}, Fault.WRONG_TYPE, "[0].name_cy"),
    ({"attributes": {"id": 1}}, Fault.WRONG_TYPE, "[0].attributes"),
    ({"attributes": [{"taxonomy_term": "Housing"}]}, Fault.WRONG_TYPE, "[0].attributes[0].taxonomy_term"),
    ({"languages": [{"code": "tlh"}]}, Fault.UNKNOWN_LANGUAGE, "[0].languages[0]"),
    ({"welsh_provision": "lots"}, Fault.UNKNOWN_CODE, "[0].welsh_provision"),
    ({"referral_route": "pigeon"}, Fault.UNKNOWN_CODE, "[0].referral_route"),
    ({"cost_options": [{"amount": -5}]}, Fault.BAD_COST, "[0].cost_options[0].amount"),
    ({"cost_options": [{"amount": "five"}]}, Fault.WRONG_TYPE, "[0].cost_options[0].amount"),
    ({"schedules": 9}, Fault.WRONG_TYPE, "[0].schedules"),
    ({"service_areas": "Bridgend"}, Fault.WRONG_TYPE, "[0].service_areas"),
    (
        {"service_areas": [{"uri": "http://x.example/W06000013"}, {"name": "Narnia"}]},
        Fault.UNKNOWN_AREA,
        "[0].service_areas[1]",
    ),
    ({"organization": ORGANISATION | {"website": "ftp://x.org"}}, Fault.BAD_URL, "[0].organization.website"),
]


@pytest.mark.parametrize(("changes", "fault", "where"), LEFT_OUT)
def test_a_bad_part_is_left_out_and_reported_and_the_service_is_kept(
    changes: dict[str, Any], fault: Fault, where: str
) -> None:
    feed = parse(service(**changes))
    reject = only_reject(feed)
    assert (reject.record_id, reject.fault, reject.where, reject.loaded) == (ID, fault, where, True)
    assert len(feed.services) == 1


def test_a_place_that_nobody_put_on_a_map_has_no_fault_and_no_distance() -> None:
    location = {"location_type": "physical", "name": "Hall"}
    feed = parse(service(service_at_locations=[{"location": location}]))
    assert (feed.services[0].latitude, feed.rejects) == (None, ())


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (-3.57, 51.5), (100, 101), (51.5, None), (None, -3.5), (51.5, 200), (float("nan"), -3.5)],
)
def test_a_place_outside_the_kingdom_is_no_place(latitude: Any, longitude: Any) -> None:
    location = {"location_type": "physical", "latitude": latitude, "longitude": longitude}
    feed = parse(service(service_at_locations=[{"location": location}]))
    assert feed.services[0].latitude is None
    assert Fault.BAD_COORDINATES in {reject.fault for reject in feed.rejects}


def test_a_second_record_with_the_same_id_is_refused() -> None:
    feed = parse(service(), service(name="Another"), service(id=ID.upper()))
    assert [found.name.en for found in feed.services] == ["Talking Room"]
    assert [reject.fault for reject in feed.rejects] == [Fault.DUPLICATE_ID] * 2


def test_an_organisation_described_twice_is_reported_and_the_first_stands() -> None:
    feed = parse(service(), service(id=OTHER, organization=ORGANISATION | {"name": "Other name"}))
    assert {found.organisation.name.en for found in feed.services} == {"Clust i Wrando"}
    assert only_reject(feed).fault == Fault.ORGANISATION_DIFFERS


def test_a_hostile_record_cannot_fill_the_report() -> None:
    feed = parse(service(languages=[{"code": "xx"}] * 5000))
    assert len(feed.rejects) == 50
    assert feed.rejects[-1].fault == Fault.TOO_MANY_FAULTS


def test_deep_values_inside_a_record_do_no_harm() -> None:
    deep = "[" * 900 + "]" * 900
    feed = parse_feed(f'[{{"id": {deep}}}, {json.dumps(service(id=OTHER))}]')
    assert only_reject(feed).value == "[…]"
    assert len(feed.services) == 1


class TestWhatIsRead:
    def test_welsh_stands_beside_english(self) -> None:
        feed = parse(
            service(
                name_cy="Ystafell Siarad",
                description="Counselling.",
                description_cy="Cwnsela.",
                eligibility_description="Adults.",
                eligibility_description_cy="Oedolion.",
                wait_time="None.",
                wait_time_cy="Dim.",
            )
        )
        [found] = feed.services
        welsh = (found.name.cy, found.description.cy, found.eligibility.cy, found.waiting_time.cy)
        assert welsh == ("Ystafell Siarad", "Cwnsela.", "Oedolion.", "Dim.")

    def test_letters_have_one_form(self) -> None:
        assert parse(service(name_cy="Tw\u0302r")).services[0].name.cy == "T\u0175r"

    @pytest.mark.parametrize(
        ("area", "codes"),
        [
            ({"uri": "http://statistics.data.gov.uk/id/statistical-geography/W06000013"}, ("W06000013",)),
            ({"name": "Pen-y-bont ar Ogwr"}, ("W06000013",)),
            ({"name": "Wales"}, ()),
            ({"extent": "K02000001"}, ()),
            ({"uri": "http://x.example/E06000023"}, ("E06000023",)),
        ],
    )
    def test_areas_are_ons_codes_and_all_wales_is_none(
        self, area: dict[str, str], codes: tuple[str, ...]
    ) -> None:
        feed = parse_feed(
            json.dumps([service(service_areas=[area])]),
            area_codes_by_name={"pen-y-bont ar ogwr": "W06000013"},
        )
        assert feed.services[0].area_codes == codes

    @pytest.mark.parametrize(
        ("changes", "route"),
        [
            ({"phones": [{"number": "01632 960001"}]}, "telephone"),
            ({"contacts": [{"phones": [{"number": "01632 960001"}]}]}, "telephone"),
            ({"phones": [{}], "contacts": [{"phones": [{}]}, {}]}, "self"),
            ({"email": "help@example.org"}, "email"),
            ({}, "self"),
            ({"referral_route": "telephone"}, "self"),
            ({"referral_route": "email"}, "self"),
            ({"referral_route": "in_product"}, "in_product"),
        ],
    )
    def test_the_route_is_one_that_its_details_allow(self, changes: dict[str, Any], route: str) -> None:
        assert parse(service(**changes)).services[0].referral_route == route

    def test_a_term_without_a_name_or_a_code_says_nothing(self) -> None:
        empty, named = {"taxonomy_term": {"taxonomy": "needs"}}, {"taxonomy_term": {"name": "Housing"}}
        found = parse(service(attributes=[empty, named])).services[0]
        assert [term.name for term in found.terms] == ["Housing"]

    def test_opening_is_told_in_both_languages(self) -> None:
        schedule = {"byday": "MO,FR", "opens_at": "09:00:00", "closes_at": "17:00:00"}
        opening = parse(service(schedules=[schedule])).services[0].opening
        assert (opening.en, opening.cy) == (
            "Monday, Friday 09:00–17:00",
            "dydd Llun, dydd Gwener 09:00–17:00",
        )

    @pytest.mark.parametrize(
        ("costs", "english", "welsh"),
        [
            ([{"amount": 0}], "Free", "Am ddim"),
            (
                [{"option": "Adults", "option_cy": "Oedolion", "amount": 3.5}],
                "Adults: £3.50",
                "Oedolion: £3.50",
            ),
            ([{"option": "Give what you can"}], "Give what you can", "Give what you can"),
        ],
    )
    def test_cost_is_told_in_both_languages(self, costs: Any, english: str, welsh: str) -> None:
        cost = parse(service(cost_options=costs)).services[0].cost
        assert (cost.en, cost.cy) == (english, welsh)

    def test_the_older_fees_are_read(self) -> None:
        assert parse(service(fees="£2 a week")).services[0].cost.en == "£2 a week"

    def test_languages_are_known_by_code_or_name(self) -> None:
        languages = [{"code": "cy"}, {"name": "Cymraeg"}, {"name": "Polish"}, {"code": "BSL"}, {}]
        assert parse(service(languages=languages)).services[0].languages == ("cy", "pl", "bfi")

    def test_the_first_physical_place_is_taken(self) -> None:
        places = [
            {"id": ID},
            {"location": {"location_type": "postal", "name": "PO box"}},
            {
                "location": {
                    "location_type": "physical",
                    "name": "Hall",
                    "latitude": 51.5,
                    "longitude": -3.5,
                    "addresses": [
                        {"address_1": "1 Stryd Fawr", "city": "Maesteg", "postal_code": "CF34 0VV"}
                    ],
                }
            },
        ]
        [found] = parse(service(service_at_locations=places)).services
        assert (found.place.en, found.latitude) == ("Hall, 1 Stryd Fawr, Maesteg, CF34 0VV", 51.5)


HIDDEN = {
    "location": {"location_type": "physical", "latitude": 51.5, "longitude": -3.5, "name": "Hidden house"}
}


class TestRefuges:
    @pytest.mark.parametrize(
        "changes",
        [
            {"is_refuge": True},
            {"is_refuge": "yes"},
            {"is_refuge": ["yes"]},
            {"name": "Bridgend Refuge"},
            {"attributes": [{"taxonomy_term": {"name": "Women's refuge"}}]},
        ],
    )
    def test_where_a_refuge_is_never_leaves_the_parser(self, changes: dict[str, Any]) -> None:
        feed = parse(service(service_at_locations=[HIDDEN], **changes))
        [found] = feed.services
        assert found.is_refuge
        assert (found.place.en, found.latitude, found.longitude) == ("", None, None)
        assert only_reject(feed).fault == Fault.REFUGE_PLACE
        assert "Hidden" not in repr(feed)

    def test_help_for_refugees_is_no_refuge(self) -> None:
        assert not parse(service(name="Refugee Welcome")).services[0].is_refuge

    @pytest.mark.parametrize(
        "field", ["description", "description_cy", "eligibility_description", "wait_time"]
    )
    def test_a_postcode_in_the_text_of_a_refuge_refuses_it(self, field: str) -> None:
        feed = parse(service(is_refuge=True, **{field: "Come to CF31 1VV at any hour."}))
        assert feed.services == ()
        reject = only_reject(feed)
        assert (reject.fault, reject.value) == (Fault.REFUGE_TEXT, "")
