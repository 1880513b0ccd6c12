"""Moving and leaving: access ends at once, and open work goes back to the team."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.actions import start_draft
from earlyhelp.identify.choices import Danger
from earlyhelp.identify.models import Draft
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.actions import joiners, leavers
from earlyhelp.partnership.choices import Going, Role, Standing, TeamKind
from earlyhelp.partnership.models import Departure, Practitioner
from earlyhelp.partnership.queries import joiners as queries
from earlyhelp.partnership.rules.joiners import CannotJoin, CannotLeave
from earlyhelp.signpost.actions.assigning import assign_worker
from earlyhelp.signpost.models import Assignment, Referral
from earlyhelp.solve.actions import add_worker, assign_notifications, claim
from earlyhelp.solve.choices import WorkerPart
from earlyhelp.solve.models import Action, Claim, EpisodeWorker, FamilyLink, FollowUp, NotificationAssignment
from earlyhelp.solve.queries import get_episode
from tests import factories
from tests.factories import episodes
from tests.factories.families import someone
from tests.factories.identify import notification
from tests.factories.joiners import administrator, invited, link_of, running
from tests.factories.plans import can_be_written_to, link, paper
from tests.factories.signin import signed_in
from tests.factories.signpost import case, referral
from tests.factories.solve import decision

pytestmark = pytest.mark.django_db
AT = factories.AT
LATER = AT + timedelta(hours=3)


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def admin(partners: factories.Partners) -> Practitioner:
    return administrator(partners.council, partners.area)


def leave(admin: Practitioner, who: Practitioner, *, on=None, at=LATER) -> Departure | None:
    by = running(admin)
    with acting(by):
        return leavers.let_leave(by=by, practitioner_id=who.pk, on=on or at.date(), at=at)


def move(admin: Practitioner, who: Practitioner, team, role: str) -> Departure | None:
    by = running(admin)
    with acting(by):
        return leavers.move_practitioner(by=by, practitioner_id=who.pk, team_id=team.pk, role=role, at=LATER)


def test_a_session_ends_at_the_next_click_and_nobody_signs_in_again(
    client: Client, partners: factories.Partners, admin: Practitioner
) -> None:
    who = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    signed_in(client, who)
    assert client.get(reverse("desk:my_work")).status_code == 200
    leave(admin, who)
    answer = client.get(reverse("desk:my_work"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("partnership:sign_in"))
    who.refresh_from_db()
    assert who.standing == Standing.LEFT
    assert not who.has_usable_password()


def test_a_session_ends_when_the_team_or_the_role_changes(
    client: Client, partners: factories.Partners, admin: Practitioner
) -> None:
    who = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    signed_in(client, who)
    assert client.get(reverse("desk:my_work")).status_code == 200
    move(admin, who, partners.front_door, Role.COORDINATOR)
    assert client.get(reverse("desk:my_work")).status_code == 302
    signed_in(client, Practitioner.objects.get(pk=who.pk))
    assert client.get(reverse("desk:my_work")).status_code == 200


def at_work_in_the_front_door(partners: factories.Partners) -> Practitioner:
    """Somebody who decides: with one notification open, one given, and one decision to look at again."""
    officer = factories.practitioner(partners.response)
    who = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    lead = episodes.coordinator(partners)
    opened, given, decided = (notification(partners, officer) for _ in range(3))
    with acting(factories.actor(who)) as by:
        claim(by=by, notification_id=opened.pk, at=AT)
    decision(who, decided, at=AT)
    with acting(factories.actor(lead)) as by:
        assign_notifications(by=by, references=[given.reference], to=who.pk, at=AT)
    return who


def test_the_work_of_a_front_door_goes_back_to_its_queue(
    partners: factories.Partners, admin: Practitioner
) -> None:
    who = at_work_in_the_front_door(partners)
    made = leave(admin, who)
    assert made is not None
    with acting(running(admin)) as by:
        assert not Claim.objects.filter(practitioner=who, released_at=None).exists()
        assert not NotificationAssignment.objects.filter(practitioner=who, ended_at=None).exists()
        told = AuditEntry.objects.get(did="practitioner.left")
        assert told.detail["before"] == {"works_here": True}
        assert told.detail["returned"] == made.returned
        assert {row.count for row in queries.list_returned(by, made)} == {1}
    assert made.returned["claims"] == 1
    assert made.returned["given"] == 1


def test_who_moves_leaves_decisions_to_look_at_again_with_the_old_team(
    partners: factories.Partners, admin: Practitioner
) -> None:
    who = at_work_in_the_front_door(partners)
    families = episodes.family_team(partners)
    with acting(running(admin)):
        mine = FollowUp.objects.filter(practitioner=who, next_on__isnull=False).count()
    made = move(admin, who, families, Role.PARTNER)
    assert made is not None
    assert made.returned.get("follow_ups", 0) == mine
    with acting(running(admin)):
        assert FollowUp.objects.filter(team=partners.front_door, set_by=admin).count() == mine


def test_who_stays_in_the_team_for_the_same_work_keeps_it(
    partners: factories.Partners, admin: Practitioner
) -> None:
    who = at_work_in_the_front_door(partners)
    made = move(admin, who, partners.front_door, Role.COORDINATOR)
    assert made is not None
    assert made.returned == {}
    with acting(running(admin)):
        assert Claim.objects.filter(practitioner=who, released_at=None).count() == 1


def test_families_actions_and_links_go_back(partners: factories.Partners, admin: Practitioner) -> None:
    by = factories.actor(episodes.coordinator(partners))
    who, other = episodes.family_worker(partners), episodes.family_worker(partners)
    mother = someone(by, "Siân")
    led = episodes.episode(by, episodes.family_team(partners), mother, lead=who)
    joined = episodes.episode(by, episodes.family_team(partners), lead=other)
    with acting(by):
        add_worker(by=by, episode=joined, practitioner=who, part=WorkerPart.TEAM, at=AT)
    alone = episodes.action(by, led, practitioner=who)
    shared = episodes.action(by, joined, practitioner=who)
    worker = factories.actor(who)
    can_be_written_to(worker, mother)
    made_link = link(worker, led, paper(worker, led, mother), mother).link
    made = leave(admin, who)
    assert made is not None
    assert made.returned == {"families": 2, "actions": 2, "family_links": 1}
    with acting(by):
        assert not EpisodeWorker.objects.filter(practitioner=who, until_at=None).exists()
        assert Action.objects.get(pk=shared.pk).practitioner == other
        left = Action.objects.get(pk=alone.pk)
        assert (left.practitioner, left.somebody) == (None, f"{who.team.name_cy} / {who.team.name_en}")
        assert FamilyLink.objects.get(pk=made_link.pk).ended_at == LATER
        assert EpisodeWorker.objects.filter(practitioner=who).count() == 2


def test_a_partner_of_another_agency_leaves_the_council_s_family_too(partners: factories.Partners) -> None:
    by = factories.actor(episodes.coordinator(partners))
    visitor = episodes.health_visitor(partners)
    health = administrator(visitor.agency, partners.area)
    made = episodes.episode(by, episodes.family_team(partners), lead=visitor)
    with acting(running(health)) as admin_of_health:
        seen = queries.list_in_hand(admin_of_health, queries.leaver_of(admin_of_health, visitor), LATER)
        assert [row.count for row in seen] == [1]
    gone = leave(health, visitor)
    assert gone is not None
    assert gone.returned == {"families": 1}
    with acting(by):
        assert not EpisodeWorker.objects.filter(episode=made, until_at=None).exists()
    # Nobody of that agency works with the family now, so it sees nothing of it.
    with acting(running(health)) as again, pytest.raises((NotAllowed, type(made).DoesNotExist)):
        get_episode(by=again, reference=made.reference, at=LATER)


def test_a_service_gets_its_worker_s_referrals_back(partners: factories.Partners) -> None:
    made = case(partners)
    sent = referral(made)
    with acting(factories.actor(made.worker)) as by:
        assign_worker(by=by, reference=sent.reference, worker_id=made.worker.pk, at=AT + timedelta(hours=2))
    charity = administrator(partners.charity, partners.area)
    gone = leave(charity, made.worker, at=AT + timedelta(hours=4))
    assert gone is not None
    assert gone.returned == {"referrals": 1}
    with acting(made.hub):
        assert Referral.objects.get(pk=sent.pk).worker is None
        assert not Assignment.objects.filter(referral=sent, until_at=None).exists()


def test_a_draft_is_shown_to_nobody_but_the_team_s_supervisor_hears_of_it(
    partners: factories.Partners,
) -> None:
    admin = administrator(partners.force, partners.area)
    officer = factories.practitioner(partners.response)
    supervisor = factories.practitioner(partners.response, Role.SUPERVISOR)
    with acting(factories.actor(officer)) as by:
        start_draft(by=by, danger=Danger.NEITHER, at=AT)
    gone = leave(admin, officer)
    assert gone is not None
    assert gone.returned == {"drafts": 1}
    (message,) = Message.objects.filter(recipient=supervisor)
    assert message.template == "work_left"
    assert message.context == {"reference": ""}
    with acting(running(admin)):
        assert not Draft.objects.exists()


def test_an_officer_who_moves_to_another_team_keeps_their_drafts(partners: factories.Partners) -> None:
    admin = administrator(partners.force, partners.area)
    officer = factories.practitioner(partners.response)
    control = factories.team(partners.force, TeamKind.CONTROL_ROOM, partners.area)
    with acting(factories.actor(officer)) as by:
        start_draft(by=by, danger=Danger.NEITHER, at=AT)
    made = move(admin, officer, control, Role.NOTIFIER)
    assert made is not None
    assert (made.going, made.returned) == (Going.MOVED, {})


def test_a_day_to_come_changes_nothing_until_it_is_there(
    partners: factories.Partners, admin: Practitioner
) -> None:
    who = at_work_in_the_front_door(partners)
    on = LATER.date() + timedelta(days=3)
    assert leave(admin, who, on=on) is None
    who.refresh_from_db()
    assert who.standing == Standing.LEAVES
    service = Actor.system("running")
    with acting(service):
        assert leavers.leave_today(by=service, at=LATER + timedelta(days=2)) == 0
        assert leavers.leave_today(by=service, at=LATER + timedelta(days=3)) == 1
        assert leavers.leave_today(by=service, at=LATER + timedelta(days=3)) == 0
    who.refresh_from_db()
    assert who.standing == Standing.LEFT
    assert who.departures.get().said_by is None
    with acting(running(admin)):
        assert not Claim.objects.filter(practitioner=who, released_at=None).exists()


def test_somebody_may_stay_after_all(partners: factories.Partners, admin: Practitioner) -> None:
    who = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    leave(admin, who, on=LATER.date() + timedelta(days=3))
    with acting(running(admin)) as by:
        leavers.let_stay(by=by, practitioner_id=who.pk, at=LATER)
    who.refresh_from_db()
    assert who.standing == Standing.WORKS


def test_who_comes_back_is_the_same_person_with_a_new_password(
    partners: factories.Partners, admin: Practitioner
) -> None:
    who = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    leave(admin, who)
    back = invited(admin, partners.front_door, Role.COORDINATOR, email=who.email)
    assert back.pk == who.pk
    assert back.standing == Standing.INVITED
    with acting(running(admin)) as by:
        joined = joiners.join(by=by, token=link_of(back), password="glaw mawr ar y mynydd", at=timezone.now())
    assert joined.standing == Standing.WORKS
    assert joined.role == Role.COORDINATOR


def test_who_is_not_here_neither_moves_nor_leaves(partners: factories.Partners, admin: Practitioner) -> None:
    who = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    leave(admin, who)
    with pytest.raises(CannotLeave):
        leave(admin, who)
    with pytest.raises(CannotLeave):
        move(admin, who, partners.front_door, Role.COORDINATOR)


def test_nobody_is_moved_into_a_role_that_the_team_does_not_have(
    partners: factories.Partners, admin: Practitioner
) -> None:
    who = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    with pytest.raises(CannotJoin):
        move(admin, who, partners.front_door, Role.ADMINISTRATOR)


def test_nobody_lets_themselves_leave(partners: factories.Partners, admin: Practitioner) -> None:
    with pytest.raises(NotAllowed):
        leave(admin, admin)


def test_the_pages_show_beforehand_and_afterwards_what_goes_back(
    client: Client, partners: factories.Partners, admin: Practitioner
) -> None:
    who = at_work_in_the_front_door(partners)
    signed_in(client, admin)
    address = reverse("partnership:leave", args=[who.pk])
    before = client.get(address)
    assert b"Notifications that they have open" in before.content
    day = {"on-day": "1", "on-month": "1", "on-year": "2020"}
    assert client.post(address, day).status_code == 400
    moving = reverse("partnership:move", args=[who.pk])
    same = client.post(moving, {"place": f"{partners.front_door.pk}/{who.role}"}, follow=True)
    assert b"Nothing was changed" in same.content
    far = {"on-day": "1", "on-month": "1", "on-year": str(LATER.year + 9)}
    assert client.post(address, far).status_code == 400
    families = episodes.family_team(partners)
    moved = client.post(moving, {"place": f"{families.pk}/{Role.PARTNER}"}, follow=True)
    assert b"What went back" in moved.content
    today = Practitioner.objects.get(pk=who.pk).departures.get().said_at.date() + timedelta(days=1)
    day = {"on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year)}
    assert b"The day is set" in client.post(address, day, follow=True).content
    assert b"They stay" in client.get(reverse("partnership:person", args=[who.pk])).content
    assert (
        b"The day is taken back"
        in client.post(reverse("partnership:stay", args=[who.pk]), follow=True).content
    )
    today -= timedelta(days=1)
    day = {"on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year)}
    gone = client.post(address, day, follow=True)
    assert b"They are signed out everywhere" in gone.content
    assert client.get(address).status_code == 404
