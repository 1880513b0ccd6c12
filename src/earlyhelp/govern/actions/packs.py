"""A pack: begun, filled by the worker's queue, read line by line, made, given, and deleted when its time is over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.choices.rights import PackLinkEnd, PackState, PackWay, Reading, RightsState
from earlyhelp.govern.models.rights import Pack, PackLine, PackLink, RightsRequest, RightsStep
from earlyhelp.govern.rules import redaction
from earlyhelp.govern.rules import rights as rules
from earlyhelp.govern.rules.redaction import Decided, Line
from earlyhelp.kit import secret_links
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.secret_links import Entered, Token

QUEUE: Final = "outbox"
COLLECT_JOB: Final = "desk.collect_pack"
LINK_JOB: Final = "desk.send_pack_link"


@dataclass(frozen=True, slots=True)
class Given:
    """A pack that was given. `code` is there once, for the officer to say aloud; empty for one on paper."""

    pack: Pack
    code: str


@transaction.atomic
def start_pack(*, by: Actor, request_id: UUID, at: datetime) -> Pack:
    """Let the worker's queue collect everything. Raises NotAllowed, CannotMove, Incomplete."""
    rules.check_may_handle(by)
    request = RightsRequest.objects.select_for_update().get(pk=request_id, agency_id=by.agency_key)
    rules.check_identity(request.identity)
    is_free = not Pack.objects.filter(request=request).exclude(state=PackState.EXPIRED).exists()
    rules.check_can_begin_pack(is_free=request.state == RightsState.WORKING and is_free)
    pack = Pack.objects.create(
        agency_id=by.agency_key, request=request, started_by=by.practitioner_key, started_at=at
    )
    _step(by, pack, "pack.started", at)
    app.configure_task(COLLECT_JOB, queue=QUEUE).defer(pack_id=str(pack.pk), agency_id=str(pack.agency_id))
    return pack


@transaction.atomic
def keep_lines(*, by: Actor, pack_id: UUID, lines: Iterable[Line], at: datetime) -> int:
    """Keep what was collected, to be read. A job that ran twice keeps it once. Returns how many lines there are."""
    pack = _locked(by, pack_id)
    if pack.state != PackState.COLLECTING:
        return 0
    rows = [_row(pack, number, line) for number, line in enumerate(lines)]
    PackLine.objects.bulk_create(rows, batch_size=500)
    pack.state, pack.collected_at = PackState.REVIEW, at
    pack.save(update_fields=["state", "collected_at"])
    _step(by, pack, "pack.collected", at)
    return len(rows)


def _row(pack: Pack, number: int, line: Line) -> PackLine:
    return PackLine(
        agency_id=pack.agency_id,
        pack=pack,
        position=number,
        section=line.section,
        label=line.label,
        title_en=line.title_en,
        title_cy=line.title_cy,
        row_key=line.row_key,
        on=line.on,
        owner_id=line.owner_id,
        owner_en=line.owner_en,
        owner_cy=line.owner_cy,
        fields=line.fields,
        proposed=redaction.stored_marks(line.proposed),
        hidden=redaction.stored_marks(line.proposed),
    )


@transaction.atomic
def decide_lines(*, by: Actor, pack_id: UUID, decided: Mapping[UUID, Decided], at: datetime) -> int:
    """Decide about lines that an officer has read. All of them or none. Raises NoReason, CannotMove, NotAllowed."""
    pack = _locked(by, pack_id)
    rules.check_pack_is(pack.state, PackState.REVIEW)
    found = list(PackLine.objects.select_for_update().filter(pack=pack, pk__in=list(decided)))
    for line in found:
        _decide(line, decided[line.pk], by, at)
    PackLine.objects.bulk_update(
        found, ["reading", "hidden", "exemption", "reason", "read_by", "read_at"], batch_size=200
    )
    lifted = [str(line.position) for line in found if line.proposed and line.reading == Reading.GIVE]
    detail = {"pack": str(pack.pk), "lines": len(found), "given_as_they_stand": lifted}
    audit.record(by=by, did="pack.lines_decided", target=pack.request, at=at, detail=detail)
    return len(found)


def _decide(line: PackLine, decided: Decided, by: Actor, at: datetime) -> None:
    proposed = redaction.marks_of(line.proposed)
    redaction.check_decided(decided, len(proposed))
    texts = redaction.texts_of(line.fields)
    line.reading = decided.reading
    line.hidden = redaction.stored_marks(redaction.hidden_marks(texts, proposed, decided))
    line.exemption = decided.exemption if decided.reading is not Reading.GIVE else ""
    line.reason = decided.reason.strip()[:500]
    line.read_by, line.read_at = by.practitioner_key, at


@transaction.atomic
def make_pack(*, by: Actor, pack_id: UUID, content: dict[str, Any], at: datetime) -> Pack:
    """Keep the pack as it will be given, word for word. Raises NotRead while a line was not decided about."""
    pack = _locked(by, pack_id)
    rules.check_can_move_pack(pack.state, PackState.READY)
    redaction.check_reviewed(PackLine.objects.filter(pack=pack).values_list("reading", flat=True))
    pack.state, pack.content, pack.made_at, pack.expires_at = (
        PackState.READY,
        content,
        at,
        rules.expires_at(at),
    )
    pack.save(update_fields=["state", "content", "made_at", "expires_at"])
    _step(by, pack, "pack.made", at)
    return pack


@transaction.atomic
def read_pack_again(*, by: Actor, pack_id: UUID, at: datetime) -> Pack:
    """Take a pack that was not given yet back to be read: what was made of it is thrown away."""
    pack = _locked(by, pack_id)
    rules.check_can_move_pack(pack.state, PackState.REVIEW)
    pack.state, pack.content, pack.made_at, pack.expires_at = PackState.REVIEW, None, None, None
    pack.save(update_fields=["state", "content", "made_at", "expires_at"])
    _step(by, pack, "pack.reopened", at)
    return pack


