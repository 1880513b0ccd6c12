"""The directory as it is given out, against the published schemas: with everything filled in, and with nothing."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.signpost.actions import load_directory
from tests.factories import AT
from tests.factories.directory import service, whole_service
from tests.oruk import all_faults, faults, needs_schemas

pytestmark = [pytest.mark.django_db, needs_schemas]


def loaded(*services: dict[str, Any]) -> None:
    with acting(Actor.system(Purpose.RUNNING)) as by:
        load_directory(by=by, feed=json.dumps(services).encode(), source="schemas", at=AT)


def test_full_and_empty_records_are_both_what_the_standard_asks_for(client: Client) -> None:
    bare = {"location": {"location_type": "virtual", "addresses": [{}], "accessibility": [{}]}}
    loaded(
        whole_service(),
        service(id=str(uuid4())),
        service(id=str(uuid4()), service_at_locations=[bare], schedules=[{}], contacts=[{}], languages=[{}]),
        service(id=str(uuid4()), is_refuge=True),
    )
    found = list(all_faults(lambda path: client.get(f"/open-referral/{path}").json(), per_page=2))
    assert not found


def test_the_schemas_find_a_fault(client: Client) -> None:
    loaded(service())
    page = client.get("/open-referral/services").json()
    page["contents"][0]["email"] = None
    assert faults("service_list.json", page)
