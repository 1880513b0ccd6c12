"""The directory: who helps, with what, for whom and where. Holds no person."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency
from earlyhelp.signpost.choices import Language, ReferralRoute, ServiceStatus, WelshProvision
from earlyhelp.signpost.rules.directory import PLACELESS_NEEDS

WELSH_OFFERED = [WelshProvision.FULL, WelshProvision.PART, WelshProvision.ON_REQUEST]


def in_reader_language(en: str, cy: str) -> str:
    """The text in the language of the page; English where a directory has no Welsh for it."""
    return cy if cy and (get_language() or "en").startswith("cy") else en


class Organisation(Record):
    """Who runs services. With an `agency` it is a partner that receives referrals in the product."""

    oruk_id = models.UUIDField()
    source = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    name_cy = models.CharField(max_length=250, blank=True)
    description_en = models.TextField(blank=True)
    description_cy = models.TextField(blank=True)
    website = models.URLField(max_length=500, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_en"]
        constraints = [
            models.UniqueConstraint(fields=["source", "oruk_id"], name="organisation_once_per_source"),
            models.CheckConstraint(condition=~models.Q(name_en=""), name="organisation_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return in_reader_language(self.name_en, self.name_cy)

    @property
    def description(self) -> str:
        """The description in the language of the page."""
        return in_reader_language(self.description_en, self.description_cy)


class Services(models.QuerySet["Service"]):
    """The directory, narrowed."""

    def running(self) -> "Services":
        """Services that exist and have not closed, for good or for now."""
        return self.filter(status=ServiceStatus.ACTIVE)

    def with_organisation(self) -> "Services":
        """Fetch the organisation and its partner in the same statement."""
        return self.select_related("organisation__agency")

    def for_needs(self, needs: list[str]) -> "Services":
        """Services that help with at least one of these needs."""
        return self.filter(needs__overlap=needs)

    def for_area(self, area_code: str) -> "Services":
        """Services for this council area, or for the whole of Wales."""
        return self.filter(models.Q(area_codes=[]) | models.Q(area_codes__contains=[area_code]))

    def for_age(self, age: int) -> "Services":
        """Services that take somebody of this age in whole years."""
        youngest = models.Q(min_age=None) | models.Q(min_age__lte=age)
        oldest = models.Q(max_age=None) | models.Q(max_age__gte=age)
        return self.filter(youngest & oldest)

    def in_language(self, language: str) -> "Services":
        """Services that say they work in this language; for Welsh, whatever part they provide."""
        speaks = models.Q(languages__contains=[language])
        if language == Language.WELSH:
            speaks |= models.Q(welsh_provision__in=WELSH_OFFERED)
        if language == Language.ENGLISH:
            speaks |= models.Q(languages=[])
        return self.filter(speaks)


class Service(Record):
    """Help that can be offered. `area_codes` empty is the whole of Wales; ages are inclusive whole years.

    The place (`place_…`, `latitude`, `longitude`) of a refuge or a domestic abuse service is never stored.
    """

    oruk_id = models.UUIDField()
    source = models.CharField(max_length=250)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    name_en = models.CharField(max_length=250)
    name_cy = models.CharField(max_length=250, blank=True)
    description_en = models.TextField(blank=True)
    description_cy = models.TextField(blank=True)
    eligibility_en = models.TextField(blank=True)
    eligibility_cy = models.TextField(blank=True)
    cost_en = models.TextField(blank=True)
    cost_cy = models.TextField(blank=True)
    waiting_time_en = models.TextField(blank=True)
    waiting_time_cy = models.TextField(blank=True)
    opening_en = models.TextField(blank=True)
    opening_cy = models.TextField(blank=True)
    place_en = models.TextField(blank=True)
    place_cy = models.TextField(blank=True)
    needs = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    welsh_provision = models.CharField(
        max_length=20, choices=WelshProvision.choices, default=WelshProvision.NOT_STATED
    )
    area_codes = ArrayField(models.CharField(max_length=9), default=list, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    referral_route = models.CharField(max_length=20, choices=ReferralRoute.choices)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_refuge = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=ServiceStatus.choices)
    assured_on = models.DateField(null=True, blank=True)
    closed_to_referrals_on = models.DateField(null=True, blank=True)
    loaded_at = models.DateTimeField()

    objects = models.Manager.from_queryset(Services)()

    if TYPE_CHECKING:
        organisation_id: UUID

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["name_en"]
        indexes = [GinIndex(fields=["needs"], name="service_needs")]
        constraints = [
            models.UniqueConstraint(fields=["source", "oruk_id"], name="service_once_per_source"),
            models.CheckConstraint(condition=~models.Q(name_en=""), name="service_has_name"),
            models.CheckConstraint(
                condition=models.Q(status__in=ServiceStatus.values), name="service_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(referral_route__in=ReferralRoute.values), name="service_route_known"
            ),
            models.CheckConstraint(
                condition=models.Q(welsh_provision__in=WelshProvision.values), name="service_welsh_known"
            ),
            models.CheckConstraint(
                # A null age makes its comparison null, which a check lets pass: no limit.
                condition=models.Q(min_age__lte=120, max_age__lte=120)
                & models.Q(min_age__lte=models.F("max_age")),
                name="service_ages_possible",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(49, 61),
                    longitude__range=(-9, 2),
                )
                | models.Q(latitude=None, longitude=None),
                name="service_place_possible",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None, place_en="", place_cy="")
                | (models.Q(is_refuge=False) & ~models.Q(needs__overlap=PLACELESS_NEEDS)),
                name="service_place_safe",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return in_reader_language(self.name_en, self.name_cy)

    @property
    def description(self) -> str:
        """The description in the language of the page."""
        return in_reader_language(self.description_en, self.description_cy)

    @property
    def eligibility(self) -> str:
        """Who the service is for, in the language of the page."""
        return in_reader_language(self.eligibility_en, self.eligibility_cy)

    @property
    def cost(self) -> str:
        """What it costs, in the language of the page."""
        return in_reader_language(self.cost_en, self.cost_cy)

    @property
    def waiting_time(self) -> str:
        """How long people wait, in the language of the page."""
        return in_reader_language(self.waiting_time_en, self.waiting_time_cy)

    @property
    def opening(self) -> str:
        """When it is open, in the language of the page."""
        return in_reader_language(self.opening_en, self.opening_cy)

    @property
    def place(self) -> str:
        """Where it is, in the language of the page; empty where that must not be known."""
        return in_reader_language(self.place_en, self.place_cy)
