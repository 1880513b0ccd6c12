"""What somebody who moves or leaves has in hand here: counted with their own eyes, and shown to nobody."""

from datetime import datetime

from django.db.models import Q, QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.leaving import Leaver
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand.models import AssessmentDraft, HistoryPermission


def count_conversations_of(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """How many conversations they began and did not write to the end; none for who goes on in the same role."""
    if leaver.becomes == leaver.role:
        return 0
    with acting(leaver.eyes(by)):
        return AssessmentDraft.objects.filter(practitioner_id=leaver.practitioner_id).count()


def count_permissions_of(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """How many permissions to read a childhood history they have or gave."""
    with acting(leaver.eyes(by)):
        return list_permissions_of(by, leaver, at).count()


def list_permissions_of(by: Actor, leaver: Leaver, at: datetime) -> QuerySet[HistoryPermission]:
    """These permissions, for the leaver's own eyes: PostgreSQL shows them to nobody else but their giver."""
    me = leaver.practitioner_id
    return HistoryPermission.objects.filter(
        Q(practitioner_id=me) | Q(given_by_id=me), until_on__gte=at.astimezone(LONDON).date()
    )
