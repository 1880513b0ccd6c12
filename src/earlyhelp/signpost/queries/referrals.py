"""Reading referrals: a service's inbox, the front door's worklists, and one referral with its steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import parse_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.choices.referrals import (
    DeclineReason,
    EventKind,
    InboxTab,
    PersonReason,
    ReferralState,
    ReferralView,
    Side,
)
from earlyhelp.signpost.models import AnswerLink, Referral, ReferralEvent, ReferralGoal, ReferralMessage
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules import states
from earlyhelp.solve.models import Decision

PREFIX = "RF"
PAGE_SIZE = 25
_OPEN = [state for state in ReferralState if rules.is_open(state)]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a referral, as the reader may see it. `note` is empty where it may not be shown."""

    kind: EventKind
    side: Side
    to_state: ReferralState
    at: datetime
    by_name: str
    by_agency_en: str
    by_agency_cy: str
    note: str
    is_change: bool


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral without the person: where it went, where it stands, and for how many days."""

    reference: str
    notification_reference: str
    service_name: str
    state: ReferralState
    state_at: datetime
    sent_at: datetime
    days: int
    next_update_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """A declined referral that waits for the front door, with what it can do next."""

    referral: Referral
    reason: str
    next_step: Promise
    note: str
    days: int


def get_referral(*, by: Actor, reference: str, at: datetime) -> Referral:
    """One referral, by either side; the reading is audited. `reference` is as typed.

    Raises Referral.DoesNotExist when there is none that this agency can see, NotAllowed when the practitioner is not
    involved with it, or no longer.
    """
    referral = find_referral(by=by, reference=reference)
    audit.record_read(by=by, what="referral", targets=[referral], at=at)
    return referral


def find_referral(*, by: Actor, reference: str, lock: bool = False) -> Referral:
    """The same without the audit entry, for actions, which write their own; `lock` holds it until they are done."""
    parsed = parse_reference(reference, prefix=PREFIX)
    if parsed is None:
        raise Referral.DoesNotExist
    related = Referral.objects.select_related(
        "service__organisation",
        "receiving_agency",
        "referrer_team",
        "agency",
        "sent_by",
        "worker",
    )
    if lock:
        related = related.select_for_update(of=("self",))
    referral = related.get(reference=str(parsed))
    rules.check_may_read_referral(by, parties_of(referral, by=by), referral.state)
    return referral


def parties_of(referral: Referral, *, by: Actor) -> rules.Parties:
    """The two agencies of a referral, and the link through which `by` comes, if it is a live one to this referral."""
    link = None
    if by.role == rules.LINK_ROLE:
        found = AnswerLink.objects.filter(pk=by.agency_key, referral=referral, ended_at=None).first()
        link = found.pk if found else None
    return rules.Parties(referral.agency_id, referral.receiving_agency_id, link)


def list_goals(*, by: Actor, referral: Referral) -> list[ReferralGoal]:
    """What the person wants to be different, in order."""
    return list(ReferralGoal.objects.filter(referral=referral))


def list_steps(*, by: Actor, referral: Referral) -> list[Step]:
    """The steps of a referral, oldest first. The sender sees how the help goes only when the person agreed to it."""
    side = rules.side_of(by, parties_of(referral, by=by))
    events = ReferralEvent.objects.filter(referral=referral).select_related("made_by__agency")
    return [_step(event, referral, side) for event in events]


def _step(event: ReferralEvent, referral: Referral, side: Side | None) -> Step:
    shown = rules.is_shown(event.to_state, hears_progress=referral.hears_progress)
    by_hand = event.made_by is not None
    agency = event.made_by.agency if event.made_by else referral.receiving_agency
    named = by_hand or event.side == Side.RECEIVER
    return Step(
        kind=EventKind(event.kind),
        side=Side(event.side),
        to_state=ReferralState(event.to_state),
        at=event.made_at,
        by_name=event.made_by.full_name if event.made_by else "",
        by_agency_en=agency.name_en if named else "",
        by_agency_cy=agency.name_cy if named else "",
        note=event.note if side is Side.RECEIVER or shown else "",
        is_change=event.from_state != event.to_state,
    )


# --- the service ----------------------------------------------------------------------------------------


def list_inbox(*, by: Actor, tab: InboxTab, at: datetime, page: str | None = None) -> Page[Referral]:
    """One page of a service's worklist, the longest wait first (what is closed: the latest first). Audited."""
    rules.check_may_receive_referrals(by)
    order = "-state_at" if tab is InboxTab.CLOSED else "state_at"
    found = _received(by).filter(_in_tab(by, tab)).select_related("service", "agency", "worker")
    shown = Paginator(found.order_by(order, "id"), PAGE_SIZE).get_page(page)
    shown.object_list = list(shown.object_list)
    audit.record_read(by=by, what="referral", targets=shown.object_list, at=at, reason="in the inbox")
    return shown


