"""Relationships and households: said once, read from both ends, ended, put right, undone; and what is kept back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import PersonRole, Relation, Responsibility
from earlyhelp.identify.models import ReportedRelation
from earlyhelp.identify.report import Named, Related
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.understand import actions, queries, rules
from earlyhelp.understand.choices import Life, Sex, WhoSees, WhyRestricted
from earlyhelp.understand.models import (
    HiddenAddress,
    Household,
    HouseholdAddress,
    HouseholdMember,
    Person,
    PersonJoin,
    PersonStatement,
    Relationship,
)
from tests import factories
from tests.factories import families, identify
from tests.factories.families import TOLD

pytestmark = pytest.mark.django_db
AT = factories.AT
LATER = AT + timedelta(days=1)


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def by(partners: factories.Partners) -> Actor:
    return factories.actor(factories.practitioner(partners.front_door, Role.DECISION_MAKER))


def family_of(by: Actor, person: Person, **how: Any) -> queries.Family:
    with acting(by):
        return queries.get_family(by, person, at=AT, **how)


def said_of(family: queries.Family, person: Person) -> set[tuple[str, str]]:
    """What others are to this person: (name, term)."""
    return {
        (family.people[bond.other_than(person.pk)].name, bond.term_for(bond.other_than(person.pk)).term)
        for bond in family.bonds_of(person.pk)
    }


def test_a_relationship_is_said_once_and_read_from_both_ends(by: Actor) -> None:
    mother, child = families.someone(by, "Siân"), families.someone(by, "Gwen")
    families.tie(by, child, "child", mother, responsibility=Responsibility.HAS, is_main_carer=True)
    family = family_of(by, child)
    assert said_of(family, child) == {("Siân Prys", "parent")}
    assert said_of(family, mother) == {("Gwen Prys", "child")}
    (bond,) = family.bonds
    assert (bond.row.person_id, bond.row.kind, bond.row.other_id) == (mother.pk, "parent", child.pk)
    with pytest.raises(rules.AlreadySaid):
        families.tie(by, mother, "parent", child)


def test_two_partners_are_partners_whoever_is_named_first(by: Actor) -> None:
    one, two = families.someone(by, "Siân"), families.someone(by, "Rhys")
    families.tie(by, one, "partner", two)
    with pytest.raises(rules.AlreadySaid):
        families.tie(by, two, "partner", one)


def test_an_end_and_a_correction_and_an_undoing_lose_nothing(by: Actor) -> None:
    one, two = families.someone(by, "Siân"), families.someone(by, "Rhys")
    row = families.tie(by, one, "partner", two)
    span = rules.Span(last=rules.Day(date(2026, 2, 1), "month"))
    with acting(by):
        ended = actions.end_relationship(
            by=by, relationship_id=row.pk, span=span, source=TOLD, because="They parted.", at=LATER
        )
    assert said_of(family_of(by, one), one) == {("Rhys Prys", "former_partner")}
    with acting(by), pytest.raises(rules.ChangedMeanwhile):
        actions.end_relationship(
            by=by, relationship_id=row.pk, span=span, source=TOLD, because="Again.", at=LATER
        )
    with acting(by):
        actions.undo_relationship(by=by, relationship_id=ended.pk, because="A mistake.", at=LATER)
    assert said_of(family_of(by, one), one) == {("Rhys Prys", "partner")}
    tie = rules.Tie(one.pk, "friend", two.pk, TOLD)
    with acting(by):
        right = actions.correct_relationship(
            by=by, relationship_id=row.pk, tie=tie, because="Only friends.", at=LATER
        )
    assert said_of(family_of(by, one), one) == {("Rhys Prys", "friend")}
    with acting(by):
        assert queries.get_relationship(by, right.pk).because == "Only friends."
        assert {one.pk for one in queries.list_history(by, right)} == {row.pk, ended.pk}
        actions.undo_relationship(by=by, relationship_id=right.pk, because="No.", at=LATER)
        actions.undo_relationship(by=by, relationship_id=row.pk, because="Not at all.", at=LATER)
        assert Relationship.objects.count() == 3
    assert not family_of(by, one).bonds


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source": replace(TOLD, said_by=" ")}, "said_by"),
        ({"source": replace(TOLD, said_on=date(2030, 1, 1))}, "said_on"),
        ({"span": rules.Span(rules.Day(date(2030, 1, 1)))}, "from_on"),
        ({"span": rules.Span(None, rules.Day(date(2030, 1, 1)))}, "to_on"),
        ({"span": rules.Span(rules.Day(date(2020, 1, 1)), rules.Day(date(2019, 1, 1)))}, "to_on"),
        ({"term": "enemy"}, "term"),
        ({"term": "friend", "responsibility": Responsibility.HAS}, "responsibility"),
    ],
)
def test_a_relationship_that_can_not_be_is_refused(by: Actor, changes: dict[str, Any], field: str) -> None:
    one, two = families.someone(by, "Siân"), families.someone(by, "Rhys")
    tie = rules.Tie(one.pk, changes.pop("term", "parent"), two.pk, changes.pop("source", TOLD), **changes)
    with acting(by), pytest.raises(rules.Unsaid) as refusal:
        actions.add_relationship(by=by, tie=tie, at=AT)
    assert refusal.value.field == field
    with acting(by), pytest.raises(rules.Unsaid):
        actions.add_relationship(by=by, tie=replace(tie, other_id=one.pk), at=AT)


def test_only_the_front_door_keeps_families(by: Actor, partners: factories.Partners) -> None:
    other = factories.actor(factories.practitioner(partners.service_team, Role.SERVICE_WORKER))
    with acting(other), pytest.raises(NotAllowed):
        actions.add_person(by=other, said=rules.Particulars(TOLD), at=AT)
    one, two = families.someone(by, "Siân"), families.someone(by, "Rhys")
    families.tie(by, one, "partner", two)
    with acting(other):
        assert not Relationship.objects.exists()
        assert not PersonStatement.objects.exists()
        assert not Household.objects.exists()


def test_birth_families_are_kept_back_without_a_purpose_and_that_is_said(
    by: Actor, partners: factories.Partners
) -> None:
    child, birth, adopter = (families.someone(by, name) for name in ("Gwen", "Lowri", "Nia"))
    families.tie(by, birth, "birth_parent", child)
    families.tie(by, adopter, "adoptive_parent", child)
    for person in (child, birth):
        family = family_of(by, person)
        assert family.is_withheld
        assert "birth_parent" not in {bond.row.kind for bond in family.bonds}
    assert birth.pk not in family_of(by, child).people
    assert not family_of(by, families.someone(by, "Alone")).is_withheld
    with acting(by):
        queries.record_restricted_reading(by, child, why=WhyRestricted.SAFETY, at=AT)
        (entry,) = AuditEntry.objects.filter(did="restricted_family.read")
    assert entry.reason == "safety"
    opened = family_of(by, child, with_restricted=True)
    assert said_of(opened, child) == {("Lowri Prys", "birth_parent"), ("Nia Prys", "adoptive_parent")}
    other = factories.actor(factories.practitioner(partners.service_team, Role.SERVICE_WORKER))
    with acting(other), pytest.raises(NotAllowed):
        queries.record_restricted_reading(other, child, why=WhyRestricted.SAFETY, at=AT)


def test_care_experience_is_kept_back_too(by: Actor) -> None:
    source = replace(TOLD, who_sees=WhoSees.RESTRICTED)
    person = families.someone(by, "Siân")
    with acting(by):
        said = rules.Particulars(source, care="care_experienced")
        actions.record_statement(by=by, person_id=person.pk, said=said, at=AT)
    hidden = family_of(by, person)
    assert hidden.is_withheld
    assert not hidden.centre.care
    assert family_of(by, person, with_restricted=True).centre.care == "care_experienced"


def test_a_child_who_is_born_stays_the_same_person(by: Actor) -> None:
    mother = families.someone(by, "Siân")
    child = families.someone(by, "", "", life=Life.UNBORN, due_on=date(2026, 4, 1))
    families.tie(by, mother, "parent", child)
    before = family_of(by, mother).people[child.pk]
    assert (before.life, before.due_on, before.age) == ("unborn", date(2026, 4, 1), None)
    with acting(by):
        actions.record_birth(
            by=by,
            person_id=child.pk,
            born_on=date(2026, 3, 1),
            given_name="Mabon",
            family_name="Prys",
            sex=Sex.MALE,
            source=replace(TOLD, said_by="The midwife"),
            at=LATER,
        )
    after = family_of(by, mother).people[child.pk]
    assert (after.reference, after.name, after.life, after.age) == (
        before.reference,
        "Mabon Prys",
        "living",
        0,
    )
    assert after.due_on == date(2026, 4, 1)
    assert said_of(family_of(by, mother), mother) == {("Mabon Prys", "child")}
    with acting(by), pytest.raises(rules.ChangedMeanwhile):
        actions.record_birth(by=by, person_id=child.pk, born_on=date(2026, 3, 1), source=TOLD, at=AT)


def test_what_was_said_of_somebody_stays_until_it_is_withdrawn(by: Actor) -> None:
    person = families.someone(by, "Sian", date_of_birth=date(1990, 1, 1))
    with acting(by):
        said = rules.Particulars(replace(TOLD, said_on=date(2026, 3, 2)), given_name="Siân", age=40)
        second = actions.record_statement(by=by, person_id=person.pk, said=said, at=AT)
        (known,) = queries.list_known(by, [person.pk], at=AT).values()
        assert (known.name, known.age, known.is_age_guessed) == ("Siân", 40, True)
        assert [one.full_name for one in known.said] == ["Siân", "Sian Prys"]
        actions.withdraw_statement(by=by, statement_id=second.pk, because="Not her.", at=AT)
        with pytest.raises(rules.ChangedMeanwhile):
            actions.withdraw_statement(by=by, statement_id=second.pk, because="Again.", at=AT)
        (known,) = queries.list_known(by, [person.pk], at=AT).values()
    assert (known.name, known.age, known.is_age_guessed) == ("Sian Prys", 36, False)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"date_of_birth": date(2030, 1, 1)}, "date_of_birth"),
        ({"life": Life.UNBORN, "date_of_birth": date(2020, 1, 1)}, "life"),
        ({"due_on": date(2026, 4, 1)}, "due_on"),
        ({"died_on": date(2020, 1, 1)}, "died_on"),
        ({"life": Life.DIED, "died_on": date(2030, 1, 1)}, "died_on"),
        ({"age": 200}, "age"),
    ],
)
def test_a_statement_that_can_not_be_is_refused(by: Actor, said: dict[str, Any], field: str) -> None:
    with pytest.raises(rules.Unsaid) as refusal:
        families.someone(by, "Siân", **said)
    assert refusal.value.field == field


def test_a_reported_relationship_is_offered_and_never_copied(by: Actor, partners: factories.Partners) -> None:
    people = [
        Named(role=PersonRole.PARENT, given_name="Siân", family_name="Prys", age=34),
        Named(role=PersonRole.CHILD, given_name="Gwen", family_name="Prys", age=6),
        Named(role=PersonRole.OTHER, given_name="Rhys", family_name="Bowen", age=40),
    ]
    related = (
        Related(0, Relation.PARENT, 1, Responsibility.HAS),
        Related(2, Relation.FORMER_PARTNER, 0, None),
    )
    officer = factories.practitioner(partners.response)
    sent = identify.notification(partners, officer, people=people, relations=related)
    with acting(by):
        reported = list(sent.people.order_by("position"))
        mother, child, other = (actions.make_person(by=by, reported_id=one.pk, at=AT) for one in reported)
        offered = queries.list_suggestions(by, mother)
        assert {(one.person.pk, one.tie.term, one.other.pk) for one in offered} == {
            (mother.pk, "parent", child.pk),
            (other.pk, "former_partner", mother.pk),
        }
        assert not Relationship.objects.exists()
        (parent,) = [one for one in offered if one.tie.term == "parent"]
        row = actions.confirm_relation(by=by, relation_id=parent.relation.pk, at=AT)
        assert (row.responsibility, sent.reference in row.said_by) == ("has", True)
        (left,) = queries.list_suggestions(by, mother)
        actions.pass_over_relation(by=by, relation_id=left.relation.pk, at=AT)
        actions.pass_over_relation(by=by, relation_id=left.relation.pk, at=AT)
        assert not queries.list_suggestions(by, mother)
        with pytest.raises(ReportedRelation.DoesNotExist):
            actions.confirm_relation(by=by, relation_id=left.relation.pk, at=AT)


def test_a_household_over_time(by: Actor) -> None:
    mother, child, partner = (families.someone(by, name) for name in ("Siân", "Gwen", "Rhys"))
    home = families.home(by, mother, child, partner)
    with acting(by):
        member = HouseholdMember.objects.get(person=partner)
        with pytest.raises(rules.AlreadySaid):
            actions.add_member(
                by=by, household_id=home.pk, person_id=child.pk, span=rules.Span(), source=TOLD, at=AT
            )
        left = actions.end_membership(
            by=by,
            member_id=member.pk,
            span=rules.Span(last=rules.Day(date(2026, 2, 1))),
            source=TOLD,
            because="He moved out.",
            at=LATER,
        )
        with pytest.raises(rules.ChangedMeanwhile):
            actions.undo_membership(by=by, member_id=member.pk, because="Too late.", at=LATER)
        (shown,) = queries.list_homes(by, partner, at=LATER)
        assert [one.row.is_over for one in shown.dwellers if one.known.person_id == partner.pk] == [True]
        undone = actions.undo_membership(by=by, member_id=left.pk, because="Not so.", at=LATER)
        actions.correct_membership(
            by=by, member_id=member.pk, span=rules.Span(rules.Day(date(2020, 1, 1), "year")), source=TOLD,
            because="Since 2020.", at=LATER,
        )  # fmt: skip
        (shown,) = queries.list_homes(by, partner, at=LATER)
    assert undone.undone_because == "Not so."
    assert {one.span.first.words for one in shown.dwellers if one.span.first} == {"2020"}
    assert [one.row.address for one in shown.addresses] == ["3 Made-up Row"]


def test_a_household_moves_and_its_address_is_put_right(by: Actor) -> None:
    home = families.home(by, families.someone(by, "Siân"))
    lives = actions.Lives("9 Other Street", "CF99 2BB", TOLD, rules.Span(rules.Day(date(2026, 2, 1))))
    with acting(by):
        first = HouseholdAddress.objects.get()
        moved = actions.move_household(
            by=by, address_id=first.pk, lives=lives, because="A new flat.", at=LATER
        )
        right = replace(lives, address="9a Other Street")
        actions.correct_address(by=by, address_id=moved.pk, lives=right, because="A typing error.", at=LATER)
        shown = queries.get_home(by, home.reference, at=LATER)
        with pytest.raises(Household.DoesNotExist):
            queries.get_home(by, "HH-26-9999999", at=LATER)
        assert HouseholdAddress.objects.count() == 4
    assert [(one.row.address, one.row.is_over) for one in shown.addresses] == [
        ("9a Other Street", False),
        ("3 Made-up Row", True),
    ]


def test_an_address_is_kept_from_whom_must_not_learn_it(by: Actor) -> None:
    mother, former = families.someone(by, "Siân"), families.someone(by, "Rhys")
    home = families.home(by, mother, former)
    with acting(by):
        hidden = actions.hide_address(by=by, household_id=home.pk, person_id=former.pk, source=TOLD, at=AT)
        assert actions.hide_address(
            by=by, household_id=home.pk, person_id=former.pk, source=TOLD, at=AT
        ).pk == hidden.pk  # fmt: skip
        (his,) = queries.list_homes(by, former, at=AT)
        (hers,) = queries.list_homes(by, mother, at=AT)
        assert (his.addresses, his.is_hidden_here) == ((), True)
        assert hers.addresses[0].row.address == "3 Made-up Row"
        assert hers.is_guarded
        actions.show_address(by=by, hidden_id=hidden.pk, because="No danger any more.", at=LATER)
        with pytest.raises(rules.ChangedMeanwhile):
            actions.show_address(by=by, hidden_id=hidden.pk, because="Again.", at=LATER)
        (his,) = queries.list_homes(by, former, at=AT)
        assert his.addresses
        assert HiddenAddress.objects.count() == 1


def test_however_large_a_family_is_the_queries_stay_the_same(by: Actor) -> None:
    mother = families.someone(by, "Siân")
    children = [families.someone(by, f"Child {number}") for number in range(3)]
    for child in children:
        families.tie(by, mother, "parent", child)
    few = _queries(by, mother)
    for number in range(3, 15):
        families.tie(by, mother, "parent", families.someone(by, f"Child {number}"))
    assert _queries(by, mother) == few <= 20


def _queries(by: Actor, person: Person) -> int:
    with acting(by), CaptureQueriesContext(connection) as seen:
        queries.get_family(by, person, at=AT)
        return len(seen)


def test_somebody_who_was_found_to_be_another_brings_their_family_along(by: Actor) -> None:
    one, same, child = (families.someone(by, name) for name in ("Siân", "Sian", "Gwen"))
    families.tie(by, same, "parent", child)
    families.tie(by, one, "parent", families.someone(by, "Ifan"))
    with acting(by):
        PersonJoin.objects.create(
            agency_id=by.agency_key, person=same, into=one, joined_by_id=by.practitioner_key, joined_at=AT
        )
    family = family_of(by, child)
    assert said_of(family, child) == {(family.people[one.pk].name, "parent")}
    assert len(family.people) == 3
