"""Meetings: who sees which case, nothing is lost or doubled, invitations name nobody, minutes are each reader's own."""

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from earlyhelp.govern.models import AccessGrant, AuditEntry
from earlyhelp.inform import mail
from earlyhelp.inform.models import Message
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.meeting_access import end_withholding, withhold_case
from earlyhelp.solve.actions.meeting_agenda import add_cases, move_case, remove_case, tell_meeting
from earlyhelp.solve.actions.meeting_minutes import confirm_minutes, correct_minutes
from earlyhelp.solve.actions.meeting_people import (
    invite_somebody,
    leave_out,
    mark_attendance,
    reply_to_invitation,
)
from earlyhelp.solve.actions.meeting_sitting import (
    Decided,
    add_dissent,
    add_input,
    add_meeting_action,
    decide_case,
    review_action,
    take_case,
)
from earlyhelp.solve.actions.meetings import cancel_meeting, change_meeting, close_meeting
from earlyhelp.solve.choices.meetings import CaseState, MeetingState, Reply
from earlyhelp.solve.models import Action, Attendance, Decision, Meeting, MeetingCase, MeetingInput, Minutes
from earlyhelp.solve.queries.meeting_cases import get_case_page, list_agenda
from earlyhelp.solve.queries.meeting_choosing import list_candidates_for
from earlyhelp.solve.queries.meeting_minutes import get_minutes, list_minutes
from earlyhelp.solve.queries.meetings import get_meeting, list_open_actions_before
from earlyhelp.solve.rules import meetings as rules
from tests import factories
from tests.factories import meetings as made_of
from tests.factories import solve

pytestmark = pytest.mark.django_db
AT = factories.AT
LATER = AT + timedelta(days=1, hours=1)
SIGNPOST = Decided("signpost", "one_need", "They said what they want, and a service gives it.")


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def chair(partners: factories.Partners) -> Practitioner:
    return made_of.coordinator(partners)


def do(who: Practitioner, action: Any, **said: Any) -> Any:
    """Act as this practitioner, in a transaction of their own."""
    by = factories.actor(who)
    with acting(by):
        return action(by=by, **({"at": AT} | said))


def test_an_invited_agency_sees_the_cases_and_nobody_else_does(
    partners: factories.Partners, chair: Practitioner
) -> None:
    health = made_of.partner(partners)
    colleague = factories.practitioner(health.team, health.role)
    stranger = made_of.partner(partners)
    meeting = made_of.meeting(chair, made_of.notifications(partners, 2), [health])
    case = made_of.cases(health, meeting)[0]
    by = factories.actor(health)
    with acting(by):
        page = get_case_page(by, get_meeting(by, meeting.reference), case.pk, at=AT)
        assert page.case.strengths == "A neighbour helps with the school run."
        entry = AuditEntry.objects.filter(did="meeting_case.read", target_key=str(case.pk)).latest("id")
    assert entry.reason == meeting.reference
    assert made_of.cases(stranger, meeting) == []
    for who in (stranger, colleague):
        with acting(factories.actor(who)), pytest.raises(Meeting.DoesNotExist):
            get_meeting(factories.actor(who), meeting.reference)


def test_without_an_agreement_every_case_is_withheld_and_said_to_be(
    partners: factories.Partners, chair: Practitioner
) -> None:
    health = made_of.partner(partners, agreed=False)
    meeting = made_of.meeting(chair, made_of.notifications(partners, 2), [health])
    by = factories.actor(health)
    with acting(by):
        lines = list_agenda(by, get_meeting(by, meeting.reference), at=AT)
    assert [line.case for line in lines] == [None, None]


def test_a_case_withheld_from_one_agency_is_seen_by_the_other(
    partners: factories.Partners, chair: Practitioner
) -> None:
    health, other = made_of.partner(partners), made_of.partner(partners)
    meeting = made_of.meeting(chair, made_of.notifications(partners, 2), [health, other])
    case = made_of.cases(chair, meeting)[0]
    do(
        chair,
        withhold_case,
        case_id=case.pk,
        from_agency_id=health.agency_id,
        why="A worker there is family.",
    )
    assert case not in made_of.cases(health, meeting)
    assert case in made_of.cases(other, meeting)
    by = factories.actor(health)
    with acting(by):
        assert list_agenda(by, get_meeting(by, meeting.reference), at=AT)[0].case is None
        with pytest.raises(MeetingCase.DoesNotExist):
            get_case_page(by, meeting, case.pk, at=AT)
    do(chair, end_withholding, case_id=case.pk, from_agency_id=health.agency_id)
    assert case in made_of.cases(health, meeting)


