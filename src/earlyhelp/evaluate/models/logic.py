"""A logic model: what is done, what it should change, how that is measured, from where and how far. Never rewritten."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.choices import Term
from earlyhelp.kit.models import Record, new_id
from earlyhelp.partnership.models import Agency, Bilingual, Practitioner


class LogicModel(Record, Bilingual):
    """One version of an agency's logic model. A change is the next version; the old one stays as it was."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(default=new_id, help_text=_("The same for all versions of one logic model."))
    version = models.PositiveSmallIntegerField()
    done_en = models.TextField()
    done_cy = models.TextField()
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("logic model")
        verbose_name_plural = _("logic models")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="logic_model_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="logic_model_version_from_one"),
        ]

    @property
    def done(self) -> str:
        """What is done, in the language of the page."""
        return self.done_cy if (get_language() or "en").startswith("cy") else self.done_en


class Outcome(Record, Bilingual):
    """What should change for people, in one version of a logic model."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    model = models.ForeignKey(LogicModel, on_delete=models.PROTECT, related_name="outcomes")
    position = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=8, choices=Term.choices)

    class Meta:
        verbose_name = _("outcome of a logic model")
        verbose_name_plural = _("outcomes of logic models")
        ordering = ["model", "position"]
        constraints = [models.UniqueConstraint(fields=["model", "position"], name="logic_outcome_once")]


class Indicator(Record, Bilingual):
    """How an outcome is seen: a measure in a place, what it was to begin with, what it should become, and by when."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=48)
    measure_version = models.PositiveSmallIntegerField()
    force = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=9, blank=True)
    baseline = models.FloatField()
    baseline_on = models.DateField()
    target = models.FloatField()
    target_on = models.DateField()
    owner_en = models.CharField(max_length=120)
    owner_cy = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["outcome", "position"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "position"], name="logic_indicator_once"),
            models.CheckConstraint(
                condition=Q(target_on__gt=models.F("baseline_on")), name="indicator_target_after_baseline"
            ),
        ]

    @property
    def owner(self) -> str:
        """The post that answers for it, in the language of the page."""
        return self.owner_cy if (get_language() or "en").startswith("cy") else self.owner_en
