"""Another password for somebody who forgot theirs: a link by e-mail that works once. A second step is still asked."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.kit import secret_links
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.partnership import mail
from earlyhelp.partnership.actions.joiners import QUEUE
from earlyhelp.partnership.actions.sessions import end_sessions
from earlyhelp.partnership.choices import PasswordLinkEnd
from earlyhelp.partnership.models import PasswordLink, Practitioner
from earlyhelp.partnership.queries.passwords import find_password_link
from earlyhelp.partnership.queries.signing_in import get_account, signs_in_at_agency
from earlyhelp.partnership.rules import passwords as rules

SEND_JOB: Final = "partnership.send_password_link"


@transaction.atomic
def ask_for_link(*, by: Actor, email: str, at: datetime) -> None:
    """Let a link go to whose account this address is. For any other address the same is done, and nothing goes.

    Returns nothing, so that nobody can tell the one from the other. The link before opens nothing any more.
    """
    person = get_account(by=by, email=email)
    key = new_id()
    if person is not None and _may_have_link(person):
        # Two who ask at once wait for each other, so that one link is live.
        Practitioner.objects.select_for_update(of=("self",)).get(pk=person.pk)
        with acting(_actor(person, by.purpose)) as who:
            live = PasswordLink.objects.filter(practitioner=person, ended_at=None)
            live.update(ended_at=at, ended_why=PasswordLinkEnd.REPLACED)
            made = PasswordLink.objects.create(
                pk=key, practitioner=person, made_at=at, expires_at=at + rules.LINK_LIVES
            )
            audit.record(by=who, did="password_link.made", target=made, kind=EntryKind.SIGN_IN, at=at)
    app.configure_task(SEND_JOB, queue=QUEUE).defer(link_id=str(key))


@transaction.atomic
def deliver_password_link(*, by: Actor, link_id: UUID, at: datetime) -> str | None:
    """Make the secret of a link and send it: it is kept nowhere. Returns the path, None for one that is over.

    Raises smtplib.SMTPException or OSError when no mail server takes it; then nothing is kept, and it is tried again.
    """
    found = PasswordLink.objects.select_for_update(of=("self",)).select_related("practitioner")
    link = found.filter(pk=link_id).first()
    if link is None or rules.why_over(link.ended_why, expires_at=link.expires_at, at=at):
        return None
    token = secret_links.new_token(link.pk)
    link.secret_hash, link.sent_at = secret_links.hash_of(token.secret, key=link.pk), at
    link.save(update_fields=["secret_hash", "sent_at"])
    with acting(_actor(link.practitioner, by.purpose)) as who:
        audit.record(by=who, did="password_link.sent", target=link, kind=EntryKind.SIGN_IN, at=at)
    return mail.send_password_link(link, token)


@transaction.atomic
def set_forgotten_password(*, by: Actor, token: str, password: str, at: datetime) -> Practitioner:
    """Set another password with a link, once, and end every session: whoever knew the one before is out.

    Nobody is signed in by it, and second steps stay as they are. Raises PasswordLinkOver.
    """
    known = find_password_link(by, token)
    if known is None:
        raise rules.PasswordLinkOver
    link = (
        PasswordLink.objects.select_for_update(of=("self",)).select_related("practitioner").get(pk=known.pk)
    )
    person = Practitioner.objects.select_for_update(of=("self",)).get(pk=link.practitioner_id)
    is_over = rules.why_over(link.ended_why, expires_at=link.expires_at, at=at)
    if is_over or not _may_have_link(person):
        raise rules.PasswordLinkOver
    person.set_password(password)
    person.save(update_fields=["password"])
    link.ended_at, link.ended_why = at, PasswordLinkEnd.USED
    link.save(update_fields=["ended_at", "ended_why"])
    with acting(_actor(person, by.purpose)) as who:
        detail = {"sessions_ended": end_sessions(by=who, practitioner_id=person.pk, at=at)}
        # Of the password itself nothing is ever kept.
        audit.record(
            by=who, did="password.set_anew", target=person, kind=EntryKind.SIGN_IN, detail=detail, at=at
        )
    return person


def _may_have_link(person: Practitioner) -> bool:
    is_at_agency = signs_in_at_agency(by=_actor(person, ""))
    return rules.may_have_link(is_active=person.is_active, is_at_agency=is_at_agency)


def _actor(person: Practitioner, purpose: str) -> Actor:
    """Whoever opens the link: the entry is of their agency. Nobody is signed in yet."""
    return Actor(
        person.pk, person.agency_id, person.team_id, person.role, purpose, person.language, person.full_name
    )
