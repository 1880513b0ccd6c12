"""What the measures gave, for one reader or for everybody: small counts were left out before a row is stored."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.choices import WhyHidden
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency


class FigureRun(Record):
    """All measures counted once for one agency, or with no agency for all partners, over the same months."""

    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=_("Whose own figures they are; empty: figures that anybody may read."),
    )
    first_on = models.DateField()
    last_on = models.DateField()
    facts_until = models.DateField(help_text=_("Facts after this day were not looked at."))
    measures = ArrayField(
        models.CharField(max_length=60), help_text=_("Which measures were counted, each with its version.")
    )
    engine = models.CharField(max_length=12)
    counted_at = models.DateTimeField()
    hidden_below = models.PositiveSmallIntegerField(help_text=_("Smaller counts are left out."))
    rounded_to = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("run of the measures")
        verbose_name_plural = _("runs of the measures")
        ordering = ["-last_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "last_on"], nulls_distinct=False, name="figures_counted_once"
            ),
            models.CheckConstraint(condition=Q(last_on__gt=models.F("first_on")), name="figures_over_months"),
        ]

    def __str__(self) -> str:
        return f"{self.first_on} {self.last_on}"


class FigureValue(Record):
    """One value of a measure as it may be read. `first_on` is the first day of its month, or of the whole time."""

    run = models.ForeignKey(FigureRun, on_delete=models.CASCADE, related_name="values")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    measure = models.CharField(max_length=48)
    version = models.PositiveSmallIntegerField()
    first_on = models.DateField()
    force = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=9, blank=True)
    agency_code = models.CharField(max_length=60, blank=True)
    group = models.CharField(max_length=80, blank=True)
    count = models.BigIntegerField(null=True)
    out_of = models.BigIntegerField(null=True)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    hidden = models.CharField(max_length=8, choices=WhyHidden.choices, blank=True)

    class Meta:
        verbose_name = _("value of a measure")
        verbose_name_plural = _("values of measures")
        ordering = ["measure", "first_on", "force", "area", "agency_code", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "measure", "version", "force", "area", "agency_code", "group", "first_on"],
                name="figure_value_once",
            ),
            models.CheckConstraint(
                condition=Q(hidden="") | Q(count=None, value=None, low=None, high=None),
                name="figure_hidden_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}.{self.version} {self.first_on}"
