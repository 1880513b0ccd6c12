"""Questionnaires that an agency holds a licence for, and loaded itself. Those of the product are no rows: see facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency


class LoadedInstrument(Record):
    """A questionnaire in one version, loaded by the agency that holds its licence. No other agency sees its words."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    text = models.TextField(help_text=_("The file, as it was loaded."))
    licence = models.CharField(max_length=300, help_text=_("Under which licence the agency uses it."))
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("loaded questionnaire")
        verbose_name_plural = _("loaded questionnaires")
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "version"], name="instrument_loaded_once"),
            models.CheckConstraint(condition=~models.Q(licence=""), name="instrument_says_licence"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
