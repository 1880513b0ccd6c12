"""The audit and its chain."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.kit.models import Record


class AuditEntry(Record):
    """One thing that one practitioner did or read. Append-only, by trigger.

    Plain values, no foreign keys: an entry outlives the record and the account it speaks of.
    """

    agency_id = models.UUIDField(null=True)
    practitioner_id = models.UUIDField(null=True)
    practitioner_label = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=30)
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    did = models.CharField(max_length=80)
    target_label = models.CharField(max_length=80, blank=True)
    target_key = models.CharField(max_length=60, blank=True)
    target_reference = models.CharField(max_length=30, blank=True)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["agency_id", "-at"], name="audit_agency_at"),
            models.Index(fields=["target_key", "-at"], name="audit_target_at"),
            models.Index(
                fields=["agency_id", "target_reference", "-at"],
                name="audit_reference_at",
                condition=~models.Q(target_reference=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.did} {self.target_reference}".strip()


class AuditLink(models.Model):
    """The place of an entry in its agency's chain, and the hash that ties it to the one before.

    Written by a trigger at commit, so that agencies wait for each other's commits only, never for pages.
    """

    chain = models.CharField(max_length=36)
    position = models.BigIntegerField()
    # Not checked by PostgreSQL: the entries stand in one table for each month, and none of them can be removed.
    entry = models.OneToOneField(
        AuditEntry, on_delete=models.DO_NOTHING, db_constraint=False, related_name="link"
    )
    digest = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("audit link")
        verbose_name_plural = _("audit links")
        constraints = [models.UniqueConstraint(fields=["chain", "position"], name="audit_position_once")]

    def __str__(self) -> str:
        return f"{self.chain} {self.position}"
