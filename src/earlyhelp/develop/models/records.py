"""Who has a place, who took part, and the certificate for it: every practitioner's own record of training."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices import BookingState, RecordSource, Took
from earlyhelp.develop.models.courses import Course, TrainingSession
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner


class Booking(Record):
    """Somebody's place at a session, or on its waiting list. `agency` is the one they work for."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="bookings")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="training_bookings")
    state = models.CharField(max_length=10, choices=BookingState.choices)
    state_at = models.DateTimeField()
    needs = models.CharField(
        max_length=500, blank=True, help_text=_("What they asked for so that they can take part.")
    )
    booked_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("booking of training")
        verbose_name_plural = _("bookings of training")
        ordering = ["booked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "practitioner"],
                condition=~Q(state=BookingState.CANCELLED),
                name="booked_once",
            )
        ]
        indexes = [models.Index(fields=["practitioner", "state"], name="booking_of")]

    def __str__(self) -> str:
        return self.get_state_display()


class TrainingRecord(Record):
    """That somebody took part in a course: on which day, how much of it, and until when it counts.

    `version` grows with every change, so that two trainers never overwrite each other. `source_key` is what the sender
    of an imported record calls it, so that the same one is never read twice.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="training_records")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="records")
    session = models.ForeignKey(
        TrainingSession, on_delete=models.PROTECT, null=True, blank=True, related_name="records"
    )
    took = models.CharField(max_length=10, choices=Took.choices)
    on = models.DateField(help_text=_("The day of the training."))
    expires_on = models.DateField(
        null=True, blank=True, help_text=_("The first day on which it is due again. Empty: never.")
    )
    source = models.CharField(max_length=12, choices=RecordSource.choices, default=RecordSource.SESSION)
    source_key = models.CharField(max_length=200, blank=True)
    version = models.PositiveSmallIntegerField(default=1, help_text=_("How often it was marked."))
    marked_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField()
    reminded_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Of the last reminder of a refresher: how many days ahead.")
    )

    class Meta:
        verbose_name = _("record of training")
        verbose_name_plural = _("records of training")
        ordering = ["-on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "practitioner"],
                condition=Q(session__isnull=False),
                name="one_record_for_a_session",
            ),
            models.UniqueConstraint(
                fields=["agency", "source", "source_key"],
                condition=~Q(source_key=""),
                name="imported_record_once",
            ),
            models.CheckConstraint(
                condition=~Q(source=RecordSource.SESSION) | Q(session__isnull=False),
                name="record_of_a_session_has_one",
            ),
        ]
        indexes = [
            models.Index(fields=["practitioner", "course", "-on"], name="record_of_training"),
            models.Index(fields=["agency", "expires_on"], name="training_expires"),
        ]

    def __str__(self) -> str:
        return self.get_took_display()


class Certificate(Record):
    """What says on paper that somebody completed a course. Its words are frozen; number and code check it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="certificates")
    record = models.ForeignKey(TrainingRecord, on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=20, unique=True)
    code = models.CharField(
        max_length=16, help_text=_("Printed on it; with the number it shows that it is real.")
    )
    holder = models.CharField(max_length=210, help_text=_("The name as it stands on the certificate."))
    title_en = models.CharField(max_length=150)
    title_cy = models.CharField(max_length=150)
    completed_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    issued_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Set where the attendance was corrected afterwards.")
    )

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-completed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(withdrawn_at=None), name="one_live_certificate"
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """The title of the course in the language of the page."""
        return self.title_cy if (get_language() or "en").startswith("cy") else self.title_en
