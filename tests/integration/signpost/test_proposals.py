"""An owner looks after its entry, a steward decides, and the finder shows what was approved."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.choices import Purpose
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.actions.proposals import (
    approve_proposal,
    confirm_entry,
    decline_proposal,
    nudge_owners,
    propose_change,
)
from earlyhelp.signpost.choices.finding import ProposalState
from earlyhelp.signpost.models import Capacity, CostOption, Proposal, Schedule, Service
from earlyhelp.signpost.queries.proposals import count_for_steward, count_old_entries
from earlyhelp.signpost.rules import proposals as rules
from tests import factories
from tests.factories.signpost import service

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
AT = factories.AT


class Desk:
    """A charity's worker, a steward at the council, and the charity's service."""

    def __init__(self) -> None:
        self.partners = factories.partners()
        self.service = service(self.partners, telephone="029 2018 0100", assured_on=date(2025, 1, 1))
        self.owner = factories.practitioner(self.partners.service_team, Role.SERVICE_WORKER)
        self.steward = factories.practitioner(self.partners.front_door, Role.ADMINISTRATOR)

    def proposes(self, at: datetime = AT, **changes: Any) -> Proposal:
        values = {name: getattr(self.service, name) for name in rules.EDITABLE} | changes
        with acting(factories.actor(self.owner)) as by:
            return propose_change(by=by, service_id=self.service.pk, values=values, at=at)

    def approves(self, proposal: Proposal) -> Proposal:
        with acting(factories.actor(self.steward)) as by:
            return approve_proposal(by=by, proposal_id=proposal.pk, at=AT)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def browser(who: Practitioner) -> Client:
    client = Client()
    client.force_login(who, BACKEND)
    return client


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_change_waits_until_a_steward_approves_it(desk: Desk) -> None:
    owner, steward, visitor = browser(desk.owner), browser(desk.steward), Client()
    edit = reverse("signpost:edit", args=[desk.service.pk])
    typed = {"name_en": "Making ends meet", "name_cy": "Dal dau ben llinyn ynghyd"}
    typed |= {"telephone": "029 2018 0199", "welsh_provision": "full"}
    page = text_of(owner.post(edit, typed, follow=True))
    assert "A steward looks at it before it is shown" in page
    assert "Waits for a steward" in page
    leaflet = reverse("finding:leaflet", args=[desk.service.pk])
    assert "029 2018 0199" not in text_of(visitor.get(leaflet))
    page = text_of(steward.get(reverse("signpost:steward")))
    assert "029 2018 0100" in page
    assert "029 2018 0199" in page
    proposal = Proposal.objects.get()
    decide = reverse("signpost:decide_change", args=[proposal.pk])
    assert "approved and shown" in text_of(steward.post(decide, {"approve": "1"}, follow=True))
    assert "029 2018 0199" in text_of(visitor.get(leaflet))
    proposal.refresh_from_db()
    assert proposal.changes["telephone"] == {"before": "029 2018 0100", "after": "029 2018 0199"}
    desk.service.refresh_from_db()
    assert desk.service.assured_on == timezone.localdate()
    assert desk.service.assured_by == desk.partners.charity.name_en
    assert Message.objects.filter(recipient=desk.owner, template=Template.ENTRY_DECIDED).count() == 1


def test_a_change_is_declined_with_a_reason_that_the_owner_reads(desk: Desk) -> None:
    proposal = desk.proposes(description_en="The best service in Wales.")
    steward = browser(desk.steward)
    decide = reverse("signpost:decide_change", args=[proposal.pk])
    assert "Say why it is not approved" in text_of(steward.post(decide, {"reason": ""}))
    assert "The owner hears why" in text_of(
        steward.post(decide, {"reason": "Plain words, please."}, follow=True)
    )
    page = text_of(browser(desk.owner).get(reverse("signpost:ours")))
    assert "Plain words, please." in page
    assert "Somebody has already decided" in text_of(steward.post(decide, {"approve": "1"}, follow=True))
    desk.service.refresh_from_db()
    assert desk.service.description_en == ""


def test_a_second_proposal_takes_the_first_back(desk: Desk) -> None:
    first = desk.proposes(telephone="1")
    second = desk.proposes(telephone="2")
    first.refresh_from_db()
    assert (first.state, second.state) == (ProposalState.WITHDRAWN, ProposalState.WAITING)
    with pytest.raises(rules.AlreadyDecided):
        desk.approves(first)


def test_a_proposal_that_changes_nothing_is_no_proposal(desk: Desk) -> None:
    with pytest.raises(rules.NothingChanged):
        desk.proposes()
    edit = reverse("signpost:edit", args=[desk.service.pk])
    same = {"name_en": desk.service.name_en, "name_cy": desk.service.name_cy, "telephone": "029 2018 0100"}
    page = text_of(browser(desk.owner).post(edit, same | {"welsh_provision": "not_stated"}))
    assert "Nothing is different" in page


def test_an_entry_that_moved_meanwhile_is_not_overwritten(desk: Desk) -> None:
    proposal = desk.proposes(telephone="029 2018 0199")
    Service.objects.update(telephone="029 2018 0150")
    with pytest.raises(rules.EntryMoved):
        desk.approves(proposal)
    assert Service.objects.get().telephone == "029 2018 0150"


def test_hours_and_prices_that_are_no_longer_known_are_taken_out(desk: Desk) -> None:
    Schedule.objects.create(
        service=desk.service, freq="WEEKLY", byday="MO", opens_at="09:00", closes_at="17:00"
    )
    CostOption.objects.create(service=desk.service, amount=0)
    desk.approves(
        desk.proposes(opening_en="Tuesdays only.", cost_en="£5", closed_to_referrals_on=date(2026, 5, 1))
    )
    assert not desk.service.schedules.exists()
    assert not desk.service.cost_options.exists()
    desk.service.refresh_from_db()
    assert desk.service.closed_to_referrals_on == date(2026, 5, 1)


def test_the_place_of_a_refuge_cannot_be_told_in_a_text(desk: Desk) -> None:
    Service.objects.update(is_refuge=True)
    with pytest.raises(rules.PlaceTold):
        desk.proposes(description_en="We are at CF31 1AA.")
    assert desk.proposes(description_en="We are near you.").state == ProposalState.WAITING


def test_only_the_owner_changes_an_entry_and_only_a_steward_decides(desk: Desk) -> None:
    stranger = factories.practitioner(desk.partners.front_door, Role.SERVICE_WORKER)
    proposal = desk.proposes(telephone="1")
    with acting(factories.actor(stranger)) as by, pytest.raises(NotAllowed):
        propose_change(by=by, service_id=desk.service.pk, values={"telephone": "2"}, at=AT)
    with acting(factories.actor(stranger)) as by, pytest.raises(NotAllowed):
        confirm_entry(by=by, service_id=desk.service.pk, at=AT)
    with acting(factories.actor(desk.owner)) as by, pytest.raises(NotAllowed):
        approve_proposal(by=by, proposal_id=proposal.pk, at=AT)
    with acting(factories.actor(desk.owner)) as by, pytest.raises(NotAllowed):
        decline_proposal(by=by, proposal_id=proposal.pk, reason="x", at=AT)
    assert browser(stranger).get(reverse("signpost:edit", args=[desk.service.pk])).status_code == 403
    assert browser(desk.owner).get(reverse("signpost:edit", args=[uuid4()])).status_code == 404
    assert browser(desk.owner).post(reverse("signpost:still_right", args=[uuid4()])).status_code == 404
    missing = reverse("signpost:decide_change", args=[uuid4()])
    assert browser(desk.steward).post(missing, {"approve": "1"}).status_code == 404
    with acting(factories.actor(stranger)) as by:
        assert count_for_steward(by=by) == 0


def test_one_tap_says_that_an_entry_is_still_right(desk: Desk) -> None:
    owner = browser(desk.owner)
    assert "Needs checking" in text_of(owner.get(reverse("signpost:ours")))
    page = text_of(owner.post(reverse("signpost:still_right", args=[desk.service.pk]), follow=True))
    assert "The entry counts as checked today" in page
    assert "Needs checking" not in page
    with acting(factories.actor(desk.owner)) as by:
        assert count_old_entries(by=by, on=timezone.localdate()) == 0


def test_room_is_said_by_unit_with_the_day(desk: Desk) -> None:
    owner, page = browser(desk.owner), reverse("signpost:room", args=[desk.service.pk])
    assert "Enter how many are free" in text_of(owner.post(page, {"unit": "people"}))
    more = text_of(owner.post(page, {"unit": "people", "total": "3", "free": "4"}))
    assert "There cannot be more free" in more
    said = {"unit": "people", "total": "10", "free": "2", "waiting": "5", "keeps_list": "yes"}
    assert "It is shown with today" in text_of(owner.post(page, said, follow=True))
    owner.post(page, said | {"free": "0"})
    row = Capacity.objects.get()
    assert (row.total, row.free, row.waiting, row.keeps_list) == (10, 0, 5, True)
    assert row.confirmed_on == timezone.localdate()
    assert 'lang="cy"' in text_of(owner.post(page, {"switch_language": "cy"}))


def test_the_form_refuses_what_cannot_be(desk: Desk) -> None:
    edit = reverse("signpost:edit", args=[desk.service.pk])
    wrong = {"name_en": "", "url": "example.org", "min_age": "60", "max_age": "16", "welsh_provision": "full"}
    page = text_of(browser(desk.owner).post(edit, wrong))
    for words in ("Enter the name in English", "begins with https://", "must not be below the youngest"):
        assert words in page
    switched = text_of(browser(desk.owner).post(edit, wrong | {"switch_language": "cy"}))
    assert 'value="example.org"' in switched
    assert "govuk-error-summary" not in switched


def test_owners_of_old_entries_are_asked_once_a_month(desk: Desk) -> None:
    def asked(days: int) -> int:
        with acting(Actor.system(Purpose.RUNNING)) as by:
            return nudge_owners(by=by, at=AT + timedelta(days=days))

    assert [asked(0), asked(7), asked(28), asked(31)] == [1, 0, 0, 1]
    message = Message.objects.filter(template=Template.ENTRY_OLD)[0]
    assert message.recipient == desk.owner
    assert message.path == reverse("signpost:ours")
    Service.objects.update(assured_on=AT.date() + timedelta(days=60))
    assert asked(70) == 0


def test_whoever_runs_no_service_is_told_so() -> None:
    partners = factories.partners()
    worker = factories.practitioner(partners.front_door, Role.SERVICE_WORKER)
    assert "Your agency runs no service" in text_of(browser(worker).get(reverse("signpost:ours")))
