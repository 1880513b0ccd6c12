"""Inviting somebody to join, and their joining."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from procrastinate.contrib.django import app

from earlyhelp.govern.actions import audit
from earlyhelp.kit import secret_links
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership import mail
from earlyhelp.partnership.actions.factors import remove_factors
from earlyhelp.partnership.choices import InvitationEnd, Language, Role
from earlyhelp.partnership.models import Invitation, Practitioner, Team
from earlyhelp.partnership.queries.agencies import leads_programme
from earlyhelp.partnership.queries.joiners import find_invitation, get_person_to_keep
from earlyhelp.partnership.rules import joiners as rules

INVITE_JOB: Final = "partnership.send_invitation"
QUEUE: Final = "outbox"


@dataclass(frozen=True, slots=True)
class Joiner:
    """Who is to join: a work address, names, and how they want to read."""

    email: str
    given_name: str
    family_name: str
    rank: str
    language: str
    welsh_level: int


@transaction.atomic
def invite_practitioner(*, by: Actor, joiner: Joiner, team_id: UUID, role: str, at: datetime) -> Practitioner:
    """Invite somebody to a team in a role. Who left before, and has the same address, comes back as the same person.

    They can do nothing until they have joined. Raises NotAllowed, CannotJoin, Team.DoesNotExist.
    """
    team = Team.objects.select_for_update(of=("self",)).select_related("agency").get(pk=team_id)
    rules.check_may_invite(by, agency_id=team.agency_id, role=role, leads=leads_programme(by))
    rules.check_role_of_team(role, team.kind, is_closed=team.closed_on is not None)
    known = Practitioner.objects.select_for_update(of=("self",)).filter(email__iexact=joiner.email).first()
    rules.check_can_invite(known.standing if known else None)
    person = known or Practitioner(email=joiner.email)
    person.given_name, person.family_name, person.rank = joiner.given_name, joiner.family_name, joiner.rank
    person.language, person.welsh_level = Language(joiner.language), joiner.welsh_level
    person.agency, person.team, person.role = team.agency, team, Role(role)
    person.password, person.is_active = make_password(None), False
    person.left_at = person.leaves_on = None
    person.save()
    if known is not None:
        # What they could show before they left counts no more.
        remove_factors(by=by, practitioner_id=person.pk, because="came back", at=at)
    detail = {"team": team.code, "role": str(role), "came_back": known is not None}
    audit.record(by=by, did="practitioner.invited", target=person, at=at, detail=detail)
    _invite(by, person, at)
    return person


@transaction.atomic
def invite_again(*, by: Actor, practitioner_id: UUID, at: datetime) -> Invitation:
    """Send a new invitation; the one before opens nothing any more. Raises NotAllowed, CannotJoin."""
    person = _lock_invited(by, practitioner_id)
    return _invite(by, person, at)


@transaction.atomic
def take_invitation_back(*, by: Actor, practitioner_id: UUID, at: datetime) -> Practitioner:
    """Take an invitation back: the person does not join. Raises NotAllowed, CannotJoin."""
    person = _lock_invited(by, practitioner_id)
    end_invitations(person, InvitationEnd.LEFT, at)
    person.left_at = at
    person.save(update_fields=["left_at"])
    audit.record(by=by, did="invitation.taken_back", target=person, at=at)
    return person


@transaction.atomic
def deliver_invitation(*, by: Actor, invitation_id: UUID, at: datetime) -> str | None:
    """Make the secret of an invitation and send it: it is kept nowhere. Returns the path, None for one that is over.

    Raises smtplib.SMTPException or OSError when no mail server takes it; then nothing is kept, and it is tried again.
    """
    found = Invitation.objects.select_for_update(of=("self",)).select_related("practitioner")
    invitation = found.filter(pk=invitation_id).first()
    if invitation is None or rules.why_over(invitation.ended_why, expires_at=invitation.expires_at, at=at):
        return None
    token = secret_links.new_token(invitation.pk)
    invitation.secret_hash, invitation.sent_at = secret_links.hash_of(token.secret, key=invitation.pk), at
    invitation.save(update_fields=["secret_hash", "sent_at"])
    audit.record(by=by, did="invitation.sent", target=invitation, at=at)
    return mail.send(invitation, token)


@transaction.atomic
def join(*, by: Actor, token: str, password: str, at: datetime) -> Practitioner:
    """Set the first password with an invitation, once. Raises InvitationOver when it opens nothing any more."""
    known = find_invitation(by, token)
    if known is None:
        raise rules.InvitationOver(mail.OVER)
    found = Invitation.objects.select_for_update(of=("self",)).select_related("practitioner")
    invitation = found.get(pk=known.pk)
    if rules.why_over(invitation.ended_why, expires_at=invitation.expires_at, at=at):
        raise rules.InvitationOver(mail.OVER)
    person = invitation.practitioner
    person.set_password(password)
    person.is_active = True
    person.save(update_fields=["password", "is_active"])
    end_invitations(person, InvitationEnd.USED, at)
    who = Actor(
        person.pk,
        person.agency_id,
        person.team_id,
        person.role,
        by.purpose,
        person.language,
        person.full_name,
    )
    # Until now nobody was signed in: the entry is of the agency that they have just joined.
    with acting(who):
        audit.record(by=who, did="practitioner.joined", target=person, at=at)
    return person


def end_invitations(person: Practitioner, why: InvitationEnd, at: datetime) -> None:
    """Write the end of whatever invitation is open. Whoever calls it has checked, and audits."""
    Invitation.objects.filter(practitioner=person, ended_at=None).update(ended_at=at, ended_why=why)


def _invite(by: Actor, person: Practitioner, at: datetime) -> Invitation:
    end_invitations(person, InvitationEnd.REPLACED, at)
    made = Invitation.objects.create(
        practitioner=person, made_by_id=by.practitioner_id, made_at=at, expires_at=at + rules.INVITATION_LIVES
    )
    audit.record(by=by, did="invitation.made", target=made, at=at)
    app.configure_task(INVITE_JOB, queue=QUEUE).defer(invitation_id=str(made.pk))
    return made


def _lock_invited(by: Actor, practitioner_id: UUID) -> Practitioner:
    leads = leads_programme(by)
    get_person_to_keep(by, practitioner_id, leads=leads)
    person = Practitioner.objects.select_for_update().get(pk=practitioner_id)
    rules.check_may_invite(by, agency_id=person.agency_id, role=person.role, leads=leads)
    rules.check_is_invited(person.standing)
    return person
