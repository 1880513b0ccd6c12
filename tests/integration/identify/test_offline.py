"""What a telephone sends when it has a signal again, and what it may keep: through the client."""

import json
import struct
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.models import Draft, Notification
from earlyhelp.identify.offline import blank_forms, owner_of, read_item
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Area, Practitioner
from tests import factories
from tests.integration.identify.test_pages import answers

pytestmark = pytest.mark.django_db
WRITTEN = int(datetime(2026, 3, 2, 9, 0, tzinfo=UTC).timestamp() * 1_000_000)


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def officer(partners: factories.Partners) -> Practitioner:
    return factories.practitioner(partners.response)


@pytest.fixture
def signed_in(client: Client, officer: Practitioner) -> Client:
    client.force_login(officer)
    return client


def typed(**changes: object) -> dict[str, list[str]]:
    said = answers(**{name.replace("__", "-"): value for name, value in changes.items()})
    return {
        name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
        for name, value in said.items()
    }


def send(client: Client, officer: Practitioner, key: UUID, **changes: Any) -> Any:
    item = {
        "owner": owner_of(officer.pk),
        "language": "en",
        "danger": "neither",
        "opened": WRITTEN,
        "typed": typed(),
    } | changes
    address = reverse("identify:offline_send", args=[key])
    return client.post(address, json.dumps(item), content_type="application/json")


def kept(officer: Practitioner) -> tuple[list[Draft], list[Notification]]:
    with acting(factories.actor(officer)):
        return list(Draft.objects.all()), list(Notification.objects.all())


def test_what_was_written_without_a_signal_is_sent_under_its_own_key(
    signed_in: Client, officer: Practitioner
) -> None:
    key = new_id()
    response = send(signed_in, officer, key)
    drafts, [notification] = kept(officer)
    assert response.status_code == 200
    assert response.json() == {"reference": notification.reference}
    assert (notification.pk, drafts, notification.language) == (key, [], "en")
    assert notification.needs == ["money", "housing"]
    with acting(factories.actor(officer)):
        assert AuditEntry.objects.get(did="draft.started").detail == {"danger": "neither", "offline": True}


def test_sent_again_it_answers_the_same_reference(signed_in: Client, officer: Practitioner) -> None:
    key = new_id()
    first = send(signed_in, officer, key).json()
    assert send(signed_in, officer, key, typed=typed(place="Somewhere else")).json() == first
    assert send(signed_in, officer, key, typed=None).json() == first
    [_notification] = kept(officer)[1]


def test_it_is_in_the_language_in_which_it_was_written(signed_in: Client, officer: Practitioner) -> None:
    send(signed_in, officer, new_id(), language="cy")
    assert kept(officer)[1][0].language == "cy"


def test_a_safeguarding_report_says_whom_they_told(signed_in: Client, officer: Practitioner) -> None:
    said = typed() | {"told_whom": ["Duty team"]}
    assert send(signed_in, officer, new_id(), danger="at_risk", typed=said).status_code == 200
    [notification] = kept(officer)[1]
    assert (notification.track, notification.told_whom) == ("safeguarding", "Duty team")


def test_what_is_missing_comes_back_and_waits_as_a_draft(signed_in: Client, officer: Practitioner) -> None:
    key = new_id()
    response = send(signed_in, officer, key, typed=typed(place="", seen_and_heard=""))
    assert response.status_code == 422
    said = response.json()
    assert [problem["message"] for problem in said["problems"]] == [
        "Enter where it happened.",
        "Enter what you saw and heard.",
    ]
    assert said["href"] == reverse("identify:write", args=[key]) + "?problems=1"
    assert b"Enter where it happened." in signed_in.get(said["href"]).content
    [draft], [] = kept(officer)
    assert draft.typed["strengths"] == ["A neighbour helps."]
    # Asked again it says the same, and sends nothing by itself even when all is well.
    assert send(signed_in, officer, key, typed=None).json() == said
    opened = str(int(datetime.now(UTC).timestamp() * 1_000_000))
    signed_in.post(reverse("identify:write", args=[key]), answers(opened=opened))
    asked = send(signed_in, officer, key, typed=None)
    assert (asked.status_code, asked.json()["problems"]) == (422, [])
    assert kept(officer)[1] == []


