"""Writing down what was said in supervision, and setting for how long an episode may be reopened."""

from datetime import date, datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import rules
from earlyhelp.solve.models import Episode, EpisodeStandard, SupervisionNote


@transaction.atomic
def write_supervision_note(
    *,
    by: Actor,
    worker: Practitioner,
    held_on: date,
    text: str,
    agreed: str,
    at: datetime,
    episode: Episode | None = None,
) -> SupervisionNote:
    """Write down what was said about a worker's case work. The worker reads it. Twice is once.

    Raises NotAllowed or IncompleteNote.
    """
    rules.check_may_supervise(by, worker_agency=worker.agency_id)
    rules.check_note(text)
    said = {"worker": worker, "held_on": held_on, "text": text.strip(), "agreed": agreed.strip()}
    there = SupervisionNote.objects.filter(**said, episode=episode, written_by_id=by.practitioner_key).first()
    if there is not None:
        return there
    note = SupervisionNote.objects.create(
        **said,
        agency_id=by.agency_key,
        episode=episode,
        written_by_id=by.practitioner_key,
        written_at=at,
    )
    audit.record(by=by, did="supervision_note.written", target=note, at=at)
    return note


@transaction.atomic
def set_reopening(*, by: Actor, days: int, at: datetime) -> EpisodeStandard:
    """Set for how many days coming back counts as reopening, for the actor's council.

    Raises NotAllowed or UnlikelyStandard.
    """
    rules.check_may_supervise(by, worker_agency=by.agency_key)
    rules.check_reopening_days(days)
    last = EpisodeStandard.objects.filter(agency_id=by.agency_key).first()
    if last is not None and last.reopen_within_days == days:
        return last
    made = EpisodeStandard.objects.create(
        agency_id=by.agency_key, reopen_within_days=days, set_by_id=by.practitioner_key, set_at=at
    )
    changed = {"reopen_within_days": (last.reopen_within_days if last else None, days)}
    audit.record(by=by, did="episode_standard.set", target=made, at=at, changed=changed)
    return made