def count_inbox(*, by: Actor) -> Mapping[InboxTab, int]:
    """How many referrals stand in each stage or view of a service's worklist. One query."""
    rules.check_may_receive_referrals(by)
    counts = {tab.value: Count("pk", filter=_in_tab(by, tab)) for tab in InboxTab}
    counted: dict[str, int] = _received(by).order_by().aggregate(**counts)
    return {tab: counted[tab.value] for tab in InboxTab}


def _in_tab(by: Actor, tab: InboxTab) -> Q:
    """Stages are whole states; two views cut across them: what needs an answer, and what one is named for."""
    working = Q(state__in=_OPEN)
    if tab is InboxTab.MINE:
        return working & Q(worker_id=by.practitioner_key)
    if tab is InboxTab.ACTION:
        return working & (Q(chased__gt=0) | Q(Exists(_asked(Side.RECEIVER))))
    return Q(state__in=states.TABS[tab])


def count_new_referrals(by: Actor) -> int:
    """How many referrals wait for a first answer from this practitioner's service; none for other roles."""
    if not rules.may_receive_referrals(by):
        return 0
    return _received(by).filter(state__in=states.TABS[InboxTab.NEW]).count()


def _received(by: Actor) -> QuerySet[Referral]:
    closed = states.CLOSED_TO_RECEIVER
    return Referral.objects.filter(receiving_agency_id=by.agency_id).exclude(state__in=closed)


# --- the front door -------------------------------------------------------------------------------------


def count_returned(by: Actor) -> int:
    """How many declined referrals wait for this front door; none for other roles."""
    return _returned(by).count() if rules.may_choose_service(by) else 0


def list_returned(*, by: Actor, at: datetime) -> list[Returned]:
    """Declined referrals that nobody has dealt with, the longest wait first. Audited.

    One is dealt with when somebody says so, decides on the notification again, or refers the person anew.
    """
    rules.check_may_choose_service(by)
    related = _returned(by).select_related("service__organisation", "notification", "reported")
    referrals = list(related.order_by("state_at", "id"))
    notes = dict(
        ReferralEvent.objects.filter(referral__in=referrals, to_state=ReferralState.DECLINED).values_list(
            "referral_id", "note"
        )
    )
    audit.record_read(
        by=by, what="referral", targets=referrals, at=at, reason="in the list of returned referrals"
    )
    return [_returned_line(referral, notes, at) for referral in referrals]


def _returned_line(referral: Referral, notes: Mapping[UUID, str], at: datetime) -> Returned:
    reason = reason_of(referral)
    days = (_day(at) - _day(referral.state_at)).days
    words = referral.get_decline_reason_display() or str(referral.get_person_reason_display())
    return Returned(referral, words, states.NEXT_STEP[reason], notes.get(referral.pk, ""), days)


