"""What people answered when they were asked for consent, whether a child understood, and that the notice was given.

Each row is one fact. None is ever changed: how a consent stands is folded from all of them (`rules.consents`).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner, Team
from earlyhelp.understand.choices.consents import (
    AnswerKind,
    ConsentEvidence,
    ConsentPurpose,
    NoticeForm,
    NoticeLanguage,
)
from earlyhelp.understand.choices.people import ConsentGiver
from earlyhelp.understand.models.people import Person


class ConsentAnswer(Record):
    """One answer about consent: yes, no, none needed, or taken back; for a purpose, and for whom it reaches.

    With neither agency nor team it reaches the team around the family. The row belongs to the front door that keeps
    the person, whoever heard the answer.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consent_answers")
    purpose = models.CharField(max_length=10, choices=ConsentPurpose.choices)
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    given_by = models.CharField(max_length=20, choices=ConsentGiver.choices)
    given_by_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_by_name = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=10, choices=ConsentEvidence.choices, blank=True)
    kept_where = models.CharField(max_length=200, blank=True, help_text=_("Where the signed paper is kept."))
    words = models.CharField(max_length=500, blank=True, help_text=_("What they said, or why."))
    said_on = models.DateField()
    ask_again_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer about consent")
        verbose_name_plural = _("answers about consent")
        ordering = ["recorded_at", "id"]
        indexes = [models.Index(fields=["person", "recorded_at"], name="consentanswer_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_agency=None) | Q(to_team=None), name="consentanswer_to_one"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AnswerKind.values) & Q(purpose__in=ConsentPurpose.values),
                name="consentanswer_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.YES) & ~Q(evidence="") | ~Q(kind=AnswerKind.YES) & ~Q(words=""),
                name="consentanswer_says_how_or_why",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class CompetenceView(Record):
    """Whether a child understood one decision on one day, as a practitioner judged it, and why. Never changed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="competence_views")
    purpose = models.CharField(max_length=10, choices=ConsentPurpose.choices)
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    understands = models.BooleanField()
    why = models.TextField()
    assessed_on = models.DateField()
    recorded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("view of a child’s understanding")
        verbose_name_plural = _("views of children’s understanding")
        ordering = ["recorded_at", "id"]
        indexes = [models.Index(fields=["person"], name="competenceview_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="competenceview_says_why"),
            models.CheckConstraint(
                condition=Q(to_agency=None) | Q(to_team=None), name="competenceview_to_one"
            ),
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()


class NoticeGiven(Record):
    """The privacy notice was given to a person: when, in which language and form, and to whom. Never changed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices_given")
    language = models.CharField(max_length=5, choices=NoticeLanguage.choices)
    form = models.CharField(max_length=10, choices=NoticeForm.choices)
    to_whom = models.CharField(
        max_length=200, blank=True, help_text=_("Who was given it, if not the person themselves.")
    )
    edition = models.CharField(max_length=20)
    given_on = models.DateField()
    recorded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("privacy notice given")
        verbose_name_plural = _("privacy notices given")
        ordering = ["-recorded_at", "-id"]
        indexes = [models.Index(fields=["person"], name="noticegiven_person")]

    def __str__(self) -> str:
        return self.edition
