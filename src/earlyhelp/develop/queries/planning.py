"""Planning training: who is due in one's own agency, how many places are free where, and what trainers lead."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from earlyhelp.develop.choices import SessionState
from earlyhelp.develop.choices.requirements import Standing as Standings
from earlyhelp.develop.models import SessionTrainer, TrainingSession
from earlyhelp.develop.queries.requirements import Required, Standing, list_requirements, list_standings
from earlyhelp.develop.rules.diaries import AHEAD, Slot, find_clashes
from earlyhelp.develop.rules.requirements import Learnt, check_may_run_training, is_met_by
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner

DUE_WITHIN: Final = timedelta(days=90)
"""Whoever is due by then needs a place now."""


@dataclass(frozen=True, slots=True)
class Need:
    """A training in one area: how many are due there by `DUE_WITHIN`, how many of them too late, and free places.

    `area` is empty for teams without one. `places` are in sessions held there, `online` in those joined from a screen.
    """

    required: Required
    area: str
    label: str
    due: int
    overdue: int
    places: int
    online: int

    @property
    def missing(self) -> int:
        """How many could not have a place, were everybody of the area to take one there or from a screen."""
        return max(0, self.due - self.places - self.online)


@dataclass(slots=True)
class Diary:
    """What one trainer leads in the coming weeks, and which of it lies across something else."""

    trainer: Practitioner
    sessions: list[TrainingSession] = field(default_factory=list)
    clashing: frozenset[UUID] = frozenset()


def list_due(by: Actor, required: Required, *, at: datetime) -> list[Standing]:
    """Who of the actor's agency is overdue or due soon, the longest overdue first; audited. Raises NotAllowed."""
    check_may_run_training(by.role)
    today = at.astimezone(LONDON).date()
    found = [one for one in list_standings(by, required, today=today) if _is_due(one, today)]
    audit.record_read(
        by=by, what="training_due", targets=[one.practitioner for one in found], at=at, reason="planning"
    )
    return sorted(found, key=lambda one: (one.stands.due_on or date.max, one.practitioner.family_name))


def list_needs(by: Actor, *, today: date, now: datetime) -> list[Need]:
    """Which sessions are needed where: each requirement by area, with what is free. Raises NotAllowed."""
    check_may_run_training(by.role)
    sessions = _coming(by, now)
    needs = []
    for required in list_requirements(by, today=today):
        due = [one for one in list_standings(by, required, today=today) if _is_due(one, today)]
        fit = [one for one in sessions if _fits(required, one)]
        needs += _by_area(required, due, fit)
    return needs


def list_diaries(by: Actor, *, now: datetime) -> list[Diary]:
    """Sessions of the coming weeks by who leads them: of trainers who are ours, or who lead ours. Raises NotAllowed.

    In the order of names: it says who has time, not who works well. Two queries.
    """
    check_may_run_training(by.role)
    led = SessionTrainer.objects.filter(
        session__state=SessionState.PLANNED, session__ends_at__gt=now, session__starts_at__lt=now + AHEAD
    ).select_related("practitioner__agency", "session__course", "session__host", "session__area")
    ours = Q(practitioner__agency_id=by.agency_key) | Q(session__host_id=by.agency_key)
    named = set(led.filter(ours).order_by().values_list("practitioner_id", flat=True))
    diaries: dict[UUID, Diary] = {}
    for one in led.filter(practitioner_id__in=named).order_by("session__starts_at", "session_id"):
        diaries.setdefault(one.practitioner_id, Diary(one.practitioner)).sessions.append(one.session)
    for diary in diaries.values():
        diary.clashing = find_clashes(Slot(one.pk, one.starts_at, one.ends_at) for one in diary.sessions)
    return sorted(
        diaries.values(),
        key=lambda one: (one.trainer.family_name, one.trainer.given_name, str(one.trainer.pk)),
    )


def _is_due(one: Standing, today: date) -> bool:
    if one.stands.standing == Standings.OVERDUE:
        return True
    return one.stands.due_on is not None and one.stands.due_on <= today + DUE_WITHIN


def _coming(by: Actor, now: datetime) -> list[TrainingSession]:
    """Sessions with a place in them to which the agency's people may go."""
    open_to_us = Q(for_partners=True) | Q(host_id=by.agency_key)
    found = TrainingSession.objects.filter(open_to_us, state=SessionState.PLANNED, starts_at__gt=now)
    return list(found.filter(starts_at__lt=now + DUE_WITHIN).select_related("course"))


def _fits(required: Required, session: TrainingSession) -> bool:
    course = session.course
    return is_met_by(required.asked, Learnt(course.pk, course.level, session.starts_at.date(), None))


def _by_area(required: Required, due: Iterable[Standing], sessions: Iterable[TrainingSession]) -> list[Need]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    labels: dict[str, str] = {}
    for one in due:
        area = one.practitioner.team.area
        code = area.code if area else ""
        labels[code] = area.name if area else ""
        counts[code][0] += 1
        counts[code][1] += one.stands.standing == Standings.OVERDUE
    free: dict[str, int] = defaultdict(int)
    for session in sessions:
        free[session.area_id or ""] += session.places - session.taken
    return [
        Need(
            required,
            code,
            labels[code],
            counts[code][0],
            counts[code][1],
            free[code] if code else 0,
            free[""],
        )
        for code in sorted(counts, key=lambda code: (not code, labels[code]))
    ]
