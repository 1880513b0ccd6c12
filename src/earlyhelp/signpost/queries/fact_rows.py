"""Referrals, who asked whom, and needs that nothing met, as facts for figures. Nobody is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.identify.choices import PreferredLanguage
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.batches import in_batches
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.models import Referral, ReferralEvent, UnmetNeed
from earlyhelp.signpost.models.services import WELSH_OFFERED
from earlyhelp.solve.queries.fact_rows import JointFact
from earlyhelp.understand.queries.fact_rows import Who, list_linked

_AT_A_TIME: Final = 1000
_TAKEN: Final = frozenset({ReferralState.ACCEPTED, ReferralState.WAITING, ReferralState.IN_PROGRESS})
_OVER: Final = frozenset(
    {ReferralState.COMPLETED, ReferralState.DECLINED, ReferralState.CANCELLED, ReferralState.WITHDRAWN}
)
_WELSH: Final = PreferredLanguage.WELSH


class ReferralFact(NamedTuple):
    """One referral to a service. `welsh_met` only of those who wanted Welsh: whether the service works in it."""

    referral: int
    person: int | None
    area: str
    agency: str
    provider: str
    need: str
    at: int
    state: str
    accepted_at: int | None
    declined_at: int | None
    started_at: int | None
    ended_at: int | None
    is_completed: bool
    language: str
    welsh_met: bool | None


class UnmetFact(NamedTuple):
    """One kind of need, one time that nothing suited."""

    at: int
    area: str
    agency: str
    need: str


@dataclass(slots=True)
class _Went:
    """When a referral was first taken, first declined, first started, and when it ended, if it has. In seconds."""

    accepted_at: int | None = None
    declined_at: int | None = None
    started_at: int | None = None
    ended_at: int | None = None


def list_referral_facts(by: Actor, who: Who, *, first: datetime, before: datetime) -> Iterator[ReferralFact]:
    """The referrals that the actor's agency sent from `first` and before `before`, a few in memory at a time.

    What was sent by mistake is not in it. The person is empty where they are kept; referrals of people whose record is
    not used are left out.
    """
    for batch in in_batches(_sent(by, first, before).iterator(_AT_A_TIME), _AT_A_TIME):
        linked = list_linked(by, {one.notification_id for one in batch})
        went = _went([one.pk for one in batch])
        for one in batch:
            place = one.reported.position if one.reported.place is None else one.reported.place
            person_id = linked.get((one.notification_id, place))
            person, is_unused = _person(one, who, person_id)
            if is_unused:
                continue
            so_far = went.get(one.pk, _Went())
            yield ReferralFact(
                who.numbers.of("referral", one.pk),
                person,
                one.notification.area_id,
                one.agency.code,
                one.receiving_agency.code,
                one.needs[0] if one.needs else "",
                int(one.sent_at.timestamp()),
                one.state,
                so_far.accepted_at,
                so_far.declined_at,
                so_far.started_at,
                so_far.ended_at if one.state in _OVER else None,
                one.state == ReferralState.COMPLETED,
                "" if one.person_language == PreferredLanguage.NOT_ASKED else one.person_language,
                _works_in_welsh(one) if one.person_language == _WELSH else None,
            )


def _sent(by: Actor, first: datetime, before: datetime) -> QuerySet[Referral]:
    return (
        Referral.objects.filter(agency_id=by.agency_key, sent_at__gte=first, sent_at__lt=before)
        .exclude(state=ReferralState.ENTERED_IN_ERROR)
        .order_by()
        .select_related("agency", "receiving_agency", "notification", "reported", "service")
    )


def _person(sent: Referral, who: Who, person_id: UUID | None) -> tuple[int | None, bool]:
    """The number of whom it is for, and whether the record is not used."""
    if person_id is not None:
        return who.number(person_id), who.is_unused(person_id)
    reported = sent.reported
    number = who.numbers.named((reported.given_name, reported.family_name, reported.date_of_birth))
    return (None if number in who.silent.kept else number), number in who.silent.unused


def _works_in_welsh(sent: Referral) -> bool:
    return _WELSH in sent.service.languages or sent.service.welsh_provision in WELSH_OFFERED


def _went(keys: list[UUID]) -> dict[UUID, _Went]:
    found: dict[UUID, _Went] = {}
    rows = ReferralEvent.objects.filter(referral_id__in=keys).order_by("made_at", "id")
    for key, state, made_at in rows.values_list("referral_id", "to_state", "made_at"):
        went, at = found.setdefault(key, _Went()), int(made_at.timestamp())
        if state in _TAKEN and went.accepted_at is None:
            went.accepted_at = at
        if state == ReferralState.DECLINED and went.declined_at is None:
            went.declined_at = at
        if state == ReferralState.IN_PROGRESS and went.started_at is None:
            went.started_at = at
        if state in _OVER:
            went.ended_at = at
    return found


def list_asked_of_services(
    by: Actor, *, first: datetime, before: datetime, asking: str
) -> Iterator[JointFact]:
    """Each referral as what one partner asked of another; a refusal is an answer too. Names nobody."""
    for batch in in_batches(_sent(by, first, before).iterator(_AT_A_TIME), _AT_A_TIME):
        went = _went([one.pk for one in batch])
        for one in batch:
            if one.receiving_agency_id == by.agency_key:
                continue
            so_far = went.get(one.pk, _Went())
            answers = [at for at in (so_far.accepted_at, so_far.declined_at) if at is not None]
            asked, at = one.receiving_agency.code, int(one.sent_at.timestamp())
            answered = min(answers, default=None)
            yield JointFact(at, one.notification.area_id, asked, asking, "referral", answered, None)


def list_unmet_facts(by: Actor, *, first: datetime, before: datetime) -> Iterator[UnmetFact]:
    """Needs that nothing met from `first` and before `before`, one row for each kind. Whose hub it was is not kept."""
    begins, ends = first.astimezone(LONDON).date(), before.astimezone(LONDON).date()
    rows = UnmetNeed.objects.filter(noted_on__gte=begins, noted_on__lt=ends).order_by()
    for on, area, needs in rows.values_list("noted_on", "area_id", "needs").iterator(_AT_A_TIME):
        at = int(datetime.combine(on, time(12), LONDON).timestamp())
        yield from (UnmetFact(at, area, "", need) for need in needs)
