"""People of one agency who share work."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.models.agencies import Agency
from earlyhelp.partnership.models.names import Bilingual
from earlyhelp.partnership.models.places import Area


class Team(Record, Bilingual):
    """People of one agency who share work. Telephone numbers are for practitioners and the public alike."""

    code = models.SlugField(max_length=60, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    kind = models.CharField(max_length=20, choices=TeamKind.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="teams")
    telephone = models.CharField(max_length=30, blank=True)
    out_of_hours_telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    closed_on = models.DateField(null=True, blank=True, help_text=_("No longer a team from this day."))

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                condition=models.Q(kind=TeamKind.FRONT_DOOR, closed_on=None),
                name="one_front_door_per_area",
            )
        ]
