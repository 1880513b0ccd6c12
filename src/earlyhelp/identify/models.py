"""Drafts, notifications and the people in them, as reported."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import (
    Danger,
    HelpOffered,
    Need,
    PersonRole,
    PreferredLanguage,
    SafeContact,
    SharingView,
    Track,
)
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Area, Practitioner, Team


class Draft(Record):
    """A notification being written: what was typed, as it was typed. Only its writer sees it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    danger = models.CharField(max_length=10, choices=Danger.choices)
    typed = models.JSONField(default=dict, help_text=_("Field name to list of typed values."))
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-saved_at"]
        indexes = [models.Index(fields=["practitioner", "-saved_at"], name="draft_practitioner_saved")]

    def __str__(self) -> str:
        return str(self.id)


class Notification(Record):
    """A concern about a person, as the officer reported it. Its key is the key of its draft: sent once.

    Owned by the agency that reports. The front door sees it through an access grant.
    """

    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="notifications")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="notifications")
    submitted_at = models.DateTimeField()
    front_door = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="notifications")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, help_text=_("The language it was written in."))
    track = models.CharField(max_length=20, choices=Track.choices)
    danger = models.CharField(max_length=10, choices=Danger.choices)
    incident_number = models.CharField(max_length=40, blank=True)
    occurred_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    place_postcode = models.CharField(max_length=8, blank=True)
    seen_and_heard = models.TextField()
    own_words = models.TextField(blank=True)
    strengths = models.TextField(blank=True, help_text=_("What is going well, and who supports them."))
    needs = ArrayField(models.CharField(max_length=20, choices=Need.choices))
    help_offered = models.CharField(max_length=20, choices=HelpOffered.choices)
    sharing_view = models.CharField(max_length=20, choices=SharingView.choices)
    sharing_words = models.TextField(blank=True)
    told_whom = models.CharField(max_length=200, blank=True, help_text=_("Safeguarding: who was told."))
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-submitted_at"]
        indexes = [
            models.Index(fields=["front_door", "-submitted_at"], name="notif_front_door_sent"),
            models.Index(fields=["submitted_by", "-submitted_at"], name="notif_by_sent"),
            models.Index(fields=["agency", "incident_number"], name="notif_incident"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(seen_and_heard=""), name="notif_says_something"),
            models.CheckConstraint(condition=models.Q(needs__len__gte=1), name="notif_names_a_need"),
        ]

    def __str__(self) -> str:
        return self.reference


class ReportedPerson(Record):
    """A person in a notification, as reported. Who it really is, `understand` says; this row never changes."""

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="people")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20, choices=PersonRole.choices)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    description = models.CharField(
        max_length=500, blank=True, help_text=_("Who is meant, when the name is not known.")
    )
    date_of_birth = models.DateField(null=True, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Years, as estimated."))
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(
        max_length=10, choices=PreferredLanguage.choices, default=PreferredLanguage.NOT_ASKED
    )
    other_language = models.CharField(max_length=60, blank=True)
    safe_contact = models.CharField(max_length=10, choices=SafeContact.choices, default=SafeContact.NOT_KNOWN)
    safe_contact_note = models.CharField(max_length=300, blank=True)
    search_keys = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        verbose_name = _("reported person")
        verbose_name_plural = _("reported people")
        ordering = ["notification", "position"]
        constraints = [
            models.UniqueConstraint(fields=["notification", "position"], name="reported_position_once")
        ]
        indexes = [GinIndex(fields=["search_keys"], name="reported_search_keys", fastupdate=False)]

    def __str__(self) -> str:
        return self.full_name or self.description

    @property
    def full_name(self) -> str:
        """Given name and family name, or nothing when neither is known."""
        return f"{self.given_name} {self.family_name}".strip()
