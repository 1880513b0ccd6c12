"""Warning notes: what to know before meeting a person, looked at again on a day, and ended with a reason."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.understand.choices.entries import Visibility
from earlyhelp.understand.models.people import Person


class WarningNote(Record):
    """What a practitioner must know before meeting a person. It says whether the person was told."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="warning_notes")
    words = models.TextField(help_text=_("What happened and what to do, not what the person is."))
    language = models.CharField(max_length=2, help_text=_("The language of the words."))
    said_by = models.CharField(max_length=200, help_text=_("Who said so."))
    person_knows = models.BooleanField(help_text=_("Whether the person was told of this note."))
    told_on = models.DateField(null=True, blank=True)
    why_not_told = models.CharField(max_length=300, blank=True)
    agreed_with = models.CharField(max_length=200, help_text=_("The manager who agreed to this note."))
    agreed_on = models.DateField()
    review_on = models.DateField(help_text=_("The day by which somebody looks at it again."))
    visibility = models.CharField(max_length=10, choices=Visibility.choices)
    named = ArrayField(models.UUIDField(), default=list, blank=True)
    recorded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("warning note")
        verbose_name_plural = _("warning notes")
        indexes = [
            models.Index(fields=["person"], name="warningnote_person"),
            models.Index(
                fields=["agency", "review_on"], condition=Q(ended_at=None), name="warningnote_to_review"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(agreed_with=""), name="warningnote_whole"),
            models.CheckConstraint(
                condition=Q(person_knows=True, told_on__isnull=False)
                | (Q(person_knows=False) & ~Q(why_not_told="")),
                name="warningnote_told_or_why",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values)
                & (~Q(visibility=Visibility.NAMED) | Q(named__len__gte=1)),
                name="warningnote_who_sees",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="warningnote_ended_because",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class WarningReview(Record):
    """Somebody looked at a warning note again, and kept it until another day. Never changed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    note = models.ForeignKey(WarningNote, on_delete=models.PROTECT, related_name="reviews")
    found = models.TextField(help_text=_("What was found, and why the note is still needed."))
    due_on = models.DateField(help_text=_("The day by which it was to be looked at."))
    next_on = models.DateField()
    reviewed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("review of a warning note")
        verbose_name_plural = _("reviews of warning notes")
        ordering = ["-reviewed_at"]
        constraints = [models.CheckConstraint(condition=~Q(found=""), name="warningreview_says_something")]

    def __str__(self) -> str:
        return str(self.pk)
