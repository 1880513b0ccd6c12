"""What matters to a person: each conversation is a version of its own, and what was typed is never lost."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.understand.choices.assessments import Element
from earlyhelp.understand.models.people import Person


class Assessment(Record):
    """A “what matters” conversation, by its five elements. Never changed: PostgreSQL refuses it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments")
    number = models.PositiveSmallIntegerField(help_text=_("1 for the first conversation."))
    strengths = models.TextField(blank=True)
    circumstances = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    barriers = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    voice = models.TextField(blank=True, help_text=_("What the person said, in their own words."))
    spoken = models.CharField(max_length=60, help_text=_("The language the conversation was in."))
    language = models.CharField(max_length=2, help_text=_("The language it is written in."))
    talked_on = models.DateField()
    seen_number = models.PositiveSmallIntegerField(
        default=0, help_text=_("The version that its writer had before them; 0 when there was none.")
    )
    written_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "person", "number"], name="assessment_once"),
            models.CheckConstraint(condition=~Q(strengths=""), name="assessment_names_a_strength"),
        ]

    def __str__(self) -> str:
        return str(self.number)

    def words_of(self, element: Element) -> str:
        """What is written about one element."""
        return str(getattr(self, element.value))


class AssessmentDraft(Record):
    """A conversation that is being written down. Only its writer sees it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    typed = models.JSONField(default=dict, help_text=_("Field name to what was typed."))
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft of an assessment")
        verbose_name_plural = _("drafts of assessments")
        constraints = [
            models.UniqueConstraint(fields=["practitioner", "person"], name="assessment_draft_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)
