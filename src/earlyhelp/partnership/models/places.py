"""Local authority areas."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.partnership.models.names import Bilingual


class Area(Bilingual):
    """A local authority area, by its national code (W06…)."""

    code = models.CharField(max_length=9, primary_key=True)
    population = models.PositiveIntegerField(help_text=_("People, mid-2020 estimate."))

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["name_en"]
