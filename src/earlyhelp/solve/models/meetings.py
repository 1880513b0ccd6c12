"""A meeting of agencies, who is invited, what is on its agenda, and its minutes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner, Team
from earlyhelp.solve.choices.meetings import MeetingKind, MeetingLanguage, MeetingState, Reply


class Meeting(Record):
    """A meeting that a front door holds. It names no family; every case on its agenda has a wall of its own."""

    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=MeetingKind.choices)
    title = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    place_in_mail = models.BooleanField(
        default=False, help_text=_("False where the place could say where a family lives.")
    )
    link = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=12, choices=MeetingLanguage.choices, default=MeetingLanguage.BOTH)
    chair = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="meetings_led")
    state = models.CharField(max_length=12, choices=MeetingState.choices, default=MeetingState.PLANNED)
    state_at = models.DateTimeField()
    state_why = models.CharField(max_length=300, blank=True)
    sequence = models.PositiveSmallIntegerField(
        default=0, help_text=_("How often the invitation was changed: calendars need it.")
    )
    case_count = models.PositiveSmallIntegerField(
        default=0, help_text=_("How many cases, so that a reader knows how many are withheld.")
    )
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_later"),
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state_known"),
        ]
        indexes = [models.Index(fields=["agency", "state", "starts_at"], name="meeting_agency_state")]

    def __str__(self) -> str:
        return self.reference


class Attendance(Record):
    """Somebody invited to a meeting: a practitioner of any agency, or somebody named who has no account."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    attends_for = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    somebody = models.CharField(max_length=200, blank=True)
    somebody_from = models.CharField(max_length=200, blank=True)
    reply = models.CharField(max_length=10, choices=Reply.choices, default=Reply.ASKED)
    replied_at = models.DateTimeField(null=True, blank=True)
    was_there = models.BooleanField(null=True, blank=True)
    asked_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    left_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "practitioner"], condition=Q(left_out_at=None), name="invited_once"
            ),
            models.CheckConstraint(
                condition=Q(practitioner__isnull=False, attends_for__isnull=False, somebody="")
                | (Q(practitioner=None, attends_for=None) & ~Q(somebody="")),
                name="attendance_is_of_one",
            ),
        ]
        indexes = [models.Index(fields=["practitioner", "left_out_at"], name="attendance_of")]

    def __str__(self) -> str:
        return self.somebody or str(self.practitioner_id)


class Minutes(Record):
    """What a meeting's minutes say to one agency, frozen when the chair confirms. A correction is a new version."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField()
    for_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(default=dict)
    why = models.CharField(max_length=300, blank=True, help_text=_("What was corrected, from version 2 on."))
    confirmed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ["-version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version", "for_agency"], name="minutes_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.version}"
