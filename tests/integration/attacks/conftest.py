"""One world for each module of attacks: somebody in every role and relation, and a record of every kind."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.spec.access.world import World, one_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everybody and everything, once; gone when the module is done."""
    with one_world(django_db_blocker) as made:
        yield made
