"""Referrals and signposts. A referral belongs to the front door; the service sees it while it is involved."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need, PreferredLanguage, SafeContact
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner, SharingAgreement, Team
from earlyhelp.signpost.choices.referrals import (
    DeclineReason,
    HelpOutcome,
    ReferralState,
    ToldHow,
    WithdrawReason,
)
from earlyhelp.signpost.models.services import Service
from earlyhelp.solve.models import Decision
from earlyhelp.understand.models import Consent


class Referral(Record):
    """A request to a service, with the least it needs to know: exactly these columns are what is shared.

    The person's particulars are a copy as sent, so that what was shared can always be shown. They are not
    foreign keys to the notification's rows, which the service may not see.
    """

    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="referrals")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="referrals")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="referrals")
    reported = models.ForeignKey(ReportedPerson, on_delete=models.PROTECT, related_name="referrals")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="referrals")
    agreement = models.ForeignKey(SharingAgreement, on_delete=models.PROTECT, related_name="referrals")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="referrals")
    receiving_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="referrals_received")
    person_name = models.CharField(max_length=200)
    person_age = models.PositiveSmallIntegerField(null=True, blank=True)
    person_language = models.CharField(max_length=10, choices=PreferredLanguage.choices)
    person_telephone = models.CharField(max_length=30, blank=True)
    person_email = models.EmailField(blank=True)
    person_address = models.CharField(max_length=320, blank=True)
    safe_contact = models.CharField(max_length=10, choices=SafeContact.choices)
    safe_contact_note = models.CharField(max_length=300, blank=True)
    needs = ArrayField(models.CharField(max_length=20, choices=Need.choices))
    request = models.TextField(help_text=_("What the person would like help with."))
    strengths = models.TextField(blank=True)
    hears_progress = models.BooleanField(
        help_text=_("The person agrees that the service tells the front door how it goes.")
    )
    referrer_name = models.CharField(max_length=200)
    referrer_agency_en = models.CharField(max_length=200)
    referrer_agency_cy = models.CharField(max_length=200)
    referrer_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="referrals_sent")
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=ReferralState.choices)
    state_at = models.DateTimeField()
    decline_reason = models.CharField(max_length=20, choices=DeclineReason.choices, blank=True)
    help_outcome = models.CharField(max_length=20, choices=HelpOutcome.choices, blank=True)
    withdraw_reason = models.CharField(max_length=20, choices=WithdrawReason.choices, blank=True)
    next_update_on = models.DateField(
        null=True, blank=True, help_text=_("The day by which a service with a waiting list promised news.")
    )
    handled_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the front door dealt with a declined referral.")
    )

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["-sent_at"]
        indexes = [
            models.Index(fields=["receiving_agency", "state", "-sent_at"], name="referral_receiver_state"),
            models.Index(fields=["agency", "state", "-state_at"], name="referral_sender_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=ReferralState.DECLINED) ^ models.Q(decline_reason=""),
                name="referral_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ReferralState.COMPLETED) ^ models.Q(help_outcome=""),
                name="referral_completed_with_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ReferralState.WITHDRAWN) ^ models.Q(withdraw_reason=""),
                name="referral_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ReferralState.WAITING) ^ models.Q(next_update_on=None),
                name="referral_waiting_with_promise",
            ),
            models.CheckConstraint(
                condition=~models.Q(safe_contact=SafeContact.NONE)
                | models.Q(person_telephone="", person_email="", person_address=""),
                name="referral_unsafe_without_address",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ReferralEvent(Record):
    """One step of a referral: who moved it, from where to where, and what they said."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="events")
    from_state = models.CharField(max_length=20, choices=ReferralState.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=ReferralState.choices)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("referral event")
        verbose_name_plural = _("referral events")
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return self.to_state


class Signposting(Record):
    """A person was told about a service. No data was sent to it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="signpostings")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="signpostings")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="signpostings")
    told_how = models.CharField(max_length=20, choices=ToldHow.choices)
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("signposting")
        verbose_name_plural = _("signpostings")
        ordering = ["made_at"]

    def __str__(self) -> str:
        return str(self.service_id)
