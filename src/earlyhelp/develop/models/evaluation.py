"""A group of training, when it is asked, and what was answered. Nothing here says who answered."""

from datetime import date
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.evaluation import Wave
from earlyhelp.develop.rules.rounds import Window
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner


class EvaluatedGroup(Record):
    """People who were trained together and are asked before and after. Who they are is not kept, only how many."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    course_code = models.CharField(max_length=40, blank=True, help_text=_("The course, where it has a code."))
    trained_on = models.DateField()
    people = models.PositiveSmallIntegerField(help_text=_("How many people are trained."))
    teams = ArrayField(models.UUIDField(), help_text=_("The teams whose people are trained."))
    instrument = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("evaluated group of training")
        verbose_name_plural = _("evaluated groups of training")
        ordering = ["-trained_on", "name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(people__gte=10), name="group_of_ten_or_more"),
            models.CheckConstraint(condition=models.Q(teams__len__gte=1), name="group_of_some_team"),
        ]

    def __str__(self) -> str:
        return self.name


class QuestionnaireRound(Record):
    """One asking of a group. Its private link is worked out from its key, and kept nowhere."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(EvaluatedGroup, on_delete=models.PROTECT, related_name="rounds")
    wave = models.CharField(max_length=4, choices=Wave.choices)
    opens_on = models.DateField()
    closes_on = models.DateField(help_text=_("The last day on which anybody can answer."))
    told_at = models.DateTimeField(null=True, blank=True, help_text=_("When everybody was told of it."))

    class Meta:
        verbose_name = _("asking of a group")
        verbose_name_plural = _("askings of groups")
        ordering = ["opens_on", "closes_on"]
        constraints = [
            models.UniqueConstraint(fields=["group", "wave"], name="group_asked_once"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="asking_in_order"
            ),
            models.CheckConstraint(condition=models.Q(wave__in=Wave.values), name="asking_wave"),
        ]

    def __str__(self) -> str:
        return f"{self.wave} {self.opens_on}"

    def is_open(self, *, today: date) -> bool:
        """Whether it can be answered today."""
        return Window(self.opens_on, self.closes_on).holds(today)


class AnswerSheet(Record):
    """One person's answers at one asking. The key is drawn by lot, since the keys of other tables tell the time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(QuestionnaireRound, on_delete=models.PROTECT, related_name="sheets")
    person_code = models.CharField(
        max_length=64, help_text=_("A keyed hash of what the person made up. It tells nobody who they are.")
    )
    answers = models.JSONField(help_text=_("The answer to each item; empty where there is none."))
    answered_on = models.DateField(help_text=_("The day only: a time could be held against a rota."))

    class Meta:
        verbose_name = _("sheet of answers")
        verbose_name_plural = _("sheets of answers")
        ordering = ["person_code"]
        constraints = [models.UniqueConstraint(fields=["round", "person_code"], name="sheet_once")]

    def __str__(self) -> str:
        return str(self.answered_on)
