"""Sending a notification."""

import pytest
from tests import factories
from tests.factories import identify as make
from earlyhelp.kit.database import acting


@pytest.mark.django_db
def test_a_notification_is_sent() -> None:
    p = factories.partners()
    officer = factories.practitioner(p.response)
    sent = make.notification(p, officer)
    assert sent.reference.startswith("EH-26-")
