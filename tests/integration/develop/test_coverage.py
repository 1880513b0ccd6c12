"""What training is asked, how far it is in groups that may be shown, and planning it."""

import csv
import io
import re
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.develop.actions.elsewhere import import_attendance
from earlyhelp.develop.actions.requirements import end_requirement, publish_coverage
from earlyhelp.develop.jobs import count_coverage
from earlyhelp.develop.models import CoverageFigure, TrainingRequirement
from earlyhelp.develop.queries.coverage import Coverage, get_coverage
from earlyhelp.develop.queries.planning import list_diaries, list_due, list_needs
from earlyhelp.develop.queries.requirements import (
    list_my_standings,
    list_requirements,
    list_versions,
)
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.actions import start_draft
from earlyhelp.identify.choices import Danger
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.partnership.choices import InvitationEnd, Role, TeamKind
from earlyhelp.partnership.models import Invitation, Practitioner, Team
from tests import factories
from tests.factories import coverage as made
from tests.factories.training import course, runner, session

pytestmark = pytest.mark.django_db
AT = factories.AT
TODAY = AT.date()


class World:
    """A council with a large team, a small one and a middling one, and its one course of two years."""

    def __init__(self) -> None:
        self.partners = factories.partners()
        self.runner = runner(self.partners.front_door)
        self.by = factories.actor(self.runner)
        self.course = course(self.by)

    def staff(self, team: Team, number: int, trained: int = 0, on: str = "2026-01-05") -> list[Practitioner]:
        people = [factories.practitioner(team, Role.PARTNER) for _number in range(number)]
        if trained:
            rows = [(one, self.course, on, "yes") for one in people[:trained]]
            with acting(self.by):
                import_attendance(by=self.by, file_name="a.csv", content=made.attendance(*rows), at=AT)
        return people

    def team(self, name: str) -> Team:
        return Team.objects.create(
            code=f"team-{name}",
            agency=self.partners.council,
            kind=TeamKind.FAMILIES,
            area=self.partners.area,
            name_en=f"Team {name}",
            name_cy=f"Tîm {name}",
        )

    def coverage(self) -> Coverage:
        with acting(self.by):
            (required,) = list_requirements(self.by, today=TODAY)
            return get_coverage(self.by, required, today=TODAY)


@pytest.fixture
def world() -> World:
    return World()


def signed_in(client: Client, who: Practitioner) -> Client:
    client.force_login(who)
    return client


# What is asked


def typed(world: World, **changes: Any) -> dict[str, Any]:
    said = {
        "what": "course",
        "course": str(world.course.pk),
        "level": "",
        "roles": ["partner"],
        "within_days": "60",
        "every_months": "12",
        "target": "85",
        "starts_on-day": "1",
        "starts_on-month": "2",
        "starts_on-year": "2026",
        "why": "New people start in spring.",
        "seen": "0",
    }
    return said | changes


def test_a_requirement_is_set_and_changed_in_versions(client: Client, world: World) -> None:
    page = signed_in(client, world.runner)
    assert page.get("/workforce/requirements/add/").status_code == HTTPStatus.OK
    page.post("/workforce/requirements/add/", typed(world))
    with acting(world.by):
        (first,) = TrainingRequirement.objects.all()
    assert (first.roles, first.within_days, first.every_months, first.target) == (["partner"], 60, 12, 85)
    assert (first.set_by_id, first.number, first.level) == (world.runner.pk, 1, "")
    change = f"/workforce/requirements/{first.series}/change/"
    assert "This makes a new version." in page.get(change).content.decode()
    by_level = typed(world, what="level", level="aware", seen="1", why="Any course will do.", roles=[])
    assert page.post(change, by_level).status_code == HTTPStatus.FOUND
    with acting(world.by):
        newest, before = list_versions(world.by, series=first.series)
    assert (newest.number, newest.level, newest.course_id, newest.roles) == (2, "aware", None, [])
    assert before.pk == first.pk
    history = page.get(f"/workforce/requirements/{first.series}/").content.decode()
    assert "New people start in spring." in history
    assert "Any course will do." in history


