"""Saying who a report is about: found, explained, linked, undone, remembered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.identify.report import Named
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import Agreement, MatchBand
from earlyhelp.understand.models import NotSame, Person, PersonLink
from earlyhelp.understand.queries import Candidates
from earlyhelp.understand.rules import AlreadyLinked, NoReason, StillLinked
from tests import factories
from tests.factories import identify

pytestmark = pytest.mark.django_db
AT = factories.AT
DAFYDD = Named(
    role=PersonRole.SUBJECT,
    given_name="Dafydd",
    family_name="Prydderch-Gwynne",
    date_of_birth=date(1984, 7, 19),
    address="4 Rhodfa'r Dychymyg",
    postcode="CF31 9ZZ",
)
DAVID = replace(DAFYDD, given_name="David")
STRANGER = Named(given_name="Someone", family_name="Else", date_of_birth=date(1950, 2, 3))


class World:
    def __init__(self) -> None:
        self.partners = factories.partners()
        self.officer = factories.practitioner(self.partners.response)
        self.hub = factories.actor(factories.practitioner(self.partners.front_door, Role.DECISION_MAKER))

    def send(self, *people: Named, days_ago: int = 0, **changes: object) -> Notification:
        at = AT - timedelta(days=days_ago)
        return identify.notification(self.partners, self.officer, people=people, at=at, **changes)

    def people(self, notification: Notification) -> list[ReportedPerson]:
        found = ReportedPerson.objects.filter(notification=notification).select_related("notification")
        return list(found.order_by("position"))

    def candidates(self, reported: ReportedPerson) -> Candidates:
        return queries.list_candidates(by=self.hub, reported=reported, at=AT)


@pytest.fixture
def world() -> World:
    return World()


def changes_by(by: Actor) -> list[str]:
    return list(AuditEntry.objects.filter(kind="change").order_by("id").values_list("did", flat=True))


def test_a_name_in_welsh_and_english_is_offered_and_explained_in_words(world: World) -> None:
    earlier = world.send(DAVID, days_ago=20)
    now = world.send(DAFYDD)
    with acting(world.hub):
        (reported,) = world.people(now)
        found = world.candidates(reported)
        (match,) = found.likely
        assert match.band is MatchBand.LIKELY
        assert match.person is None
        assert match.reported.notification == earlier
        given = next(line for line in match.fields if str(line.key) == "First name")
        assert (given.left, given.right, given.same) == ("Dafydd", "David", True)
        assert given.words == Agreement.SAME_IN_WELSH_AND_ENGLISH.label
        born = next(line for line in match.fields if str(line.key) == "Date of birth or age")
        assert born.left == "19 July 1984"


def test_an_age_is_told_as_about_so_many_years(world: World) -> None:
    world.send(replace(DAVID, date_of_birth=None, age=41), days_ago=20)
    now = world.send(DAFYDD)
    with acting(world.hub):
        (match,) = list(world.candidates(world.people(now)[0]))
        born = next(line for line in match.fields if str(line.key) == "Date of birth or age")
    assert (born.left, born.right) == ("19 July 1984", "about 41 years old")


def test_looking_at_candidates_is_audited_and_takes_the_same_few_queries(
    world: World, django_assert_max_num_queries: object
) -> None:
    for days in range(1, 9):
        world.send(DAVID, days_ago=days)
    now = world.send(DAFYDD, STRANGER)
    with acting(world.hub):
        people = world.people(now)
        with django_assert_max_num_queries(5):
            found = queries.list_candidates_of(by=world.hub, people=people, at=AT)
        assert len(list(found[people[0].pk])) == 5
        assert not found[people[1].pk]
        assert AuditEntry.objects.filter(did="reported_person.read", reason="possible match").count() == 5


def test_nobody_is_offered_for_a_person_of_whom_nothing_is_known(world: World) -> None:
    world.send(DAFYDD, days_ago=1)
    now = world.send(Named(description="A man in a blue coat"))
    with acting(world.hub):
        (reported,) = world.people(now)
        assert not world.candidates(reported)


def test_two_reports_are_linked_through_a_new_person_and_then_grouped(world: World) -> None:
    first, second, third = (world.send(DAFYDD, days_ago=days) for days in (40, 20, 0))
    with acting(world.hub):
        a, b, c = (world.people(sent)[0] for sent in (first, second, third))
        person = actions.link_reports(by=world.hub, reported_id=b.pk, other_id=a.pk, at=AT)
        assert person.reference.startswith("PN-26-")
        assert queries.get_person_for(by=world.hub, reported=a) == person
        (match,) = world.candidates(c).likely
        assert match.person == person
        actions.link_reported(by=world.hub, reported_id=c.pk, person_id=person.pk, at=AT)
        assert not world.candidates(c)
        assert [one.pk for one in queries.list_reports_of(by=world.hub, person=person, at=AT)] == [
            c.pk,
            b.pk,
            a.pk,
        ]
        assert changes_by(world.hub) == ["person.made", "person.linked", "person.linked", "person.linked"]


def test_a_linked_report_is_offered_to_join_its_person(world: World) -> None:
    first, second, third = (world.send(DAFYDD, days_ago=days) for days in (40, 20, 0))
    with acting(world.hub):
        a, b, c = (world.people(sent)[0] for sent in (first, second, third))
        person = actions.make_person(by=world.hub, reported_id=c.pk, at=AT)
        matches = list(world.candidates(c))
        assert {match.reported.pk for match in matches} == {a.pk, b.pk}
        assert actions.link_reports(by=world.hub, reported_id=c.pk, other_id=a.pk, at=AT) == person
        actions.say_not_same(by=world.hub, reported_id=b.pk, person_id=person.pk, at=AT)
        assert not world.candidates(c)


def test_saying_the_same_thing_twice_changes_nothing(world: World) -> None:
    first, second = world.send(DAFYDD, days_ago=3), world.send(DAFYDD)
    with acting(world.hub):
        a, b = world.people(first)[0], world.people(second)[0]
        person = actions.make_person(by=world.hub, reported_id=a.pk, at=AT)
        assert actions.make_person(by=world.hub, reported_id=a.pk, at=AT) == person
        for _ in range(2):
            actions.link_reported(by=world.hub, reported_id=b.pk, person_id=person.pk, at=AT)
            actions.link_reports(by=world.hub, reported_id=b.pk, other_id=a.pk, at=AT)
        assert (Person.objects.count(), PersonLink.objects.count()) == (1, 2)
        assert changes_by(world.hub) == ["person.made", "person.linked", "person.linked"]


def test_not_the_same_person_is_remembered(world: World) -> None:
    first, second = world.send(DAFYDD, days_ago=3), world.send(DAFYDD)
    with acting(world.hub):
        a, b = world.people(first)[0], world.people(second)[0]
        person = actions.make_person(by=world.hub, reported_id=a.pk, at=AT)
        for _ in range(2):
            actions.say_not_same(by=world.hub, reported_id=b.pk, person_id=person.pk, at=AT)
        assert NotSame.objects.count() == 1
        assert not world.candidates(b)
        assert changes_by(world.hub).count("person.parted") == 1
        with pytest.raises(StillLinked):
            actions.say_not_same(by=world.hub, reported_id=a.pk, person_id=person.pk, at=AT)


def test_not_the_same_report_is_remembered_from_both_sides(world: World) -> None:
    first, second = world.send(DAFYDD, days_ago=3), world.send(DAFYDD)
    with acting(world.hub):
        a, b = world.people(first)[0], world.people(second)[0]
        actions.say_not_same(by=world.hub, reported_id=b.pk, other_id=a.pk, at=AT)
        assert not world.candidates(b)
        assert not world.candidates(a)
        with pytest.raises(ValueError, match="either"):
            actions.say_not_same(by=world.hub, reported_id=b.pk, at=AT)


def test_a_link_is_undone_with_a_reason_and_stays_visible(world: World) -> None:
    sent = world.send(DAFYDD)
    with acting(world.hub):
        (reported,) = world.people(sent)
        person = actions.make_person(by=world.hub, reported_id=reported.pk, at=AT)
        with pytest.raises(NoReason):
            actions.undo_link(by=world.hub, reported_id=reported.pk, because=" ", at=AT)
        undone = actions.undo_link(by=world.hub, reported_id=reported.pk, because="His brother", at=AT)
        assert undone is not None
        assert undone.undone_because == "His brother"
        assert PersonLink.objects.get().person == person
        assert queries.get_person_for(by=world.hub, reported=reported) is None
        assert actions.undo_link(by=world.hub, reported_id=reported.pk, because="Again", at=AT) is None
        other = actions.make_person(by=world.hub, reported_id=reported.pk, at=AT)
        assert other != person


def test_a_report_of_one_person_is_not_linked_to_another(world: World) -> None:
    first, second = world.send(DAFYDD, days_ago=3), world.send(DAFYDD)
    with acting(world.hub):
        a, b = world.people(first)[0], world.people(second)[0]
        actions.make_person(by=world.hub, reported_id=a.pk, at=AT)
        other = actions.make_person(by=world.hub, reported_id=b.pk, at=AT)
        with pytest.raises(AlreadyLinked, match="Undo that link first"):
            actions.link_reported(by=world.hub, reported_id=a.pk, person_id=other.pk, at=AT)


def test_an_officer_says_nothing_about_who_is_who(world: World) -> None:
    sent = world.send(DAFYDD)
    by = factories.actor(world.officer)
    with acting(by):
        (reported,) = world.people(sent)
        with pytest.raises(NotAllowed):
            actions.make_person(by=by, reported_id=reported.pk, at=AT)


def test_another_hub_sees_neither_reports_nor_people_nor_candidates(world: World) -> None:
    sent = world.send(DAFYDD, days_ago=1)
    now = world.send(DAFYDD)
    with acting(world.hub):
        (reported,) = world.people(now)
        person = actions.make_person(by=world.hub, reported_id=reported.pk, at=AT)
    elsewhere = factories.partners("W06000014")
    stranger = factories.actor(factories.practitioner(elsewhere.front_door, Role.DECISION_MAKER))
    with acting(stranger):
        assert world.people(sent) == []
        assert not Person.objects.exists()
        assert not PersonLink.objects.exists()
        found = queries.list_candidates(by=stranger, reported=reported, at=AT)
        assert not found
        with pytest.raises(ReportedPerson.DoesNotExist):
            actions.link_reported(by=stranger, reported_id=reported.pk, person_id=person.pk, at=AT)
        with pytest.raises(ReportedPerson.DoesNotExist):
            actions.make_person(by=stranger, reported_id=reported.pk, at=AT)
