"""Local authority areas, and the open data by which a postcode says in which fifth of Wales its small area is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices.places import PlacesKind
from earlyhelp.partnership.models.names import Bilingual


class Area(Bilingual):
    """A local authority area, by its national code (W06…)."""

    code = models.CharField(max_length=9, primary_key=True)
    population = models.PositiveIntegerField(help_text=_("People, mid-2020 estimate."))

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["name_en"]


class PlacesEdition(Record):
    """Open data on places as they were loaded once: which, of when, and how many rows. The newest of a kind counts."""

    kind = models.CharField(max_length=9, choices=PlacesKind.choices)
    edition_on = models.DateField(
        help_text=_("Of which edition they are: the day it came out, or the first of its month.")
    )
    is_synthetic = models.BooleanField(default=False, help_text=_("Made up for a demonstration."))
    rows = models.PositiveIntegerField(help_text=_("How many rows were taken."))
    refused = models.PositiveIntegerField(default=0, help_text=_("How many rows were wrong."))
    digest = models.CharField(
        max_length=64, help_text=_("SHA-256 of the rows: the same again changes nothing.")
    )
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("edition of data on places")
        verbose_name_plural = _("editions of data on places")
        ordering = ["-loaded_at"]
        constraints = [models.CheckConstraint(condition=models.Q(rows__gt=0), name="places_hold_rows")]

    def __str__(self) -> str:
        return f"{self.kind} {self.edition_on}"


class SmallArea(models.Model):
    """A small area of Wales (LSOA) and its fifth in the Welsh Index of Multiple Deprivation."""

    code = models.CharField(max_length=9, primary_key=True)
    fifth = models.PositiveSmallIntegerField(
        help_text=_("1 for the most deprived fifth of Wales, 5 for the least.")
    )
    edition = models.ForeignKey(PlacesEdition, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("small area")
        verbose_name_plural = _("small areas")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fifth__gte=1, fifth__lte=5), name="small_area_in_a_fifth"
            )
        ]

    def __str__(self) -> str:
        return self.code


class Postcode(models.Model):
    """A Welsh postcode, in use or not any more, and the small area in which it lies."""

    code = models.CharField(max_length=8, primary_key=True)
    small_area = models.CharField(
        max_length=9, help_text=_("The code of its small area, which the index may not know.")
    )
    edition = models.ForeignKey(PlacesEdition, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
