"""Partners: the controllers of the records they make."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import AgencyKind
from earlyhelp.partnership.models.names import Bilingual
from earlyhelp.partnership.models.places import Area


class Agency(Record, Bilingual):
    """A partner: the controller of the records it makes."""

    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=AgencyKind.choices)
    areas = models.ManyToManyField(Area, related_name="agencies", blank=True)
    leads = models.BooleanField(
        default=False, help_text=_("Runs the programme: its administrators add, change and close agencies.")
    )
    closed_on = models.DateField(null=True, blank=True, help_text=_("No longer a partner from this day."))

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name_en"]
