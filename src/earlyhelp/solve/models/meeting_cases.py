"""A case of a meeting: what the meeting is told, what each agency says, what is decided, and who does what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.models import Notification
from earlyhelp.kit.codelists import CodeField
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner, Team
from earlyhelp.solve.choices import Reason
from earlyhelp.solve.choices.lists import DECISION_REASONS
from earlyhelp.solve.choices.meetings import CaseState, Certainty, MeetingKind, MeetingOutcome, Reviewed
from earlyhelp.solve.models.episodes import Action, Episode
from earlyhelp.solve.models.meetings import Meeting
from earlyhelp.solve.models.triage import Decision

_LIVE = [CaseState.WAITING, CaseState.ON_AGENDA, CaseState.OPEN]


class MeetingCase(Record):
    """One case: on an agenda, or waiting for a meeting. What other agencies see of it is written here, no more."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=MeetingKind.choices)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    position = models.PositiveSmallIntegerField(default=0)
    notification = models.ForeignKey(
        Notification, on_delete=models.PROTECT, null=True, blank=True, related_name="meeting_cases"
    )
    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, null=True, blank=True, related_name="meeting_cases"
    )
    reference = models.CharField(max_length=20, help_text=_("Of the notification or the episode."))
    people = models.TextField(blank=True, help_text=_("Who it is about, as the meeting is told."))
    strengths = models.TextField(blank=True)
    known = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.WAITING)
    state_at = models.DateTimeField()
    state_why = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    used_seconds = models.PositiveIntegerField(default=0)
    version = models.PositiveSmallIntegerField(default=0, help_text=_("Of what the meeting is told."))
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next"
    )
    added_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("case of a meeting")
        verbose_name_plural = _("cases of meetings")
        ordering = ["position", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(notification__isnull=False, episode=None)
                | Q(notification=None, episode__isnull=False),
                name="meeting_case_about_one",
            ),
            models.CheckConstraint(
                condition=Q(meeting=None, state__in=[CaseState.WAITING, CaseState.REMOVED])
                | (Q(meeting__isnull=False) & ~Q(state=CaseState.WAITING)),
                name="meeting_case_waits_or_is_on",
            ),
            models.UniqueConstraint(
                fields=["notification"], condition=Q(state__in=_LIVE), name="notification_on_one_agenda"
            ),
            models.UniqueConstraint(
                fields=["episode", "kind"], condition=Q(state__in=_LIVE), name="episode_on_one_agenda"
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state=CaseState.OPEN), name="one_case_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["agency", "kind", "state"], name="meeting_case_waiting")]

    def __str__(self) -> str:
        return self.reference

    @property
    def about(self) -> str:
        """What it is about: `notification` or `episode`."""
        return "notification" if self.notification_id else "episode"


class CaseWithholding(Record):
    """A case that one agency at the meeting does not see, and why. Only the agency that holds the meeting sees this."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(MeetingCase, on_delete=models.PROTECT, related_name="withholdings")
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    withheld_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    withheld_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("withholding of a case")
        verbose_name_plural = _("withholdings of cases")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "from_agency"], condition=Q(ended_at=None), name="withheld_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class MeetingInput(Record):
    """What an agency says about a case, before the meeting or in it. Added, never rewritten."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(MeetingCase, on_delete=models.PROTECT, related_name="inputs")
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    certainty = models.CharField(max_length=10, choices=Certainty.choices)
    text = models.TextField()
    in_meeting = models.BooleanField()
    written_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("what an agency says at a meeting")
        verbose_name_plural = _("what agencies say at meetings")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return str(self.written_at)


class MeetingDecision(Record):
    """What a meeting decided on a case. A later one in the same meeting supersedes it; none is overwritten."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(MeetingCase, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20, choices=MeetingOutcome.choices)
    reason = CodeField(
        max_length=30, choices=Reason.choices, blank=True, code_list=DECISION_REASONS, since="decided_at"
    )
    rationale = models.TextField()
    met_by = models.CharField(max_length=200, blank=True)
    agreed = ArrayField(models.UUIDField(), default=list, help_text=_("The agencies that agreed."))
    triage = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="meeting_decisions"
    )
    decided_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision of a meeting")
        verbose_name_plural = _("decisions of meetings")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="meeting_decision_once")]

    def __str__(self) -> str:
        return self.get_outcome_display()


class MeetingDissent(Record):
    """An agency does not agree, in its own words."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(MeetingCase, on_delete=models.PROTECT, related_name="dissents")
    decision = models.ForeignKey(MeetingDecision, on_delete=models.PROTECT, related_name="dissents")
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    written_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("dissent from a decision of a meeting")
        verbose_name_plural = _("dissents from decisions of meetings")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return str(self.written_at)


class MeetingAction(Record):
    """An action that somebody took on at a meeting, and for which case."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="meeting_actions")
    case = models.ForeignKey(MeetingCase, on_delete=models.PROTECT, related_name="case_actions")
    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="meeting_action")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("action from a meeting")
        verbose_name_plural = _("actions from meetings")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return str(self.action_id)


class ActionReview(Record):
    """What the next meeting says of an action: done, no longer needed, or carried over to another date."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="reviews")
    meeting_action = models.ForeignKey(MeetingAction, on_delete=models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=10, choices=Reviewed.choices)
    words = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text=_("The new date, when it is carried over."))
    reviewed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("review of an action at a meeting")
        verbose_name_plural = _("reviews of actions at meetings")
        ordering = ["reviewed_at"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "meeting_action"], name="action_reviewed_once"),
            models.CheckConstraint(
                condition=~Q(outcome=Reviewed.CARRIED) | Q(due_on__isnull=False), name="carried_to_a_date"
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
