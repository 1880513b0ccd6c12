"""Who is involved with which record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record


class AccessGrant(Record):
    """A live involvement: while it lasts, `agency_id` sees the rows whose record key is `record_id`."""

    record_id = models.UUIDField()
    agency_id = models.UUIDField()
    because = models.CharField(max_length=200)
    opened_by = models.UUIDField(null=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("access grant")
        verbose_name_plural = _("access grants")
        indexes = [models.Index(fields=["record_id", "agency_id"], name="grant_record_agency")]

    def __str__(self) -> str:
        return self.because
