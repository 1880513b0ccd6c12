"""Lateral checks: what the front door asks other agencies about somebody, and what each of them says.

A check belongs to the front door's agency. Its id is the key under which an agency sees the question and the people
while it is asked, and no longer. Each answer has a key of its own, so that no agency sees what another says.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import SafeContact
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.solve.choices.checks import Known, WithdrawReason


class Check(Record):
    """One question of the front door about people in a notification, for one or more agencies."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="checks")
    question = models.CharField(max_length=500)
    why = models.CharField(max_length=500)
    due_at = models.DateTimeField()
    asked_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.question


class CheckPerson(Record):
    """Somebody whom a check is about: the least by which an agency knows who is meant, as it was shown."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # `checked`, since Django keeps the name `check` for itself.
    checked = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="people")
    reported = models.ForeignKey(ReportedPerson, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    safe_contact = models.CharField(max_length=20, choices=SafeContact.choices)
    safe_contact_note = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("person in a check")
        verbose_name_plural = _("people in checks")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["checked", "reported"], name="check_names_once")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return " ".join(part for part in (self.given_name, self.family_name) if part)


class CheckAnswer(Record):
    """What one agency says about one person, or that it has not said anything yet."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    checked = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(CheckPerson, on_delete=models.PROTECT, related_name="answers")
    asked = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    known = models.CharField(max_length=10, choices=Known.choices, blank=True)
    summary = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Practitioner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty when the service itself took it back, because nobody answered."),
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=20, choices=WithdrawReason.choices, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("answer to a check")
        verbose_name_plural = _("answers to checks")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "asked"], name="check_asks_once"),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, known="", answered_by=None)
                | (models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(known="")),
                name="check_answer_says_who_and_what",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_why="")
                | (models.Q(withdrawn_at__isnull=False, answered_at=None) & ~models.Q(withdrawn_why="")),
                name="check_withdrawn_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["asked", "answered_at", "withdrawn_at", "due_at"], name="check_answer_open")
        ]

    def __str__(self) -> str:
        return self.get_known_display()

    @property
    def is_open(self) -> bool:
        """True while an answer is waited for."""
        return self.answered_at is None and self.withdrawn_at is None

    @property
    def came_late(self) -> bool:
        """True when the answer came after it was due."""
        return self.answered_at is not None and self.answered_at > self.due_at
