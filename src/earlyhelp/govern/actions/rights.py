"""Handling a request: logged, its clock stopped and begun again, given more time, answered, refused, taken back."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices.rights import (
    AskedBy,
    IdentityProof,
    MarkKind,
    Outcome,
    RightsKind,
    RightsState,
    WaitFor,
)
from earlyhelp.govern.models.rights import Pack, RecordMark, RightsPause, RightsRequest, RightsStep
from earlyhelp.govern.queries.rights import PREFIX, running_of
from earlyhelp.govern.rules import rights as rules
from earlyhelp.govern.rules.rights_clock import check_can_extend, check_span
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON


@transaction.atomic
def log_request(*, by: Actor, asked: rules.Asked, at: datetime) -> RightsRequest:
    """Write down what somebody asked; the clock began on the day of receipt. Raises Incomplete, WrongDay."""
    rules.check_may_handle(by)
    rules.check_asked(asked, at.astimezone(LONDON).date())
    check_span(asked.from_on, asked.until_on)
    request = RightsRequest.objects.create(
        reference=_next_reference(asked.received_on),
        agency_id=by.agency_key,
        kind=RightsKind(asked.kind),
        regime=asked.regime,
        subject_label=asked.subject_label,
        subject_key=asked.subject_key,
        subject_reference=asked.subject_reference,
        asked_by=AskedBy(asked.asked_by),
        asker_name=asked.asker_name.strip(),
        authority=asked.authority.strip(),
        competence=asked.competence,
        competence_why=asked.competence_why.strip(),
        language=asked.language,
        words=asked.words.strip(),
        should_be=asked.should_be.strip(),
        from_on=asked.from_on,
        until_on=asked.until_on,
        received_on=asked.received_on,
        logged_by=by.practitioner_key,
        logged_at=at,
    )
    _step(by, request, "rights.logged", at)
    return request


@transaction.atomic
def ask_the_person(*, by: Actor, request_id: UUID, why: str, words: str, at: datetime) -> RightsRequest:
    """Ask for proof of who they are, or for what exactly they want; the clock rests until they answer."""
    request = _move(by, request_id, RightsState.WAITING)
    rules.check_words(words)
    RightsPause.objects.create(
        agency_id=request.agency_id, request=request, why=WaitFor(why), from_on=_day(at)
    )
    _step(by, request, "rights.asked_back", at, words)
    return request


@transaction.atomic
def confirm_identity(*, by: Actor, request_id: UUID, proof: str, at: datetime) -> RightsRequest:
    """Say how it was checked who asks, and go on; a clock that rests begins again."""
    rules.check_identity(proof)
    request = _move(by, request_id, RightsState.WORKING)
    request.identity, request.identity_on = IdentityProof(proof), _day(at)
    request.save(update_fields=["identity", "identity_on"])
    _end_pause(request, at)
    _step(by, request, "rights.identity_checked", at)
    return request


@transaction.atomic
def note_answer_of_person(*, by: Actor, request_id: UUID, words: str, at: datetime) -> RightsRequest:
    """Write down what the person answered; the clock begins again. Raises Incomplete before identity is checked."""
    request = _move(by, request_id, RightsState.WORKING)
    rules.check_words(words)
    rules.check_identity(request.identity)
    _end_pause(request, at)
    _step(by, request, "rights.answered_back", at, words)
    return request


@transaction.atomic
def extend_request(*, by: Actor, request_id: UUID, because: str, at: datetime) -> RightsRequest:
    """Take two months more, for a reason that the person was told today. Raises TooLateToExtend, Incomplete."""
    request = _locked(by, request_id)
    rules.check_words(because)
    if request.state not in rules.OPEN or request.extended_on is not None:
        rules.check_can_move(RightsState.ANSWERED, RightsState.WORKING)
    check_can_extend(running_of(by, request, today=_day(at)).clock, _day(at))
    request.extended_on, request.extended_because = _day(at), because.strip()
    request.save(update_fields=["extended_on", "extended_because"])
    _step(by, request, "rights.extended", at, because)
    return request


@transaction.atomic
def answer_request(*, by: Actor, request_id: UUID, outcome: str, words: str, at: datetime) -> RightsRequest:
    """Answer what somebody asked, and honour it: put or leave the mark, attach their statement where it is refused.

    Whoever calls this tells the agencies that hold the same: that needs rooms above this one.
    """
    request = _move(by, request_id, RightsState.ANSWERED)
    rules.check_identity(request.identity)
    rules.check_words(words)
    if request.kind == RightsKind.ACCESS:
        given = Pack.objects.filter(request=request, released_at__isnull=False).exists()
        rules.check_pack_given(is_given=given)
    request.outcome, request.answer, request.closed_at = Outcome(outcome), words.strip(), at
    request.save(update_fields=["outcome", "answer", "closed_at"])
    kind = rules.mark_of(request.kind) if outcome != Outcome.REFUSED else None
    if request.kind == RightsKind.RECTIFICATION and outcome != Outcome.GRANTED:
        kind = MarkKind.STATEMENT
    if kind is not None:
        _mark(by, request, kind, at)
    _step(by, request, "rights.answered", at, words)
    return request


@transaction.atomic
def refuse_request(*, by: Actor, request_id: UUID, because: str, at: datetime) -> RightsRequest:
    """Refuse a request, with the reason and where to complain in the answer."""
    request = _move(by, request_id, RightsState.REFUSED)
    rules.check_words(because)
    request.outcome, request.answer, request.closed_at = Outcome.REFUSED, because.strip(), at
    request.save(update_fields=["outcome", "answer", "closed_at"])
    _end_pause(request, at)
    _step(by, request, "rights.refused", at, because)
    return request


@transaction.atomic
def withdraw_request(*, by: Actor, request_id: UUID, because: str, at: datetime) -> RightsRequest:
    """The person takes their request back."""
    request = _move(by, request_id, RightsState.WITHDRAWN)
    rules.check_words(because)
    request.closed_at = at
    request.save(update_fields=["closed_at"])
    _end_pause(request, at)
    _step(by, request, "rights.withdrawn", at, because)
    return request


@transaction.atomic
def lift_mark(*, by: Actor, mark_id: UUID, because: str, at: datetime) -> RecordMark:
    """End a restriction or an objection, after the person was told. Raises NotAllowed, Incomplete."""
    rules.check_may_handle(by)
    rules.check_words(because)
    mark = (
        RecordMark.objects.select_for_update(of=("self",))
        .select_related("request")
        .get(pk=mark_id, agency_id=by.agency_key)
    )
    if mark.until_at is None:
        mark.until_at, mark.lifted_because = at, because.strip()
        mark.save(update_fields=["until_at", "lifted_because"])
        _step(by, mark.request, "rights.mark_lifted", at, because)
    return mark


def _mark(by: Actor, request: RightsRequest, kind: MarkKind, at: datetime) -> None:
    RecordMark.objects.create(
        agency_id=request.agency_id,
        request=request,
        record_id=request.subject_key,
        kind=kind,
        words=request.words if kind is MarkKind.STATEMENT else "",
        from_at=at,
    )
    audit.record(by=by, did="rights.marked", target=request, at=at, detail={"kind": kind.value})


def _locked(by: Actor, request_id: UUID) -> RightsRequest:
    rules.check_may_handle(by)
    return RightsRequest.objects.select_for_update().get(pk=request_id, agency_id=by.agency_key)


def _move(by: Actor, request_id: UUID, to: RightsState) -> RightsRequest:
    request = _locked(by, request_id)
    rules.check_can_move(request.state, to)
    request.state = to
    request.save(update_fields=["state"])
    return request


def _end_pause(request: RightsRequest, at: datetime) -> None:
    RightsPause.objects.filter(request=request, until_on=None).update(until_on=_day(at))


def _step(by: Actor, request: RightsRequest, did: str, at: datetime, note: str = "") -> None:
    """What was done stands with the request, and in the audit, which holds no words of the person."""
    RightsStep.objects.create(
        agency_id=request.agency_id,
        request=request,
        did=did,
        note=note.strip(),
        by_id=by.practitioner_id,
        by_label=by.label,
        at=at,
    )
    audit.record(by=by, did=did, target=request, at=at, detail={"kind": request.kind})


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _next_reference(on: date) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('govern_rights_seq')")
        (number,) = cursor.fetchone()
    return format_reference(PREFIX, on.year, number)
