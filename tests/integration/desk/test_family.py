"""The family page: the drawing and its words, forms that keep what was typed, what is kept back, and households."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import PersonRole, Relation
from earlyhelp.identify.report import Named, Related
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import Life
from earlyhelp.understand.models import (
    HiddenAddress,
    Household,
    HouseholdAddress,
    HouseholdMember,
    Person,
    PersonStatement,
    Relationship,
)
from tests import factories
from tests.factories import families, identify

pytestmark = pytest.mark.django_db
TOLD = {"said_by": "Their mother", "said_on-day": "1", "said_on-month": "3", "said_on-year": "2026"}


@dataclass(frozen=True)
class Hub:
    """A front door whose worker has a record open."""

    partners: factories.Partners
    worker: Practitioner
    by: Actor
    client: Client

    def opens(self, person: Person) -> None:
        """Say why."""
        address = reverse("desk:person_why", args=[person.reference])
        self.client.post(address, {"because": "help"})

    def page(self, name: str, *args: Any) -> str:
        """What a page says."""
        response = self.client.get(reverse(name, args=args))
        assert response.status_code == 200, response
        return response.content.decode()

    def send(self, name: str, *args: Any, **typed: Any) -> Any:
        """Send a form."""
        return self.client.post(reverse(name, args=args), typed)


@pytest.fixture
def hub(client: Client) -> Hub:
    partners = factories.partners()
    worker = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    client.force_login(worker)
    return Hub(partners, worker, factories.actor(worker), client)


def test_the_family_is_drawn_and_told_in_the_same_words(hub: Hub) -> None:
    mother = families.someone(hub.by, "Siân", sex="female", age=30)
    child = families.someone(hub.by, "Gwen", life=Life.UNBORN, due_on=date(2026, 5, 1))
    gran = families.someone(hub.by, "Mair", life=Life.DIED, sex="female")
    families.tie(hub.by, mother, "parent", child, is_main_carer=True)
    families.tie(hub.by, gran, "parent", mother)
    families.tie(hub.by, families.someone(hub.by, "Rhys"), "former_partner", mother)
    hub.opens(mother)
    shown = hub.page("desk:person_family", mother.reference)
    assert 'role="img"' in shown
    for text in ("Siân Prys", "Gwen Prys", "Mair Prys", "Expected on 1 May 2026", "Has died", "Main carer"):
        assert text in shown
    paper = hub.page("desk:person_family_print", mother.reference)
    assert "Former partner" in paper
    with acting(hub.by):
        read = AuditEntry.objects.filter(did="person.read", target_key=str(mother.pk))
        assert [one.detail["page"] for one in read.order_by("at")] == [
            "desk:person_family",
            "desk:person_family_print",
        ]


def test_somebody_is_added_put_right_ended_and_undone_by_forms(hub: Hub) -> None:
    mother = families.someone(hub.by, "Siân")
    hub.opens(mother)
    assert hub.send("understand:add_relative", mother.reference, who="new").status_code == 200
    new = {"who": "new", "given_name": "Ifan", "sex": "male", "life": "living", "term": "child", **TOLD}
    assert hub.send("understand:add_relative", mother.reference, **new).status_code == 302
    with acting(hub.by):
        row = Relationship.objects.get()
        child = row.other
    assert (row.person_id, row.kind) == (mother.pk, "parent")
    twice = {"who": "reference", "reference": child.reference, "term": "child", **TOLD}
    assert "already" in hub.send("understand:add_relative", mother.reference, **twice).content.decode()
    nobody = hub.send("understand:add_relative", mother.reference, **(twice | {"reference": "PN-26-9999999"}))
    assert "Enter the reference" in nobody.content.decode()
    right = {"term": "step_child", "because": "She is his step-mother.", **TOLD}
    assert hub.send("understand:correct_relationship", mother.reference, row.pk, **right).status_code == 302
    assert hub.send("understand:correct_relationship", mother.reference, row.pk, **right).status_code == 404
    with acting(hub.by):
        (new_row,) = Relationship.objects.filter(replaces=row)
    assert "Put this relationship right" in hub.page(
        "understand:correct_relationship", mother.reference, new_row.pk
    )
    end = {"because": "They do not see each other.", "last-year": "2025", **TOLD}
    assert hub.send("understand:end_relationship", mother.reference, new_row.pk, **end).status_code == 302
    with acting(hub.by):
        (ended,) = Relationship.objects.filter(replaces=new_row)
    assert (ended.is_over, ended.kind, ended.to_exact) == (True, "step_parent", "year")
    history = hub.page("understand:undo_relationship", mother.reference, ended.pk)
    assert "She is his step-mother." in history
    assert hub.send("understand:undo_relationship", mother.reference, ended.pk).status_code == 200
    undone = hub.send("understand:undo_relationship", mother.reference, ended.pk, because="They do.")
    assert undone.status_code == 302
    other = families.someone(hub.by, "Elin")
    away = reverse("understand:end_relationship", args=[other.reference, new_row.pk])
    assert hub.client.get(away).status_code == 404


def test_a_birth_and_what_was_told_of_somebody_by_forms(hub: Hub) -> None:
    child = families.someone(hub.by, "", "", life=Life.UNBORN)
    hub.opens(child)
    assert "Record the birth" in hub.page("desk:person_family", child.reference)
    birth = {"born_on-day": "1", "born_on-month": "3", "born_on-year": "2026", "given_name": "Mabon", **TOLD}
    assert hub.send("understand:record_birth", child.reference, **birth).status_code == 302
    assert "born already" in hub.send("understand:record_birth", child.reference, **birth).content.decode()
    told = {"school": "Ysgol Bryn", "life": "living", "care": "in_care", **TOLD}
    assert hub.send("understand:describe", child.reference, **told).status_code == 302
    with acting(hub.by):
        kept = PersonStatement.objects.get(care="in_care")
        assert kept.who_sees == "restricted"
        assert not kept.school
    overview = hub.page("desk:person", child.reference)
    assert "Mabon" in overview
    assert (
        hub.send("understand:withdraw_statement", child.reference, kept.pk, because="No.").status_code == 302
    )


def test_a_reported_relationship_is_confirmed_on_the_page(hub: Hub) -> None:
    people = [
        Named(role=PersonRole.PARENT, given_name="Siân", family_name="Prys", age=34),
        Named(role=PersonRole.CHILD, given_name="Gwen", family_name="Prys", age=6),
    ]
    related = (Related(0, Relation.PARENT, 1, None), Related(0, Relation.CARER, 1, None))
    officer = factories.practitioner(hub.partners.response)
    sent = identify.notification(hub.partners, officer, people=people, relations=related)
    with acting(hub.by):
        mother, _child = (
            actions.make_person(by=hub.by, reported_id=one.pk, at=factories.AT)
            for one in sent.people.order_by("position")
        )
        offered = queries.list_suggestions(hub.by, mother)
    hub.opens(mother)
    assert sent.reference in hub.page("desk:person_family", mother.reference)
    first, second = offered
    hub.send("understand:confirm_relation", mother.reference, first.relation.pk)
    hub.send("understand:pass_over_relation", mother.reference, second.relation.pk)
    assert hub.send("understand:confirm_relation", mother.reference, second.relation.pk).status_code == 404
    with acting(hub.by):
        assert [row.kind for row in Relationship.objects.all()] == ["parent"]
    assert "As officers reported it" not in hub.page("desk:person_family", mother.reference)


def test_what_is_kept_back_opens_for_a_purpose_only(hub: Hub) -> None:
    child, birth = families.someone(hub.by, "Gwen"), families.someone(hub.by, "Lowri")
    families.tie(hub.by, birth, "birth_parent", child)
    hub.opens(child)
    shown = hub.page("desk:person_family", child.reference)
    assert "kept back" in shown
    assert "Lowri" not in shown
    assert hub.send("desk:person_kept_back", child.reference).status_code == 200
    assert hub.send("desk:person_kept_back", child.reference, **{"kept-back-why": "court"}).status_code == 302
    assert "Lowri" in hub.page("desk:person_family", child.reference)
    assert "Lowri" not in hub.page("desk:person_family_print", child.reference)
    with acting(hub.by):
        (entry,) = AuditEntry.objects.filter(did="restricted_family.read")
        assert entry.reason == "court"
    colleague = factories.practitioner(hub.partners.service_team, Role.SERVICE_WORKER)
    hub.client.force_login(colleague)
    assert hub.send("desk:person_kept_back", child.reference).status_code == 403


def test_a_household_by_forms_and_on_its_own_page(hub: Hub) -> None:
    mother, former = families.someone(hub.by, "Siân"), families.someone(hub.by, "Rhys")
    families.tie(hub.by, former, "former_partner", mother)
    hub.opens(mother)
    home = {"address": "3 Made-up Row", "members": [str(mother.pk)], "first-year": "2024", **TOLD}
    assert hub.send("understand:add_household", mother.reference, **home).status_code == 302
    with acting(hub.by):
        household = Household.objects.get()
        address, member = HouseholdAddress.objects.get(), HouseholdMember.objects.get()
    joins = {"person": str(former.pk), **TOLD}
    assert hub.send("understand:add_member", mother.reference, household.pk, **joins).status_code == 302
    hides = {"person": str(former.pk), "note": "A court order.", **TOLD}
    assert hub.send("understand:hide_address", mother.reference, household.pk, **hides).status_code == 302
    shown = hub.page("desk:person_family", mother.reference)
    assert "3 Made-up Row" in shown
    assert "Must not learn this address" in shown
    hub.opens(former)
    his = hub.page("desk:person_family", former.reference)
    assert "3 Made-up Row" not in his
    assert "Withheld" in his
    page = hub.page("desk:household", household.reference)
    assert "Siân Prys" in page
    assert hub.client.get(reverse("desk:household", args=["HH-26-9999999"])).status_code == 404
    right = {"first-year": "2023", "because": "Earlier.", **TOLD}
    assert hub.send("understand:correct_member", mother.reference, member.pk, **right).status_code == 302
    with acting(hub.by):
        (member,) = HouseholdMember.objects.filter(replaces=member)
    ends = {"because": "She moved.", **TOLD}
    assert hub.send("understand:end_member", mother.reference, member.pk, **ends).status_code == 302
    with acting(hub.by):
        (ended,) = HouseholdMember.objects.filter(replaces=member)
    assert hub.send("understand:undo_member", mother.reference, ended.pk, because="No.").status_code == 302
    assert hub.send("understand:undo_member", mother.reference, ended.pk, because="No.").status_code == 404
    move = {"address": "9 Other Street", "first-year": "2025", "because": "A new flat.", **TOLD}
    assert hub.send("understand:move_household", mother.reference, address.pk, **move).status_code == 302
    with acting(hub.by):
        moved = HouseholdAddress.objects.get(address="9 Other Street")
    right = move | {"address": "9a Other Street", "because": "A slip."}
    assert hub.send("understand:correct_address", mother.reference, moved.pk, **right).status_code == 302
    assert hub.send("understand:correct_address", mother.reference, moved.pk, **right).status_code == 404
    with acting(hub.by):
        hidden = HiddenAddress.objects.get()
    assert (
        hub.send("understand:show_address", mother.reference, hidden.pk, because="Over.").status_code == 302
    )


def test_generations_share_kinds_of_events_by_date(hub: Hub) -> None:
    officer = factories.practitioner(hub.partners.response)
    people = [Named(role=PersonRole.SUBJECT, given_name="Siân", family_name="Prys", age=34)]
    sent = identify.notification(hub.partners, officer, people=people)
    with acting(hub.by):
        mother = actions.make_person(by=hub.by, reported_id=sent.people.get().pk, at=factories.AT)
    child = families.someone(hub.by, "Gwen")
    families.tie(hub.by, mother, "parent", child)
    hub.opens(child)
    shown = hub.page("desk:person_generations", child.reference)
    assert "Money, food or debt" in shown
    assert sent.reference in shown
    assert "Nothing recorded" in shown
    with acting(hub.by):
        assert AuditEntry.objects.filter(did="person.read", reason="generations", target_key=str(mother.pk))
    alone = families.someone(hub.by, "Alone")
    hub.opens(alone)
    assert "does not mean that nothing happened" in hub.page("desk:person_generations", alone.reference)
