"""What somebody agreed to when a referral was sent. Other answers about consent: `models.answers`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.understand.choices import ConsentGiver, ConsentWay


class Consent(Record):
    """Who agreed that what is sent to whom, for what, and how they said so. Withdrawn, never deleted."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reported = models.ForeignKey(ReportedPerson, on_delete=models.PROTECT, related_name="consents")
    given_by = models.CharField(max_length=20, choices=ConsentGiver.choices)
    given_by_name = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=20, choices=ConsentWay.choices)
    given_on = models.DateField()
    to_whom = models.CharField(max_length=200)
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    for_what = models.CharField(max_length=500)
    hears_progress = models.BooleanField(help_text=_("Agrees that the service tells us how it goes."))
    recorded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return self.to_whom
