"""Thanks: one of a few sentences after a decision, and a page of what went well, without people."""

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.solve import actions, queries, rules
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.models import Feedback
from tests import factories
from tests.factories import solve
from tests.integration.solve.test_deciding import Desk

AT = factories.AT
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_colleague_thanks_the_officer_once_with_a_fixed_sentence(desk: Desk) -> None:
    sent = desk.send()
    solve.decision(desk.hub, sent, Outcome.EARLY_HELP)
    hub = Client()
    hub.force_login(desk.first)
    url = reverse("solve:thank_officer", args=[sent.reference])
    assert "Thank the officer" in hub.get(reverse("solve:case", args=[sent.reference])).content.decode()
    assert hub.post(url, {}).status_code == 400
    assert hub.post(url, {"event": "thanked.her_name"}).status_code == 400
    for _time in range(2):
        assert hub.post(url, {"event": "thanked.voice"}).status_code == 302
    with acting(desk.hub):
        assert Feedback.objects.filter(event="thanked.voice").count() == 1
    messages = Message.objects.filter(template=Template.FEEDBACK, recipient=desk.officer)
    assert [one.context["says"] for one in messages if "child said" in one.context["says"]]
    officer = Client()
    officer.force_login(desk.officer)
    officer.cookies["language"] = "en"
    page = officer.get(reverse("desk:my_thanks")).content.decode()
    assert "what a child said" in page
    assert "early help is being arranged" in page
    assert sent.reference not in page
    # Where it stands and who has it is what was decided, and a thank-you after it changes neither.
    own = officer.get(reverse("desk:notification", args=[sent.reference])).content.decode()
    assert "early help is being arranged" in own
    assert desk.hub.agency_id == sent.front_door.agency_id
    assert sent.front_door.name_en in own
    assert officer.get(reverse("desk:my_work")).status_code == 200


def test_nothing_is_thanked_before_a_decision_or_by_somebody_else(desk: Desk) -> None:
    sent = desk.send()
    with acting(desk.hub) as by, pytest.raises(rules.CannotThank):
        actions.thank_officer(by=by, notification=sent, event="thanked.voice", at=AT)
    solve.decision(desk.hub, sent, Outcome.NO_NEED)
    with acting(desk.hub) as by, pytest.raises(rules.CannotThank):
        actions.thank_officer(by=by, notification=sent, event="decided.signpost", at=AT)
    with acting(desk.police) as by, pytest.raises(NotAllowed):
        actions.thank_officer(by=by, notification=sent, event="thanked.voice", at=AT)


def test_a_page_of_thanks_is_the_officers_own_and_holds_only_what_went_well(desk: Desk) -> None:
    declined, helped = desk.send(), desk.send()
    solve.decision(desk.hub, declined, Outcome.DECLINED)
    solve.decision(desk.hub, helped, Outcome.SIGNPOST)
    with acting(desk.police) as by:
        assert [one.event for one in queries.list_thanks(by, at=AT)] == ["decided.signpost"]
    other = factories.actor(factories.practitioner(desk.partners.response))
    with acting(other) as by:
        assert not queries.list_thanks(by, at=AT)
    empty = Client()
    empty.force_login(factories.practitioner(desk.partners.response))
    assert "Nothing stands here yet" in empty.get(reverse("desk:my_thanks")).content.decode()


def test_every_sentence_of_thanks_is_one_that_an_officer_can_hear() -> None:
    assert set(rules.THANKS) <= set(rules.WENT_WELL)
    assert set(rules.WENT_WELL) <= set(rules.FEEDBACK)
