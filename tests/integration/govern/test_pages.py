"""The page of the audit: what an information governance officer looks for, and what is shown of it."""

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.partnership.choices import Role
from tests.factories import partners, practitioner

pytestmark = pytest.mark.django_db


def test_a_search_narrows_the_audit_until_it_is_cleared(client: Client) -> None:
    team = partners().front_door
    auditor, colleague = (practitioner(team, role) for role in (Role.AUDITOR, Role.DECISION_MAKER))
    client.force_login(colleague)
    client.get(reverse("govern:audit"))  # refused, which is written down
    client.force_login(auditor)
    client.get(reverse("govern:audit"))  # looking is written down too
    address = reverse("govern:audit")
    day = {"since_0": "1", "since_1": "3", "since_2": "2026"}
    client.post(address, {"text": "page.refused", "kind": "", **day})
    page = client.get(address)
    assert page.status_code == 200
    assert {entry.did for entry in page.context["page"]} == {"page.refused"}
    assert colleague.full_name in page.content.decode()
    client.post(address, {"clear": "1"})
    assert {entry.did for entry in client.get(address).context["page"]} > {"page.refused"}
