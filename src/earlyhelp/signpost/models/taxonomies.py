"""The words by which directories sort their services."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.signpost.models.bilingual import in_reader_language
from earlyhelp.signpost.models.locations import Location
from earlyhelp.signpost.models.organisations import Organisation
from earlyhelp.signpost.models.services import Service


class Taxonomy(Record):
    """A list of terms. `code` is the name by which feeds speak of it; ours is `early-action-together-need`."""

    code = models.CharField(max_length=250, unique=True)
    name_en = models.CharField(max_length=250)
    name_cy = models.CharField(max_length=250, blank=True)
    description_en = models.TextField()
    description_cy = models.TextField(blank=True)
    uri = models.URLField(max_length=500, blank=True)
    version = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("taxonomy")
        verbose_name_plural = _("taxonomies")
        ordering = ["name_en", "id"]

    def __str__(self) -> str:
        return in_reader_language(self.name_en, self.name_cy)


class TaxonomyTerm(Record):
    """One word of a taxonomy. `need` is our own need by its code when the term means one."""

    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.CASCADE, related_name="terms")
    code = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    name_cy = models.CharField(max_length=250, blank=True)
    description_en = models.TextField(blank=True)
    description_cy = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    uri = models.URLField(max_length=500, blank=True)
    need = models.CharField(max_length=30, blank=True)

    class Meta:
        verbose_name = _("taxonomy term")
        verbose_name_plural = _("taxonomy terms")
        ordering = ["name_en", "id"]
        constraints = [models.UniqueConstraint(fields=["taxonomy", "code"], name="term_once_per_taxonomy")]

    def __str__(self) -> str:
        return in_reader_language(self.name_en, self.name_cy)


class Attribute(Record):
    """A term said of a service, an organisation or a location: of exactly one of them."""

    term = models.ForeignKey(TaxonomyTerm, on_delete=models.CASCADE, related_name="attributes")
    link_type = models.CharField(max_length=60, blank=True)
    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, null=True, blank=True, related_name="attributes"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="attributes"
    )
    location = models.ForeignKey(
        Location, on_delete=models.CASCADE, null=True, blank=True, related_name="attributes"
    )

    class Meta:
        verbose_name = _("attribute")
        verbose_name_plural = _("attributes")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(service__isnull=False, organisation=None, location=None)
                | models.Q(service=None, organisation__isnull=False, location=None)
                | models.Q(service=None, organisation=None, location__isnull=False),
                name="attribute_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.term)
