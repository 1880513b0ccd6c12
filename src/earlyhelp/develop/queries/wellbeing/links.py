"""Links to a survey: signed texts that say agency, team and round, and are kept nowhere. They carry no time."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.models.wellbeing import SurveyRound
from earlyhelp.develop.queries.wellbeing.surveys import find_round
from earlyhelp.develop.rules.wellbeing.surveys import NotOpen, check_open
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor

SIGNER: Final = Signer(salt="earlyhelp.develop.wellbeing.survey")


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says: of which agency and, where the team is large enough, of which team its holder is."""

    round_id: UUID
    agency: UUID
    team: UUID | None


def read_link(by: Actor, token: str) -> Link:
    """What a link says; who holds it, it does not say, and `by` is not looked at. Raises NotOpen."""
    try:
        round_id, agency, team, _chance = SIGNER.unsign_object(token)
    except (BadSignature, ValueError) as wrong:
        raise _unknown() from wrong
    return Link(UUID(round_id), UUID(agency), UUID(team) if team else None)


def get_round_of_link(by: Actor, link: Link, *, today: date) -> SurveyRound:
    """The round to which a link leads, open to be answered. Raises NotOpen."""
    found = find_round(Actor.system(Purpose.RUNNING, agency_id=link.agency), link.round_id)
    if found is None:
        raise _unknown()
    check_open(opens_on=found.opens_on, closes_on=found.closes_on, counted_on=found.counted_on, today=today)
    return found


def _unknown() -> NotOpen:
    return NotOpen(_("This link is not one of ours. Open the survey again from the page on wellbeing."))
