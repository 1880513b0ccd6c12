"""Events of a partner: the same file twice changes nothing, a bad row is told and the rest is there."""

import csv
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from earlyhelp.exchange.events import COLUMNS, read_events
from earlyhelp.exchange.models import ImportReject, ImportRun
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Agency
from earlyhelp.understand.models import PartnerEvent, SourceRecord
from tests import factories
from tests.factories.chronology import partner
from tests.factories.understand import source_record

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def owner() -> Agency:
    return partner(factories.partners().area)


@pytest.fixture
def record(owner: Agency) -> SourceRecord:
    return source_record(owner, system="housing")


def row(record: SourceRecord, number: str, /, **said: str) -> dict[str, str]:
    return {
        "key": number,
        "system": "housing",
        "person": record.source_key,
        "kind": "housing",
        "at": "",
        "on": "2026-01-05",
        "until": "",
        "certainty": "fact",
        "summary_en": "Moved into a new home.",
        "summary_cy": "Symudodd i gartref newydd.",
        "language": "en",
        "major": "yes",
        "visibility": "",
    } | said


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows(rows)
    return path


def load(path: Path, owner: Agency, **options: Any) -> str:
    out = StringIO()
    call_command("load_events", path, agency=owner.code, stdout=out, **options)
    return out.getvalue()


def events(owner: Agency) -> list[PartnerEvent]:
    with acting(Actor.system("running", agency_id=owner.pk)):
        return list(PartnerEvent.objects.order_by("source_key"))


def test_events_are_loaded_and_the_same_file_changes_nothing(
    tmp_path: Path, owner: Agency, record: SourceRecord
) -> None:
    path = write(
        tmp_path / "events.csv",
        [
            row(record, "E1"),
            row(record, "E2", at="2026-02-01T10:30:00+00:00", on="", kind="health", summary_cy="", major=""),
            row(record, "E3", until="2026-02-28", certainty="opinion", visibility="owner"),
        ],
    )
    assert "New events: 3" in load(path, owner)
    one, two, three = events(owner)
    assert (one.happened_on, one.is_major, one.data_set) == (date(2026, 1, 5), True, "events")
    assert (two.happened_at, two.data_set, two.is_major) == (
        datetime(2026, 2, 1, 10, 30, tzinfo=UTC),
        "health_events",
        False,
    )
    assert (three.until_on, three.certainty, three.visibility) == (date(2026, 2, 28), "opinion", "owner")
    assert "imported before" in load(path, owner)
    assert "Unchanged events: 3" in load(path, owner, again=True)
    assert len(events(owner)) == 3


def test_a_changed_event_is_changed_and_never_doubled(
    tmp_path: Path, owner: Agency, record: SourceRecord
) -> None:
    load(write(tmp_path / "one.csv", [row(record, "E1"), row(record, "E2")]), owner)
    said = load(
        write(tmp_path / "two.csv", [row(record, "E1", summary_en="Put right."), row(record, "E2")]), owner
    )
    assert "Changed events: 1" in said
    assert [event.summary_en for event in events(owner)] == ["Put right.", "Moved into a new home."]


WRONG = {
    "no key": ({"key": ""}, "missing"),
    "no day": ({"on": ""}, "one_time"),
    "a day and a moment": ({"at": "2026-01-05T10:00:00"}, "one_time"),
    "ends before it begins": ({"until": "2026-01-04"}, "ends_before"),
    "a date that is none": ({"on": "5 January"}, "date_format"),
    "in the future": ({"on": "2099-01-01"}, "date_future"),
    "long ago": ({"on": "0001-01-01"}, "date_too_old"),
    "an unknown kind": ({"kind": "gossip"}, "word_unknown"),
    "a kind of the product's own": ({"kind": "decision"}, "word_unknown"),
    "an unknown certainty": ({"certainty": "perhaps"}, "word_unknown"),
    "an unknown visibility": ({"visibility": "everybody"}, "word_unknown"),
    "says nothing": ({"summary_en": "", "summary_cy": ""}, "missing"),
    "too long": ({"summary_en": "a" * 501}, "length"),
    "a formula": ({"summary_en": "=1+1"}, "formula"),
    "of nobody": ({"person": "nobody"}, "nobody"),
}


