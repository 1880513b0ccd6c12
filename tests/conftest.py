"""What every test stands on: one real PostgreSQL, reached as the role that the service uses."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: object
) -> Iterator[None]:
    """Make the test database as its owner; tests then connect as the role that owns nothing."""
    keep = request.config.getvalue("reuse_db") and not request.config.getvalue("create_db")
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, keepdb=keep)
    yield
    if not request.config.getvalue("reuse_db"):
        with django_db_blocker.unblock():
            connections.close_all()
            teardown_databases(made, verbosity=0)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that has the database has both of the service's connections: wellbeing is read by a role of its own."""
    for item in items:
        if item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ()):
            said = item.get_closest_marker("django_db")
            options = {"databases": ["default", "wellbeing"]} | (said.kwargs if said else {})
            item.add_marker(pytest.mark.django_db(**options), append=False)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _words_as_they_came() -> None:
    """What one test changed in a list of choices is not what another one reads: a process keeps it some seconds."""
    from earlyhelp.partnership import codewords

    codewords.forget()
