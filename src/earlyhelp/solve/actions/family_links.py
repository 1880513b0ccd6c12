"""A private link for one of the family: made, sent, opened with a code that came another way, ended."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from procrastinate.contrib.django import app

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.inform.actions import hand_over
from earlyhelp.inform.choices import Channel, WrittenIn
from earlyhelp.inform.queries import is_set_up
from earlyhelp.kit import secret_links
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.actions.goals import check_works_on
from earlyhelp.solve.choices.family_links import CodeWay, FamilyLinkEnd
from earlyhelp.solve.models import FamilyLink, PlanVersion
from earlyhelp.solve.queries.family_links import why_over
from earlyhelp.solve.queries.papers import get_reachable
from earlyhelp.solve.queries.plans import Plan
from earlyhelp.solve.rules import family_links as rules
from earlyhelp.solve.rules.family_links import Reachable
from earlyhelp.solve.rules.papers import NobodyToRead

QUEUE: Final = "outbox"
LINK_JOB: Final = "solve.send_family_link"
CODE_JOB: Final = "solve.send_family_code"


@dataclass(frozen=True, slots=True)
class Made:
    """A new link. `code` is there once, when the worker says it to the reader themselves; else empty."""

    link: FamilyLink
    code: str


@transaction.atomic
def make_family_link(
    *,
    by: Actor,
    plan: Plan,
    version: PlanVersion,
    reader_id: UUID,
    channel: str,
    code_way: str,
    at: datetime,
    destination: str = "",
) -> Made:
    """Make a private link for one reader of a paper; an earlier one of theirs ends. The worker's queue sends it.

    `destination` is an address or number that they told their worker, instead of the one that is known.

    Raises NotAllowed, PlanEnded, NobodyToRead, NoSafeWay.
    """
    check_works_on(by, plan.episode)
    if reader_id not in version.readers or reader_id not in plan.called:
        raise NobodyToRead(rules.NOT_THEIR_PLAN)
    way, second = Channel(channel), CodeWay(code_way)
    known = _told(get_reachable(by, plan, reader_id, at=at)[0], way, destination.strip())
    rules.check_ways(known, way, second, text_is_set_up=is_set_up(by=by, channel=Channel.TEXT))
    for earlier in FamilyLink.objects.filter(episode=plan.episode, reader_id=reader_id, ended_at=None):
        _end(by, earlier, FamilyLinkEnd.REPLACED, at)
    spoken = second is CodeWay.SPOKEN
    link = FamilyLink(
        agency_id=plan.episode.agency_id,
        episode=plan.episode,
        version=version,
        reader_id=reader_id,
        channel=way,
        destination=known.detail(way),
        code_way=second,
        code_destination="" if spoken else known.detail(second.value),
        written_in=version.written_in,
        made_by_id=by.practitioner_key,
        made_at=at,
        expires_at=at + rules.LINK_LIVES,
    )
    code = secret_links.new_code() if spoken else ""
    if spoken:
        link.code_hash, link.code_expires_at = secret_links.hash_of(code, key=link.pk), link.expires_at
    link.save(force_insert=True)
    detail = {"link": str(link.pk), "channel": way.value, "code": second.value}
    audit.record(by=by, did="family_link.made", target=link, kind=EntryKind.SHARE, at=at, detail=detail)
    _defer(LINK_JOB, link)
    return Made(link, code)


def _told(known: Reachable, way: Channel, typed: str) -> Reachable:
    """What is known of them, with the address or number that they told their worker, if they told one."""
    if not typed:
        return known
    return replace(known, email=typed) if way is Channel.EMAIL else replace(known, telephone=typed)


@transaction.atomic
def end_family_link(*, by: Actor, link_id: UUID, at: datetime) -> FamilyLink:
    """End a link by hand. Twice is once. Raises NotAllowed, PlanEnded, FamilyLink.DoesNotExist."""
    link = FamilyLink.objects.select_for_update(of=("self",)).select_related("episode").get(pk=link_id)
    check_works_on(by, link.episode)
    if link.ended_at is None:
        _end(by, link, FamilyLinkEnd.ENDED, at)
    return link


@transaction.atomic
def deliver_family_link(*, by: Actor, link_id: UUID, at: datetime) -> str | None:
    """Make the secret of a link and send it: it is kept nowhere. Returns the address's path, None for one that is over.

    Raises NotHandedOver when no way out takes it; then nothing is kept, and it is tried again.
    """
    link = FamilyLink.objects.select_for_update().get(pk=link_id)
    if why_over(link, by=by, at=at) is not None:
        return None
    token = secret_links.new_token(link.pk)
    link.secret_hash, link.sent_at = secret_links.hash_of(token.secret, key=link.pk), at
    link.save(update_fields=["secret_hash", "sent_at"])
    path = reverse("family_plan:open", args=[str(token)])
    told = {
        "link": settings.SITE_ADDRESS.rstrip("/") + path,
        "days": rules.LINK_LIVES.days,
        "way": link.code_way,
    }
    _send(by, link, link.channel, link.destination, "solve/family/link.txt", told, at)
    return path


@transaction.atomic
def ask_for_family_code(*, by: Actor, link: FamilyLink, at: datetime) -> None:
    """Let a code be sent by the other way. Raises TooManyCodes."""
    locked = FamilyLink.objects.select_for_update().get(pk=link.pk)
    if locked.code_way == CodeWay.SPOKEN:
        return
    rules.check_can_ask_for_code(locked.codes_asked)
    locked.codes_asked += 1
    locked.save(update_fields=["codes_asked"])
    audit.record(by=by, did="family_link.code_asked", at=at, detail={"link": str(link.pk)})
    _defer(CODE_JOB, link)


@transaction.atomic
def deliver_family_code(*, by: Actor, link_id: UUID, at: datetime) -> str | None:
    """Make a code, send it by the other way, and keep its hash. Raises as deliver_family_link does."""
    link = FamilyLink.objects.select_for_update().get(pk=link_id)
    if why_over(link, by=by, at=at) is not None or link.code_way == CodeWay.SPOKEN:
        return None
    code = secret_links.new_code()
    link.code_hash, link.code_expires_at = (
        secret_links.hash_of(code, key=link.pk),
        at + secret_links.CODE_LIVES,
    )
    link.save(update_fields=["code_hash", "code_expires_at"])
    told = {"code": code, "minutes": int(secret_links.CODE_LIVES.total_seconds() // 60)}
    _send(by, link, link.code_way, link.code_destination, "solve/family/code.txt", told, at)
    return code


def _send(
    by: Actor, link: FamilyLink, way: str, to: str, template: str, told: dict[str, object], at: datetime
) -> None:
    languages = ("cy", "en") if link.written_in == WrittenIn.BOTH else (link.written_in,)
    texts = []
    for language in languages:
        with override(language):
            lines = render_to_string(template, told).strip().splitlines()
            texts.append("\n".join(line.strip() for line in lines))
    hand_over(
        by=by,
        channel=Channel(way),
        written_in=link.written_in,
        destination=to,
        body="\n\n".join(texts),
        did="family_link.sent",
        at=at,
    )


def _end(by: Actor, link: FamilyLink, why: FamilyLinkEnd, at: datetime) -> None:
    link.ended_at, link.ended_why, link.code_hash = at, why, ""
    link.save(update_fields=["ended_at", "ended_why", "code_hash"])
    detail = {"link": str(link.pk), "why": why.value}
    audit.record(by=by, did="family_link.ended", target=link, at=at, detail=detail)


def _defer(job: str, link: FamilyLink) -> None:
    """Leave a job for the worker in the current transaction. It carries a key only."""
    app.configure_task(job, queue=QUEUE).defer(link_id=str(link.pk))