@pytest.mark.parametrize(("said", "fault"), WRONG.values(), ids=WRONG)
def test_a_wrong_row_is_told_and_the_rest_is_there(
    said: dict[str, str], fault: str, tmp_path: Path, owner: Agency, record: SourceRecord
) -> None:
    path = write(tmp_path / "events.csv", [row(record, "E1", **said), row(record, "E2")])
    rejects = tmp_path / "rejects.csv"
    with pytest.raises(CommandError) as dry:
        load(path, owner, dry_run=True)
    assert not events(owner)
    with pytest.raises(CommandError) as refused:
        load(path, owner, rejects=rejects)
    assert dry.value.returncode == refused.value.returncode == 1
    assert [event.source_key for event in events(owner)] == ["E2"]
    with acting(Actor.system("running", agency_id=owner.pk)):
        assert list(ImportReject.objects.values_list("line", "fault")) == [(2, fault)]
    assert len(rejects.read_text(encoding="utf-8-sig").splitlines()) == 2


def test_what_is_said_twice_is_told(tmp_path: Path, owner: Agency, record: SourceRecord) -> None:
    rows = [row(record, "E1"), row(record, "E1"), row(record, "E1", summary_en="Something else.")]
    with pytest.raises(CommandError):
        load(write(tmp_path / "events.csv", rows), owner)
    assert [event.summary_en for event in events(owner)] == ["Moved into a new home."]
    with acting(Actor.system("running", agency_id=owner.pk)):
        assert list(ImportReject.objects.values_list("line", "fault")) == [
            (3, "repeated"),
            (4, "event_conflict"),
        ]


def test_parquet_is_read_too(tmp_path: Path, owner: Agency, record: SourceRecord) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "events.parquet"
    parquet.write_table(pyarrow.Table.from_pylist([row(record, f"E{n}") for n in range(7)]), path)
    assert "New events: 7" in load(path, owner)


@pytest.mark.parametrize(
    ("text", "code"),
    [("key,system\n1,2\n", "owner"), ("", "owner"), (",".join(COLUMNS) + "\n", "nobody-of-that-name")],
)
def test_what_can_not_be_read_ends_with_2(text: str, code: str, tmp_path: Path, owner: Agency) -> None:
    path = tmp_path / "events.csv"
    path.write_text(text)
    with pytest.raises(CommandError) as refused:
        call_command("load_events", path, agency=owner.code if code == "owner" else code)
    assert refused.value.returncode == 2


def test_a_missing_file_ends_with_2(tmp_path: Path, owner: Agency) -> None:
    with pytest.raises(CommandError) as refused:
        load(tmp_path / "gone.csv", owner)
    assert refused.value.returncode == 2


def test_it_goes_on_after_the_line_where_it_stopped(tmp_path: Path, record: SourceRecord) -> None:
    path = write(tmp_path / "events.csv", [row(record, f"E{n}") for n in range(5)])
    lines = [outcome.line for outcome in read_events(path, after=4, at=AT)]
    assert lines == [5, 6]


def test_administrators_see_how_it_went(
    tmp_path: Path, client: Client, owner: Agency, record: SourceRecord
) -> None:
    load(write(tmp_path / "events.csv", [row(record, "E1")]), owner)
    team = factories.team(owner, factories.TeamKind.RUNNING, factories.Area.objects.get())
    client.force_login(factories.practitioner(team, Role.ADMINISTRATOR))
    assert "Events of a partner" in client.get("/imports/").content.decode()
    run = ImportRun.objects.get()
    shown = client.get(f"/imports/{run.pk}/").content.decode()
    assert "Import of events" in shown
    assert "New events" in shown
