"""Inviting somebody, and their joining."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership import jobs
from earlyhelp.partnership.actions import joiners
from earlyhelp.partnership.choices import Role, Standing, TeamKind
from earlyhelp.partnership.models import Agency, Invitation, Practitioner
from earlyhelp.partnership.rules.joiners import CannotJoin, InvitationOver
from tests import factories
from tests.factories.joiners import administrator, invited, joiner, link_of, running
from tests.factories.signin import signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "glaw mawr ar y mynydd"


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def admin(partners: factories.Partners) -> Practitioner:
    return administrator(partners.force, partners.area)


def test_somebody_invited_can_do_nothing_until_they_have_joined(
    client: Client, partners: factories.Partners, admin: Practitioner
) -> None:
    person = invited(admin, partners.response, Role.NOTIFIER)
    assert person.standing == Standing.INVITED
    assert not person.has_usable_password()
    token = link_of(person)
    (sent,) = mail.outbox
    assert sent.to == ["newcomer@example.org"]
    assert "Synthetic" not in sent.subject + sent.body
    assert "Newcomer" not in sent.subject + sent.body
    assert token in sent.body
    address = reverse("partnership:join", args=[token])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302
    assert answer.url == reverse("partnership:sign_in")
    person.refresh_from_db()
    assert person.standing == Standing.WORKS
    assert person.check_password(PASSWORD)
    with acting(running(admin)):
        told = set(AuditEntry.objects.values_list("did", flat=True))
    assert {"practitioner.invited", "invitation.made", "practitioner.joined"} <= told


def test_an_invitation_works_once(client: Client, partners: factories.Partners, admin: Practitioner) -> None:
    person = invited(admin, partners.response, Role.NOTIFIER)
    address = reverse("partnership:join", args=[link_of(person)])
    client.post(address, {"password": PASSWORD, "again": PASSWORD})
    again = client.post(address, {"password": PASSWORD + "!", "again": PASSWORD + "!"})
    assert again.status_code == 410
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_the_secret_is_kept_as_a_hash_only(partners: factories.Partners, admin: Practitioner) -> None:
    person = invited(admin, partners.response, Role.NOTIFIER)
    secret = link_of(person).split(".")[1]
    kept = Invitation.objects.get(practitioner=person)
    assert secret not in str(vars(kept))
    assert len(kept.secret_hash) == 64


@pytest.mark.parametrize("wrong", ["nothing", "0" * 32 + "." + "x" * 43])
def test_a_wrong_link_says_nothing_about_anybody(client: Client, wrong: str) -> None:
    answer = client.get(reverse("partnership:join", args=[wrong]))
    assert answer.status_code == 410
    assert b"This invitation is over" in answer.content


def test_an_invitation_ends_after_seven_days(partners: factories.Partners, admin: Practitioner) -> None:
    token = link_of(invited(admin, partners.response, Role.NOTIFIER))
    late = timezone.now() + timedelta(days=7)
    by = running(admin)
    with pytest.raises(InvitationOver), acting(by):
        joiners.join(by=by, token=token, password=PASSWORD, at=late)


@pytest.mark.parametrize(
    ("first", "second"),
    [("short", "short"), (PASSWORD, "something else here"), ("password1234", "password1234")],
)
def test_a_weak_or_mistyped_password_is_not_taken(
    client: Client, partners: factories.Partners, admin: Practitioner, first: str, second: str
) -> None:
    person = invited(admin, partners.response, Role.NOTIFIER)
    answer = client.post(
        reverse("partnership:join", args=[link_of(person)]), {"password": first, "again": second}
    )
    assert answer.status_code == 400
    person.refresh_from_db()
    assert not person.is_active


def test_a_new_invitation_ends_the_one_before(partners: factories.Partners, admin: Practitioner) -> None:
    person = invited(admin, partners.response, Role.NOTIFIER)
    first = link_of(person)
    by = running(admin)
    with acting(by):
        joiners.invite_again(by=by, practitioner_id=person.pk, at=timezone.now())
    with pytest.raises(InvitationOver), acting(by):
        joiners.join(by=by, token=first, password=PASSWORD, at=timezone.now())
    with acting(by):
        assert joiners.join(by=by, token=link_of(person), password=PASSWORD, at=timezone.now()).is_active


def test_an_invitation_taken_back_opens_nothing(partners: factories.Partners, admin: Practitioner) -> None:
    person = invited(admin, partners.response, Role.NOTIFIER)
    token, by = link_of(person), running(admin)
    with acting(by):
        joiners.take_invitation_back(by=by, practitioner_id=person.pk, at=timezone.now())
    with pytest.raises(InvitationOver), acting(by):
        joiners.join(by=by, token=token, password=PASSWORD, at=timezone.now())
    with pytest.raises(CannotJoin), acting(by):
        joiners.invite_again(by=by, practitioner_id=person.pk, at=timezone.now())


def test_a_role_belongs_to_a_team(partners: factories.Partners, admin: Practitioner) -> None:
    with pytest.raises(CannotJoin):
        invited(admin, partners.response, Role.DECISION_MAKER)


def test_nobody_is_invited_to_another_agency(partners: factories.Partners, admin: Practitioner) -> None:
    with pytest.raises(NotAllowed):
        invited(admin, partners.front_door, Role.DECISION_MAKER)


def test_who_works_here_is_not_invited_again(partners: factories.Partners, admin: Practitioner) -> None:
    there = factories.practitioner(partners.response)
    with pytest.raises(CannotJoin):
        invited(admin, partners.response, Role.NOTIFIER, email=there.email.upper())


def test_the_programme_invites_the_first_administrator_of_an_agency(partners: factories.Partners) -> None:
    lead = administrator(partners.council, partners.area, leads=True)
    there = administrator(partners.charity, partners.area).team
    assert invited(lead, there, Role.ADMINISTRATOR).agency == partners.charity
    with pytest.raises(NotAllowed):
        invited(lead, partners.service_team, Role.SERVICE_WORKER, email="another@example.org")


def test_the_pages_invite_and_show_it(
    client: Client, partners: factories.Partners, admin: Practitioner
) -> None:
    signed_in(client, admin)
    address = reverse("partnership:invite", args=[partners.force.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 400
    said = joiner()
    typed = {
        "email": said.email,
        "given_name": said.given_name,
        "family_name": said.family_name,
        "language": "cy",
        "welsh_level": "5",
        "place": f"{partners.response.pk}/{Role.NOTIFIER}",
    }
    refused = client.post(address, typed | {"place": f"{partners.front_door.pk}/{Role.DECISION_MAKER}"})
    assert refused.status_code == 400
    answer = client.post(address, typed, follow=True)
    assert b"The invitation is on its way" in answer.content
    person = Practitioner.objects.get(email=said.email)
    listed = client.get(reverse("partnership:people"), {"standing": "invited"})
    assert b"Newcomer" in listed.content
    assert b"Newcomer" not in client.get(reverse("partnership:people")).content
    again = client.post(reverse("partnership:invite_again", args=[person.pk]), follow=True)
    assert b"A new invitation is on its way" in again.content
    back = client.post(reverse("partnership:invite_again", args=[person.pk]), {"back": "1"}, follow=True)
    assert b"taken back" in back.content
    once_more = client.post(reverse("partnership:invite_again", args=[person.pk]), follow=True)
    assert b"not waiting to join" in once_more.content


def test_pages_of_another_agency_do_not_exist(
    client: Client, partners: factories.Partners, admin: Practitioner
) -> None:
    other = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    signed_in(client, admin)
    for name in ("person", "move", "leave"):
        assert client.get(reverse(f"partnership:{name}", args=[other.pk])).status_code == 404
    assert client.get(reverse("partnership:invite", args=[partners.council.pk])).status_code == 404
    assert client.get(reverse("partnership:agency", args=[partners.council.pk])).status_code == 404


def test_the_list_of_people_asks_the_same_few_questions_however_many_there_are(
    client: Client, partners: factories.Partners, admin: Practitioner, django_assert_max_num_queries
) -> None:
    for _ in range(12):
        factories.practitioner(partners.response)
    signed_in(client, admin)
    with django_assert_max_num_queries(30):
        client.get(reverse("partnership:people"))


def test_the_first_administrator_is_invited_from_the_command_line(
    partners: factories.Partners, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [partners.charity.code, "first@example.org", "Synthetic", "First"]
    call_command("invite_administrator", *words, leads=True, language="cy")
    assert "on its way" in capsys.readouterr().out
    first = Practitioner.objects.get(email="first@example.org")
    assert (first.role, first.team.kind, first.language) == (Role.ADMINISTRATOR, TeamKind.RUNNING, "cy")
    assert Agency.objects.get(pk=partners.charity.pk).leads
    Practitioner.objects.filter(pk=first.pk).update(is_active=True)
    with pytest.raises(CommandError, match="works here already"):
        call_command("invite_administrator", *words)
    with pytest.raises(CommandError, match="No agency has this code"):
        call_command("invite_administrator", "nowhere", *words[1:])


def test_the_worker_sends_an_invitation_and_lets_people_go_whose_day_has_come(
    partners: factories.Partners, admin: Practitioner
) -> None:
    person = invited(admin, partners.response, Role.NOTIFIER)
    jobs.send_invitation(str(Invitation.objects.get(practitioner=person).pk))
    assert len(mail.outbox) == 1
    leaver = factories.practitioner(partners.response)
    Practitioner.objects.filter(pk=leaver.pk).update(leaves_on=timezone.now().date() - timedelta(days=1))
    jobs.leave_today(0)
    leaver.refresh_from_db()
    assert leaver.standing == Standing.LEFT


def test_an_invitation_that_is_over_is_not_sent(partners: factories.Partners, admin: Practitioner) -> None:
    person = invited(admin, partners.response, Role.NOTIFIER)
    Invitation.objects.filter(practitioner=person).update(ended_at=timezone.now(), ended_why="left")
    jobs.send_invitation(str(Invitation.objects.get(practitioner=person).pk))
    assert mail.outbox == []