def reason_of(referral: Referral) -> DeclineReason | PersonReason:
    """Why a referral was declined or withdrawn: the provider's reason or the person's."""
    if referral.decline_reason:
        return DeclineReason(referral.decline_reason)
    return PersonReason(referral.person_reason)


def _returned(by: Actor) -> QuerySet[Referral]:
    again = Referral.objects.filter(
        notification=OuterRef("notification"), reported=OuterRef("reported"), sent_at__gt=OuterRef("state_at")
    )
    decided = Decision.objects.filter(
        notification=OuterRef("notification"), decided_at__gt=OuterRef("state_at")
    )
    declined = Referral.objects.filter(agency_id=by.agency_key, state=ReferralState.DECLINED, handled_at=None)
    return declined.exclude(Exists(again)).exclude(Exists(decided))


def list_open_referrals(
    *, by: Actor, at: datetime, page: str | None = None, view: ReferralView | None = None
) -> tuple[Page[Referral], list[ReferralLine]]:
    """One page of this front door's referrals, the longest sent first: those on which somebody works, or one view."""
    rules.check_may_choose_service(by)
    mine = Referral.objects.filter(agency_id=by.agency_key, state__in=_OPEN)
    found = view_of(by=by, view=view) if view else mine
    shown = Paginator(_lines(found).order_by("sent_at", "id"), PAGE_SIZE).get_page(page)
    return shown, [_line(referral, at) for referral in shown.object_list]


def _asked(side: Side) -> QuerySet[ReferralMessage]:
    """Questions that this side has not answered yet, about the referral of the outer query."""
    other = Side.RECEIVER if side is Side.SENDER else Side.SENDER
    return ReferralMessage.objects.filter(
        referral=OuterRef("pk"), side=other, is_question=True, answered_at=None
    )


def view_of(*, by: Actor, view: ReferralView) -> QuerySet[Referral]:
    """Referrals as the front door looks at them. What has ended stands apart, in CLOSED. Raises NotAllowed."""
    rules.check_may_choose_service(by)
    mine = Referral.objects.filter(agency_id=by.agency_key)
    open_ = mine.filter(state__in=_OPEN)
    if view is ReferralView.BY_ME:
        return open_.filter(sent_by_id=by.practitioner_key)
    if view is ReferralView.BY_TEAM:
        return open_.filter(referrer_team_id=by.team_key)
    if view is ReferralView.CLOSED:
        over = mine.filter(state__in=states.ENDED)
        return over.exclude(state=ReferralState.DECLINED, handled_at=None)
    # Counted anew with each step, so nobody has answered since.
    unanswered = Q(chased__gte=states.CHASES)
    return open_.filter(unanswered | Exists(_asked(Side.SENDER)))


def count_action_needed(by: Actor) -> int:
    """How many referrals nobody answered, or ask this front door something; none for other roles."""
    if not rules.may_choose_service(by):
        return 0
    return view_of(by=by, view=ReferralView.ACTION).count()


def list_referrals_of(by: Actor, notification: Notification, *, at: datetime) -> list[ReferralLine]:
    """The referrals made from a notification that this agency sent, oldest first. Names nobody."""
    mine = Referral.objects.filter(agency_id=by.agency_key, notification=notification)
    return [_line(referral, at) for referral in _lines(mine).order_by("sent_at", "id")]


def _lines(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    return referrals.select_related("service").annotate(notification_reference=F("notification__reference"))


def _line(referral: Referral, at: datetime) -> ReferralLine:
    today, sent_on = _day(at), _day(referral.sent_at)
    return ReferralLine(
        reference=referral.reference,
        notification_reference=str(getattr(referral, "notification_reference", "")),
        service_name=referral.service.name,
        state=ReferralState(referral.state),
        state_at=referral.state_at,
        sent_at=referral.sent_at,
        days=(today - sent_on).days,
        next_update_on=referral.next_update_on,
        is_late=referral.due_on is not None and today > referral.due_on,
    )


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
