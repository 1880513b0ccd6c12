"""A council's own rules of its front door, by version, and where a practitioner said otherwise. All of it stays."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need, Track
from earlyhelp.identify.models import Notification
from earlyhelp.kit.models import Record
from earlyhelp.kit.working_days import CUT_OFF, OPENS
from earlyhelp.partnership.models import Agency, Area, Practitioner, Team
from earlyhelp.solve.choices.standards import Condition, LimitUnit, RouteHours, ThresholdLevel
from earlyhelp.solve.models.triage import Decision
from earlyhelp.solve.rules.clocks import limit_words


def _windows() -> list[int]:
    return [30, 90, 180, 365]


def _amount(default: int) -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(default=default)


def _unit() -> "models.CharField[str, str]":
    return models.CharField(max_length=5, choices=LimitUnit.choices, default=LimitUnit.DAYS)


class TriageStandard(Record):
    """One version of a council's settings: clocks by grade, cut-off, who is there at night, the published rule."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    from_on = models.DateField(help_text=_("What arrives from this day on is held to it."))
    opens = models.TimeField(default=OPENS)
    cut_off = models.TimeField(
        default=CUT_OFF, help_text=_("What is sent later counts from the next working day.")
    )
    out_of_hours_team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    red_within, red_unit = _amount(1), _unit()
    amber_within, amber_unit = _amount(1), _unit()
    green_within, green_unit = _amount(1), _unit()
    acknowledge_days = _amount(1)
    chase_days = _amount(7)
    review_days = _amount(5)
    pattern_count = _amount(3)
    pattern_days = _amount(90)
    research_red = models.BooleanField(default=True)
    research_amber = models.BooleanField(default=True)
    repeat_windows = ArrayField(models.PositiveSmallIntegerField(), default=_windows)
    why = models.CharField(max_length=500, help_text=_("What this version changes, and why."))
    added_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("triage standard")
        verbose_name_plural = _("triage standards")
        ordering = ["agency", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "version"], name="standard_version_once"),
            models.UniqueConstraint(fields=["agency", "from_on"], name="standard_from_once"),
            models.CheckConstraint(
                condition=models.Q(cut_off__gt=models.F("opens")), name="standard_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=models.Q(red_unit__in=LimitUnit.values)
                & models.Q(amber_unit__in=LimitUnit.values)
                & models.Q(green_unit__in=LimitUnit.values),
                name="standard_units_are_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)

    @property
    def red_words(self) -> str:
        """How long there is to decide what is red."""
        return limit_words(self.red_within, self.red_unit)

    @property
    def amber_words(self) -> str:
        """How long there is to decide what is amber."""
        return limit_words(self.amber_within, self.amber_unit)

    @property
    def green_words(self) -> str:
        """How long there is to decide what is green."""
        return limit_words(self.green_within, self.green_unit)


class Threshold(Record):
    """One level of a council's published threshold document, and what of it the service can see."""

    standard = models.ForeignKey(TriageStandard, on_delete=models.PROTECT, related_name="thresholds")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=ThresholdLevel.choices)
    name_en = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200)
    words_en = models.TextField()
    words_cy = models.TextField()
    conditions = ArrayField(
        models.CharField(max_length=20, choices=Condition.choices), default=list, blank=True
    )

    class Meta:
        verbose_name = _("threshold")
        verbose_name_plural = _("thresholds")
        ordering = ["standard", "level"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "level"], name="threshold_level_once"),
            models.CheckConstraint(
                condition=models.Q(level__in=ThresholdLevel.values), name="threshold_level_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the level is called, in the language of the page."""
        return self.name_cy if (get_language() or "en").startswith("cy") else self.name_en

    @property
    def condition_words(self) -> list[str]:
        """What of it the service can see, in words."""
        return [str(Condition(one).label) for one in self.conditions]

    @property
    def words(self) -> str:
        """What the document says of it, in the language of the page."""
        return self.words_cy if (get_language() or "en").startswith("cy") else self.words_en


class Route(Record):
    """One line of the table that says which team takes what. Moved or ended, it stays, and a new row follows."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    line = models.UUIDField(db_index=True, help_text=_("The same for every row that this line has had."))
    position = models.PositiveSmallIntegerField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    track = models.CharField(max_length=20, choices=Track.choices, blank=True)
    need = models.CharField(max_length=20, choices=Need.choices, blank=True)
    hours = models.CharField(max_length=7, choices=RouteHours.choices, default=RouteHours.ANY)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")
        ordering = ["agency", "position", "from_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "position"], condition=models.Q(until_at=None), name="route_position_once"
            ),
            models.UniqueConstraint(
                fields=["line"], condition=models.Q(until_at=None), name="route_line_once"
            ),
            models.CheckConstraint(
                condition=models.Q(hours__in=RouteHours.values), name="route_hours_are_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.position)


class LevelJudgement(Record):
    """A practitioner said that a notification meets another level than the thresholds found, and why."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="level_judgements")
    level = models.PositiveSmallIntegerField(choices=ThresholdLevel.choices)
    rationale = models.TextField()
    judged_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        verbose_name = _("judgement of a level")
        verbose_name_plural = _("judgements of levels")
        ordering = ["-judged_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=ThresholdLevel.values), name="judged_level_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(rationale=""), name="judgement_has_rationale"),
        ]

    def __str__(self) -> str:
        return str(self.get_level_display())


class SecondLook(Record):
    """A practitioner looked at the last decision again because of a later notification, and it still holds."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="second_looks")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="second_looks")
    reason = models.TextField()
    kept_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("second look")
        verbose_name_plural = _("second looks")
        ordering = ["-kept_at"]
        constraints = [
            models.UniqueConstraint(fields=["notification", "decision"], name="second_look_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="second_look_has_reason"),
        ]

    def __str__(self) -> str:
        return str(self.decision_id)
