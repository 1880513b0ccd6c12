"""Referrals and signposts. A referral belongs to the front door; the service sees it while it is involved."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need, PreferredLanguage, SafeContact
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.codelists import CodeField
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, ExceptionalDisclosure, Practitioner, SharingAgreement, Team
from earlyhelp.signpost.choices.lists import DECLINE_REASONS
from earlyhelp.signpost.choices.referrals import (
    Basis,
    DeclineReason,
    EventKind,
    HelpOutcome,
    PersonReason,
    ReferralState,
    SenderReason,
    Side,
    ToldHow,
)
from earlyhelp.signpost.models.services import Service
from earlyhelp.solve.models import Decision
from earlyhelp.understand.models import Consent

_OVER = [
    ReferralState.COMPLETED,
    ReferralState.CANCELLED,
    ReferralState.WITHDRAWN,
    ReferralState.ENTERED_IN_ERROR,
]
_CALLED_OFF = [ReferralState.CANCELLED, ReferralState.ENTERED_IN_ERROR]
_PERSONS = [ReferralState.DECLINED, ReferralState.WITHDRAWN]
_PROMISED = [ReferralState.WAITING, ReferralState.ON_HOLD]


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
    basis = models.CharField(max_length=20, choices=Basis.choices, default=Basis.CONSENT)
    basis_reason = models.TextField(blank=True, help_text=_("Why it is shared without consent."))
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    agreement = models.ForeignKey(
        SharingAgreement, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    exceptional = models.ForeignKey(
        ExceptionalDisclosure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("What let it through once, where no agreement covered it."),
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="referrals")
    receiving_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="referrals_received")
    person_name = models.CharField(max_length=200)
    person_age = models.PositiveSmallIntegerField(null=True, blank=True)
    person_date_of_birth = models.DateField(null=True, blank=True)
    person_language = models.CharField(max_length=10, choices=PreferredLanguage.choices, blank=True)
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
    decline_reason = CodeField(
        max_length=20, choices=DeclineReason.choices, blank=True, code_list=DECLINE_REASONS, since="state_at"
    )
    help_outcome = models.CharField(max_length=20, choices=HelpOutcome.choices, blank=True)
    person_reason = models.CharField(max_length=20, choices=PersonReason.choices, blank=True)
    sender_reason = models.CharField(max_length=20, choices=SenderReason.choices, blank=True)
    next_update_on = models.DateField(
        null=True, blank=True, help_text=_("The day by which a service that waits or pauses promised news.")
    )
    due_on = models.DateField(
        null=True,
        blank=True,
        help_text=_("The day by which whoever has it should act. None once it is over."),
    )
    chased = models.PositiveSmallIntegerField(
        default=0, help_text=_("How often an answer was asked for again since the last step.")
    )
    chased_on = models.DateField(null=True, blank=True)
    worker = models.ForeignKey(
        Practitioner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The named worker at the service."),
    )
    transferred_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="transfers"
    )
    version = models.PositiveSmallIntegerField(default=1, help_text=_("Counts each change after sending."))
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
            models.Index(fields=["agency", "due_on"], name="referral_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(state=ReferralState.DECLINED)
                    & (models.Q(decline_reason="") ^ models.Q(person_reason=""))
                )
                | (~models.Q(state=ReferralState.DECLINED) & models.Q(decline_reason="")),
                name="referral_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ReferralState.COMPLETED) ^ models.Q(help_outcome=""),
                name="referral_completed_with_outcome",
            ),
            models.CheckConstraint(
                condition=(models.Q(state=ReferralState.WITHDRAWN) & ~models.Q(person_reason=""))
                | (
                    ~models.Q(state=ReferralState.WITHDRAWN)
                    & (models.Q(person_reason="") | models.Q(state__in=_PERSONS))
                ),
                name="referral_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=_CALLED_OFF) ^ models.Q(sender_reason=""),
                name="referral_called_off_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=_PROMISED) ^ models.Q(next_update_on=None),
                name="referral_waiting_with_promise",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=_OVER) ^ models.Q(due_on__isnull=False),
                name="referral_due_until_over",
            ),
            models.CheckConstraint(
                condition=models.Q(basis=Basis.CONSENT) ^ models.Q(consent=None),
                name="referral_with_consent_or_basis",
            ),
            models.CheckConstraint(
                condition=models.Q(basis=Basis.CONSENT) ^ ~models.Q(basis_reason=""),
                name="referral_basis_with_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ReferralState.DRAFT), name="referral_is_no_draft"
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
    """One entry of a referral's history: who took it, from which side, from where to where, and what they said.

    `made_by` is empty where no practitioner did: through a secure link, or by the service itself.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="events")
    from_state = models.CharField(max_length=20, choices=ReferralState.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=ReferralState.choices)
    kind = models.CharField(max_length=10, choices=EventKind.choices, default=EventKind.MOVED)
    side = models.CharField(max_length=10, choices=Side.choices)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
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
