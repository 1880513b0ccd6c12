"""Sources on the web with the habits of real ones: a report, no loss, no duplicate."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.core.management import CommandError, call_command

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.signpost.actions import LoadReport, load_directory
from earlyhelp.signpost.choices import Fault, LoadState
from earlyhelp.signpost.management.commands.load_directory import read
from earlyhelp.signpost.management.loading import Outcome
from earlyhelp.signpost.models import DirectorySource, RejectedRecord, Schedule, Service, ServiceAtLocation
from tests.factories import AT
from tests.factories.directory import PLACE, service, term
from tests.factories.feeds import Feed, serving

pytestmark = pytest.mark.django_db
MANY = 8


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask again at once, where the product would wait."""
    monkeypatch.setattr("earlyhelp.signpost.management.feeds.WAITS", (0, 0))


def services(count: int = MANY, **changes: Any) -> list[dict[str, Any]]:
    return [
        service(
            id=str(uuid5(UUID(int=7), str(number))),
            name=f"Service {number}",
            last_modified=f"2026-02-0{number % 9 + 1}T00:00:00Z",
            schedules=[{"byday": "MO"}],
            **changes,
        )
        for number in range(count)
    ]


def load(address: str) -> Outcome:
    return read(address, None, anew=True)


def sync(address: str) -> Outcome:
    return read(address, None, anew=False)


def source() -> DirectorySource:
    return DirectorySource.objects.get()


class TestPages:
    @pytest.mark.parametrize("knows", [frozenset(), frozenset({"per_page", "modified_after", "search"})])
    def test_every_page_is_read_whatever_the_source_knows(self, knows: frozenset[str]) -> None:
        with serving(Feed(services(), knows=knows)) as address:
            outcome = load(address)
        assert (outcome.report.loaded, outcome.state) == (MANY, LoadState.WHOLE)
        assert Service.objects.count() == MANY
        assert source().can["modified_after"] == ("modified_after" in knows)
        assert source().can["search"] == ("search" in knows)

    def test_the_address_of_the_interface_leads_to_its_services(self) -> None:
        with serving(Feed(services())) as address:
            assert load(address.removesuffix("services")).report.loaded == MANY

    def test_lines_of_a_list_are_filled_record_by_record_and_only_once(self) -> None:
        feed = Feed(services(), lines_only=True)
        with serving(feed) as address:
            assert load(address).report.loaded == MANY
            assert Schedule.objects.count() == MANY
            feed.asked.clear()
            feed.services[0]["name"], feed.services[0]["last_modified"] = "New", "2026-02-20T00:00:00Z"
            report = load(address).report
            assert (report.changed, report.unchanged) == (1, MANY - 1)
            assert sum("/services/" in path for path in feed.asked) == 1

    def test_a_source_that_gives_whole_records_when_asked_is_asked(self) -> None:
        feed = Feed(services(), lines_only=True, knows=frozenset({"full"}))
        with serving(feed) as address:
            load(address)
        assert Schedule.objects.count() == MANY
        assert not any("/services/" in path for path in feed.asked)

    def test_a_record_that_cannot_be_fetched_stays_as_we_have_it(self) -> None:
        feed = Feed(services(), lines_only=True)
        with serving(feed) as address:
            load(address)
            feed.services[0]["last_modified"] = "2026-02-20T00:00:00Z"
            feed.gone = {feed.services[0]["id"]}
            outcome = load(address)
        assert [reject.fault for reject in outcome.report.rejects] == [Fault.FETCH_FAILED]
        assert (outcome.report.missing, Schedule.objects.count()) == (0, MANY)

    def test_a_source_that_gives_one_page_for_ever_is_stopped(self) -> None:
        with serving(Feed(services(), same_page=True, knows=frozenset())) as address:
            outcome = load(address)
        assert outcome.state == LoadState.CUT_OFF
        assert "same page" in outcome.problem
        assert not Service.objects.exclude(missing_since=None).exists()


