"""What is told of a person at a synthetic front door: strengths, circumstances, warnings, contact, what matters."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.identify.choices import PersonRole, SafeContact
from earlyhelp.identify.report import Named
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand import actions
from earlyhelp.understand.choices import ConsentWay
from earlyhelp.understand.choices.assessments import Element
from earlyhelp.understand.choices.circumstances import CircumstanceKind
from earlyhelp.understand.choices.entries import Assertion, HowKnown, Sheet
from earlyhelp.understand.choices.strengths import StrengthKind
from earlyhelp.understand.models import ChildhoodHistory, Person
from earlyhelp.understand.models.entries import Entry
from earlyhelp.understand.rules.assessments import Conversation
from earlyhelp.understand.rules.contacts import Plan
from earlyhelp.understand.rules.entries import Telling
from earlyhelp.understand.rules.warnings import Note
from tests import factories
from tests.factories import identify

TODAY = factories.AT.date()
MOTHER = Named(
    role=PersonRole.SUBJECT,
    given_name="Siân",
    family_name="Prys",
    age=34,
    safe_contact=SafeContact.CALL,
    safe_contact_note="After nine.",
)
SON = Named(
    role=PersonRole.CHILD, given_name="Osian", family_name="Prys", age=8, own_words="Nain makes cawl."
)
DAUGHTER = Named(role=PersonRole.CHILD, given_name="Ffion", family_name="Prys", age=5)


@dataclass(frozen=True)
class Household:
    """A front door that knows a mother and two children, from one notification."""

    partners: factories.Partners
    worker: Practitioner
    by: Actor
    mother: Person
    son: Person
    daughter: Person
    notification: str

    def opened(self, client: Client, person: Person) -> None:
        """Say why the record is opened, as one does on a page."""
        client.force_login(self.worker)
        client.post(reverse("desk:person_why", args=[person.reference]), {"because": "help", "next": ""})


def household(at: datetime = factories.AT) -> Household:
    """Make the household."""
    partners = factories.partners()
    officer = factories.practitioner(partners.response)
    worker = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    sent = identify.notification(partners, officer, people=[MOTHER, SON, DAUGHTER], at=at)
    by = factories.actor(worker)
    with acting(by):
        people = [
            actions.make_person(by=by, reported_id=one.pk, at=at) for one in sent.people.order_by("position")
        ]
    return Household(partners, worker, by, *people, sent.reference)


def telling(**changes: Any) -> Telling:
    """A telling that may be written down. `changes` are fields of Telling."""
    said: dict[str, Any] = {
        "words": "Her sister comes every Sunday.",
        "said_by": "Siân herself",
        "how_known": HowKnown.DISCLOSED,
        "assertion": Assertion.FACT,
    }
    return Telling(**(said | changes))


def entry(
    by: Actor,
    person: Person,
    sheet: Sheet = Sheet.STRENGTHS,
    *,
    kind: str = "",
    at: datetime = factories.AT,
    **changes: Any,
) -> Entry:
    """Write one entry down. `changes` are fields of Telling."""
    usual = {
        Sheet.STRENGTHS: StrengthKind.SAFE_RELATIONSHIPS,
        Sheet.CIRCUMSTANCES: CircumstanceKind.HOUSING,
        Sheet.CHILDS_EYE: "said",
    }
    with acting(by):
        return actions.record_entry(
            by=by,
            sheet=sheet,
            person_id=person.pk,
            kind=kind or usual[sheet],
            telling=telling(**changes),
            at=at,
        )


def note(at: datetime = factories.AT, **changes: Any) -> Note:
    """A warning that may be written. `changes` are fields of Note."""
    today = at.date()
    said: dict[str, Any] = {
        "words": "The dog bites. Ring from the gate.",
        "said_by": "The health visitor",
        "person_knows": True,
        "told_on": today,
        "agreed_with": "Rhian Lewis",
        "agreed_on": today,
        "review_on": today + timedelta(days=90),
    }
    return Note(**(said | changes))


def plan(on: date = TODAY, **changes: Any) -> Plan:
    """An answer to how it is safe to reach somebody. `changes` are fields of Plan."""
    said: dict[str, Any] = {"way": SafeContact.TEXT, "said_by": "Siân herself", "asked_on": on}
    return Plan(**(said | changes))


def conversation(on: date = TODAY, **words: str) -> Conversation:
    """A conversation about what matters. `words` are the elements, and `voice`."""
    voice = words.pop("voice", "")
    said = {Element(name): text for name, text in ({"strengths": "She keeps going."} | words).items()}
    return Conversation(said, voice, "Cymraeg", "en", on)


def history(by: Actor, person: Person, at: datetime, words: str = "I was in care.") -> ChildhoodHistory:
    """Write down what an adult told of their own childhood."""
    with acting(by):
        return actions.record_history(
            by=by,
            person_id=person.pk,
            kind=CircumstanceKind.MOVES,
            telling=telling(words=words),
            agreed=True,
            agreed_way=ConsentWay.IN_PERSON,
            agreed_on=at.date(),
            at=at,
        )


def rows_of_told(by: Actor, person: Person, colleague: Practitioner) -> None:
    """One row in each table of what is told, written by `by`. A childhood stays open for a quarter of an hour."""
    now = timezone.now()
    for sheet in Sheet:
        entry(by, person, sheet)
    history(by, person, now)
    with acting(by):
        actions.open_history(by=by, person_id=person.pk, what_for="help_now", at=now)
        actions.let_read_history(
            by=by,
            person_id=person.pk,
            practitioner_id=colleague.pk,
            because="She takes over.",
            until_on=now.date() + timedelta(days=7),
            at=now,
        )
        actions.write_assessment(by=by, person_id=person.pk, seen_number=0, said=conversation(), at=now)
        actions.save_assessment_draft(by=by, person_id=person.pk, typed={"voice": "Dw i"}, at=now)
        written = actions.write_warning(by=by, person_id=person.pk, note=note(), at=factories.AT)
        actions.review_warning(
            by=by,
            note_id=written.pk,
            found="The dog is there still.",
            next_on=now.date() + timedelta(days=90),
            at=now,
        )
        actions.record_contact_plan(by=by, person_id=person.pk, seen_number=0, plan=plan(), at=now)
