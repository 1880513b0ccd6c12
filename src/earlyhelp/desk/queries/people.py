"""The head of every page about one person, and the overview: what each source says, the newest first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import PreferredLanguage
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.forms.contact import readable_telephone
from earlyhelp.kit.time_words import written_date
from earlyhelp.understand.choices import Ethnicity, Sex
from earlyhelp.understand.models import Person
from earlyhelp.understand.queries import Known, Said, list_known


@dataclass(frozen=True, slots=True)
class Named:
    """One way in which somebody is called, and the newest source that says so."""

    name: str
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the head of each page about a person. Nothing in it is *the* value: each says whose it is."""

    person: Person
    known: Known
    names: tuple[Named, ...]
    language: str
    agencies: tuple[str, ...]
    reports: tuple[ReportedPerson, ...]

    @property
    def age(self) -> int | None:
        """Whole years, or None when nobody knows."""
        return self.known.age

    @property
    def is_age_guessed(self) -> bool:
        """True when no source gives a date of birth."""
        return self.known.is_age_guessed

    @property
    def name(self) -> str:
        """How the newest source calls them, or their reference when none does."""
        return self.names[0].name if self.names else self.person.reference


def get_header(by: Actor, person: Person, *, at: datetime) -> Header:
    """What the actor may see of a person at a glance. The page that shows it writes the audit entry. 6 queries."""
    known = list_known(by, [person.pk], at=at)[person.pk]
    reports = [one.reported for one in known.said if one.reported is not None]
    asked = next((one for one in reports if one.language != PreferredLanguage.NOT_ASKED), None)
    agencies = (one.source for one in known.said if one.statement is None)
    return Header(
        person=person,
        known=known,
        names=tuple(_names(known.said)),
        language=(asked.other_language or asked.get_language_display()) if asked else "",
        agencies=tuple(dict.fromkeys((person.agency.name, *agencies))),
        reports=tuple(reports),
    )


def _names(said: Iterable[Said]) -> Iterable[Named]:
    seen = set()
    for one in said:
        if one.full_name and one.full_name not in seen:
            seen.add(one.full_name)
            yield Named(one.full_name, one.source, one.on)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact, and the newest of each source that says it. `statement` can be withdrawn by its key."""

    text: str
    sources: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said of one thing, the newest first. When sources differ, every value stands here."""

    title: str | Promise
    values: tuple[Value, ...]

    @property
    def differs(self) -> bool:
        """True when sources say different things."""
        return len({value.text.casefold() for value in self.values}) > 1


_FACTS: Final[tuple[tuple[str | Promise, Callable[[Said], str]], ...]] = (
    (_("Name"), lambda said: said.full_name),
    (_("Description"), lambda said: said.description),
    (_("Date of birth"), lambda said: written_date(said.date_of_birth) if said.date_of_birth else ""),
    (_("Age on that day"), lambda said: "" if said.age is None else str(said.age)),
    (_("Expected date of birth"), lambda said: written_date(said.due_on) if said.due_on else ""),
    (_("Died on"), lambda said: written_date(said.died_on) if said.died_on else ""),
    (_("Sex"), lambda said: "" if said.sex == Sex.NOT_KNOWN else str(Sex(said.sex).label)),
    (
        _("Ethnic group"),
        lambda said: "" if said.ethnicity == Ethnicity.NOT_KNOWN else str(Ethnicity(said.ethnicity).label),
    ),
    (_("Address"), lambda said: ", ".join(part for part in (said.address, said.postcode) if part)),
    (_("Telephone"), lambda said: readable_telephone(said.telephone) if said.telephone else ""),
    (_("E-mail"), lambda said: said.email),
    (_("School or nursery"), lambda said: said.school),
)


def list_facts(by: Actor, known: Known) -> list[Fact]:
    """What every source says, fact by fact. Of a record that is open, so it reads nothing and audits nothing."""
    facts = []
    for title, read in _FACTS:
        values: dict[str, list[Said]] = {}
        for one in known.said:
            if text := read(one):
                values.setdefault(text, []).append(one)
        if values:
            facts.append(Fact(title, tuple(Value(text, tuple(said)) for text, said in values.items())))
    return facts