class TestCutOff:
    def test_what_was_read_is_kept_and_the_next_reading_goes_on(self, tmp_path: Path) -> None:
        feed = Feed(services(), breaks={3}, knows=frozenset())
        with serving(feed) as address:
            with pytest.raises(CommandError, match="cut off") as refusal:
                call_command("load_directory", address, rejects=tmp_path / "rejects.csv")
            assert refusal.value.returncode == 1
            assert Service.objects.count() == 6
            assert (source().state, source().cursor["page"]) == (LoadState.CUT_OFF, 3)
            feed.breaks.clear()
            feed.asked.clear()
            outcome = sync(address)
        assert (outcome.report.loaded, outcome.state) == (2, LoadState.WHOLE)
        assert not any("page=2" in path for path in feed.asked)
        assert (Service.objects.count(), source().loaded) == (MANY, MANY)
        assert not Service.objects.exclude(missing_since=None).exists()

    def test_nothing_is_taken_away_by_a_reading_that_failed(self) -> None:
        feed = Feed(services())
        with serving(feed) as address:
            load(address)
            feed.breaks = {1}
            with pytest.raises(CommandError, match="cut off") as refusal:
                load(address)
        assert refusal.value.returncode == 2
        assert Service.objects.filter(missing_since=None).count() == MANY
        assert source().state == LoadState.FAILED
        assert source().problem_en
        assert source().problem_cy

    def test_a_source_that_is_suddenly_empty_is_not_believed(self) -> None:
        feed = Feed(services())
        with serving(feed) as address:
            load(address)
            feed.services = []
            with pytest.raises(CommandError, match="hardly be right"):
                load(address)
        assert Service.objects.filter(missing_since=None).count() == MANY

    def test_a_busy_source_is_asked_again(self) -> None:
        with serving(Feed(services(), busy=2)) as address:
            assert load(address).report.loaded == MANY

    def test_a_source_that_stays_busy_is_given_up(self) -> None:
        with serving(Feed(services(), busy=99)) as address, pytest.raises(CommandError, match="error"):
            load(address)


class TestAgain:
    def test_the_same_twice_changes_nothing_and_doubles_nothing(self) -> None:
        with serving(Feed(services(service_at_locations=[PLACE], attributes=[term("money")]))) as address:
            load(address)
            report = load(address).report
        assert (report.loaded, report.changed, report.unchanged) == (0, 0, MANY)
        assert (
            Service.objects.count() == Schedule.objects.count() == ServiceAtLocation.objects.count() == MANY
        )

    def test_what_a_source_no_longer_holds_is_marked_and_comes_back(self) -> None:
        feed = Feed(services())
        with serving(feed) as address:
            load(address)
            last = feed.services.pop()
            assert load(address).report.missing == 1
            assert Service.objects.exclude(missing_since=None).get().oruk_id == UUID(last["id"])
            feed.services.append(last)
            load(address)
        assert Service.objects.filter(missing_since=None).count() == MANY

    def test_a_record_that_is_refused_now_is_not_missing(self) -> None:
        feed = Feed(services())
        with serving(feed) as address:
            load(address)
            feed.services[0]["minimum_age"] = 300
            report = load(address).report
        assert (report.refused, report.missing) == (1, 0)
        assert RejectedRecord.objects.get().fault == Fault.BAD_AGE

    def test_only_what_changed_is_asked_for_where_that_can_be(self) -> None:
        feed = Feed(services())
        with serving(feed) as address:
            load(address)
            Service.objects.update(modified_at=None)
            feed.services[0]["name"], feed.services[0]["last_modified"] = "New", "2099-02-20T00:00:00Z"
            feed.asked.clear()
            report = sync(address).report
        assert (report.changed, report.unchanged, report.missing) == (1, 0, 0)
        assert all("modified_after" in path for path in feed.asked if "page=" in path)

    def test_a_week_later_everything_is_asked_for(self) -> None:
        feed = Feed(services())
        with serving(feed) as address:
            load(address)
            held = source()
            DirectorySource.objects.update(whole_at=held.whole_at - timedelta(days=8))
            assert sync(address).report.unchanged == MANY

    def test_a_document_that_has_not_changed_is_not_fetched(self) -> None:
        feed = Feed(services(2), etag='"one"')
        with serving(feed) as address:
            load(address)
            outcome = sync(address)
            assert outcome.state == LoadState.NOT_CHANGED
            assert load(address).report.unchanged == 2
        assert Service.objects.filter(missing_since=None).count() == 2


