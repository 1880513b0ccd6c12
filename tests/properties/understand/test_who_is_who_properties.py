"""Whatever is said of who is who can be taken back to the start, and nobody sees past an agreement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.identify.report import Named
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.choices import AgencyKind, DataSet, Role
from earlyhelp.partnership.models import SharingAgreement
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.models import NotSame, Person, PersonJoin, PersonLink, SourceRecord
from earlyhelp.understand.queries.sources import get_standing
from earlyhelp.understand.rules import Side, SideKind
from tests import factories
from tests.factories import identify
from tests.factories.understand import person, source_record

AT = factories.AT
SIAN = Named(given_name="Siân", family_name="Jones", date_of_birth=date(1988, 4, 2))
FEW = settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# What is said of who is who. Everything else that points at a person or a record stays as it is, always.
SAID = (PersonLink, PersonJoin, NotSame)


class World:
    """Two reports, two records of a partner, and two people of whom each has something."""

    def __init__(self) -> None:
        self.partners = factories.partners()
        officer = factories.practitioner(self.partners.response)
        self.hub = factories.actor(factories.practitioner(self.partners.front_door, Role.DECISION_MAKER))
        sent = [identify.notification(self.partners, officer, people=[SIAN], at=AT) for _ in range(2)]
        records = [source_record(self.partners.charity) for _ in range(2)]
        people = [person(self.hub) for _ in range(3)]
        with acting(self.hub):
            reports = [ReportedPerson.objects.get(notification=one) for one in sent]
        self.sides = [
            *(Side(SideKind.REPORT, one.pk) for one in reports),
            *(Side(SideKind.RECORD, one.pk) for one in records),
            *(Side(SideKind.PERSON, one.pk) for one in people),
        ]

    def standing(self) -> tuple[Any, ...]:
        """Who is together and who is parted, of every pair."""
        standing = get_standing(self.hub, self.sides)
        pairs = [(one, other) for one in self.sides for other in self.sides if str(one) < str(other)]
        return tuple(
            (standing.are_together(one, other), standing.are_parted(one, other)) for one, other in pairs
        )


def rows() -> dict[str, list[Any]]:
    """Every row that the owner of the tables sees in what points at a person or a record, but for what is said."""
    told = {}
    with connection.cursor() as cursor:
        for model, _field in pointing():
            if model not in SAID:
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')
                told[model._meta.db_table] = cursor.fetchall()
    return told


def pointing() -> list[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every foreign key to Person and SourceRecord in the service."""
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model in (Person, SourceRecord)
    ]


STEPS = st.lists(
    st.tuples(st.sampled_from(["link", "part", "undo"]), st.integers(0, 6), st.integers(0, 6)),
    min_size=1,
    max_size=9,
)


def do(world: World, what: str, one: Side, other: Side, at: Any) -> None:
    if what == "link":
        actions.link_sides(by=world.hub, one=one, other=other, at=at)
    elif what == "part":
        actions.part_sides(by=world.hub, one=one, other=other, at=at)
    else:
        undo_newest(world, at)


def undo_newest(world: World, at: Any) -> bool:
    """Take back the last thing that still counts. False when nothing does."""
    live: list[Any] = [
        *PersonLink.objects.filter(undone_at=None),
        *PersonJoin.objects.filter(undone_at=None),
        *NotSame.objects.filter(undone_at=None),
    ]
    if not live:
        return False
    newest = max(live, key=lambda row: row.pk)
    by, because = world.hub, "A slip"
    if isinstance(newest, PersonJoin):
        actions.undo_join(by=by, join_id=newest.pk, because=because, at=at)
    elif isinstance(newest, NotSame):
        actions.undo_not_same(by=by, said_id=newest.pk, because=because, at=at)
    elif newest.reported_id:
        actions.undo_link(by=by, reported_id=newest.reported_id, because=because, at=at)
    else:
        actions.undo_link_of_record(by=by, record_id=newest.record_id, because=because, at=at)
    return True


@pytest.mark.django_db
@FEW
@given(steps=STEPS)
def test_whatever_is_said_can_be_taken_back_to_the_start(steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        world = World()
        at = AT
        with acting(world.hub):
            start, others = world.standing(), rows()
            history = [start]
            for what, one, other in steps:
                at += timedelta(minutes=1)
                said = [model.objects.count() for model in SAID]
                try:
                    with transaction.atomic():
                        do(world, what, world.sides[one], world.sides[other], at)
                except RuleError:
                    continue
                assert all(
                    now >= before for now, before in zip((m.objects.count() for m in SAID), said, strict=True)
                )
                history.append(world.standing())
            made = Person.objects.count()
            while undo_newest(world, at):
                pass
            assert world.standing() == start
            assert {name: found for name, found in rows().items() if name != "understand_person"} == {
                name: found for name, found in others.items() if name != "understand_person"
            }
            assert Person.objects.count() == made
        transaction.set_rollback(True)


@pytest.mark.django_db
@FEW
@example(shares=["records"], typed={"date_of_birth": "1988-04-02"}, is_harder=False)
@given(
    shares=st.lists(st.sampled_from(["records", "feedback", "ended", "later", "other_purpose"]), max_size=2),
    typed=st.sampled_from([{"family_name": "Jones", "given_name": "Siân"}, {"date_of_birth": "1988-04-02"}]),
    is_harder=st.booleans(),
)
def test_nobody_sees_a_record_that_their_agency_has_no_agreement_for(
    shares: list[str], typed: dict[str, str], *, is_harder: bool
) -> None:
    with transaction.atomic():
        world = World()
        SharingAgreement.objects.all().delete()
        partner = factories.agency(AgencyKind.SCHOOL, "partner", world.partners.area)
        record = source_record(partner)
        for share in shares:
            agree(share, [world.partners.council, partner])
        with acting(world.hub):
            search = actions.search_people(
                by=world.hub, typed=typed, because=WhyOpened.HELP, is_harder=is_harder, at=AT
            )
            found = queries.find_people(by=world.hub, search=search, at=AT)
            shown = {match.record.pk for match in (*found.first, *found.rest) if match.record}
            assert shown == ({record.pk} if "records" in shares else set())
            assert SourceRecord.objects.exists() == ("records" in shares)
        stranger = Actor.system("running", agency_id=world.partners.force.pk)
        with acting(stranger):
            assert not SourceRecord.objects.exists()
        transaction.set_rollback(True)


def agree(share: str, parties: list[Any]) -> None:
    made = SharingAgreement.objects.create(
        kind="isp",
        state="live",
        title_en=share,
        title_cy=share,
        purpose="running" if share == "other_purpose" else "early_help",
        lawful_basis="Public task",
        data_sets=[DataSet.FEEDBACK if share == "feedback" else DataSet.RECORDS],
        starts_on=date(2999, 1, 1) if share == "later" else date(2024, 1, 1),
        review_on=date(2999, 1, 1),
        ends_on=date(2025, 1, 1) if share == "ended" else None,
    )
    made.parties.set(parties)
