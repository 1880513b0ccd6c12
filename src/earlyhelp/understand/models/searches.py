"""Searches for people, and the search keys that too many share to find anybody by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.models.people import Person
from earlyhelp.understand.models.records import SourceRecord


class PersonSearch(Record):
    """What a practitioner typed to find a person, and why. Theirs alone, and not kept for long.

    The page of results is found by its key, so that nothing that was typed stands in an address. At most one of
    `reported`, `record` and `person` says for whom the same person is looked for.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    searched_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    searched_at = models.DateTimeField()
    because = models.CharField(max_length=20, choices=WhyOpened.choices)
    typed = models.JSONField(help_text=_("What was typed, by field."))
    is_harder = models.BooleanField(default=False, help_text=_("Every record is compared, up to a bound."))
    reported = models.ForeignKey(
        ReportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    record = models.ForeignKey(
        SourceRecord, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("search for a person")
        verbose_name_plural = _("searches for people")

    def __str__(self) -> str:
        return str(self.searched_at)


class CommonKey(models.Model):
    """A search key that so many records hold that it finds nobody in particular. Counted after records are loaded."""

    key = models.BigIntegerField(primary_key=True)

    class Meta:
        verbose_name = _("common search key")
        verbose_name_plural = _("common search keys")

    def __str__(self) -> str:
        return str(self.key)
