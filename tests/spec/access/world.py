"""A small world to try every page in: one record of every kind, and somebody in every role and relation to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client

from earlyhelp.config.access.relations import Relation
from earlyhelp.govern.actions import open_access
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.rowsecurity import ProtectTable
from earlyhelp.partnership.choices import AgencyKind, Role, TeamKind
from earlyhelp.partnership.models import Agency, Practitioner, SharingAgreement, Team
from earlyhelp.signpost.choices.finding import RemarkKind
from earlyhelp.signpost.models import DirectorySource, Remark
from tests import factories
from tests.architecture.test_row_security import our_operations
from tests.factories.signpost import Case
from tests.factories.standards import standard

AT = factories.AT


@dataclass
class World:
    """The journey, and practitioners by owner of a record, role and relation."""

    case: Case
    people: dict[tuple[str, str, Relation], Practitioner]
    clients: dict[UUID, Client] = field(default_factory=dict)

    def who(self, owner: str, role: str, relation: Relation) -> Practitioner:
        """Somebody in this role with this relation to a record that `owner` ("force" or "council") owns."""
        return self.people[owner, role, relation]

    def client(self, who: Practitioner | None) -> Client:
        """A browser in which they have signed in, the same one each time; a new one for a visitor."""
        if who is None:
            return Client()
        if who.pk not in self.clients:
            self.clients[who.pk] = Client()
            self.clients[who.pk].force_login(who)
        return self.clients[who.pk]

    def owner_of(self, owner: str) -> Agency:
        """The agency that this word means."""
        return self.case.partners.force if owner == "force" else self.case.partners.council

    def first(self, label: str, owner: str, **where: Any) -> Model:
        """One record of a model, as its owner sees it; of the officer's where rows are their writer's alone."""
        writer = self.case.officer if owner == "force" else self.case.decider
        with acting(Actor(writer.pk, self.owner_of(owner).pk, None, "", "running")):
            found = apps.get_model(label)._default_manager.filter(**where).order_by("pk").first()
        assert found is not None, f"the world has no {label}: add one to the journey in conftest.py"
        return found


def build(case: Case) -> World:
    """Put people in every role and relation around the records of a journey."""
    partners = case.partners
    agreed = factories.agency(AgencyKind.HEALTH_BOARD, "agreed", partners.area)
    partners.agreement.parties.add(agreed)
    stranger = factories.agency(AgencyKind.COUNCIL, "stranger", partners.area)
    teams = {
        ("force", Relation.INVOLVED): partners.response,
        ("force", Relation.COLLEAGUE): _team(partners.force, TeamKind.FAMILIES, case),
        ("council", Relation.INVOLVED): partners.front_door,
        ("council", Relation.COLLEAGUE): _team(partners.council, TeamKind.SAFEGUARDING, case),
    }
    for owner in ("force", "council"):
        teams[owner, Relation.AGREED] = _team(agreed, TeamKind.FAMILIES, case)
        teams[owner, Relation.STRANGER] = _team(stranger, TeamKind.FAMILIES, case)
    teams["council", Relation.GRANTED] = partners.service_team
    teams["force", Relation.GRANTED] = partners.front_door
    known = {
        (partners.response.pk, Role.NOTIFIER): case.officer,
        (partners.front_door.pk, Role.DECISION_MAKER): case.decider,
        (partners.service_team.pk, Role.SERVICE_WORKER): case.worker,
    }
    people: dict[tuple[str, str, Relation], Practitioner] = {}
    for (owner, relation), team in teams.items():
        for role in Role:
            key = (team.pk, role)
            known[key] = known.get(key) or factories.practitioner(team, role)
            people[owner, role, relation] = known[key]
    lead = Practitioner.objects.get(agency=partners.council, team__kind=TeamKind.FAMILIES, role=Role.PARTNER)
    people["council", Role.PARTNER, Relation.INVOLVED] = known[lead.team_id, Role.PARTNER] = lead
    people |= {
        ("charity", role, relation): who for (role, relation), who in _around_charity(case, known).items()
    }
    SharingAgreement.objects.filter(reference="").update(reference="AG-26-0000001")
    _common_settings(case, people["council", Role.COORDINATOR, Relation.INVOLVED])
    _open_everything(case)
    made = World(case, people)
    for who in known.values():
        made.client(who)  # now: a session that began inside `undone` would be taken back with it
    return made


def _around_charity(
    case: Case, known: dict[tuple[UUID, str], Practitioner]
) -> dict[tuple[str, Relation], Practitioner]:
    """Everybody around a service of the charity: its own workers, and others who have nothing to do with it."""
    partners, found = case.partners, dict[tuple[str, Relation], Practitioner]()
    stranger = Team.objects.get(agency__code="stranger")
    teams = {
        Relation.INVOLVED: partners.service_team,
        Relation.COLLEAGUE: _team(partners.charity, TeamKind.FAMILIES, case),
        Relation.GRANTED: partners.front_door,
        Relation.AGREED: Team.objects.get(agency__code="agreed"),
        Relation.STRANGER: stranger,
    }
    for relation, team in teams.items():
        for role in Role:
            found[role, relation] = known.setdefault((team.pk, role), factories.practitioner(team, role))
    return found


def _common_settings(case: Case, coordinator: Practitioner) -> None:
    """What everybody works by: the council's published thresholds, a source of the directory and a remark about it."""
    standard(factories.actor(coordinator))
    DirectorySource.objects.create(name="A made-up feed")
    Remark.objects.create(service=case.service, kind=RemarkKind.CLOSED, made_on=AT.date())


def _team(agency: Agency, kind: TeamKind, case: Case) -> Team:
    found = Team.objects.filter(agency=agency, kind=kind).first()
    return found or factories.team(agency, kind, case.partners.area)


def _open_everything(case: Case) -> None:
    """Give the charity access to every record of the council that can be opened to another agency."""
    council = Actor(case.decider.pk, case.partners.council.pk, None, Role.DECISION_MAKER, "running")
    keys: set[UUID] = set()
    with acting(council), connection.cursor() as cursor:
        for one in our_operations():
            if isinstance(one, ProtectTable) and _can_be_granted(one):
                cursor.execute(
                    f'SELECT DISTINCT {record_of(one)} FROM "{one.table}" WHERE {one.owner} = %s',
                    [case.partners.council.pk],
                )
                keys |= {key for (key,) in cursor.fetchall() if isinstance(key, UUID)}
        for key in sorted(keys):
            open_access(by=council, record_id=key, agency_id=case.partners.charity.pk, because="tests", at=AT)


def record_of(one: ProtectTable) -> str:
    """The column that holds the key on which a grant opens a row."""
    return str(one.deconstruct()[2]["record"])


def _can_be_granted(one: ProtectTable) -> bool:
    return " g.record_id = " in one.sql and _exists(one.table)


def _exists(table: str) -> bool:
    return table in connection.introspection.table_names()


@contextmanager
def undone() -> Iterator[None]:
    """Whatever a request changes is taken back afterwards, so that the next one finds the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def one_world(blocker: Any) -> Iterator[World]:
    """Everybody and everything, once for a module; gone at its end. `blocker` is what pytest-django blocks with."""
    from tests.spec.access.conftest import counted_journey

    with blocker.unblock(), transaction.atomic():
        yield build(counted_journey())
        transaction.set_rollback(True)
