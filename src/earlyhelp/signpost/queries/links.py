"""Reading secure links, for the link itself, and the mailboxes agreed with partners."""

from dataclasses import dataclass
from datetime import datetime

from earlyhelp.kit import secret_links
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.signpost.choices.referrals import LinkEnd
from earlyhelp.signpost.models import AnsweringContact, AnswerLink, Organisation, Referral
from earlyhelp.signpost.rules import links as rules


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner that can be sent referrals, and how it would answer one."""

    agency: Agency
    has_workers: bool
    contact: AnsweringContact | None


def find_link(*, by: Actor, token: secret_links.Token) -> AnswerLink | None:
    """The link of this token, live or over, for the actor that it is; None when the secret is not its own."""
    link = AnswerLink.objects.filter(pk=token.link_id).first()
    if link is None or not secret_links.is_secret(token, stored=link.secret_hash):
        return None
    return link


def why_over(link: AnswerLink, *, by: Actor, at: datetime) -> LinkEnd | None:
    """Why a link no longer opens anything, or None while it does."""
    if link.ended_why:
        return LinkEnd(link.ended_why)
    return (
        None
        if secret_links.is_live(ended_at=link.ended_at, expires_at=link.expires_at, at=at)
        else LinkEnd.EXPIRED
    )


def find_contact_of(link: AnswerLink, *, by: Actor) -> AnsweringContact | None:
    """The mailboxes of the partner that a live link was made for."""
    referral = Referral.objects.filter(pk=link.referral_id).only("receiving_agency_id").first()
    if referral is None:
        return None
    return AnsweringContact.objects.filter(partner=referral.receiving_agency_id).first()


def list_partners(*, by: Actor) -> list[Partner]:
    """Every partner that runs services of the directory, by name. Three queries."""
    rules.check_may_agree_mailboxes(by)
    running = Organisation.objects.exclude(agency=None).values_list("agency_id")
    agencies = Agency.objects.filter(pk__in=running).order_by("name_en")
    workers = set(
        Practitioner.objects.filter(role=Role.SERVICE_WORKER, is_active=True).values_list(
            "agency_id", flat=True
        )
    )
    contacts = {one.partner_id: one for one in AnsweringContact.objects.all()}
    return [Partner(agency, agency.pk in workers, contacts.get(agency.pk)) for agency in agencies]


def last_link_of(referral: Referral, *, by: Actor) -> AnswerLink | None:
    """The newest link to a referral, for the side that sent it."""
    return AnswerLink.objects.filter(referral=referral).order_by("-made_at").first()
