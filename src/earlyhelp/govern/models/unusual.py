"""Reading of records that a person should look at, and what they said of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.unusual import Unusual, Verdict
from earlyhelp.kit.models import Record


class UnusualReading(Record):
    """One finding of one day. It holds no name of whoever the record is about; the audit holds the entries."""

    agency_id = models.UUIDField()
    rule = models.CharField(max_length=20, choices=Unusual.choices)
    practitioner_id = models.UUIDField()
    practitioner_label = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    target_key = models.CharField(max_length=60, blank=True)
    target_reference = models.CharField(max_length=30, blank=True)
    count = models.PositiveIntegerField(help_text=_("How often something was opened."))
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    found_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unusual reading")
        verbose_name_plural = _("unusual readings")
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["agency_id", "-on"], name="unusual_agency_on")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "practitioner_id", "rule", "on", "target_key"], name="unusual_said_once"
            )
        ]

    @property
    def reference(self) -> str:
        """The reference of the record, for the audit."""
        return self.target_reference

    def __str__(self) -> str:
        return self.get_rule_display()


class ReadingLimits(Record):
    """From how many openings on an agency wants a person to look. Each row is one version; none is changed."""

    agency_id = models.UUIDField()
    number = models.PositiveIntegerField()
    many = models.PositiveSmallIntegerField(help_text=_("More different records than this within one hour."))
    again = models.PositiveSmallIntegerField(help_text=_("The same record so often within thirty days."))
    at_night = models.PositiveSmallIntegerField(help_text=_("So many pages between ten and six at night."))
    why = models.CharField(max_length=300)
    set_by = models.UUIDField()
    set_by_label = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("limits of unusual reading")
        verbose_name_plural = _("limits of unusual reading")
        ordering = ["agency_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "number"], name="reading_limits_once"),
            models.CheckConstraint(condition=~models.Q(why=""), name="reading_limits_say_why"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class UnusualReadingWord(Record):
    """What somebody who looked at it said, and why. Never changed: who looks again says another word."""

    reading = models.ForeignKey(UnusualReading, on_delete=models.PROTECT, related_name="words")
    agency_id = models.UUIDField()
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    reason = models.TextField()
    said_by = models.UUIDField()
    said_by_label = models.CharField(max_length=200)
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("word about an unusual reading")
        verbose_name_plural = _("words about unusual readings")
        ordering = ["said_at", "id"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="unusual_word_says_why")]

    def __str__(self) -> str:
        return self.get_verdict_display()
