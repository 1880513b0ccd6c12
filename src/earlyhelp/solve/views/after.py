"""What the page of a case shows after a decision: who has it, until when, and what the family was told."""

from typing import Any

from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.queries import Case
from earlyhelp.solve.queries.followups import get_following, list_family_words
from earlyhelp.solve.queries.keeping import get_keeping
from earlyhelp.solve.rules.followups import TELLS_FAMILY


def after_decision(request: Request, case: Case) -> dict[str, Any]:
    """Who has it now; and the words of the part after the decision, while there is one and no question is open."""
    last = case.last
    keeping = get_keeping(request.actor, case.notification.pk, case.priority)
    if last is None or last.outcome == Outcome.ASKED_BACK:
        return {"keeping": keeping}
    following = get_following(request.actor, last)
    return {
        "keeping": keeping,
        "following": following,
        "follow_up_overdue": following.is_overdue(request.at.astimezone(LONDON).date()),
        "family_word": list_family_words(request.actor, [last]).get(last.pk),
        "tells_family": last.outcome in TELLS_FAMILY,
    }
