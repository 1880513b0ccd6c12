"""Opening an episode of help, and who is in it and works with it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.govern.queries.rights import check_may_use
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.actions.disclosures import disclose
from earlyhelp.partnership.choices import DataSet
from earlyhelp.partnership.models import Practitioner, Team
from earlyhelp.solve import queries, rules
from earlyhelp.solve.actions.episode_news import tell_part
from earlyhelp.solve.actions.involving import close_to_agency, close_to_person, open_to_agency, open_to_person
from earlyhelp.solve.choices import WorkerPart
from earlyhelp.solve.models import Decision, Episode, EpisodeMember, EpisodeWorker
from earlyhelp.solve.queries.together import is_apart_from_members, would_members_meet
from earlyhelp.solve.rules import together
from earlyhelp.understand.models import Person
from earlyhelp.understand.queries import list_joined, list_known, people_of

_PREFIX: Final = "EP"


@transaction.atomic
def open_episode(
    *,
    by: Actor,
    notification: Notification | None,
    decision: Decision | None,
    person_ids: Sequence[UUID],
    lead: Practitioner | None,
    team: Team,
    at: datetime,
    previous: Episode | None = None,
    knows: bool = False,
) -> Episode:
    """Open an episode of help with a family. The same decision opens one, however often this is sent.

    Without a lead it waits for one, with the team. The last closed episode about these people is linked, unless
    another goes on from it. Raises NotAllowed, NoAgreement, CannotStepEpisode, BroughtTogether, or HoldsBoth unless
    it `knows` that the lead works with somebody kept apart from one of these people.
    """
    rules.check_may_open_episode(by, agency_id=team.agency_id)
    if decision is not None:
        Decision.objects.select_for_update().get(pk=decision.pk)
        there = Episode.objects.filter(decision=decision, closed_at=None).first()
        if there is not None:
            return there
    check_may_use(by, person_ids)
    people = _people(by, person_ids)
    episode = Episode.objects.create(
        reference=_next_reference(at),
        agency_id=by.agency_key,
        team=team,
        notification=notification,
        decision=decision,
        previous=previous or queries.get_last_episode(by, people),
        opened_by_id=by.practitioner_key,
        opened_at=at,
    )
    detail = {"goes_on_from": episode.previous.reference if episode.previous else ""}
    audit.record(by=by, did="episode.opened", target=episode, at=at, detail=detail)
    for person_id in people:
        add_member(by=by, episode=episode, person_id=person_id, at=at)
    if lead is not None:
        add_worker(by=by, episode=episode, practitioner=lead, part=WorkerPart.LEAD, at=at, knows=knows)
    return episode


def _people(by: Actor, person_ids: Sequence[UUID]) -> list[UUID]:
    joined = list_joined(by, person_ids)
    current = list(dict.fromkeys(joined[key][0] for key in person_ids))
    if not current or Person.objects.filter(pk__in=current, agency_id=by.agency_key).count() != len(current):
        raise rules.CannotStepEpisode(_("Choose at least one person whom the help is for."))
    return current


@transaction.atomic
def add_member(*, by: Actor, episode: Episode, person_id: UUID, at: datetime) -> EpisodeMember:
    """Say that an episode is about this person too. Twice is once.

    Raises NotAllowed (Restricted for a record that is kept and not used), CannotStepEpisode, or BroughtTogether for
    two who are kept apart.
    """
    check_leads(by, episode)
    check_open(episode)
    there = EpisodeMember.objects.filter(episode=episode, person_id=person_id, left_at=None).first()
    if there is not None:
        return there
    check_may_use(by, people_of(by, person_id))
    known = list_known(by, [person_id], at=at)
    if person_id not in known:
        raise rules.CannotStepEpisode(_("Choose a person whom the front door knows."))
    together.check_may_join(is_apart=is_apart_from_members(by, episode_id=episode.pk, person_id=person_id))
    member = EpisodeMember.objects.create(
        agency_id=episode.agency_id,
        episode=episode,
        person_id=person_id,
        called=known[person_id].called,
        joined_at=at,
    )
    audit.record(by=by, did="episode.member_joined", target=episode, at=at, detail={"person": str(person_id)})
    open_to_person(by, episode, person_id, at)
    return member


@transaction.atomic
def end_member(*, by: Actor, member_id: UUID, at: datetime) -> EpisodeMember:
    """Say that an episode is no longer about this person. The last one stays. Raises NotAllowed, CannotStepEpisode."""
    member = EpisodeMember.objects.select_for_update(of=("self",)).select_related("episode").get(pk=member_id)
    check_leads(by, member.episode)
    if member.left_at is not None:
        return member
    if queries.list_members(by, [member.episode_id]).count() == 1:
        raise rules.CannotStepEpisode(_("An episode is about at least one person. Close it instead."))
    member.left_at = at
    member.save(update_fields=["left_at"])
    detail = {"person": str(member.person_id)}
    audit.record(by=by, did="episode.member_left", target=member.episode, at=at, detail=detail)
    close_to_person(by, member.episode, member.person_id, at)
    return member


@transaction.atomic
def add_worker(
    *,
    by: Actor,
    episode: Episode,
    practitioner: Practitioner,
    part: str,
    at: datetime,
    why: str = "",
    tells: bool = True,
    knows: bool = False,
) -> EpisodeWorker:
    """Give a practitioner a part in an episode; their agency sees it while the part lasts. Twice is once.

    They hear of it, unless `tells` says that the caller tells them of several at once.

    A lead is given here when nobody leads; afterwards `change_lead`. Raises NotAllowed, NoAgreement (the sentence
    says whom to ask), CannotStepEpisode, or HoldsBoth unless it `knows`.
    """
    check_leads(by, episode)
    check_open(episode)
    _check_may_join(by, episode, practitioner, at)
    there = EpisodeWorker.objects.filter(episode=episode, practitioner=practitioner, until_at=None).first()
    if there is not None and there.part == part:
        return there
    if part == WorkerPart.LEAD and _leads(episode).exists():
        raise rules.CannotStepEpisode(
            _("A family has one lead worker at a time. Change the lead, and say why.")
        )
    holds_both = there is None and _check_holds_one(by, episode, practitioner, knows=knows)
    if there is not None:
        end_part(there, why, at)
    made = EpisodeWorker.objects.create(
        agency_id=episode.agency_id,
        episode=episode,
        practitioner=practitioner,
        part=part,
        from_at=at,
        added_by_id=by.practitioner_key,
        why=why.strip(),
    )
    detail = {"practitioner": str(practitioner.pk), "part": str(part)} | _known(holds_both=holds_both)
    audit.record(by=by, did="episode.worker_joined", target=episode, reason=why, at=at, detail=detail)
    open_to_agency(by, episode, practitioner.agency_id, at)
    if tells:
        tell_part(by, episode, practitioner, part, at)
    return made


@transaction.atomic
def end_worker(*, by: Actor, worker_id: UUID, why: str, at: datetime) -> EpisodeWorker:
    """End a practitioner's part, with a reason. When nobody of their agency is left, its access ends with it.

    A worker may end their own part. Raises NotAllowed, CannotStepEpisode, EpisodeWorker.DoesNotExist.
    """
    found = EpisodeWorker.objects.select_for_update(of=("self",)).select_related("episode", "practitioner")
    worker = found.get(pk=worker_id)
    if worker.practitioner_id != by.practitioner_id:
        check_leads(by, worker.episode)
    rules.check_because(why)
    if worker.until_at is None:
        end_part(worker, why, at)
        detail = {"practitioner": str(worker.practitioner_id), "part": worker.part}
        audit.record(
            by=by, did="episode.worker_left", target=worker.episode, reason=why, at=at, detail=detail
        )
        close_to_agency(by, worker.episode, worker.practitioner.agency_id, at)
    return worker


@transaction.atomic
def change_lead(
    *,
    by: Actor,
    episode: Episode,
    practitioner: Practitioner,
    why: str,
    at: datetime,
    stays: bool = False,
    tells: bool = True,
    knows: bool = False,
) -> EpisodeWorker:
    """Give a family another lead worker and say why. With `stays`, the last one joins the team around the family.

    Both hear of it, unless `tells` says that the caller tells them. Raises NotAllowed, NoAgreement, CannotStepEpisode,
    or HoldsBoth unless it `knows`.
    """
    check_leads(by, episode)
    rules.check_because(why)
    _check_may_join(by, episode, practitioner, at)
    last = _leads(episode).select_for_update(of=("self",)).select_related("practitioner").first()
    if last is not None and last.practitioner_id == practitioner.pk:
        return last
    holds_both = _check_holds_one(by, episode, practitioner, knows=knows)
    if last is not None:
        end_part(last, why, at)
    lead = _lead(by, episode, practitioner, why, at, _known(holds_both=holds_both))
    if tells:
        tell_part(by, episode, practitioner, WorkerPart.LEAD, at)
    if last is not None and stays:
        _join_team(by, episode, last.practitioner, at)
    elif last is not None:
        close_to_agency(by, episode, last.practitioner.agency_id, at)
    return lead


def _lead(
    by: Actor, episode: Episode, practitioner: Practitioner, why: str, at: datetime, known: dict[str, bool]
) -> EpisodeWorker:
    """Write the new lead's part, once nobody leads. Whoever calls it has checked."""
    for own in EpisodeWorker.objects.filter(episode=episode, practitioner=practitioner, until_at=None):
        end_part(own, why, at)
    lead = EpisodeWorker.objects.create(
        agency_id=episode.agency_id,
        episode=episode,
        practitioner=practitioner,
        part=WorkerPart.LEAD,
        from_at=at,
        added_by_id=by.practitioner_key,
        why=why.strip(),
    )
    detail = {"practitioner": str(practitioner.pk)} | known
    audit.record(by=by, did="episode.lead_changed", target=episode, reason=why, at=at, detail=detail)
    open_to_agency(by, episode, practitioner.agency_id, at)
    return lead


