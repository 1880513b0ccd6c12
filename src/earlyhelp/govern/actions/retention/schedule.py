"""An agency sets its own retention rule for a class of records, from a day on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.govern.models.retention import RetentionRule
from earlyhelp.govern.queries.retention import get_schedule
from earlyhelp.govern.rules import retention as rules
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.working_days import LONDON


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """What an officer says of a rule: years, from which day, an age or None, what follows, why and its source."""

    keep_years: int
    counted_from: str
    birthday: int | None
    at_the_end: str
    basis_en: str
    basis_cy: str
    source: str
    from_on: date


@transaction.atomic
def set_retention_rule(*, by: Actor, record_class: str, said: RuleSaid, at: datetime) -> RetentionRule:
    """Add the next version of the agency's rule for a class. Earlier versions stay. Raises NotAllowed and RuleError."""
    rules.check_may_govern_retention(by)
    if record_class not in get_schedule(by=by, on=at.astimezone(LONDON).date()):
        raise RuleError(_("There is no such class of records."))
    if said.from_on < at.astimezone(LONDON).date():
        raise RuleError(_("Enter today or a later day: a rule can not begin in the past."))
    before = RetentionRule.objects.filter(agency_id=by.agency_key, record_class=record_class)
    rule = RetentionRule.objects.create(
        agency_id=by.agency_key,
        record_class=record_class,
        version=before.count() + 1,
        from_on=said.from_on,
        keep_years=said.keep_years,
        counted_from=said.counted_from,
        birthday=said.birthday,
        at_the_end=said.at_the_end,
        basis_en=said.basis_en,
        basis_cy=said.basis_cy,
        source=said.source,
        set_by=by.practitioner_id,
        set_at=at,
    )
    detail = {
        "class": record_class,
        "version": rule.version,
        "years": said.keep_years,
        "from": str(said.from_on),
    }
    audit.record(by=by, did="retention_rule.set", target=rule, at=at, detail=detail)
    return rule
