"""Facts for figures, from journeys through the product: what is written, what leaves again, and who stays unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from earlyhelp.desk import jobs
from earlyhelp.desk.actions import Exported, export_facts
from earlyhelp.evaluate.facts.reading import open_facts
from earlyhelp.evaluate.facts.tables import TABLES
from earlyhelp.evaluate.facts.writing import STATE, Busy, month_of, open_folder
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.choices.rights import MarkKind
from earlyhelp.govern.models import AuditEntry
from earlyhelp.govern.models.rights import RecordMark
from earlyhelp.identify.choices import PreferredLanguage
from earlyhelp.identify.models import Incident, IncidentPerson, ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.solve.choices.plans import VisitKind
from earlyhelp.solve.rules.reviews import Mark
from earlyhelp.understand.choices.chronology import EventKind
from earlyhelp.understand.models import Person, PersonLink
from tests import factories
from tests.factories import checks, chronology, coverage, plans, protection, rights, training
from tests.factories.episodes import episode, family_team, family_worker
from tests.factories.families import someone
from tests.factories.incidents import OPENED, incident
from tests.factories.signpost import SOMEBODY, Case, case, go, referral
from tests.factories.understand import source_record

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 3, 45, tzinfo=UTC)
BORN = date(1991, 4, 2)
ANGHARAD = replace(
    SOMEBODY, given_name="Angharad", family_name="Prawf", date_of_birth=BORN, address="1 Heol Synthetig"
)
Row = Mapping[str, Any]


def export(folder: Path, *, at: datetime = AT, whole: bool = False) -> Exported:
    return export_facts(by=Actor.system(Purpose.ASSURANCE), at=at, folder=folder, whole=whole)


def rows(folder: Path, table: str) -> list[Row]:
    return [row for file in open_facts(folder).paths[table] for row in pq.read_table(file).to_pylist()]


def seconds(at: datetime) -> int:
    return int(at.timestamp())


def linked(made: Case, who: Person | None = None, position: int = 0) -> Person:
    """Say whom the case is about."""
    who = who or someone(made.hub, "")
    with acting(made.hub) as by:
        PersonLink.objects.create(
            agency_id=by.agency_key,
            person=who,
            reported=made.notification.people.order_by("position")[position],
            linked_by=made.decider,
            linked_at=factories.AT,
        )
    return who


@dataclass(frozen=True, slots=True)
class Journey:
    """Angharad: an incident, a notification about her, a person."""

    made: Case
    who: Person
    incident: Incident


@pytest.fixture
def journey() -> Journey:
    made = case(person=ANGHARAD)
    return Journey(made, linked(made), incident(made.partners.force, made.partners.area))


def test_an_incident_is_a_row_under_the_person_whom_it_names_first(journey: Journey, tmp_path: Path) -> None:
    export(tmp_path)
    (row,) = rows(tmp_path, "incidents")
    assert (row["force"], row["area"], row["at"]) == ("force-w06000013", "W06000013", seconds(OPENED))
    assert (row["month"], row["year"]) == (date(2026, 3, 1), 2026)
    assert (row["opening"], row["opening_class"]) == ("WELFARE_CONCERN", "welfare")
    assert (row["closing"], row["closing_class"]) == ("", "")
    assert not any(
        row[flag] for flag in ("vulnerable", "domestic", "mental_health", "alcohol", "drugs", "youth")
    )
    (sent,) = rows(tmp_path, "notifications")
    assert row["person"] == sent["person"]
    assert row["household"] == sent["household"]
    assert row["household"] != row["address"]
    assert (tmp_path / "incidents" / "year=2026" / "part-force-w06000013.parquet").is_file()


def test_codes_become_classes_and_qualifiers_flags(journey: Journey, tmp_path: Path) -> None:
    with acting(Actor.system(Purpose.RUNNING, agency_id=journey.incident.agency_id)):
        Incident.objects.filter(pk=journey.incident.pk).update(
            closing_code="CLOSED_CRIME",
            closed_at=OPENED + timedelta(hours=2),
            qualifiers=["DOMESTIC", "ALCOHOL", "WEAPON"],
            opening_code="SOMETHING_NEW",
        )
    export(tmp_path)
    (row,) = rows(tmp_path, "incidents")
    assert (row["opening_class"], row["closing_class"]) == ("other", "crime")
    flags = [
        flag for flag in ("vulnerable", "domestic", "mental_health", "alcohol", "drugs", "youth") if row[flag]
    ]
    assert flags == ["domestic", "alcohol"]


def test_a_notification_is_a_row_with_what_became_of_it(journey: Journey, tmp_path: Path) -> None:
    export(tmp_path)
    (row,) = rows(tmp_path, "notifications")
    partners = journey.made.partners
    assert (row["force"], row["agency"], row["team"]) == (
        partners.force.code,
        partners.council.code,
        partners.response.code,
    )
    assert (row["track"], row["grade"], row["outcome"]) == ("early_help", "green", "early_help")
    assert row["decided_at"] == seconds(factories.AT + timedelta(minutes=30))
    assert (row["waited"], row["told_at"]) == (0, row["decided_at"])
    assert (row["language"], row["offered_welsh"]) == ("cy", True)


def test_a_notification_that_waits_has_no_outcome_and_a_language_that_nobody_asked(tmp_path: Path) -> None:
    case(outcome=None, person=replace(ANGHARAD, language=PreferredLanguage.NOT_ASKED))
    export(tmp_path)
    (row,) = rows(tmp_path, "notifications")
    assert (row["outcome"], row["decided_at"], row["waited"], row["told_at"]) == ("", None, None, None)
    assert (row["language"], row["offered_welsh"]) == ("", False)


def test_a_referral_is_a_row_with_its_steps_and_a_question_to_a_partner(
    journey: Journey, tmp_path: Path
) -> None:
    made = journey.made
    sent = referral(made)
    path = (ReferralState.SEEN, ReferralState.ACCEPTED, ReferralState.IN_PROGRESS, ReferralState.COMPLETED)
    go(made, sent, *path)
    export(tmp_path)
    (row,) = rows(tmp_path, "referrals")
    begun = factories.AT + timedelta(hours=2)
    assert (row["agency"], row["provider"]) == (made.partners.council.code, made.partners.charity.code)
    assert (row["state"], row["is_completed"], row["declined_at"]) == ("completed", True, None)
    assert [row[name] for name in ("accepted_at", "started_at", "ended_at")] == [
        seconds(begun + timedelta(hours=hours)) for hours in (1, 2, 3)
    ]
    assert (row["language"], row["welsh_met"]) == ("cy", False)
    assert row["person"] == rows(tmp_path, "notifications")[0]["person"]
    (asked,) = rows(tmp_path, "joint")
    assert (asked["asked"], asked["asking"], asked["kind"]) == (
        made.partners.charity.code,
        made.partners.council.code,
        "referral",
    )
    assert asked["answered_at"] == row["accepted_at"]


def test_help_and_goals_are_rows_of_each_person(journey: Journey, tmp_path: Path) -> None:
    partners, worker = journey.made.partners, family_worker(journey.made.partners)
    team = family_team(partners)
    opened = episode(journey.made.hub, team, journey.who, lead=worker, notification=journey.made.notification)
    by = factories.actor(worker)
    wanted = plans.goal(by, opened)
    for days, kind, mark in ((0, VisitKind.FIRST, 3), (42, VisitKind.REVIEW, 5), (84, VisitKind.END, 8)):
        said = Mark(wanted.pk, journey.who.pk, mark, "They themselves")
        plans.visit(by, opened, said, kind=kind, at=factories.AT + timedelta(days=days))
    export(tmp_path)
    (row,) = rows(tmp_path, "help")
    assert (row["area"], row["team"], row["at"]) == ("W06000013", team.code, seconds(factories.AT))
    assert row["ended_at"] is None
    (goal,) = rows(tmp_path, "goals")
    assert (goal["baseline"], goal["latest"], goal["at_end"]) == (3, 8, 8)
    assert goal["person"] == row["person"] == rows(tmp_path, "notifications")[0]["person"]


def test_a_check_is_a_question_to_a_partner_with_its_clock(journey: Journey, tmp_path: Path) -> None:
    asked = checks.answerer(journey.made.partners)
    checks.check(journey.made.hub, journey.made.notification, [asked.agency.pk])
    export(tmp_path)
    (row,) = rows(tmp_path, "joint")
    assert (row["asked"], row["kind"], row["answered_at"]) == (asked.agency.code, "check", None)
    assert row["due_at"] > row["at"]


def test_an_arrest_is_a_contact_and_being_named_in_a_call_is_none(journey: Journey, tmp_path: Path) -> None:
    partners = journey.made.partners
    record = source_record(partners.force, "Angharad", "Prawf", BORN)
    chronology.event(record, kind=EventKind.ARREST, happened_on=date(2024, 5, 6))
    chronology.event(record, kind=EventKind.POLICE)
    chronology.link_record(journey.made.hub, journey.who, record)
    with acting(journey.made.hub):
        seen = record.events.count()
    export(tmp_path)
    found = rows(tmp_path, "contacts")
    assert seen == 2
    (row,) = found
    assert (row["kind"], row["force"], row["month"]) == ("arrest", partners.force.code, date(2024, 5, 1))
    assert row["person"] == rows(tmp_path, "notifications")[0]["person"]


def test_training_is_a_row_for_each_month(tmp_path: Path) -> None:
    partners = factories.partners()
    runs = training.runner(partners.front_door)
    factories.practitioner(partners.front_door)
    course = training.course(factories.actor(runs))
    coverage.requirement(factories.actor(runs), course)
    export(tmp_path)
    found = rows(tmp_path, "training")
    assert [row["month"] for row in found][:2] == [date(2025, 9, 1), date(2025, 10, 1)]
    assert {(row["requirement"], row["required"], row["covered"]) for row in found} == {(course.code, 2, 0)}
    assert found[-1]["month"] == date(2026, 10, 1)


def files(folder: Path) -> dict[str, float]:
    return {str(file): file.stat().st_mtime_ns for file in folder.rglob("*.parquet")}


def test_again_without_a_change_writes_nothing(journey: Journey, tmp_path: Path) -> None:
    export(tmp_path)
    before = files(tmp_path)
    again = export(tmp_path, at=AT + timedelta(days=1))
    assert (again.written, again.removed) == (0, 0)
    assert files(tmp_path) == before
    assert export(tmp_path, whole=True).written == 0


def test_only_what_is_new_is_written(journey: Journey, tmp_path: Path) -> None:
    first = export(tmp_path)
    partners = journey.made.partners
    incident(partners.force, partners.area, "P260301-0500")
    second = export(tmp_path)
    assert (first.rows["incidents"], second.rows["incidents"], second.written) == (1, 2, 1)
    people = {row["person"] for row in rows(tmp_path, "incidents")}
    assert len(people) == 1


def test_a_corrected_record_counts_once(journey: Journey, tmp_path: Path) -> None:
    export(tmp_path)
    with acting(Actor.system(Purpose.RUNNING, agency_id=journey.incident.agency_id)):
        Incident.objects.filter(pk=journey.incident.pk).update(
            opened_at=OPENED - timedelta(days=365), imported_at=AT
        )
    export(tmp_path)
    (row,) = rows(tmp_path, "incidents")
    assert row["year"] == 2025
    assert not (tmp_path / "incidents" / "year=2026").exists()


def test_an_erased_record_is_gone(journey: Journey, tmp_path: Path) -> None:
    export(tmp_path)
    with acting(Actor.system(Purpose.RUNNING, agency_id=journey.incident.agency_id)):
        IncidentPerson.objects.filter(incident=journey.incident).delete()
    export(tmp_path)
    (row,) = rows(tmp_path, "incidents")
    assert (row["person"], row["household"]) == (None, None)
    with acting(Actor.system(Purpose.RUNNING, agency_id=journey.incident.agency_id)):
        Incident.objects.filter(pk=journey.incident.pk).delete()
    assert export(tmp_path).removed == 1
    assert not rows(tmp_path, "incidents")
    assert rows(tmp_path, "notifications")


def test_a_person_whose_report_was_blanked_has_no_number(tmp_path: Path) -> None:
    made = case(person=ANGHARAD)
    with acting(Actor.system(Purpose.RUNNING, agency_id=made.partners.force.pk)):
        ReportedPerson.objects.filter(notification=made.notification).update(
            given_name="", family_name="", date_of_birth=None, address="", postcode=""
        )
    export(tmp_path)
    (row,) = rows(tmp_path, "notifications")
    assert (row["person"], row["household"]) == (None, None)


def test_a_restricted_person_counts_without_a_number_in_every_agency(
    journey: Journey, tmp_path: Path
) -> None:
    export(tmp_path)
    partners = journey.made.partners
    readers = [factories.practitioner(partners.front_door, Role.COORDINATOR) for _ in range(2)]
    protection.restricted(factories.actor(readers[0]), journey.who, readers)
    by = factories.actor(readers[0])
    episode(by, family_team(partners), journey.who, lead=family_worker(partners))
    export(tmp_path)
    for table in ("incidents", "notifications"):
        (row,) = rows(tmp_path, table)
        assert (row["person"], row["household"], row["address"]) == (None, None, None)
    assert not rows(tmp_path, "help")


def test_people_who_are_kept_apart_count_without_a_number(journey: Journey, tmp_path: Path) -> None:
    partners = journey.made.partners
    coordinator = factories.actor(factories.practitioner(partners.front_door, Role.COORDINATOR))
    protection.apart(coordinator, journey.who, someone(coordinator, "Rhodri"))
    export(tmp_path)
    for table in ("incidents", "notifications"):
        assert rows(tmp_path, table)[0]["person"] is None


def test_a_record_that_is_kept_and_not_used_is_left_out(journey: Journey, tmp_path: Path) -> None:
    export(tmp_path)
    mark = restrict(journey)
    export(tmp_path)
    assert not rows(tmp_path, "incidents")
    assert not rows(tmp_path, "notifications")
    with acting(Actor.system(Purpose.ASSURANCE, agency_id=mark.agency_id)):
        RecordMark.objects.filter(pk=mark.pk).update(until_at=AT)
    export(tmp_path)
    assert len(rows(tmp_path, "incidents")) == len(rows(tmp_path, "notifications")) == 1


def restrict(journey: Journey) -> RecordMark:
    officer: Practitioner = rights.officer(journey.made.partners.front_door)
    with acting(rights.officer_actor(officer)) as by:
        return RecordMark.objects.create(
            agency_id=by.agency_key,
            request=rights.working(by, journey.who),
            record_id=journey.who.pk,
            kind=MarkKind.RESTRICTED,
            from_at=factories.AT,
        )


def test_another_key_makes_other_numbers_and_writes_everything_anew(
    journey: Journey, tmp_path: Path, settings: Settings
) -> None:
    export(tmp_path)
    before = rows(tmp_path, "incidents")[0]["person"]
    settings.FACTS_KEY = "another key of a deployment"
    export(tmp_path)
    after = rows(tmp_path, "incidents")[0]["person"]
    assert before != after
    assert 0 <= before < 2**63
    told = (tmp_path / STATE).read_text()
    assert settings.FACTS_KEY not in told
    assert str(before) not in told


def test_each_agency_and_table_that_was_read_is_audited_once(journey: Journey, tmp_path: Path) -> None:
    export(tmp_path)
    found = []
    for agency in (journey.made.partners.force, journey.made.partners.council):
        with acting(Actor.system(Purpose.ASSURANCE, agency_id=agency.pk)):
            entries = AuditEntry.objects.filter(did="facts.exported", agency_id=agency.pk)
            found += [(agency.code, one.detail["table"], one.detail["rows"]) for one in entries]
    assert sorted(found) == [
        ("council-w06000013", "notifications", 1),
        ("force-w06000013", "incidents", 1),
    ]


def test_nobody_can_be_read_in_the_files(journey: Journey, tmp_path: Path) -> None:
    referral(journey.made)
    export(tmp_path)
    text = " ".join(str(row) for table in TABLES for row in rows(tmp_path, table)).lower()
    for word in ("angharad", "prawf", "synthetig", "cf31", "1991", "eh-26", "pn-26", str(journey.who.pk)):
        assert word not in text


def test_the_night_writes_into_the_folder_of_the_settings(
    journey: Journey, tmp_path: Path, settings: Settings
) -> None:
    settings.FACTS_DIR = ""
    jobs.bring_facts_up_to_date(0)
    assert not list(tmp_path.iterdir())
    settings.FACTS_DIR = str(tmp_path)
    jobs.bring_facts_up_to_date(0)
    assert len(rows(tmp_path, "incidents")) == 1


def test_the_command_says_what_it_wrote(
    journey: Journey, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("export_facts", out=tmp_path)
    said = capsys.readouterr().out
    assert "incidents: 1 rows" in said
    assert "Files written: 2" in said


def test_two_exports_never_write_at_once(tmp_path: Path, settings: Settings) -> None:
    with open_folder(tmp_path, mark="", at=AT):
        with pytest.raises(Busy):
            export(tmp_path)
        with pytest.raises(CommandError) as refused:
            call_command("export_facts", out=tmp_path)
    assert refused.value.returncode == 2
    settings.FACTS_DIR = ""
    with pytest.raises(CommandError) as nowhere:
        call_command("export_facts")
    assert nowhere.value.returncode == 2
    assert month_of(seconds(datetime(2026, 3, 31, 23, 30, tzinfo=UTC))) == date(2026, 4, 1)