class TestWrongTypes:
    @pytest.mark.parametrize("wrong", [None, 7, "text", True, [], {}, [[]], [None], {"a": []}])
    def test_wrong_types_everywhere_are_refused_or_left_out_with_a_reason(self, wrong: Any) -> None:
        whole = service(
            **dict.fromkeys(
                [
                    "name_cy", "description", "url", "email", "fees", "minimum_age", "assured_date", "alert",
                    "last_modified", "schedules", "service_areas", "service_at_locations", "languages", "funding",
                    "cost_options", "contacts", "attributes", "phones", "eligibility_rules", "capacities",
                    "levels", "groups", "referral_routes", "waiting_days", "is_refuge",
                ],
                wrong,
            )
        )  # fmt: skip
        for key in ("id", "name", "status", "organization"):
            assert load_one(whole | {key: wrong}).refused == 1, key
        report = load_one(whole | {"id": "bc148810-d857-441c-9679-408f346de14b"})
        assert report.loaded + report.refused == 1
        assert all(reject.reason.endswith(".") for reject in report.rejects)

    @pytest.mark.parametrize("key", ["total_pages", "page_number", "last_page", "total_items"])
    @pytest.mark.parametrize("wrong", [None, "many", -1, 1e300, [], {}, True])
    def test_wrong_counts_of_pages_stop_nothing(self, key: str, wrong: Any) -> None:
        class Odd(Feed):
            def page(self, asked: dict[str, str]) -> Any:
                return super().page(asked) | {key: wrong}

        with serving(Odd(services(2))) as address:
            assert load(address).report.loaded == 2


def load_one(record: dict[str, Any]) -> LoadReport:
    with acting(Actor.system(Purpose.RUNNING)) as by:
        return load_directory(by=by, feed=json.dumps([record]).encode(), source="wrong", at=AT)


class TestOlder:
    def older(self, number: int) -> dict[str, Any]:
        return {
            "id": f"old-{number}",
            "name": f"Older {number}",
            "status": "active",
            "organization": {
                "id": "7",
                "name": "Clust",
                "description": "",
                "url": "https://clust.example.org",
            },
            "eligibilitys": [{"minimum_age": 11, "maximum_age": 25, "eligibility": "Young people"}],
            "service_taxonomys": [{"taxonomy": {"id": "t1", "name": "Mental health", "vocabulary": "x"}}],
            "regular_schedules": [{"weekday": "Monday", "opens_at": "09:00", "closes_at": "17:00"}],
            "languages": [{"language": "Welsh"}],
            "contacts": [{"id": "c1", "name": "", "phones": [{"number": "01656 000 000"}]}],
            "cost_options": [{"id": "1", "amount": 0, "option": ""}],
            "service_at_locations": [
                {
                    "location": {
                        "id": "l1",
                        "name": "Hall",
                        "latitude": 51.5,
                        "longitude": -3.5,
                        "physical_addresses": [{"address_1": "1 Made-up Street", "postal_code": "CF31 1AA"}],
                        "accessibility_for_disabilities": [{"accessibility": "A ramp."}],
                    }
                }
            ],
        }

    @pytest.mark.parametrize("lines_only", [False, True])
    def test_a_feed_of_1_0_is_read_whole(self, lines_only: bool) -> None:
        feed = Feed([self.older(number) for number in range(4)], version="1.0", lines_only=lines_only)
        with serving(feed) as address:
            assert load(address).report.loaded == 4
            assert load(address).report.unchanged == 4
        one = Service.objects.get(name_en="Older 0")
        assert (one.min_age, one.max_age, one.needs) == (11, 25, ["mental_health"])
        assert (one.telephone, one.languages) == ("01656 000 000", ["cy"])
        assert one.opening_en == "Monday 09:00–17:00"
        assert one.at_locations.get().location.addresses.get().postal_code == "CF31 1AA"
        assert source().kind == "oruk-1.0"
