"""What people told the front door of their sex and ethnic group, and the figures of fairness that settled since."""

from collections.abc import Mapping
from datetime import date, datetime
from random import Random
from typing import Final

from earlyhelp.evaluate.actions import publish_fairness
from earlyhelp.evaluate.queries import list_windows_to_count
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions.places import load_places
from earlyhelp.partnership.choices.places import PlacesKind
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.partnership.rules.places import INDEX_ON
from earlyhelp.signpost.queries.outcomes import list_help_facts
from earlyhelp.synth.load.cast import COUNCIL
from earlyhelp.synth.load.copying import OWNER
from earlyhelp.synth.people import Population
from earlyhelp.synth.tables import streets
from earlyhelp.understand.choices.families import Ethnicity, Life, Sex
from earlyhelp.understand.models import Person, PersonStatement

# Of a hundred people the front door asked so many. The groups are those of a valley town, not of this one: the 2021
# census has fewer than one in thirty who are not white, and then no figure could be shown at all.
_ASKED: Final = 72
_PLACES_ON: Final = {PlacesKind.INDEX: INDEX_ON, PlacesKind.POSTCODES: date(2026, 8, 1)}
_ANSWERS: Final = (
    (Ethnicity.WHITE, 82),
    (Ethnicity.ASIAN, 6),
    (Ethnicity.MIXED, 4),
    (Ethnicity.BLACK, 3),
    (Ethnicity.OTHER, 1),
    (Ethnicity.DECLINED, 4),
)


def tell_equality(
    people: Mapping[int, Person], population: Population, deciders: tuple[Practitioner, ...], seed: int
) -> list[PersonStatement]:
    """Rows for whoever was asked; `people` by their key in the population. The rest are not recorded."""
    chance = Random(f"equality {seed}")
    kinds, often = zip(*_ANSWERS, strict=True)
    return [
        PersonStatement(
            agency_id=person.agency_id,
            person=person,
            sex=Sex(population.people[key].sex),
            ethnicity=chance.choices(kinds, often)[0],
            life=Life.NOT_KNOWN,
            said_by="They said so themselves",
            said_on=person.made_at.date(),
            recorded_by=deciders[key % len(deciders)],
            recorded_at=person.made_at,
        )
        for key, person in people.items()
        if chance.randrange(100) < _ASKED
    ]


def make_up_places(at: datetime) -> None:
    """A fifth for each made-up postcode, marked as made up. One in twelve has none, as if it were outside Wales.

    No real small area has a code that begins with W98.
    """
    codes = [street.postcode for street in streets() if street.postcode]
    areas = {f"W98{number:06d}": str(number % 5 + 1) for number in range(len(codes))}
    inside = {
        code: area for number, (code, area) in enumerate(zip(codes, areas, strict=True)) if number % 12 != 11
    }
    with acting(Actor.system(Purpose.RUNNING)) as by:
        for kind, rows in ((PlacesKind.INDEX, areas), (PlacesKind.POSTCODES, inside)):
            load_places(by=by, kind=kind, edition_on=_PLACES_ON[kind], rows=rows, is_synthetic=True, at=at)


def publish_figures(at: datetime) -> None:
    """Count the half-years that settled, as the nightly job would have."""
    council = Agency.objects.using(OWNER).get(code=COUNCIL)
    with acting(Actor.system(Purpose.ASSURANCE, agency_id=council.pk)) as by:
        for window in list_windows_to_count(by, today=at.date()):
            facts = list_help_facts(by, first=window.first, last=window.last, known_on=window.known_on)
            publish_fairness(by=by, window=window, facts=facts, at=at)
