"""The pages on which an officer writes and sends, through the client."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.identify.choices import Danger, Event
from earlyhelp.identify.forms import ToldForm
from earlyhelp.identify.models import Draft, Notification
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests import factories

pytestmark = pytest.mark.django_db
SAFEGUARDING_HEADING = "Ring first, then write"


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


def answers(**changes: object) -> dict[str, object]:
    said: dict[str, object] = {
        "incident_number": "2600012345",
        "occurred_on-day": "1",
        "occurred_on-month": "march",
        "occurred_on-year": "2026",
        "occurred_time": "22:15",
        "place": "1 Made-up Street",
        "place_postcode": "cf311aa",
        "area": "W06000013",
        "strengths": "A neighbour helps.",
        "seen_and_heard": "The cupboards were empty.",
        "own_words": "“Dw i'n iawn, diolch.”",
        "needs": ["money", "housing"],
        "help_offered": "wants",
        "sharing_view": "agrees",
        "people-0-row": "1",
        "people-0-role": "subject",
        "people-0-given_name": "Siân",
        "people-0-family_name": "Enghraifft",
        "people-0-language": "cy",
        "people-0-safe_contact": "text",
        "people-1-row": "1",
        "people-1-role": "child",
        "people-1-description": "A boy of about six in a red coat",
        "people-1-age": "6",
        "people-1-language": "not_asked",
        "people-1-safe_contact": "not_known",
        "people-1-looked": "Warm, and shy.",
        "people-1-own_words": "Mae gen i gi.",
        "who_had_care": "His mother.",
        "other_children": "none",
        "relations-0-row": "1",
        "relations-0-person": "0",
        "relations-0-relation": "parent",
        "relations-0-of": "1",
        "relations-0-responsibility": "has",
    }
    return said | changes


def begin(client: Client, danger: Danger = Danger.NEITHER) -> UUID:
    response = client.post(reverse("identify:start"), {"danger": danger})
    assert response.status_code == 302
    return UUID(response["Location"].split("/")[-2])


def url(name: str, draft_id: UUID) -> str:
    return reverse(f"identify:{name}", args=[draft_id])


def drafts_of(officer: Practitioner) -> list[Draft]:
    with acting(factories.actor(officer)):
        return list(Draft.objects.all())


def sent_by(officer: Practitioner) -> list[Notification]:
    with acting(factories.actor(officer)):
        return list(Notification.objects.prefetch_related("people"))


def test_an_officer_writes_checks_and_sends(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    assert b"Write the notification" in signed_in.get(url("write", draft_id)).content
    to_check = signed_in.post(url("write", draft_id), answers())
    assert to_check["Location"] == url("check", draft_id)
    page = signed_in.get(url("check", draft_id)).content.decode()
    assert "Siân Enghraifft" in page
    assert "A boy of about six in a red coat" in page
    assert "CF31 1AA" in page
    assert "Before you send" not in page
    to_sent = signed_in.post(url("check", draft_id))
    [notification] = sent_by(officer)
    assert to_sent["Location"] == reverse("identify:sent", args=[notification.reference])
    assert notification.pk == draft_id
    assert [person.given_name for person in notification.people.all()] == ["Siân", ""]
    assert notification.needs == ["money", "housing"]
    page = signed_in.get(to_sent["Location"]).content.decode()
    assert notification.reference in page
    assert "Due by 5pm on" in page
    assert drafts_of(officer) == []


def test_sending_twice_leads_to_what_was_sent(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    signed_in.post(url("write", draft_id), answers())
    first = signed_in.post(url("check", draft_id))["Location"]
    for page in ("check", "write", "danger", "safeguarding", "discard"):
        assert signed_in.post(url(page, draft_id), answers())["Location"] == first
        assert signed_in.get(url(page, draft_id))["Location"] == first
    assert len(sent_by(officer)) == 1


@pytest.mark.parametrize("danger", [Danger.NOW, Danger.AT_RISK])
def test_danger_leads_to_whom_to_ring_and_then_to_the_report(
    signed_in: Client, officer: Practitioner, partners: factories.Partners, danger: Danger
) -> None:
    draft_id = begin(signed_in, danger)
    page = signed_in.get(url("safeguarding", draft_id)).content.decode()
    assert SAFEGUARDING_HEADING in page
    assert "029 2018 0100" in page
    assert "029 2018 0199" in page
    assert "Due by 5pm on" in page
    assert ("ring 999" in page) == (danger == Danger.NOW)
    told = {"told_whom": "Duty team", "told_on-day": "2", "told_on-month": "3", "told_on-year": "2026"}
    again = signed_in.post(url("safeguarding", draft_id), told)
    assert b"at what time you told them" in again.content
    onward = signed_in.post(url("safeguarding", draft_id), told | {"told_time": "9.15"})
    assert onward["Location"] == url("write", draft_id)
    # Consent is no condition here.
    onward = signed_in.post(url("write", draft_id), answers(sharing_view=""))
    assert onward["Location"] == url("check", draft_id)
    assert b"Duty team" in signed_in.get(url("check", draft_id)).content
    signed_in.post(url("check", draft_id))
    [notification] = sent_by(officer)
    assert (notification.track, notification.told_whom) == ("safeguarding", "Duty team")
    assert notification.told_at is not None


def test_a_wrong_answer_about_whom_was_told_is_shown_where_it_was_given(signed_in: Client) -> None:
    draft_id = begin(signed_in, Danger.AT_RISK)
    tomorrow = timezone.localdate() + timedelta(days=1)
    wrong = {"told_on-day": tomorrow.day, "told_on-month": tomorrow.month, "told_on-year": tomorrow.year}
    signed_in.post(url("autosave", draft_id) + "?page=told", wrong | {"told_time": "9am"})
    mend = url("safeguarding", draft_id) + "?problems=1"
    assert signed_in.post(url("write", draft_id), answers())["Location"] == mend
    assert signed_in.get(url("check", draft_id))["Location"] == mend
    assert b"There is a problem" in signed_in.get(mend).content
    # Once it is early help after all, nobody is asked.
    signed_in.post(url("danger", draft_id), {"danger": Danger.NEITHER})
    assert signed_in.get(url("check", draft_id)).status_code == 200


def test_a_time_later_today_is_in_the_future() -> None:
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    told = {"told_on-day": "2", "told_on-month": "3", "told_on-year": "2026"}
    assert not ToldForm(told | {"told_time": "9:31"}, at=at).is_valid()
    assert ToldForm(told | {"told_time": "9:30"}, at=at).is_valid()
    assert not ToldForm({"told_time": "9:30"}, at=at).is_valid()


def test_answers_that_were_not_shown_are_not_sent(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    signed_in.post(url("write", draft_id), answers())
    shown = drafts_of(officer)[0].saved_at.isoformat()
    signed_in.post(url("write", draft_id), answers(place="Elsewhere"))
    again = signed_in.post(url("check", draft_id), {"shown": shown}).content
    assert b"Your answers changed after you opened this page" in again
    assert b"Elsewhere" in again
    assert sent_by(officer) == []
    signed_in.post(url("check", draft_id), {"shown": drafts_of(officer)[0].saved_at.isoformat()})
    assert [sent.place for sent in sent_by(officer)] == ["Elsewhere"]


def test_without_a_front_door_the_page_says_whom_to_ring_and_keeps_the_draft(
    signed_in: Client, officer: Practitioner, partners: factories.Partners
) -> None:
    partners.front_door.delete()
    draft_id = begin(signed_in, Danger.NOW)
    assert b"Ring the council" in signed_in.get(url("safeguarding", draft_id)).content
    signed_in.post(url("write", draft_id), answers())
    refused = signed_in.post(url("check", draft_id))
    assert refused.status_code == 200
    assert b"There is a problem" in refused.content
    assert b"Ring the council" in refused.content
    assert len(drafts_of(officer)) == 1
    assert sent_by(officer) == []


def test_without_an_agreement_early_help_is_refused_and_the_draft_stays(
    signed_in: Client, officer: Practitioner, partners: factories.Partners
) -> None:
    partners.agreement.delete()
    draft_id = begin(signed_in)
    signed_in.post(url("write", draft_id), answers())
    refused = signed_in.post(url("check", draft_id))
    assert b"sharing agreement" in refused.content
    assert len(drafts_of(officer)) == 1


MISSING = [
    ({"occurred_on-day": "", "occurred_on-month": "", "occurred_on-year": ""}, "Enter when it happened."),
    ({"occurred_on-day": "31", "occurred_on-month": "2"}, "Enter a date that exists"),
    ({"occurred_on-year": "2999"}, "today or in the past"),
    ({"occurred_time": ""}, "Enter about what time it happened"),
    ({"occurred_time": "lunch"}, "Enter a time, like"),
    ({"place": " "}, "Enter where it happened."),
    ({"area": ""}, "Select the council area"),
    ({"area": "<script>"}, "Select one of the answers"),
    ({"seen_and_heard": "\x00"}, "Enter what you saw and heard."),
    ({"seen_and_heard": "x" * 20_001}, "Shorten what you wrote"),
    ({"needs": []}, "Select at least one kind of need."),
    ({"help_offered": ""}, "Select whether help was offered."),
    ({"sharing_view": ""}, "Select what they said about sharing."),
    ({"people-1-description": "", "people-1-age": "6"}, "Enter a name, or describe the person"),
    ({"people-0-date_of_birth-year": "84"}, "Enter the day and the month as well"),
    ({"people-0-age": "-1"}, "Enter a whole number from 0 to 130"),
    ({"people-0-telephone": "call me"}, "Enter a telephone number"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "sentence"), MISSING)
def test_what_is_missing_is_said_and_everything_typed_stays(
    signed_in: Client, officer: Practitioner, changes: dict[str, object], sentence: str
) -> None:
    draft_id = begin(signed_in)
    page = signed_in.post(url("write", draft_id), answers(**changes))
    assert page.status_code == 200
    html = page.content.decode()
    assert sentence in html
    assert "<title>Error:" in html
    assert "2600012345" in html
    assert drafts_of(officer)[0].typed["people-0-given_name"] == ["Siân"]
    assert signed_in.get(url("check", draft_id))["Location"] == url("write", draft_id) + "?problems=1"
    assert sentence in signed_in.get(url("write", draft_id) + "?problems=1").content.decode()
    assert "There is a problem" not in signed_in.get(url("write", draft_id)).content.decode()


def test_nobody_named_is_said(signed_in: Client) -> None:
    draft_id = begin(signed_in)
    nobody = {name: value for name, value in answers().items() if not name.startswith("people-")}
    nobody |= {
        "people-0-role": "subject",
        "people-0-language": "not_asked",
        "people-0-safe_contact": "not_known",
    }
    assert b"Add at least one person" in signed_in.post(url("write", draft_id), nobody).content


def test_too_many_people_is_said(signed_in: Client) -> None:
    draft_id = begin(signed_in)
    crowd = {f"people-{number}-given_name": f"Somebody {number}" for number in range(31)}
    page = signed_in.post(url("write", draft_id), answers(**crowd)).content.decode()
    assert "Keep to 30 or fewer" in page


def test_people_are_added_and_removed_without_javascript(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    page = signed_in.post(url("write", draft_id), answers(add_person="1")).content.decode()
    assert "Person 3" in page
    assert "There is a problem" not in page
    page = signed_in.post(url("write", draft_id), answers(remove_person="0")).content.decode()
    assert "Siân" not in page
    assert "A boy of about six" in page
    typed = drafts_of(officer)[0].typed
    assert "people-1-description" not in typed
    assert typed["people-0-description"] == ["A boy of about six in a red coat"]


def test_the_check_coaches_but_never_blocks(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    silent = {"own_words": "", "strengths": "", "people-1-own_words": ""}
    signed_in.post(url("write", draft_id), answers(**silent))
    page = signed_in.get(url("check", draft_id)).content.decode()
    assert "the child’s own words are missing. Add them, or say why not." in page
    assert "Person 2:" in page
    assert "What is going well is missing. Add it, or say why not." in page
    assert 'name="strengths_missing"' in page
    signed_in.post(url("check", draft_id))
    [notification] = sent_by(officer)
    assert (notification.strengths_missing, notification.words_missing) == ("no_reason", "no_reason")


def test_why_something_is_missing_is_kept_with_it(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    silent = {"own_words": "", "strengths": "", "people-1-own_words": ""}
    signed_in.post(url("write", draft_id), answers(**silent))
    signed_in.post(url("check", draft_id), {"strengths_missing": "unsafe", "words_missing": "asleep"})
    [notification] = sent_by(officer)
    assert (notification.strengths_missing, notification.words_missing) == ("unsafe", "asleep")


def test_nobody_is_asked_why_when_nothing_is_missing(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    signed_in.post(url("write", draft_id), answers())
    assert b"_missing" not in signed_in.get(url("check", draft_id)).content
    signed_in.post(url("check", draft_id), {"strengths_missing": "unsafe"})
    [notification] = sent_by(officer)
    assert (notification.strengths_missing, notification.words_missing) == ("", "")


@pytest.mark.parametrize("as_json", [True, False])
def test_whatever_was_typed_is_saved_while_it_is_typed(
    signed_in: Client, officer: Practitioner, as_json: bool
) -> None:
    draft_id = begin(signed_in)
    typed = {"place": "\x00Heol y Dŵr 水", "occurred_on-day": "45", "unknown": "x", "needs": ["money", "?"]}
    body = json.dumps(typed | {"area": None, "place_postcode": {"a": 1}, "strengths": "\ud800"})
    if as_json:
        saved = signed_in.post(url("autosave", draft_id), body, content_type="application/json")
    else:
        saved = signed_in.post(url("autosave", draft_id), typed)
    assert saved.status_code == 204
    kept = drafts_of(officer)[0].typed
    assert kept["place"] == ["Heol y Dŵr 水"]
    assert kept["occurred_on-day"] == ["45"]
    assert kept["needs"] == ["money", "?"]
    assert "unknown" not in kept
    page = signed_in.get(url("write", draft_id)).content.decode()
    assert "Heol y Dŵr 水" in page
    assert 'value="45"' in page


@pytest.mark.parametrize("body", ["{", "{}", "[]", "null", "7", "[" * 100_000, b"\xff\xfe"])
def test_an_autosave_that_is_not_an_object_of_answers_is_refused(
    signed_in: Client, body: str | bytes
) -> None:
    draft_id = begin(signed_in)
    answer = signed_in.post(url("autosave", draft_id), body, content_type="application/json")
    assert answer.status_code == 400


def test_an_older_page_never_overwrites_a_newer_one(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    save = url("autosave", draft_id)
    assert signed_in.post(save, {"opened": "200", "place": "newer"}).status_code == 204
    assert signed_in.post(save, {"opened": "100", "place": "older"}).status_code == 409
    assert signed_in.post(save, {"opened": "200", "place": "newest"}).status_code == 204
    page = signed_in.post(url("write", draft_id), answers(opened="100", place="older")).content.decode()
    assert "from another page or device" in page
    assert 'value="older"' in page
    assert drafts_of(officer)[0].typed["place"] == ["newest"]


def test_each_page_of_a_draft_is_as_old_as_it_is(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in, Danger.AT_RISK)
    told, report = url("autosave", draft_id) + "?page=told", url("autosave", draft_id)
    assert signed_in.post(report, {"opened": "100", "place": "Here"}).status_code == 204
    assert signed_in.post(told, {"opened": "200", "told_whom": "The duty team"}).status_code == 204
    assert signed_in.post(report, {"opened": "100", "place": "There"}).status_code == 204
    assert signed_in.post(report, {"opened": "100", "place": "There"}).status_code == 204
    older = {"opened": "150", "told_whom": "Somebody else", "later": "1"}
    page = signed_in.post(url("safeguarding", draft_id), older).content.decode()
    assert "from another page or device" in page
    newer = {"opened": "250", "told_whom": "Somebody else", "later": "1"}
    assert signed_in.post(url("safeguarding", draft_id), newer)["Location"] == reverse("identify:drafts")
    typed = drafts_of(officer)[0].typed
    assert (typed["place"], typed["told_whom"]) == (["There"], ["Somebody else"])


def test_saving_for_later_and_coming_back(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    assert signed_in.post(url("write", draft_id), {"place": "Half a", "later": "1"})["Location"] == reverse(
        "identify:drafts"
    )
    listed = signed_in.get(reverse("identify:drafts")).content.decode()
    assert "Half a" in listed
    assert "Half a" in signed_in.get(url("write", draft_id)).content.decode()
    assert b"Discard this draft?" in signed_in.get(url("discard", draft_id)).content
    assert signed_in.post(url("discard", draft_id)).status_code == 302
    assert drafts_of(officer) == []
    assert b"You have no unfinished work" in signed_in.get(reverse("identify:drafts")).content
    assert signed_in.post(url("autosave", draft_id), {"place": "gone"}).status_code == 410
    assert signed_in.get(url("write", draft_id))["Location"] == reverse("identify:drafts")


def test_a_lost_session_comes_back_to_the_draft(client: Client, officer: Practitioner) -> None:
    client.force_login(officer)
    draft_id = begin(client)
    client.post(url("autosave", draft_id), {"place": "Still here"})
    client.logout()
    away = client.get(url("write", draft_id))
    assert away.status_code == 302
    assert f"next={url('write', draft_id)}" in away["Location"].replace("%2F", "/")
    client.force_login(officer)
    assert b"Still here" in client.get(url("write", draft_id)).content


def test_the_first_answer_can_change_and_everything_typed_stays(
    signed_in: Client, officer: Practitioner
) -> None:
    draft_id = begin(signed_in)
    signed_in.post(url("write", draft_id), {"place": "Kept", "later": "1"})
    onward = signed_in.post(url("danger", draft_id), {"danger": Danger.NOW})
    assert onward["Location"] == url("safeguarding", draft_id)
    assert b"Kept" in signed_in.get(url("write", draft_id)).content
    onward = signed_in.post(url("danger", draft_id), {"danger": Danger.NEITHER})
    assert onward["Location"] == url("write", draft_id)
    assert b"Select one of the answers" in signed_in.post(url("danger", draft_id), {"danger": "?"}).content


def test_the_language_switch_keeps_what_was_typed(signed_in: Client, officer: Practitioner) -> None:
    draft_id = begin(signed_in)
    page = signed_in.post(url("write", draft_id), answers(switch_language="cy", place="Heol Fawr"))
    html = page.content.decode()
    assert '<html lang="cy"' in html
    assert "Heol Fawr" in html
    assert "A boy of about six in a red coat" in html
    assert "error-summary" not in html
    assert drafts_of(officer)[0].typed == {}


@pytest.mark.parametrize("page", ["danger", "safeguarding", "check", "discard"])
def test_the_language_switch_does_nothing_else(signed_in: Client, officer: Practitioner, page: str) -> None:
    draft_id = begin(signed_in, Danger.AT_RISK)
    signed_in.post(url("write", draft_id), answers())
    before = drafts_of(officer)[0].typed
    said = {"switch_language": "cy", "danger": "neither", "told_whom": "The duty team"}
    html = signed_in.post(url(page, draft_id), said).content.decode()
    assert '<html lang="cy"' in html
    assert ("The duty team" in html) == (page == "safeguarding")
    [draft] = drafts_of(officer)
    assert (draft.danger, draft.typed) == (Danger.AT_RISK, before)
    assert sent_by(officer) == []


def test_the_first_page_switches_language_before_anything_is_begun(
    signed_in: Client, officer: Practitioner
) -> None:
    page = signed_in.post(reverse("identify:start"), {"switch_language": "cy", "danger": "now"})
    assert '<html lang="cy"' in page.content.decode()
    assert drafts_of(officer) == []


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("danger", list(Danger))
def test_every_page_loads_in_both_languages(
    signed_in: Client, partners: factories.Partners, language: str, danger: Danger
) -> None:
    signed_in.cookies["language"] = language
    draft_id = begin(signed_in, danger)
    signed_in.post(url("write", draft_id), answers())
    pages = [reverse("identify:start"), reverse("identify:drafts")]
    pages += [url(name, draft_id) for name in ("danger", "safeguarding", "write", "check", "discard")]
    for page in pages:
        response = signed_in.get(page)
        assert response.status_code == 200, page
        html = response.content.decode()
        assert f'<html lang="{language}"' in html
        assert html.count("<h1") == 1, page
    signed_in.post(url("check", draft_id))
    response = signed_in.get(url("check", draft_id), follow=True)
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.NOTIFIER])
def test_other_roles_are_refused(client: Client, partners: factories.Partners, role: Role) -> None:
    client.force_login(factories.practitioner(partners.front_door, role))
    assert client.get(reverse("identify:start")).status_code == 403
    assert client.get(reverse("identify:drafts")).status_code == 403


def test_a_colleague_can_neither_read_nor_change_a_draft(
    signed_in: Client, officer: Practitioner, partners: factories.Partners
) -> None:
    draft_id = begin(signed_in)
    signed_in.post(url("write", draft_id), {"place": "Mine", "later": "1"})
    signed_in.force_login(factories.practitioner(partners.response))
    for page in ("write", "check", "danger", "safeguarding", "discard"):
        assert signed_in.get(url(page, draft_id))["Location"] == reverse("identify:drafts")
        assert signed_in.post(url(page, draft_id))["Location"] == reverse("identify:drafts")
    assert signed_in.post(url("autosave", draft_id), {"place": "Theirs"}).status_code == 410
    assert drafts_of(officer)[0].typed["place"] == ["Mine"]


def test_somebody_elses_reference_is_not_found(signed_in: Client) -> None:
    assert signed_in.get(reverse("identify:sent", args=["EH-26-0000001"])).status_code == 404


def test_the_check_says_what_suggests_a_safeguarding_report(signed_in: Client) -> None:
    draft_id = begin(signed_in)
    signed_in.post(url("write", draft_id), answers(sharing_view="unsafe"))
    page = signed_in.get(url("check", draft_id)).content.decode()
    assert "This may be a safeguarding report" in page
    assert str(Event.CHILD_NOT_SAFE_TO_ASK.label) in page
    assert url("danger", draft_id) in page
