"""An adult's own childhood: written only with their consent, opened only with a purpose, each time."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.kit.actor import Actor
from earlyhelp.understand import queries
from earlyhelp.understand.actions.entries import checked, columns, mark_ended, today
from earlyhelp.understand.choices import ConsentWay
from earlyhelp.understand.choices.entries import Visibility
from earlyhelp.understand.choices.histories import WhyHistory
from earlyhelp.understand.models import ChildhoodHistory, HistoryOpening, HistoryPermission, Person
from earlyhelp.understand.queries.entries import Told
from earlyhelp.understand.rules import entries as entry_rules
from earlyhelp.understand.rules import histories as rules
from earlyhelp.understand.rules.entries import Telling


@transaction.atomic
def record_history(
    *,
    by: Actor,
    person_id: UUID,
    kind: str,
    telling: Telling,
    agreed: bool,
    agreed_way: str,
    agreed_on: date | None,
    at: datetime,
) -> ChildhoodHistory:
    """Write down what an adult told of their own childhood. Only its writer sees it from then on.

    Raises NotAllowed, NotAgreed, Incomplete, ImpossibleTime, Person.DoesNotExist.
    """
    rules.check_may_open_history(by)
    rules.check_agreed(agreed=agreed, agreed_on=agreed_on, today=today(at))
    assert agreed_on is not None  # the check above refuses it
    own = replace(telling, visibility=Visibility.NAMED, named=(by.practitioner_key,))
    person = Person.objects.get(pk=person_id, agency_id=by.agency_key)
    history = ChildhoodHistory.objects.create(
        **columns(by, checked(by, own, at), at),
        person=person,
        kind=kind,
        agreed_way=ConsentWay(agreed_way),
        agreed_on=agreed_on,
    )
    audit.record(by=by, did="childhood_history.recorded", target=history, at=at)
    return history


@transaction.atomic
def correct_history(
    *,
    by: Actor,
    history_id: UUID,
    kind: str,
    telling: Telling,
    because: str,
    agreed: bool,
    agreed_way: str,
    agreed_on: date | None,
    at: datetime,
) -> ChildhoodHistory:
    """Put right what one wrote of an adult's childhood: a new row, and they agree to its words. It must be open.

    Whoever may read the new row may read what stood there before. Raises NotAllowed, NotAgreed, Incomplete,
    ImpossibleTime, AlreadyReplaced, ChildhoodHistory.DoesNotExist.
    """
    rules.check_may_open_history(by)
    entry_rules.check_because(because)
    mine = ChildhoodHistory.objects.select_for_update(of=("self",)).filter(recorded_by_id=by.practitioner_key)
    old = mine.get(pk=history_id)
    replaced = ChildhoodHistory.objects.filter(replaces_id=old.pk).exists()
    entry_rules.check_can_change(replaced=replaced, ended=old.ended_at is not None)
    rules.check_agreed(agreed=agreed, agreed_on=agreed_on, today=today(at))
    assert agreed_on is not None  # the check above refuses it
    own = replace(telling, visibility=Visibility.NAMED, named=(by.practitioner_key,))
    history = ChildhoodHistory.objects.create(
        **columns(by, checked(by, own, at), at),
        person_id=old.person_id,
        kind=kind,
        agreed_way=ConsentWay(agreed_way),
        agreed_on=agreed_on,
        replaces=old,
        replaced_because=because.strip()[:300],
    )
    audit.record(
        by=by, did="childhood_history.corrected", target=history, at=at, detail={"before": str(old.pk)}
    )
    return history


@transaction.atomic
def open_history(*, by: Actor, person_id: UUID, what_for: str, at: datetime) -> list[Told]:
    """Say what for, and read what there is that the actor may read, for a quarter of an hour.

    The same answer, an empty one, when nothing is recorded and when it is for others. Raises NotAllowed,
    Person.DoesNotExist, ValueError for a purpose that is none of ours.
    """
    rules.check_may_open_history(by)
    purpose = WhyHistory(what_for)
    person = Person.objects.get(pk=person_id, agency_id=by.agency_key)
    for key in queries.people_of(by, person.pk):
        HistoryOpening.objects.create(
            agency_id=by.agency_key,
            person_id=key,
            practitioner_id=by.practitioner_key,
            what_for=purpose,
            opened_at=at,
            until_at=at + rules.OPEN_FOR,
        )
    audit.record(
        by=by,
        did="childhood_history.opened",
        target=person,
        kind=EntryKind.READ,
        reason=purpose.value,
        at=at,
    )
    return queries.list_histories(by, person.pk)


@transaction.atomic
def let_read_history(
    *, by: Actor, person_id: UUID, practitioner_id: UUID, because: str, until_on: date, at: datetime
) -> HistoryPermission:
    """Let one colleague read what one wrote of a person's childhood, until a day. The history must be open.

    Raises NotAllowed, NoPermission, Practitioner.DoesNotExist.
    """
    rules.check_may_open_history(by)
    mine = ChildhoodHistory.objects.filter(person_id=person_id, recorded_by_id=by.practitioner_key)
    rules.check_permission(
        is_writer=mine.exists(),
        is_own=practitioner_id == by.practitioner_id,
        because=because,
        until_on=until_on,
        today=today(at),
    )
    colleague = queries.list_colleagues(by).get(pk=practitioner_id)
    permission = HistoryPermission.objects.create(
        agency_id=by.agency_key,
        person_id=person_id,
        practitioner=colleague,
        because=because.strip()[:300],
        until_on=until_on,
        given_by_id=by.practitioner_key,
        given_at=at,
    )
    detail = {"practitioner": str(colleague.pk), "until": until_on.isoformat()}
    audit.record(by=by, did="childhood_history.permitted", target=permission, at=at, detail=detail)
    return permission


@transaction.atomic
def take_back_history(*, by: Actor, permission_id: UUID, at: datetime) -> None:
    """End a permission at once. Raises NotAllowed, HistoryPermission.DoesNotExist."""
    rules.check_may_open_history(by)
    permission = HistoryPermission.objects.get(pk=permission_id, given_by_id=by.practitioner_key)
    audit.record(by=by, did="childhood_history.taken_back", target=permission, at=at)
    permission.delete()


@transaction.atomic
def end_history(*, by: Actor, history_id: UUID, because: str, at: datetime) -> ChildhoodHistory:
    """Say that what one wrote no longer holds, or that the adult wants it gone from sight. It must be open.

    Raises NotAllowed, Incomplete, AlreadyReplaced, ChildhoodHistory.DoesNotExist.
    """
    rules.check_may_open_history(by)
    entry_rules.check_because(because)
    mine = ChildhoodHistory.objects.select_for_update().filter(recorded_by_id=by.practitioner_key)
    history = mine.get(pk=history_id)
    replaced = ChildhoodHistory.objects.filter(replaces_id=history.pk).exists()
    entry_rules.check_can_change(replaced=replaced, ended=history.ended_at is not None)
    mark_ended(by, history, because, at)
    audit.record(by=by, did="childhood_history.ended", target=history, at=at)
    return history
