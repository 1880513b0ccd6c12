"""Amendments in words: what was asked, what stood there before and what stands there now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import (
    HelpOffered,
    Need,
    PersonRole,
    PreferredLanguage,
    SafeContact,
    SharingView,
)
from earlyhelp.identify.models import Amendment, ReportedPerson
from earlyhelp.kit.time_words import written_date, written_moment

_LABELS: Final[dict[str, Promise]] = {
    "incident_number": _("Incident number"),
    "occurred_at": _("When it happened"),
    "place": _("Where it happened"),
    "place_postcode": _("Postcode of the place"),
    "strengths": _("What is going well, and who supports them"),
    "seen_and_heard": _("What the officer saw and heard"),
    "own_words": _("In their own words"),
    "needs": _("Kinds of need"),
    "help_offered": _("Was help offered?"),
    "sharing_view": _("What they said about sharing"),
    "sharing_words": _("More about sharing"),
    "who_had_care": _("Who was there, and who had care"),
    "wants": _("What they want to happen"),
    "due_on": _("Expected date of birth"),
    "looked": _("How they looked and reacted"),
    "role": _("Why they are named"),
    "given_name": _("First name"),
    "family_name": _("Last name"),
    "description": _("Description"),
    "date_of_birth": _("Date of birth"),
    "age": _("Age in years"),
    "address": _("Address"),
    "postcode": _("Postcode"),
    "telephone": _("Telephone"),
    "email": _("E-mail"),
    "language": _("Language they prefer"),
    "other_language": _("Another language"),
    "safe_contact": _("Safe way to contact them"),
    "safe_contact_note": _("More about safe contact"),
}
_CHOSEN: Final[dict[str, Any]] = {
    "needs": Need,
    "help_offered": HelpOffered,
    "sharing_view": SharingView,
    "role": PersonRole,
    "language": PreferredLanguage,
    "safe_contact": SafeContact,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One answer that was changed. `who` is the person it is about, empty for the notification itself."""

    field: str
    label: str
    before: str
    after: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Amended:
    """One change after sending, in words. `people` are positions of rows that it brought."""

    number: int
    at: datetime
    by: str
    reason: str
    changed: tuple[Changed, ...]
    added: tuple[str, ...]
    added_positions: frozenset[int]
    corrected_positions: frozenset[int]

    @property
    def fields(self) -> frozenset[str]:
        """The answers of the notification that it changed."""
        return frozenset(one.field for one in self.changed if not one.who)


def amended(row: Amendment, people: dict[int, ReportedPerson]) -> Amended:
    """An amendment in words. `people` are all rows of the notification, old ones too, by position."""
    changes = row.changes
    lines = [_line(one) for one in changes["fields"]]
    for corrected in changes["corrected"]:
        who = str(people[corrected["of"]]) if corrected["of"] in people else ""
        lines += [_line(one, who or str(_("A person"))) for one in corrected["fields"]]
    return Amended(
        number=row.number,
        at=row.amended_at,
        by=row.amended_by.full_name,
        reason=row.reason,
        changed=tuple(lines),
        added=tuple(str(people[position]) for position in changes["added"] if position in people),
        added_positions=frozenset(changes["added"]),
        corrected_positions=frozenset(one["position"] for one in changes["corrected"]),
    )


def _line(change: dict[str, Any], who: str = "") -> Changed:
    name = change["field"]
    label = str(_LABELS.get(name, name))
    return Changed(name, label, _words(name, change["before"]), _words(name, change["after"]), who)


def _words(name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if name in _CHOSEN:
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(_CHOSEN[name](one).label) for one in values)
    if name == "occurred_at":
        return written_moment(datetime.fromisoformat(value))
    if name in ("date_of_birth", "due_on"):
        return written_date(date.fromisoformat(value))
    return str(value)
