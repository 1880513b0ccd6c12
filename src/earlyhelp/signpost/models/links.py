"""How a provider without an account answers: mailboxes agreed in advance, and links that open one referral."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.signpost.choices.referrals import LinkEnd
from earlyhelp.signpost.models.referrals import Referral


class AnsweringContact(Record):
    """Two mailboxes of a partner without accounts: one for the link, another for the code. Agreed in advance."""

    partner = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="answering_contact")
    link_mailbox = models.EmailField()
    code_mailbox = models.EmailField()
    agreed_with = models.CharField(
        max_length=200, help_text=_("Who at the partner confirmed both, by telephone.")
    )
    agreed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answering contact")
        verbose_name_plural = _("answering contacts")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(link_mailbox=models.F("code_mailbox")), name="two_different_mailboxes"
            )
        ]

    def __str__(self) -> str:
        return str(self.partner_id)


class AnswerLink(Record):
    """A link that opens one referral to a partner without accounts, once the code was entered, until it ends.

    Only hashes of the link's secret and of the code are kept. `proven_at` is when the code was last entered.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="links")
    secret_hash = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=10, choices=LinkEnd.choices, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    codes_asked = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    proven_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("answer link")
        verbose_name_plural = _("answer links")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=models.Q(ended_at=None), name="one_live_answer_link"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
