"""Who was told about a person: on their record, and on paper in their own language."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.kit.database import acting
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.understand.actions import make_person
from tests import factories
from tests.factories import signpost as made

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "heading"), [("en", "Who was told"), ("cy", '<html lang="cy"')])
def test_a_share_stands_on_the_record_and_on_paper_until_and_after_consent_is_taken_back(
    language: str, heading: str
) -> None:
    case = made.case()
    sent = made.referral(case)
    with acting(case.hub) as by:
        person = make_person(by=by, reported_id=sent.reported_id, at=factories.AT)
    client = Client()
    client.force_login(case.decider, "django.contrib.auth.backends.ModelBackend")
    client.post(reverse("desk:person_why", args=[person.reference]), {"because": "safeguarding", "next": ""})
    shown = client.get(reverse("desk:person_who_was_told", args=[person.reference])).content.decode()
    assert case.partners.charity.name_en in shown
    assert "The service can read it." in shown
    made.go(case, sent, ReferralState.WITHDRAWN, at=factories.AT + timedelta(hours=5))
    paper = client.get(reverse("desk:who_was_told_print", args=[person.reference, language]))
    text = paper.content.decode()
    assert heading in text
    assert getattr(case.partners.charity, f"name_{language}") in text
    if language == "en":
        assert "The service can no longer read it." in text
        assert "Taken back on:" in text
    nowhere = client.get(reverse("desk:who_was_told_print", args=[person.reference, "fr"]))
    assert nowhere.status_code == HTTPStatus.NOT_FOUND
