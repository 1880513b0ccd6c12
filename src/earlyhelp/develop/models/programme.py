"""The programme as all its partners read it: workstreams, milestones, risks, decisions, pledges, and how each goes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.programme import Degree, ItemState
from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import Language
from earlyhelp.partnership.models import Agency, Bilingual, Practitioner


class Workstream(Record, Bilingual):
    """A part of the programme that one partner leads."""

    aim_en = models.TextField()
    aim_cy = models.TextField()
    led_by = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("workstream")
        verbose_name_plural = _("workstreams")
        ordering = ["opened_at"]


class Milestone(Record, Bilingual):
    """Something a workstream will have reached by a day. Moving the day is a word about it, and the first day stays."""

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="milestones")
    due_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on"]


class ProgrammeRisk(Record, Bilingual):
    """What could keep a workstream from its aim. About the programme, never about a person."""

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="risks")
    likelihood = models.PositiveSmallIntegerField(choices=Degree.choices)
    impact = models.PositiveSmallIntegerField(choices=Degree.choices)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("risk to the programme")
        verbose_name_plural = _("risks to the programme")
        ordering = ["-likelihood", "-impact", "made_at"]


class ProgrammeDecision(Record, Bilingual):
    """What was decided for a workstream, and why. None is rewritten."""

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="decisions")
    why_en = models.TextField()
    why_cy = models.TextField()
    decided_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("decision of the programme")
        verbose_name_plural = _("decisions of the programme")
        ordering = ["-decided_on"]

    @property
    def why(self) -> str:
        """Why, in the language of the page."""
        return self.why_cy if (get_language() or "en").startswith("cy") else self.why_en


class Pledge(Record, Bilingual):
    """What a partner promises the others to do by a day."""

    partner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["due_on"]


class ProgrammeWord(Record):
    """How a milestone, a risk or a pledge goes, said by somebody on a day. None is rewritten; the newest counts."""

    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, null=True, blank=True, related_name="words"
    )
    risk = models.ForeignKey(
        ProgrammeRisk, on_delete=models.PROTECT, null=True, blank=True, related_name="words"
    )
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, null=True, blank=True, related_name="words")
    state = models.CharField(max_length=8, choices=ItemState.choices)
    words = models.TextField()
    written_in = models.CharField(max_length=2, choices=Language.choices)
    due_on = models.DateField(null=True, blank=True, help_text=_("The day by which it is due from now on."))
    likelihood = models.PositiveSmallIntegerField(choices=Degree.choices, null=True, blank=True)
    impact = models.PositiveSmallIntegerField(choices=Degree.choices, null=True, blank=True)
    said_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("word about the programme")
        verbose_name_plural = _("words about the programme")
        ordering = ["-said_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(milestone__isnull=False, risk=None, pledge=None)
                    | Q(milestone=None, risk__isnull=False, pledge=None)
                    | Q(milestone=None, risk=None, pledge__isnull=False)
                ),
                name="programme_word_about_one",
            )
        ]

    def __str__(self) -> str:
        return self.state
