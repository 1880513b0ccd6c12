"""From values to what is kept, for whom, and to pages: boards, measures, tables, files."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.evaluate import jobs
from earlyhelp.evaluate.models import FigureRun, FigureValue
from earlyhelp.evaluate.rules.boards import BOARDS
from earlyhelp.evaluate.rules.catalogue import newest
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Agency
from tests import factories
from tests.factories import figures

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
AREA = "W06000013"
TOLD = [20, 22, 21, 23, 22, 24, 20, 22, 21, 23, 22, 38]


def system(agency: Agency | None) -> Actor:
    return Actor.system(Purpose.ASSURANCE, agency_id=agency.pk if agency else None)


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def told(**where: Any) -> list[dict[str, Any]]:
    return figures.monthly(TOLD, 60, **where)


def everywhere() -> dict[str, list[dict[str, Any]]]:
    """What officers were told, in all of Wales, for a force and a council; and what was decided in the last month."""
    decided = [
        figures.value(figures.MONTHS.last.replace(day=1), count, 100, area=AREA, group=group)
        for group, count in (("early_help", 60), ("declined", 37), ("no_need", 3))
    ]
    return {
        "told_in_10.1": [*told(), *told(area=AREA), *told(force="south-wales-police")],
        "notifications.1": [
            *figures.counts([120] * 12, area=AREA),
            *figures.counts([3] * 12, area="W06000014"),
            *figures.counts([400] * 12),
        ],
        "decisions.1": decided,
    }


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


def signed_in(client: Client, partners: factories.Partners, role: Role, *, of: str = "front_door") -> Client:
    client.force_login(factories.practitioner(getattr(partners, of), role), BACKEND)
    return client


def shown_of(agency: Agency | None, code: str) -> list[FigureValue]:
    with acting(system(agency)):
        mine = FigureValue.objects.filter(measure=code, agency_id=agency.pk if agency else None)
        return list(mine.order_by("first_on", "group"))


def test_small_counts_are_never_stored_and_nothing_gives_them_away(partners: factories.Partners) -> None:
    figures.kept(system(partners.council), everywhere())
    rows = {row.group: row for row in shown_of(partners.council, "decisions")}
    assert rows["no_need"].hidden == "small"
    assert (rows["no_need"].count, rows["no_need"].value) == (None, None)
    with acting(system(partners.council)):
        assert not FigureValue.objects.filter(count__gt=0, count__lt=5).exists()
        assert AuditEntry.objects.filter(did="figures.kept").count() == 1


def test_each_keeps_what_is_its_own_and_everybody_reads_the_rest_with_a_higher_threshold(
    partners: factories.Partners,
) -> None:
    values = {"notifications.1": figures.counts([7, 120], area=AREA) + figures.counts([90, 400])}
    figures.kept(system(partners.council), values)
    figures.kept(system(None), values)
    own = shown_of(partners.council, "notifications")
    assert {row.area for row in own} == {AREA}
    assert [row.hidden for row in own] == ["", ""]
    public = {(row.area, row.first_on.month): row for row in shown_of(None, "notifications")}
    assert public[(AREA, 2)].hidden == "small"
    assert public[(AREA, 3)].count == 120


def test_nothing_is_kept_for_whom_nothing_is(partners: factories.Partners) -> None:
    assert figures.kept(system(partners.charity), everywhere()) is None


def test_what_is_kept_anew_takes_the_place_of_what_was(partners: factories.Partners) -> None:
    figures.kept(system(partners.council), everywhere())
    again = figures.kept(system(partners.council), everywhere())
    with acting(system(partners.council)):
        assert list(FigureRun.objects.filter(agency=partners.council)) == [again]


def test_no_agency_sees_or_writes_anothers(partners: factories.Partners) -> None:
    figures.kept(system(partners.council), everywhere())
    figures.kept(system(None), everywhere())
    with acting(system(partners.charity)):
        assert set(FigureValue.objects.values_list("agency_id", flat=True)) == {None}
        assert FigureRun.objects.filter(agency=None).delete()[0] == 0
        assert FigureValue.objects.filter(agency=None).update(count=1) == 0
        assert FigureRun.objects.filter(agency=None).exists()


@pytest.mark.parametrize(
    ("role", "of", "name", "words"),
    [
        (Role.NOTIFIER, "response", "team", "Officers who were told an outcome"),
        (Role.DECISION_MAKER, "front_door", "hub", "Officers who were told an outcome"),
        (Role.COORDINATOR, "front_door", "wales", "Notifications sent, by track"),
        (Role.AUDITOR, "front_door", "commissioning", "There is nothing to show for this place"),
    ],
)
def test_a_board_shows_words_a_chart_and_its_table(
    client: Client, partners: factories.Partners, role: Role, of: str, name: str, words: str,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    Agency.objects.filter(pk=partners.force.pk).update(code="south-wales-police")
    for agency in (partners.force, partners.council, None):
        figures.kept(system(agency), everywhere())
    page = signed_in(client, partners, role, of=of)
    page.get(reverse(f"evaluate:{name}"))
    with django_assert_max_num_queries(22):
        shown = text_of(page.get(reverse(f"evaluate:{name}")))
    assert words in shown
    if name != "commissioning":
        assert "figure__path" in shown
        assert "ordinary" in shown
        assert "Month by month as a table" in shown


def test_the_last_month_stands_out_and_is_said(client: Client, partners: factories.Partners) -> None:
    figures.kept(system(partners.council), everywhere())
    shown = text_of(signed_in(client, partners, Role.DECISION_MAKER).get(reverse("evaluate:hub")))
    assert "In March 2026 the value was higher than ordinary coming and going explains." in shown
    assert "figure__signal" in shown
    assert "Left out" in shown


def test_places_and_months_are_chosen_without_javascript(
    client: Client, partners: factories.Partners
) -> None:
    for agency in (partners.council, None):
        figures.kept(system(agency), everywhere())
    page = signed_in(client, partners, Role.COORDINATOR)
    wales = text_of(page.get(reverse("evaluate:wales"), {"place": "wales", "months": "6"}))
    assert "The whole of Wales" in wales
    assert "September 2025" not in wales
    assert "figure__tile--" in wales
    assert "Vale of Glamorgan" in wales
    odd = text_of(page.get(reverse("evaluate:wales"), {"place": "nowhere", "months": "9"}))
    assert "September 2025" in odd


def test_a_board_says_so_while_nothing_was_counted(client: Client, partners: factories.Partners) -> None:
    shown = text_of(signed_in(client, partners, Role.DECISION_MAKER).get(reverse("evaluate:hub")))
    assert "No figures have been counted yet" in shown


@pytest.mark.parametrize("name", ["hub", "commissioning", "wales", "table"])
def test_a_board_of_another_role_is_refused(client: Client, partners: factories.Partners, name: str) -> None:
    assert (
        signed_in(client, partners, Role.SERVICE_WORKER).get(reverse(f"evaluate:{name}")).status_code == 403
    )


def test_every_measure_says_what_it_counts(client: Client, partners: factories.Partners) -> None:
    page = signed_in(client, partners, Role.ADMINISTRATOR)
    home = text_of(page.get(reverse("evaluate:home")))
    for code in newest():
        assert reverse("evaluate:measure", args=[code]) in home
    shown = text_of(page.get(reverse("evaluate:measure", args=["told_in_10"])))
    for words in ("Compared with", "Read it with care", "Version: 1"):
        assert words in shown
    assert page.get(reverse("evaluate:measure", args=["no-such"])).status_code == 404


def test_a_measure_of_no_board_of_theirs_is_not_there(client: Client, partners: factories.Partners) -> None:
    page = signed_in(client, partners, Role.SERVICE_WORKER)
    for name in ("measure", "measure_file"):
        assert page.get(reverse(f"evaluate:{name}", args=["gini_person"])).status_code == 404


def test_the_file_says_what_is_left_out(client: Client, partners: factories.Partners) -> None:
    for agency in (partners.council, None):
        figures.kept(system(agency), everywhere())
    page = signed_in(client, partners, Role.COORDINATOR)
    text = page.get(reverse("evaluate:measure_file", args=["decisions"])).content.decode("utf-8-sig")
    rows = {row["group"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["no_need"]["count"] == "left out"
    assert rows["early_help"]["place_name"] == "Bridgend"
    text = page.get(reverse("evaluate:measure_file", args=["told_in_10"])).content.decode("utf-8-sig")
    places = [(row["area"], row["first_day"]) for row in csv.DictReader(io.StringIO(text)) if row["area"]]
    assert len(places) == len(set(places))


def test_a_table_is_built_and_taken_away(client: Client, partners: factories.Partners) -> None:
    figures.kept(system(None), everywhere())
    page = signed_in(client, partners, Role.AUDITOR)
    asked = {"measure": "notifications", "down": "month", "across": "place", "places": "areas", "months": "6"}
    shown = text_of(page.get(reverse("evaluate:table"), asked))
    assert "Bridgend" in shown
    assert "Left out" in shown
    text = page.get(reverse("evaluate:table"), asked | {"file": "1"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Row", "Bridgend", "Vale of Glamorgan"]
    assert rows[-1] == ["March 2026", "120", "left out"]
    same = text_of(page.get(reverse("evaluate:table"), asked | {"across": "month"}))
    assert "Choose something else across the table than down it" in same
    assert 'value="areas" selected' in same
    empty = text_of(
        page.get(reverse("evaluate:table"), asked | {"measure": "gini_person", "places": "forces"})
    )
    assert "This table has no values" in empty


def test_boards_name_measures_that_there_are() -> None:
    assert not [code for board in BOARDS.values() for code in board.measures if code not in newest()]


def test_the_job_counts_once_over_the_facts_and_keeps_for_each(
    partners: factories.Partners, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from earlyhelp.evaluate.facts.tables import NOTIFICATIONS

    kinds = {
        "int64": pa.int64(),
        "int16": pa.int16(),
        "string": pa.string(),
        "bool": pa.bool_(),
        "date": pa.date32(),
    }
    month = date(2026, 3, 1)
    start = int(datetime(2026, 3, 3, 12, tzinfo=UTC).timestamp())
    rows = [
        {
            "notification": number, "force": partners.force.code, "area": AREA, "agency": partners.council.code,
            "team": "", "at": start, "month": month, "year": 2026, "track": "early_help", "grade": "amber",
            "outcome": "early_help", "decided_at": start + 3600, "waited": 0, "told_at": start + 7200,
            "person": number, "household": None, "address": None, "language": "en", "offered_welsh": True,
        }
        for number in range(40)
    ]  # fmt: skip
    schema = pa.schema([(column.name, kinds[column.kind]) for column in NOTIFICATIONS.columns])
    folder = tmp_path / "notifications" / "year=2026"
    folder.mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(rows, schema), folder / "a.parquet")
    settings.FACTS_DIR = str(tmp_path)
    monkeypatch.setattr(jobs.timezone, "now", lambda: datetime(2026, 4, 20, 5, tzinfo=UTC))
    jobs.keep_months(0)
    own = [row for row in shown_of(partners.council, "notifications") if row.area and not row.group]
    assert [row.count for row in own if row.first_on == month] == [40]
    with acting(system(None)):
        (run,) = FigureRun.objects.filter(agency=None)
        assert (run.first_on, run.last_on) == (date(2024, 4, 1), date(2026, 3, 31))
    jobs.keep_months(0)
    with acting(system(None)):
        assert list(FigureRun.objects.filter(agency=None)) == [run]


def test_without_facts_the_job_does_nothing(tmp_path: Path, settings: Any) -> None:
    for folder in ("", str(tmp_path), str(tmp_path / "none")):
        settings.FACTS_DIR = folder
        jobs.keep_months(0)
    with acting(system(None)):
        assert not FigureRun.objects.exists()
