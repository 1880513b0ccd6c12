"""A family's plan: goals in the family's words, strengths beneath them, visits, and how far they say they have come.

Every table's record key is its episode's. Nothing is overwritten: a goal that is put in other words gets a new version.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.solve.choices.plans import GoalEnd, Level, VisitKind, WhoReads
from earlyhelp.solve.models.episodes import Episode
from earlyhelp.understand.models import Person, Strength

_ONE_TO_TEN = models.Q(mark=None) | models.Q(mark__gte=0, mark__lte=10)


class Goal(Record):
    """Something a family wants. Its words are in its versions; this row stays the same while they change."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="goals")
    position = models.PositiveSmallIntegerField(help_text=_("1 is what matters most to them."))
    came_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="goes_on_in",
        help_text=_("The goal of an earlier episode that this one goes on from."),
    )
    added_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    end = models.CharField(max_length=12, choices=GoalEnd.choices, blank=True)
    end_words = models.CharField(max_length=500, blank=True, help_text=_("What the family says of it."))
    ended_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["position", "added_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end="", ended_at=None, ended_by=None)
                | models.Q(end__in=GoalEnd.values, ended_at__isnull=False, ended_by__isnull=False),
                name="goal_ends_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class GoalVersion(Record):
    """The words of a goal at one time, whose it is, who agreed, and who of the family may read it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=500, help_text=_("In the family’s own words."))
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    whose = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty for the family’s together."),
    )
    who_reads = models.CharField(max_length=10, choices=WhoReads.choices)
    agreed_on = models.DateField()
    because = models.CharField(max_length=300, blank=True, help_text=_("Why the words changed."))
    written_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a goal")
        verbose_name_plural = _("versions of goals")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="goal_version_once"),
            models.CheckConstraint(condition=~models.Q(words=""), name="goal_has_words"),
            models.CheckConstraint(
                condition=models.Q(who_reads=WhoReads.FAMILY)
                | models.Q(who_reads=WhoReads.OWN, whose__isnull=False),
                name="goal_of_the_family_is_read_by_the_family",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class GoalStrength(Record):
    """A goal rests on a strength. The strength itself is kept where strengths are kept, with who said so."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="strengths")
    strength = models.ForeignKey(Strength, on_delete=models.PROTECT, related_name="goals")
    added_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("strength beneath a goal")
        verbose_name_plural = _("strengths beneath goals")
        ordering = ["added_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "strength"],
                condition=models.Q(removed_at=None),
                name="strength_once_beneath_a_goal",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Review(Record):
    """A visit at which the family says how it goes: the first, a review, or at the end. Held once `held_on` is set."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField(help_text=_("0 for the first visit."))
    kind = models.CharField(max_length=10, choices=VisitKind.choices)
    due_on = models.DateField()
    due_why = models.CharField(max_length=300, blank=True, help_text=_("Why it is later than is usual."))
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminded_late_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    who_was_there = models.CharField(max_length=500, blank=True)
    changed = models.TextField(max_length=2000, blank=True, help_text=_("What has changed, as they say it."))
    recorded_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("review of a plan")
        verbose_name_plural = _("reviews of plans")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "number"], name="review_once"),
            models.UniqueConstraint(
                fields=["episode"],
                condition=models.Q(held_on=None, stopped_at=None),
                name="one_review_to_come",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=VisitKind.values), name="review_kind"),
            models.CheckConstraint(
                condition=models.Q(held_on=None, recorded_at=None)
                | (models.Q(held_on__isnull=False, recorded_at__isnull=False) & ~models.Q(who_was_there="")),
                name="review_held_with_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "due_on"],
                name="review_to_come",
                condition=models.Q(held_on=None, stopped_at=None),
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class Distance(Record):
    """Where a person says they are with a goal, from 0 to 10, on one visit. They say it; nobody works it out."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="distances")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="distances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    mark = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("0 to 10; empty when they did not wish to say.")
    )
    said_by = models.CharField(max_length=200, help_text=_("Who said so."))
    said_on = models.DateField()
    recorded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("distance travelled")
        verbose_name_plural = _("distances travelled")
        ordering = ["said_on", "recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["review", "goal", "person"], name="distance_once_a_visit"),
            models.CheckConstraint(condition=_ONE_TO_TEN, name="distance_from_0_to_10"),
            models.CheckConstraint(condition=~models.Q(said_by=""), name="distance_says_who"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class NeedLevel(Record):
    """A practitioner placed the family's needs on a level, and said why. The last one counts; none is overwritten."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="need_levels")
    number = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    rationale = models.TextField(max_length=2000)
    decided_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("level of need")
        verbose_name_plural = _("levels of need")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "number"], name="need_level_once"),
            models.CheckConstraint(
                condition=models.Q(level__in=Level.values) & ~models.Q(rationale=""),
                name="need_level_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.get_level_display()
