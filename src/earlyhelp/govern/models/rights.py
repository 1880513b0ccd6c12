"""What people asked under data-protection law, what was collected for them, and what stands on a record since.

Plain keys and labels, no foreign keys out of this room: a request outlives the record that it is about.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.rights import (
    AskedBy,
    Competence,
    Exemption,
    IdentityProof,
    MarkKind,
    Outcome,
    PackLinkEnd,
    PackState,
    PackWay,
    Reading,
    Regime,
    RightsKind,
    RightsState,
    WaitFor,
)
from earlyhelp.kit.models import Record


class RightsRequest(Record):
    """Somebody asked to see, correct, restrict or stop sharing what is held about a person."""

    reference = models.CharField(max_length=20, unique=True)
    agency_id = models.UUIDField()
    kind = models.CharField(max_length=20, choices=RightsKind.choices)
    regime = models.CharField(max_length=10, choices=Regime.choices)
    subject_label = models.CharField(max_length=80, help_text=_("What kind of record it is about."))
    subject_key = models.UUIDField()
    subject_reference = models.CharField(max_length=30)
    asked_by = models.CharField(max_length=20, choices=AskedBy.choices)
    asker_name = models.CharField(max_length=200, blank=True)
    authority = models.CharField(
        max_length=300, blank=True, help_text=_("How it is known that they may ask.")
    )
    competence = models.CharField(max_length=10, choices=Competence.choices, blank=True)
    competence_why = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=4)
    words = models.TextField(max_length=4000, blank=True, help_text=_("What they say, in their words."))
    should_be = models.TextField(max_length=4000, blank=True, help_text=_("What they say is right."))
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    received_on = models.DateField()
    identity = models.CharField(max_length=10, choices=IdentityProof.choices, blank=True)
    identity_on = models.DateField(null=True, blank=True)
    extended_on = models.DateField(null=True, blank=True, help_text=_("When the person was told of it."))
    extended_because = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=RightsState.choices, default=RightsState.RECEIVED)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(max_length=4000, blank=True)
    logged_by = models.UUIDField()
    logged_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request about rights")
        verbose_name_plural = _("requests about rights")
        ordering = ["received_on", "id"]
        indexes = [
            models.Index(fields=["agency_id", "received_on"], name="rights_agency_received"),
            models.Index(fields=["subject_key"], name="rights_subject"),
        ]

    def __str__(self) -> str:
        return self.reference


class RightsPause(Record):
    """Days on which the clock of a request rested, because the person was asked for something."""

    agency_id = models.UUIDField()
    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="pauses")
    why = models.CharField(max_length=15, choices=WaitFor.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("rest of a clock")
        verbose_name_plural = _("rests of clocks")
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(until_on=None), name="one_rest_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.from_on}"


class RightsStep(Record):
    """One step of a request: what was done, by whom, and the words that go with it. Never changed."""

    agency_id = models.UUIDField()
    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="steps")
    did = models.CharField(max_length=40)
    note = models.TextField(max_length=4000, blank=True)
    by_id = models.UUIDField(null=True)
    by_label = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of a request")
        verbose_name_plural = _("steps of requests")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.did


class Pack(Record):
    """Everything that is held about one person, collected, read by an officer, made and given. It expires."""

    agency_id = models.UUIDField()
    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="packs")
    state = models.CharField(max_length=10, choices=PackState.choices, default=PackState.COLLECTING)
    started_by = models.UUIDField()
    started_at = models.DateTimeField()
    collected_at = models.DateTimeField(null=True, blank=True)
    content = models.JSONField(null=True, blank=True, help_text=_("The pack as it is given, word for word."))
    made_at = models.DateTimeField(null=True, blank=True)
    way = models.CharField(max_length=10, choices=PackWay.choices, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pack")
        verbose_name_plural = _("packs")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=~models.Q(state=PackState.EXPIRED),
                name="one_pack_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PackLine(Record):
    """One row of some room, as the person may be given it, and what an officer decided about it."""

    agency_id = models.UUIDField()
    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    section = models.CharField(max_length=40)
    label = models.CharField(max_length=80, help_text=_("Which kind of row."))
    title_en = models.CharField(max_length=300)
    title_cy = models.CharField(max_length=300)
    row_key = models.CharField(max_length=60)
    on = models.DateField(null=True, blank=True)
    owner_id = models.UUIDField(null=True, blank=True)
    owner_en = models.CharField(max_length=200, blank=True)
    owner_cy = models.CharField(max_length=200, blank=True)
    fields = models.JSONField(
        help_text=_("What it says: for each column its name and its text in both languages.")
    )
    proposed = models.JSONField(default=list, help_text=_("Words that may be about somebody else."))
    hidden = models.JSONField(default=list, help_text=_("Words that are hidden."))
    reading = models.CharField(max_length=10, choices=Reading.choices, blank=True)
    exemption = models.CharField(max_length=20, choices=Exemption.choices, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    read_by = models.UUIDField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("line of a pack")
        verbose_name_plural = _("lines of packs")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "position"], name="pack_line_once"),
            models.CheckConstraint(
                condition=~models.Q(reading=Reading.WITHHOLD)
                | (~models.Q(exemption="") & ~models.Q(reason="")),
                name="pack_line_kept_back_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.position}"


class PackLink(Record):
    """A private link by which whoever asked opens their pack. Its secret and its code are kept as hashes."""

    agency_id = models.UUIDField()
    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="links")
    channel = models.CharField(max_length=10)
    destination = models.CharField(max_length=254)
    written_in = models.CharField(max_length=4)
    secret_hash = models.CharField(max_length=64, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=10, choices=PackLinkEnd.choices, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    proven_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("private link to a pack")
        verbose_name_plural = _("private links to packs")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack"], condition=models.Q(ended_at=None), name="one_live_pack_link"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RecordMark(Record):
    """What stands on a record since a request: kept and not used, not to be shared, or what the person says of it."""

    agency_id = models.UUIDField()
    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="marks")
    record_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=MarkKind.choices)
    words = models.TextField(max_length=4000, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    lifted_because = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("mark on a record")
        verbose_name_plural = _("marks on records")
        ordering = ["from_at"]
        indexes = [models.Index(fields=["record_id"], name="mark_record")]

    def __str__(self) -> str:
        return self.kind
