"""Opening one record in an emergency, for two hours at most, and what its owner's officer says of it afterwards."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.breakglass import GlassStep, WhyBroken
from earlyhelp.kit.models import Record


class BreakGlass(Record):
    """One practitioner opened one record that is not theirs to see. The policies read `until_at` and `closed_at`.

    Plain keys and labels. PostgreSQL lets the application change `closed_at` and nothing else.
    """

    record_label = models.CharField(max_length=80)
    record_id = models.UUIDField()
    record_reference = models.CharField(max_length=30)
    owner_agency_id = models.UUIDField()
    agency_id = models.UUIDField(help_text=_("The agency of whoever opened it."))
    agency_label = models.CharField(max_length=200)
    practitioner_id = models.UUIDField()
    practitioner_label = models.CharField(max_length=200)
    role = models.CharField(max_length=30)
    why = models.CharField(max_length=10, choices=WhyBroken.choices)
    words = models.TextField(help_text=_("What is happening, in their words."))
    is_restricted = models.BooleanField(default=False)
    why_no_reader = models.TextField(
        blank=True, help_text=_("Why it can not wait for one of those who may read a restricted record.")
    )
    told = ArrayField(models.UUIDField(), default=list, help_text=_("Who was told at once."))
    broken_at = models.DateTimeField()
    until_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    review_by = models.DateField(help_text=_("The working day by which the owner’s officer reviews it."))

    class Meta:
        verbose_name = _("opening in an emergency")
        verbose_name_plural = _("openings in an emergency")
        ordering = ["-broken_at"]
        indexes = [
            models.Index(fields=["practitioner_id", "until_at"], name="glass_of_practitioner"),
            models.Index(fields=["owner_agency_id", "-broken_at"], name="glass_of_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__lte=F("broken_at") + timedelta(hours=2)), name="glass_two_hours"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="glass_says_why"),
            models.CheckConstraint(
                condition=Q(is_restricted=False) | ~Q(why_no_reader=""), name="glass_restricted_says_more"
            ),
        ]

    @property
    def reference(self) -> str:
        """The reference of the record, for the audit and for messages."""
        return self.record_reference

    def __str__(self) -> str:
        return self.record_reference


class GlassWord(Record):
    """One step after an opening: what the owner's officer found or asked, or what was answered. Never changed."""

    glass = models.ForeignKey(BreakGlass, on_delete=models.PROTECT, related_name="steps")
    agency_id = models.UUIDField()
    step = models.CharField(max_length=10, choices=GlassStep.choices)
    words = models.TextField()
    said_by = models.UUIDField()
    said_by_label = models.CharField(max_length=200)
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("word about an opening in an emergency")
        verbose_name_plural = _("words about openings in an emergency")
        ordering = ["said_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="glass_word_says_something")]

    def __str__(self) -> str:
        return self.step
