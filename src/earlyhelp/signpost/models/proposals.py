"""What an owner would change in its own entry. An approved one is the version: what stood, what stands, who, when."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.choices.finding import ProposalState
from earlyhelp.signpost.models.services import Service


class Proposal(Record):
    """Changes to one entry. `changes` holds {field: {"before": …, "after": …}} of `rules.proposals.EDITABLE`."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="proposals")
    changes = models.JSONField()
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING)
    proposed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    if TYPE_CHECKING:
        service_id: UUID

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["proposed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ProposalState.values), name="proposal_state_known"
            ),
            models.UniqueConstraint(
                fields=["service"],
                condition=models.Q(state=ProposalState.WAITING),
                name="one_proposal_waits_per_service",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ProposalState.WAITING, decided_at=None, decided_by=None)
                | (
                    ~models.Q(state=ProposalState.WAITING)
                    & models.Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="proposal_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ProposalState.DECLINED) | ~models.Q(reason=""),
                name="proposal_declined_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
