"""The page “Consent” of a person, the forms behind it, and the privacy notice that families are given."""

import re
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.models import Referral
from earlyhelp.solve.models import Episode
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices.consents import AnswerKind, ConsentPurpose, ConsentState
from earlyhelp.understand.facts.notices import list_notice_words
from earlyhelp.understand.models import CompetenceView, ConsentAnswer, NoticeGiven, Person
from earlyhelp.understand.rules.consents import AROUND, Recipient
from tests import factories
from tests.factories import consents as made
from tests.factories import episodes
from tests.factories import signpost as services
from tests.factories.told import household

pytestmark = pytest.mark.django_db


def opened(who: Practitioner, person: Person) -> Client:
    client = Client()
    client.force_login(who, "django.contrib.auth.backends.ModelBackend")
    client.post(reverse("desk:person_why", args=[person.reference]), {"because": "help", "next": ""})
    return client


def day(name: str, on: date | None = None) -> dict[str, str]:
    on = on or timezone.now().date()
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def text_of(client: Client, person: Person) -> str:
    page = client.get(reverse("desk:person_consent", args=[person.reference]))
    assert page.status_code == HTTPStatus.OK
    return page.content.decode()


def test_notice_then_yes_then_taken_back_withdraws_the_referral_and_every_answer_stays() -> None:
    case = services.case()
    sent = services.referral(case)
    with acting(case.hub) as by:
        person = actions.make_person(by=by, reported_id=sent.reported_id, at=factories.AT)
    client = opened(case.decider, person)
    yes = reverse("signpost:answer_consent", args=[person.reference, "yes"])
    agency = Recipient(agency_id=case.partners.charity.pk).key
    said = {"purpose": "share", "to": agency, "giver": "self", "evidence": "aloud"} | day("on")
    refused = client.post(yes, said)
    assert "privacy notice first" in refused.content.decode()
    given = client.post(
        reverse("understand:give_notice", args=[person.reference]),
        {"language": "cy", "form": "read_out"} | day("on"),
        follow=True,
    )
    assert "they got the privacy notice" in given.content.decode()
    assert client.post(yes, said).status_code == HTTPStatus.FOUND
    shown = text_of(client, person)
    assert "If consent is taken back, it ends" in shown
    back = reverse("signpost:answer_consent", args=[person.reference, "taken-back"])
    about = f"?about=share:{agency}"
    assert re.search(rf'value="{re.escape(agency)}" selected', client.get(back + about).content.decode())
    done = client.post(
        back,
        {"purpose": "share", "to": agency, "giver": "self", "words": "“I have changed my mind.”"} | day("on"),
        follow=True,
    )
    assert "1 referral was withdrawn" in done.content.decode()
    shown = text_of(client, person)
    assert "I have changed my mind" in shown
    assert "Recorded with a referral:" in shown
    with acting(case.hub):
        assert Referral.objects.get(pk=sent.pk).state == ReferralState.WITHDRAWN
        assert (ConsentAnswer.objects.count(), NoticeGiven.objects.count()) == (2, 1)
    told = client.get(reverse("desk:person_who_was_told", args=[person.reference])).content.decode()
    assert "What they agreed to now" in told


def test_a_childs_page_says_who_may_answer_and_keeps_both_words() -> None:
    home = household(at=timezone.now() - timedelta(days=2))
    client = opened(home.worker, home.son)
    assert "Write down whether the child understands a decision" in text_of(client, home.son)
    answer = reverse("signpost:answer_consent", args=[home.son.reference, "no"])
    said = {"purpose": "take_part", "to": AROUND.key, "giver": "parent", "words": "Not now."} | day("on")
    assert "Write who said it" in client.post(answer, said).content.decode()
    assert client.post(answer, said | {"parent_name": "Siân Prys"}).status_code == HTTPStatus.FOUND
    understood = client.post(
        reverse("understand:record_competence", args=[home.son.reference]),
        {"purpose": "take_part", "to": AROUND.key, "understands": "no", "why": "He is eight."} | day("on"),
    )
    assert understood.status_code == HTTPStatus.FOUND
    needless = reverse("signpost:answer_consent", args=[home.daughter.reference, "not-needed"])
    client.post(needless, {"purpose": "share", "to": AROUND.key, "words": "The law."} | day("on"))
    shown = text_of(client, home.son)
    assert "The child did not understand this decision on:" in shown
    assert "Siân Prys" in shown
    with acting(home.by):
        assert CompetenceView.objects.get().understands is False
        found = queries.consent_status(
            home.by, home.daughter.pk, ConsentPurpose.SHARE, AROUND, at=timezone.now()
        )
        assert found.state is ConsentState.NOT_NEEDED


