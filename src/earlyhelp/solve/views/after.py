"""What the page of a case shows after a decision: who has it, until when, and what the family was told."""

from typing import Any

from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.queries import Case
from earlyhelp.solve.queries.followups import get_following, list_family_words
from earlyhelp.solve.rules.followups import TELLS_FAMILY


def after_decision(request: Request, case: Case) -> dict[str, Any]:
    """The words of the part that follows the decision; nothing while there is none, or while the officer is asked."""
    last = case.last
    if last is None or last.outcome == Outcome.ASKED_BACK:
        return {}
    following = get_following(request.actor, last)
    return {
        "following": following,
        "follow_up_overdue": following.is_overdue(request.at.astimezone(LONDON).date()),
        "family_word": list_family_words(request.actor, [last]).get(last.pk),
        "tells_family": last.outcome in TELLS_FAMILY,
    }
