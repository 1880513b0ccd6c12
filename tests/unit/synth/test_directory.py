"""The synthetic directory: valid, whole, bilingual, and nobody's real details."""

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from earlyhelp.identify.choices import Need
from earlyhelp.partnership.facts import list_agencies
from earlyhelp.signpost.openreferral import parse_feed
from earlyhelp.signpost.rules.directory import TermWords, list_needs
from earlyhelp.synth.directory import make_feed, make_page

TODAY = date(2026, 3, 2)
PAGE = make_page(seed=7, today=TODAY)
FEED = parse_feed(make_feed(seed=7, today=TODAY))
SCHEMAS = Path(
    os.environ.get("ORUK_SCHEMAS", Path(__file__).parents[4] / "shared/data/oruk/schemas-3.0-uk-validator")
)


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="ORUK_SCHEMAS names no folder with the published schemas")
class TestPublishedSchemas:
    def test_every_service_is_valid(self) -> None:
        check = _validator("service.json")
        assert [error.message for service in PAGE["contents"] for error in check.iter_errors(service)] == []

    def test_the_page_is_valid(self) -> None:
        assert [error.message for error in _validator("service_list.json").iter_errors(PAGE)] == []

    def test_the_check_would_notice(self) -> None:
        broken = PAGE["contents"][0] | {"url": "not an address", "minimum_age": "ten", "id": 3}
        assert len(list(_validator("service.json").iter_errors(broken))) == 3


def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker())


def test_our_own_parser_reads_all_of_it_without_a_complaint() -> None:
    assert FEED.rejects == ()
    assert len(FEED.services) == len(PAGE["contents"]) == 67


def test_the_same_seed_and_day_give_the_same_feed_and_ids_never_change() -> None:
    assert make_feed(seed=7, today=TODAY) == make_feed(seed=7, today=TODAY)
    other = make_page(seed=8, today=date(2027, 1, 1))
    assert other != PAGE
    assert [service["id"] for service in other["contents"]] == [service["id"] for service in PAGE["contents"]]


def test_every_need_has_services_for_bridgend() -> None:
    here = [s for s in FEED.services if not s.area_codes or "W06000013" in s.area_codes]
    needs = {need for service in here for need in _needs(service)}
    assert needs == set(Need.values)


def test_some_services_work_elsewhere_only_and_some_all_over_wales() -> None:
    elsewhere = [s for s in FEED.services if s.area_codes and "W06000013" not in s.area_codes]
    everywhere = [s for s in FEED.services if not s.area_codes]
    assert len(elsewhere) >= 5
    assert len(everywhere) >= 5


def test_only_partners_receive_referrals_in_the_product() -> None:
    codes = {agency.code for agency in list_agencies()}
    routes = {service.referral_route for service in FEED.services}
    assert routes == {"in_product", "telephone", "email", "self"}
    for service in FEED.services:
        if service.referral_route == "in_product":
            assert {code for _, code in service.organisation.identifiers} <= codes
            assert service.organisation.identifiers


def test_every_text_is_in_both_languages() -> None:
    for service in FEED.services:
        for text in (service.name, service.description, service.eligibility, service.cost, service.opening):
            assert text.en
            assert text.cy
            assert text.en != text.cy or text is service.name


def test_domestic_abuse_services_have_no_place_and_no_refuge_is_there() -> None:
    found = [service for service in PAGE["contents"] if "domestic_abuse" in _terms(service)]
    assert len(found) >= 3
    assert all("service_at_locations" not in service for service in found)
    assert not any(service.is_refuge for service in FEED.services)
    assert "refuge" not in json.dumps(PAGE["contents"]).lower()


def test_no_detail_can_be_real() -> None:
    text = json.dumps(PAGE)
    drama = re.compile(r"029 2018 0\d{3}|03069 990\d{3}|08081 570\d{3}")
    assert all(drama.fullmatch(p["number"]) for s in PAGE["contents"] for p in s["phones"])
    assert set(re.findall(r"@[\w.-]+", text)) == {
        m for m in re.findall(r"@[\w.-]+", text) if m.endswith("example.org")
    }
    postcodes = re.findall(r'"postal_code": "([^"]+)"', text)
    assert postcodes
    assert all(re.fullmatch(r"(CF|SA)\d\d \d[CIKMOV]{2}", code) for code in postcodes)


def _needs(service: Any) -> list[str]:
    return list_needs(TermWords(term.vocabulary, term.code, term.name) for term in service.terms)


def _terms(service: dict[str, Any]) -> set[str]:
    return {attribute["taxonomy_term"]["term"] for attribute in service["attributes"]}