def test_two_who_change_it_at_once_do_not_overwrite_each_other(client: Client, world: World) -> None:
    first = made.requirement(world.by, world.course)
    page = signed_in(client, world.runner)
    change = f"/workforce/requirements/{first.series}/change/"
    page.post(change, typed(world, seen="1"))
    answer = page.post(change, typed(world, seen="1", target="50")).content.decode()
    assert "Somebody changed this requirement while you were writing." in answer
    with acting(world.by):
        assert TrainingRequirement.objects.count() == 2


def test_what_is_set_for_later_is_not_asked_yet(client: Client, world: World) -> None:
    made.requirement(world.by, world.course, starts_on=TODAY + timedelta(days=1))
    with acting(world.by):
        assert not list_requirements(world.by, today=TODAY)
        assert len(list_requirements(world.by, today=TODAY + timedelta(days=1))) == 1
    page = signed_in(client, world.runner)
    assert "Noticing what lies behind" in page.get("/workforce/requirements/").content.decode()


def test_it_is_ended_by_a_last_version(client: Client, world: World) -> None:
    first = made.requirement(world.by, world.course)
    page = signed_in(client, world.runner)
    end = f"/workforce/requirements/{first.series}/end/"
    assert page.get(end).status_code == HTTPStatus.OK
    assert (
        page.post(end, {"why": "It is part of another course now.", "seen": "1"}).status_code
        == HTTPStatus.FOUND
    )
    with acting(world.by):
        last = list_versions(world.by, series=first.series)[0]
        assert last.is_ended
        assert not list_requirements(world.by, today=last.starts_on)
        with pytest.raises(RuleError):
            end_requirement(by=world.by, series=first.series, seen=2, why="Again.", at=AT)
        with pytest.raises(RuleError):
            end_requirement(by=world.by, series=uuid4(), seen=1, why="None.", at=AT)
    assert "It is asked no more." in page.get(f"/workforce/requirements/{first.series}/").content.decode()
    assert "Nothing is asked today." in page.get("/workforce/requirements/").content.decode()


