"""Keeping an agency's courses: made, changed, no longer offered."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices import PracticeLevel
from earlyhelp.develop.models import Course
from earlyhelp.develop.rules import courses as rules
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON


@dataclass(frozen=True, slots=True)
class CourseWords:
    """What a course is, in both languages. `valid_months` None: it counts for good."""

    level: str
    title_en: str
    title_cy: str
    description_en: str
    description_cy: str
    minutes: int
    valid_months: int | None = None


@transaction.atomic
def create_course(*, by: Actor, code: str, words: CourseWords, at: datetime) -> Course:
    """Offer a course of the actor's agency. Raises NotAllowed or IncompleteTraining."""
    rules.check_may_run(by, agency_id=by.agency_key)
    if Course.objects.filter(code=code).exists():
        raise rules.IncompleteTraining(
            "code", _("Another course has this short name. Enter a different one.")
        )
    made = Course.objects.create(
        code=code,
        provider_id=by.agency_key,
        changed_by_id=by.practitioner_key,
        changed_at=at,
        **(asdict(words) | {"level": PracticeLevel(words.level)}),
    )
    audit.record(by=by, did="course.created", target=made, at=at, detail={"code": code})
    return made


@transaction.atomic
def change_course(
    *, by: Actor, course_id: UUID, seen: int, words: CourseWords, offered: bool, at: datetime
) -> Course:
    """Change what a course says, and whether it is offered. Records made earlier keep the expiry they were made with.

    `seen` is the version that the page showed. Raises NotAllowed, ChangedMeanwhile or Course.DoesNotExist.
    """
    course = Course.objects.select_for_update().get(pk=course_id)
    rules.check_may_run(by, agency_id=course.provider_id)
    rules.check_unchanged(seen=seen, now=course.version)
    today = at.astimezone(LONDON).date()
    new = asdict(words) | {"withdrawn_on": None if offered else course.withdrawn_on or today}
    changed = {name: (getattr(course, name), value) for name, value in new.items()}
    for name, value in new.items():
        setattr(course, name, value)
    course.version += 1
    course.changed_by_id, course.changed_at = by.practitioner_key, at
    course.save()
    audit.record(
        by=by,
        did="course.changed",
        target=course,
        at=at,
        changed={name: pair for name, pair in changed.items() if pair[0] != pair[1]},
    )
    return course
