"""The outbox. A message names nobody but its reader, so it is open to row-level security's every actor."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.inform.choices import Failure, MessageState, Template
from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import Language
from earlyhelp.partnership.models import Practitioner


class Message(Record):
    """Something a practitioner should know: read in the service, and sent by e-mail with a link only."""

    recipient = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="messages")
    template = models.CharField(max_length=30, choices=Template.choices)
    context = models.JSONField(default=dict, blank=True)
    calendar = models.TextField(blank=True, help_text=_("An iCalendar file that goes with the e-mail."))
    language = models.CharField(max_length=2, choices=Language.choices)
    about_label = models.CharField(max_length=80, blank=True)
    about_key = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=20, choices=Failure.choices, blank=True)
    last_error_code = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-queued_at", "-id"]
        indexes = [
            models.Index(fields=["recipient", "-queued_at"], name="message_recipient"),
            models.Index(
                fields=["queued_at"],
                name="message_not_sent",
                condition=~models.Q(state=MessageState.SENT),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_sent_has_a_time",
                condition=models.Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~models.Q(state=MessageState.SENT) & models.Q(sent_at__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return self.get_template_display()

    @property
    def reference(self) -> str:
        """The reference of what the message is about, or an empty text."""
        return str(self.context.get("reference", ""))

    @property
    def path(self) -> str:
        """Where in the service to go from here."""
        return str(self.context.get("path", "")) or "/"

    @property
    def says(self) -> str:
        """What happened, in the language of the reader; empty for messages that only point to a page."""
        said = str(self.context.get("says", ""))
        return gettext(said) if said else ""

    @property
    def is_unread(self) -> bool:
        """True until its reader has opened it."""
        return self.read_at is None
