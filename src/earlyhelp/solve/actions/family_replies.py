"""What happens at a family's link: the code is entered, the plan is read, an answer is given; and the worker hears."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit import secret_links
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.secret_links import Entered
from earlyhelp.solve.actions.goals import check_works_on
from earlyhelp.solve.choices.family_links import FamilyAnswer, FamilyLinkEnd
from earlyhelp.solve.models import Episode, FamilyLink, FamilyReply
from earlyhelp.solve.queries.episodes import get_standing
from earlyhelp.solve.rules import family_links as rules


@transaction.atomic
def enter_family_code(*, by: Actor, link: FamilyLink, code: str, at: datetime) -> Entered:
    """Check a code. The right one opens the plan to this browser for a while; too many wrong ones end the link.

    A code that was said aloud stays right until the link ends; one that was sent works once.
    """
    locked = FamilyLink.objects.select_for_update().get(pk=link.pk)
    right = secret_links.is_code(
        code, link_id=link.pk, stored=locked.code_hash, expires_at=locked.code_expires_at, at=at
    )
    if right:
        locked.tries, locked.proven_at = 0, at
        if locked.code_destination:
            locked.code_hash = ""
        locked.save(update_fields=["code_hash", "tries", "proven_at"])
        link.proven_at = at
        audit.record(by=by, did="family_link.opened", at=at, detail={"link": str(link.pk)})
        return Entered.RIGHT
    locked.tries += 1
    is_locked = secret_links.is_locked(locked.tries)
    if is_locked:
        locked.ended_at, locked.ended_why, locked.code_hash = at, FamilyLinkEnd.LOCKED, ""
    locked.save(update_fields=["tries", "ended_at", "ended_why", "code_hash"])
    detail = {"link": str(link.pk), "tries": locked.tries}
    audit.record(by=by, did="family_link.code_wrong", at=at, detail=detail)
    if is_locked:
        audit.record(by=by, did="family_link.ended", at=at, detail={"link": str(link.pk), "why": "locked"})
    return Entered.LOCKED if is_locked else Entered.WRONG


@transaction.atomic
def note_family_reading(*, by: Actor, link: FamilyLink, at: datetime) -> None:
    """Put a reading into the audit of the council, and say on the link when it was first read."""
    if link.read_at is None:
        link.read_at = at
        link.save(update_fields=["read_at"])
    with acting(_council_of(link, by)) as council:
        detail = {"link": str(link.pk)}
        audit.record(
            by=council, did="family_link.read", target=link, kind=EntryKind.READ, at=at, detail=detail
        )


@transaction.atomic
def give_family_reply(
    *, by: Actor, link: FamilyLink, answer: str, words: str, language: str, at: datetime
) -> FamilyReply:
    """Take a family's answer, and let the lead worker hear that there is one. Raises SaysNothing, TooManyReplies.

    The message says nothing of the answer. Where nobody leads, the answer stands on the plan for whoever leads next.
    """
    FamilyLink.objects.select_for_update().get(pk=link.pk)
    rules.check_reply(answer, words, before=FamilyReply.objects.filter(link=link).count())
    reply = FamilyReply.objects.create(
        agency_id=link.agency_id,
        episode_id=link.episode_id,
        link=link,
        answer=FamilyAnswer(answer),
        own_words=words.strip(),
        language=language,
        replied_at=at,
    )
    with acting(_council_of(link, by)) as council:
        audit.record(by=council, did="family_reply.given", target=reply, at=at, detail={"link": str(link.pk)})
        episode = Episode.objects.get(pk=link.episode_id)
        lead = get_standing(council, episode).lead
        if lead is not None:
            context = {"path": reverse("solve:plan", args=[episode.reference])}
            send_message(
                by=council,
                to=lead.practitioner,
                template=Template.PLAN_REPLY,
                about=episode,
                context=context,
                at=at,
            )
    return reply


@transaction.atomic
def mark_reply_seen(*, by: Actor, reply_id: UUID, what_was_done: str, at: datetime) -> FamilyReply:
    """Say that an answer was read, and what was done. Raises NotAllowed, PlanEnded, FamilyReply.DoesNotExist."""
    reply = FamilyReply.objects.select_for_update(of=("self",)).select_related("episode").get(pk=reply_id)
    check_works_on(by, reply.episode)
    if reply.seen_at is None:
        reply.seen_at, reply.seen_by_id = at, by.practitioner_id
        reply.what_was_done = what_was_done.strip()
        reply.save(update_fields=["seen_at", "seen_by", "what_was_done"])
        audit.record(by=by, did="family_reply.seen", target=reply, at=at)
    return reply


def _council_of(link: FamilyLink, by: Actor) -> Actor:
    """The agency that keeps the plan, acting because somebody used a link of it."""
    return Actor(
        None, link.agency_id, None, rules.FAMILY_ROLE, Purpose.EARLY_HELP, by.language, "family link"
    )
