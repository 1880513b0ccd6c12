"""What happens around a referral: drafts, changes, goals, appointments, messages, and who works with the person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.models import Notification
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.signpost.choices.referrals import (
    AppointmentReason,
    AppointmentState,
    AskedBy,
    GoalOutcome,
    Item,
    MeetingWay,
    Side,
)
from earlyhelp.signpost.models.referrals import Referral
from earlyhelp.signpost.models.services import Service

_EXCUSED = [AppointmentState.MOVED, AppointmentState.MISSED, AppointmentState.CANCELLED]
_CHANGED = [AppointmentState.MOVED, AppointmentState.CANCELLED]


class NeededItem(Record):
    """One thing that a service needs to know about a person, and why. Without any, a service gets the usual ones."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="needed_items")
    item = models.CharField(max_length=20, choices=Item.choices)
    reason_en = models.CharField(max_length=300)
    reason_cy = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("needed item")
        verbose_name_plural = _("needed items")
        ordering = ["item"]
        constraints = [models.UniqueConstraint(fields=["service", "item"], name="needed_item_once")]

    def __str__(self) -> str:
        return self.item


class ReferralDraft(Record):
    """A referral that is not sent yet, as it was typed. Its key becomes the referral's."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(help_text=_("Which person of the notification it is for."))
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    transferred_from = models.ForeignKey(
        Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    typed = models.JSONField(help_text=_("Names of fields, with everything typed in each."))
    saved_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("referral draft")
        verbose_name_plural = _("referral drafts")
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "notification", "position", "service"], name="one_referral_draft"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReferralAmendment(Record):
    """One thing changed after sending: what stood before, what stands now, who changed it and why."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="amendments")
    version = models.PositiveSmallIntegerField(help_text=_("The version that this change made."))
    field = models.CharField(max_length=30)
    old_value = models.TextField(blank=True)
    new_value = models.TextField(blank=True)
    reason = models.CharField(max_length=500)
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("referral amendment")
        verbose_name_plural = _("referral amendments")
        ordering = ["version", "id"]

    def __str__(self) -> str:
        return self.field


class ReferralGoal(Record):
    """What the person wants to be different, in their words, and how far the help got with it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="goals")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    outcome = models.CharField(max_length=20, choices=GoalOutcome.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("referral goal")
        verbose_name_plural = _("referral goals")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["referral", "number"], name="goal_number_once")]

    def __str__(self) -> str:
        return str(self.number)


class Appointment(Record):
    """A time at which the service and the person meet. A moved one stays, with who asked and why."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=20, choices=MeetingWay.choices)
    place = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=AppointmentState.choices)
    instead_of = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_to"
    )
    asked_by = models.CharField(max_length=10, choices=AskedBy.choices, blank=True)
    reason = models.CharField(max_length=20, choices=AppointmentReason.choices, blank=True)
    booked_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    booked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=_EXCUSED) ^ models.Q(reason=""),
                name="appointment_changed_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=_CHANGED) ^ models.Q(asked_by=""),
                name="appointment_changed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.state


class ReferralMessage(Record):
    """What one side wrote to the other about a referral. A question waits until the other side has answered."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="messages")
    side = models.CharField(max_length=10, choices=Side.choices)
    text = models.TextField()
    is_question = models.BooleanField()
    answered_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("referral message")
        verbose_name_plural = _("referral messages")
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class Assignment(Record):
    """Who at a service worked with the person, from when until when, and why that changed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="assignments")
    worker = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    assigned_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["from_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=models.Q(until_at=None), name="one_named_worker"
            )
        ]

    def __str__(self) -> str:
        return str(self.worker_id)
