"""What stands in the head of every page about a person before anybody acts: warnings, and how to reach them safely."""

from typing import TYPE_CHECKING, Any

from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import queries
from earlyhelp.understand.rules.warnings import is_overdue, review_words

if TYPE_CHECKING:
    from earlyhelp.desk.pages.person import Opened


def safety(opened: "Opened") -> dict[str, Any]:
    """The notes that stand and that the reader may see, the safe way of contact, and whose agency reads."""
    today = opened.at.astimezone(LONDON).date()
    notes = queries.list_live_warnings(opened.by, opened.person.pk)
    return {
        "warnings_now": [
            {
                "note": note,
                "words": review_words(note.review_on, today),
                "is_overdue": is_overdue(note.review_on, today),
            }
            for note in notes
        ],
        "safe_way": queries.get_safe_way(opened.by, opened.person.pk, opened.header.reports),
        "own_agency": opened.by.agency_id,
    }
