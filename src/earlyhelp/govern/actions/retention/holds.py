"""A legal hold keeps records from being disposed of: made with a reason, ended with a reason."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions.retention.sealing import one_at_a_time
from earlyhelp.govern.models.retention import LegalHold
from earlyhelp.govern.queries.retention import find_record
from earlyhelp.govern.rules import retention as rules
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.working_days import LONDON


@dataclass(frozen=True, slots=True)
class HoldSaid:
    """What an officer says of a hold. Every part of the scope may be left out; all that are given must fit."""

    title: str
    why: str
    from_on: date
    until_on: date | None = None
    reference: str = ""
    record_class: str = ""
    dated_from: date | None = None
    dated_until: date | None = None
    area: str = ""


@transaction.atomic
def make_legal_hold(*, by: Actor, said: HoldSaid, at: datetime) -> LegalHold:
    """Keep records from being disposed of. Raises NotAllowed, and RuleError for a reference that is nobody's."""
    rules.check_may_govern_retention(by)
    one_at_a_time(by)
    key = (
        find_record(by=by, reference=said.reference, on=at.astimezone(LONDON).date())
        if said.reference
        else None
    )
    if said.reference and key is None:
        raise RuleError(_("Your agency has no record with this reference."))
    hold = LegalHold.objects.create(
        agency_id=by.agency_key,
        title=said.title,
        why=said.why,
        record_key=key,
        reference=said.reference,
        record_class=said.record_class,
        dated_from=said.dated_from,
        dated_until=said.dated_until,
        area=said.area,
        from_on=said.from_on,
        until_on=said.until_on,
        made_by=by.practitioner_id,
        made_by_label=by.label,
        made_at=at,
    )
    audit.record(by=by, did="legal_hold.made", target=hold, at=at, reason=said.why)
    return hold


@transaction.atomic
def end_legal_hold(*, by: Actor, hold_id: UUID, because: str, at: datetime) -> LegalHold:
    """End a hold, with a reason: from then on the records' own time counts. Raises NotAllowed and RuleError."""
    rules.check_may_govern_retention(by)
    one_at_a_time(by)
    hold = LegalHold.objects.select_for_update().get(agency_id=by.agency_key, pk=hold_id)
    if hold.ended_at is not None:
        raise RuleError(_("This hold was ended already."))
    if not because.strip():
        raise RuleError(_("Say why this hold ends."))
    hold.ended_at, hold.ended_by, hold.ended_because = at, by.practitioner_id, because.strip()
    hold.until_on = min(hold.until_on or at.astimezone(LONDON).date(), at.astimezone(LONDON).date())
    hold.save(update_fields=["ended_at", "ended_by", "ended_because", "until_on"])
    audit.record(by=by, did="legal_hold.ended", target=hold, at=at, reason=because.strip())
    return hold
