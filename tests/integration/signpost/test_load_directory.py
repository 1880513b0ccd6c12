"""Loading feeds into the real database, through the action and through the command."""

import csv
import json
import socket
from contextlib import ExitStack
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import translation

from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import AgencyKind, Role
from earlyhelp.signpost.actions import LoadReport, load_directory
from earlyhelp.signpost.choices import Fault
from earlyhelp.signpost.management.commands.load_directory import load, rejects_table
from earlyhelp.signpost.management.sources import read_source
from earlyhelp.signpost.models import Organisation, Service
from earlyhelp.signpost.openreferral import FeedError, Reject
from earlyhelp.signpost.queries import get_service, list_matching_services, list_services
from earlyhelp.synth.directory import make_feed
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask again at once, where the product would wait."""
    monkeypatch.setattr("earlyhelp.signpost.management.feeds.WAITS", (0, 0))


AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
SYSTEM = Actor.system(Purpose.RUNNING)
ID = "ac148810-d857-441c-9679-408f346de14b"
OTHER = "bc148810-d857-441c-9679-408f346de14b"
ORGANISATION = {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Clust", "description": "A charity."}
PLACE = {"location": {"location_type": "physical", "name": "Hall", "latitude": 51.5, "longitude": -3.5}}


def service(**changes: Any) -> dict[str, Any]:
    return {"id": ID, "name": "Talking Room", "status": "active", "organization": ORGANISATION} | changes


def feed_of(*services: Any) -> bytes:
    return json.dumps(list(services)).encode()


def term(code: str) -> dict[str, Any]:
    return {"taxonomy_term": {"taxonomy": "early-action-together-need", "term": code, "name": code}}


def loaded(feed: bytes, *, source: str = "test", at: datetime = AT) -> LoadReport:
    with acting(SYSTEM) as by:
        return load_directory(by=by, feed=feed, source=source, at=at)


class TestLoading:
    def test_the_synthetic_directory_loads_whole_and_twice_changes_nothing(self) -> None:
        feed = make_feed(seed=1, today=TODAY)
        first, second = loaded(feed), loaded(feed, at=LATER)
        assert (first.loaded, first.changed, first.unchanged, first.refused) == (67, 0, 0, 0)
        assert (second.loaded, second.changed, second.unchanged) == (0, 0, 67)
        assert Service.objects.count() == 67
        assert not Service.objects.filter(loaded_at=LATER).exists()

    def test_a_change_is_kept_and_counted(self) -> None:
        loaded(feed_of(service(), service(id=OTHER)))
        report = loaded(feed_of(service(name="Listening Room"), service(id=OTHER)), at=LATER)
        assert (report.loaded, report.changed, report.unchanged) == (0, 1, 1)
        found = Service.objects.get(oruk_id=UUID(ID))
        assert (found.name_en, found.loaded_at) == ("Listening Room", LATER)

    def test_a_change_of_organisation_is_kept(self) -> None:
        loaded(feed_of(service()))
        loaded(feed_of(service(organization=ORGANISATION | {"name_cy": "Clust i Wrando"})), at=LATER)
        assert Organisation.objects.get().name_cy == "Clust i Wrando"

    def test_a_service_that_the_feed_no_longer_holds_stays(self) -> None:
        loaded(feed_of(service(), service(id=OTHER)))
        loaded(feed_of(service()))
        assert Service.objects.count() == 2

    def test_the_same_id_in_two_sources_is_two_services(self) -> None:
        loaded(feed_of(service()), source="one")
        assert loaded(feed_of(service()), source="two").loaded == 1

    def test_a_bad_record_does_not_stop_the_others(self) -> None:
        report = loaded(feed_of(service(name=""), service(id=OTHER, url="nowhere"), None))
        assert (report.loaded, report.refused, len(report.rejects)) == (1, 2, 3)

    def test_a_feed_that_cannot_be_read_changes_nothing(self) -> None:
        loaded(feed_of(service()))
        with pytest.raises(FeedError, match="cut off"):
            loaded(feed_of(service(name="New"))[:-5])
        assert Service.objects.get().name_en == "Talking Room"

    def test_progress_counts_up_to_every_service(self) -> None:
        seen: list[tuple[int, int]] = []
        with acting(SYSTEM) as by:
            load_directory(
                by=by,
                feed=feed_of(service(), service(id=OTHER)),
                source="test",
                at=AT,
                progress=lambda done, total: seen.append((done, total)),
            )
        assert seen == [(2, 2)]

    def test_the_audit_says_what_was_loaded_and_how_much(self) -> None:
        by = factories.actor(factories.practitioner(factories.partners().front_door, Role.ADMINISTRATOR))
        with acting(by):
            load_directory(by=by, feed=feed_of(service(), None), source="test", at=AT)
            entry = AuditEntry.objects.get(did="directory.loaded")
        assert entry.detail == {"source": "test", "new": 1, "changed": 0, "unchanged": 0, "refused": 1}

    @pytest.mark.parametrize(
        "role", [Role.NOTIFIER, Role.DECISION_MAKER, Role.SERVICE_WORKER, Role.AUDITOR, ""]
    )
    def test_only_an_administrator_loads(self, role: str) -> None:
        by = Actor(None, None, None, role, Purpose.RUNNING)
        with pytest.raises(NotAllowed, match="Only an administrator"):
            load_directory(by=by, feed=feed_of(), source="test", at=AT)

    def test_areas_given_by_name_are_found(self) -> None:
        factories.partners()
        loaded(feed_of(service(service_areas=[{"name": "Pen-y-bont ar Ogwr"}])))
        assert Service.objects.get().area_codes == ["W06000013"]


class TestPartners:
    def organisation(self, code: str) -> dict[str, Any]:
        identifier = {"identifier_scheme": "early-action-together-agency", "identifier": code}
        return ORGANISATION | {"organization_identifiers": [identifier]}

    def test_a_partner_receives_referrals_in_the_product(self) -> None:
        partner = factories.partners().charity
        loaded(feed_of(service(organization=self.organisation(partner.code), referral_route="in_product")))
        found = Service.objects.get()
        assert (found.organisation.agency, found.referral_route) == (partner, "in_product")

    def test_anyone_else_is_reached_another_way_and_the_report_says_so(self) -> None:
        factories.agency(AgencyKind.CHARITY, "a-charity", factories.partners().area)
        report = loaded(
            feed_of(
                service(
                    organization=self.organisation("unknown"),
                    referral_route="in_product",
                    phones=[{"number": "01632 960001"}],
                )
            )
        )
        assert Service.objects.get().referral_route == "telephone"
        assert [reject.fault for reject in report.rejects] == [Fault.NO_PARTNER]


class TestHiddenPlaces:
    def test_the_place_of_a_domestic_abuse_service_is_left_out_and_told(self) -> None:
        report = loaded(feed_of(service(attributes=[term("domestic_abuse")], service_at_locations=[PLACE])))
        found = Service.objects.get()
        assert (found.latitude, found.longitude, found.place_en, found.place_cy) == (None, None, "", "")
        assert [reject.fault for reject in report.rejects] == [Fault.REFUGE_PLACE]

    @pytest.mark.parametrize(
        "values",
        [
            {"is_refuge": True},
            {"needs": ["domestic_abuse"]},
        ],
    )
    def test_the_database_refuses_such_a_place_too(self, values: dict[str, Any]) -> None:
        loaded(feed_of(service(service_at_locations=[PLACE])))
        with pytest.raises(IntegrityError, match="service_place_safe"), transaction.atomic():
            Service.objects.update(**values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"name_en": ""}, "service_has_name"),
        ({"status": "open"}, "service_status_known"),
        ({"referral_route": "pigeon"}, "service_route_known"),
        ({"welsh_provision": ""}, "service_welsh_known"),
        ({"min_age": 121}, "service_ages_possible"),
        ({"max_age": 121}, "service_ages_possible"),
        ({"min_age": 20, "max_age": 10}, "service_ages_possible"),
        ({"latitude": 51.5}, "service_place_possible"),
        ({"longitude": -3.5}, "service_place_possible"),
        ({"latitude": -3.5, "longitude": 51.5}, "service_place_possible"),
        ({"latitude": float("nan"), "longitude": -3.5}, "service_place_possible"),
    ],
)
def test_the_database_refuses_what_cannot_be(values: dict[str, Any], constraint: str) -> None:
    loaded(feed_of(service()))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Service.objects.update(**values)


@pytest.mark.parametrize("values", [{"min_age": 5}, {"max_age": 5}, {"latitude": 51.5, "longitude": -3.5}])
def test_the_database_takes_what_can_be(values: dict[str, Any]) -> None:
    loaded(feed_of(service()))
    assert Service.objects.update(**values) == 1


class TestReading:
    @pytest.fixture(autouse=True)
    def _directory(self) -> None:
        loaded(make_feed(seed=1, today=TODAY))
        self.by = Actor(None, None, None, Role.NOTIFIER, Purpose.EARLY_HELP)

    def test_a_match_meets_a_need_and_says_why(self) -> None:
        matches = list_matching_services(
            by=self.by, needs=["housing", "money"], area_code="W06000013", age=30, on=TODAY
        )
        assert matches[0].fits
        assert "It helps with every need you chose." in matches[0].why
        assert all({"housing", "money"} & set(match.service.needs) for match in matches)
        assert [match.fits for match in matches] == sorted((match.fits for match in matches), reverse=True)

    def test_reasons_are_told_in_the_language_of_the_page(self) -> None:
        [match] = list_matching_services(by=self.by, needs=["social_care", "money"], on=TODAY, limit=1)
        assert any("Money, food or debt" in sentence for sentence in match.why + match.why_not)

    def test_the_limit_is_kept_and_no_need_finds_nothing(self) -> None:
        assert len(list_matching_services(by=self.by, needs=["money"], on=TODAY, limit=3)) == 3
        assert list_matching_services(by=self.by, needs=[], on=TODAY) == []

    def test_the_nearest_of_equals_comes_first(self) -> None:
        maesteg = (51.609, -3.658)
        matches = list_matching_services(by=self.by, needs=["mental_health"], on=TODAY, near=maesteg, age=30)
        named = [
            match.service.name_en for match in matches if match.service.name_en.startswith("Talking Room")
        ]
        assert named[0] == "Talking Room: Maesteg"

    @pytest.mark.parametrize(
        ("filters", "names"),
        [
            ({"words": "choir"}, {"Welcome Choir"}),
            ({"words": "côr"}, {"Welcome Choir"}),
            ({"words": "llynfi fuel"}, {"Warm Home Helpline"}),
            ({"needs": ["domestic_abuse"], "age": 12}, {"Children Who Have Lived with Abuse"}),
            ({"needs": ["domestic_abuse"], "language": "ur"}, {"Golau Ogwr Helpline"}),
            (
                {"needs": ["substances"], "area_code": "W06000012"},
                {"Someone Close to Me", "Recovery Group: Port Talbot"},
            ),
        ],
    )
    def test_filters_narrow_the_list(self, filters: dict[str, Any], names: set[str]) -> None:
        assert {found.name_en for found in list_services(by=self.by, **filters)} == names

    def test_welsh_and_english_are_found_by_what_is_provided(self) -> None:
        in_welsh = set(list_services(by=self.by, language="cy"))
        assert in_welsh
        assert {found.welsh_provision for found in in_welsh} <= {"full", "part", "on_request"}
        Service.objects.update(languages=[])
        assert len(list_services(by=self.by, language="en")) == 67

    def test_a_visitor_reads_nothing(self) -> None:
        one = Service.objects.first()
        assert one is not None
        with pytest.raises(NotAllowed):
            get_service(one.pk, by=Actor.nobody())
        with pytest.raises(NotAllowed):
            list_services(by=Actor.nobody())
        with pytest.raises(NotAllowed):
            list_matching_services(by=Actor.nobody(), needs=["money"], on=TODAY)

    def test_a_service_speaks_the_language_of_the_page_and_english_where_it_must(self) -> None:
        one = Service.objects.select_related("organisation").get(name_en="Welcome Choir")
        with translation.override("cy"):
            assert (str(one), one.opening) == ("Côr Croeso", "Dydd Mercher, 10am i 1pm.")
            assert str(one.organisation) == "Cymdogion Caredig Porthcawl"
            assert one.organisation.description.startswith("Gwirfoddolwyr")
            assert (one.eligibility, one.waiting_time) == ("Oedolion.", "Dim amser aros.")
            assert one.cost.startswith("Rhowch")
            assert one.description.startswith("Côr i unrhyw un")
            assert one.place.split(", ")[1] == "Pencoed"
            one.name_cy = ""
            assert one.name == "Welcome Choir"


class TestCommand:
    def test_it_counts_and_writes_every_reject(self, tmp_path: Path) -> None:
        source, rejects, out = tmp_path / "feed.json", tmp_path / "rejects.csv", StringIO()
        source.write_bytes(feed_of(service(), service(id=OTHER, minimum_age=300), service(id="=1+1")))
        call_command("load_directory", str(source), "--rejects", str(rejects), stdout=out)
        assert "New: 1" in out.getvalue()
        assert "Not loaded: 2" in out.getvalue()
        rows = list(csv.DictReader(StringIO(rejects.read_text(encoding="utf-8-sig"))))
        assert [(row["where"], row["fault"], row["loaded"]) for row in rows] == [
            ("[1].minimum_age", "bad_age", "no"),
            ("[2].id", "bad_id", "no"),
        ]
        assert rows[1]["record"] == "'=1+1"
        assert Service.objects.get().source == "feed.json"

    def test_without_a_file_the_first_reasons_are_printed(self, tmp_path: Path) -> None:
        source, out = tmp_path / "feed.json", StringIO()
        source.write_bytes(feed_of(*[None] * 30))
        call_command("load_directory", str(source), stdout=out)
        assert out.getvalue().count("not a JSON object") == 20
        assert "--rejects" in out.getvalue()

    def test_when_every_reason_was_printed_no_file_is_suggested(self, tmp_path: Path) -> None:
        source, out = tmp_path / "feed.json", StringIO()
        source.write_bytes(feed_of(service()))
        call_command("load_directory", str(source), stdout=out)
        assert "New: 1" in out.getvalue()
        assert "--rejects" not in out.getvalue()

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("missing.json", "no such file"),
            ("in-the-way/feed.json", "Check who may read it"),
            (".", "folder"),
            ("ftp://example.org/feed.json", "Only http and https"),
            ("file:///etc/passwd", "Only http and https"),
        ],
    )
    def test_an_unreadable_source_ends_with_2(self, tmp_path: Path, name: str, says: str) -> None:
        (tmp_path / "in-the-way").write_text("a file where a folder should be")
        source = name if "://" in name else str(tmp_path / name)
        with pytest.raises(CommandError, match=says) as refusal:
            load(source, None)
        assert refusal.value.returncode == 2

    def test_rejects_that_cannot_be_written_are_noticed_before_the_load(self, tmp_path: Path) -> None:
        source = tmp_path / "feed.json"
        source.write_bytes(feed_of(service()))
        with pytest.raises(CommandError, match="cannot be written"):
            load(str(source), tmp_path / "nowhere" / "rejects.csv")
        assert not Service.objects.exists()

    def test_a_huge_file_is_not_read(self, tmp_path: Path) -> None:
        source = tmp_path / "huge.json"
        with source.open("wb") as file:
            file.truncate(65 * 1024 * 1024)
        with pytest.raises(FeedError, match="64 megabytes"):
            read_source(str(source))


def test_a_table_of_rejects_cannot_run_in_a_spreadsheet() -> None:
    table = rejects_table([Reject("@id", "x", Fault.BAD_AGE, "=cmd()")])
    assert "'@id" in table
    assert "'=cmd()" in table


class _Feeds(BaseHTTPRequestHandler):
    """A small server of good and bad answers."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/moved-to-file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        if path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/services")
            self.end_headers()
            return
        if path == "/garbled":
            self.wfile.write(b"what is this\r\n\r\n")
            return
        if path == "/silent":
            sleep(1)
            return
        if path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"[")
            return
        status = int(path[1:]) if path[1:].isdigit() else 200
        self.send_response(status)
        self.end_headers()
        self.wfile.write(feed_of(service()))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Any:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Feeds)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class TestFetching:
    def test_an_address_is_loaded_and_named_without_its_query(self, address: str) -> None:
        report = load(f"{address}/services?key=secret", None)
        assert report.loaded == 1
        assert Service.objects.get().source == f"{address}/services"

    @pytest.mark.parametrize(
        ("path", "says"),
        [
            ("/404", "no feed at this address"),
            ("/410", "no feed at this address"),
            ("/401", "without permission"),
            ("/500", "answered with an error"),
            ("/moved-to-file", "Only http and https"),
            ("/cut", "cut off"),
            ("/garbled", "cut off or garbled"),
        ],
    )
    def test_a_bad_answer_says_what_to_do(self, address: str, path: str, says: str) -> None:
        with pytest.raises(FeedError, match=says):
            read_source(address + path)

    def test_a_feed_that_has_moved_on_the_web_is_followed(self, address: str) -> None:
        feed, name = read_source(f"{address}/moved")
        assert (feed, name) == (feed_of(service()), f"{address}/moved")

    def test_a_server_that_says_nothing_is_given_up(
        self, address: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("earlyhelp.signpost.management.sources.SILENCE", 0.2)
        with pytest.raises(FeedError, match="did not answer in time"):
            read_source(f"{address}/silent")

    def test_a_server_that_takes_no_more_calls_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("earlyhelp.signpost.management.sources.SILENCE", 0.2)
        with socket.socket() as full, ExitStack() as waiting:
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            for _ in range(3):
                one = waiting.enter_context(socket.socket())
                one.setblocking(False)
                one.connect_ex(full.getsockname())
            with pytest.raises(FeedError, match="did not answer in time"):
                read_source(f"http://127.0.0.1:{full.getsockname()[1]}/services")

    def test_nobody_there_says_what_to_do(self) -> None:
        with pytest.raises(FeedError, match="cannot be reached"):
            read_source("http://127.0.0.1:9/services")

    def test_an_address_that_is_no_address_says_what_to_do(self) -> None:
        with pytest.raises(FeedError):
            read_source("http://")

    def test_an_endless_or_slow_feed_is_given_up(self, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
        module = "earlyhelp.signpost.management.sources"
        monkeypatch.setattr(f"{module}.MAX_BYTES", 10)
        with pytest.raises(FeedError, match="64 megabytes"):
            read_source(address + "/services")
        monkeypatch.setattr(f"{module}.MAX_BYTES", 10_000)
        monkeypatch.setattr(f"{module}.WHOLE", -1)
        with pytest.raises(FeedError, match="five minutes"):
            read_source(address + "/services")