def _join_team(by: Actor, episode: Episode, practitioner: Practitioner, at: datetime) -> None:
    EpisodeWorker.objects.create(
        agency_id=episode.agency_id,
        episode=episode,
        practitioner=practitioner,
        part=WorkerPart.TEAM,
        from_at=at,
        added_by_id=by.practitioner_key,
    )
    tell_part(by, episode, practitioner, WorkerPart.TEAM, at)


def end_part(worker: EpisodeWorker, why: str, at: datetime) -> None:
    """Write the end of a part. Whoever calls it has checked, and audits."""
    worker.until_at = at
    worker.until_why = why.strip()
    worker.save(update_fields=["until_at", "until_why"])


def _leads(episode: Episode) -> QuerySet[EpisodeWorker]:
    return EpisodeWorker.objects.filter(episode=episode, part=WorkerPart.LEAD, until_at=None)


def check_leads(by: Actor, episode: Episode) -> None:
    """Refuse whoever neither leads the episode nor works at its front door. Raises NotAllowed."""
    is_lead = _leads(episode).filter(practitioner_id=by.practitioner_key).exists()
    rules.check_may_lead_episode(by, agency_id=episode.agency_id, is_lead=is_lead)


def check_open(episode: Episode) -> None:
    """Refuse changing what is closed. Raises CannotStepEpisode."""
    rules.check_is_open(episode.closed_at)


