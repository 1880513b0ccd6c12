"""What the public says about an entry, and what keeps one visitor from saying it a thousand times. Names nobody."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.choices.finding import RemarkKind
from earlyhelp.signpost.models.services import Service


class Remark(Record):
    """Something is wrong with an entry, says somebody; who, is not asked and not kept."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=10, choices=RemarkKind.choices)
    note = models.CharField(max_length=500, blank=True)
    made_on = models.DateField()
    handled_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField(null=True, blank=True)

    if TYPE_CHECKING:
        service_id: UUID

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["made_on", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=RemarkKind.values), name="remark_kind_known"),
            models.CheckConstraint(
                condition=models.Q(handled_by=None, handled_at=None)
                | models.Q(handled_by__isnull=False, handled_at__isnull=False),
                name="remark_handled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class VisitorMark(Record):
    """That some visitor sent something, for an hour: a keyed digest of an address and the hour, nothing to read."""

    mark = models.CharField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("visitor’s mark")
        verbose_name_plural = _("visitors’ marks")
        ordering = ["made_at"]
        indexes = [models.Index(fields=["mark"], name="visitor_mark")]

    def __str__(self) -> str:
        return self.mark
