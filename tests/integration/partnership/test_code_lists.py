"""Lists of choices in use: changed by an administrator, offered in the forms they belong to, and shown as they were."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.codelists import CodeList, built_in, words_for
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership import codewords
from earlyhelp.partnership.actions import codelists as actions
from earlyhelp.partnership.actions.codelists import Said
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import CodeChange, Practitioner
from earlyhelp.partnership.queries import codelists as queries
from earlyhelp.partnership.rules.codelists import CannotChangeList, SaidTwice
from earlyhelp.signpost.choices.lists import DECLINE_REASONS
from earlyhelp.signpost.models import Referral
from earlyhelp.solve.actions.holds import put_on_hold
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.choices.lists import DECISION_REASONS, HOLD_REASONS
from earlyhelp.solve.models import Decision
from earlyhelp.solve.rules import IncompleteDecision
from earlyhelp.solve.rules.holds import CannotHold
from tests import factories
from tests.factories import identify, solve
from tests.factories.joiners import administrator, running

pytestmark = pytest.mark.django_db
AT = factories.AT
SNOW = Said("Snow keeps us away", "Mae eira yn ein cadw draw", "It happens every January.")


class House:
    """A council with its front door, and an administrator."""

    def __init__(self) -> None:
        self.partners = factories.partners()
        self.officer = factories.practitioner(self.partners.response)
        self.decider = solve.decision_maker(self.partners)
        self.keeper = administrator(self.partners.council, self.partners.area)
        self.listed: CodeList = queries.declared_lists()[DECISION_REASONS]

    def add(
        self, said: Said = SNOW, group: str = "no_contact", at: Any = AT, code: str = DECISION_REASONS
    ) -> str:
        with acting(running(self.keeper)) as by:
            listed = queries.declared_lists()[code]
            return actions.add_choice(by=by, listed=listed, group=group, said=said, at=at).value

    def change(
        self, value: str, said: Said, *, offered: bool = True, at: Any = AT, code: str = DECISION_REASONS
    ) -> Any:
        with acting(running(self.keeper)) as by:
            listed = queries.declared_lists()[code]
            return actions.change_choice(by=by, listed=listed, value=value, said=said, offered=offered, at=at)

    def offered(
        self, who: Practitioner, code: str = DECISION_REASONS, group: str = "no_contact"
    ) -> dict[str, str]:
        with acting(factories.actor(who)) as by:
            return dict(queries.list_offered(by, code, group=group))


@pytest.fixture
def house() -> House:
    return House()


def test_a_choice_that_is_added_is_offered_decided_with_and_shown(house: House, client: Client) -> None:
    added = house.add()
    assert house.offered(house.decider)[added] == SNOW.words_en
    with override("cy"):
        assert house.offered(house.decider)[added] == SNOW.words_cy
    sent = identify.notification(house.partners, house.officer)
    client.force_login(house.decider)
    case = reverse("solve:case", args=[sent.reference])
    assert SNOW.words_en in client.get(case).content.decode()
    solve.decision(house.decider, sent, Outcome.NO_CONTACT, reason=added)
    assert SNOW.words_en in client.get(case).content.decode()
    with acting(factories.actor(house.decider)):
        decided = Decision.objects.get(notification=sent)
        with override("cy"):
            assert decided.get_reason_display() == SNOW.words_cy


def test_a_record_shows_the_words_of_its_day_and_one_that_is_offered_no_longer(house: House) -> None:
    sent = identify.notification(house.partners, house.officer)
    solve.decision(house.decider, sent, Outcome.NO_CONTACT, at=AT)
    other = Said("Nobody answered three times", "Nid atebodd neb deirgwaith", "Plainer.")
    house.change("no_answer", other, at=AT + timedelta(days=1))
    later = identify.notification(house.partners, house.officer)
    solve.decision(house.decider, later, Outcome.NO_CONTACT, reason="no_answer", at=AT + timedelta(days=2))
    house.change("no_answer", other, offered=False, at=AT + timedelta(days=3))
    with acting(factories.actor(house.decider)):
        old, new = (Decision.objects.get(notification=one) for one in (sent, later))
        assert old.get_reason_display() == "No answer after three tries in safe ways"
        assert new.get_reason_display() == "Nobody answered three times"
    assert "no_answer" not in house.offered(house.decider)
    with pytest.raises(IncompleteDecision):
        solve.decision(
            house.decider,
            identify.notification(house.partners, house.officer),
            Outcome.NO_CONTACT,
            reason="no_answer",
            at=AT + timedelta(days=4),
        )


def test_another_agency_keeps_its_own_list(house: House) -> None:
    added = house.add()
    council = factories.partners("W06000014")
    assert added not in house.offered(solve.decision_maker(council))


def test_a_notification_rests_for_a_reason_of_ones_own(house: House) -> None:
    added = house.add(group="", code=HOLD_REASONS)
    sent = identify.notification(house.partners, house.officer)
    on = (AT + timedelta(days=3)).date()
    with acting(factories.actor(house.decider)) as by:
        held = put_on_hold(by=by, notification_id=sent.pk, reason=added, until_on=on, at=AT)
        assert str(held) == SNOW.words_en
        with pytest.raises(CannotHold):
            put_on_hold(by=by, notification_id=sent.pk, reason="own-ffffffff", until_on=on, at=AT)


def test_every_change_is_audited_with_before_and_after(house: House) -> None:
    added = house.add()
    house.change(added, Said("Deep snow", "Eira dwfn", "Shorter."), offered=False)
    assert house.change(added, Said("Deep  snow", "Eira dwfn ", "Nothing."), offered=False) is None
    with acting(running(house.keeper)):
        first, second = AuditEntry.objects.filter(did__startswith="code_list.").order_by("id")
    assert (first.did, first.detail["before"]) == ("code_list.added", None)
    assert second.did == "code_list.changed"
    assert second.reason == "Shorter."
    assert second.detail["before"] == {"words_en": SNOW.words_en, "words_cy": SNOW.words_cy, "offered": True}
    assert second.detail["after"] == {"words_en": "Deep snow", "words_cy": "Eira dwfn", "offered": False}


def test_what_would_harm_the_list_is_refused(house: House) -> None:
    closing = "closing-reasons"
    with pytest.raises(SaidTwice):
        house.add(Said("no answer after three tries in safe ways", "Rhywbeth", "Twice."))
    with pytest.raises(CannotChangeList):
        house.change("consent_withdrawn", SNOW, offered=False, code=closing)
    for value in ("several_needs", "asked_for_help"):
        said = Said(value, value, "Not used.")
        if value == "several_needs":
            house.change(value, said, offered=False)
        else:
            with pytest.raises(CannotChangeList):
                house.change(value, said, offered=False)


def test_only_its_administrator_changes_a_list(house: House) -> None:
    charity = administrator(house.partners.charity, house.partners.area)
    for who in (charity, house.decider):
        with acting(running(who)) as by, pytest.raises(NotAllowed):
            actions.add_choice(by=by, listed=house.listed, group="no_contact", said=SNOW, at=AT)


def test_a_version_can_not_be_rewritten(house: House) -> None:
    house.add()
    for write in (lambda: CodeChange.objects.update(why="Other"), lambda: CodeChange.objects.all().delete()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            write()


def test_a_choice_that_another_process_added_just_now_is_found(house: House) -> None:
    assert words_for(DECISION_REASONS, "no_answer", house.partners.council.pk, AT) is None
    added = house.add()
    kept = codewords._kept
    assert kept is None
    assert words_for(DECISION_REASONS, added, house.partners.council.pk, AT - timedelta(days=1)) is not None
    assert words_for(DECISION_REASONS, "own-00000000", house.partners.council.pk, AT) is None


def page(name: str, *args: object) -> str:
    return reverse(f"partnership:{name}", args=args)


def test_the_pages_add_change_and_show_what_stood_before(house: House, client: Client) -> None:
    client.force_login(house.keeper)
    overview = client.get(page("code_lists")).content.decode()
    assert "Reasons of a decision" in overview
    assert "Levels of need" in overview
    assert "Lists of choices" in client.get(page("administration")).content.decode()
    typed = {"group": "no_contact", "words_en": "Snow", "words_cy": "Eira", "why": "January."}
    adding = page("add_choice", DECISION_REASONS)
    assert client.get(adding).status_code == 200
    assert client.post(adding, {}).status_code == 400
    assert "The choice is added" in client.post(adding, typed, follow=True).content.decode()
    twice = client.post(adding, typed)
    assert twice.status_code == 400
    assert "Another choice has these English words already" in twice.content.decode()
    added = CodeChange.objects.get().value
    changing = page("change_choice", DECISION_REASONS, added)
    assert "Eira" in client.get(changing).content.decode()
    said = {"words_en": "Deep snow", "words_cy": "Eira dwfn", "offered": "no", "why": "Not this year."}
    shown = client.post(changing, said, follow=True).content.decode()
    assert "The list is changed" in shown
    assert "Deep snow" in shown
    assert "Not this year." in shown
    first = client.get(page("code_list_version", DECISION_REASONS, 1)).content.decode()
    assert "Snow" in first
    assert "Deep snow" not in first
    assert "Snow" not in client.get(page("code_list_version", DECISION_REASONS, 0)).content.decode()
    assert "Changed 2 times" in client.get(page("code_lists")).content.decode()


def test_pages_that_are_not_there(house: House, client: Client) -> None:
    client.force_login(house.keeper)
    for address in (
        page("code_list", "nothing"),
        page("code_list_version", DECISION_REASONS, 7),
        page("change_choice", DECISION_REASONS, "nothing"),
    ):
        assert client.get(address).status_code == 404
    charity = administrator(house.partners.charity, house.partners.area)
    client.force_login(charity)
    assert client.get(page("code_list", DECISION_REASONS)).status_code == 403
    assert client.get(page("code_lists")).status_code == 200


def test_an_officer_reads_and_changes_nothing(house: House, client: Client) -> None:
    team = factories.team(house.partners.council, TeamKind.GOVERNANCE, house.partners.area)
    client.force_login(factories.practitioner(team, Role.AUDITOR))
    shown = client.get(page("code_list", DECISION_REASONS))
    assert shown.status_code == 200
    assert "An administrator of your agency changes it." in shown.content.decode()
    assert client.get(page("add_choice", DECISION_REASONS)).status_code == 403
    assert client.get(page("change_choice", DECISION_REASONS, "no_answer")).status_code == 403


def test_a_list_for_all_is_kept_by_the_agency_that_runs_the_programme(house: House) -> None:
    listed = queries.declared_lists()[DECLINE_REASONS]
    said = Said("The service is full", "Mae’r gwasanaeth yn llawn", "Plainer.")
    with acting(running(house.keeper)) as by, pytest.raises(NotAllowed):
        actions.change_choice(by=by, listed=listed, value="no_room", said=said, offered=True, at=AT)
    lead = administrator(house.partners.charity, house.partners.area, leads=True)
    with acting(running(lead)) as by:
        actions.change_choice(by=by, listed=listed, value="no_room", said=said, offered=True, at=AT)
        actions.change_choice(
            by=by, listed=listed, value="known", said=said_as(listed, "known"), offered=False, at=AT
        )
        with pytest.raises(CannotChangeList):
            actions.add_choice(by=by, listed=listed, group="", said=SNOW, at=AT)
    offered = house.offered(house.decider, DECLINE_REASONS, "")
    assert offered["no_room"] == "The service is full"
    assert "known" not in offered
    told = Referral(agency=house.partners.council, decline_reason="no_room", state_at=AT + timedelta(days=1))
    assert told.get_decline_reason_display() == "The service is full"
    told.state_at = AT - timedelta(days=1)
    assert told.get_decline_reason_display() == "There is no room in the service"


def said_as(listed: CodeList, value: str) -> Said:
    """The words that a choice has already."""
    words = built_in(listed.choices, value)
    return Said(words.en, words.cy, "Not used here.")
