"""What the front door was told of who somebody is: people of a family whom no report names, births, and withdrawing."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import queries, rules
from earlyhelp.understand.actions.links import next_person_reference
from earlyhelp.understand.choices.families import Ethnicity, Life, Sex
from earlyhelp.understand.models import Person, PersonStatement


@transaction.atomic
def add_person(*, by: Actor, said: rules.Particulars, at: datetime) -> Person:
    """Record somebody of a family whom no report names, such as a grandparent or a child who is not born yet.

    Raises NotAllowed or Unsaid.
    """
    rules.check_may_keep_family(by)
    rules.check_particulars(said, at.astimezone(LONDON).date())
    person = Person.objects.create(
        reference=next_person_reference(at),
        agency_id=by.agency_key,
        made_by_id=by.practitioner_key,
        made_at=at,
    )
    audit.record(by=by, did="person.made", target=person, at=at)
    record_statement(by=by, person_id=person.pk, said=said, at=at)
    return person


@transaction.atomic
def record_statement(*, by: Actor, person_id: UUID, said: rules.Particulars, at: datetime) -> PersonStatement:
    """Record what the front door was told of who somebody is. What was said before stays.

    Raises NotAllowed, Unsaid or Person.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    rules.check_particulars(said, at.astimezone(LONDON).date())
    person = Person.objects.get(pk=person_id, agency_id=by.agency_key)
    statement = PersonStatement.objects.create(
        agency_id=by.agency_key,
        person=person,
        given_name=said.given_name.strip(),
        family_name=said.family_name.strip(),
        date_of_birth=said.date_of_birth,
        age=said.age,
        sex=Sex(said.sex),
        ethnicity=Ethnicity(said.ethnicity),
        life=Life(said.life),
        due_on=said.due_on,
        died_on=said.died_on,
        care=said.care,
        school=said.school.strip(),
        said_by=said.source.said_by.strip(),
        said_on=said.source.said_on,
        note=said.source.note.strip(),
        who_sees=said.source.who_sees,
        recorded_by_id=by.practitioner_key,
        recorded_at=at,
    )
    audit.record(by=by, did="person.described", target=person, at=at, detail={"statement": str(statement.pk)})
    return statement


@transaction.atomic
def record_birth(
    *,
    by: Actor,
    person_id: UUID,
    born_on: date,
    source: rules.Source,
    at: datetime,
    given_name: str = "",
    family_name: str = "",
    sex: str = Sex.NOT_KNOWN,
) -> PersonStatement:
    """Record that a child was born. They stay the same person: whatever was recorded before stays with them.

    Raises NotAllowed, Unsaid, ChangedMeanwhile when the birth is recorded already, or Person.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    person = Person.objects.select_for_update().get(pk=person_id, agency_id=by.agency_key)
    rules.check_can_be_born(queries.list_known(by, [person.pk], at=at)[person.pk].life)
    said = rules.Particulars(
        source, given_name=given_name, family_name=family_name, date_of_birth=born_on, sex=sex
    )
    statement = record_statement(by=by, person_id=person.pk, said=said, at=at)
    audit.record(by=by, did="person.born", target=person, at=at)
    return statement


@transaction.atomic
def withdraw_statement(*, by: Actor, statement_id: UUID, because: str, at: datetime) -> PersonStatement:
    """Take back what was recorded of a person in error, and say why. It stays in the record.

    Raises NotAllowed, Unsaid, ChangedMeanwhile or PersonStatement.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    rules.check_why_changed(because)
    statement = PersonStatement.objects.select_for_update().get(pk=statement_id, agency_id=by.agency_key)
    rules.check_still_counts(undone=statement.undone_at is not None, replaced=False)
    statement.undone_by_id, statement.undone_at = by.practitioner_key, at
    statement.undone_because = because.strip()[:300]
    statement.save(update_fields=["undone_by", "undone_at", "undone_because"])
    detail = {"statement": str(statement.pk)}
    audit.record(by=by, did="person.description_withdrawn", target=statement.person, at=at, detail=detail)
    return statement


@transaction.atomic
def describe_person(
    *, by: Actor, person_id: UUID, said: Sequence[rules.Particulars], at: datetime
) -> list[PersonStatement]:
    """Record several things that were told of one person at once: all of them, or none.

    Raises NotAllowed, Unsaid or Person.DoesNotExist.
    """
    return [record_statement(by=by, person_id=person_id, said=one, at=at) for one in said]
