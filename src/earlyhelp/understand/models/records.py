"""What partners' own systems say of people, each as its owner keeps it. Nothing here says who is who."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency
from earlyhelp.understand.choices import IdentifierSystem, Regime


class SourceRecord(Record):
    """A person as one system of one partner knows them. The partner owns it, and only its own feed changes it.

    Another agency sees it while a live sharing agreement between the two covers records, or under an access grant.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    system = models.CharField(max_length=60, help_text=_("The partner's own name for the system."))
    source_key = models.CharField(max_length=100, help_text=_("The key of the person in that system."))
    regime = models.CharField(max_length=20, choices=Regime.choices, default=Regime.UK_GDPR)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    other_names = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Years, as estimated."))
    age_stated_on = models.DateField(null=True, blank=True)
    sex_recorded = models.CharField(max_length=30, blank=True, help_text=_("As the system says it."))
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    recorded_at = models.DateTimeField(null=True, help_text=_("When the source first wrote it."))
    updated_at = models.DateTimeField(null=True, help_text=_("When the source last changed it."))
    received_at = models.DateTimeField(help_text=_("When it last came with something new."))
    digest = models.BinaryField(max_length=16, help_text=_("Tells whether it comes again unchanged."))
    search_keys = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        verbose_name = _("source record")
        verbose_name_plural = _("source records")
        constraints = [
            models.UniqueConstraint(fields=["agency", "system", "source_key"], name="source_record_once"),
            models.CheckConstraint(
                condition=models.Q(age=None, age_stated_on=None)
                | models.Q(age__isnull=False, age_stated_on__isnull=False),
                name="source_age_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(regime__in=Regime.values), name="source_regime_is_known"
            ),
        ]
        indexes = [GinIndex(fields=["search_keys"], name="source_search_keys", fastupdate=False)]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Given name and family name, or nothing when neither is known."""
        return f"{self.given_name} {self.family_name}".strip()


class SourceIdentifier(Record):
    """A number that names one person, as a source record gives it: an NHS number, a pupil's number (UPN)."""

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="identifiers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    system = models.CharField(
        max_length=30, help_text=_("Who gives such numbers: nhs, upn, police, council …")
    )
    value = models.CharField(max_length=80, help_text=_("As it was written."))
    plain = models.CharField(max_length=80, help_text=_("Letters and digits only, in capitals."))

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            models.UniqueConstraint(fields=["record", "system", "plain"], name="source_identifier_once"),
            models.CheckConstraint(condition=~models.Q(plain=""), name="source_identifier_says_something"),
        ]

    def __str__(self) -> str:
        return self.system

    @property
    def name(self) -> str:
        """What such numbers are called, in the language of the page; the system's own word for one of another kind."""
        known = {one.value: one.label for one in IdentifierSystem}
        return str(known.get(self.system, self.system))


class SourceVersion(Record):
    """What a source record said before it changed, kept so that what differs stays visible with its date."""

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="versions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    said = models.JSONField(help_text=_("The values by field, as they stood."))
    updated_at = models.DateTimeField(null=True, help_text=_("When the source had written them."))
    received_at = models.DateTimeField(help_text=_("When they had come."))
    until_at = models.DateTimeField(help_text=_("When something else came."))

    class Meta:
        verbose_name = _("earlier version of a source record")
        verbose_name_plural = _("earlier versions of source records")
        ordering = ["-until_at", "-id"]

    def __str__(self) -> str:
        return str(self.until_at.date())

    @property
    def date_of_birth(self) -> date | None:
        """The date of birth as it stood, when it was another one."""
        said = self.said.get("date_of_birth")
        return date.fromisoformat(said) if said else None
