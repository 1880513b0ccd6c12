"""Adding, changing and closing agencies and teams, and what each role may do."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.actions import agencies, teams
from earlyhelp.partnership.actions.agencies import AgencyFacts
from earlyhelp.partnership.actions.teams import TeamFacts
from earlyhelp.partnership.choices import AgencyKind, Role, TeamKind
from earlyhelp.partnership.models import Agency, Practitioner, Team
from earlyhelp.partnership.queries import get_front_door
from earlyhelp.partnership.rules import NoFrontDoor
from earlyhelp.partnership.rules.agencies import CannotBeTeam, CannotClose
from tests import factories
from tests.factories.joiners import administrator, running

pytestmark = pytest.mark.django_db
AT = factories.AT
CHARITY = AgencyFacts("Made-up Charity", "Elusen Ddychmygol", AgencyKind.CHARITY, ["W06000013"])
SERVICE = TeamFacts(
    "Outreach", "Allgymorth", TeamKind.SERVICE, "W06000013", "029 2018 0111", "", "out@example.org"
)


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def lead(partners: factories.Partners) -> Practitioner:
    return administrator(partners.council, partners.area, leads=True)


@pytest.fixture
def other(partners: factories.Partners) -> Practitioner:
    return administrator(partners.charity, partners.area)


def test_an_agency_is_added_with_a_team_for_its_administrators(lead: Practitioner) -> None:
    with acting(running(lead)) as by:
        made = agencies.add_agency(by=by, facts=CHARITY, at=AT)
        again = agencies.add_agency(by=by, facts=CHARITY, at=AT)
    assert (made.code, again.code) == ("made-up-charity", "made-up-charity-2")
    assert made.teams.get().kind == TeamKind.RUNNING
    assert [area.code for area in made.areas.all()] == ["W06000013"]


def test_a_change_is_written_down_with_what_stood_there_before(lead: Practitioner) -> None:
    with acting(running(lead)) as by:
        made = agencies.add_agency(by=by, facts=CHARITY, at=AT)
        agencies.change_agency(
            by=by, agency_id=made.pk, facts=replace(CHARITY, name_cy="Elusen Arall"), at=AT
        )
        agencies.change_agency(
            by=by, agency_id=made.pk, facts=replace(CHARITY, name_cy="Elusen Arall"), at=AT
        )
        (entry,) = AuditEntry.objects.filter(did="agency.changed")
    assert entry.detail["before"]["name_cy"] == "Elusen Ddychmygol"
    assert entry.detail["after"]["name_cy"] == "Elusen Arall"


def test_only_the_programme_changes_agencies(other: Practitioner) -> None:
    with acting(running(other)) as by:
        for act in (
            lambda: agencies.add_agency(by=by, facts=CHARITY, at=AT),
            lambda: agencies.change_agency(by=by, agency_id=other.agency_id, facts=CHARITY, at=AT),
            lambda: agencies.close_agency(by=by, agency_id=other.agency_id, at=AT),
            lambda: agencies.reopen_agency(by=by, agency_id=other.agency_id, at=AT),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_an_agency_closes_once_its_teams_are_closed_and_opens_again(lead: Practitioner) -> None:
    with acting(running(lead)) as by:
        made = agencies.add_agency(by=by, facts=CHARITY, at=AT)
        with pytest.raises(CannotClose):
            agencies.close_agency(by=by, agency_id=made.pk, at=AT)
        teams.close_team(by=by, team_id=made.teams.get().pk, at=AT)
        assert agencies.close_agency(by=by, agency_id=made.pk, at=AT).closed_on == AT.date()
        assert agencies.close_agency(by=by, agency_id=made.pk, at=AT).closed_on == AT.date()
        assert agencies.reopen_agency(by=by, agency_id=made.pk, at=AT).closed_on is None
        assert agencies.reopen_agency(by=by, agency_id=made.pk, at=AT).closed_on is None
        with pytest.raises(CannotClose):
            agencies.close_agency(by=by, agency_id=lead.agency_id, at=AT)
        assert AuditEntry.objects.filter(did="agency.closed").count() == 1


def test_an_administrator_keeps_the_teams_of_their_own_agency(
    other: Practitioner, partners: factories.Partners
) -> None:
    with acting(running(other)) as by:
        made = teams.add_team(by=by, agency_id=other.agency_id, facts=SERVICE, at=AT)
        changed = teams.change_team(by=by, team_id=made.pk, facts=replace(SERVICE, email=""), at=AT)
        assert changed.email == ""
        entry = AuditEntry.objects.get(did="team.changed")
        assert (entry.detail["before"]["email"], entry.detail["after"]["email"]) == ("out@example.org", "")
        with pytest.raises(Agency.DoesNotExist):
            teams.add_team(by=by, agency_id=partners.council.pk, facts=SERVICE, at=AT)
        with pytest.raises(Team.DoesNotExist):
            teams.change_team(by=by, team_id=partners.front_door.pk, facts=SERVICE, at=AT)
        with pytest.raises(CannotBeTeam):
            teams.add_team(
                by=by, agency_id=other.agency_id, facts=replace(SERVICE, kind=TeamKind.FRONT_DOOR), at=AT
            )


def test_a_team_closes_when_nobody_works_there_and_opens_again(
    other: Practitioner, partners: factories.Partners
) -> None:
    who = factories.practitioner(partners.service_team, Role.SERVICE_WORKER)
    with acting(running(other)) as by:
        with pytest.raises(CannotClose):
            teams.close_team(by=by, team_id=partners.service_team.pk, at=AT)
        facts = replace(SERVICE, kind=TeamKind.FAMILIES)
        with pytest.raises(CannotBeTeam):
            teams.change_team(by=by, team_id=partners.service_team.pk, facts=facts, at=AT)
        Practitioner.objects.filter(pk=who.pk).update(is_active=False, left_at=AT)
        assert teams.close_team(by=by, team_id=partners.service_team.pk, at=AT).closed_on == AT.date()
        assert teams.close_team(by=by, team_id=partners.service_team.pk, at=AT).closed_on == AT.date()
        assert teams.reopen_team(by=by, team_id=partners.service_team.pk, at=AT).closed_on is None
        assert AuditEntry.objects.filter(did="team.closed").count() == 1


def test_an_area_has_one_front_door_and_a_closed_one_takes_nothing(
    lead: Practitioner, partners: factories.Partners
) -> None:
    door = replace(SERVICE, kind=TeamKind.FRONT_DOOR)
    with acting(running(lead)) as by:
        with pytest.raises(CannotBeTeam):
            teams.add_team(by=by, agency_id=partners.council.pk, facts=door, at=AT)
        with pytest.raises(CannotBeTeam):
            teams.add_team(by=by, agency_id=partners.council.pk, facts=replace(door, area=""), at=AT)
        teams.close_team(by=by, team_id=partners.front_door.pk, at=AT)
        with pytest.raises(NoFrontDoor):
            get_front_door(by=by, area_code=partners.area.code)
        new = teams.add_team(by=by, agency_id=partners.council.pk, facts=door, at=AT)
        assert get_front_door(by=by, area_code=partners.area.code) == new
        with pytest.raises(CannotBeTeam):
            teams.reopen_team(by=by, team_id=partners.front_door.pk, at=AT)


def test_the_pages_add_change_and_close(client: Client, lead: Practitioner) -> None:
    client.force_login(lead)
    assert b"Your agency runs the programme" in client.get(reverse("partnership:administration")).content
    address = reverse("partnership:new_agency")
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 400
    typed = {"name_en": "Made-up", "name_cy": "Dychmygol", "kind": "charity", "areas": ["W06000013"]}
    assert b"The agency is added" in client.post(address, typed, follow=True).content
    made = Agency.objects.get(name_en="Made-up")
    listed = client.get(reverse("partnership:agencies"))
    assert b"Made-up" in listed.content
    changing = reverse("partnership:change_agency", args=[made.pk])
    assert b"Dychmygol" in client.get(changing).content
    assert b"is changed" in client.post(changing, typed | {"name_en": "Made up"}, follow=True).content
    closing = reverse("partnership:close_agency", args=[made.pk])
    assert b"This agency still has teams" in client.post(closing, follow=True).content
    adding = reverse("partnership:new_team", args=[made.pk])
    assert b"Add a team" in client.get(adding).content
    team = {
        "name_en": "One",
        "name_cy": "Un",
        "kind": "service",
        "telephone": "",
        "out_of_hours_telephone": "",
    }
    assert b"The team is added" in client.post(adding, team, follow=True).content
    one = Team.objects.get(name_en="One")
    altering = reverse("partnership:change_team", args=[one.pk])
    assert b"Change the team" in client.get(altering).content
    assert b"The team is changed" in client.post(altering, team | {"name_en": "Two"}, follow=True).content
    for found in made.teams.all():
        shut = reverse("partnership:close_team", args=[found.pk])
        assert b"The team is closed" in client.post(shut, follow=True).content
    assert b"The team is open again" in client.post(shut, follow=True).content
    client.post(shut)
    assert b"The agency is closed" in client.post(closing, follow=True).content
    assert b"The agency is open again" in client.post(closing, follow=True).content


def test_refusals_are_shown_where_they_happen(
    client: Client, lead: Practitioner, partners: factories.Partners
) -> None:
    client.force_login(lead)
    factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    busy = client.post(reverse("partnership:close_team", args=[partners.front_door.pk]), follow=True)
    assert b"People still work in this team" in busy.content
    second = {"name_en": "Door", "name_cy": "Drws", "kind": "front_door", "area": "W06000013"}
    answer = client.post(reverse("partnership:new_team", args=[partners.council.pk]), second)
    assert answer.status_code == 400
    assert b"This area has a front door already" in answer.content
    kind = client.post(
        reverse("partnership:change_team", args=[partners.front_door.pk]), second | {"kind": "service"}
    )
    assert b"Move them first" in kind.content


def test_an_administrator_of_another_agency_comes_straight_to_their_own(
    client: Client, other: Practitioner
) -> None:
    client.force_login(other)
    answer = client.get(reverse("partnership:agencies"))
    assert answer.url == reverse("partnership:agency", args=[other.agency_id])
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse("partnership:new_agency")).status_code == 403


def test_what_a_role_may_do_is_read_from_the_addresses(client: Client, lead: Practitioner) -> None:
    client.force_login(lead)
    shown = client.get(reverse("partnership:roles")).content.decode()
    for role in Role:
        assert str(role.label) in shown
    assert "/administration/people/" in shown


def test_the_list_of_agencies_asks_the_same_few_questions_however_many_there_are(
    client: Client, lead: Practitioner, partners: factories.Partners, django_assert_max_num_queries
) -> None:
    for number in range(12):
        factories.agency(AgencyKind.CHARITY, f"charity-{number}", partners.area)
    client.force_login(lead)
    with django_assert_max_num_queries(30):
        client.get(reverse("partnership:agencies"))
