"""How staff are. These tables stand in a schema of their own, read by a role of its own: docs/adr/0023.

No column is a foreign key to anything outside: agencies, teams and practitioners are keys without a tie, so that no
query can join what is here with what is there. `develop.models` does not hand these classes on by name.
"""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.wellbeing import AggregateMeasure, ExposureKind, Item, Place
from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import TeamKind


class SurveyRound(Record):
    """A window in which the staff of one agency may answer. Rounds of an agency never overlap."""

    agency_key = models.UUIDField()
    instrument = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField(help_text=_("The last day on which it can be answered."))
    counted_on = models.DateField(
        null=True, help_text=_("When it was counted and the answers were deleted; empty before.")
    )

    class Meta:
        db_table = '"wellbeing"."surveyround"'
        verbose_name = _("survey round")
        verbose_name_plural = _("survey rounds")
        ordering = ["-opens_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gt=models.F("opens_on")), name="round_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens_on} {self.closes_on}"


class HandedLink(Record):
    """That somebody was handed a link to a round. Not whether they answered, and not which link it was."""

    round = models.ForeignKey(SurveyRound, on_delete=models.CASCADE, related_name="+")
    practitioner_key = models.UUIDField()

    class Meta:
        db_table = '"wellbeing"."handedlink"'
        verbose_name = _("handed link")
        verbose_name_plural = _("handed links")
        constraints = [
            models.UniqueConstraint(fields=["round", "practitioner_key"], name="link_handed_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SurveyAnswer(models.Model):
    """One set of answers, of nobody. The service can write a row and can never read one; counting deletes them."""

    # Not by time: a key that sorted would tell in which order people answered.
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(SurveyRound, on_delete=models.CASCADE, related_name="+")
    team_key = models.UUIDField(null=True, help_text=_("Empty where the team has fewer than ten people."))
    link_digest = models.CharField(
        max_length=64, unique=True, help_text=_("By which a link works only once; of whom is not known.")
    )
    energy = models.PositiveSmallIntegerField()
    sleep = models.PositiveSmallIntegerField()
    valued = models.PositiveSmallIntegerField()
    support = models.PositiveSmallIntegerField()
    satisfaction = models.PositiveSmallIntegerField()

    class Meta:
        db_table = '"wellbeing"."surveyanswer"'
        verbose_name = _("survey answer")
        verbose_name_plural = _("survey answers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    energy__range=(1, 5),
                    sleep__range=(1, 5),
                    valued__range=(1, 5),
                    support__range=(1, 5),
                    satisfaction__range=(1, 5),
                ),
                name="answers_are_one_to_five",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SurveyFigure(Record):
    """How many of a group answered, and how many answered well: ten people or more, rounded at random, once."""

    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="figures")
    agency_key = models.UUIDField()
    place = models.CharField(max_length=6, choices=Place.choices)
    team_key = models.UUIDField(null=True)
    item = models.CharField(max_length=12, choices=Item.choices)
    people = models.PositiveIntegerField(
        help_text=_("How many answered, rounded at random to a multiple of three.")
    )
    good = models.PositiveIntegerField(
        help_text=_("How many of them said most or all of the time, rounded in the same way.")
    )

    class Meta:
        db_table = '"wellbeing"."surveyfigure"'
        verbose_name = _("survey figure")
        verbose_name_plural = _("survey figures")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "place", "team_key", "item"],
                name="survey_figure_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(people__gte=9, good__lte=models.F("people")), name="survey_figure_of_many"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.item}"


class ExposureConsent(Record):
    """That a worker wants what they meet at work to be counted, for themselves. Taking it back deletes everything."""

    practitioner_key = models.UUIDField(unique=True)
    since_on = models.DateField()

    class Meta:
        db_table = '"wellbeing"."exposureconsent"'
        verbose_name = _("consent to count what I meet")
        verbose_name_plural = _("consents to count what I meet")

    def __str__(self) -> str:
        return str(self.pk)


class ExposureTick(Record):
    """One kind of event that a worker says they met on a day. Nobody but the worker can read it."""

    consent = models.ForeignKey(ExposureConsent, on_delete=models.CASCADE, related_name="ticks")
    practitioner_key = models.UUIDField()
    kind = models.CharField(max_length=20, choices=ExposureKind.choices)
    met_on = models.DateField()

    class Meta:
        db_table = '"wellbeing"."exposuretick"'
        verbose_name = _("what I met")
        verbose_name_plural = _("what I met")
        ordering = ["-met_on"]
        constraints = [
            models.UniqueConstraint(fields=["practitioner_key", "kind", "met_on"], name="met_once_a_day"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CheckInWish(Record):
    """That a worker lets the leads of their team offer a check-in. It says no more than that."""

    practitioner_key = models.UUIDField(unique=True)
    team_key = models.UUIDField()
    wished_on = models.DateField()
    offered_on = models.DateField(null=True, help_text=_("When a lead said that they offered one."))

    class Meta:
        db_table = '"wellbeing"."checkinwish"'
        verbose_name = _("wish for a check-in")
        verbose_name_plural = _("wishes for a check-in")
        ordering = ["wished_on"]

    def __str__(self) -> str:
        return str(self.pk)


class StaffAggregate(Record):
    """A month's sum over ten people or more, out of an agency's own systems."""

    agency_key = models.UUIDField()
    team_kind = models.CharField(
        max_length=20, choices=TeamKind.choices, blank=True, help_text=_("Empty for the whole agency.")
    )
    month_on = models.DateField(help_text=_("The first day of the month."))
    measure = models.CharField(max_length=16, choices=AggregateMeasure.choices)
    people = models.PositiveIntegerField(
        help_text=_("Over how many people the sum is; never fewer than ten.")
    )
    amount = models.PositiveIntegerField(help_text=_("Days, or people who said so."))

    class Meta:
        db_table = '"wellbeing"."staffaggregate"'
        verbose_name = _("sum over staff")
        verbose_name_plural = _("sums over staff")
        ordering = ["month_on", "team_kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency_key", "team_kind", "month_on", "measure"], name="sum_over_staff_once"
            ),
            models.CheckConstraint(condition=models.Q(people__gte=10), name="sum_over_ten_people"),
        ]

    def __str__(self) -> str:
        return f"{self.month_on} {self.measure}"
