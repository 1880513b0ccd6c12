"""What people are to each other. A row never changes: what ends or is put right is a new row in its place."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import ReportedRelation
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import queries, rules
from earlyhelp.understand.actions.spells import counting, end_of, span_columns, take_back
from earlyhelp.understand.actions.statements import add_person
from earlyhelp.understand.choices.families import Change, Kind
from earlyhelp.understand.facts import terms
from earlyhelp.understand.models import Person, RelationPassedOver, Relationship


@transaction.atomic
def add_relationship(
    *, by: Actor, tie: rules.Tie, at: datetime, from_report_id: UUID | None = None
) -> Relationship:
    """Record what one person is to another. It is stored once, and read from both ends.

    Raises NotAllowed, Unsaid, AlreadySaid when the two are that to each other already, or Person.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    rules.check_tie(tie, at.astimezone(LONDON).date())
    _lock(by, tie)
    rules.check_not_related(said=queries.is_said(by, tie))
    row = _write(by, tie, at, change=Change.ADDED, from_report_id=from_report_id)
    audit.record(by=by, did="relationship.added", target=row, at=at)
    return row


@transaction.atomic
def end_relationship(
    *, by: Actor, relationship_id: UUID, span: rules.Span, source: rules.Source, because: str, at: datetime
) -> Relationship:
    """Record that a relationship has ended: `span.last` when, if anybody knows, and who said so.

    Raises NotAllowed, Unsaid, ChangedMeanwhile or Relationship.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    rules.check_why_changed(because)
    old = counting(Relationship, by, relationship_id)
    columns = end_of(old, span, source, at)
    new = Relationship.objects.create(
        **_same(old), **columns, **_how(by, at, Change.ENDED, because), replaces=old
    )
    audit.record(
        by=by, did="relationship.ended", target=new, at=at, reason="", detail={"before": str(old.pk)}
    )
    return new


@transaction.atomic
def correct_relationship(
    *, by: Actor, relationship_id: UUID, tie: rules.Tie, because: str, at: datetime
) -> Relationship:
    """Put a relationship right. What was recorded before stays in the record, with the reason.

    Raises NotAllowed, Unsaid, ChangedMeanwhile, Relationship.DoesNotExist or Person.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    rules.check_why_changed(because)
    rules.check_tie(tie, at.astimezone(LONDON).date())
    _lock(by, tie)
    old = counting(Relationship, by, relationship_id)
    new = _write(
        by, tie, at, change=Change.CORRECTED, because=because, replaces=old, from_report_id=old.from_report_id
    )
    audit.record(by=by, did="relationship.corrected", target=new, at=at, detail={"before": str(old.pk)})
    return new


@transaction.atomic
def undo_relationship(*, by: Actor, relationship_id: UUID, because: str, at: datetime) -> Relationship:
    """Take back the last thing that was said of a relationship. What stood before, if anything, counts again.

    Raises NotAllowed, Unsaid, ChangedMeanwhile or Relationship.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    row = take_back(counting(Relationship, by, relationship_id), by, because, at)
    audit.record(by=by, did="relationship.undone", target=row, at=at)
    return row


@transaction.atomic
def confirm_relation(*, by: Actor, relation_id: UUID, at: datetime) -> Relationship:
    """Record a relationship as an officer reported it, once somebody has looked at it.

    Raises NotAllowed, AlreadySaid, ReportedRelation.DoesNotExist when it is not offered (any more).
    """
    rules.check_may_keep_family(by)
    offered = queries.get_suggestion(by, relation_id)
    row = add_relationship(by=by, tie=offered.tie, at=at, from_report_id=relation_id)
    audit.record(by=by, did="relation.confirmed", target=row, at=at, detail={"relation": str(relation_id)})
    return row


@transaction.atomic
def pass_over_relation(*, by: Actor, relation_id: UUID, at: datetime) -> RelationPassedOver:
    """Remember that a relationship in a report does not hold. It is not offered again.

    Raises NotAllowed or ReportedRelation.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    relation = ReportedRelation.objects.get(pk=relation_id)
    passed, is_new = RelationPassedOver.objects.get_or_create(
        agency_id=by.agency_key,
        relation=relation,
        defaults={"passed_by_id": by.practitioner_key, "passed_at": at},
    )
    if is_new:
        audit.record(by=by, did="relation.passed_over", target=passed, at=at)
    return passed


def _lock(by: Actor, tie: rules.Tie) -> None:
    """Let nobody else speak of these two meanwhile. Always in one order, so that nobody waits in a ring."""
    for key in sorted({tie.person_id, tie.other_id}):
        Person.objects.select_for_update().get(pk=key, agency_id=by.agency_key)


def _write(
    by: Actor,
    tie: rules.Tie,
    at: datetime,
    *,
    change: Change,
    because: str = "",
    replaces: Relationship | None = None,
    from_report_id: UUID | None = None,
) -> Relationship:
    term = terms()[tie.term]
    person_id, other_id = tie.ends
    return Relationship.objects.create(
        person_id=person_id,
        kind=Kind(term.kind).value,
        other_id=other_id,
        responsibility=tie.responsibility,
        is_main_carer=tie.is_main_carer,
        is_informal_carer=tie.is_informal_carer,
        from_report_id=from_report_id,
        replaces=replaces,
        **span_columns(tie.span, tie.source, is_over=term.is_over or tie.span.is_over)
        | {"who_sees": rules.who_sees(tie.source.who_sees, tie.term)},
        **_how(by, at, change, because),
    )


def _same(old: Relationship) -> dict[str, Any]:
    names = ("person_id", "kind", "other_id", "responsibility", "is_main_carer", "is_informal_carer")
    return {name: getattr(old, name) for name in (*names, "from_report_id")}


def _how(by: Actor, at: datetime, change: Change, because: str) -> dict[str, Any]:
    return {
        "agency_id": by.agency_key,
        "change": change,
        "because": because.strip()[:300],
        "recorded_by_id": by.practitioner_key,
        "recorded_at": at,
    }


@transaction.atomic
def add_relative(
    *,
    by: Actor,
    person_id: UUID,
    term: str,
    source: rules.Source,
    at: datetime,
    span: rules.Span | None = None,
    other_id: UUID | None = None,
    said: rules.Particulars | None = None,
    responsibility: str = "",
    is_main_carer: bool = False,
    is_informal_carer: bool = False,
) -> Relationship:
    """Record that somebody known (`other_id`), or somebody new (`said`), is `term` of a person.

    Raises NotAllowed, Unsaid, AlreadySaid, ValueError or Person.DoesNotExist.
    """
    if (other_id is None) == (said is None):
        raise ValueError("add_relative needs either somebody known or somebody new")
    tie = rules.Tie(
        other_id or person_id,
        term,
        person_id,
        source,
        span or rules.Span(),
        responsibility=responsibility,
        is_main_carer=is_main_carer,
        is_informal_carer=is_informal_carer,
    )
    if said is not None:
        tie = replace(tie, person_id=add_person(by=by, said=said, at=at).pk)
    return add_relationship(by=by, tie=tie, at=at)
