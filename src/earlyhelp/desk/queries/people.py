"""The head of every page about one person: what they are called, by whom, and how to reach them safely."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from earlyhelp.identify.choices import PreferredLanguage, SafeContact
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.rules import age_on
from earlyhelp.understand.models import Person
from earlyhelp.understand.queries import list_reports_now


@dataclass(frozen=True, slots=True)
class Named:
    """One way in which somebody is called, and the newest report that says so."""

    name: str
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the head of each page about a person. Nothing in it is *the* value: each says whose it is."""

    person: Person
    names: tuple[Named, ...]
    age: int | None
    is_age_guessed: bool
    language: str
    safe_contact: str
    safe_contact_note: str
    agencies: tuple[str, ...]
    reports: tuple[ReportedPerson, ...]

    @property
    def name(self) -> str:
        """How the newest source calls them, or their reference when none does."""
        return self.names[0].name if self.names else self.person.reference


def get_header(by: Actor, person: Person, *, at: datetime) -> Header:
    """What the actor may see of a person at a glance. The page that shows it writes the audit entry."""
    reports = list_reports_now(by, person)
    aged = next((one for one in reports if one.date_of_birth or one.age is not None), None)
    age = age_on(aged.date_of_birth, aged.age, at.astimezone(LONDON).date()) if aged else None
    asked = next((one for one in reports if one.language != PreferredLanguage.NOT_ASKED), None)
    safe = next((one for one in reports if one.safe_contact != SafeContact.NOT_KNOWN), None)
    return Header(
        person=person,
        names=tuple(_names(reports)),
        age=age,
        is_age_guessed=aged is not None and aged.date_of_birth is None,
        language=(asked.other_language or asked.get_language_display()) if asked else "",
        safe_contact=safe.get_safe_contact_display() if safe else "",
        safe_contact_note=safe.safe_contact_note if safe else "",
        agencies=tuple(dict.fromkeys(one.notification.agency.name for one in reports)),
        reports=tuple(reports),
    )


def _names(reports: Iterable[ReportedPerson]) -> Iterable[Named]:
    seen = set()
    for one in reports:
        if one.full_name and one.full_name not in seen:
            seen.add(one.full_name)
            on = one.notification.submitted_at.astimezone(LONDON).date()
            yield Named(one.full_name, one.notification.agency.name, on)
