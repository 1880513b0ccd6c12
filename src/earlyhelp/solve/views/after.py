"""What the page of a case shows after a decision: who has it, until when, and what the family was told."""

from typing import Any

from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.models import Hold
from earlyhelp.solve.queries import Case
from earlyhelp.solve.queries.followups import get_following, list_family_words
from earlyhelp.solve.queries.keeping import get_keeping
from earlyhelp.solve.rules.followups import TELLS_FAMILY


def after_decision(request: Request, case: Case, hold: Hold | None) -> dict[str, Any]:
    """Who has it now; and the words of the part after the decision, while there is one and no question is open."""
    last = case.last
    following = get_following(request.actor, last) if last else None
    keeping = get_keeping(request.actor, case, hold=hold, following=following)
    if last is None or following is None or last.outcome == Outcome.ASKED_BACK:
        return {"keeping": keeping}
    return {
        "keeping": keeping,
        "following": following,
        "follow_up_overdue": following.is_overdue(request.at.astimezone(LONDON).date()),
        "family_word": list_family_words(request.actor, [last]).get(last.pk),
        "tells_family": last.outcome in TELLS_FAMILY,
    }
