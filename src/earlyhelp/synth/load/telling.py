"""What is told of the two families of the demonstration: strengths first, in the language in which it was said.

The words stand in `narrative/told_welsh.toml` and `told_english.toml`; the product's own actions write them down.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.understand import actions
from earlyhelp.understand.choices import ConsentWay
from earlyhelp.understand.choices.assessments import Element
from earlyhelp.understand.choices.entries import Assertion, Exact, HowKnown, Sheet, Visibility, WhenKind
from earlyhelp.understand.models import Person
from earlyhelp.understand.rules.assessments import Conversation
from earlyhelp.understand.rules.contacts import Plan
from earlyhelp.understand.rules.entries import Telling
from earlyhelp.understand.rules.times import Day, When
from earlyhelp.understand.rules.warnings import Note

_WORDS: Final = Path(__file__).parents[1] / "narrative"
_ASKED_DAYS_AGO: Final = 2


@dataclass(frozen=True, slots=True)
class Story:
    """A family of which somebody tells, who writes it down, and when."""

    worker: Actor
    at: datetime
    people: dict[str, Person]

    def ago(self, days: int) -> date:
        """A day so many days ago."""
        return self.at.date() - timedelta(days=days)


def tell(story: Story, language: str) -> None:
    """Write down everything that is told of a family in a language ("welsh", "english")."""
    told = tomllib.loads((_WORDS / f"told_{language}.toml").read_text(encoding="utf-8"))
    with acting(story.worker):
        for name, write in _WRITERS.items():
            for said in told.get(name, ()):
                write(story, story.people[said.pop("who")], said)


def _told(story: Story, person: Person, said: dict[str, Any]) -> None:
    sheet, kind = Sheet(said.pop("sheet")), said.pop("kind")
    days = said.pop("days_ago", 0)
    usual: dict[str, Any] = {
        "how_known": HowKnown.DISCLOSED,
        "assertion": Assertion.FACT,
        "when": When(WhenKind.DAY, Day(story.ago(days), Exact.DAY)) if days else When(),
        "visibility": Visibility.PARTNERS if sheet is Sheet.STRENGTHS else Visibility.AGENCY,
        "language": story.worker.language,
    }
    actions.record_entry(
        by=story.worker,
        sheet=sheet,
        person_id=person.pk,
        kind=kind,
        telling=Telling(**(usual | said)),
        at=story.at,
    )


def _talked(story: Story, person: Person, said: dict[str, Any]) -> None:
    """The conversations of one person stand in the order in which they were had."""
    words = {element: said.get(element.value, "") for element in Element}
    on, language = story.ago(said["days_ago"]), story.worker.language
    spoken = Conversation(words, said["voice"], said["spoken"], language, on)
    before = person.assessments.order_by("-number").first()
    number = before.number if before else 0
    actions.write_assessment(
        by=story.worker, person_id=person.pk, seen_number=number, said=spoken, at=story.at
    )


def _warned(story: Story, person: Person, said: dict[str, Any]) -> None:
    then = story.at - timedelta(days=said["written_days_ago"])
    note = Note(
        words=said["words"],
        said_by=said["said_by"],
        person_knows=True,
        told_on=then.date(),
        agreed_with=said["manager"],
        agreed_on=then.date(),
        review_on=story.ago(-said["due_in_days"]),
        language=story.worker.language,
    )
    actions.write_warning(by=story.worker, person_id=person.pk, note=note, at=then)


def _reached(story: Story, person: Person, said: dict[str, Any]) -> None:
    asked = story.ago(_ASKED_DAYS_AGO)
    plan = Plan(**said | {"never": tuple(said["never"]), "asked_on": asked, "language_asked_on": asked})
    actions.record_contact_plan(by=story.worker, person_id=person.pk, seen_number=0, plan=plan, at=story.at)


def _childhood(story: Story, person: Person, said: dict[str, Any]) -> None:
    telling = Telling(
        words=said["words"],
        said_by=said["said_by"],
        how_known=HowKnown.DISCLOSED,
        assertion=Assertion.FACT,
        language=story.worker.language,
    )
    actions.record_history(
        by=story.worker,
        person_id=person.pk,
        kind=said["kind"],
        telling=telling,
        agreed=True,
        agreed_way=ConsentWay.IN_PERSON,
        agreed_on=story.ago(_ASKED_DAYS_AGO),
        at=story.at,
    )


_WRITERS: Final[dict[str, Callable[[Story, Person, dict[str, Any]], None]]] = {
    "told": _told,
    "talked": _talked,
    "warned": _warned,
    "reached": _reached,
    "childhood": _childhood,
}
