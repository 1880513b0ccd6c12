"""The grade of many notifications at once: as the rule gives it, or as a practitioner changed it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Grade
from earlyhelp.solve.models import Grading
from earlyhelp.solve.queries.standards import standards_for
from earlyhelp.solve.rules import Graded
from earlyhelp.solve.rules.grades import Pattern
from earlyhelp.solve.rules.standards import Standard
from earlyhelp.understand.queries import list_repeat_contact
from earlyhelp.understand.rules import RepeatContact

FIRST = RepeatContact(1, 1)
USUAL_STANDARD = Standard()


@dataclass(frozen=True, slots=True)
class Priority:
    """How soon a notification is looked at and why. `changed_by` is None when the rule gave the grade.

    `standard` is the version that counts for it, `by_rule` what the rule says whoever changed it.
    """

    graded: Graded
    repeat: RepeatContact
    changed_by: Practitioner | None = None
    standard: Standard = USUAL_STANDARD
    child_subject: bool = False
    by_rule: Graded | None = None
    changed_at: datetime | None = None

    @property
    def grade(self) -> Grade:
        """The grade that counts."""
        return self.graded.grade

    @property
    def colour(self) -> str:
        """The colour of its tag; the word stands in it."""
        return rules.GRADE_COLOURS[self.graded.grade]


def list_priorities(
    by: Actor, notifications: Sequence[Notification], *, probable: bool = True
) -> dict[UUID, Priority]:
    """The priority of each of these notifications. Seven queries, however many they are; five without `probable`.

    `probable` counts people whom nobody has linked yet, by name and date of birth: before anybody has looked at a
    notification there is no link, and the pattern would stay unseen.
    """
    keys = [notification.pk for notification in notifications]
    repeats = list_repeat_contact(by, keys, probable=probable)
    children = _about_children(notifications, keys)
    changed = _changed(by, keys)
    standards = standards_for(by, notifications)
    return {
        one.pk: priority_of(
            one,
            repeats.get(one.pk, FIRST),
            standards[one.pk],
            child=one.pk in children,
            changed=changed.get(one.pk),
        )
        for one in notifications
    }


def priority_of(
    notification: Notification,
    repeat: RepeatContact,
    standard: Standard,
    *,
    child: bool,
    changed: Grading | None,
) -> Priority:
    """The priority of one notification under one version of the standards, from values that were read already."""
    graded = rules.grade_on_arrival(
        notification.track,
        repeat.count_in(standard.pattern_days),
        child_subject=child,
        confirmed=repeat.confirmed,
        pattern=Pattern(standard.pattern_count, standard.pattern_days),
    )
    if changed is None:
        return Priority(graded, repeat, None, standard, child, graded)
    said = Graded(Grade(changed.grade), changed.rationale)
    return Priority(said, repeat, changed.graded_by, standard, child, graded, changed.graded_at)


def _about_children(notifications: Iterable[Notification], keys: list[UUID]) -> set[UUID]:
    """Which of them have a subject who is a child. Reads ages only, shows nobody."""
    sent_on = {one.pk: one.submitted_at.astimezone(LONDON).date() for one in notifications}
    subjects = ReportedPerson.objects.filter(
        notification_id__in=keys, role=PersonRole.SUBJECT, corrected_by=None
    ).order_by()
    found = set()
    for key, born, stated in subjects.values_list("notification_id", "date_of_birth", "age"):
        age = rules.age_on(born, stated, sent_on[key])
        if age is not None and age < rules.CHILD_UNDER:
            found.add(key)
    return found


def _changed(by: Actor, keys: list[UUID]) -> dict[UUID, Grading]:
    gradings = Grading.objects.filter(agency_id=by.agency_key, notification_id__in=keys)
    last = gradings.order_by("notification_id", "-graded_at", "-id").distinct("notification_id")
    return {grading.notification_id: grading for grading in last.select_related("graded_by")}
