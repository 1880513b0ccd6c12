"""What became of notifications, as facts for figures: one row for each, and nothing in it that says whose it was."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.identify.choices import PersonRole, PreferredLanguage
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.identify.queries import list_people_now
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.kit.working_days import working_days_between as working_days_between
from earlyhelp.partnership.queries.places import list_fifths
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.models import Referral, ReferralEvent, Signposting
from earlyhelp.signpost.rules.unmet import age_group
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.models import Decision, Episode
from earlyhelp.understand.choices.families import Ethnicity, Sex
from earlyhelp.understand.queries.equality import Equality, list_equality
from earlyhelp.understand.rules import age_between

_DISTRICT: Final = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?) ?[0-9][A-Z]{2}")
_ENDS: Final = frozenset({ReferralState.DECLINED, ReferralState.CANCELLED, ReferralState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class HelpFact:
    """One notification, by the person who needs help, and what became of it.

    `groups` has a code for age, sex, ethnicity, language, deprivation, district and area, where it is known; `month`
    is the first day of the month in which it was sent. `waited` counts working days to the first decision, `started`
    days from the first referral until help started; `offer` is the most that was offered: referred, episode, told or
    none.
    """

    month: date
    groups: Mapping[str, str]
    outcome: str
    waited: int | None
    offer: str
    started: int | None
    ended: bool


@dataclass(frozen=True, slots=True)
class _Decided:
    outcome: str = ""
    first_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Referred:
    sent_at: datetime
    started_at: datetime | None
    is_over: bool


def list_help_facts(by: Actor, *, first: date, last: date, known_on: date) -> list[HelpFact]:
    """What became, by the end of `known_on`, of the notifications that reached the actor's front door from `first` to
    `last`. In seventeen queries, however many. A record that is kept and not used is not in it.
    """
    sent = list(
        Notification.objects.filter(
            front_door__agency_id=by.agency_key,
            submitted_at__gte=_midnight(first),
            submitted_at__lt=_after(last),
        )
        .order_by("submitted_at")
        .only("id", "submitted_at", "area_id")
    )
    keys, until = [one.pk for one in sent], _after(known_on)
    people, equality = _people(by, keys), list_equality(by, keys)
    fifths = list_fifths(by=by, postcodes=[who.postcode for who in people.values()])
    decided, referred = _decided(by, keys, until), _referred(by, keys, until)
    offered = {
        "episode": _keys(Episode.objects.filter(notification_id__in=keys, opened_at__lt=until)),
        "told": _keys(Signposting.objects.filter(notification_id__in=keys, made_at__lt=until)),
    }
    facts = []
    for one in sent:
        who = people.get(one.pk)
        known = equality.get((one.pk, _place(who)), Equality()) if who else Equality()
        if known.is_restricted:
            continue
        ruling, referral = decided.get(one.pk, _Decided()), referred.get(one.pk)
        offer = (
            "referred"
            if referral
            else next((name for name, keys in offered.items() if one.pk in keys), "none")
        )
        facts.append(
            HelpFact(
                month=one.submitted_at.astimezone(LONDON).date().replace(day=1),
                groups=_groups(one, who, known, fifths),
                outcome=ruling.outcome,
                waited=None
                if ruling.first_at is None
                else working_days_between(one.submitted_at, ruling.first_at),
                offer=offer,
                started=_days(referral),
                ended=referral is not None and referral.is_over,
            )
        )
    return facts


def _people(by: Actor, keys: list[UUID]) -> dict[UUID, ReportedPerson]:
    """The person who needs help of each notification: the first who is named as such."""
    found: dict[UUID, ReportedPerson] = {}
    rows = list_people_now(by=by).filter(notification_id__in=keys, role=PersonRole.SUBJECT)
    for row in rows.only(
        "notification_id", "position", "place", "date_of_birth", "age", "postcode", "language"
    ):
        found.setdefault(row.notification_id, row)
    return found


def _place(row: ReportedPerson) -> int:
    return row.position if row.place is None else row.place


def _groups(
    sent: Notification, who: ReportedPerson | None, known: Equality, fifths: Mapping[str, str]
) -> dict[str, str]:
    groups = {"area": sent.area_id}
    if known.sex != Sex.NOT_KNOWN:
        groups["sex"] = known.sex
    if known.ethnicity != Ethnicity.NOT_KNOWN:
        groups["ethnicity"] = known.ethnicity
    if who is None:
        return groups
    on = sent.submitted_at.astimezone(LONDON).date()
    age = age_between(who.date_of_birth, on) if who.date_of_birth else who.age
    if group := age_group(age):
        groups["age"] = group
    if who.language != PreferredLanguage.NOT_ASKED:
        groups["language"] = who.language
    if found := _DISTRICT.fullmatch(who.postcode.strip().upper()):
        groups["district"] = found[1]
    if fifth := fifths.get(who.postcode):
        groups["deprivation"] = fifth
    return groups


def _decided(by: Actor, keys: list[UUID], until: datetime) -> dict[UUID, _Decided]:
    """The last decision, and when the first was made that was not only to ask back."""
    outcomes: dict[UUID, str] = {}
    firsts: dict[UUID, datetime] = {}
    rows = Decision.objects.filter(notification_id__in=keys, agency_id=by.agency_key, decided_at__lt=until)
    for key, outcome, at in rows.order_by("number").values_list("notification_id", "outcome", "decided_at"):
        outcomes[key] = outcome
        if outcome != Outcome.ASKED_BACK:
            firsts.setdefault(key, at)
    return {key: _Decided(outcome, firsts.get(key)) for key, outcome in outcomes.items()}


def _referred(by: Actor, keys: list[UUID], until: datetime) -> dict[UUID, _Referred]:
    """When the first referral was sent, when help first started, and whether all of them ended before it did."""
    referrals = (
        Referral.objects.filter(notification_id__in=keys, agency_id=by.agency_key, sent_at__lt=until)
        .exclude(state=ReferralState.ENTERED_IN_ERROR)
        .order_by("sent_at")
        .values_list("pk", "notification_id", "sent_at")
    )
    whose = {key: (sent, at) for key, sent, at in referrals}
    started: dict[UUID, datetime] = {}
    over: dict[UUID, bool] = {}
    events = ReferralEvent.objects.filter(referral_id__in=whose, made_at__lt=until).order_by("made_at", "id")
    for key, state, at in events.values_list("referral_id", "to_state", "made_at"):
        if state == ReferralState.IN_PROGRESS:
            started.setdefault(key, at)
        over[key] = state in _ENDS
    together: dict[UUID, list[UUID]] = defaultdict(list)
    for key, (sent, _at) in whose.items():
        together[sent].append(key)
    return {
        sent: _Referred(
            min(whose[key][1] for key in keys_of),
            min((started[key] for key in keys_of if key in started), default=None),
            all(over.get(key, False) for key in keys_of),
        )
        for sent, keys_of in together.items()
    }


def _days(referral: _Referred | None) -> int | None:
    if referral is None or referral.started_at is None:
        return None
    return (referral.started_at.astimezone(LONDON).date() - referral.sent_at.astimezone(LONDON).date()).days


def _keys(rows: QuerySet[Episode] | QuerySet[Signposting]) -> set[UUID | None]:
    return set(rows.order_by().values_list("notification_id", flat=True))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)


def _after(day: date) -> datetime:
    """The end of a day."""
    return datetime.combine(date.fromordinal(day.toordinal() + 1), time(0), LONDON)