def test_what_no_agreement_covers_comes_back_with_the_reason(
    signed_in: Client, officer: Practitioner, partners: factories.Partners
) -> None:
    partners.agreement.delete()
    response = send(signed_in, officer, new_id())
    assert response.status_code == 422
    assert "No live sharing agreement" in response.json()["problems"][0]["message"]
    assert len(kept(officer)[0]) == 1


def test_it_never_overwrites_what_a_page_opened_later_has_saved(
    signed_in: Client, officer: Practitioner
) -> None:
    key = new_id()
    send(signed_in, officer, key, typed=typed(place=""))
    opened = str(int(datetime.now(UTC).timestamp() * 1_000_000))
    signed_in.post(reverse("identify:autosave", args=[key]), typed(place="Typed later", opened=opened))
    response = send(signed_in, officer, key)
    assert (response.status_code, response.json()["state"]) == (409, "changed")
    assert kept(officer)[0][0].typed["place"] == ["Typed later"]


def test_a_telephone_with_a_fast_clock_locks_nobody_out(signed_in: Client, officer: Practitioner) -> None:
    key = new_id()
    send(signed_in, officer, key, opened=WRITTEN * 10, typed=typed(place=""))
    later = str(int(datetime.now(UTC).timestamp() * 1_000_000) + 1_000_000)
    assert (
        signed_in.post(
            reverse("identify:autosave", args=[key]), typed(place="Typed later", opened=later)
        ).status_code
        == 204
    )


def test_somebody_elses_is_not_sent(
    signed_in: Client, officer: Practitioner, partners: factories.Partners
) -> None:
    other, key = factories.practitioner(partners.response), new_id()
    response = send(signed_in, officer, key, owner=owner_of(other.pk))
    assert (response.status_code, response.json()) == (409, {"state": "other"})
    assert kept(officer) == ([], [])
    send(signed_in, officer, key, typed=typed(place=""))
    sent = new_id()
    send(signed_in, officer, sent)
    colleague = Client()
    colleague.force_login(other)
    for taken in (key, sent):
        assert send(colleague, other, taken).status_code == 410
    assert len(kept(officer)[1]) == 1


def test_nothing_of_a_key_says_so(signed_in: Client, officer: Practitioner) -> None:
    assert send(signed_in, officer, new_id(), typed=None).status_code == 410


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 100_000, b'{"typed": {}, "danger": "perhaps"}'])
def test_what_can_not_be_read_is_refused(signed_in: Client, body: bytes) -> None:
    address = reverse("identify:offline_send", args=[new_id()])
    assert signed_in.post(address, body, content_type="application/json").status_code == 400


def test_a_key_of_another_kind_is_refused(signed_in: Client, officer: Practitioner) -> None:
    assert send(signed_in, officer, uuid4()).status_code == 400
    assert kept(officer) == ([], [])


def test_an_item_that_asks_needs_no_answers() -> None:
    item = read_item(b'{"owner": "x", "opened": true}')
    assert item is not None
    assert (item.typed, item.danger, item.opened) == (None, None, 0)


def test_it_asks_for_a_token(officer: Practitioner) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    assert send(client, officer, new_id()).status_code == 403
    said = client.get(reverse("identify:offline_session")).json()
    assert said["owner"] == owner_of(officer.pk)
    address = reverse("identify:offline_send", args=[new_id()])
    item = {"owner": said["owner"], "danger": "neither", "opened": WRITTEN, "typed": typed()}
    response = client.post(
        address, json.dumps(item), content_type="application/json", headers={"X-CSRFToken": said["token"]}
    )
    assert response.status_code == 200


