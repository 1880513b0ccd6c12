"""Episodes of help: one stretch of early help with a family, who is in it, who works with them, and who does what.

An episode belongs to the council whose front door opened it. Its id is the record key of all that hangs on it: a
partner in the team around the family sees it while their part lasts, and no longer.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.models import Notification
from earlyhelp.kit.codelists import CodeField
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner, Team
from earlyhelp.solve.choices import ActionState, CloseReason, WorkerPart
from earlyhelp.solve.choices.lists import CLOSING_REASONS
from earlyhelp.solve.models.triage import Decision
from earlyhelp.understand.models import Person


class Episode(Record):
    """One stretch of early help with a family, from the decision to its close. Coming back is a new one."""

    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(
        Notification, on_delete=models.PROTECT, null=True, blank=True, related_name="episodes"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="episodes"
    )
    previous = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="next",
        help_text=_("The episode that this one goes on from."),
    )
    opened_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = CodeField(
        max_length=20, choices=CloseReason.choices, blank=True, code_list=CLOSING_REASONS, since="closed_at"
    )
    close_summary = models.TextField(blank=True, help_text=_("What changed."))
    family_view = models.TextField(blank=True, help_text=_("What the family said of the help when it ended."))
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("episode of help")
        verbose_name_plural = _("episodes of help")
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None, close_reason="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(close_reason="")),
                name="episode_closes_with_a_reason",
            )
        ]
        indexes = [models.Index(fields=["agency", "closed_at", "-opened_at"], name="episode_agency_open")]

    def __str__(self) -> str:
        return self.reference


class EpisodeMember(Record):
    """A person of the family whom an episode is about."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="episode_members")
    called = models.CharField(
        max_length=200, blank=True, help_text=_("What they are called among those who work with the family.")
    )
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("member of a family in an episode")
        verbose_name_plural = _("members of families in episodes")
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "person"], condition=models.Q(left_at=None), name="member_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class EpisodeWorker(Record):
    """A practitioner's part in an episode, from when to when. One lead at a time; the history is kept."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="workers")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="episode_parts")
    part = models.CharField(max_length=10, choices=WorkerPart.choices)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    until_why = models.CharField(max_length=300, blank=True, help_text=_("Why their part ended."))
    added_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300, blank=True, help_text=_("Why the lead changed."))

    class Meta:
        verbose_name = _("worker in an episode")
        verbose_name_plural = _("workers in episodes")
        ordering = ["from_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode"],
                condition=models.Q(part=WorkerPart.LEAD, until_at=None),
                name="one_lead_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["episode", "practitioner"],
                condition=models.Q(until_at=None),
                name="worker_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["practitioner", "until_at"], name="worker_caseload")]

    def __str__(self) -> str:
        return str(self.practitioner_id)


class Action(Record):
    """What somebody said they would do, by when, and what came of it. Of a plan, of a meeting, or of both.

    One of three owns it: a practitioner, a member of the family, or somebody named (a grandmother, a head teacher).
    `record_id` is the key of the episode or the meeting whose parties see it.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    record_id = models.UUIDField(db_index=True)
    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    goal = models.ForeignKey(
        "solve.Goal", on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    text = models.CharField(max_length=500)
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    somebody = models.CharField(
        max_length=200, blank=True, help_text=_("Who does it, if they have no account.")
    )
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=ActionState.choices, default=ActionState.NOT_STARTED)
    state_at = models.DateTimeField()
    came_of_it = models.CharField(max_length=500, blank=True)
    added_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["due_on", "added_at"]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(practitioner__isnull=False, person=None, somebody=""))
                | (models.Q(practitioner=None, person__isnull=False, somebody=""))
                | (models.Q(practitioner=None, person=None) & ~models.Q(somebody="")),
                name="action_has_one_owner",
            )
        ]
        indexes = [models.Index(fields=["practitioner", "state", "due_on"], name="action_of_practitioner")]

    def __str__(self) -> str:
        return self.text
