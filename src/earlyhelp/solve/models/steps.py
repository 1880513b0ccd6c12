"""Steps up to a statutory team and down from one: who is asked for what, about whom, and everything that was said.

A step belongs to the council in which both sides work, and its id is the record key of its rows.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner, Team
from earlyhelp.solve.choices.steps import FamilyKnows, StepDirection, StepMove, StepState, StepTo
from earlyhelp.solve.models.episodes import Action, Episode
from earlyhelp.understand.models import Person


class StatutoryStep(Record):
    """A question to the other side to take a family on. Of a step down, `episode` is the one that it opened."""

    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, null=True, blank=True, related_name="steps"
    )
    direction = models.CharField(max_length=4, choices=StepDirection.choices)
    to = models.CharField(max_length=20, choices=StepTo.choices)
    asked_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    family_knows = models.CharField(max_length=10, choices=FamilyKnows.choices)
    last_met_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reply_due_at = models.DateTimeField()
    late_told_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When both sides were told that the answer is late.")
    )
    state = models.CharField(max_length=12, choices=StepState.choices, default=StepState.ASKED)
    state_at = models.DateTimeField()

    class Meta:
        verbose_name = _("step up or down")
        verbose_name_plural = _("steps up or down")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(direction=StepDirection.DOWN, to=StepTo.EARLY_HELP)
                | (
                    models.Q(direction=StepDirection.UP, episode__isnull=False)
                    & ~models.Q(to=StepTo.EARLY_HELP)
                ),
                name="step_goes_one_way",
            ),
            models.CheckConstraint(
                condition=models.Q(to=StepTo.CHILD_PROTECTION) | models.Q(family_knows=FamilyKnows.AGREES),
                name="step_with_consent_unless_to_protect",
            ),
            models.UniqueConstraint(
                fields=["episode"],
                condition=models.Q(direction=StepDirection.UP, state__in=["asked", "more_needed"]),
                name="one_open_step_up",
            ),
        ]
        indexes = [models.Index(fields=["asked_team", "state", "reply_due_at"], name="step_to_answer")]

    def __str__(self) -> str:
        return self.reference


class StepPerson(Record):
    """Somebody whom a step is about."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(StatutoryStep, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    called = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("person in a step up or down")
        verbose_name_plural = _("people in steps up or down")
        constraints = [models.UniqueConstraint(fields=["step", "person"], name="step_person_once")]

    def __str__(self) -> str:
        return str(self.person_id)


class StepAction(Record):
    """An action that is carried over: as it stood when the other side was asked."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(StatutoryStep, on_delete=models.PROTECT, related_name="actions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=500)
    who = models.CharField(max_length=200)
    due_on = models.DateField()

    class Meta:
        verbose_name = _("action carried over")
        verbose_name_plural = _("actions carried over")
        ordering = ["due_on"]

    def __str__(self) -> str:
        return self.text


class StepWord(Record):
    """What one side said to the other about a step. Rows are added, never rewritten."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(StatutoryStep, on_delete=models.PROTECT, related_name="words")
    move = models.CharField(max_length=10, choices=StepMove.choices)
    words = models.TextField(blank=True)
    said_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("word about a step up or down")
        verbose_name_plural = _("words about steps up or down")
        ordering = ["said_at"]

    def __str__(self) -> str:
        return self.get_move_display()
