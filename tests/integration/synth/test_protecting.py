"""The protected people of the demonstration, by their own actions, and the record that was opened in an emergency."""

import pytest
from django.utils import timezone

from earlyhelp.govern.choices.breakglass import GlassState
from earlyhelp.govern.queries.breakglass import list_glasses_to_review
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.synth.load.protecting import write_protected
from earlyhelp.understand.models import KeptApart, Restriction
from tests import factories

pytestmark = pytest.mark.django_db
_DOOR = {
    "rhiannon.cule@bridgend.example.org": Role.COORDINATOR,
    "eleri.gruffudd@bridgend.example.org": Role.DECISION_MAKER,
    "karen.treharne@bridgend.example.org": Role.DECISION_MAKER,
}


def test_there_is_one_restricted_person_one_pair_and_one_opening_to_review() -> None:
    made = factories.partners()
    for email, role in _DOOR.items():
        one = factories.practitioner(made.front_door, role)
        Practitioner.objects.filter(pk=one.pk).update(email=email, persona_en="x")
    stranger = factories.practitioner(made.service_team, Role.SERVICE_WORKER)
    Practitioner.objects.filter(pk=stranger.pk).update(
        email="jade.loosemore@barnardos.example.org", persona_en="x"
    )
    assert write_protected(timezone.now()) == 3
    reader = factories.actor(Practitioner.objects.get(email="eleri.gruffudd@bridgend.example.org"))
    with acting(reader):
        assert Restriction.objects.count() == 1
        assert KeptApart.objects.count() == 1
    officer = factories.actor(factories.practitioner(made.front_door, Role.AUDITOR))
    with acting(officer):
        states = [one.state for one in list_glasses_to_review(officer, at=timezone.now())]
    assert states == [GlassState.TO_REVIEW]