def test_another_kind_of_answer_is_not_found_and_an_officer_is_refused() -> None:
    home = household()
    client = opened(home.worker, home.mother)
    unknown = reverse("signpost:answer_consent", args=[home.mother.reference, "perhaps"])
    assert client.get(unknown).status_code == HTTPStatus.NOT_FOUND
    missing = reverse("signpost:answer_consent", args=["PN-26-9999999", "yes"])
    assert client.get(missing).status_code == HTTPStatus.NOT_FOUND
    officer = factories.practitioner(home.partners.response)
    client.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    asked = client.get(reverse("signpost:answer_consent", args=[home.mother.reference, "yes"]))
    assert asked.status_code == HTTPStatus.FORBIDDEN


def test_the_language_switch_keeps_what_was_typed() -> None:
    home = household()
    client = opened(home.worker, home.mother)
    url = reverse("signpost:answer_consent", args=[home.mother.reference, "no"])
    page = client.post(url, {"words": "Dim diolch.", "switch_language": "cy"})
    assert page.status_code in {HTTPStatus.OK, HTTPStatus.FOUND}
    with acting(home.by):
        assert not ConsentAnswer.objects.exists()


def test_the_lead_worker_chooses_what_comes_next_on_a_page() -> None:
    home = household()
    lead = episodes.family_worker(home.partners)
    episode = episodes.episode(home.by, episodes.family_team(home.partners), home.mother, home.son, lead=lead)
    made.answer(home.by, home.mother, AnswerKind.NO, on=factories.AT.date())
    client = Client()
    client.force_login(lead, "django.contrib.auth.backends.ModelBackend")
    url = reverse("solve:episode_consent", args=[episode.reference])
    page = client.get(url).content.decode()
    assert "The episode rests." in page
    assert "Go on with those in the family who agree" in page
    assert client.post(url, {"step": "others", "because": ""}).status_code == HTTPStatus.OK
    done = client.post(url, {"step": "others", "because": "The son wants to go on."})
    assert done.status_code == HTTPStatus.FOUND
    with acting(home.by):
        now = Episode.objects.get(pk=episode.pk)
        assert now.paused_at is None
        assert [one.person for one in now.members.filter(left_at=None)] == [home.son]
    assert "There is nothing for you to choose." in client.get(url).content.decode()
    assert client.get(reverse("solve:episode_consent", args=["EP-26-9999999"])).status_code == 404


def test_the_notice_is_for_anyone_in_both_languages_and_on_paper() -> None:
    client = Client()
    page = client.get(reverse("desk:notice"))
    text = page.content.decode()
    assert "How we use what we know about you" in text
    assert "kept for six years" in text
    for language in ("cy", "en"):
        paper = client.get(reverse("desk:notice_paper", args=[language]))
        assert paper.content.startswith(b"%PDF")
    assert client.get(reverse("desk:notice_paper", args=["fr"])).status_code == HTTPStatus.NOT_FOUND


def test_both_languages_of_the_notice_hold_the_same_parts() -> None:
    words = list_notice_words()
    assert words["cy"].keys() == words["en"].keys()
    shape = {
        language: [len(section["lines"]) for section in said["sections"]] for language, said in words.items()
    }
    assert shape["cy"] == shape["en"]
