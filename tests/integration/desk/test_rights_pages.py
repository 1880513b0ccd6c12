"""From a request to its answer, page by page: logged, checked, collected, read, made, given, opened with a code."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.desk import jobs
from earlyhelp.govern.actions.packs import make_pack_secret
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.govern.models.rights import Pack, PackLine, PackLink, RecordMark, RightsRequest
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner
from tests.factories import rights, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> told.Household:
    return told.household()


@pytest.fixture
def officer(home: told.Household, client: Client) -> Practitioner:
    made = rights.officer(home.partners.front_door)
    client.force_login(made)
    session = client.session
    session["proved_at"] = timezone.now().isoformat()
    session.save()
    return made


def one(officer: Practitioner, model: Any) -> Any:
    with acting(rights.officer_actor(officer)):
        return model.objects.latest("pk")


def logged(client: Client, officer: Practitioner, reference: str, **changes: str) -> RightsRequest:
    typed = {
        "subject": reference,
        "kind": "access",
        "asked_by": "person",
        "language": "en",
        "regime": "uk_gdpr",
        "received_on-day": "2",
        "received_on-month": "3",
        "received_on-year": "2026",
    }
    answer = client.post(reverse("desk:rights_log"), typed | changes)
    assert answer.status_code == 302, answer.content.decode()
    return one(officer, RightsRequest)


def step(client: Client, request: RightsRequest, what: str, **typed: str) -> None:
    address = reverse("desk:rights_step", args=[request.reference, what])
    answer = client.post(address, typed)
    assert answer.status_code == 302, answer.content.decode()


def read_all(client: Client, request: RightsRequest, lines: list[PackLine]) -> None:
    for section in dict.fromkeys(line.section for line in lines):
        own = [line for line in lines if line.section == section]
        for number in range(0, len(own), 10):
            typed: dict[str, Any] = {}
            for line in own[number : number + 10]:
                typed[f"{line.pk}-reading"] = "hide" if line.proposed else "give"
                typed[f"{line.pk}-hide"] = [str(place) for place in range(len(line.proposed))]
            address = reverse("desk:rights_read", args=[request.reference, section])
            answer = client.post(f"{address}?page={number // 10 + 1}", typed)
            assert answer.status_code == 302, answer.content.decode()


def test_a_person_is_given_what_is_held_about_them(
    home: told.Household, officer: Practitioner, client: Client
) -> None:
    told.entry(home.by, home.mother, words="Osian Prys and ffion are proud of Siân.")
    request = logged(client, officer, home.mother.reference)
    assert client.get(reverse("desk:rights")).status_code == 200
    shown = client.get(reverse("desk:rights_request", args=[request.reference])).content.decode()
    assert "Siân Prys" in shown
    step(client, request, "identity", proof="document")
    client.post(reverse("desk:rights_collect", args=[request.reference]))
    pack: Pack = one(officer, Pack)
    jobs.collect_pack(pack_id=str(pack.pk), agency_id=str(pack.agency_id))
    by = rights.officer_actor(officer)
    with acting(by):
        lines = list(PackLine.objects.filter(pack=pack).order_by("position"))
    assert lines
    page = client.get(reverse("desk:rights_read", args=[request.reference, lines[0].section]))
    assert page.status_code == 200
    client.post(reverse("desk:rights_make", args=[request.reference]))
    assert one(officer, Pack).state == "review", "made before every line was read"
    read_all(client, request, lines)
    client.post(reverse("desk:rights_make", args=[request.reference]))
    assert one(officer, Pack).state == "ready"
    typed = {"way": "link", "channel": "email", "email": "sian@example.org"}
    given = client.post(reverse("desk:rights_give", args=[request.reference]), typed)
    code = given.context["given"].code
    assert len(code) == 6
    assert code in given.content.decode()
    the_person_opens_it(officer, code)
    step(client, request, "answer", outcome="granted", words="Here is everything.")
    assert client.get(reverse("desk:rights") + "?show=closed").status_code == 200


def the_person_opens_it(officer: Practitioner, code: str) -> None:
    link: PackLink = one(officer, PackLink)
    service = Actor.system(Purpose.ASSURANCE, agency_id=link.agency_id)
    with acting(service):
        made = make_pack_secret(by=service, link_id=link.pk, at=link.made_at)
    assert made is not None
    browser, token = Client(), str(made[1])
    address = reverse("desk:my_pack", args=[token])
    assert "Siân" not in browser.get(address).content.decode()
    assert browser.post(address, {"code": "000000" if code != "000000" else "111111"}).status_code == 200
    assert "Siân" not in browser.get(address).content.decode()
    assert browser.post(address, {"code": code}).status_code == 302
    assert "Siân" in browser.get(address).content.decode()
    assert browser.get(reverse("desk:my_pack_paper", args=[token])).content.startswith(b"%PDF")
    content = json.loads(browser.get(reverse("desk:my_pack_data", args=[token])).content)
    assert "Osian" not in json.dumps(content, ensure_ascii=False)
    assert Client().get(reverse("desk:my_pack", args=[f"{link.pk.hex}.{'x' * 43}"])).status_code == 404
    with acting(service):
        assert AuditEntry.objects.filter(did="pack_link.read").exists()


def test_a_line_is_not_given_whole_or_kept_back_without_a_reason(
    home: told.Household, officer: Practitioner, client: Client
) -> None:
    by = rights.officer_actor(officer)
    told.entry(home.by, home.mother, words="Osian Prys and ffion are proud of Siân.")
    pack = rights.collected(by, home.mother)
    with acting(by):
        line = next(one for one in PackLine.objects.filter(pack=pack) if one.proposed)
        first = list(PackLine.objects.filter(pack=pack, section=line.section).order_by("position")[:10])
    typed = {f"{other.pk}-reading": "give" for other in first}
    answer = client.post(reverse("desk:rights_read", args=[pack.request.reference, line.section]), typed)
    assert answer.status_code == 200
    assert "Write why words about somebody else may be given" in answer.content.decode()
    with acting(by):
        assert not PackLine.objects.filter(pack=pack).exclude(reading="").exists()


def test_a_restricted_record_opens_to_nobody_until_that_ends(
    home: told.Household, officer: Practitioner, client: Client
) -> None:
    request = logged(client, officer, home.mother.reference, kind="restriction", words="It is not true.")
    step(client, request, "identity", proof="known")
    step(client, request, "answer", outcome="granted", words="We keep it and do not use it.")
    worker = Client()
    worker.force_login(home.worker)
    assert worker.get(reverse("desk:person", args=[home.mother.reference])).status_code == 403
    mark: RecordMark = one(officer, RecordMark)
    answer = client.post(reverse("desk:rights_lift", args=[mark.pk]), {"words": "It was put right."})
    assert answer.status_code == 302
    assert worker.get(reverse("desk:person", args=[home.mother.reference])).status_code == 200


def test_other_roles_and_other_agencies_do_not_see_a_request(
    home: told.Household, officer: Practitioner, client: Client
) -> None:
    request = logged(client, officer, home.mother.reference)
    for who, status in ((home.worker, 403), (rights.officer(home.partners.response), 404)):
        other = Client()
        other.force_login(who)
        assert other.get(reverse("desk:rights_request", args=[request.reference])).status_code == status


def test_the_list_asks_the_database_as_often_for_ten_as_for_one(
    home: told.Household, officer: Practitioner, client: Client, django_assert_max_num_queries: Any
) -> None:
    by = rights.officer_actor(officer)
    for _ in range(10):
        rights.working(by, home.mother)
    with django_assert_max_num_queries(16):
        client.get(reverse("desk:rights"))


def test_anybody_may_read_how_to_ask(client: Client) -> None:
    assert client.get(reverse("desk:your_rights")).status_code == 200
    assert reverse("desk:your_rights") in client.get(reverse("desk:privacy")).content.decode()


def test_an_unknown_record_is_said(home: told.Household, officer: Practitioner, client: Client) -> None:
    typed = {"subject": "PN-26-0000001", "kind": "access", "asked_by": "person", "language": "en"}
    answer = client.post(
        reverse("desk:rights_log"),
        typed
        | {"regime": "uk_gdpr", "received_on-day": "2", "received_on-month": "3", "received_on-year": "2026"},
    )
    assert "no record with this reference" in answer.content.decode()
