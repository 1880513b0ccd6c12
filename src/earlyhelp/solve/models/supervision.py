"""Supervision of case work, and how long an episode may be reopened."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.solve.models.episodes import Episode


class SupervisionNote(Record):
    """What a co-ordinator and a worker said of the worker's case work. Those two read it, and no other agency."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="supervision_notes")
    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, null=True, blank=True, related_name="supervision_notes"
    )
    held_on = models.DateField()
    text = models.TextField(help_text=_("What was talked about, and what goes well."))
    agreed = models.TextField(blank=True, help_text=_("What was agreed."))
    written_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("supervision note")
        verbose_name_plural = _("supervision notes")
        ordering = ["-held_on", "-written_at"]
        indexes = [models.Index(fields=["worker", "-held_on"], name="supervision_of_worker")]

    def __str__(self) -> str:
        return str(self.held_on)


class EpisodeStandard(Record):
    """For how long a council counts coming back as reopening. The newest counts; none is rewritten."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reopen_within_days = models.PositiveSmallIntegerField(default=90)
    set_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("standard for episodes")
        verbose_name_plural = _("standards for episodes")
        ordering = ["-set_at"]

    def __str__(self) -> str:
        return str(self.reopen_within_days)
