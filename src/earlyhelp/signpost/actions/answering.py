"""What happens at a secure link: it is sent, a code is sent, the code is entered, the referral is read."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.inform.choices import Template
from earlyhelp.kit import secret_links
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.secret_links import Entered
from earlyhelp.signpost.actions.linking import CODE_JOB, defer, end_links
from earlyhelp.signpost.actions.telling import tell_sender
from earlyhelp.signpost.choices.referrals import LinkEnd
from earlyhelp.signpost.mail import send_code_mail, send_link_mail, send_stop_mail
from earlyhelp.signpost.models import AnsweringContact, AnswerLink, Referral
from earlyhelp.signpost.queries.links import find_contact_of, why_over
from earlyhelp.signpost.rules import links as rules


@transaction.atomic
def deliver_link(*, by: Actor, link_id: UUID, at: datetime) -> str | None:
    """Make the secret of a link and send it: it is kept nowhere. Returns the address's path, None for one that is over.

    Raises SMTPException or OSError when the mail server does not take it; then nothing is kept, and it is tried again.
    """
    link = AnswerLink.objects.select_for_update().get(pk=link_id)
    contact = find_contact_of(link, by=by)
    if contact is None or why_over(link, by=by, at=at) is not None:
        audit.record(by=by, did="link.sent", at=at, detail={"link": str(link_id), "sent": False})
        return None
    token = secret_links.new_token(link.pk)
    link.secret_hash, link.sent_at = secret_links.hash_of(token.secret, key=link.pk), at
    link.save(update_fields=["secret_hash", "sent_at"])
    audit.record(by=by, did="link.sent", at=at, detail={"link": str(link_id), "sent": True})
    path = reverse("signpost:answer", args=[str(token)])
    send_link_mail(contact.link_mailbox, path=path, days=rules.LINK_LIVES.days)
    return path


@transaction.atomic
def ask_for_code(*, by: Actor, link: AnswerLink, at: datetime) -> None:
    """Let a code be sent to the other mailbox of the partner. Raises TooManyCodes."""
    locked = AnswerLink.objects.select_for_update().get(pk=link.pk)
    rules.check_can_ask_for_code(locked.codes_asked)
    locked.codes_asked += 1
    locked.save(update_fields=["codes_asked"])
    audit.record(by=by, did="link.code_asked", at=at, detail={"link": str(link.pk)})
    defer(CODE_JOB, link_id=link.pk)


@transaction.atomic
def deliver_code(*, by: Actor, link_id: UUID, at: datetime) -> str | None:
    """Make a code, send it to the other mailbox, and keep its hash. An earlier one no longer works.

    Raises as deliver_link does.
    """
    link = AnswerLink.objects.select_for_update().get(pk=link_id)
    contact = find_contact_of(link, by=by)
    if contact is None or why_over(link, by=by, at=at) is not None:
        audit.record(by=by, did="link.sent", at=at, detail={"link": str(link_id), "sent": False})
        return None
    code = secret_links.new_code()
    link.code_hash = secret_links.hash_of(code, key=link.pk)
    link.code_expires_at = at + secret_links.CODE_LIVES
    link.save(update_fields=["code_hash", "code_expires_at"])
    audit.record(by=by, did="link.sent", at=at, detail={"link": str(link_id), "sent": True, "what": "code"})
    minutes = int(secret_links.CODE_LIVES.total_seconds() // 60)
    send_code_mail(contact.code_mailbox, code=code, minutes=minutes)
    return code


@transaction.atomic
def enter_code(*, by: Actor, link: AnswerLink, code: str, at: datetime) -> Entered:
    """Check a code. The right one opens the referral to this browser for a while; too many wrong ones end the link."""
    locked = AnswerLink.objects.select_for_update().get(pk=link.pk)
    right = secret_links.is_code(
        code, link_id=link.pk, stored=locked.code_hash, expires_at=locked.code_expires_at, at=at
    )
    if right:
        locked.code_hash, locked.tries, locked.proven_at = "", 0, at
        locked.save(update_fields=["code_hash", "tries", "proven_at"])
        link.proven_at = at
        audit.record(by=by, did="link.opened", at=at, detail={"link": str(link.pk)})
        return Entered.RIGHT
    locked.tries += 1
    locked.save(update_fields=["tries"])
    audit.record(by=by, did="link.code_wrong", at=at, detail={"link": str(link.pk), "tries": locked.tries})
    if not secret_links.is_locked(locked.tries):
        return Entered.WRONG
    referral = Referral.objects.select_related("sent_by").get(pk=locked.referral_id)
    tell_sender(by=by, referral=referral, template=Template.REFERRAL_UNANSWERED, at=at)
    end_links(by=by, referral=referral, why=LinkEnd.LOCKED, at=at)
    return Entered.LOCKED


@transaction.atomic
def note_link_read(*, by: Actor, referral: Referral, at: datetime) -> None:
    """Put a reading through a link into the audit of the agency that sent the referral, named by its partner.

    The link's own entries stand under the link's key, which no auditor searches.
    """
    sender = Actor(
        None,
        referral.agency_id,
        None,
        by.role,
        by.purpose,
        label=f"{by.label}: {referral.receiving_agency.name_en}",
    )
    with acting(sender):
        audit.record(by=sender, did="link.read", target=referral, at=at, detail={"link": str(by.agency_id)})


@transaction.atomic
def tell_partner_to_stop(*, by: Actor, contact_id: UUID, at: datetime) -> None:
    """Write to a partner without accounts that a referral was taken back. Raises as deliver_link does."""
    contact = AnsweringContact.objects.get(pk=contact_id)
    audit.record(by=by, did="link.sent", at=at, detail={"what": "stop", "contact": str(contact_id)})
    send_stop_mail(contact.link_mailbox)


@transaction.atomic
def agree_mailboxes(
    *, by: Actor, partner_id: UUID, link_mailbox: str, code_mailbox: str, agreed_with: str, at: datetime
) -> AnsweringContact:
    """Write down where a partner without accounts gets its links and, apart from them, its codes.

    Raises NotAllowed, SameMailbox.
    """
    rules.check_may_agree_mailboxes(by)
    rules.check_two_mailboxes(link_mailbox, code_mailbox)
    contact, _made = AnsweringContact.objects.update_or_create(
        partner_id=partner_id,
        defaults={
            "link_mailbox": link_mailbox,
            "code_mailbox": code_mailbox,
            "agreed_with": agreed_with,
            "agreed_by_id": by.practitioner_key,
            "agreed_at": at,
        },
    )
    audit.record(by=by, did="mailboxes.agreed", target=contact, at=at, detail={"partner": str(partner_id)})
    return contact
