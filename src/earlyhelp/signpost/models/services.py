"""Help that can be offered: the row that search and matching read. Holds no person."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.signpost.choices import (
    Language,
    NeedLevel,
    ReferralRoute,
    ServedGroup,
    ServiceStatus,
    WelshProvision,
)
from earlyhelp.signpost.models.bilingual import in_reader_language
from earlyhelp.signpost.models.organisations import Organisation
from earlyhelp.signpost.rules.directory import PLACELESS_NEEDS

WELSH_OFFERED = [WelshProvision.FULL, WelshProvision.PART, WelshProvision.ON_REQUEST]


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

    `needs`, `levels`, `groups`, `min_age`, `max_age`, `area_codes` are the widest reach of its rows of
    `EligibilityRule`, so that a search asks one table. The place (`place_…`, `latitude`, `longitude`, the first of
    its locations) of a refuge or a domestic abuse service is never stored; `is_placeless` is PostgreSQL's own answer
    to which those are, and keeps `ServiceAtLocation` from joining one to a place.
    `source`, `oruk_id` (their id), `fetched_at` and `content_hash` (SHA-256) say where the row came from; `seen_at`
    and `missing_since` when the source last held it, and since when it does not. `private_note` is for stewards only.
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
    referral_routes = ArrayField(
        models.CharField(max_length=20, choices=ReferralRoute.choices), default=list, blank=True
    )
    levels = ArrayField(models.CharField(max_length=20, choices=NeedLevel.choices), default=list, blank=True)
    groups = ArrayField(
        models.CharField(max_length=20, choices=ServedGroup.choices), default=list, blank=True
    )
    waiting_days = models.PositiveSmallIntegerField(null=True, blank=True)
    waiting_confirmed_on = models.DateField(null=True, blank=True)
    alert_en = models.TextField(blank=True)
    alert_cy = models.TextField(blank=True)
    accreditations_en = models.TextField(blank=True)
    accreditations_cy = models.TextField(blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_refuge = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=ServiceStatus.choices)
    assured_on = models.DateField(null=True, blank=True)
    assured_by = models.CharField(max_length=250, blank=True)
    assurer_email = models.EmailField(blank=True)
    closed_to_referrals_on = models.DateField(null=True, blank=True)
    private_note = models.TextField(blank=True)
    loaded_at = models.DateTimeField()
    modified_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)
    is_placeless = models.GeneratedField(
        expression=models.ExpressionWrapper(
            models.Q(is_refuge=True) | models.Q(needs__overlap=PLACELESS_NEEDS),
            output_field=models.BooleanField(),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    words = models.GeneratedField(
        expression=SearchVector("name_en", "name_cy", "description_en", "description_cy", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = models.Manager.from_queryset(Services)()

    if TYPE_CHECKING:
        organisation_id: UUID

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["name_en"]
        indexes = [
            GinIndex(fields=["needs"], name="service_needs"),
            GinIndex(fields=["area_codes"], name="service_areas"),
            GinIndex(fields=["words"], name="service_words"),
            models.Index(fields=["latitude", "longitude"], name="service_where"),
            models.Index(fields=["modified_at", "id"], name="service_modified"),
        ]
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
                condition=models.Q(levels__contained_by=NeedLevel.values)
                & models.Q(groups__contained_by=ServedGroup.values)
                & models.Q(referral_routes__contained_by=ReferralRoute.values),
                name="service_codes_known",
            ),
            models.UniqueConstraint(fields=["id", "is_placeless"], name="service_and_placeless"),
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

    @property
    def alert(self) -> str:
        """What to know at once, such as a closure, in the language of the page."""
        return in_reader_language(self.alert_en, self.alert_cy)

    @property
    def accreditations(self) -> str:
        """Standards that the service has been checked against, in the language of the page."""
        return in_reader_language(self.accreditations_en, self.accreditations_cy)
