"""Who follows a decision up, by which day, and what the family was told of it. Rows are added, never rewritten."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner, Team
from earlyhelp.solve.choices.followups import FamilyTold
from earlyhelp.solve.models.triage import Decision


class FollowUp(Record):
    """Who has a decision, and by which day they look at it again. The last row counts; no day means: complete."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="follow_ups")
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    next_on = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=500)
    set_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("follow-up of a decision")
        verbose_name_plural = _("follow-ups of decisions")
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(practitioner__isnull=False, team=None)
                | models.Q(practitioner=None, team__isnull=False),
                name="follow_up_has_one_owner",
            ),
            models.CheckConstraint(condition=~models.Q(because=""), name="follow_up_says_why"),
        ]

    def __str__(self) -> str:
        return self.because


class FamilyWord(Record):
    """How a family heard of a decision, or why they were not told."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="family_words")
    how = models.CharField(max_length=20, choices=FamilyTold.choices)
    note = models.CharField(max_length=500, blank=True)
    said_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("word to a family")
        verbose_name_plural = _("words to families")
        ordering = ["-said_at", "-pk"]

    def __str__(self) -> str:
        return self.get_how_display()
