"""No viewer ever sees what is told of a person outside its visibility: by our queries, and by PostgreSQL alone."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earlyhelp.govern.actions import close_access, open_access
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import DataSet, Role
from earlyhelp.partnership.models import SharingAgreement
from earlyhelp.understand import queries
from earlyhelp.understand.choices.entries import Sheet, Visibility
from earlyhelp.understand.models import WarningNote
from earlyhelp.understand.queries.entries import TABLES
from earlyhelp.understand.rules.entries import Seen, is_visible
from tests import factories
from tests.factories import told
from tests.factories.told import Household

pytestmark = pytest.mark.django_db
_VISIBLE = st.sampled_from(list(Visibility))
_WRITTEN = st.lists(
    st.tuples(st.sampled_from(list(Sheet)), st.integers(0, 2), _VISIBLE, st.integers(0, 2)), max_size=5
)


@dataclass(frozen=True)
class World:
    """Three practitioners of the front door, and one of a charity."""

    home: Household
    ours: tuple[Actor, Actor, Actor]
    partner: Actor


@pytest.fixture
def world() -> World:
    home = told.household()
    others = [factories.practitioner(home.partners.front_door, Role.DECISION_MAKER) for _ in range(2)]
    charity = factories.practitioner(home.partners.service_team, Role.SERVICE_WORKER)
    ours = (home.by, *(factories.actor(one) for one in others))
    return World(home, (ours[0], ours[1], ours[2]), factories.actor(charity))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=_WRITTEN, involved=st.booleans(), agreed=st.booleans())
def test_no_viewer_sees_an_entry_outside_its_visibility(
    world: World, written: list[tuple[Sheet, int, Visibility, int]], involved: bool, agreed: bool
) -> None:
    home = world.home
    with transaction.atomic():
        try:
            _arrange(world, involved=involved, agreed=agreed)
            made = {
                told.entry(
                    world.ours[writer],
                    home.mother,
                    sheet,
                    visibility=visibility,
                    named=(world.ours[named].practitioner_key,),
                ): sheet
                for sheet, writer, visibility, named in written
                if visibility is not Visibility.NAMED or named != writer
            }
            for viewer in (*world.ours, world.partner):
                _check(world, viewer, made, involved=involved, agreed=agreed)
        finally:
            transaction.set_rollback(True)


def _arrange(world: World, *, involved: bool, agreed: bool) -> None:
    home, at = world.home, factories.AT
    sets = list(DataSet.values) if agreed else [DataSet.REFERRAL.value]
    SharingAgreement.objects.filter(pk=home.partners.agreement.pk).update(data_sets=sets)
    with acting(home.by):
        agency = home.partners.charity.pk
        open_access(by=home.by, record_id=home.mother.pk, agency_id=agency, because="help", at=at)
        if not involved:
            close_access(by=home.by, record_id=home.mother.pk, agency_id=agency, because="over", at=at)


def _check(world: World, viewer: Actor, made: dict, *, involved: bool, agreed: bool) -> None:
    with acting(viewer):
        for sheet in Sheet:
            may = {
                entry.pk
                for entry, on in made.items()
                if on is sheet
                and is_visible(
                    Seen(entry.agency_id, entry.recorded_by_id, entry.visibility, frozenset(entry.named)),
                    viewer,
                    involved=involved,
                    agreed=agreed,
                )
            }
            shown = {one.entry.pk for one in queries.list_told(viewer, world.home.mother.pk, sheet)}
            behind_the_wall = set(TABLES[sheet].objects.values_list("pk", flat=True))
            assert behind_the_wall == may
            assert shown == may


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(visibility=_VISIBLE, involved=st.booleans(), agreed=st.booleans())
def test_no_viewer_sees_a_warning_outside_its_visibility(
    world: World, visibility: Visibility, involved: bool, agreed: bool
) -> None:
    home = world.home
    with transaction.atomic():
        try:
            _arrange(world, involved=involved, agreed=agreed)
            with acting(home.by):
                named = (world.ours[1].practitioner_key,)
                note = told.actions.write_warning(
                    by=home.by,
                    person_id=home.mother.pk,
                    note=told.note(visibility=visibility, named=named),
                    at=factories.AT,
                )
            seen = Seen(note.agency_id, note.recorded_by_id, visibility, frozenset(note.named))
            for viewer in (*world.ours, world.partner):
                may = is_visible(seen, viewer, involved=involved, agreed=agreed)
                with acting(viewer):
                    assert WarningNote.objects.exists() is may
                    assert bool(queries.list_warnings(viewer, home.mother.pk)) is may
        finally:
            transaction.set_rollback(True)
