"""Who runs services."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency
from earlyhelp.signpost.models.bilingual import in_reader_language


class Organisation(Record):
    """Who runs services. With an `agency` it is a partner that receives referrals in the product.

    `source`, `oruk_id` (their id), `fetched_at` and `content_hash` (SHA-256) say where the row came from.
    """

    oruk_id = models.UUIDField()
    source = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    name_cy = models.CharField(max_length=250, blank=True)
    description_en = models.TextField(blank=True)
    description_cy = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=500, blank=True)
    logo = models.URLField(max_length=500, blank=True)
    uri = models.URLField(max_length=500, blank=True)
    parent_oruk_id = models.UUIDField(null=True, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    loaded_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

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


class OrganisationIdentifier(Record):
    """The number of an organisation in a register, such as that of charities."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=250, blank=True)
    kind = models.CharField(max_length=250, blank=True)
    identifier = models.CharField(max_length=250)

    class Meta:
        verbose_name = _("organisation identifier")
        verbose_name_plural = _("organisation identifiers")
        ordering = ["scheme", "identifier"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(identifier=""), name="identifier_is_given"),
        ]

    def __str__(self) -> str:
        return self.identifier
