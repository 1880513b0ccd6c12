"""What training the actor's agency asks, of whom, and what its people have learnt."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from earlyhelp.develop.choices import Took
from earlyhelp.develop.models import Course, TrainingRecord, TrainingRequirement
from earlyhelp.develop.rules.requirements import (
    Asked,
    Learner,
    Learnt,
    Stands,
    check_may_read_coverage,
    how_stands,
    is_asked,
)
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Going, InvitationEnd, Role, TeamKind
from earlyhelp.partnership.models import Departure, Invitation, Practitioner


@dataclass(frozen=True, slots=True)
class Required:
    """A requirement that is in force, with the words for whom it is."""

    version: TrainingRequirement
    for_whom: tuple[str, ...]

    @property
    def asked(self) -> Asked:
        """The same as plain values."""
        one = self.version
        return Asked(
            one.series,
            frozenset(one.roles),
            frozenset(one.team_kinds),
            one.course_id,
            one.level,
            one.within_days,
            one.every_months,
            one.starts_on,
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """One of the agency's people, and how they stand with one requirement."""

    practitioner: Practitioner
    stands: Stands


def list_requirements(by: Actor, *, today: date) -> list[Required]:
    """What the actor's agency asks today, in the order of when it was first asked. One query. Raises NotAllowed."""
    check_may_read_coverage(by.role)
    return _in_force(by.agency_key, today)


def list_requirements_to_come(by: Actor, *, today: date) -> list[TrainingRequirement]:
    """Versions whose day has not come yet, the next first. One query. Raises NotAllowed."""
    check_may_read_coverage(by.role)
    ours = TrainingRequirement.objects.filter(agency_id=by.agency_key, starts_on__gt=today)
    return list(ours.select_related("course").order_by("starts_on", "number"))


def list_versions(by: Actor, *, series: UUID) -> list[TrainingRequirement]:
    """Every version of one requirement of the actor's agency, the newest first. One query. Raises NotAllowed."""
    check_may_read_coverage(by.role)
    ours = TrainingRequirement.objects.filter(agency_id=by.agency_key, series=series)
    return list(ours.select_related("course", "set_by").order_by("-number"))


def describe(version: TrainingRequirement) -> Required:
    """A version, with the words for whom it is."""
    roles = [str(Role(one).label) for one in version.roles]
    return Required(version, (*roles, *(str(TeamKind(one).label) for one in version.team_kinds)))


def list_in_force(by: Actor, *, today: date) -> list[Required]:
    """What an agency asks today, for the product itself. One query."""
    return _in_force(by.agency_key, today)


def _in_force(agency_id: UUID, today: date) -> list[Required]:
    come = TrainingRequirement.objects.filter(agency_id=agency_id, starts_on__lte=today)
    newest = come.order_by("series", "-number").distinct("series").select_related("course")
    live = [describe(one) for one in newest if not one.is_ended]
    return sorted(live, key=lambda one: str(one.version.series))


def list_standings(by: Actor, required: Required, *, today: date) -> list[Standing]:
    """Everybody of the agency of whom a training is asked, and how they stand, in the order of names. Four queries.

    For figures and for whoever runs the agency's training: who shows it, audits it.
    """
    people = list(
        Practitioner.objects.filter(agency_id=by.agency_key, is_active=True)
        .select_related("team__area")
        .order_by("family_name", "given_name", "pk")
    )
    return _stand(required, people, today)


def list_my_standings(by: Actor, *, today: date) -> list[tuple[Required, Stands]]:
    """What is asked of the actor, and how they stand with it. Five queries."""
    me = Practitioner.objects.select_related("team__area").get(pk=by.practitioner_key)
    found = []
    for required in _in_force(by.agency_key, today):
        found += [(required, one.stands) for one in _stand(required, [me], today)]
    return found


def _stand(required: Required, people: list[Practitioner], today: date) -> list[Standing]:
    asked = required.asked
    joined = _joined({one.pk for one in people})
    learners = [(one, Learner(one.pk, one.role, one.team.kind, joined.get(one.pk))) for one in people]
    meant = [(who, learner) for who, learner in learners if is_asked(asked, learner)]
    learnt = _learnt({who.pk for who, _learner in meant})
    return [Standing(who, how_stands(asked, learner, learnt[who.pk], today=today)) for who, learner in meant]


def _joined(keys: Iterable[UUID]) -> dict[UUID, date]:
    """When people came to where they work now: they took up an invitation, or moved within the agency."""
    keys = set(keys)
    used = Invitation.objects.filter(practitioner_id__in=keys, ended_why=InvitationEnd.USED)
    moved = Departure.objects.filter(practitioner_id__in=keys, going=Going.MOVED)
    times: list[tuple[UUID, datetime | None]] = [
        *used.order_by().values_list("practitioner_id", "ended_at"),
        *moved.order_by().values_list("practitioner_id", "said_at"),
    ]
    found: dict[UUID, date] = {}
    for key, at in times:
        if at is not None:
            day = at.astimezone(LONDON).date()
            found[key] = max(day, found.get(key, day))
    return found


def _learnt(keys: Iterable[UUID]) -> dict[UUID, list[Learnt]]:
    """What people completed, whoever held it: who was there for part of it has not completed it."""
    rows = TrainingRecord.objects.filter(practitioner_id__in=set(keys), took=Took.PRESENT).order_by()
    found: dict[UUID, list[Learnt]] = defaultdict(list)
    columns = ("practitioner_id", "course_id", "course__level", "on", "expires_on")
    for key, course_id, level, on, again_on in rows.values_list(*columns):
        found[key].append(Learnt(course_id, level, on, again_on))
    return found


def list_courses_to_ask(by: Actor, *, today: date) -> list[Course]:
    """Courses that are still given, by title: to be asked for, or to be matched. One query. Raises NotAllowed."""
    check_may_read_coverage(by.role)
    return sorted(
        Course.objects.exclude(withdrawn_on__lte=today),
        key=lambda course: (course.title.lower(), course.code),
    )
