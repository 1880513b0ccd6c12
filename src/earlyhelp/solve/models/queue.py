"""What the queue remembers beside decisions: who was given what, what rests until when, and views that people keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.models import Notification
from earlyhelp.kit.codelists import OWN, CodeField
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner, Team
from earlyhelp.solve.choices.lists import HOLD_REASONS
from earlyhelp.solve.choices.queue import HoldReason


class Hold(Record):
    """A notification rests until a day, for a reason. It is back on that day by itself: nothing has to run."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="holds")
    reason = CodeField(max_length=20, choices=HoldReason.choices, code_list=HOLD_REASONS, since="held_at")
    note = models.CharField(max_length=300, blank=True)
    until_on = models.DateField(help_text=_("The day on which it is back in the queue."))
    held_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField()
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When it was taken back, put off or decided before its day.")
    )

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        ordering = ["-held_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["notification"], condition=models.Q(ended_at=None), name="one_live_hold"
            ),
            models.CheckConstraint(
                condition=models.Q(reason__in=HoldReason.values) | models.Q(reason__startswith=OWN),
                name="hold_reason_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()


class NotificationAssignment(Record):
    """A notification was given to a practitioner to decide. Kept with its start and end; none is overwritten."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="assignments")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("giving of a notification")
        verbose_name_plural = _("givings of notifications")
        ordering = ["-assigned_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["notification"], condition=models.Q(ended_at=None), name="one_live_assignment"
            )
        ]
        indexes = [models.Index(fields=["practitioner", "ended_at"], name="assignment_of_practitioner")]

    def __str__(self) -> str:
        return str(self.practitioner_id)


class SavedView(Record):
    """Filters of the queue that a practitioner keeps under a name. They hold codes; what was typed is never in them."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The team that sees it too. Empty when only its owner does."),
    )
    name = models.CharField(max_length=60)
    asked = models.JSONField(default=dict, help_text=_("Codes of the filters, such as grade: red."))
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("saved view of the queue")
        verbose_name_plural = _("saved views of the queue")
        ordering = ["name", "saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["practitioner", "name"], name="saved_view_named_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