def _check_may_join(by: Actor, episode: Episode, practitioner: Practitioner, at: datetime) -> None:
    """Somebody who works now, of the council itself or of an agency with which it may share this."""
    if not practitioner.is_active or practitioner.role not in rules.WORKERS:
        raise NotAllowed(_("Choose somebody who works with families now."))
    if practitioner.agency_id != episode.agency_id:
        disclose(
            by=by,
            giver_id=episode.agency_id,
            receiver_id=practitioner.agency_id,
            purpose=by.purpose,
            data_set=DataSet.CIRCUMSTANCES,
            about=episode,
            at=at,
        )


def _check_holds_one(by: Actor, episode: Episode, practitioner: Practitioner, *, knows: bool) -> bool:
    """Warn when the worker works with somebody kept apart from one of the family. True when somebody decided to."""
    holds_both = would_members_meet(
        by, episode_id=episode.pk, agency_id=episode.agency_id, practitioner_id=practitioner.pk
    )
    together.check_holds_one(holds_both=holds_both, knows=knows)
    return holds_both


def _known(*, holds_both: bool) -> dict[str, bool]:
    """What the audit keeps when a worker was given both knowingly."""
    return {"holds_both": True} if holds_both else {}


def _next_reference(at: datetime) -> str:
    """The next reference that people can say, such as EP-26-0000001."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('solve_reference_seq')")
        (number,) = cursor.fetchone()
    return format_reference(_PREFIX, at.astimezone(LONDON).year, number)
