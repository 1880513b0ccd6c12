"""Talks about a worker's own development: what was agreed, when they talk next, and that both stand by it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner


class DevelopmentTalk(Record):
    """What a worker and a supervisor agreed about the worker's development. Only the two of them read it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    agreed = models.TextField(help_text=_("What was agreed, point by point."))
    next_on = models.DateField(null=True, blank=True, help_text=_("When they talk next."))
    written_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    worker_signed_at = models.DateTimeField(null=True, blank=True)
    supervisor_signed_at = models.DateTimeField(null=True, blank=True)
    objection = models.TextField(blank=True, help_text=_("What the other one says was agreed differently."))

    class Meta:
        verbose_name = _("talk about development")
        verbose_name_plural = _("talks about development")
        ordering = ["-held_on", "-written_at"]
        indexes = [models.Index(fields=["worker", "-held_on"], name="talks_of_worker")]

    def __str__(self) -> str:
        return str(self.held_on)

    @property
    def is_signed(self) -> bool:
        """Whether both stand by it."""
        return self.worker_signed_at is not None and self.supervisor_signed_at is not None
