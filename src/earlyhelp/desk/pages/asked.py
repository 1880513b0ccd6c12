"""What stands in the head of a person's page since somebody asked something of their record."""

from typing import TYPE_CHECKING, Any

from earlyhelp.govern.choices.rights import MarkKind
from earlyhelp.govern.queries.rights import is_asked_about, list_marks

if TYPE_CHECKING:
    from earlyhelp.desk.pages.person import Opened


def asked(opened: "Opened") -> dict[str, Any]:
    """That a request is open, for the agency that answers it; that they object to sharing; their own statements."""
    keys = [opened.person.pk]
    marks = list_marks(opened.by, keys)
    return {
        "is_asked_about": is_asked_about(opened.by, keys),
        "objects_to_sharing": any(mark.kind == MarkKind.OBJECTED for mark in marks),
        "own_statements": [mark for mark in marks if mark.kind == MarkKind.STATEMENT],
    }
