"""What a visitor may do: send themselves a list, and say that an entry is wrong. Who they are is not kept."""

import hmac
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import hand_over
from earlyhelp.inform.choices import Channel
from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.choices.finding import RemarkKind
from earlyhelp.signpost.models import Remark, Service, VisitorMark
from earlyhelp.signpost.queries.finding import count_sent, list_public_services
from earlyhelp.signpost.rules import directory as directory_rules
from earlyhelp.signpost.rules import finding as rules


@transaction.atomic
def send_list(
    *,
    by: Actor,
    keys: Sequence[UUID],
    channel: Channel,
    destination: str,
    language: str,
    visitor: str,
    at: datetime,
) -> None:
    """Hand a visitor their list of services, now, and keep neither it nor where it went.

    `visitor` is the address on the network that it was asked from. Raises TooManySent, NotHandedOver.
    """
    _count(by, visitor, at)
    services = list_public_services(by=by, keys=keys, at=at)
    if channel is Channel.TEXT:
        services = services[: rules.MOST_IN_A_TEXT]
    told = {"services": services, "is_text": channel is Channel.TEXT}
    body = render_to_string("signpost/find/list.txt", told)
    text = "\n".join(line.strip() for line in body.strip().splitlines())
    hand_over(by=by, channel=channel, written_in=language, destination=destination, body=text, at=at)


@transaction.atomic
def make_remark(
    *, by: Actor, service_id: UUID, kind: RemarkKind, note: str, visitor: str, at: datetime
) -> Remark:
    """Note that an entry is wrong, for its steward. Raises Service.DoesNotExist, TooManySent."""
    service = Service.objects.all().running().get(pk=service_id)
    _count(by, visitor, at)
    remark = Remark.objects.create(service=service, kind=kind, note=note, made_on=at.date())
    audit.record(by=by, did="remark.made", target=remark, at=at, detail={"service": str(service_id)})
    return remark


@transaction.atomic
def handle_remark(*, by: Actor, remark_id: UUID, at: datetime) -> Remark:
    """Say that a remark has been dealt with, as a steward. Twice is once. Raises NotAllowed, Remark.DoesNotExist."""
    directory_rules.check_may_keep_directory(by.role)
    remark = Remark.objects.select_for_update().get(pk=remark_id)
    if remark.handled_at is None:
        remark.handled_at, remark.handled_by_id = at, by.practitioner_key
        remark.save(update_fields=["handled_at", "handled_by"])
        audit.record(by=by, did="remark.handled", target=remark, at=at)
    return remark


def _count(by: Actor, visitor: str, at: datetime) -> None:
    """Let so many through in an hour, and forget the marks of the hour before."""
    since = at - rules.MARKS_KEPT
    VisitorMark.objects.filter(made_at__lt=since).delete()
    mark = _mark(visitor, at)
    by_visitor, by_all = count_sent(by=by, mark=mark, since=since)
    rules.check_not_too_many(by_visitor=by_visitor, by_all=by_all)
    VisitorMark.objects.create(mark=mark, made_at=at)


def _mark(visitor: str, at: datetime) -> str:
    """The day is part of it, so that the marks of two days cannot be joined."""
    said = f"{at.date().isoformat()} {visitor}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, "sha256").hexdigest()[:32]
