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

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name_en"]
