"""Where services are. Never where a refuge or a domestic abuse service is: the database refuses the link."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.signpost.choices import LocationKind
from earlyhelp.signpost.models.bilingual import in_reader_language
from earlyhelp.signpost.models.services import Service


class Location(Record):
    """A place, an address for letters, or no place at all. Coordinates are WGS 84 degrees, both or neither."""

    oruk_id = models.UUIDField()
    source = models.CharField(max_length=250)
    kind = models.CharField(max_length=20, choices=LocationKind.choices)
    name_en = models.CharField(max_length=250, blank=True)
    name_cy = models.CharField(max_length=250, blank=True)
    description_en = models.TextField(blank=True)
    description_cy = models.TextField(blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    external_identifier = models.CharField(max_length=250, blank=True)
    external_identifier_type = models.CharField(max_length=250, blank=True)
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ["name_en", "id"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="location_where")]
        constraints = [
            models.UniqueConstraint(fields=["source", "oruk_id"], name="location_once_per_source"),
            models.CheckConstraint(
                condition=models.Q(kind__in=LocationKind.values), name="location_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(49, 61),
                    longitude__range=(-9, 2),
                )
                | models.Q(latitude=None, longitude=None),
                name="location_place_possible",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return in_reader_language(self.name_en, self.name_cy)


class Address(Record):
    """One address of a location."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=20, choices=LocationKind.choices)
    attention = models.CharField(max_length=250, blank=True)
    address_1_en = models.CharField(max_length=250)
    address_1_cy = models.CharField(max_length=250, blank=True)
    city_en = models.CharField(max_length=250, blank=True)
    city_cy = models.CharField(max_length=250, blank=True)
    region = models.CharField(max_length=250, blank=True)
    county = models.CharField(max_length=250, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=60, default="GB")

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=LocationKind.values), name="address_kind_known"
            )
        ]

    def __str__(self) -> str:
        street = in_reader_language(self.address_1_en, self.address_1_cy)
        return ", ".join(
            filter(None, (street, in_reader_language(self.city_en, self.city_cy), self.postal_code))
        )


class Accessibility(Record):
    """What a location offers disabled people, in words."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="accessibility")
    description_en = models.TextField(blank=True)
    description_cy = models.TextField(blank=True)
    details_en = models.TextField(blank=True)
    details_cy = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("accessibility of a location")
        verbose_name_plural = _("accessibility of locations")
        ordering = ["id"]

    def __str__(self) -> str:
        return in_reader_language(self.description_en, self.description_cy)


class ServiceAtLocation(Record):
    """A service is given at a location.

    `is_placeless` is always false; with `service` it is a foreign key to the service's own answer, so that a row for
    a refuge, or a service that becomes one while it has a row, is refused by
    PostgreSQL (`service_at_location_never_of_a_refuge`).
    """

    oruk_id = models.UUIDField(null=True, blank=True)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="at_locations")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="at_services")
    is_placeless = models.BooleanField(default=False, editable=False)
    description_en = models.TextField(blank=True)
    description_cy = models.TextField(blank=True)

    if TYPE_CHECKING:
        service_id: UUID
        location_id: UUID

    class Meta:
        verbose_name = _("service at a location")
        verbose_name_plural = _("services at locations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["service", "location"], name="service_once_at_location"),
            models.CheckConstraint(condition=models.Q(is_placeless=False), name="service_at_location_safe"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
