"""Searching for a person: in reports and partners' records at once, behind agreements, and before one is made."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.identify.report import Named
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import AgencyKind, Role
from earlyhelp.partnership.models import Agency
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import MatchBand, WhyOpened
from earlyhelp.understand.models import CommonKey, Person, PersonSearch, SourceRecord
from earlyhelp.understand.rules import NothingToSearch, NotSearched, Side, SideKind
from tests import factories
from tests.factories import identify
from tests.factories.understand import earlier_version, source_record

pytestmark = pytest.mark.django_db
AT = factories.AT
SIAN = Named(
    role=PersonRole.SUBJECT,
    given_name="Siân",
    family_name="Jones",
    date_of_birth=date(1988, 4, 2),
    postcode="CF31 9ZZ",
)


class World:
    """A hub, a partner with whom it shares records, and one with whom it does not."""

    def __init__(self) -> None:
        self.partners = factories.partners()
        self.officer = factories.practitioner(self.partners.response)
        self.decider = factories.practitioner(self.partners.front_door, Role.DECISION_MAKER)
        self.hub = factories.actor(self.decider)
        self.sharing = self.partners.charity
        self.silent = factories.agency(AgencyKind.HOUSING, "silent", self.partners.area)

    def report(self, named: Named = SIAN) -> ReportedPerson:
        sent = identify.notification(self.partners, self.officer, people=[named], at=AT)
        with acting(self.hub):
            return ReportedPerson.objects.select_related("notification").get(notification=sent)

    def search(self, subject: Side | None = None, **typed: Any) -> PersonSearch:
        return actions.search_people(by=self.hub, typed=typed, because=WhyOpened.HELP, subject=subject, at=AT)

    def find(self, subject: Side | None = None, **typed: Any) -> queries.Found:
        return queries.find_people(by=self.hub, search=self.search(subject, **typed), at=AT)


@pytest.fixture
def world() -> World:
    return World()


def owners(found: queries.Found) -> list[Agency]:
    rows = [match.record for match in (*found.first, *found.rest) if match.record]
    return [row.agency for row in rows]


@pytest.mark.parametrize(
    "typed",
    [
        {"given_name": "Sian", "family_name": "Jones", "date_of_birth": "1988-04-02"},
        {"given_name": "Jones", "family_name": "Siân", "date_of_birth": "1988-04-02"},
        {"given_name": "Shân", "family_name": "Jones", "date_of_birth": "1988-02-04"},
        {"given_name": "Siân", "family_name": "Jones", "postcode": "CF31"},
        {"given_name": "Siân", "family_name": "Jones", "age": 38},
        {"given_name": "Siân", "family_name": "Jones"},
        {"date_of_birth": "1988-04-02"},
        {"family_name": "Jones"},
        {"number": "943 476 5919", "number_kind": "nhs"},
        {"number": "9434765919"},
        {"telephone": "07700 900123"},
        {"given_name": "Siân", "telephone": "+44 7700 900123"},
    ],
    ids=str,
)
def test_a_record_is_found_by_what_is_known(world: World, typed: dict[str, Any]) -> None:
    source_record(
        world.sharing,
        postcode="CF31 9ZZ",
        telephone="07700900123",
        identifiers=(("nhs", "943 476 5919"),),
    )
    with acting(world.hub):
        assert owners(world.find(**typed)) == [world.sharing]


def test_those_who_fit_better_stand_first_and_say_why(world: World) -> None:
    source_record(world.sharing, date_of_birth=date(1971, 1, 30))
    source_record(world.sharing, postcode="CF31 9ZZ")
    with acting(world.hub):
        found = world.find(
            given_name="Siân", family_name="Jones", date_of_birth="1988-04-02", postcode="CF31 9ZZ"
        )
        (match,) = found.first.likely
        assert match.band is MatchBand.LIKELY
        assert match.side.kind is SideKind.RECORD
        assert {str(line.key) for line in match.fields} >= {"First name", "Date of birth or age", "Postcode"}
        assert AuditEntry.objects.filter(did="source_record.read", reason=WhyOpened.HELP).exists()
        made = AuditEntry.objects.get(did="person_search.made")
    assert "Jones" not in str(made.detail) + made.reason
    assert made.detail["typed"] == ["date_of_birth", "family_name", "given_name", "postcode"]


def test_records_of_a_partner_without_an_agreement_never_appear(world: World) -> None:
    source_record(world.silent)
    source_record(world.sharing)
    with acting(world.hub):
        assert owners(world.find(given_name="Siân", family_name="Jones")) == [world.sharing]
        assert SourceRecord.objects.count() == 1
    world.partners.agreement.parties.add(world.silent)
    with acting(world.hub):
        assert len(owners(world.find(given_name="Siân", family_name="Jones"))) == 2
    world.partners.agreement.ends_on = date(2025, 1, 1)
    world.partners.agreement.save()
    with acting(world.hub):
        assert not world.find(given_name="Siân", family_name="Jones").first
        assert not SourceRecord.objects.exists()


@pytest.mark.parametrize("change", [{"purpose": "running"}, {"data_sets": ["notification"]}])
def test_an_agreement_about_something_else_opens_nothing(world: World, change: dict[str, Any]) -> None:
    source_record(world.sharing)
    type(world.partners.agreement).objects.update(**change)
    with acting(world.hub):
        assert not world.find(given_name="Siân", family_name="Jones").first


def test_another_agency_may_read_a_record_and_never_change_it(world: World) -> None:
    record = source_record(world.sharing)
    with acting(world.hub):
        assert SourceRecord.objects.filter(pk=record.pk).update(family_name="Price") == 0
        assert SourceRecord.objects.filter(pk=record.pk).delete()[0] == 0


def test_a_report_meets_the_records_of_partners_at_once(world: World) -> None:
    record = source_record(world.sharing, postcode="CF31 9ZZ")
    reported = world.report()
    with acting(world.hub):
        (match,) = queries.list_candidates(by=world.hub, reported=reported, at=AT)
        assert match.record == record
        person = actions.link_sides(
            by=world.hub, one=Side(SideKind.REPORT, reported.pk), other=match.side, at=AT
        )
        assert queries.get_person_for(by=world.hub, reported=reported) == person
        assert queries.list_records_now(world.hub, person.pk) == [record]
        assert not queries.list_candidates(by=world.hub, reported=reported, at=AT)


def test_a_new_record_is_found_by_the_next_search(world: World) -> None:
    with acting(world.hub):
        assert not world.find(given_name="Siân", family_name="Jones").first
    source_record(world.sharing)
    with acting(world.hub):
        assert world.find(given_name="Siân", family_name="Jones").first


def test_keys_that_too_many_share_are_left_out_and_searching_harder_finds_them(world: World) -> None:
    for day in range(1, 8):
        source_record(world.sharing, date_of_birth=date(1960 + day, 1, day))
    with acting(world.hub):
        assert actions.count_common_keys(by=world.hub, at=AT, most=5) > 0
        assert CommonKey.objects.exists()
        assert not world.find(given_name="Siân", family_name="Jones").first
        harder = actions.search_people(
            by=world.hub,
            typed={"given_name": "Siân", "family_name": "Jones"},
            because=WhyOpened.HELP,
            is_harder=True,
            at=AT,
        )
        found = queries.find_people(by=world.hub, search=harder, at=AT)
        assert len(list(found.first)) == 5
        assert len(list(found.rest)) == 2
        assert found.compared_all
        assert actions.count_common_keys(by=world.hub, at=AT) == 0


@pytest.mark.parametrize("typed", [{}, {"postcode": "CF31"}, {"age": 38}, {"number": "--"}], ids=str)
def test_what_says_nothing_about_one_person_is_not_searched(world: World, typed: dict[str, Any]) -> None:
    with acting(world.hub), pytest.raises(NothingToSearch):
        world.search(**typed)


def test_a_person_is_made_only_after_a_search(world: World) -> None:
    with acting(world.hub):
        search = world.search(
            given_name="Nesta", family_name="Newydd", number="C-77", number_kind="council", age=40
        )
        person = actions.make_person_after_search(by=world.hub, search_id=search.pk, at=AT)
        (record,) = queries.list_records_now(world.hub, person.pk)
        assert (record.full_name, record.agency_id, record.age) == ("Nesta Newydd", world.hub.agency_id, 40)
        assert [one.value for one in record.identifiers.all()] == ["C-77"]
        late = AT + timedelta(hours=2)
        with pytest.raises(NotSearched):
            actions.make_person_after_search(by=world.hub, search_id=search.pk, at=late)


def test_a_search_for_whom_a_report_names_links_the_report(world: World) -> None:
    reported = world.report()
    with acting(world.hub):
        search = world.search(Side(SideKind.REPORT, reported.pk), family_name="Jones")
        person = actions.make_person_after_search(by=world.hub, search_id=search.pk, at=AT)
        assert queries.get_person_for(by=world.hub, reported=reported) == person
        again = world.search(Side(SideKind.PERSON, person.pk), family_name="Jones")
        assert actions.make_person_after_search(by=world.hub, search_id=again.pk, at=AT) == person


def test_nobody_reads_a_colleagues_search(world: World) -> None:
    colleague = factories.actor(factories.practitioner(world.partners.front_door, Role.DECISION_MAKER))
    with acting(world.hub):
        search = world.search(family_name="Jones")
    with acting(colleague):
        assert not PersonSearch.objects.exists()
        with pytest.raises(PersonSearch.DoesNotExist):
            queries.get_search(colleague, search.pk)
    officer = factories.actor(world.officer)
    with acting(officer), pytest.raises(NotAllowed):
        queries.get_search(officer, search.pk)
    with acting(officer), pytest.raises(NotAllowed):
        actions.search_people(by=officer, typed={"family_name": "Jones"}, because=WhyOpened.HELP, at=AT)


# --- pages ----------------------------------------------------------------------------------------------


@pytest.fixture
def hub(client: Client, world: World) -> Client:
    client.force_login(world.decider)
    return client


def ask(hub: Client, **typed: Any) -> Any:
    return hub.post(reverse("understand:search"), {"because": "help", **typed}, follow=True)


def test_a_hub_worker_searches_compares_links_and_takes_it_back(hub: Client, world: World) -> None:
    reported = world.report()
    record = source_record(world.sharing, postcode="CF31 9ZZ", telephone="01656 000111")
    earlier_version(record, {"family_name": "Price", "given_name": "Siân"})
    page = hub.get(reverse("understand:search"), {"of": f"report:{reported.pk}"}).content.decode()
    assert 'value="Siân"' in page
    answer = ask(hub, of=f"report:{reported.pk}", given_name="Siân", family_name="Jones", age="37")
    assert "Jones" not in answer.redirect_chain[0][0]
    page = answer.content.decode()
    assert world.sharing.name_en in page
    sides = {"one": f"report:{reported.pk}", "other": f"record:{record.pk}"}
    page = hub.get(reverse("understand:compare"), sides).content.decode()
    assert "A new person is recorded, and both are linked to them." in page
    assert "Price" in page
    assert "(no longer said)" in page
    answer = hub.post(reverse("understand:compare"), sides)
    assert answer["Location"].startswith("/triage/")
    with acting(world.hub):
        person = queries.get_person_for(by=world.hub, reported=reported)
        assert person is not None
        link = next(one for one in queries.list_links_of(world.hub, person.pk) if one.record_id)
    page = hub.get(reverse("understand:compare"), sides).content.decode()
    assert "These two are linked to one person already." in page
    sources = reverse("desk:person_sources", args=[person.reference])
    hub.post(reverse("desk:person_why", args=[person.reference]), {"because": "help", "next": sources})
    page = hub.get(sources).content.decode()
    assert "Take this link back" in page
    assert "Price" in page
    back = reverse("understand:take_back_link", args=[link.pk])
    assert hub.post(back, {"because": ""}).status_code == 400
    assert hub.post(back, {"because": "Her cousin"})["Location"] == sources
    assert "Her cousin" in hub.get(sources).content.decode()
    assert hub.get(back).status_code == 404


def test_two_who_are_not_the_same_are_not_offered_again(hub: Client, world: World) -> None:
    reported = world.report()
    record = source_record(world.sharing, postcode="CF31 9ZZ")
    answer = ask(hub, of=f"report:{reported.pk}", given_name="Siân", family_name="Jones")
    search = str(answer.context["search"].pk)
    sides = {"one": f"report:{reported.pk}", "other": f"record:{record.pk}"}
    answer = hub.post(reverse("understand:part"), {**sides, "search": search}, follow=True)
    assert "Nobody was found who fits" in answer.content.decode()
    page = hub.get(reverse("understand:compare"), sides).content.decode()
    assert "Yes, link them" not in page
    refused = hub.post(reverse("understand:compare"), sides)
    assert refused.status_code == 409
    assert "Take that back first" in refused.content.decode()


def test_two_people_are_found_to_be_one_and_parted_again(hub: Client, world: World) -> None:
    for _ in range(2):
        answer = ask(hub, given_name="Siân", family_name="Jones", date_of_birth_day="")
        hub.post(reverse("understand:nobody", args=[answer.context["search"].pk]))
    with acting(world.hub):
        older, newer = Person.objects.order_by("made_at", "pk")
    answer = ask(hub, given_name="Siân", family_name="Jones")
    assert answer.context["found"].can_pick
    pair = {"pair": [f"person:{older.pk}", f"person:{newer.pk}"], "search": str(answer.context["search"].pk)}
    page = hub.post(reverse("understand:pick"), pair, follow=True).content.decode()
    assert "The two people stand as one from now on" in page
    sides = {"one": f"person:{newer.pk}", "other": f"person:{older.pk}"}
    refused = hub.post(reverse("understand:compare"), sides)
    assert refused.status_code == 409
    assert 'name="joins"' in refused.content.decode()
    answer = hub.post(reverse("understand:compare"), sides | {"joins": "yes"})
    assert answer["Location"] == reverse("desk:person_sources", args=[older.reference])
    hub.post(reverse("desk:person_why", args=[older.reference]), {"because": "help"})
    assert newer.reference in hub.get(answer["Location"]).content.decode()
    refused = hub.post(reverse("understand:part"), sides, follow=True)
    assert "linked to this person" in refused.content.decode()
    with acting(world.hub):
        (join,) = queries.list_joins_of(world.hub, older.pk)
    hub.post(reverse("understand:take_back_join", args=[join.pk]), {"because": "Two sisters"})
    with acting(world.hub):
        assert queries.people_of(world.hub, older.pk) == {older.pk}
    hub.post(reverse("understand:part"), sides)
    page = hub.get(reverse("desk:person_sources", args=[older.reference])).content.decode()
    assert "Said not to be this person" in page
    with acting(world.hub):
        (said,) = queries.list_parted(world.hub, older.pk)
    hub.post(reverse("understand:take_back_not_same", args=[said.pk]), {"because": "One after all"})
    with acting(world.hub):
        assert queries.list_parted(world.hub, older.pk) == []


def test_one_tick_is_not_enough_to_compare(hub: Client, world: World) -> None:
    source_record(world.sharing)
    source_record(world.sharing)
    answer = ask(hub, given_name="Siân", family_name="Jones")
    search = str(answer.context["search"].pk)
    for ticks in ([], ["record:1"]):
        page = hub.post(reverse("understand:pick"), {"search": search, "pair": ticks}, follow=True)
        assert "Tick two to compare them" in page.content.decode()


def test_what_is_missing_is_said_and_what_was_typed_is_kept(hub: Client, world: World) -> None:
    refused = ask(hub, postcode="CF31")
    assert refused.status_code == 400
    assert "Enter a name, a date of birth, a telephone number" in refused.content.decode()
    assert 'value="CF31"' in refused.content.decode()
    refused = hub.post(reverse("understand:search"), {"family_name": "Jones"})
    assert "Select why you search for them" in refused.content.decode()
    kept = hub.post(reverse("understand:search"), {"family_name": "Jones", "switch_language": "cy"})
    assert "Jones" in kept.content.decode() or kept.status_code == 302


def test_searching_harder_is_one_button(hub: Client, world: World) -> None:
    source_record(world.sharing)
    answer = ask(hub, given_name="Siân", family_name="Jones")
    harder = reverse("understand:search_harder", args=[answer.context["search"].pk])
    page = hub.post(harder, follow=True).content.decode()
    assert "Every report and record that you may see was compared." in page


@pytest.mark.parametrize("one", ["", "nonsense", "person:1", "record:00000000-0000-0000-0000-000000000007"])
def test_what_is_not_there_cannot_be_compared(hub: Client, world: World, one: str) -> None:
    sides = {"one": one, "other": f"report:{world.report().pk}"}
    assert hub.get(reverse("understand:compare"), sides).status_code == 404
    assert hub.post(reverse("understand:compare"), sides).status_code == 404
    assert hub.post(reverse("understand:part"), sides).status_code == 404


def test_results_take_a_constant_number_of_queries(
    hub: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    for _ in range(9):
        source_record(world.sharing)
        world.report()
    answer = ask(hub, given_name="Siân", family_name="Jones")
    page = reverse("understand:found", args=[answer.context["search"].pk])
    with django_assert_max_num_queries(22):
        hub.get(page)
