"""How an episode rests, goes on and ends."""

from datetime import datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.queries.codelists import list_offered
from earlyhelp.solve import queries, rules
from earlyhelp.solve.actions.episodes import check_leads
from earlyhelp.solve.actions.involving import close_to_all
from earlyhelp.solve.actions.visits import close_plan
from earlyhelp.solve.choices import EpisodeStep
from earlyhelp.solve.choices.lists import CLOSING_REASONS
from earlyhelp.solve.models import Episode, EpisodeWorker


@transaction.atomic
def close_episode(
    *, by: Actor, episode: Episode, reason: str, summary: str, family_view: str, at: datetime
) -> Episode:
    """Close an episode: every part in it ends, and with it what partners see. Twice is once.

    Raises NotAllowed, CannotStepEpisode, IncompleteClose.
    """
    locked = _lock(by, episode, EpisodeStep.CLOSE)
    if locked is None:
        return Episode.objects.get(pk=episode.pk)
    rules.check_close(
        reason,
        summary,
        family_view,
        open_actions=queries.list_open_actions(by, [episode.pk]).count(),
        reasons=dict(list_offered(by, CLOSING_REASONS, agency_id=locked.agency_id)),
    )
    return end_episode(by, locked, reason, summary.strip(), family_view.strip(), at)


def end_episode(
    by: Actor, episode: Episode, reason: str, summary: str, family_view: str, at: datetime
) -> Episode:
    """Write the end of an episode, and of its plan. Whoever calls it has checked that it may end."""
    close_plan(by=by, episode=episode, at=at)
    episode.closed_by_id, episode.closed_at, episode.close_reason = by.practitioner_key, at, reason
    episode.close_summary, episode.family_view = summary, family_view
    episode.paused_at, episode.paused_why = None, ""
    episode.save()
    audit.record(by=by, did="episode.closed", target=episode, at=at, detail={"reason": reason})
    agencies = {part.practitioner.agency_id for part in queries.list_live_parts(by, [episode.pk])}
    EpisodeWorker.objects.filter(episode=episode, until_at=None).update(until_at=at)
    close_to_all(by, episode, agencies, at)
    return episode


@transaction.atomic
def pause_episode(*, by: Actor, episode: Episode, reason: str, at: datetime) -> Episode:
    """Let an episode rest, as when somebody took their consent back. Its lead stays. Twice is once.

    Raises NotAllowed or CannotStepEpisode.
    """
    check_leads(by, episode)
    rules.check_because(reason)
    if episode.paused_at is not None:
        return episode
    locked = _lock(by, episode, EpisodeStep.PAUSE)
    if locked is not None:
        locked.paused_at, locked.paused_why = at, reason.strip()
        locked.save(update_fields=["paused_at", "paused_why"])
        audit.record(by=by, did="episode.paused", target=locked, reason=reason, at=at)
    return locked or episode


@transaction.atomic
def resume_episode(*, by: Actor, episode: Episode, at: datetime) -> Episode:
    """Go on with an episode that rested. Raises NotAllowed or CannotStepEpisode."""
    locked = _lock(by, episode, EpisodeStep.RESUME)
    if locked is not None:
        locked.paused_at, locked.paused_why = None, ""
        locked.save(update_fields=["paused_at", "paused_why"])
        audit.record(by=by, did="episode.resumed", target=locked, at=at)
    return locked or episode


def _lock(by: Actor, episode: Episode, step: EpisodeStep) -> Episode | None:
    """The episode as it stands now, locked for this step; None when it has closed already."""
    check_leads(by, episode)
    locked = Episode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    if locked.closed_at is not None and step is EpisodeStep.CLOSE:
        return None
    rules.check_can_step_episode(queries.get_standing(by, locked).state, step)
    return locked
