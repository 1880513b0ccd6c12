"""How long an agency keeps what, what it must keep nevertheless, what falls due, and the proof of what was deleted.

Plain keys and labels: no foreign key leads to a record, so that the proof outlives it and holds none of it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.retention import AtTheEnd, CountedFrom, DisposalState, TaskState
from earlyhelp.kit.models import Record


class RetentionRule(Record):
    """One version of how long an agency keeps one class of records, from a day. Never changed: a new one follows."""

    agency_id = models.UUIDField()
    record_class = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    from_on = models.DateField()
    keep_years = models.PositiveSmallIntegerField()
    counted_from = models.CharField(max_length=10, choices=CountedFrom.choices)
    birthday = models.PositiveSmallIntegerField(null=True, blank=True)
    at_the_end = models.CharField(max_length=10, choices=AtTheEnd.choices)
    basis_en = models.CharField(max_length=500)
    basis_cy = models.CharField(max_length=500)
    source = models.CharField(max_length=300)
    set_by = models.UUIDField(null=True)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "record_class", "version"], name="retention_rule_version_once"
            ),
            models.CheckConstraint(condition=models.Q(keep_years__gte=1), name="retention_rule_keeps_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.record_class} {self.version}"


class LegalHold(Record):
    """Why records must not be disposed of for now: every part of its scope that is given must fit."""

    agency_id = models.UUIDField()
    title = models.CharField(max_length=120)
    why = models.TextField()
    record_key = models.UUIDField(null=True, blank=True)
    reference = models.CharField(max_length=30, blank=True)
    record_class = models.CharField(max_length=40, blank=True)
    dated_from = models.DateField(null=True, blank=True)
    dated_until = models.DateField(null=True, blank=True)
    area = models.CharField(max_length=20, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    made_by = models.UUIDField(null=True)
    made_by_label = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(why=""), name="legal_hold_says_why"),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | ~models.Q(ended_because=""),
                name="legal_hold_ends_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RetentionTask(Record):
    """One record that falls due, as the night's look found it. Deleted with the record: the proof stays."""

    agency_id = models.UUIDField()
    record_class = models.CharField(max_length=40)
    root = models.CharField(max_length=60)
    record_key = models.UUIDField()
    reference = models.CharField(max_length=30, blank=True)
    due_on = models.DateField()
    by_review = models.BooleanField()
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.WAITING)
    why_not = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    why_not_labels = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    about_under_10 = models.BooleanField(default=False)
    looked_at = models.DateTimeField()
    answers = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("retention task")
        verbose_name_plural = _("retention tasks")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "root", "record_key"], name="retention_task_once")
        ]
        indexes = [models.Index(fields=["agency_id", "state", "due_on"], name="retention_task_due")]

    def __str__(self) -> str:
        return self.reference


class Disposal(Record):
    """A list of records to dispose of: who proposed it, who confirmed it, when it was hidden and deleted."""

    agency_id = models.UUIDField()
    record_class = models.CharField(max_length=40)
    rule_version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=DisposalState.choices, default=DisposalState.PROPOSED)
    record_count = models.PositiveIntegerField()
    reason = models.TextField(blank=True)
    proposed_by = models.UUIDField(null=True)
    proposed_by_label = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True, blank=True)
    confirmed_by_label = models.CharField(max_length=200, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_because = models.TextField(blank=True)

    class Meta:
        verbose_name = _("disposal")
        verbose_name_plural = _("disposals")
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=[DisposalState.HIDDEN, DisposalState.ERASED])
                | models.Q(hidden_at__isnull=False, confirmed_by__isnull=False),
                name="disposal_hidden_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_class} {self.state}"


class DisposedRecord(Record):
    """One record of a disposal, and in the end the proof: a keyed digest and counts, no key, no reference, no words."""

    agency_id = models.UUIDField()
    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="records")
    record_class = models.CharField(max_length=40)
    root = models.CharField(max_length=60)
    record_key = models.UUIDField(null=True, blank=True)
    reference = models.CharField(max_length=30, blank=True)
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    touches = ArrayField(models.UUIDField(), default=list, blank=True)
    areas = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    why_not = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    row_counts = models.JSONField(default=dict, blank=True)
    empty_rows = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("disposed record")
        verbose_name_plural = _("disposed records")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at=None)
                | models.Q(record_key=None, reference="", touches__len=0, first_on=None, last_on=None),
                name="proof_holds_no_data",
            )
        ]
        indexes = [models.Index(fields=["digest"], name="disposed_record_digest")]

    def __str__(self) -> str:
        return self.digest[:12]
