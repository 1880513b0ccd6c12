"""Needs that no service met: for those who buy services. Holds no person, no report and no hour."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Area
from earlyhelp.signpost.choices.directory import NeedLevel
from earlyhelp.signpost.choices.finding import AgeGroup, WhyUnmet


class UnmetNeed(Record):
    """Somebody was looked for, and nothing suited. `once` is a keyed digest: the same search counts once a day."""

    once = models.CharField(max_length=32, unique=True)
    needs = ArrayField(models.CharField(max_length=30))
    age_group = models.CharField(max_length=5, choices=AgeGroup.choices, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="unmet_needs")
    language = models.CharField(max_length=3, blank=True)
    level = models.CharField(max_length=20, choices=NeedLevel.choices, blank=True)
    why = models.CharField(max_length=20, choices=WhyUnmet.choices)
    noted_on = models.DateField()

    class Meta:
        verbose_name = _("unmet need")
        verbose_name_plural = _("unmet needs")
        ordering = ["noted_on", "id"]
        indexes = [models.Index(fields=["noted_on", "area"], name="unmet_need_when_where")]
        constraints = [
            models.CheckConstraint(condition=models.Q(why__in=WhyUnmet.values), name="unmet_why_known"),
            models.CheckConstraint(
                condition=models.Q(age_group__in=["", *AgeGroup.values]), name="unmet_age_group_known"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=["", *NeedLevel.values]), name="unmet_level_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_why_display()
