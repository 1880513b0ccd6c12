"""Two panels of the demonstration: one a week ago with minutes and open actions, and one on the next working day."""

from datetime import datetime, time, timedelta
from typing import Final

from django.db.models import Q

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON, next_working_day
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.meeting_agenda import add_cases
from earlyhelp.solve.actions.meeting_minutes import confirm_minutes
from earlyhelp.solve.actions.meeting_people import invite, mark_attendance, reply_to_invitation
from earlyhelp.solve.actions.meeting_sitting import (
    Decided,
    add_dissent,
    add_input,
    add_meeting_action,
    decide_case,
    take_case,
)
from earlyhelp.solve.actions.meetings import Plan, close_meeting, create_meeting, open_meeting
from earlyhelp.solve.choices.meetings import Certainty, MeetingKind, Reply
from earlyhelp.solve.models import Meeting, MeetingCase
from earlyhelp.solve.queries.meetings import list_attendances
from earlyhelp.solve.queries.states import with_state
from earlyhelp.solve.rules.meetings import reasons_of
from earlyhelp.synth.load.copying import OWNER

_CHAIR: Final = "rhiannon.cule@bridgend.example.org"
_INVITED: Final = ("lowri.tudor@", "dean.rosser@", "anwen.clee@", "colin.jeavons@")
_PLACE: Final = "Canolfan Enghreifftiol / Example Centre"
_SAID: Final = (
    (
        "anwen.clee@",
        Certainty.FACT,
        "Maen nhw'n dod i bob apwyntiad, ac yn ffonio pan na allant ddod.",
    ),
    (
        "colin.jeavons@",
        Certainty.REPORTED,
        "A neighbour told us that the evenings are quieter since the summer.",
    ),
    ("anwen.clee@", Certainty.OPINION, "Byddai rhywun sy'n siarad Cymraeg yn gwneud gwahaniaeth mawr yma."),
)
_CALM: Final = ("early_help", "signpost")
_DISSENT: Final = "We would have waited two more weeks: they asked for some peace after a hard month."
_ACTIONS: Final = (
    ("anwen.clee@", "Ffonio'r feddygfa a gofyn am apwyntiad yn Gymraeg"),
    ("colin.jeavons@", "Mend the back door, and tell them on which day"),
)


def write_meetings(at: datetime) -> int:
    """Hold one panel and call the next. Returns how many there are."""
    staff = {one.email: one for one in Practitioner.objects.using(OWNER).exclude(persona_en="")}
    invited = [one for start in _INVITED for email, one in staff.items() if email.startswith(start)]
    chair = staff[_CHAIR]
    _last_panel(chair, invited, _at_ten(at - timedelta(days=7)))
    _next_panel(chair, invited, at)
    return 2


def _last_panel(chair: Practitioner, invited: list[Practitioner], start: datetime) -> None:
    by, called = _actor(chair), start - timedelta(days=3)
    with acting(by):
        decided = with_state(by).filter(Q(last_decided_at__lt=called)).order_by("-submitted_at", "pk")
        known = [one for one in decided[:200] if one.last_outcome in _CALM][:4]
        meeting = _call(by, start, invited, known, called)
    for who in invited:
        with acting(_actor(who)) as own:
            reply_to_invitation(by=own, meeting_id=meeting.pk, reply=Reply.COMING, at=called)
    with acting(by):
        open_meeting(by=by, meeting_id=meeting.pk, at=start)
        cases = list(MeetingCase.objects.filter(meeting=meeting).order_by("position"))
        for number, case in enumerate(cases):
            _discuss(by, case, number, invited, known, start + timedelta(minutes=5 * number))
        end = start + timedelta(minutes=90)
        close_meeting(by=by, meeting_id=meeting.pk, at=end)
        there = {one.pk: True for one in list_attendances(by, meeting)}
        mark_attendance(by=by, meeting_id=meeting.pk, there=there, at=end)
        confirm_minutes(by=by, meeting_id=meeting.pk, at=end + timedelta(hours=3))


def _discuss(
    by: Actor,
    case: MeetingCase,
    number: int,
    invited: list[Practitioner],
    known: list[Notification],
    at: datetime,
) -> None:
    """One case: what an agency says, the decision that stands already, one dissent, and who does what."""
    take_case(by=by, case_id=case.pk, at=at)
    start, certainty, text = _SAID[number % len(_SAID)]
    agency = _one(invited, start).agency_id
    add_input(by=by, case_id=case.pk, from_agency_id=agency, certainty=certainty, text=text, at=at)
    outcome = str(next(one.last_outcome for one in known if one.pk == case.notification_id))  # type: ignore[attr-defined]
    decided = Decided(
        outcome,
        reasons_of(outcome)[0],
        "Everybody who knows them says the same, and it is what they asked for.",
        "A service that they know" if outcome == "already_met" else "",
        tuple({one.agency_id for one in invited} | {case.agency_id}),
    )
    decide_case(by=by, case_id=case.pk, expected_number=0, decided=decided, at=at + timedelta(minutes=4))
    if number == 0:
        housing = _one(invited, "colin.jeavons@").agency_id
        add_dissent(by=by, case_id=case.pk, from_agency_id=housing, words=_DISSENT, at=at)
    if number < len(_ACTIONS):
        owner, what = _ACTIONS[number]
        add_meeting_action(
            by=by,
            case_id=case.pk,
            text=what,
            due_on=(at + timedelta(days=14)).date(),
            practitioner=Practitioner.objects.get(pk=_one(invited, owner).pk),
            at=at,
        )


def _next_panel(chair: Practitioner, invited: list[Practitioner], at: datetime) -> None:
    by = _actor(chair)
    with acting(by):
        waiting = list(with_state(by).filter(Q(last_outcome=None)).order_by("submitted_at", "pk")[:6])
        _call(by, _at_ten(at), invited, waiting, at - timedelta(hours=1))


def _call(
    by: Actor, start: datetime, invited: list[Practitioner], cases: list[Notification], at: datetime
) -> Meeting:
    plan = Plan(start, start + timedelta(minutes=90), place=_PLACE, place_in_mail=True)
    meeting = create_meeting(by=by, kind=MeetingKind.PANEL, plan=plan, at=at)
    keys = [one.pk for one in cases]
    add_cases(by=by, meeting_id=meeting.pk, about="notification", record_ids=keys, at=at)
    invite(by=by, meeting_id=meeting.pk, practitioner_ids=[one.pk for one in invited], at=at)
    return meeting


def _at_ten(at: datetime) -> datetime:
    """Ten o'clock in Wales on the working day after."""
    return datetime.combine(next_working_day(at.astimezone(LONDON).date()), time(10), tzinfo=LONDON)


def _one(invited: list[Practitioner], start: str) -> Practitioner:
    return next(one for one in invited if one.email.startswith(start))


def _actor(who: Practitioner) -> Actor:
    return Actor(
        who.pk, who.agency_id, who.team_id, who.role, Purpose.EARLY_HELP, who.language, who.full_name
    )
