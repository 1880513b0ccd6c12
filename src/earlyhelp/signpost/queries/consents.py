"""What rests on a person's consent: whether a new referral may, and which open ones do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.choices.referrals import Basis, ReferralState
from earlyhelp.signpost.models import Referral
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.understand.choices.consents import AnswerKind, ConsentPurpose
from earlyhelp.understand.choices.people import ConsentGiver
from earlyhelp.understand.models import PersonLink
from earlyhelp.understand.queries import Consents, get_consents_of_report, people_of
from earlyhelp.understand.rules.answers import check_can_rest, check_takes_part
from earlyhelp.understand.rules.consents import Answer, Standing

_OPEN = [state for state in ReferralState if rules.is_open(state)]


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """What somebody agreed to, as a practitioner heard it. `given_by` and `way` are codes of `understand.choices`."""

    given_by: str
    way: str
    given_on: date
    hears_progress: bool
    given_by_name: str = ""


def check_consent_stands(
    *, by: Actor, reported: ReportedPerson, given: ConsentGiven, to: UUID, at: datetime
) -> None:
    """Refuse a referral on consent where the person took consent back, or those who may answer differ.

    Raises ConsentStopped. Somebody of whom nobody has said who they are has no earlier answers.
    """
    consents = get_consents_of_report(by, reported, at=at)
    if consents is None:
        return
    check_takes_part(consents.takes_part())
    answer = Answer(
        AnswerKind.YES,
        ConsentGiver(given.given_by),
        given.given_on,
        given.given_by_name.strip().casefold(),
    )
    for one in consents.reaching(to):
        after = consents.fold([*(line.answer for line in one.lines), answer], one.views)
        check_can_rest(one.standing, after, given_on=given.given_on)


def may_be_written_to(by: Actor, reported: ReportedPerson, *, at: datetime) -> bool:
    """Whether nobody has said that a person is not to be written to, or takes no part in early help."""
    consents = get_consents_of_report(by, reported, at=at)
    return consents is None or not any(one.is_stopped for one in _for_writing(consents))


def _for_writing(consents: Consents) -> list[Standing]:
    writing = [one.standing for one in consents.list_standings() if one.purpose is ConsentPurpose.WRITE]
    return [*writing, consents.takes_part()]


def list_reported_of(by: Actor, person_id: UUID) -> list[UUID]:
    """The keys of the reports that are about a person, as the actor's agency says."""
    links = PersonLink.objects.filter(
        agency_id=by.agency_key, person_id__in=people_of(by, person_id), undone_at=None
    ).exclude(reported=None)
    return [key for key in links.values_list("reported_id", flat=True) if key]


def list_resting(
    by: Actor, person_id: UUID, *, agencies: Collection[UUID] | None = None
) -> QuerySet[Referral]:
    """The open referrals about a person that rest on consent; with `agencies`, those to them alone."""
    found = Referral.objects.filter(
        agency_id=by.agency_key,
        reported_id__in=list_reported_of(by, person_id),
        basis=Basis.CONSENT,
        state__in=_OPEN,
    )
    return found if agencies is None else found.filter(receiving_agency_id__in=agencies)
