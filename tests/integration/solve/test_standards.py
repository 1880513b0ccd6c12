"""A council's standards: versions, clocks, levels with reasons, routes with their trace, repeats, second looks."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.identify.choices import Danger, Need
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Team
from earlyhelp.solve import queries, rules
from earlyhelp.solve.actions.levels import judge_level, keep_decision
from earlyhelp.solve.actions.routes import add_route, end_route, move_route
from earlyhelp.solve.choices import Grade, Outcome
from earlyhelp.solve.choices.standards import Condition, LookState, RepeatBy, RouteHours, RouteMiss
from earlyhelp.solve.forms.standards import initial_of
from earlyhelp.solve.models import Route
from earlyhelp.solve.queries.grading import list_priorities
from earlyhelp.solve.queries.levels import levels_of
from earlyhelp.solve.queries.repeats import repeat_facts, repeat_words
from earlyhelp.solve.queries.routing import list_routes, routes_of
from earlyhelp.solve.queries.ruling import get_ruling
from earlyhelp.solve.queries.second_looks import count_looks, looks_of
from earlyhelp.solve.queries.standard_previews import preview_pattern
from earlyhelp.solve.queries.timing import clocks_of
from earlyhelp.solve.rules.grades import Pattern
from earlyhelp.solve.rules.second_looks import NoReasonToKeep, NothingToReview
from earlyhelp.solve.rules.standards import CannotChangeThePast, VersionFromThatDay
from earlyhelp.understand import actions as understand
from earlyhelp.understand.models import PersonLink
from tests import factories
from tests.factories import families, solve, standards
from tests.integration.solve.test_deciding import AT, Desk, did
from tests.integration.solve.test_queue import ADULT, CHILD, join

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def keeper(desk: Desk) -> Actor:
    return factories.actor(factories.practitioner(desk.partners.front_door, Role.COORDINATOR))


def due(desk: Desk, *sent: Notification) -> list[str]:
    with acting(desk.hub):
        grades = {key: one.grade for key, one in list_priorities(desk.hub, sent).items()}
        clocks = clocks_of(desk.hub, sent, grades, AT)
    return [clocks[one.pk].due.strftime("%Y-%m-%d %H:%M") for one in sent]


def test_each_grade_has_the_clock_of_its_council(desk: Desk, keeper: Actor) -> None:
    report, child, other = (
        desk.send(danger=Danger.AT_RISK),
        desk.send(people=[CHILD]),
        desk.send(people=[ADULT]),
    )
    assert due(desk, report, child, other) == ["2026-03-03 17:00"] * 3
    standards.standard(keeper)
    assert due(desk, report, child, other) == ["2026-03-02 13:30", "2026-03-03 17:00", "2026-03-04 17:00"]


def test_a_version_changes_nothing_that_has_arrived(desk: Desk, keeper: Actor) -> None:
    standards.standard(keeper)
    before = desk.send(people=[ADULT])
    standards.standard(
        keeper, at=AT, from_on=date(2026, 3, 9), decide=dict.fromkeys(Grade, standards.Limit(5))
    )
    after = desk.send(people=[ADULT], at=AT + 7 * DAY)
    assert due(desk, before, after) == ["2026-03-04 17:00", "2026-03-16 17:00"]


@pytest.mark.parametrize(
    ("from_on", "error"), [(date(2026, 3, 2), CannotChangeThePast), (date(2026, 3, 3), VersionFromThatDay)]
)
def test_a_version_begins_later_than_today_and_than_the_last(
    desk: Desk, keeper: Actor, from_on: date, error: type[Exception]
) -> None:
    standards.standard(keeper, from_on=date(2026, 3, 3))
    with pytest.raises(error):
        standards.standard(keeper, at=AT, from_on=from_on)
    assert did(keeper, "standard") == ["standard.added"]


def test_only_keepers_of_a_front_door_change_standards(desk: Desk) -> None:
    elsewhere = factories.practitioner(desk.partners.service_team, Role.COORDINATOR)
    for by in (desk.hub, desk.police, factories.actor(elsewhere)):
        with pytest.raises(NotAllowed):
            standards.standard(by)
        with acting(by), pytest.raises(NotAllowed):
            add_route(by=by, team_id=desk.partners.front_door.pk, at=AT)


def test_the_pattern_of_the_council_grades_and_the_preview_changes_nothing(desk: Desk, keeper: Actor) -> None:
    sent = [desk.send(people=[ADULT], at=AT - number * DAY) for number in (20, 0)]
    join(desk, *sent)
    with acting(desk.hub):
        found = preview_pattern(desk.hub, Pattern(2, 30))
        assert (found.waiting, [one.notification.pk for one in found.changed]) == (2, [sent[1].pk])
        assert found.changed[0].then.grade == Grade.AMBER
        assert list_priorities(desk.hub, sent)[sent[1].pk].grade == Grade.GREEN
    standards.standard(keeper, pattern_count=2, pattern_days=30)
    with acting(desk.hub):
        priority = list_priorities(desk.hub, sent)[sent[1].pk]
    assert priority.grade == Grade.AMBER
    assert "2 in 30 days" in str(priority.graded.why)


def test_a_level_is_met_by_a_fact_and_a_practitioner_says_another(desk: Desk, keeper: Actor) -> None:
    standards.standard(keeper)
    sent = desk.send(people=[ADULT], needs=[Need.HOUSING, Need.MONEY])
    with acting(desk.hub):
        level = levels_of(desk.hub, [sent], list_priorities(desk.hub, [sent]))[sent.pk]
        assert (level.counts.level, [one.condition for one in level.met]) == (3, [Condition.SEVERAL_NEEDS])
        assert level.met[0].value == "Housing, Money, food or debt"
        with pytest.raises(rules.IncompleteDecision):
            judge_level(by=desk.hub, notification_id=sent.pk, level=2, rationale=" ", at=AT)
        for _ in range(2):
            judge_level(by=desk.hub, notification_id=sent.pk, level=2, rationale="Both are one bill.", at=AT)
        level = levels_of(desk.hub, [sent], list_priorities(desk.hub, [sent]))[sent.pk]
    assert (level.counts.level, level.found.level) == (2, 3)
    assert level.judgement is not None
    assert level.judgement.rationale == "Both are one bill."
    assert did(desk.hub, "notification").count("notification.level_judged") == 1


def staffed(desk: Desk) -> Team:
    team = factories.team(desk.partners.council, TeamKind.SAFEGUARDING, desk.partners.area)
    factories.practitioner(team, Role.DECISION_MAKER)
    return team


def test_the_first_line_that_fits_takes_it_and_the_trace_says_why(desk: Desk, keeper: Actor) -> None:
    team, empty = staffed(desk), factories.team(desk.partners.council, TeamKind.FAMILIES, desk.partners.area)
    made = AT - DAY
    with acting(keeper):
        add_route(by=keeper, team_id=team.pk, at=made, need=Need.HOUSING, hours=RouteHours.OUTSIDE)
        add_route(by=keeper, team_id=empty.pk, at=made, need=Need.HOUSING)
        add_route(by=keeper, team_id=team.pk, at=made, need=Need.HOUSING, track="early_help")
    day = desk.send(people=[ADULT], needs=[Need.HOUSING])
    night = desk.send(people=[ADULT], needs=[Need.HOUSING], at=AT + timedelta(hours=12))
    other = desk.send(people=[ADULT], needs=[Need.MONEY])
    before = desk.send(people=[ADULT], needs=[Need.HOUSING], at=AT - 2 * DAY)
    with acting(desk.hub):
        found = routes_of(desk.hub, [day, night, other, before])
    assert [one.misses for one in found[day.pk].lines] == [(RouteMiss.HOURS,), (RouteMiss.NOBODY,), ()]
    assert (found[day.pk].team, found[night.pk].team) == (team, team)
    assert len(found[night.pk].lines) == 1
    assert (found[other.pk].team, found[other.pk].by_default) == (desk.partners.front_door, True)
    # By the table as it was when it arrived: there was none.
    assert (found[before.pk].lines, found[before.pk].by_default) == ((), True)


def test_lines_are_moved_and_ended_and_nothing_is_rewritten(desk: Desk, keeper: Actor) -> None:
    team = staffed(desk)
    with acting(keeper):
        one = add_route(by=keeper, team_id=team.pk, at=AT, need=Need.HOUSING)
        two = add_route(by=keeper, team_id=team.pk, at=AT, need=Need.MONEY)
        assert not move_route(by=keeper, line=one.line, up=True, at=AT + DAY)
        assert move_route(by=keeper, line=two.line, up=True, at=AT + DAY)
        assert [row.line for row in list_routes(keeper)] == [two.line, one.line]
        end_route(by=keeper, line=two.line, at=AT + 2 * DAY)
        assert [row.line for row in list_routes(keeper)] == [one.line]
        assert Route.objects.count() == 4
        with pytest.raises(Route.DoesNotExist):
            end_route(by=keeper, line=two.line, at=AT + 2 * DAY)
        with pytest.raises(Team.DoesNotExist):
            add_route(by=keeper, team_id=desk.partners.service_team.pk, at=AT)
    assert did(keeper, "route") == ["route.added", "route.added", "route.moved", "route.ended"]


def test_repeat_contact_by_person_household_and_address(desk: Desk) -> None:
    here = replace(ADULT, address="3, Made-up  Row", postcode="CF99 1AA")
    neighbour = replace(
        CHILD, given_name="Arall", family_name="Bowen", address="3 made-up row", postcode="CF99 1AA"
    )
    mine = desk.send(people=[here], at=AT - 40 * DAY, incident_number="NICHE-1")
    same_event = desk.send(people=[here], at=AT - 40 * DAY, incident_number="NICHE-1")
    childs = desk.send(people=[CHILD], at=AT - 20 * DAY, incident_number="NICHE-2")
    next_door = desk.send(people=[neighbour], at=AT - 10 * DAY, incident_number="NICHE-3")
    now = desk.send(people=[here], incident_number="NICHE-4")
    join(desk, now, mine, same_event)
    with acting(desk.hub):
        child_report = ReportedPerson.objects.get(notification=childs, position=0)
        understand.make_person(by=desk.hub, reported_id=child_report.pk, at=AT)
        people = {
            link.reported.notification_id: link.person
            for link in PersonLink.objects.select_related("reported", "person")
        }
    families.home(desk.hub, people[now.pk], people[childs.pk])
    with acting(desk.hub):
        facts = repeat_facts(desk.hub, [now])[now.pk]
    counts = dict(facts.rows)
    assert counts[RepeatBy.PERSON] == [1, 2, 2, 2]
    assert counts[RepeatBy.HOUSEHOLD] == [2, 3, 3, 3]
    assert counts[RepeatBy.ADDRESS][0] >= 2
    assert {one.reference for one, ways in facts.contacts if RepeatBy.ADDRESS in ways} >= {
        next_door.reference
    }
    assert any("The same household: 3 notifications" in words for words in repeat_words(facts))


def test_lists_ask_the_same_number_of_queries_at_any_size(
    desk: Desk, keeper: Actor, django_assert_max_num_queries: Any
) -> None:
    standards.standard(keeper)
    sent = [desk.send(people=[ADULT, CHILD], at=AT + timedelta(minutes=number)) for number in range(12)]
    join(desk, *sent)
    solve.decision(desk.hub, sent[0])
    with acting(desk.hub):
        priorities = list_priorities(desk.hub, sent)
        grades = {key: one.grade for key, one in priorities.items()}
        rows = list(Notification.objects.filter(pk__in=[one.pk for one in sent]).select_related("front_door"))
        for some in (rows[:2], rows):
            with django_assert_max_num_queries(2):
                clocks_of(desk.hub, some, grades, AT)
            with django_assert_max_num_queries(11):
                repeat_facts(desk.hub, some)
            with django_assert_max_num_queries(3):
                routes_of(desk.hub, some)
            with django_assert_max_num_queries(3):
                levels_of(desk.hub, some, priorities)
            with django_assert_max_num_queries(7):
                looks_of(desk.hub, some, AT)


def test_a_later_notification_asks_whether_the_last_decision_still_holds(desk: Desk) -> None:
    earlier = desk.send(people=[ADULT], at=AT - 9 * DAY)
    last = solve.decision(desk.hub, earlier, Outcome.DECLINED, at=AT - 8 * DAY)
    later = desk.send(people=[ADULT])
    with acting(desk.hub):
        assert looks_of(desk.hub, [later], AT) == {}  # a name and a date of birth are no link
    join(desk, earlier, later)
    with acting(desk.hub):
        look = looks_of(desk.hub, [later], AT)[later.pk]
        assert (look.state, look.decision, count_looks(desk.hub, AT)) == (LookState.TO_REVIEW, last, 1)
        assert look.clock is not None
        assert look.clock.due.strftime("%Y-%m-%d %H:%M") == "2026-03-09 17:00"
        said = {"by": desk.hub, "notification_id": later.pk, "decision_id": last.pk, "at": AT}
        with pytest.raises(NoReasonToKeep):
            keep_decision(reason=" ", **said)
        for _ in range(2):
            keep_decision(reason="They still say no.", **said)
        assert looks_of(desk.hub, [later], AT)[later.pk].state is LookState.KEPT
        assert count_looks(desk.hub, AT) == 0
    with acting(desk.other), pytest.raises(NothingToReview):
        keep_decision(**(said | {"by": desk.other}), reason="Another reason.")
    assert did(desk.hub, "decision").count("decision.kept") == 1


@pytest.mark.parametrize("about_new", [True, False])
def test_deciding_anew_ends_the_second_look(desk: Desk, about_new: bool) -> None:
    earlier, later = desk.send(people=[ADULT], at=AT - 9 * DAY), desk.send(people=[ADULT])
    solve.decision(desk.hub, earlier, Outcome.DECLINED, at=AT - 8 * DAY)
    join(desk, earlier, later)
    solve.decision(desk.hub, later if about_new else earlier, Outcome.SIGNPOST, at=AT + DAY)
    with acting(desk.hub):
        assert looks_of(desk.hub, [later], AT)[later.pk].state is LookState.DECIDED_ANEW


def test_the_page_of_a_case_shows_the_rules_and_takes_another_word(
    client: Client, desk: Desk, keeper: Actor
) -> None:
    standards.standard(keeper, out_of_hours_team_id=staffed(desk).pk)
    earlier = desk.send(people=[ADULT], at=AT - 9 * DAY)
    last = solve.decision(desk.hub, earlier, Outcome.DECLINED, at=AT - 8 * DAY)
    later = desk.send(people=[ADULT], needs=[Need.HOUSING, Need.MONEY])
    join(desk, earlier, later)
    client.force_login(desk.first)
    page = reverse("solve:case", args=[later.reference])
    shown = client.get(page).content.decode()
    for words in ("Level 3: Targeted", "Housing, Money, food or debt", "Does the last decision still hold?"):
        assert words in shown
    assert "The last line: the front door of the area" in shown
    assert later.reference in client.get(reverse("solve:second_looks")).content.decode()
    judge = reverse("solve:judge_level", args=[later.reference])
    assert client.get(judge).status_code == 302
    assert client.post(judge, {"level-level": "2"}).status_code == 400
    assert client.post(judge, {"level-level": "2", "level-rationale": "One bill."}).status_code == 302
    keep = reverse("solve:keep_decision", args=[later.reference])
    assert client.get(keep).status_code == 302
    assert client.post(keep, {"keep-decision": "nonsense", "keep-reason": "So."}).status_code == 404
    assert client.post(keep, {"keep-decision": last.pk}).status_code == 400
    assert client.post(keep, {"keep-decision": last.pk, "keep-reason": "Still no."}).status_code == 302
    assert client.post(keep, {"keep-decision": last.pk, "keep-reason": "Again."}).status_code == 409
    shown = client.get(page).content.decode()
    for words in ("Level 2: Early", "One bill.", "The published words alone lead to", "Still no."):
        assert words in shown


def typed(**changes: Any) -> dict[str, Any]:
    found = initial_of(None, (), date(2040, 1, 1)) | {"why": "We try two days.", **changes}
    first = found.pop("from_on")
    found |= {"from_on-day": first.day, "from_on-month": first.month, "from_on-year": first.year}
    found |= {name: found[name].strftime("%H:%M") for name in ("opens", "cut_off")}
    for level in (1, 2, 3, 4):
        for name in ("name_en", "name_cy", "words_en", "words_cy"):
            found[f"level_{level}_{name}"] = f"Words {level}"
        found[f"level_{level}_conditions"] = ["one_need"] if level == 2 else []
    return found


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_a_keeper_previews_and_saves_a_version(client: Client, desk: Desk, role: Role) -> None:
    client.force_login(factories.practitioner(desk.partners.front_door, role))
    assert "set no version of its own" in client.get(reverse("solve:standards")).content.decode()
    page = reverse("solve:new_standard")
    assert client.get(page).status_code == 200
    desk.send(people=[ADULT])
    shown = client.post(page, typed() | {"preview": "1"}).content.decode()
    assert "1 notification waits now." in shown
    assert "0 of them would have another grade." in shown
    assert client.post(page, typed(cut_off=standards.time(8))).status_code == 400
    assert client.post(page, typed(from_on=date(2026, 3, 1))).status_code == 400
    assert client.post(page, typed()).status_code == 302
    assert client.post(page, typed()).status_code == 400  # the same day again
    assert "Version" in client.get(reverse("solve:standards")).content.decode()


def test_a_keeper_keeps_the_routing_table(client: Client, desk: Desk) -> None:
    client.force_login(factories.practitioner(desk.partners.front_door, Role.COORDINATOR))
    page, team = reverse("solve:routes"), desk.partners.front_door.pk
    assert client.post(page, {}).status_code == 400
    for need in ("housing", "money"):
        assert client.post(page, {"hours": "any", "need": need, "team": team}).status_code == 302
    first, _second = Route.objects.order_by("position")
    assert client.post(reverse("solve:move_route", args=[first.line]), {"down": "1"}).status_code == 302
    assert client.post(reverse("solve:end_route", args=[first.line])).status_code == 302
    assert client.post(reverse("solve:end_route", args=[first.line])).status_code == 404
    assert client.post(reverse("solve:move_route", args=[first.line]), {"up": "1"}).status_code == 404
    assert "What the table said before" in client.get(page).content.decode()
    client.force_login(factories.practitioner(desk.partners.service_team, Role.ADMINISTRATOR))
    assert client.get(page).status_code == 403


def test_the_case_asks_no_more_for_more_repeat_contact(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    sent = [desk.send(people=[ADULT], at=AT - number * DAY) for number in range(8)]
    join(desk, *sent)
    with acting(desk.hub):
        case = queries.get_case(by=desk.hub, reference=sent[0].reference, at=AT)
        with django_assert_max_num_queries(18):
            ruling = get_ruling(desk.hub, case)
    assert ruling.repeat is not None
    assert len(ruling.repeat.contacts) == 7
