"""Figures as they may be read: what would point at somebody was left out before anything is stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.choices import Dimension, Measure
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, PlacesEdition


class FairnessRelease(Record):
    """One agency's figures of fairness of one half-year: counted once, and never again."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    known_on = models.DateField(help_text=_("What became known after this day is not in it."))
    counted_at = models.DateTimeField()
    hidden_below = models.PositiveSmallIntegerField(help_text=_("Smaller counts are left out."))
    rounded_to = models.PositiveSmallIntegerField()
    index = models.ForeignKey(
        PlacesEdition,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
        help_text=_("By which index of deprivation; empty when none was there."),
    )
    postcodes = models.ForeignKey(
        PlacesEdition,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
        help_text=_("By which list of postcodes; empty when none was there."),
    )

    class Meta:
        verbose_name = _("release of figures of fairness")
        verbose_name_plural = _("releases of figures of fairness")
        ordering = ["-first_on"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "first_on"], name="fairness_counted_once"),
            models.CheckConstraint(
                condition=models.Q(known_on__gte=models.F("last_on"), last_on__gt=models.F("first_on")),
                name="fairness_counted_afterwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_on} {self.last_on}"


class FairnessFigure(Record):
    """One count of a release, rounded; empty where it is left out. No row holds a small count."""

    release = models.ForeignKey(FairnessRelease, on_delete=models.PROTECT, related_name="figures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField(help_text=_("Its place in the release, from 0."))
    measure = models.CharField(max_length=12, choices=Measure.choices)
    dimension = models.CharField(max_length=12, choices=Dimension.choices)
    group = models.CharField(max_length=12, blank=True, help_text=_("Empty where it is not recorded."))
    column = models.CharField(max_length=16)
    shown = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("figure of fairness")
        verbose_name_plural = _("figures of fairness")
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "position"], name="fairness_figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.dimension} {self.group} {self.column}"