def test_a_version_cannot_be_changed_in_the_database(world: World) -> None:
    made.requirement(world.by, world.course)
    with acting(world.by):
        for change in (lambda rows: rows.update(target=1), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                change(TrainingRequirement.objects.all())


def test_a_course_that_is_not_there_is_refused(world: World) -> None:
    with pytest.raises(FieldError):
        made.requirement(world.by, course_id=uuid4(), level="")


def test_a_wrong_answer_is_said_at_its_field(client: Client, world: World) -> None:
    answer = signed_in(client, world.runner).post(
        "/workforce/requirements/add/", typed(world, target="101", course="")
    )
    page = answer.content.decode()
    assert "Enter a whole number from 1 to 100" in page
    assert "Choose the course" in page
    assert "New people start in spring." in page


@pytest.mark.parametrize("path", ["add/", "{series}/change/", "{series}/end/"])
def test_only_who_runs_training_sets_it(client: Client, world: World, path: str) -> None:
    first = made.requirement(world.by, world.course)
    supervisor = factories.practitioner(world.partners.front_door, Role.SUPERVISOR)
    page = signed_in(client, supervisor)
    address = f"/workforce/requirements/{path.format(series=first.series)}"
    assert page.get(address).status_code == HTTPStatus.FORBIDDEN
    listed = page.get("/workforce/requirements/").content.decode()
    assert "Noticing what lies behind" in listed
    assert "Ask for a training" not in listed
    with acting(factories.actor(supervisor)) as by, pytest.raises(NotAllowed):
        end_requirement(by=by, series=first.series, seen=1, why="No.", at=AT)


def test_another_agency_finds_no_requirement(client: Client, world: World) -> None:
    first = made.requirement(world.by, world.course)
    stranger = factories.practitioner(world.partners.response, Role.ADMINISTRATOR)
    page = signed_in(client, stranger)
    for path in ("", "change/", "end/"):
        address = f"/workforce/requirements/{first.series}/{path}"
        assert page.get(address).status_code == HTTPStatus.NOT_FOUND
    assert page.get(f"/workforce/planning/due/{first.series}/").status_code == HTTPStatus.NOT_FOUND
    with acting(factories.actor(stranger)):
        assert not TrainingRequirement.objects.exists()


# How far it is


def test_coverage_by_team_role_and_area(world: World) -> None:
    made.requirement(world.by, world.course, roles=("partner",), target=60)
    world.staff(world.partners.front_door, 6, trained=3)
    world.staff(world.team("large"), 10, trained=8)
    found = world.coverage()
    assert found.whole.tally is not None
    assert (found.whole.tally.covered, found.whole.tally.people, found.whole.tally.percent) == (11, 16, 69)
    assert found.whole.is_reached
    told = {
        line.label: (line.tally.covered, line.tally.people, line.is_reached)
        for line in found.teams
        if line.tally
    }
    assert told == {"front_door team": (3, 6, False), "Team large": (8, 10, True)}
    assert [line.code for line in found.roles] == ["partner"]
    assert [(line.code, line.is_reached) for line in found.areas] == [("W06000013", True)]
    assert not found.hides
    (mark,) = [shape for shape in found.shapes if shape.mark]
    assert (mark.mark, mark.band) == ("69%", "3")
    assert len(found.shapes) == 22


def test_a_small_team_is_not_shown_and_cannot_be_worked_out(client: Client, world: World) -> None:
    made.requirement(world.by, world.course, roles=("partner",))
    world.staff(world.partners.front_door, 9, trained=9)
    world.staff(world.team("middling"), 6, trained=1)
    world.staff(world.team("small"), 2, trained=2)
    found = world.coverage()
    assert {line.label for line in found.teams if line.tally is None} == {"Team middling", "Team small"}
    page = signed_in(client, world.runner).get("/workforce/coverage/").content.decode()
    assert page.count("Too few to show") == 2
    assert "9 of 9 (100%)" in page
    assert "Groups of under 5 people are not shown" in page


def test_an_agency_of_under_five_shows_nothing(client: Client, world: World) -> None:
    made.requirement(world.by, world.course, roles=("partner",))
    world.staff(world.partners.front_door, 4, trained=1)
    found = world.coverage()
    assert found.whole.tally is None
    assert found.hides
    assert all(line.tally is None for line in (*found.teams, *found.roles, *found.areas))
    page = signed_in(client, world.runner).get("/workforce/coverage/table.csv")
    rows = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert {row[3] for row in rows[1:]} == {"<5"}


def test_the_page_says_unit_day_denominator_and_has_no_name(client: Client, world: World) -> None:
    made.requirement(world.by, world.course, roles=("partner",))
    people = world.staff(world.partners.front_door, 8, trained=3)
    supervisor = factories.practitioner(world.partners.front_door, Role.SUPERVISOR)
    page = signed_in(client, supervisor).get("/workforce/coverage/").content.decode()
    for words in ("What is counted", "Out of", "On which day", "Target", "3 of 8 (38%)", "<svg", "kit-bars"):
        assert words in page
    assert not any(one.family_name in page for one in people)
    assert "Plan training" not in page


def test_the_figures_leave_as_a_table(client: Client, world: World) -> None:
    made.requirement(world.by, world.course, roles=("partner",))
    world.staff(world.partners.front_door, 8, trained=6)
    answer = signed_in(client, world.runner).get("/workforce/coverage/table.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["group"] for row in rows] == ["agency", "team", "role", "area"]
    assert (rows[0]["people"], rows[0]["up_to_date"], rows[0]["percent"]) == ("8", "6", "75")


def test_somebody_new_counts_from_joining(world: World) -> None:
    made.requirement(world.by, world.course, roles=("partner",), starts_on=date(2025, 1, 1))
    who, *_others = world.staff(world.partners.front_door, 5)
    Invitation.objects.create(
        practitioner=who,
        made_at=AT - timedelta(days=40),
        expires_at=AT,
        ended_at=AT - timedelta(days=30),
        ended_why=InvitationEnd.USED,
    )
    tally = world.coverage().whole.tally
    assert tally is not None
    assert (tally.in_time, tally.overdue) == (1, 4)


def test_a_level_is_met_by_a_course_beyond_it(world: World) -> None:
    beyond = course(world.by, "beyond", level="enhanced", valid_months=None)
    made.requirement(world.by, roles=("partner",), level="skilled")
    people = world.staff(world.partners.front_door, 5)
    with acting(world.by):
        content = made.attendance(
            (people[0], beyond, "2026-01-05", "yes"),
            (people[1], world.course, "2026-01-05", "yes"),
            (people[2], beyond, "2026-01-05", "partly"),
        )
        import_attendance(by=world.by, file_name="a.csv", content=content, at=AT)
    tally = world.coverage().whole.tally
    assert tally is not None
    assert tally.covered == 1


def test_partners_read_what_is_large_enough_of_each_other(client: Client, world: World) -> None:
    made.requirement(world.by, world.course, roles=("partner",))
    world.staff(world.partners.front_door, 8, trained=6)
    count_coverage(0)
    officer = factories.practitioner(world.partners.response, Role.ADMINISTRATOR)
    theirs = factories.actor(officer)
    made.requirement(theirs, world.course)
    with acting(theirs):
        assert publish_coverage(by=theirs, at=AT) == 0
    page = signed_in(client, officer).get("/workforce/coverage/").content.decode()
    assert "6 of 8 (75%)" in page
    assert world.partners.council.name_en in page
    with acting(world.by):
        figures = CoverageFigure.objects.filter(agency=world.partners.council)
        assert set(figures.values_list("area_id", "people", "covered")) == {(None, 8, 6), ("W06000013", 8, 6)}


def test_counting_again_replaces_what_was_counted(world: World) -> None:
    made.requirement(world.by, world.course, roles=("partner",))
    world.staff(world.partners.front_door, 8, trained=6)
    with acting(Actor.system("running", agency_id=world.by.agency_id)) as by:
        assert publish_coverage(by=by, at=AT) == 2
        assert publish_coverage(by=by, at=AT) == 2
        assert CoverageFigure.objects.count() == 2


@pytest.mark.parametrize("role", [Role.NOTIFIER, Role.DECISION_MAKER, Role.PARTNER, Role.SERVICE_WORKER])
@pytest.mark.parametrize(
    "path", ["coverage/", "coverage/table.csv", "requirements/", "planning/", "planning/trainers/"]
)
def test_others_read_no_figures(client: Client, world: World, role: Role, path: str) -> None:
    who = factories.practitioner(world.partners.front_door, role)
    assert signed_in(client, who).get(f"/workforce/{path}").status_code == HTTPStatus.FORBIDDEN


def test_the_page_takes_a_constant_number_of_queries(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    made.requirement(world.by, world.course, roles=("partner",))
    world.staff(world.partners.front_door, 8, trained=6)
    world.staff(world.team("large"), 7, trained=2)
    page = signed_in(client, world.runner)
    page.get("/workforce/coverage/")
    with django_assert_max_num_queries(22):
        page.get("/workforce/coverage/")


# Planning


def test_who_is_due_is_named_to_who_runs_training_and_audited(client: Client, world: World) -> None:
    first = made.requirement(world.by, world.course, roles=("partner",))
    late, soon, done, again = world.staff(world.partners.front_door, 4)
    with acting(world.by):
        content = made.attendance(
            (done, world.course, "2026-01-05", "yes"), (again, world.course, "2024-04-01", "yes")
        )
        import_attendance(by=world.by, file_name="a.csv", content=content, at=AT)
        (required,) = list_requirements(world.by, today=TODAY)
        due = list_due(world.by, required, at=AT)
    assert [one.practitioner.pk for one in due[:2]] != []
    assert {one.practitioner.pk for one in due} == {late.pk, soon.pk, again.pk}
    page = signed_in(client, world.runner).get(f"/workforce/planning/due/{first.series}/").content.decode()
    assert late.full_name in page
    assert done.full_name not in page
    assert "31 March 2026" in page
    with acting(world.by):
        read = AuditEntry.objects.filter(did="training_due.read", practitioner_id=world.runner.pk)
        assert {str(one.target_key) for one in read} >= {str(late.pk), str(soon.pk), str(again.pk)}


def test_nobody_else_gets_the_list(client: Client, world: World) -> None:
    first = made.requirement(world.by, world.course)
    supervisor = factories.practitioner(world.partners.front_door, Role.SUPERVISOR)
    address = f"/workforce/planning/due/{first.series}/"
    assert signed_in(client, supervisor).get(address).status_code == HTTPStatus.FORBIDDEN
    with acting(factories.actor(supervisor)) as by:
        (required,) = list_requirements(by, today=TODAY)
        with pytest.raises(NotAllowed):
            list_due(by, required, at=AT)


def test_nobody_due_is_said(client: Client, world: World) -> None:
    first = made.requirement(world.by, world.course, roles=("auditor",))
    page = signed_in(client, world.runner)
    assert "Nobody is due." in page.get(f"/workforce/planning/due/{first.series}/").content.decode()
    assert "Nobody is due." in page.get("/workforce/planning/").content.decode()


def test_what_is_needed_against_what_is_free(client: Client, world: World) -> None:
    made.requirement(world.by, world.course, roles=("partner",))
    world.staff(world.partners.front_door, 9, trained=1)
    session(world.by, world.course, places=3, area_id=world.partners.area.pk)
    session(world.by, world.course, places=2, place="", link="https://meet.example.org/1")
    session(world.by, course(world.by, "other"), places=20, area_id=world.partners.area.pk)
    with acting(world.by):
        (need,) = list_needs(world.by, today=TODAY, now=AT)
    assert (need.label, need.due, need.overdue) == ("Bridgend", 8, 8)
    assert (need.places, need.online, need.missing) == (3, 2, 3)
    page = signed_in(client, world.runner).get("/workforce/planning/").content.decode()
    assert "Which sessions are needed where" in page
    assert "Places missing" in page


def test_the_diaries_of_trainers_say_what_clashes(client: Client, world: World) -> None:
    trainer = factories.practitioner(world.partners.front_door, Role.PARTNER)
    session(world.by, world.course, trainers=[trainer])
    later = {"starts_at": AT + timedelta(days=7, hours=1), "ends_at": AT + timedelta(days=7, hours=3)}
    session(world.by, world.course, trainers=[trainer], **later)
    session(world.by, world.course, trainers=[world.runner])
    far = {"starts_at": AT + timedelta(days=70), "ends_at": AT + timedelta(days=70, hours=3)}
    session(world.by, world.course, trainers=[trainer], **far)
    with acting(world.by):
        diaries = {one.trainer.pk: one for one in list_diaries(world.by, now=AT)}
    assert len(diaries[trainer.pk].sessions) == len(diaries[trainer.pk].clashing) == 2
    assert not diaries[world.runner.pk].clashing


def test_the_page_of_diaries_shows_them(client: Client, world: World) -> None:
    trainer = factories.practitioner(world.partners.front_door, Role.PARTNER)
    page = signed_in(client, world.runner)
    assert "No session of the coming weeks" in page.get("/workforce/planning/trainers/").content.decode()
    soon = timezone.now() + timedelta(days=3)
    times = {"starts_at": soon, "ends_at": soon + timedelta(hours=2)}
    session(world.by, world.course, trainers=[trainer], area_id=world.partners.area.pk, **times)
    session(world.by, world.course, trainers=[trainer], place="", link="https://meet.example.org/1", **times)
    shown = page.get("/workforce/planning/trainers/").content.decode()
    assert shown.count("Clash") == 2
    assert trainer.full_name in shown
    assert "On a screen" in shown


def test_everybody_knows_how_they_stand_themselves(world: World) -> None:
    made.requirement(world.by, world.course, roles=("partner",))
    who, *_others = world.staff(world.partners.front_door, 2, trained=1)
    with acting(factories.actor(who)) as by:
        ((required, stands),) = list_my_standings(by, today=TODAY)
    assert required.version.course_id == world.course.pk
    assert stands.is_covered


# Short things to read


@pytest.mark.parametrize("language", ["en", "cy"])
def test_everybody_may_read_the_resources_in_both_languages(
    client: Client, world: World, language: str
) -> None:
    who = factories.practitioner(world.partners.response, Role.NOTIFIER, language)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = signed_in(client, who)
    listed = page.get("/workforce/resources/").content.decode()
    links = re.findall(r'href="(/workforce/resources/[\w-]+/)"', listed)
    assert len(links) == 4
    titles = {"en": "The voice of the child", "cy": "Llais y plentyn"}
    assert titles[language] in listed
    for link in links:
        assert page.get(link).status_code == HTTPStatus.OK
    assert page.get("/workforce/resources/none/").status_code == HTTPStatus.NOT_FOUND


def test_the_notification_leads_to_the_voice_of_the_child(client: Client, world: World) -> None:
    officer = factories.practitioner(world.partners.response)
    by = factories.actor(officer)
    with acting(by):
        draft = start_draft(by=by, danger=Danger.NEITHER, at=AT)
    page = signed_in(client, officer).get(reverse("identify:write", args=[draft.pk])).content.decode()
    assert reverse("develop:resource", args=["voice-of-the-child"]) in page
