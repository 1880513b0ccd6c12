"""The queue: what comes first, what is said about it, and that it never asks the database more for more."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import Danger, PersonRole
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.identify.report import Named
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.solve import actions, queries
from earlyhelp.solve.choices import Grade, Outcome
from earlyhelp.solve.choices.queue import Stage
from earlyhelp.solve.queries import QueuePage
from earlyhelp.solve.rules.queue import Looking
from earlyhelp.understand import actions as understand
from tests import factories
from tests.factories import solve
from tests.integration.solve.test_deciding import AT, Desk

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ADULT = Named(given_name="Synthetig", family_name="Prydderch", date_of_birth=date(1990, 5, 1))
CHILD = replace(ADULT, given_name="Plentyn", date_of_birth=date(2015, 5, 1))
UNKNOWN = Named(role=PersonRole.OTHER, description="A man in a blue coat", age=40)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def queue(desk: Desk, *, page: int | str = 1, **asked: Any) -> QueuePage:
    with acting(desk.hub):
        return queries.list_queue(by=desk.hub, at=AT + HOUR, looking=Looking(**asked), page=page)


def references(found: QueuePage) -> list[str]:
    return [row.reference for row in found.rows]


def join(desk: Desk, *notifications: Notification) -> None:
    """Say that the first person of each is one person."""
    with acting(desk.hub):
        keys = [ReportedPerson.objects.get(notification=one, position=0).pk for one in notifications]
        for key in keys[1:]:
            understand.link_reports(by=desk.hub, reported_id=keys[0], other_id=key, at=AT)


def test_answers_come_first_then_the_grade_then_what_is_due(desk: Desk) -> None:
    old = desk.send(at=AT - 3 * HOUR)
    new = desk.send()
    child = desk.send(people=[CHILD])
    report = desk.send(danger=Danger.AT_RISK)
    answered = desk.send()
    question = solve.question(desk.hub, answered)
    with acting(desk.police):
        actions.answer_question(by=desk.police, question_id=question.pk, answer="Yes.", at=AT)
    found = queue(desk)
    assert references(found) == [one.reference for one in (answered, report, child, old, new)]
    assert [row.priority.grade for row in found.rows] == [
        Grade.GREEN,
        Grade.RED,
        Grade.AMBER,
        Grade.GREEN,
        Grade.GREEN,
    ]
    assert queue(desk, grade="amber").rows[0].reference == child.reference


def test_a_changed_grade_counts_and_says_who_and_why(desk: Desk) -> None:
    sent = desk.send()
    with acting(desk.hub):
        actions.regrade(by=desk.hub, notification_id=sent.pk, grade="amber", rationale="No heating.", at=AT)
    (row,) = queue(desk).rows
    assert (row.priority.grade, row.priority.graded.why) == (Grade.AMBER, "No heating.")
    assert row.priority.changed_by == desk.first
    assert row.priority.colour == "yellow"


def test_a_row_says_the_time_the_people_and_the_facts(desk: Desk) -> None:
    earlier = desk.send(people=[ADULT], at=AT - timedelta(days=30))
    solve.decision(desk.hub, earlier, Outcome.DECLINED, at=AT - timedelta(days=29))
    sent = desk.send(people=[ADULT, UNKNOWN, Named(given_name="Rhywun", age=None)])
    join(desk, earlier, sent)
    with acting(desk.other):
        actions.claim(by=desk.other, notification_id=sent.pk, at=AT)
    (row,) = queue(desk).rows
    assert row.facts == (
        "2 notifications in 90 days, this one included",
        "Last decision, 1 February 2026: the family declined help",
    )
    assert row.clock is not None
    assert str(row.clock.words) == "Due tomorrow at 5pm"
    assert (row.clock.state, row.clock.percent) == ("good", 7)
    assert [(person.name, person.age, person.is_described) for person in row.people] == [
        ("Synthetig Prydderch", "35 years old", False),
        ("A man in a blue coat", "about 40 years old", True),
        ("Rhywun", "", False),
    ]
    assert row.claim is not None
    assert row.claim.practitioner == desk.second
    assert not row.is_mine


def test_the_third_notification_in_90_days_is_amber(desk: Desk) -> None:
    sent = [desk.send(people=[ADULT], at=AT - timedelta(days=days)) for days in (80, 40, 0)]
    join(desk, *sent)
    found = {row.reference: row for row in queue(desk).rows}
    assert [found[one.reference].priority.grade for one in sent] == [Grade.GREEN, Grade.GREEN, Grade.AMBER]


def test_a_pattern_is_seen_before_anybody_has_linked_anything(desk: Desk) -> None:
    names = ("Dafydd", "David", "Dai")
    sent = [
        desk.send(people=[replace(ADULT, given_name=name)], at=AT - timedelta(days=days))
        for name, days in zip(names, (80, 40, 0), strict=True)
    ]
    solve.decision(desk.hub, sent[0], Outcome.NO_CONTACT, at=AT - timedelta(days=79))
    row = next(row for row in queue(desk).rows if row.reference == sent[-1].reference)
    assert row.priority.grade is Grade.AMBER
    assert str(row.priority.graded.why).startswith("The same people may have been notified")
    assert row.facts == (
        "Perhaps 3 notifications in 90 days, this one included",
        "The name and the date of birth are the same. Nobody has linked them yet.",
        "Last decision, 13 December 2025: we could not reach them",
    )
    with acting(desk.hub):
        assert queries.get_case(by=desk.hub, reference=sent[-1].reference, at=AT).earlier == ()
    join(desk, *sent)
    row = next(row for row in queue(desk).rows if row.reference == sent[-1].reference)
    assert row.facts[0] == "3 notifications in 90 days, this one included"


def test_a_pattern_of_the_year_is_seen_before_anybody_has_linked_anything(desk: Desk) -> None:
    sent = [desk.send(people=[ADULT], at=AT - timedelta(days=days)) for days in (200, 0)]
    row = next(row for row in queue(desk).rows if row.reference == sent[-1].reference)
    assert row.facts[0] == "Perhaps 2 notifications in a year, this one included"


def test_who_was_said_not_to_be_the_same_is_no_pattern(desk: Desk) -> None:
    one, other = desk.send(people=[ADULT], at=AT - HOUR), desk.send(people=[ADULT])
    with acting(desk.hub):
        keys = [ReportedPerson.objects.get(notification=sent).pk for sent in (one, other)]
        understand.say_not_same(by=desk.hub, reported_id=keys[0], other_id=keys[1], at=AT)
    assert [row.facts for row in queue(desk).rows] == [(), ()]


def test_twins_and_people_without_a_whole_name_are_no_pattern(desk: Desk) -> None:
    for person in (ADULT, CHILD, replace(ADULT, given_name=""), replace(ADULT, given_name="Unknown")):
        desk.send(people=[replace(person, date_of_birth=date(1990, 5, 1))])
    for given, family in (("Owen", "Owen"), ("Owen", "Prydderch")):
        desk.send(people=[replace(ADULT, given_name=given, family_name=family)])
    assert [row.facts for row in queue(desk).rows] == [()] * 6


def test_a_rare_repeat_is_told_by_the_year(desk: Desk) -> None:
    sent = [desk.send(people=[ADULT], at=AT - timedelta(days=days)) for days in (200, 0)]
    join(desk, *sent)
    found = {row.reference: row for row in queue(desk).rows}
    assert found[sent[1].reference].facts == ("2 notifications in a year, this one included",)
    late = found[sent[0].reference].clock
    assert late is not None
    assert (late.percent, late.state) == (100, "late")


def test_the_tabs_hold_states_with_counts(desk: Desk) -> None:
    waiting, decided, again = desk.send(), desk.send(), desk.send()
    desk.send()
    solve.question(desk.hub, waiting)
    solve.decision(desk.hub, decided, Outcome.DECLINED, at=AT)
    solve.decision(desk.hub, again, Outcome.SIGNPOST, at=AT + HOUR)
    counts = dict.fromkeys(Stage, 0)
    counts |= {Stage.TO_DECIDE: 1, Stage.WAITING: 1, Stage.DECIDED: 1, Stage.CLOSED: 1}
    for stage in Stage:
        found = queue(desk, stage=stage)
        assert found.counts == counts
        assert len(found.rows) == counts[stage]
    assert references(queue(desk, stage=Stage.CLOSED)) == [decided.reference]
    (row,) = queue(desk, stage=Stage.WAITING).rows
    assert (row.clock, row.asked_at) == (None, AT)
    assert queue(desk, stage=Stage.DECIDED).rows[0].outcome_words == "Signpost to a service"


@pytest.mark.parametrize("text", ["prydd", "SYNTHETIG prydderch", "  prydderch  ", "{reference}"])
def test_words_find_names_and_references(desk: Desk, text: str) -> None:
    sent = desk.send(people=[ADULT])
    desk.send()
    assert references(queue(desk, text=text.format(reference=sent.reference))) == [sent.reference]


@pytest.mark.parametrize("text", ["/", "%", "_", "\\", "'", "\x00", "ŵ" * 300, "a " * 3000, "(", "❤"])
def test_no_text_breaks_the_search(desk: Desk, text: str) -> None:
    desk.send()
    queue(desk, text=text)


def test_the_queue_asks_the_same_number_of_queries_at_any_size(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    sent = [desk.send(people=[ADULT, CHILD], at=AT - timedelta(minutes=number)) for number in range(30)]
    join(desk, *sent[:6])
    solve.question(desk.hub, sent[9])
    for one in sent[10:12]:
        solve.decision(desk.hub, one)
    for stage in Stage:
        with acting(desk.hub), django_assert_max_num_queries(28):
            queries.list_queue(by=desk.hub, at=AT, looking=Looking(stage=stage))
    first = queue(desk)
    assert (len(first.rows), first.page.paginator.num_pages) == (25, 2)
    assert len(queue(desk, page="2").rows) == 2
    assert len(queue(desk, page="nonsense").rows) == 25


def test_reading_the_queue_is_audited(desk: Desk) -> None:
    sent = desk.send()
    queue(desk)
    with acting(desk.hub):
        assert AuditEntry.objects.get(did="queue.read").target_reference == sent.reference


def test_another_front_door_has_its_own_queue(desk: Desk) -> None:
    desk.send()
    elsewhere = factories.actor(solve.decision_maker(factories.partners("W06000014")))
    with acting(elsewhere):
        assert queries.list_queue(by=elsewhere, at=AT).rows == ()


def test_a_case_shows_people_matches_and_what_came_before(desk: Desk) -> None:
    earlier = desk.send(people=[ADULT], at=AT - timedelta(days=30))
    solve.decision(desk.hub, earlier, Outcome.DECLINED, at=AT - timedelta(days=29))
    unlinked = desk.send(people=[CHILD], at=AT - timedelta(days=3))
    sent = desk.send(people=[ADULT, CHILD])
    join(desk, earlier, sent)
    with acting(desk.hub):
        case = queries.get_case(by=desk.hub, reference=sent.reference.lower(), at=AT)
        assert [one.notification for one in case.earlier] == [earlier]
        assert case.earlier[0].decision is not None
        adult, child = case.people
        assert adult.link is not None
        assert not adult.matches
        assert [match.reported.notification for match in child.matches] == [unlinked]
        assert (case.number, case.last, case.needs_service) == (0, None, False)
        read = AuditEntry.objects.filter(kind="read").values_list("target_reference", "reason")
        assert (sent.reference, "triage") in read
        assert (earlier.reference, "earlier notification") in read
    solve.decision(desk.hub, sent)
    with acting(desk.hub):
        case = queries.get_case(by=desk.hub, reference=sent.reference, at=AT)
        assert (case.number, case.needs_service, case.clock) == (1, True, None)


def test_a_case_takes_a_constant_number_of_queries(desk: Desk) -> None:
    taken = []
    for family_name, others in (("Prydderch", 1), ("Gwilym", 9)):
        adult, child = (replace(one, family_name=family_name) for one in (ADULT, CHILD))
        alike = [replace(adult, given_name=f"Syn{number}") for number in range(others)]
        earlier = desk.send(people=[adult])
        sent = desk.send(people=[adult, child, UNKNOWN, *alike])
        join(desk, earlier, sent)
        with acting(desk.hub), CaptureQueriesContext(connection) as seen:
            queries.get_case(by=desk.hub, reference=sent.reference, at=AT)
        taken.append(len(seen))
    assert taken[0] == taken[1] <= 32, taken


def test_a_case_of_somebody_elses_front_door_is_not_there(desk: Desk) -> None:
    sent = desk.send()
    elsewhere = factories.actor(solve.decision_maker(factories.partners("W06000014")))
    with acting(elsewhere), pytest.raises(Notification.DoesNotExist):
        queries.get_case(by=elsewhere, reference=sent.reference, at=AT)
    with acting(desk.police), pytest.raises(NotAllowed):
        queries.get_case(by=desk.police, reference=sent.reference, at=AT)