def test_an_ended_session_and_another_role_send_nothing(client: Client, partners: factories.Partners) -> None:
    worker = factories.practitioner(partners.service_team, Role.SERVICE_WORKER)
    away = client.post(
        reverse("identify:offline_send", args=[new_id()]),
        "{}",
        content_type="application/json",
        headers={"Sec-Fetch-Mode": "cors"},
    )
    assert away.status_code == 302
    client.force_login(worker)
    assert send(client, worker, new_id()).status_code == 403


@pytest.mark.parametrize("name", ["offline", "waiting", "manifest", "offline_worker"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_a_telephone_keeps_is_the_same_for_everybody(
    signed_in: Client, officer: Practitioner, name: str, language: str
) -> None:
    address = reverse(f"identify:{name}") + f"?language={language}"
    mine, anybodys = signed_in.get(address), Client().get(address)
    assert mine.status_code == 200
    assert mine.content == anybodys.content
    for telling in (officer.family_name, owner_of(officer.pk), "csrfmiddlewaretoken"):
        assert telling not in mine.content.decode() or name == "offline_worker"
    if name in {"offline", "waiting"}:
        assert f'<html lang="{language}"' in mine.content.decode()


def test_the_worker_serves_the_whole_service_and_keeps_no_page_of_people(client: Client) -> None:
    response = client.get(reverse("identify:offline_worker"))
    assert response["Service-Worker-Allowed"] == "/"
    assert response["Content-Type"].startswith("text/javascript")
    assert "default-src 'self'" in response["Content-Security-Policy"]
    shell = json.loads(
        response.content.decode().splitlines()[0].removeprefix("self.SHELL = ").removesuffix(";")
    )
    assert {page.split("?")[0] for page in shell["pages"]} == {
        reverse("identify:offline"),
        reverse("identify:waiting"),
    }
    for address in shell["parts"]:
        assert address.startswith("/static/"), address


def test_the_service_can_be_installed_in_both_languages(client: Client) -> None:
    names = set()
    for language in ("en", "cy"):
        said = client.get(reverse("identify:manifest") + f"?language={language}").json()
        names.add(said["name"])
        assert (said["lang"], said["scope"]) == (language, "/")
        assert {icon["sizes"] for icon in said["icons"]} == {"192x192", "512x512"}
    assert len(names) == 2


def test_the_icons_are_as_large_as_the_manifest_says(client: Client) -> None:
    for icon in client.get(reverse("identify:manifest")).json()["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert path is not None
        head = Path(path).read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", head[16:])
        assert icon["sizes"] == f"{width}x{height}"


def test_what_was_typed_before_a_session_ended_is_kept_by_no_cache(client: Client) -> None:
    response = client.post(reverse("identify:start"), {"danger": "neither"})
    assert response.status_code == 401
    assert "no-store" in response["Cache-Control"]


def test_a_page_with_people_is_kept_by_no_cache(signed_in: Client) -> None:
    for name in ("desk:my_work", "identify:start", "identify:drafts", "identify:offline_session"):
        assert "no-store" in signed_in.get(reverse(name))["Cache-Control"], name


def test_a_page_names_the_telephones_owner_without_saying_who_it_is(
    signed_in: Client, officer: Practitioner
) -> None:
    page = signed_in.get(reverse("identify:start")).content.decode()
    assert owner_of(officer.pk) in page
    assert str(officer.pk) not in page


def test_a_first_answer_that_was_changed_on_the_telephone_is_changed_here(
    signed_in: Client, officer: Practitioner
) -> None:
    key = new_id()
    send(signed_in, officer, key, typed=typed(place=""))
    send(signed_in, officer, key, typed=typed(place=""), danger="at_risk")
    [draft], [] = kept(officer)
    assert (draft.pk, draft.danger) == (key, "at_risk")


def test_an_area_without_a_team_leaves_the_others_on_the_page(partners: factories.Partners) -> None:
    Area.objects.create(code="W06000014", name_en="Nowhere", name_cy="Unlle", population=1)
    by = factories.actor(factories.practitioner(partners.response))
    assert blank_forms(by=by, at=factories.AT)["teams"] == [partners.front_door]
