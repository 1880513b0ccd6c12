"""What a practitioner said they would do, wherever they said it: in a family's plan or at a meeting."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve import rules
from earlyhelp.solve.models import Action, EpisodeWorker
from earlyhelp.solve.queries.episodes import list_my_actions


@dataclass(frozen=True, slots=True)
class OwnAction:
    """One open action of the reader. `episode` and `meeting` are references, empty where it has none."""

    action: Action
    is_late: bool
    may_move: bool
    episode: str
    meeting: str


def list_own_actions(*, by: Actor, at: datetime) -> list[OwnAction]:
    """The reader's open actions, the first due first; the reading is audited. Two queries and the audit."""
    today = at.astimezone(LONDON).date()
    found = list(list_my_actions(by).select_related("episode", "meeting_action__meeting"))
    parts = EpisodeWorker.objects.filter(practitioner_id=by.practitioner_key, until_at=None)
    works_in = set(parts.values_list("episode_id", flat=True))
    audit.record_read(by=by, what="action", targets=found, at=at)
    return [_own(by, one, works_in, today) for one in found]


def get_own_action(*, by: Actor, action_id: UUID, at: datetime) -> Action:
    """One open action of the reader; audited. Raises Action.DoesNotExist for anybody else's."""
    action = list_my_actions(by).get(pk=action_id)
    audit.record_read(by=by, what="action", targets=[action], at=at)
    return action


def count_own_actions(by: Actor, *, at: datetime) -> tuple[int, int]:
    """How many actions of the reader are open, and how many of those are overdue. Two queries; names nobody."""
    mine = list_my_actions(by)
    return mine.count(), mine.filter(due_on__lt=at.astimezone(LONDON).date()).count()


def _own(by: Actor, action: Action, works_in: set[UUID], today: date) -> OwnAction:
    is_inside = action.episode_id in works_in or rules.may_open_episode(by, agency_id=action.agency_id)
    kept = getattr(action, "meeting_action", None)
    return OwnAction(
        action,
        action.due_on < today,
        action.episode_id is None or is_inside,
        action.episode.reference if action.episode is not None and is_inside else "",
        kept.meeting.reference if kept is not None and kept.meeting is not None else "",
    )
