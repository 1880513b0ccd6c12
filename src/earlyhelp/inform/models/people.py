"""What was written to a person outside the service. It says who they are, so it stands behind both walls."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.inform.choices import Channel, Failure, PersonMessageState, Wording, WrittenIn
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner


class PersonMessage(Record):
    """A text message, an e-mail or a letter to one person, exactly as it was written.

    `about_key` is the key of the record it belongs to, as text: this room knows no person. `destination` is a
    telephone number, an e-mail address, or a name and postal address, a line each. `reference` is what the gateway
    knows it by.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    about_label = models.CharField(max_length=80)
    about_key = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    wording = models.CharField(max_length=20, choices=Wording.choices)
    written_in = models.CharField(max_length=4, choices=WrittenIn.choices)
    destination = models.TextField(max_length=500)
    body_en = models.TextField(blank=True)
    body_cy = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=PersonMessageState.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    written_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    gateway_key = models.CharField(max_length=40, blank=True)
    last_error = models.CharField(max_length=20, choices=Failure.choices, blank=True)

    if TYPE_CHECKING:
        agency_id: UUID

    class Meta:
        verbose_name = _("message to a person")
        verbose_name_plural = _("messages to people")
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(fields=["agency", "about_key"], name="person_message_about"),
            models.Index(
                fields=["agency", "tried_at"],
                name="person_message_open",
                condition=models.Q(
                    state__in=[
                        PersonMessageState.QUEUED,
                        PersonMessageState.SENDING,
                        PersonMessageState.SENT,
                    ]
                ),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=PersonMessageState.values), name="person_message_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="person_message_channel_known"
            ),
            models.CheckConstraint(
                condition=models.Q(wording__in=Wording.values), name="person_message_wording_known"
            ),
            models.CheckConstraint(
                condition=models.Q(written_in=WrittenIn.ENGLISH, body_cy="")
                | models.Q(written_in=WrittenIn.WELSH, body_en="")
                | models.Q(written_in=WrittenIn.BOTH) & ~models.Q(body_en="") & ~models.Q(body_cy=""),
                name="person_message_in_its_language",
            ),
        ]

    def __str__(self) -> str:
        return self.get_channel_display()

    @property
    def body(self) -> str:
        """The whole text, Welsh first where both are there."""
        return "\n\n".join(part for part in (self.body_cy, self.body_en) if part)