def test_access_ends_with_the_meeting_and_with_the_invitation(
    partners: factories.Partners, chair: Practitioner
) -> None:
    health, other = made_of.partner(partners), made_of.partner(partners)
    meeting = made_of.meeting(chair, made_of.notifications(partners, 1), [health, other])
    with acting(factories.actor(chair)):
        attendance = Attendance.objects.get(meeting=meeting, practitioner=other)
    do(chair, leave_out, attendance_id=attendance.pk)
    assert made_of.cases(other, meeting) == []
    made_of.opened(chair, meeting)
    assert len(made_of.cases(health, meeting)) == 1
    do(chair, close_meeting, meeting_id=meeting.pk)
    assert made_of.cases(health, meeting) == []
    assert AccessGrant.objects.filter(because=meeting.reference, agency_id=health.agency_id).count() == 2


def test_an_invitation_is_a_calendar_that_names_no_family(
    partners: factories.Partners, chair: Practitioner
) -> None:
    health = made_of.partner(partners, "cy")
    meeting = made_of.meeting(
        chair,
        made_of.notifications(partners, 1),
        [health],
        title="The Residents",
        link="https://example.org/x",
    )
    do(
        chair,
        change_meeting,
        meeting_id=meeting.pk,
        expected_sequence=0,
        plan=made_of.plan(AT + timedelta(days=1)),
    )
    do(chair, cancel_meeting, meeting_id=meeting.pk, why="The hall is closed.")
    sent = list(Message.objects.filter(recipient=health).order_by("queued_at", "id"))
    calendars = [icalendar.Calendar.from_ical(one.calendar) for one in sent]
    assert [str(one["method"]) for one in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [one.walk("VEVENT")[0] for one in calendars]
    assert [event["sequence"] for event in events] == [0, 1, 2]
    assert len({str(event["uid"]) for event in events}) == 1
    assert events[1].decoded("dtstart") == meeting.starts_at + timedelta(days=1)
    assert str(events[0]["location"]) == "Made-up Hall"
    for one in sent:
        for word in ("Resident", "EH-", "example.org/x", "cupboards"):
            assert word not in one.calendar.replace("\r\n ", "")
    email = mail.compose(sent[0])
    assert email.attachments[0].mimetype == "text/calendar; method=REQUEST"


def test_a_place_that_could_be_a_home_is_not_in_the_mail(
    partners: factories.Partners, chair: Practitioner
) -> None:
    health = made_of.partner(partners)
    made_of.meeting(chair, [], [health], place="9 Made-up Street", place_in_mail=False)
    assert "Made-up Street" not in Message.objects.get(recipient=health).calendar


def test_one_replies_and_is_marked_as_there(partners: factories.Partners, chair: Practitioner) -> None:
    health, stranger = made_of.partner(partners), made_of.partner(partners)
    meeting = made_of.meeting(chair, [], [health])
    do(health, reply_to_invitation, meeting_id=meeting.pk, reply=Reply.COMING)
    with pytest.raises(NotAllowed):
        do(stranger, reply_to_invitation, meeting_id=meeting.pk, reply=Reply.COMING)
    outsider = do(chair, invite_somebody, meeting_id=meeting.pk, name="Head teacher", of="A school")
    made_of.opened(chair, meeting)
    with acting(factories.actor(chair)):
        mine = Attendance.objects.get(meeting=meeting, practitioner=health)
    do(chair, mark_attendance, meeting_id=meeting.pk, there={mine.pk: True, outsider.pk: False})
    with acting(factories.actor(chair)):
        mine.refresh_from_db()
    assert (mine.reply, mine.was_there) == (Reply.COMING, True)


def test_the_agenda_is_ordered_and_the_time_shared_out(
    partners: factories.Partners, chair: Practitioner
) -> None:
    meeting = made_of.meeting(chair, made_of.notifications(partners, 20))
    cases = made_of.cases(chair, meeting)
    assert {case.minutes for case in cases} == {4}
    do(chair, move_case, case_id=cases[1].pk, up=True)
    do(chair, move_case, case_id=cases[1].pk, up=True)
    assert made_of.cases(chair, meeting)[:2] == [cases[1], cases[0]]
    do(chair, remove_case, case_id=cases[0].pk, why="They asked us not to.")
    with acting(factories.actor(chair)):
        meeting.refresh_from_db()
        left = MeetingCase.objects.filter(meeting=meeting, state=CaseState.ON_AGENDA).order_by("position")
        assert [case.position for case in left] == list(range(1, 20))
    assert meeting.case_count == 19


def test_a_notification_stands_on_one_agenda_only(partners: factories.Partners, chair: Practitioner) -> None:
    sent = made_of.notifications(partners, 1)
    made_of.meeting(chair, sent)
    second = made_of.meeting(
        chair, sent, starts_at=AT + timedelta(days=8), ends_at=AT + timedelta(days=8, hours=1)
    )
    assert made_of.cases(chair, second) == []


def test_the_decision_of_the_meeting_is_the_triage_decision_once(
    partners: factories.Partners, chair: Practitioner
) -> None:
    sent = made_of.notifications(partners, 2)
    meeting = made_of.opened(chair, made_of.meeting(chair, sent))
    case, decided_before = made_of.cases(chair, meeting)
    do(chair, take_case, case_id=case.pk)
    for _ in range(2):
        do(chair, decide_case, case_id=case.pk, expected_number=0, decided=SIGNPOST)
    with acting(factories.actor(chair)):
        assert Decision.objects.filter(notification_id=case.notification_id).count() == 1
    solve.decision(chair, next(one for one in sent if one.pk == decided_before.notification_id))
    made = do(chair, decide_case, case_id=decided_before.pk, expected_number=0, decided=SIGNPOST)
    assert made.triage_id is None
    with acting(factories.actor(chair)):
        assert Decision.objects.filter(notification_id=decided_before.notification_id).count() == 1


def test_the_meeting_may_change_its_mind_and_two_writers_do_not_overwrite_each_other(
    partners: factories.Partners, chair: Practitioner
) -> None:
    second = made_of.coordinator(partners)
    meeting = made_of.opened(chair, made_of.meeting(chair, made_of.notifications(partners, 1)))
    case = made_of.cases(chair, meeting)[0]
    do(chair, decide_case, case_id=case.pk, expected_number=0, decided=SIGNPOST)
    other = Decided("early_help", "several_needs", "There is more than one need.")
    with pytest.raises(rules.ChangedMeanwhile):
        do(second, decide_case, case_id=case.pk, expected_number=0, decided=other)
    do(second, decide_case, case_id=case.pk, expected_number=1, decided=other)
    with acting(factories.actor(chair)):
        outcomes = Decision.objects.filter(notification_id=case.notification_id).order_by("number")
        assert list(outcomes.values_list("outcome", flat=True)) == ["signpost", "early_help"]


def test_a_partner_writes_for_its_own_agency_and_may_dissent(
    partners: factories.Partners, chair: Practitioner
) -> None:
    health = made_of.partner(partners)
    meeting = made_of.meeting(chair, made_of.notifications(partners, 1), [health])
    case = made_of.cases(chair, meeting)[0]
    said = {"case_id": case.pk, "certainty": "fact", "text": "Seen on Monday."}
    do(health, add_input, from_agency_id=health.agency_id, **said)
    with pytest.raises(NotAllowed):
        do(health, add_input, from_agency_id=partners.council.pk, **said)
    colleague = factories.practitioner(health.team, health.role)
    with pytest.raises(NotAllowed):
        do(colleague, add_input, from_agency_id=health.agency_id, **said)
    words = {"case_id": case.pk, "from_agency_id": health.agency_id, "words": "We would go sooner."}
    with pytest.raises(rules.CannotMoveMeeting):
        do(health, add_dissent, **words)
    made_of.opened(chair, meeting)
    do(chair, decide_case, case_id=case.pk, expected_number=0, decided=SIGNPOST)
    do(health, add_dissent, **words)
    by = factories.actor(chair)
    with acting(by):
        page = get_case_page(by, meeting, case.pk, at=AT)
        assert page.last is not None
        assert page.last.dissents[0].words == "We would go sooner."
        assert not MeetingInput.objects.get(case=case).in_meeting
    with pytest.raises(NotAllowed):
        do(health, decide_case, case_id=case.pk, expected_number=1, decided=SIGNPOST)


def test_the_next_meeting_opens_with_the_actions_of_the_last(
    partners: factories.Partners, chair: Practitioner
) -> None:
    health = made_of.partner(partners)
    meeting = made_of.opened(chair, made_of.meeting(chair, made_of.notifications(partners, 1), [health]))
    case = made_of.cases(chair, meeting)[0]
    for number in range(3):
        do(
            chair,
            add_meeting_action,
            case_id=case.pk,
            text=f"Ring the school {number}",
            due_on=date(2026, 3, 9),
            practitioner=health if number == 0 else chair,
        )
    do(chair, close_meeting, meeting_id=meeting.pk)
    again = made_of.meeting(
        chair, [], [health], starts_at=AT + timedelta(days=8), ends_at=AT + timedelta(days=8, hours=1)
    )
    by = factories.actor(health)
    with acting(by):
        assert [one.kept.action.text for one in list_open_actions_before(by, again)] == ["Ring the school 0"]
    made_of.opened(chair, again)
    by = factories.actor(chair)
    with acting(by):
        kept = list_open_actions_before(by, again)
    assert len(kept) == 3
    for one, outcome in zip(kept, ("done", "not_needed", "carried"), strict=True):
        do(
            chair,
            review_action,
            meeting_id=again.pk,
            meeting_action_id=one.kept.pk,
            outcome=outcome,
            words="It is over.",
            due_on=date(2026, 4, 1),
        )
    with acting(by):
        states = {one.kept.action.state for one in list_open_actions_before(by, again)}
        assert states == {"done", "not_needed", "not_started"}
        assert Action.objects.get(pk=kept[2].kept.action_id).due_on == date(2026, 4, 1)


def test_what_is_not_reached_goes_on_by_itself(partners: factories.Partners, chair: Practitioner) -> None:
    sent = made_of.notifications(partners, 3)
    meeting = made_of.opened(chair, made_of.meeting(chair, sent))
    cases = made_of.cases(chair, meeting)
    do(chair, decide_case, case_id=cases[0].pk, expected_number=0, decided=SIGNPOST)
    back = Decided("come_back", "", "We need to hear from the school first.")
    do(chair, decide_case, case_id=cases[1].pk, expected_number=0, decided=back)
    do(chair, close_meeting, meeting_id=meeting.pk)
    with acting(factories.actor(chair)):
        states = (
            MeetingCase.objects.filter(meeting=meeting).order_by("position").values_list("state", flat=True)
        )
        assert list(states) == [CaseState.SEALED, CaseState.SEALED, CaseState.CARRIED]
        assert MeetingCase.objects.filter(meeting=None, state=CaseState.WAITING).count() == 2
    again = made_of.meeting(chair, starts_at=AT + timedelta(days=8), ends_at=AT + timedelta(days=8, hours=1))
    assert {case.previous_id for case in made_of.cases(chair, again)} == {cases[1].pk, cases[2].pk}
    do(chair, cancel_meeting, meeting_id=again.pk, why="Snow.")
    third = made_of.meeting(chair, starts_at=AT + timedelta(days=9), ends_at=AT + timedelta(days=9, hours=1))
    assert len(made_of.cases(chair, third)) == 2


def test_minutes_are_each_agencys_own_and_are_corrected_by_a_new_version(
    partners: factories.Partners, chair: Practitioner
) -> None:
    health = made_of.partner(partners)
    meeting = made_of.meeting(chair, made_of.notifications(partners, 2), [health])
    cases = made_of.cases(chair, meeting)
    do(
        chair,
        withhold_case,
        case_id=cases[1].pk,
        from_agency_id=health.agency_id,
        why="They know the family.",
    )
    made_of.opened(chair, meeting)
    do(chair, decide_case, case_id=cases[0].pk, expected_number=0, decided=SIGNPOST)
    do(chair, close_meeting, meeting_id=meeting.pk)
    do(chair, confirm_minutes, meeting_id=meeting.pk)
    with acting(by := factories.actor(health)):
        mine = get_minutes(by, meeting, at=AT)
        assert [one.get("withheld", False) for one in mine.content["cases"]] == [False, True]
        assert Minutes.objects.count() == 1
    with acting(by := factories.actor(chair)):
        assert not any(one.get("withheld") for one in get_minutes(by, meeting, at=AT).content["cases"])
    do(
        chair,
        correct_minutes,
        meeting_id=meeting.pk,
        expected_version=1,
        case_id=str(cases[1].pk),
        text="It was so.",
    )
    with pytest.raises(rules.CannotMoveMeeting):
        do(chair, correct_minutes, meeting_id=meeting.pk, expected_version=1, case_id="", text="Or so.")
    with acting(by := factories.actor(health)):
        assert [one.version for one in list_minutes(by, meeting)] == [2, 1]
        assert list_minutes(by, meeting)[0].content["corrections"] == []
    with acting(by := factories.actor(chair)):
        assert get_minutes(by, meeting, at=AT).content["corrections"][0]["text"] == "It was so."
        assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.CONFIRMED


def test_only_the_front_door_leads(partners: factories.Partners, chair: Practitioner) -> None:
    health = made_of.partner(partners)
    meeting = made_of.meeting(chair, made_of.notifications(partners, 1), [health])
    case = made_of.cases(chair, meeting)[0]
    for action, said in (
        (cancel_meeting, {"meeting_id": meeting.pk, "why": "No."}),
        (close_meeting, {"meeting_id": meeting.pk}),
        (move_case, {"case_id": case.pk, "up": True}),
        (remove_case, {"case_id": case.pk, "why": "No."}),
        (
            tell_meeting,
            {"case_id": case.pk, "expected_version": 0, "people": "", "strengths": "", "known": ""},
        ),
    ):
        with pytest.raises(NotAllowed):
            do(health, action, **said)


def test_what_the_meeting_is_told_is_not_overwritten(
    partners: factories.Partners, chair: Practitioner
) -> None:
    meeting = made_of.meeting(chair, made_of.notifications(partners, 1))
    case = made_of.cases(chair, meeting)[0]
    said = {"case_id": case.pk, "expected_version": 0, "people": "A", "strengths": "B", "known": "C"}
    do(chair, tell_meeting, **said)
    with pytest.raises(rules.CannotMoveMeeting):
        do(chair, tell_meeting, **said)


def test_the_agenda_is_chosen_in_a_constant_number_of_queries(
    partners: factories.Partners, chair: Practitioner, django_assert_max_num_queries: Any
) -> None:
    made_of.notifications(partners, 6)
    meeting = made_of.meeting(chair)
    by = factories.actor(chair)
    with acting(by), django_assert_max_num_queries(24):
        assert len(list_candidates_for(by, meeting, at=AT)) == 6


def test_a_refused_decision_leaves_nothing(partners: factories.Partners, chair: Practitioner) -> None:
    meeting = made_of.opened(chair, made_of.meeting(chair, made_of.notifications(partners, 1)))
    case = made_of.cases(chair, meeting)[0]
    for wrong in (
        Decided("go_on", "", "Why."),
        Decided("signpost", "moved", "Why."),
        Decided("signpost", "one_need", " "),
        Decided("already_met", "open_to_service", "Why."),
    ):
        with pytest.raises(rules.IncompleteMeeting):
            do(chair, decide_case, case_id=case.pk, expected_number=0, decided=wrong)
    assert made_of.cases(chair, meeting)[0].state == CaseState.ON_AGENDA


def test_adding_what_is_not_ours_is_refused(partners: factories.Partners, chair: Practitioner) -> None:
    elsewhere = factories.partners("W06000014")
    foreign = made_of.notifications(elsewhere, 1)[0]
    meeting = made_of.meeting(chair)
    with pytest.raises(rules.IncompleteMeeting):
        do(chair, add_cases, meeting_id=meeting.pk, about="notification", record_ids=[foreign.pk])
