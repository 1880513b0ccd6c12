"""Saying what training is asked of whom, in versions, and counting how far it is for all partners to read."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.models import Course, CoverageFigure, TrainingRequirement
from earlyhelp.develop.queries.coverage import count_for_partners
from earlyhelp.develop.queries.requirements import list_in_force
from earlyhelp.develop.rules.requirements import check_may_run_training, check_requirement
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.kit.models import new_id
from earlyhelp.kit.working_days import LONDON


@dataclass(frozen=True, slots=True)
class Wanted:
    """A requirement as somebody typed it. Empty `roles` and `team_kinds` mean everybody."""

    roles: tuple[str, ...]
    team_kinds: tuple[str, ...]
    course_id: UUID | None
    level: str
    within_days: int
    every_months: int | None
    target: int
    starts_on: date
    why: str


@transaction.atomic
def set_requirement(
    *, by: Actor, wanted: Wanted, at: datetime, series: UUID | None = None, seen: int = 0
) -> TrainingRequirement:
    """Add a requirement, or a version of the one of this series. What counted before stays to be read.

    `seen` is the number of the version that the writer looked at: when somebody set a newer one since, nothing is
    written. Raises NotAllowed, FieldError or RuleError.
    """
    check_may_run_training(by.role)
    check_requirement(
        has_course=wanted.course_id is not None,
        level=wanted.level,
        within_days=wanted.within_days,
        every_months=wanted.every_months,
        target=wanted.target,
    )
    if wanted.course_id is not None and not Course.objects.filter(pk=wanted.course_id).exists():
        raise FieldError("course", _("Choose one of the courses"))
    before = _newest(by, series, seen) if series else None
    made = TrainingRequirement.objects.create(
        agency_id=by.agency_key,
        series=before.series if before else new_id(),
        number=before.number + 1 if before else 1,
        roles=sorted(wanted.roles),
        team_kinds=sorted(wanted.team_kinds),
        course_id=wanted.course_id,
        level=wanted.level,
        within_days=wanted.within_days,
        every_months=wanted.every_months,
        target=wanted.target,
        starts_on=wanted.starts_on,
        why=wanted.why,
        set_by_id=by.practitioner_key,
        set_at=at,
    )
    audit.record(by=by, did="training_requirement.set", target=made, at=at, detail={"version": made.number})
    return made


@transaction.atomic
def end_requirement(*, by: Actor, series: UUID, seen: int, why: str, at: datetime) -> TrainingRequirement:
    """Ask it no more, from today: a last version says so, and why. Raises NotAllowed or RuleError."""
    check_may_run_training(by.role)
    before = _newest(by, series, seen)
    if before.is_ended:
        raise RuleError(_("This requirement has ended already."))
    today = at.astimezone(LONDON).date()
    made = TrainingRequirement.objects.create(
        agency_id=by.agency_key,
        series=series,
        number=before.number + 1,
        roles=before.roles,
        team_kinds=before.team_kinds,
        course_id=before.course_id,
        level=before.level,
        within_days=before.within_days,
        every_months=before.every_months,
        target=before.target,
        starts_on=today,
        is_ended=True,
        why=why,
        set_by_id=by.practitioner_key,
        set_at=at,
    )
    audit.record(by=by, did="training_requirement.ended", target=made, at=at, reason=why)
    return made


def _newest(by: Actor, series: UUID, seen: int) -> TrainingRequirement:
    """The newest version, which the writer saw. Two writers at once: the second one's number is taken already."""
    versions = TrainingRequirement.objects.filter(agency_id=by.agency_key, series=series)
    newest = versions.order_by("-number").first()
    if newest is None:
        raise RuleError(_("There is no such requirement."))
    if newest.number != seen:
        raise RuleError(
            _("Somebody changed this requirement while you were writing. Look at it again, then change it.")
        )
    return newest


@transaction.atomic
def publish_coverage(*, by: Actor, at: datetime) -> int:
    """Count how far the actor's agency is, in groups large enough for every partner to read. Returns how many figures.

    What was counted before goes: a figure says how far it is now, and on which day that was.
    """
    today = at.astimezone(LONDON).date()
    figures = []
    for required in list_in_force(by, today=today):
        version = required.version
        figures += [
            CoverageFigure(
                agency_id=by.agency_key,
                series=version.series,
                course_id=version.course_id,
                level=version.level,
                area_id=code or None,
                people=tally.people,
                covered=tally.covered,
                in_time=tally.in_time,
                target=version.target,
                counted_on=today,
            )
            for code, tally in count_for_partners(by, required, today=today).items()
        ]
    CoverageFigure.objects.filter(agency_id=by.agency_key).delete()
    CoverageFigure.objects.bulk_create(figures)
    audit.record(by=by, did="training_coverage.counted", at=at, detail={"figures": len(figures)})
    return len(figures)
