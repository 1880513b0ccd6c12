"""Who was invited, and what went back to a team when somebody moved or left."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import Going, InvitationEnd, Role
from earlyhelp.partnership.models.practitioners import Practitioner
from earlyhelp.partnership.models.teams import Team


class Invitation(Record):
    """A link by which one person sets their first password. Its secret is kept as a hash, and works once."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="invitations")
    made_by = models.ForeignKey(
        Practitioner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty when the first administrator was invited from the command line."),
    )
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    secret_hash = models.CharField(max_length=64, blank=True, help_text=_("Empty until it is sent."))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=10, choices=InvitationEnd.choices, blank=True)

    class Meta:
        verbose_name = _("invitation to join")
        verbose_name_plural = _("invitations to join")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner"], condition=models.Q(ended_at=None), name="one_live_invitation"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Departure(Record):
    """Somebody left, or moved to another team or role: who said so, and what went back to the team. Never changed."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="departures")
    going = models.CharField(max_length=10, choices=Going.choices)
    from_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    from_role = models.CharField(max_length=30, choices=Role.choices)
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_role = models.CharField(max_length=30, choices=Role.choices, blank=True)
    returned = models.JSONField(default=dict, help_text=_("Kind of work to how many there were."))
    said_by = models.ForeignKey(
        Practitioner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty when a day that was set before had come."),
    )
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        ordering = ["-said_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(going=Going.LEFT, to_team=None)
                | models.Q(going=Going.MOVED, to_team__isnull=False),
                name="departure_moved_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.get_going_display()
