"""Who works here, who was invited, who has left, and what somebody has in hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils.functional import Promise

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.leaving import Held, Leaver
from earlyhelp.kit.secret_links import is_secret, parse_token
from earlyhelp.partnership.choices import Role, Standing, TeamKind
from earlyhelp.partnership.models import Departure, Invitation, Practitioner
from earlyhelp.partnership.queries.teams import list_agencies_with_team


@dataclass(frozen=True, slots=True)
class InHand:
    """One kind of work that somebody has in hand, or had: how much, and where it goes."""

    what: str | Promise
    goes: str | Promise
    count: int


def list_people_to_keep(by: Actor, standing: str) -> QuerySet[Practitioner]:
    """The people of the actor's agency of one standing, by team and name."""
    found = Practitioner.objects.filter(agency_id=by.agency_key).select_related("team", "agency")
    chosen = {
        Standing.INVITED: found.filter(is_active=False, left_at=None),
        Standing.LEFT: found.filter(is_active=False, left_at__isnull=False),
        Standing.LEAVES: found.filter(is_active=True, leaves_on__isnull=False),
    }.get(Standing(standing), found.filter(is_active=True))
    return chosen.order_by("team__name_en", "family_name", "given_name", "pk")


def get_person_to_keep(by: Actor, practitioner_id: UUID, *, leads: bool = False) -> Practitioner:
    """Somebody of the actor's agency; with `leads`, an invited administrator of another one too.

    Raises Practitioner.DoesNotExist for anybody else.
    """
    found = Practitioner.objects.select_related("team__area", "agency")
    own = found.filter(pk=practitioner_id, agency_id=by.agency_key).first()
    if own is not None or not leads:
        return own or found.none().get()
    return found.get(pk=practitioner_id, role=Role.ADMINISTRATOR, is_active=False, left_at=None)


def list_departures(by: Actor, practitioner_id: UUID) -> QuerySet[Departure]:
    """When somebody moved or left, the newest first."""
    found = Departure.objects.filter(practitioner_id=practitioner_id)
    return found.select_related("from_team", "to_team", "said_by")


def get_departure(by: Actor, departure_id: UUID) -> Departure:
    """One departure from a team of the actor's agency. Raises Departure.DoesNotExist."""
    found = Departure.objects.select_related("practitioner", "from_team", "to_team", "said_by")
    return found.get(pk=departure_id, from_team__agency_id=by.agency_key)


def get_live_invitation(by: Actor, practitioner_id: UUID) -> Invitation | None:
    """The invitation that waits to be used, whether its time is over or not; None when there is none."""
    return Invitation.objects.filter(practitioner_id=practitioner_id, ended_at=None).first()


def find_invitation(by: Actor, text: str) -> Invitation | None:
    """The invitation to which a token in an address belongs, ended or not; None when the token is not right."""
    token = parse_token(text)
    if token is None:
        return None
    found = Invitation.objects.select_related("practitioner__agency", "practitioner__team")
    invitation = found.filter(pk=token.link_id).first()
    if invitation is None or not is_secret(token, stored=invitation.secret_hash):
        return None
    return invitation


def list_kinds_held(by: Actor) -> list[Held]:
    """Every kind of open work that the rooms declare in their `leaving.py`, in the order of the rooms."""
    names = [f"{config.name}.leaving" for config in apps.get_app_configs()]
    ours = [name for name in names if name.startswith("earlyhelp.") and find_spec(name)]
    return [held for name in ours for held in getattr(import_module(name), "LEAVING", ())]


def list_in_hand(by: Actor, leaver: Leaver, at: datetime) -> list[InHand]:
    """What somebody has in hand now, room by room: only what there is. Shows no record, so nothing is read."""
    counts = dict.fromkeys((held.code for held in list_kinds_held(by)), 0)
    kinds = {held.code: held for held in list_kinds_held(by)}
    for actor, held in each_held(by, leaver):
        counts[held.code] += held.count(by=actor, leaver=leaver, at=at)
    return [InHand(kinds[code].what, kinds[code].goes, count) for code, count in counts.items() if count]


def list_returned(by: Actor, departure: Departure) -> list[InHand]:
    """What went back to the team at a departure, in the same words."""
    return [
        InHand(held.what, held.goes, departure.returned[held.code])
        for held in list_kinds_held(by)
        if departure.returned.get(held.code)
    ]


def each_held(by: Actor, leaver: Leaver) -> Iterator[tuple[Actor, Held]]:
    """Each kind of work with the actor who may touch it. While one is in hand, PostgreSQL knows that actor.

    In another agency the service itself acts, for that agency: nobody looks at another agency's records.
    """
    kinds = list_kinds_held(by)
    own = by if by.agency_id == leaver.agency_id else _service(leaver.agency_id)
    others = set(list_agencies_with_team(by=by, kind=TeamKind.FRONT_DOOR)) - {leaver.agency_id}
    for actor in (own, *(_service(agency_id) for agency_id in sorted(others))):
        with acting(actor):
            for held in kinds:
                if actor is own or held.across:
                    yield actor, held


def _service(agency_id: UUID) -> Actor:
    return Actor.system(Purpose.RUNNING, agency_id=agency_id)


def leaver_of(by: Actor, practitioner: Practitioner, becomes: str = "") -> Leaver:
    """Somebody as the rooms need to know them; `becomes` is a new role. Reads the team, which the caller has loaded."""
    team = practitioner.team
    return Leaver(
        practitioner_id=practitioner.pk,
        agency_id=practitioner.agency_id,
        team_id=practitioner.team_id,
        team_name=f"{team.name_cy} / {team.name_en}",
        role=practitioner.role,
        becomes=becomes,
    )
