"""The page of every number by which the service counts."""

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.partnership.choices import Role, TeamKind
from tests import factories
from tests.factories.joiners import administrator

pytestmark = pytest.mark.django_db


def test_an_administrator_of_a_council_sees_the_clocks_and_where_to_set_them(client: Client) -> None:
    partners = factories.partners()
    client.force_login(administrator(partners.council, partners.area))
    shown = client.get(reverse("desk:thresholds")).content.decode()
    assert "To decide what is red" in shown
    assert reverse("solve:standards") in shown
    assert "2 hours" in shown
    assert reverse("govern:unusual_limits") not in shown
    assert reverse("desk:thresholds") in client.get(reverse("partnership:administration")).content.decode()


def test_an_officer_of_a_charity_sees_no_clocks_of_a_front_door(client: Client) -> None:
    partners = factories.partners()
    team = factories.team(partners.charity, TeamKind.GOVERNANCE, partners.area)
    client.force_login(factories.practitioner(team, Role.AUDITOR))
    shown = client.get(reverse("desk:thresholds")).content.decode()
    assert "To decide what is red" not in shown
    assert reverse("govern:unusual_limits") in shown
    assert reverse("govern:retention") in shown
