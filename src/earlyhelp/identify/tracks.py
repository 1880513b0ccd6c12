"""Two tracks that never blur: what the first answers lead to, and what may suggest the other track.

Sources: Wales Safeguarding Procedures 2019 (where a report goes, written confirmation, decision, chasing) and the
Social Services and Well-being (Wales) Act 2014, sections 128 and 130. Nothing here touches the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from earlyhelp.identify.choices import (
    ConsentDuty,
    Danger,
    Event,
    Need,
    PersonRole,
    Ring,
    Setting,
    SharingView,
    Track,
    Where,
)
from earlyhelp.identify.report import Named, Report
from earlyhelp.identify.rules import WORKING_DAYS_TO_CONFIRM, WORKING_DAYS_TO_DECIDE, track_of
from earlyhelp.kit.working_days import due_at
from earlyhelp.partnership.choices import AgencyKind, TeamKind

ADULT: Final = 18
WORKING_DAYS_TO_ACKNOWLEDGE: Final = 1
WORKING_DAYS_TO_CHASE: Final = 7
# Three in 90 days is the published rule of a force's hub (Devon and Cornwall); this one and two before it.
PATTERN_DAYS: Final = 90
EARLIER_IN_PATTERN: Final = 2

_DUTY: Final[Mapping[SharingView | None, ConsentDuty]] = {
    SharingView.AGREES: ConsentDuty.TOLD,
    SharingView.PARTLY: ConsentDuty.KEPT_BACK,
    SharingView.DISAGREES: ConsentDuty.NOT_A_BAR,
    SharingView.NOT_ASKED: ConsentDuty.SEEK,
    SharingView.UNSAFE: ConsentDuty.DO_NOT_SEEK,
    None: ConsentDuty.SEEK,
}
_HELP: Final[Mapping[SharingView | None, ConsentDuty]] = {
    SharingView.AGREES: ConsentDuty.SHARE,
    SharingView.PARTLY: ConsentDuty.SHARE_PART,
    SharingView.DISAGREES: ConsentDuty.ASK_AGAIN,
    SharingView.NOT_ASKED: ConsentDuty.FRONT_DOOR_ASKS,
    SharingView.UNSAFE: ConsentDuty.SAFE_WAY,
    None: ConsentDuty.ANSWER,
}
_RING: Final[Mapping[Danger, Ring]] = {
    Danger.NOW: Ring.EMERGENCY,
    Danger.AT_RISK: Ring.SAFEGUARDING,
    Danger.NEITHER: Ring.NOBODY,
}
_SETTINGS: Final[Mapping[AgencyKind, Setting]] = {
    AgencyKind.POLICE: Setting.POLICE,
    AgencyKind.SCHOOL: Setting.SCHOOL,
    AgencyKind.GP_PRACTICE: Setting.HEALTH,
    AgencyKind.HEALTH_BOARD: Setting.HEALTH,
    AgencyKind.HOUSING: Setting.HOUSING,
}


@dataclass(frozen=True, slots=True)
class Duties:
    """What follows from the first answers.

    The clocks are in working days after sending (`confirm` after the telephone call); None where none runs. Both tracks
    go to the front door of the council area where the concern occurred. `chase` is when its writer asks again.
    """

    track: Track
    ring: Ring
    consent: ConsentDuty
    may_send: bool
    needs_agreement: bool
    decide: int
    confirm: int | None
    acknowledge: int | None
    chase: int | None


@dataclass(frozen=True, slots=True)
class Clocks:
    """By when the front door acknowledges, and when to ask again if nobody did."""

    acknowledge_by: datetime
    chase_on: datetime


def duties_of(danger: Danger, sharing: SharingView | None, where: Where) -> Duties:
    """What the first answers lead to.

    `where` changes nothing, and that is the rule: a concern goes to the council where it occurred, under the duties of
    its track, whoever's area that is.
    """
    if track_of(danger) == Track.EARLY_HELP:
        return Duties(
            track=Track.EARLY_HELP,
            ring=_RING[danger],
            consent=_HELP[sharing],
            may_send=sharing is not None,
            needs_agreement=True,
            decide=WORKING_DAYS_TO_DECIDE,
            confirm=None,
            acknowledge=None,
            chase=None,
        )
    return Duties(
        track=Track.SAFEGUARDING,
        ring=_RING[danger],
        consent=_DUTY[sharing],
        may_send=True,
        needs_agreement=False,
        decide=WORKING_DAYS_TO_DECIDE,
        confirm=WORKING_DAYS_TO_CONFIRM,
        acknowledge=WORKING_DAYS_TO_ACKNOWLEDGE,
        chase=WORKING_DAYS_TO_CHASE,
    )


def clocks_of(track: str, sent_at: datetime) -> Clocks | None:
    """The clocks of a report that was sent; None on the early help track."""
    if track != Track.SAFEGUARDING:
        return None
    return Clocks(due_at(sent_at, WORKING_DAYS_TO_ACKNOWLEDGE), due_at(sent_at, WORKING_DAYS_TO_CHASE))


def is_child(person: Named, *, on: date) -> bool:
    """Somebody who is born and under 18, or named as a child of the household."""
    if person.role == PersonRole.UNBORN:
        return False
    born = person.date_of_birth
    if born is not None:
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < ADULT
    if person.age is not None:
        return person.age < ADULT
    return person.role == PersonRole.CHILD


def pattern_in(report: Report, *, track: Track, earlier: Sequence[date], on: date) -> tuple[Event, ...]:
    """Events that suggest a safeguarding report instead of early help, each said as a reason. The officer chooses.

    `earlier` holds the days on which the same agency named the same person. The other way nothing is suggested: nobody
    is talked out of a duty.
    """
    if track == Track.SAFEGUARDING:
        return ()
    child = any(is_child(person, on=on) for person in report.people)
    unborn = any(person.role == PersonRole.UNBORN for person in report.people)
    needs = set(report.needs)
    since = on - timedelta(days=PATTERN_DAYS)
    happened = {
        Event.CHILD_AND_ABUSE: child and Need.DOMESTIC_ABUSE in needs,
        Event.UNBORN: unborn and bool(needs & {Need.DOMESTIC_ABUSE, Need.SUBSTANCES}),
        Event.ADULT_AND_ABUSE: Need.DOMESTIC_ABUSE in needs
        and bool(needs & {Need.SOCIAL_CARE, Need.DISABILITY}),
        Event.CHILD_NOT_SAFE_TO_ASK: (child or unborn) and report.sharing_view == SharingView.UNSAFE,
        Event.REPEATED: sum(since <= day <= on for day in earlier) >= EARLIER_IN_PATTERN,
    }
    return tuple(event for event, is_so in happened.items() if is_so)


def setting_of(agency_kind: str, team_kind: str) -> Setting:
    """Which words the questions take for who works there."""
    if agency_kind == AgencyKind.POLICE and team_kind == TeamKind.CONTROL_ROOM:
        return Setting.CONTROL_ROOM
    return _SETTINGS.get(AgencyKind(agency_kind), Setting.PARTNER)


def knows_incidents(setting: Setting) -> bool:
    """Only the police have incident numbers; nobody else is asked for one."""
    return setting in (Setting.POLICE, Setting.CONTROL_ROOM)
