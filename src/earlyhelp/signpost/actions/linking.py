"""Making and ending the secure links by which a provider without accounts answers."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from earlyhelp.govern.actions import audit, close_access, open_access
from earlyhelp.govern.choices import EntryKind
from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.choices.referrals import LinkEnd
from earlyhelp.signpost.models import AnswerLink, Referral
from earlyhelp.signpost.rules import links as rules

QUEUE: Final = "outbox"
LINK_JOB: Final = "signpost.send_answer_link"
CODE_JOB: Final = "signpost.send_answer_code"
STOP_JOB: Final = "signpost.tell_partner_to_stop"


@transaction.atomic
def make_link(*, by: Actor, referral: Referral, at: datetime) -> AnswerLink:
    """Make a new link to a referral, which ends any earlier one. The worker makes its secret and sends it.

    The link stands for its partner before row-level security: it is let in to this one referral, and to itself.
    """
    end_links(by=by, referral=referral, why=LinkEnd.REPLACED, at=at)
    link = AnswerLink.objects.create(
        agency_id=referral.agency_id, referral=referral, made_at=at, expires_at=at + rules.LINK_LIVES
    )
    open_access(by=by, record_id=link.pk, agency_id=link.pk, because="answer link", at=at)
    open_access(by=by, record_id=referral.pk, agency_id=link.pk, because="answer link", at=at)
    detail = {"to_agency": str(referral.receiving_agency_id), "link": str(link.pk)}
    audit.record(by=by, did="link.made", target=referral, kind=EntryKind.SHARE, at=at, detail=detail)
    defer(LINK_JOB, link_id=link.pk)
    return link


@transaction.atomic
def end_links(*, by: Actor, referral: Referral, why: LinkEnd, at: datetime) -> int:
    """End every live link to a referral, and what it could see. Returns how many there were."""
    live = list(AnswerLink.objects.filter(referral=referral, ended_at=None))
    for link in live:
        link.ended_at, link.ended_why, link.code_hash = at, why, ""
        link.save(update_fields=["ended_at", "ended_why", "code_hash"])
        detail = {"link": str(link.pk), "why": why.value}
        audit.record(by=by, did="link.ended", target=referral, at=at, detail=detail)
        # Last: a link that ends itself sees nothing more of the referral.
        close_access(by=by, record_id=referral.pk, agency_id=link.pk, because=f"link {why.value}", at=at)
    return len(live)


def defer(job: str, **keys: UUID) -> None:
    """Leave a job for the worker in the current transaction."""
    app.configure_task(job, queue=QUEUE).defer(**{name: str(key) for name, key in keys.items()})
