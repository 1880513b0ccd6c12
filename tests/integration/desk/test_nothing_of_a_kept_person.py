"""Every address that takes a reference or a key, asked by a colleague who is no reader: nothing of the person is there.

The bytes of each answer are searched for the hidden names, the address, the telephone and the words that were told.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.identify.report import Named
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.choices import Role
from earlyhelp.understand.actions import make_person
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.models import Person
from tests import factories
from tests.factories import protection
from tests.factories.episodes import action, episode, family_team
from tests.factories.families import home, someone, tie
from tests.factories.signpost import Case, case

pytestmark = pytest.mark.django_db
HIDDEN = Named(
    role=PersonRole.SUBJECT,
    given_name="Cuddwen",
    family_name="Anhysbys",
    date_of_birth=date(1991, 7, 19),
    address="77 Ffordd Gudd",
    postcode="CF99 7QQ",
    telephone="+441632960777",
)
SECRETS = (b"Cuddwen", b"Anhysbys", b"Ffordd Gudd", b"CF99 7QQ", b"960777", b"960 777", b"Dirgelwch")
# Addresses whose part is a fixed word and not a record.
WORDS = {"language": "en", "sheet": "strengths", "which": "home", "way": "yes", "what": "person"}


def patterns(of: URLResolver, names: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for one in of.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, (*names, *filter(None, [one.namespace])))
        elif one.name and one.pattern.converters:
            yield ":".join((*names, one.name)), one


def addresses(references: Iterable[str], keys: Iterable[UUID]) -> Iterator[str]:
    """Every address, with each of the references and keys in turn."""
    spoken = list(references)
    known = {"UUIDConverter": list(keys), "IntConverter": [1]}
    for name, pattern in patterns(get_resolver()):
        converters = pattern.pattern.converters
        choices = [
            [WORDS[part]] if part in WORDS else known.get(type(kind).__name__, spoken)
            for part, kind in converters.items()
        ]
        for turn in range(max(len(choice) for choice in choices)):
            values = (choice[turn % len(choice)] for choice in choices)
            yield reverse(name, kwargs=dict(zip(converters, values, strict=True)))


@pytest.fixture
def world() -> tuple[Case, Person, list[str], list[UUID]]:
    """Somebody with a notification, a home, a child, an episode and an action; and their references and keys."""
    made = case(person=HIDDEN)
    with acting(made.hub) as by:
        reported = ReportedPerson.objects.get(notification=made.notification)
        person = make_person(by=by, reported_id=reported.pk, at=factories.AT)
    child = someone(made.hub, "Gwion")
    told = tie(made.hub, child, "child", person)
    lived = home(made.hub, person, child, address="77 Ffordd Gudd")
    helped = episode(made.hub, family_team(made.partners), person)
    done = action(made.hub, helped, text="Dirgelwch")
    references = [person.reference, made.notification.reference, helped.reference, lived.reference]
    keys = [person.pk, reported.pk, told.pk, done.pk]
    return made, person, references, keys


def found_in(client: Client, references: list[str], keys: list[UUID]) -> list[str]:
    """The addresses whose answers hold something of the person."""
    told = []
    for address in dict.fromkeys(addresses(references, keys)):
        try:
            answer = client.get(address)
        except RuleError:  # a refusal that no page shows is still a refusal
            continue
        body = answer.getvalue() if answer.streaming else answer.content
        if any(secret in body for secret in SECRETS):
            told.append(address)
    return told


def remember_why(client: Client, *people: Person) -> None:
    """As if the reader had said why already: the question itself names nobody."""
    session = client.session
    until = "2099-01-01T00:00:00+00:00"
    session["opened"] = {str(one.pk): [WhyOpened.SAFEGUARDING.value, until] for one in people}
    session.save()


def test_nothing_of_a_restricted_person_is_on_any_page_for_who_is_no_reader(
    client: Client, world: tuple[Case, Person, list[str], list[UUID]]
) -> None:
    made, person, references, keys = world
    colleague = factories.practitioner(made.partners.front_door, Role.DECISION_MAKER)
    decides = factories.practitioner(made.partners.front_door, Role.COORDINATOR)
    client.force_login(colleague)
    remember_why(client, person)
    open_to_them = client.get(reverse("desk:person", args=[person.reference])).content
    assert all(secret in open_to_them for secret in SECRETS[:4]), "what is hidden afterwards was there"
    protection.restricted(factories.actor(decides), person, [made.decider])
    assert not found_in(client, references, keys)
