"""What the front door does with a notification. Rows are added, never rewritten."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.models import Notification
from earlyhelp.kit.codelists import CodeField
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.solve.choices import Grade, Outcome, Reason
from earlyhelp.solve.choices.lists import DECISION_REASONS
from earlyhelp.solve.rules.questions import answer_by


class Grading(Record):
    """A practitioner gave a notification another grade than the rule did, and said why."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="gradings")
    grade = models.CharField(max_length=10, choices=Grade.choices)
    rationale = models.TextField()
    graded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    graded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("grading")
        verbose_name_plural = _("gradings")
        ordering = ["-graded_at"]

    def __str__(self) -> str:
        return self.get_grade_display()


class Claim(Record):
    """A practitioner has a notification open. Soft: others see it, and may take over."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="claims")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(
                fields=["notification"], condition=models.Q(released_at=None), name="one_live_claim"
            )
        ]

    def __str__(self) -> str:
        return str(self.practitioner_id)


class Decision(Record):
    """How a triage ended. A later one supersedes it; none is ever overwritten."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(help_text=_("1 for the first decision, 2 for the next."))
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reason = CodeField(max_length=30, choices=Reason.choices, code_list=DECISION_REASONS, since="decided_at")
    rationale = models.TextField()
    met_by = models.CharField(max_length=200, blank=True, help_text=_("Who already meets the need."))
    decided_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["notification", "number"], name="decision_once"),
            models.CheckConstraint(condition=~models.Q(rationale=""), name="decision_has_rationale"),
        ]
        indexes = [models.Index(fields=["agency", "-decided_at"], name="decision_agency_at")]

    def __str__(self) -> str:
        return self.get_outcome_display()


class Question(Record):
    """What the front door asks the officer back, and the answer. Owned by the officer's agency."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField()
    asked_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True, help_text=_("By when the answer is wanted."))
    reminded_at = models.DateTimeField(null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the front door decided without waiting for the answer.")
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["notification"],
                condition=models.Q(answered_at=None, closed_at=None),
                name="one_open_question",
            )
        ]

    def __str__(self) -> str:
        return str(self.asked_at)

    @property
    def wanted_by(self) -> datetime:
        """By when the answer is wanted. One from before that was written down gets what the rule gives."""
        return self.due_at or answer_by(self.asked_at)


class Feedback(Record):
    """What the officer hears. Owned by the officer's agency; says only what may be shared with it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="feedback")
    event = models.CharField(max_length=40, help_text=_("Which of rules.FEEDBACK, such as decided.signpost."))
    given_by = models.ForeignKey(
        Practitioner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty when the service itself told it: the referral moved."),
    )
    given_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["notification", "event"],
                condition=models.Q(event__in=["received.acknowledged", "received.reminded"]),
                name="acknowledged_and_reminded_once",
            )
        ]

    def __str__(self) -> str:
        return self.event
