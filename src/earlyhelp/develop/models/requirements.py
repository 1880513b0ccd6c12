"""What training an agency asks of whom, in versions, and how far each agency is, as figures."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices import PracticeLevel
from earlyhelp.develop.models.courses import Course
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Area, Practitioner


class TrainingRequirement(Record):
    """One version of what an agency asks: a course, or any course of a level. PostgreSQL refuses to change a row.

    `series` is the same in all versions of one requirement, and `number` counts them from 1. The newest one whose day
    has come counts.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    series = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    roles = ArrayField(models.CharField(max_length=30), default=list, help_text=_("Empty for every role."))
    team_kinds = ArrayField(
        models.CharField(max_length=20), default=list, help_text=_("Empty for every kind of team.")
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(max_length=10, choices=PracticeLevel.choices, blank=True)
    within_days = models.PositiveSmallIntegerField(
        help_text=_("In how many days of joining, or of the day from which it is asked.")
    )
    every_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("After how many months again. Empty: as the course says.")
    )
    target = models.PositiveSmallIntegerField(help_text=_("How many of a hundred people are to be trained."))
    starts_on = models.DateField(help_text=_("From which day it is asked in this way."))
    is_ended = models.BooleanField(default=False, help_text=_("True in the version that ends it."))
    why = models.CharField(max_length=300)
    set_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("requirement of training")
        verbose_name_plural = _("requirements of training")
        ordering = ["agency", "series", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="training_requirement_once"),
            models.CheckConstraint(
                condition=(Q(course=None) & ~Q(level="")) | (Q(course__isnull=False) & Q(level="")),
                name="requires_course_or_level",
            ),
            models.CheckConstraint(
                condition=Q(target__gte=1, target__lte=100, number__gte=1) & ~Q(why=""),
                name="training_requirement_makes_sense",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """What is asked, in the language of the page."""
        return self.course.title if self.course is not None else str(self.get_level_display())


class CoverageFigure(Record):
    """How far one agency is with one training on one day, for all partners to read. No row is of under five people.

    `area` is None for the whole agency. A course or a level, as in the requirement. Counted anew each night.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    series = models.UUIDField()
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(max_length=10, choices=PracticeLevel.choices, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    people = models.PositiveIntegerField(help_text=_("Of how many people it is asked."))
    covered = models.PositiveIntegerField(help_text=_("How many of them are up to date."))
    in_time = models.PositiveIntegerField(help_text=_("How many have not done it and are still in time."))
    target = models.PositiveSmallIntegerField(help_text=_("How many of a hundred people are to be trained."))
    counted_on = models.DateField()

    class Meta:
        verbose_name = _("figure of training")
        verbose_name_plural = _("figures of training")
        ordering = ["agency", "series", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "series", "area"], nulls_distinct=False, name="coverage_figure_once"
            ),
            models.CheckConstraint(condition=Q(people__gte=5), name="coverage_of_enough_people"),
            models.CheckConstraint(
                condition=Q(covered__lte=models.F("people") - models.F("in_time")), name="coverage_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.covered}/{self.people}"
