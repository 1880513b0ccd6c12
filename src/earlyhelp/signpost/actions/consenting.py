"""Hearing an answer about consent, and doing what follows from it: in one place, in one transaction.

This is the highest room that an answer concerns, so the use case stands here. `understand` writes the answer down and
folds how the consent stands; what rests on a consent that ended, ends: referrals by their own table of moves, messages
that have not left, episodes of help rest until their lead chooses, and partners' access closes. Where something rests
on another ground in law, it goes on. What the officer hears stays as it is.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.inform.actions import stop_messages_about
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Team
from earlyhelp.signpost.actions.moves import withdraw_for_consent
from earlyhelp.signpost.models import ReferralDraft
from earlyhelp.signpost.queries.consents import list_reported_of, list_resting
from earlyhelp.solve.actions.consents import close_for_consent, open_for_consent, rest_for_consent
from earlyhelp.understand.actions import record_answer
from earlyhelp.understand.choices.consents import ConsentPurpose
from earlyhelp.understand.models import ConsentAnswer
from earlyhelp.understand.queries import consent_status
from earlyhelp.understand.rules.answers import Heard
from earlyhelp.understand.rules.consents import Recipient, Standing

# What a draft holds of consent: see `signpost.forms.referrals`.
CONSENT_FIELDS: Final = frozenset(
    {"agreed", "given_by", "given_by_name", "way", "given_on", "hears_progress"}
)


@dataclass(frozen=True, slots=True)
class Followed:
    """An answer, how the consent stands with it, and what ended or rests because of it, by reference."""

    answer: ConsentAnswer
    standing: Standing
    referrals: tuple[str, ...] = ()
    episodes: tuple[str, ...] = ()
    messages: int = 0


@transaction.atomic
def answer_consent(
    *, by: Actor, person_id: UUID, purpose: ConsentPurpose, to: Recipient, heard: Heard, at: datetime
) -> Followed:
    """Write down one answer about consent, and do what follows from how the consent then stands.

    A partner may hear it as well as the front door; what follows is done as the front door that keeps the person.
    Raises NotAllowed, NotWhole, NoNotice, Person.DoesNotExist.
    """
    answer = record_answer(by=by, person_id=person_id, purpose=purpose, to=to, heard=heard, at=at)
    with acting(Actor.system(by.purpose, agency_id=answer.agency_id)) as front_door:
        standing = consent_status(front_door, person_id, purpose, to, at=at)
        if standing.ends:
            return _end(front_door, answer, standing, at)
        if standing.counts:
            open_for_consent(by=front_door, person_id=person_id, at=at)
    return Followed(answer, standing)


def _end(by: Actor, answer: ConsentAnswer, standing: Standing, at: datetime) -> Followed:
    """End what rests on a consent that was taken back or refused. Access last."""
    person_id, purpose = answer.person_id, ConsentPurpose(answer.purpose)
    to = Recipient(answer.to_agency_id, answer.to_team_id)
    messages = 0
    if purpose is not ConsentPurpose.SHARE:
        messages = stop_messages_about(by=by, about_keys=list_reported_of(by, person_id), at=at)
    referrals = _end_referrals(by, person_id, purpose, to, at)
    episodes = _end_access(by, person_id, purpose, to, at)
    return Followed(answer, standing, referrals, episodes, messages)


def _end_referrals(
    by: Actor, person_id: UUID, purpose: ConsentPurpose, to: Recipient, at: datetime
) -> tuple[str, ...]:
    """Withdraw what was sent on this consent: all of it when they take no part, else what went to its agency."""
    agency_id = _agency_of(to)
    if purpose is ConsentPurpose.WRITE or (purpose is ConsentPurpose.SHARE and agency_id is None):
        return ()
    agencies = {agency_id} if purpose is ConsentPurpose.SHARE and agency_id else None
    _forget_in_drafts(by, person_id, agency_id if purpose is ConsentPurpose.SHARE else None)
    resting = list_resting(by, person_id, agencies=agencies)
    return tuple(withdraw_for_consent(by=by, referral_id=one.pk, at=at).reference for one in resting)


def _forget_in_drafts(by: Actor, person_id: UUID, agency_id: UUID | None) -> None:
    """Take what was typed of consent out of drafts, so that whoever goes on with one asks again."""
    people = ReportedPerson.objects.filter(pk__in=list_reported_of(by, person_id))
    places = set(people.values_list("notification_id", "position"))
    drafts = ReferralDraft.objects.select_for_update(of=("self",)).filter(
        agency_id=by.agency_key, notification_id__in={key for key, _ in places}
    )
    if agency_id is not None:
        drafts = drafts.filter(service__organisation__agency_id=agency_id)
    for draft in drafts:
        if (draft.notification_id, draft.position) in places:
            draft.typed = {
                name: value
                for name, value in draft.typed.items()
                if name.partition("-")[0] not in CONSENT_FIELDS
            }
            draft.save(update_fields=["typed"])


def _end_access(
    by: Actor, person_id: UUID, purpose: ConsentPurpose, to: Recipient, at: datetime
) -> tuple[str, ...]:
    """Let episodes rest, and end what partners see: the whole team around the family, or the one agency."""
    if purpose is ConsentPurpose.WRITE:
        return ()
    agency_id = _agency_of(to)
    if purpose is ConsentPurpose.TAKE_PART or agency_id is None:
        rested = rest_for_consent(by=by, person_id=person_id, at=at)
        return tuple(one.reference for one in rested)
    close_for_consent(by=by, person_id=person_id, agency_id=agency_id, at=at)
    return ()


def _agency_of(to: Recipient) -> UUID | None:
    """The agency that a consent reaches, itself or through one of its teams."""
    if to.team_id:
        return Team.objects.get(pk=to.team_id).agency_id
    return to.agency_id
