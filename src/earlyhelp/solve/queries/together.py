"""Who would meet whom: members of episodes, workers who hold both, and those who are invited to a meeting.

Asked as the agency that keeps the records, whoever asks: what somebody may not see protects all the same. Only yes or
no comes out of here, never who the other one is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.solve.models import Attendance, EpisodeMember, EpisodeWorker, Meeting, MeetingCase
from earlyhelp.solve.rules import together as rules
from earlyhelp.solve.rules.meeting_cases import SHOWN
from earlyhelp.understand.models import OwnRecord, PersonLink
from earlyhelp.understand.queries import list_known
from earlyhelp.understand.queries.protection import list_apart


def is_apart_from_members(by: Actor, *, episode_id: UUID, person_id: UUID) -> bool:
    """Whether somebody is kept apart from anybody whom an episode is about now. Two queries at most."""
    apart = list_apart(by, [person_id])
    return (
        bool(apart)
        and EpisodeMember.objects.filter(episode_id=episode_id, left_at=None, person_id__in=apart).exists()
    )


def would_hold_both(by: Actor, *, agency_id: UUID, person_ids: Iterable[UUID], practitioner_id: UUID) -> bool:
    """Whether a practitioner works, in an open episode of this agency, with somebody kept apart from these people."""
    apart = list_apart(by, person_ids)
    if not apart:
        return False
    with acting(Actor.system(Purpose.EARLY_HELP, agency_id=agency_id)):
        parts = EpisodeWorker.objects.filter(
            practitioner_id=practitioner_id,
            until_at=None,
            episode__closed_at=None,
            episode__members__person_id__in=apart,
            episode__members__left_at=None,
        )
        return parts.exists()


def would_members_meet(by: Actor, *, episode_id: UUID, agency_id: UUID, practitioner_id: UUID) -> bool:
    """The same for those whom an episode is about now."""
    members = EpisodeMember.objects.filter(episode_id=episode_id, left_at=None)
    keys = list(members.values_list("person_id", flat=True))
    return would_hold_both(by, agency_id=agency_id, person_ids=keys, practitioner_id=practitioner_id)


def would_bring_together(
    by: Actor,
    *,
    meeting: Meeting,
    at: datetime,
    practitioner_ids: Iterable[UUID] = (),
    names: Sequence[str] = (),
) -> bool:
    """Whether inviting these would put somebody at a table where one is discussed from whom they are kept apart.

    A practitioner is known by the record of their own that a co-ordinator named, somebody without an account by the
    name under which they are known.
    """
    cases = MeetingCase.objects.filter(meeting=meeting, state__in=SHOWN)
    return _is_any_apart(by, meeting.agency_id, cases, practitioner_ids, names, at)


def would_discuss_with(by: Actor, *, meeting: Meeting, cases: Sequence[MeetingCase], at: datetime) -> bool:
    """Whether one of these cases is about somebody kept apart from one who is invited to the meeting."""
    invited = list(
        Attendance.objects.filter(meeting=meeting, left_out_at=None).values_list(
            "practitioner_id", "somebody"
        )
    )
    return _is_any_apart(
        by,
        meeting.agency_id,
        cases,
        [key for key, _name in invited if key],
        [name for _key, name in invited if name],
        at,
    )


def _is_any_apart(
    by: Actor,
    agency_id: UUID,
    cases: Iterable[MeetingCase],
    practitioner_ids: Iterable[UUID],
    names: Sequence[str],
    at: datetime,
) -> bool:
    with acting(Actor.system(Purpose.EARLY_HELP, agency_id=agency_id)) as system:
        apart = list_apart(system, _people_of_cases(cases))
        if not apart:
            return False
        own = OwnRecord.objects.filter(
            ended_at=None, person_id__in=apart, practitioner_id__in=list(practitioner_ids)
        )
        if own.exists():
            return True
        if not names:
            return False
        known = [one.full_name for person in list_known(system, apart, at=at).values() for one in person.said]
    return any(rules.is_among(name, known) for name in names)


def _people_of_cases(cases: Iterable[MeetingCase]) -> set[UUID]:
    """Everybody whom these cases are about: members of the episodes, and those linked to the notifications' reports."""
    found = [(case.episode_id, case.notification_id) for case in cases]
    members = EpisodeMember.objects.filter(episode_id__in=[key for key, _ in found if key], left_at=None)
    links = PersonLink.objects.filter(
        undone_at=None, reported__notification_id__in=[key for _, key in found if key]
    )
    return {*members.values_list("person_id", flat=True), *links.values_list("person_id", flat=True)}
