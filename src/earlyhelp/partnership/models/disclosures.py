"""What left an agency, under what; and what was let through once without an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import DataSet
from earlyhelp.partnership.choices.agreements import DisclosureGround, ReviewVerdict
from earlyhelp.partnership.models.agencies import Agency
from earlyhelp.partnership.models.agreements import SharingAgreement
from earlyhelp.partnership.models.practitioners import Practitioner


class ExceptionalDisclosure(Record):
    """A decision to let one share go through without an agreement: why, on which law, who decided, until when.

    `about_reference` is the reference of the record; the database keeps the row to the agency that decided.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=30)
    data_set = models.CharField(max_length=30, choices=DataSet.choices)
    about_reference = models.CharField(max_length=30)
    ground = models.CharField(max_length=20, choices=DisclosureGround.choices)
    law = models.CharField(max_length=300)
    reason = models.CharField(max_length=2000)
    decided_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    until_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=20, choices=ReviewVerdict.choices, blank=True)
    review_words = models.CharField(max_length=2000, blank=True)

    class Meta:
        verbose_name = _("exceptional disclosure")
        verbose_name_plural = _("exceptional disclosures")
        ordering = ["-decided_at", "-pk"]

    def __str__(self) -> str:
        return self.about_reference


class Disclosure(Record):
    """One share that left an agency: what kind of data, to whom, about which record, and what allowed it.

    It names nobody. `duty` is set where a law demands the share, such as a safeguarding report. `about_key` is the key
    of the notification, referral or episode that it was about.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=30)
    data_set = models.CharField(max_length=30, choices=DataSet.choices)
    agreement = models.ForeignKey(
        SharingAgreement, on_delete=models.PROTECT, null=True, related_name="disclosures"
    )
    exceptional = models.OneToOneField(
        ExceptionalDisclosure, on_delete=models.PROTECT, null=True, related_name="disclosure"
    )
    duty = models.CharField(max_length=20, choices=DisclosureGround.choices, blank=True)
    about_label = models.CharField(max_length=80)
    about_key = models.UUIDField()
    about_reference = models.CharField(max_length=30, blank=True)
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["about_key"], name="disclosure_about"),
            models.Index(fields=["agency", "-at"], name="disclosure_agency_at"),
            models.Index(fields=["agreement", "-at"], name="disclosure_agreement_at"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreement=None, exceptional__isnull=False, duty="")
                | models.Q(agreement__isnull=False, exceptional=None, duty="")
                | (models.Q(agreement=None, exceptional=None) & ~models.Q(duty="")),
                name="disclosure_has_one_ground",
            )
        ]

    def __str__(self) -> str:
        return self.get_data_set_display()

    @property
    def under(self) -> str:
        """What allowed it: the agreement as it is cited, or the ground of the exception."""
        if self.agreement is not None:
            return self.agreement.cited
        return str(self.exceptional.get_ground_display() if self.exceptional else self.get_duty_display())
