"""A family on one page: the drawing, the words, the households, and what officers reported of it."""

from dataclasses import dataclass
from datetime import datetime

from earlyhelp.identify.choices import Responsibility
from earlyhelp.kit.actor import Actor
from earlyhelp.understand import queries as understand
from earlyhelp.understand import rules
from earlyhelp.understand.choices import Life, WhyRestricted
from earlyhelp.understand.models import Person


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the family, and what they are to others: the table that says the same as the drawing."""

    known: understand.Known
    age: str
    lines: tuple[understand.Line, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A reported relationship with the names of the two."""

    suggestion: understand.Suggestion
    first: understand.Known
    second: understand.Known

    @property
    def responsibility(self) -> str:
        """What was reported of parental responsibility, in words."""
        said = self.suggestion.tie.responsibility
        return str(Responsibility(said).label) if said else ""


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """What the family page of one person shows. `own` are the lines about the person whose page it is."""

    family: understand.Family
    drawing: understand.Drawing
    own: tuple[understand.Line, ...]
    homes: tuple[understand.Home, ...]
    suggestions: tuple[Offered, ...]
    table: tuple[Row, ...]
    may_change: bool
    may_see_restricted: bool
    is_unborn: bool


def get_family_page(
    by: Actor, person: Person, *, at: datetime, why_restricted: WhyRestricted | None = None
) -> FamilyPage:
    """The family around a person. What is kept back is shown only with a reason, which is audited. Constant queries."""
    if why_restricted:
        understand.record_restricted_reading(by, person, why=why_restricted, at=at)
    family = understand.get_family(by, person, at=at, with_restricted=why_restricted is not None)
    drawing = understand.draw_family(by, family)
    centre = family.centre_id
    may_change = rules.may_keep_family(by) and by.agency_id == person.agency_id
    return FamilyPage(
        family=family,
        drawing=drawing,
        own=tuple(line for line in drawing.lines if line.other.person_id == centre),
        homes=tuple(understand.list_homes(by, person, at=at, known=family.people)),
        suggestions=_offered(by, person, family, at) if may_change else (),
        table=tuple(
            Row(
                known,
                known.age_words,
                tuple(line for line in drawing.lines if line.other.person_id == known.person_id),
            )
            for known in drawing.people
        ),
        may_change=may_change,
        may_see_restricted=rules.may_see_restricted(by, owner=person.agency_id),
        is_unborn=family.centre.life == Life.UNBORN,
    )


def _offered(by: Actor, person: Person, family: understand.Family, at: datetime) -> tuple[Offered, ...]:
    found = understand.list_suggestions(by, person)
    keys = {key for one in found for key in (one.person.pk, one.other.pk)}
    missing = keys - family.people.keys()
    known = family.people | (understand.list_known(by, missing, at=at) if missing else {})
    return tuple(Offered(one, known[one.person.pk], known[one.other.pk]) for one in found)
