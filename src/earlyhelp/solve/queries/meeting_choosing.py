"""What an agenda can be built from: what waits to be decided, red and amber first, and families with open actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from earlyhelp.govern.actions import audit
from earlyhelp.identify.queries import list_people_now
from earlyhelp.kit.actor import Actor
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Grade, Tab
from earlyhelp.solve.models import Episode, Meeting, MeetingCase
from earlyhelp.solve.queries.grading import Priority, list_priorities
from earlyhelp.solve.queries.meetings import list_open_actions_before
from earlyhelp.solve.queries.states import in_tab, with_state
from earlyhelp.solve.rules.meeting_cases import LIVE

_NOT_HERE = ("seen_and_heard", "own_words", "strengths", "sharing_words")
MOST = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may go on the agenda, and why it is proposed. `key` names what it is about too."""

    about: str
    record_id: UUID
    reference: str
    people: str
    grade: str
    grade_words: str
    colour: str
    sharing: str
    has_open_action: bool

    @property
    def key(self) -> str:
        """What the tick sends."""
        return f"{self.about}:{self.record_id}"

    @property
    def is_proposed(self) -> bool:
        """Red, amber, or one with an action still open: ticked to begin with."""
        return self.has_open_action or self.grade in (Grade.RED, Grade.AMBER)


def list_candidates_for(by: Actor, meeting: Meeting, *, at: datetime) -> list[Candidate]:
    """Notifications to decide and open episodes that stand on no agenda: open actions, then red, amber, green.

    At most 60, and a constant number of queries. The reading is audited.
    """
    live = MeetingCase.objects.filter(agency_id=by.agency_key, state__in=LIVE)
    taken = set(live.values_list("notification_id", flat=True))
    to_decide: list[Any] = list(
        in_tab(with_state(by).defer(*_NOT_HERE), Tab.TO_DECIDE).order_by("submitted_at")
    )
    open_to_choose = [one for one in to_decide if one.pk not in taken]
    priorities = list_priorities(by, open_to_choose)
    pending = _with_open_actions(by, meeting)
    open_to_choose.sort(
        key=lambda one: (one.pk not in pending, rules.GRADE_ORDER[priorities[one.pk].grade], one.submitted_at)
    )
    shown = open_to_choose[:MOST]
    audit.record_read(by=by, what="notification", targets=shown, at=at, reason=meeting.reference)
    names = _names(by, shown)
    found = [
        _of_notification(one, priorities[one.pk], names.get(one.pk, ""), pending=one.pk in pending)
        for one in shown
    ]
    busy = {key for key in live.filter(kind=meeting.kind).values_list("episode_id", flat=True) if key}
    return [*_of_episodes(by, busy, pending), *found]


def _with_open_actions(by: Actor, meeting: Meeting) -> set[UUID]:
    """The notifications and episodes of which an action of an earlier meeting is still open."""
    kept = [one.kept.case_id for one in list_open_actions_before(by, meeting) if one.review is None]
    cases = MeetingCase.objects.filter(pk__in=kept).values_list("notification_id", "episode_id")
    return {key for pair in cases for key in pair if key is not None}


def _names(by: Actor, shown: Sequence[Any]) -> dict[UUID, str]:
    names: dict[UUID, list[str]] = {}
    for person in list_people_now(by=by).filter(notification_id__in=[one.pk for one in shown]):
        names.setdefault(person.notification_id, []).append(person.full_name or person.description)
    return {key: ", ".join(people) for key, people in names.items()}


def _of_notification(one: Any, priority: Priority, people: str, *, pending: bool) -> Candidate:
    return Candidate(
        "notification",
        one.pk,
        one.reference,
        people,
        priority.grade,
        str(priority.grade.label),
        priority.colour,
        one.get_sharing_view_display(),
        pending,
    )


def _of_episodes(by: Actor, busy: set[UUID], pending: set[UUID]) -> list[Candidate]:
    episodes = Episode.objects.filter(agency_id=by.agency_key, closed_at=None).exclude(pk__in=busy - {None})
    return [
        Candidate("episode", one.pk, one.reference, "", "", "", "", "", one.pk in pending)
        for one in episodes.order_by("opened_at")[:MOST]
    ]
