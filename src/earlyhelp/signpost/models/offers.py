"""What belongs to a service: when, for whom, at what cost, in which language, how much room there is."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.signpost.choices import CapacityUnit, Frequency, NeedLevel, ServedGroup
from earlyhelp.signpost.models.bilingual import in_reader_language
from earlyhelp.signpost.models.locations import ServiceAtLocation
from earlyhelp.signpost.models.services import Service


class Schedule(Record):
    """When a service is open, as in iCalendar; with `at`, only at that location. `byday` is such as MO,TU."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="schedules")
    at = models.ForeignKey(
        ServiceAtLocation, on_delete=models.CASCADE, null=True, blank=True, related_name="schedules"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    dtstart = models.DateField(null=True, blank=True)
    freq = models.CharField(max_length=10, choices=Frequency.choices, blank=True)
    interval = models.PositiveSmallIntegerField(null=True, blank=True)
    byday = models.CharField(max_length=60, blank=True)
    bymonthday = models.CharField(max_length=60, blank=True)
    description_en = models.TextField(blank=True)
    description_cy = models.TextField(blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    schedule_link = models.URLField(max_length=500, blank=True)
    attending_type = models.CharField(max_length=60, blank=True)
    notes_en = models.TextField(blank=True)
    notes_cy = models.TextField(blank=True)

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(freq__in=["", *Frequency.values]), name="schedule_freq_known"
            )
        ]

    def __str__(self) -> str:
        return in_reader_language(self.description_en, self.description_cy)


class EligibilityRule(Record):
    """One way into a service: everything that a row says must hold; a service takes whoever meets one of its rows.

    Empty lists and null ages ask for nothing. `groups` is filled only where a service is for those people.
    """

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="eligibility_rules")
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    area_codes = ArrayField(models.CharField(max_length=9), default=list, blank=True)
    needs = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    levels = ArrayField(models.CharField(max_length=20, choices=NeedLevel.choices), default=list, blank=True)
    groups = ArrayField(
        models.CharField(max_length=20, choices=ServedGroup.choices), default=list, blank=True
    )
    text_en = models.TextField(blank=True)
    text_cy = models.TextField(blank=True)

    class Meta:
        verbose_name = _("eligibility rule")
        verbose_name_plural = _("eligibility rules")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(min_age__lte=120, max_age__lte=120)
                & models.Q(min_age__lte=models.F("max_age")),
                name="eligibility_ages_possible",
            ),
            models.CheckConstraint(
                condition=models.Q(levels__contained_by=NeedLevel.values)
                & models.Q(groups__contained_by=ServedGroup.values),
                name="eligibility_codes_known",
            ),
        ]

    def __str__(self) -> str:
        return in_reader_language(self.text_en, self.text_cy)


class CostOption(Record):
    """What a service costs somebody. `amount` is in pounds; zero is free."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    option_en = models.CharField(max_length=250, blank=True)
    option_cy = models.CharField(max_length=250, blank=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    amount_description_en = models.CharField(max_length=250, blank=True)
    amount_description_cy = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = _("cost option")
        verbose_name_plural = _("cost options")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="cost_is_no_debt"),
        ]

    def __str__(self) -> str:
        return in_reader_language(self.option_en, self.option_cy)


class ServiceArea(Record):
    """Where a service works. `code` is the ONS code when it is known."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="service_areas")
    name_en = models.CharField(max_length=250, blank=True)
    name_cy = models.CharField(max_length=250, blank=True)
    code = models.CharField(max_length=9, blank=True)
    extent = models.TextField(blank=True)
    extent_type = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("service area")
        verbose_name_plural = _("service areas")
        ordering = ["id"]

    def __str__(self) -> str:
        return in_reader_language(self.name_en, self.name_cy)


class Funding(Record):
    """Who pays for a service."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="funding")
    funder_en = models.CharField(max_length=250)
    funder_cy = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = _("funding")
        verbose_name_plural = _("funding")
        ordering = ["id"]

    def __str__(self) -> str:
        return in_reader_language(self.funder_en, self.funder_cy)


class Capacity(Record):
    """How much room a service has, by unit, and the day on which it said so. `at` is None for all locations.

    A null number is not known; `free` of zero is full. `waiting` is how many wait; `keeps_list` false: nobody may.
    """

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="capacities")
    at = models.ForeignKey(
        ServiceAtLocation, on_delete=models.CASCADE, null=True, blank=True, related_name="capacities"
    )
    unit = models.CharField(max_length=20, choices=CapacityUnit.choices)
    total = models.PositiveIntegerField(null=True, blank=True)
    free = models.PositiveIntegerField(null=True, blank=True)
    waiting = models.PositiveIntegerField(null=True, blank=True)
    keeps_list = models.BooleanField(null=True, blank=True)
    note_en = models.TextField(blank=True)
    note_cy = models.TextField(blank=True)
    confirmed_on = models.DateField()

    class Meta:
        verbose_name = _("capacity")
        verbose_name_plural = _("capacities")
        ordering = ["unit", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__in=CapacityUnit.values), name="capacity_unit_known"
            ),
            models.CheckConstraint(
                condition=models.Q(free__lte=models.F("total")), name="capacity_free_within_total"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_unit_display())
