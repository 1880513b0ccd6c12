"""Reading requests, their clocks and packs, and what stands on a record. Row-level security keeps to one's agency.

Whoever shows a request or a pack puts it into the audit: `audit.record_read`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from earlyhelp.govern.choices.rights import PackLinkEnd, PackState, Reading
from earlyhelp.govern.models.rights import Pack, PackLine, PackLink, RecordMark, RightsRequest
from earlyhelp.govern.rules.rights import OPEN, check_marks
from earlyhelp.govern.rules.rights_clock import Clock, Pause, clock_of, clock_words, due_on, percent_gone
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import parse_reference
from earlyhelp.kit.secret_links import Token, is_secret
from earlyhelp.kit.time_words import TimeWords

PREFIX = "RQ"
_TIME_STATES = {"ok": "good", "soon": "soon", "overdue": "late"}


@dataclass(frozen=True, slots=True)
class Running:
    """A request, and how its clock stands today."""

    request: RightsRequest
    clock: Clock
    due_on: date
    words: TimeWords
    percent: int

    @property
    def is_open(self) -> bool:
        """True until it was answered, refused or taken back."""
        return self.request.state in OPEN

    @property
    def tone(self) -> str:
        """The tone of the clock, as the component of the time left names it."""
        return _TIME_STATES[self.words.tone.value]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a pack: how many lines it has, how many were read, and in how many something was found."""

    section: str
    lines: int
    read: int
    found: int

    @property
    def left(self) -> int:
        """How many lines nobody has decided about."""
        return self.lines - self.read


def running_of(by: Actor, request: RightsRequest, *, today: date) -> Running:
    """How the clock of a request stands. Reads its pauses."""
    pauses = [Pause(one.why, one.from_on, one.until_on) for one in request.pauses.all()]
    clock = clock_of(request.received_on, pauses, is_extended=request.extended_on is not None)
    return Running(
        request, clock, due_on(clock, today), clock_words(clock, today), percent_gone(clock, today)
    )


def list_requests(by: Actor, *, today: date, is_open: bool = True) -> list[Running]:
    """The agency's requests that are open, or that are closed, the one that is due first at the top. Two queries."""
    found = RightsRequest.objects.filter(agency_id=by.agency_key).prefetch_related("pauses")
    found = found.filter(state__in=OPEN) if is_open else found.exclude(state__in=OPEN)
    return sorted((running_of(by, one, today=today) for one in found), key=lambda one: one.due_on)


def count_open_requests(by: Actor) -> int:
    """How many requests of the agency are open. One query."""
    return RightsRequest.objects.filter(agency_id=by.agency_key, state__in=OPEN).count()


def get_request(by: Actor, reference: str) -> RightsRequest:
    """One request of the agency, with pauses and steps. Raises RightsRequest.DoesNotExist."""
    parsed = parse_reference(reference, prefix=PREFIX)
    if parsed is None:
        raise RightsRequest.DoesNotExist
    found = RightsRequest.objects.prefetch_related("pauses", "steps", "marks")
    return found.get(reference=str(parsed), agency_id=by.agency_key)


def find_pack(by: Actor, request: RightsRequest) -> Pack | None:
    """The newest pack of a request, expired ones too, or None when none was begun."""
    return Pack.objects.filter(request=request, agency_id=by.agency_key).first()


def list_parts(by: Actor, pack: Pack) -> list[Part]:
    """The sections of a pack, in its order, with what is left to read. One query."""
    rows = (
        PackLine.objects.filter(pack=pack)
        .values("section")
        .annotate(
            lines=Count("pk"),
            read=Count("pk", filter=~Q(reading="")),
            found=Count("pk", filter=~Q(proposed=[])),
        )
    )
    order = dict.fromkeys(
        PackLine.objects.filter(pack=pack).order_by("position").values_list("section", flat=True)
    )
    place = {section: number for number, section in enumerate(order)}
    parts = [Part(row["section"], row["lines"], row["read"], row["found"]) for row in rows]
    return sorted(parts, key=lambda part: place[part.section])


def list_lines(by: Actor, pack: Pack, section: str = "") -> QuerySet[PackLine]:
    """The lines of a pack, or of one section of it, in order."""
    found = PackLine.objects.filter(pack=pack, agency_id=by.agency_key).order_by("position")
    return found.filter(section=section) if section else found


def count_withheld(by: Actor, pack: Pack) -> dict[str, int]:
    """How many lines were kept back or hold hidden words, by exemption. One query."""
    kept = PackLine.objects.filter(pack=pack).filter(Q(reading=Reading.WITHHOLD) | ~Q(hidden=[]))
    rows = kept.values("exemption").annotate(lines=Count("pk")).order_by("exemption")
    return {row["exemption"]: row["lines"] for row in rows}


def list_marks(by: Actor, record_ids: Iterable[UUID]) -> list[RecordMark]:
    """What stands on these records now, the oldest first. One query."""
    return list(RecordMark.objects.filter(record_id__in=list(record_ids), until_at=None))


def check_may_use(by: Actor, record_ids: Iterable[UUID], *, shares: bool = False) -> None:
    """The one place that holds a restriction and an objection. Raises Restricted or Objected. One query.

    Every query that opens a person's record, and every action that begins something new about them, asks here.
    """
    kinds = frozenset(mark.kind for mark in list_marks(by, record_ids))
    check_marks(kinds, shares=shares)


def is_asked_about(by: Actor, record_ids: Iterable[UUID]) -> bool:
    """Whether a request of the actor's own agency about one of these records is open. One query."""
    return RightsRequest.objects.filter(
        agency_id=by.agency_key, subject_key__in=list(record_ids), state__in=OPEN
    ).exists()


def find_pack_link(by: Actor, token: Token) -> PackLink | None:
    """The link of this token, live or over, for the reader that it is; None when the secret is not its own."""
    link = PackLink.objects.select_related("pack").filter(pk=token.link_id).first()
    if link is None or not is_secret(token, stored=link.secret_hash):
        return None
    return link


def why_pack_link_over(by: Actor, link: PackLink, *, at: datetime) -> PackLinkEnd | None:
    """Why a link opens nothing any more, or None while it does."""
    if link.ended_why:
        return PackLinkEnd(link.ended_why)
    is_over = at >= link.expires_at or link.pack.state != PackState.RELEASED
    return PackLinkEnd.EXPIRED if is_over else None


def list_expired_packs(by: Actor, *, at: datetime) -> list[Pack]:
    """Packs of the agency whose time is over and that still hold something."""
    return list(
        Pack.objects.filter(agency_id=by.agency_key, expires_at__lte=at).exclude(state=PackState.EXPIRED)
    )
