"""Writing down what was agreed about a worker's development, and both standing by it."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from earlyhelp.develop import queries
from earlyhelp.develop.models import DevelopmentTalk
from earlyhelp.develop.rules import supervision as rules
from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner


@transaction.atomic
def write_talk(
    *, by: Actor, worker: Practitioner, held_on: date, agreed: str, next_on: date | None, at: datetime
) -> DevelopmentTalk:
    """Write down what was agreed; the supervisor signs by writing, and the worker is asked to.

    Raises NotAllowed, NothingAgreed or UnlikelyDay.
    """
    queries.check_supervises(by=by, worker=worker)
    rules.check_talk(agreed=agreed, held_on=held_on, next_on=next_on, today=at.astimezone(LONDON).date())
    made = DevelopmentTalk.objects.create(
        agency_id=by.agency_key,
        worker=worker,
        supervisor_id=by.practitioner_key,
        held_on=held_on,
        agreed=agreed.strip(),
        next_on=next_on,
        written_by_id=by.practitioner_key,
        written_at=at,
        supervisor_signed_at=at,
    )
    audit.record(by=by, did="development_talk.written", target=made, at=at)
    _tell(by, worker, made, at)
    return made


@transaction.atomic
def rewrite_talk(
    *,
    by: Actor,
    talk: DevelopmentTalk,
    held_on: date,
    agreed: str,
    next_on: date | None,
    read: str,
    at: datetime,
) -> None:
    """Put right what was agreed, while not both have signed. The worker is asked again. The writer signs by writing.

    `read` is the mark of the words as the writer read them. Raises NotAllowed, SignedTalk, RewrittenTalk, NothingAgreed
    or UnlikelyDay.
    """
    queries.check_supervises(by=by, worker=talk.worker)
    row = _locked(by, talk)
    rules.check_is_unsigned(is_signed=row.is_signed)
    rules.check_is_as_read(queries.mark_of_talk(by=by, talk=row), read)
    rules.check_talk(agreed=agreed, held_on=held_on, next_on=next_on, today=at.astimezone(LONDON).date())
    row.held_on, row.agreed, row.next_on, row.written_at = held_on, agreed.strip(), next_on, at
    row.supervisor_signed_at, row.worker_signed_at, row.objection = at, None, ""
    row.save()
    audit.record(by=by, did="development_talk.rewritten", target=row, at=at)
    _tell(by, talk.worker, row, at)


@transaction.atomic
def sign_talk(*, by: Actor, talk: DevelopmentTalk, read: str, at: datetime) -> None:
    """Stand by what was agreed, as it was read. Raises NotAllowed or RewrittenTalk. Twice is once."""
    row = _locked(by, talk)
    rules.check_is_as_read(queries.mark_of_talk(by=by, talk=row), read)
    if row.is_signed:
        return
    if by.practitioner_id == row.worker_id:
        row.worker_signed_at, row.objection = at, ""
    else:
        row.supervisor_signed_at = at
    row.save()
    audit.record(by=by, did="development_talk.signed", target=row, at=at)


@transaction.atomic
def object_to_talk(*, by: Actor, talk: DevelopmentTalk, words: str, read: str, at: datetime) -> None:
    """Say what was agreed differently, as the worker. The supervisor hears.

    Raises NotAllowed, SignedTalk, RewrittenTalk or NothingAgreed.
    """
    row = _locked(by, talk)
    rules.check_is_one_of_two(by, worker_id=row.worker_id, supervisor_id=row.worker_id)
    rules.check_is_unsigned(is_signed=row.is_signed)
    rules.check_is_as_read(queries.mark_of_talk(by=by, talk=row), read)
    rules.check_objection(words)
    row.objection = words.strip()
    row.save()
    audit.record(by=by, did="development_talk.objected", target=row, at=at)
    _tell(by, talk.supervisor, row, at)


def _locked(by: Actor, talk: DevelopmentTalk) -> DevelopmentTalk:
    rules.check_is_one_of_two(by, worker_id=talk.worker_id, supervisor_id=talk.supervisor_id)
    return DevelopmentTalk.objects.select_for_update().get(pk=talk.pk)


def _tell(by: Actor, to: Practitioner, talk: DevelopmentTalk, at: datetime) -> None:
    path = reverse("develop:talk", args=[talk.pk])
    send_message(by=by, to=to, template=Template.TALK_WRITTEN, context={"path": path}, about=talk, at=at)
