"""An organisation looks at itself: a self-assessment, its answers, and what it does because of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.maturity import ImprovementState, Step
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner


class SelfAssessment(Record):
    """How an organisation sees itself on one day. Its own staff read it, and nobody else."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(help_text=_("Which published wording was answered."))
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_shared = models.BooleanField(
        default=False,
        help_text=_("Whether partners of the programme see how many statements stand at each step."),
    )

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(finished_at=None), name="one_open_self_assessment"
            )
        ]

    def __str__(self) -> str:
        return str(self.begun_at.date())


class AssessmentAnswer(Record):
    """Which step fits one statement, and what shows it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="answers")
    statement = models.SlugField(max_length=40)
    step = models.PositiveSmallIntegerField(choices=Step.choices)
    evidence = models.TextField(blank=True, help_text=_("What shows it, in words."))
    said_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer of a self-assessment")
        verbose_name_plural = _("answers of a self-assessment")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "statement"], name="one_answer_for_a_statement")
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.step}"


class ImprovementAction(Record):
    """Something the organisation does because of a statement: what, who, and by when."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="improvements")
    statement = models.SlugField(max_length=40)
    text = models.CharField(max_length=400)
    owner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("improvement")
        verbose_name_plural = _("improvements")
        ordering = ["due_on", "made_at"]

    def __str__(self) -> str:
        return self.text


class ImprovementWord(Record):
    """How an improvement goes, said by somebody on a day. None is rewritten; the newest counts."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    improvement = models.ForeignKey(ImprovementAction, on_delete=models.CASCADE, related_name="words")
    state = models.CharField(max_length=8, choices=ImprovementState.choices)
    words = models.TextField(blank=True)
    said_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("word about an improvement")
        verbose_name_plural = _("words about improvements")
        ordering = ["-said_at", "-id"]

    def __str__(self) -> str:
        return self.state


class SharedMaturity(Record):
    """How many statements of a domain stand at each step, told to the programme by the organisation itself."""

    partner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    finished_on = models.DateField()
    version = models.PositiveSmallIntegerField()
    domain = models.SlugField(max_length=40)
    first = models.PositiveSmallIntegerField(help_text=_("Statements at the first step."))
    second = models.PositiveSmallIntegerField(help_text=_("Statements at the second step."))
    third = models.PositiveSmallIntegerField(help_text=_("Statements at the third step."))
    fourth = models.PositiveSmallIntegerField(help_text=_("Statements at the fourth step."))

    class Meta:
        verbose_name = _("shared result of a self-assessment")
        verbose_name_plural = _("shared results of self-assessments")
        ordering = ["-finished_on"]

    def __str__(self) -> str:
        return self.domain