@transaction.atomic
def give_pack(
    *, by: Actor, pack_id: UUID, way: str, at: datetime, channel: str = "", destination: str = ""
) -> Given:
    """Give a pack, on paper or by a private link whose code the officer says aloud. Never as an attachment."""
    pack = _locked(by, pack_id)
    rules.check_identity(pack.request.identity)
    rules.check_can_move_pack(pack.state, PackState.RELEASED)
    pack.state, pack.way, pack.released_at = PackState.RELEASED, PackWay(way), at
    pack.expires_at = rules.expires_at(at)
    pack.save(update_fields=["state", "way", "released_at", "expires_at"])
    code = ""
    if pack.way == PackWay.LINK:
        code = _make_link(by, pack, channel, destination, at)
    _step(by, pack, "pack.given", at, kind=EntryKind.SHARE)
    return Given(pack, code)


def _make_link(by: Actor, pack: Pack, channel: str, destination: str, at: datetime) -> str:
    link = PackLink(
        agency_id=pack.agency_id,
        pack=pack,
        channel=channel,
        destination=destination,
        written_in=pack.request.language,
        made_by=by.practitioner_key,
        made_at=at,
        expires_at=pack.expires_at or rules.expires_at(at),
    )
    code = secret_links.new_code()
    link.code_hash = secret_links.hash_of(code, key=link.pk)
    link.save(force_insert=True)
    app.configure_task(LINK_JOB, queue=QUEUE).defer(link_id=str(link.pk), agency_id=str(link.agency_id))
    return code


@transaction.atomic
def make_pack_secret(*, by: Actor, link_id: UUID, at: datetime) -> tuple[PackLink, Token] | None:
    """Make the secret of a link, kept nowhere, for whoever sends it; None for a link that is over."""
    link = PackLink.objects.select_for_update().get(pk=link_id, agency_id=by.agency_key)
    if link.ended_at is not None or at >= link.expires_at:
        return None
    token = secret_links.new_token(link.pk)
    link.secret_hash, link.sent_at = secret_links.hash_of(token.secret, key=link.pk), at
    link.save(update_fields=["secret_hash", "sent_at"])
    audit.record(by=by, did="pack_link.made", kind=EntryKind.SHARE, at=at, detail={"link": str(link.pk)})
    return link, token


@transaction.atomic
def enter_pack_code(*, by: Actor, link: PackLink, code: str, at: datetime) -> Entered:
    """Check a code. The right one opens the pack to this browser for a while; five wrong ones end the link."""
    locked = PackLink.objects.select_for_update().get(pk=link.pk)
    if secret_links.is_code(
        code, link_id=link.pk, stored=locked.code_hash, expires_at=locked.expires_at, at=at
    ):
        locked.tries, locked.proven_at = 0, at
        locked.save(update_fields=["tries", "proven_at"])
        link.proven_at = at
        _note(by, link, "pack_link.opened", at)
        return Entered.RIGHT
    locked.tries += 1
    is_locked = secret_links.is_locked(locked.tries)
    if is_locked:
        locked.ended_at, locked.ended_why, locked.code_hash = at, PackLinkEnd.LOCKED, ""
    locked.save(update_fields=["tries", "ended_at", "ended_why", "code_hash"])
    _note(by, link, "pack_link.code_wrong", at)
    return Entered.LOCKED if is_locked else Entered.WRONG


@transaction.atomic
def note_pack_read(*, by: Actor, link: PackLink, at: datetime) -> None:
    """Put a reading by the person into the audit of the agency that gave the pack."""
    _note(by, link, "pack_link.read", at)


@transaction.atomic
def expire_pack(*, by: Actor, pack_id: UUID, at: datetime) -> Pack:
    """Delete what a pack holds, and leave that there was one. Its links end with it."""
    pack = _locked(by, pack_id)
    rules.check_can_move_pack(pack.state, PackState.EXPIRED)
    PackLine.objects.filter(pack=pack).delete()
    PackLink.objects.filter(pack=pack, ended_at=None).update(ended_at=at, ended_why=PackLinkEnd.EXPIRED)
    PackLink.objects.filter(pack=pack).update(destination="", code_hash="", secret_hash="")
    pack.state, pack.content = PackState.EXPIRED, None
    pack.save(update_fields=["state", "content"])
    _step(by, pack, "pack.expired", at)
    return pack


def _note(by: Actor, link: PackLink, did: str, at: datetime) -> None:
    """Written as the agency that keeps the pack: the reader's key owns no audit."""
    with acting(Actor.system(Purpose.ASSURANCE, agency_id=link.agency_id)) as agency:
        audit.record(by=agency, did=did, kind=EntryKind.READ, at=at, detail={"link": str(link.pk)})


def _locked(by: Actor, pack_id: UUID) -> Pack:
    rules.check_may_handle(by)
    found = Pack.objects.select_for_update(of=("self",)).select_related("request")
    return found.get(pk=pack_id, agency_id=by.agency_key)


def _step(by: Actor, pack: Pack, did: str, at: datetime, *, kind: EntryKind = EntryKind.CHANGE) -> None:
    RightsStep.objects.create(
        agency_id=pack.agency_id,
        request=pack.request,
        did=did,
        by_id=by.practitioner_id,
        by_label=by.label,
        at=at,
    )
    audit.record(by=by, did=did, target=pack.request, kind=kind, at=at, detail={"pack": str(pack.pk)})
