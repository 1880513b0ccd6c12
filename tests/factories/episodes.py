"""Episodes of help, through the real actions."""

from datetime import date, datetime
from typing import Any

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import AgencyKind, Role, TeamKind
from earlyhelp.partnership.models import Practitioner, Team
from earlyhelp.solve import actions
from earlyhelp.solve.choices import FamilyKnows, StepTo
from earlyhelp.solve.models import Action, Decision, Episode, StatutoryStep
from earlyhelp.understand.models import Person
from tests import factories
from tests.factories.families import someone

DUE = date(2026, 3, 20)


def family_team(partners: factories.Partners) -> Team:
    """The council's workers with families."""
    there = Team.objects.filter(agency=partners.council, kind=TeamKind.FAMILIES).first()
    return there or factories.team(partners.council, TeamKind.FAMILIES, partners.area)


def family_worker(partners: factories.Partners, language: str = "en") -> Practitioner:
    """Somebody of the council who may lead a family's episode."""
    return factories.practitioner(family_team(partners), Role.PARTNER, language)


def coordinator(partners: factories.Partners, language: str = "en") -> Practitioner:
    """A co-ordinator of the front door."""
    return factories.practitioner(partners.front_door, Role.COORDINATOR, language)


def health_visitor(
    partners: factories.Partners, *, agreed: bool = True, language: str = "en"
) -> Practitioner:
    """Somebody of another agency who may join a team around a family; without an agreement they may not."""
    health = factories.agency(AgencyKind.HEALTH_BOARD, f"health-{partners.area.code.lower()}", partners.area)
    if agreed:
        partners.agreement.parties.add(health)
    return factories.practitioner(
        factories.team(health, TeamKind.FAMILIES, partners.area), Role.PARTNER, language
    )


def episode(
    by: Actor,
    team: Team,
    *people: Person,
    lead: Practitioner | None = None,
    notification: Notification | None = None,
    decision: Decision | None = None,
    at: datetime = factories.AT,
) -> Episode:
    """Open an episode as the front door. Without people, a mother is made up. Read it inside `acting`."""
    about = people or (someone(by, "Siân", at=at),)
    with acting(by):
        return actions.open_episode(
            by=by,
            notification=notification,
            decision=decision,
            person_ids=[one.pk for one in about],
            lead=lead,
            team=team,
            at=at,
        )


def action(by: Actor, of: Episode, *, at: datetime = factories.AT, **said: Any) -> Action:
    """Write an action into an episode; their grandmother does it unless `said` names somebody."""
    owner = {"practitioner", "person", "somebody"} & said.keys()
    words: dict[str, Any] = {"text": "Ring the school", "due_on": DUE} | said
    if not owner:
        words["somebody"] = "Their grandmother"
    with acting(by):
        return actions.add_action(by=by, record_id=of.pk, agency_id=of.agency_id, episode=of, at=at, **words)


def rows_of_episodes(by: Actor, partners: factories.Partners) -> Episode:
    """One row in each table of episodes."""
    made = episode(by, family_team(partners), lead=family_worker(partners))
    action(by, made)
    statutory = factories.team(partners.council, TeamKind.SAFEGUARDING, partners.area)
    step_up(by, made, statutory)
    lead = coordinator(partners)
    who = factories.actor(lead)
    with acting(who):
        actions.write_supervision_note(
            by=who, worker=lead, held_on=DUE, text="How it goes.", agreed="", at=factories.AT
        )
    return made


def step_up(by: Actor, of: Episode, team: Team, *, at: datetime = factories.AT, **said: Any) -> StatutoryStep:
    """Ask a statutory team to take a family on, with the family's agreement unless `said` says else."""
    words: dict[str, Any] = {
        "to": StepTo.CARE_AND_SUPPORT,
        "reason": "They need more than early help can give.",
        "family_knows": FamilyKnows.AGREES,
        "last_met_on": DUE,
    }
    with acting(by):
        return actions.ask_step_up(by=by, episode=of, team=team, at=at, **(words | said))
