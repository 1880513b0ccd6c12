"""Drafts, notifications and the people in them, as reported."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import (
    CodeKind,
    CodeTheme,
    Danger,
    FileKind,
    HelpOffered,
    Need,
    OtherChildren,
    PersonRole,
    PreferredLanguage,
    Relation,
    Responsibility,
    SafeContact,
    SharingView,
    StrengthsMissing,
    Track,
    WordsMissing,
)
from earlyhelp.kit.models import Record
from earlyhelp.kit.retention import EMPTIED
from earlyhelp.partnership.models import Agency, Area, Practitioner, Team


class Draft(Record):
    """A notification being written: what was typed, as it was typed. Only its writer sees it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    danger = models.CharField(max_length=10, choices=Danger.choices)
    typed = models.JSONField(default=dict, help_text=_("Field name to list of typed values."))
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    warned_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When its writer was told that it will be deleted.")
    )

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
    who_had_care = models.TextField(
        blank=True, help_text=_("Who was there, and who had care of the children.")
    )
    wants = models.TextField(blank=True, help_text=_("What the person wants to happen."))
    other_children = models.CharField(max_length=10, choices=OtherChildren.choices, blank=True)
    strengths_missing = models.CharField(
        max_length=12, choices=StrengthsMissing.choices, blank=True, help_text=_("Why `strengths` is empty.")
    )
    words_missing = models.CharField(
        max_length=12, choices=WordsMissing.choices, blank=True, help_text=_("Why own words are missing.")
    )

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-submitted_at"]
        indexes = [
            models.Index(fields=["front_door", "-submitted_at"], name="notif_front_door_sent"),
            models.Index(fields=["submitted_by", "-submitted_at"], name="notif_by_sent"),
            models.Index(fields=["agency", "incident_number"], name="notif_incident"),
            models.Index(fields=["place_postcode"], name="notif_place_postcode"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(seen_and_heard=""), name="notif_says_something"),
            models.CheckConstraint(
                condition=models.Q(needs__len__gte=1) | models.Q(seen_and_heard=EMPTIED),
                name="notif_names_a_need",
            ),
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
    due_on = models.DateField(
        null=True, blank=True, help_text=_("When a child who is not born yet is expected.")
    )
    looked = models.TextField(blank=True, help_text=_("How they looked and reacted."))
    own_words = models.TextField(blank=True, help_text=_("What they said, as they said it."))
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        help_text=_("The row that this one takes the place of. That one stays as it was sent."),
    )
    place = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text=_("Where a corrected person stands in the list, when not at `position`."),
    )

    class Meta:
        verbose_name = _("reported person")
        verbose_name_plural = _("reported people")
        ordering = ["notification", "position"]
        constraints = [
            models.UniqueConstraint(fields=["notification", "position"], name="reported_position_once")
        ]
        indexes = [
            GinIndex(fields=["search_keys"], name="reported_search_keys", fastupdate=False),
            models.Index(fields=["postcode"], name="reported_postcode"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.description

    @property
    def full_name(self) -> str:
        """Given name and family name, or nothing when neither is known."""
        return f"{self.given_name} {self.family_name}".strip()


class ReportedRelation(Record):
    """What one person in a notification is to another, as reported. The inverse is said, never stored."""

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="relations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(ReportedPerson, on_delete=models.PROTECT, related_name="relations")
    relation = models.CharField(max_length=20, choices=Relation.choices)
    of = models.ForeignKey(ReportedPerson, on_delete=models.PROTECT, related_name="+")
    responsibility = models.CharField(max_length=10, choices=Responsibility.choices, blank=True)

    class Meta:
        verbose_name = _("reported relationship")
        verbose_name_plural = _("reported relationships")
        ordering = ["notification", "position"]
        constraints = [
            models.UniqueConstraint(fields=["notification", "position"], name="relation_position_once"),
            models.CheckConstraint(condition=~models.Q(person=models.F("of")), name="relation_of_two"),
        ]

    def __str__(self) -> str:
        return str(self.get_relation_display())


class Incident(Record):
    """What a force's own system recorded about one event, as its import brought it. The force owns it.

    It prefills a notification, which keeps its own copy. Codes are plain values: the list of codes changes with time.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=40, help_text=_("As the force gives it, in capitals."))
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    opening_code = models.CharField(max_length=30)
    closing_code = models.CharField(max_length=30, blank=True)
    qualifiers = ArrayField(models.CharField(max_length=30), default=list)
    place = models.CharField(max_length=300)
    postcode = models.CharField(max_length=8, blank=True)
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    imported_at = models.DateTimeField(help_text=_("When it last came with something new."))
    run_id = models.UUIDField(help_text=_("The key of the import that brought it."))
    line = models.PositiveIntegerField(help_text=_("Where it stands in the file of that import."))
    digest = models.BinaryField(max_length=16, help_text=_("Tells whether it comes again unchanged."))

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="incident_number_once"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(closed_at__gte=models.F("opened_at")),
                name="incident_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class IncidentPerson(Record):
    """A person whom a force's own system names in an incident."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="people", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20, choices=PersonRole.choices)
    given_name = models.CharField(max_length=35)
    family_name = models.CharField(max_length=35)
    date_of_birth = models.DateField()
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    telephone = models.CharField(max_length=16, blank=True, help_text=_("E.164, such as +441656000000."))
    email = models.EmailField(blank=True)

    class Meta:
        verbose_name = _("person in an incident")
        verbose_name_plural = _("people in incidents")
        ordering = ["incident", "position"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "position"], name="incident_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class IncidentCode(Record):
    """A word of the National Standard for Incident Recording (NSIR), valid between two days."""

    kind = models.CharField(max_length=20, choices=CodeKind.choices)
    theme = models.CharField(max_length=20, choices=CodeTheme.choices, blank=True)
    code = models.CharField(max_length=30)
    label_en = models.CharField(max_length=200)
    label_cy = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text=_("The last day on which it may be used."))

    class Meta:
        verbose_name = _("incident code")
        verbose_name_plural = _("incident codes")
        ordering = ["kind", "theme", "label_en"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "starts_on"], name="incident_code_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="incident_code_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The word in the language of the page."""
        return self.label_cy if (get_language() or "en").startswith("cy") else self.label_en


class Amendment(Record):
    """What an officer changed after sending, and why. The notification holds what counts now, this what stood before.

    Never changed: PostgreSQL refuses it. `changes` holds `fields` ({field, before, after}), `added` (positions of
    people) and `corrected` ({of, position, fields}).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField(help_text=_("1 for the first change after sending."))
    reason = models.TextField()
    changes = models.JSONField()
    amended_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    amended_at = models.DateTimeField()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["notification", "number"], name="amendment_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="amendment_has_reason"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Attachment(Record):
    """A photo or a PDF that belongs to a notification: checked, images written anew without their metadata."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    shows = models.CharField(
        max_length=200, blank=True, help_text=_("What can be seen, in the officer's words.")
    )
    content = models.BinaryField()
    size = models.PositiveIntegerField(help_text=_("Bytes."))
    digest = models.CharField(
        max_length=64, help_text=_("SHA-256 of what was sent: the same file twice is one.")
    )
    is_scanned = models.BooleanField(help_text=_("Whether a virus scanner has passed it."))
    attached_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["attached_at"]
        constraints = [
            models.UniqueConstraint(fields=["notification", "digest"], name="attachment_once"),
            models.CheckConstraint(condition=models.Q(size__lte=10_000_000), name="attachment_not_too_large"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
