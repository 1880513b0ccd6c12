"""Colleagues who read notifications for each other. No notification is here: a key stands for each that was drawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner, Team


class ReviewPlan(Record):
    """How many notifications of a team are drawn each month. Each change is another row; the newest counts."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    size = models.PositiveSmallIntegerField(help_text=_("How many each month; none where it is 0."))
    set_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("size of peer review")
        verbose_name_plural = _("sizes of peer review")
        ordering = ["-set_at", "-pk"]
        constraints = [models.CheckConstraint(condition=models.Q(size__lte=20), name="review_can_be_read")]

    def __str__(self) -> str:
        return str(self.size)


class ReviewRound(Record):
    """One draw: of which team and month, with which seed, from how many."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text=_("The first day of the month."))
    size = models.PositiveSmallIntegerField(help_text=_("How many were to be drawn."))
    seed = models.CharField(max_length=32, help_text=_("With which chance drew; it draws the same again."))
    rubric = models.PositiveSmallIntegerField(help_text=_("Which published rubric is answered."))
    sent = models.PositiveIntegerField(help_text=_("From how many was drawn."))
    drawn_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draw for peer review")
        verbose_name_plural = _("draws for peer review")
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["team", "month"], name="review_drawn_once")]

    def __str__(self) -> str:
        return str(self.month)


class ReviewSample(Record):
    """Something that was drawn, by a key that says nothing, and who wrote it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="samples")
    key = models.CharField(max_length=32, unique=True)
    writer = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True, help_text=_("When the second reader had read it."))

    class Meta:
        verbose_name = _("drawn notification")
        verbose_name_plural = _("drawn notifications")
        ordering = ["drawn_at", "key"]
        indexes = [models.Index(fields=["writer", "done_at"], name="reviewed_of_writer")]

    def __str__(self) -> str:
        return self.key


class PeerReview(Record):
    """What one reader found, or that somebody has it to read."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    sample = models.ForeignKey(ReviewSample, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True, help_text=_("When they said what they found."))
    handed_back_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When they let somebody else read it.")
    )
    ratings = models.JSONField(
        default=dict, help_text=_("The step of each item of the rubric; no words, and nothing of a family.")
    )

    class Meta:
        verbose_name = _("peer review")
        verbose_name_plural = _("peer reviews")
        ordering = ["taken_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["sample", "reviewer"], name="reviewed_once_by_each")]

    def __str__(self) -> str:
        return str(self.taken_at)
