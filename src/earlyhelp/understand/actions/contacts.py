"""Writing down how it is safe to reach a person, each time they are asked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.understand import queries
from earlyhelp.understand.actions.entries import today
from earlyhelp.understand.models import ContactPlan, Person
from earlyhelp.understand.rules import contacts as rules
from earlyhelp.understand.rules import entries as entry_rules
from earlyhelp.understand.rules.contacts import Plan


@transaction.atomic
def record_contact_plan(
    *, by: Actor, person_id: UUID, seen_number: int, plan: Plan, at: datetime
) -> ContactPlan:
    """Write down what the person answered, as the next version. What reports say stays as it was written.

    Raises NotAllowed, NotAsked, PlanOvertaken, Person.DoesNotExist.
    """
    entry_rules.check_may_record(by)
    rules.check_plan(plan, today(at))
    person = Person.objects.select_for_update().get(pk=person_id)
    latest = queries.get_latest_plan_number(by, person_id)
    rules.check_not_overtaken(seen=seen_number, latest=latest)
    recorded = ContactPlan.objects.create(
        agency_id=by.agency_key,
        person=person,
        number=latest + 1,
        way=plan.way,
        safe_times=plan.safe_times.strip(),
        who_may_answer=plan.who_may_answer.strip(),
        never=list(plan.never),
        never_words=plan.never_words.strip(),
        speaks=plan.speaks,
        writes=plan.writes,
        other_language=plan.other_language.strip(),
        language_asked_on=plan.language_asked_on,
        interpreter=plan.interpreter,
        access_needs=plan.access_needs.strip(),
        said_by=plan.said_by.strip(),
        asked_on=plan.asked_on,
        recorded_by_id=by.practitioner_key,
        recorded_at=at,
    )
    detail = {"person": person.reference}
    audit.record(by=by, did="contact_plan.recorded", target=recorded, at=at, detail=detail)
    return recorded
