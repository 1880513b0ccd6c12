"""A provider without accounts answers by a link and a code: what opens, what does not, and when it ends."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AccessGrant, AuditEntry
from earlyhelp.identify.models import Notification
from earlyhelp.kit import secret_links
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost import jobs
from earlyhelp.signpost.actions import answering
from earlyhelp.signpost.choices.referrals import LinkEnd, ReferralState
from earlyhelp.signpost.models import AnsweringContact, AnswerLink, Referral
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules.links import actor_of
from earlyhelp.understand.models import Consent
from tests import factories
from tests.factories import signpost as made
from tests.factories.signpost import Case

pytestmark = pytest.mark.django_db
S = ReferralState


@pytest.fixture
def case() -> Case:
    """A service whose agency has nobody with an account, and two agreed mailboxes."""
    case = made.case(at=timezone.now() - timedelta(days=1))
    Practitioner.objects.filter(pk=case.worker.pk).update(is_active=False)
    admin = factories.actor(factories.practitioner(case.partners.front_door, Role.ADMINISTRATOR))
    with acting(admin) as by:
        answering.agree_mailboxes(
            by=by,
            partner_id=case.partners.charity.pk,
            link_mailbox="help@small.example.org",
            code_mailbox="manager@other.example.org",
            agreed_with="The manager",
            at=timezone.now(),
        )
    return case


@pytest.fixture
def sent(case: Case) -> Referral:
    return made.referral(case, at=timezone.now() - timedelta(hours=1))


def link_of(case: Case) -> AnswerLink:
    with acting(case.hub):
        return AnswerLink.objects.get(ended_at=None)


def mailed_path(case: Case) -> str:
    """The worker sends the link; what stands in the mail is all that anybody has of it."""
    jobs.send_answer_link(str(link_of(case).pk))
    found = re.search(r"http://[^/\s]+(/services/answer/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


def mailed_code(case: Case) -> str:
    jobs.send_answer_code(str(link_of(case).pk))
    found = re.search(r"\b(\d{6})\b", mail.outbox[-1].body)
    assert found
    return found[1]


def opened(case: Case, language: str = "en") -> tuple[Client, str]:
    """A browser that has entered the code."""
    path, client = mailed_path(case), Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert client.post(f"{path}code/").status_code == HTTPStatus.FOUND
    assert client.post(path, {"code": mailed_code(case)}).status_code == HTTPStatus.FOUND
    return client, path


def text_of(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def answer(client: Client, path: str, to: ReferralState, **said: str) -> HttpResponse:
    page = text_of(client.get(f"{path}{to.value}/"))
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen
    return client.post(f"{path}{to.value}/", {"seen": seen[1], **said})


def test_the_link_and_the_code_go_to_two_mailboxes_and_name_nobody(case: Case, sent: Referral) -> None:
    mailed_path(case)
    mailed_code(case)
    link_mail, code_mail = mail.outbox[-2:]
    assert (link_mail.to, code_mail.to) == (["help@small.example.org"], ["manager@other.example.org"])
    for one in (link_mail, code_mail):
        assert "Resident" not in one.body + one.subject
        assert sent.reference not in one.body + one.subject
    assert link_mail.subject.isprintable()


def test_neither_the_secret_nor_the_code_is_kept(case: Case, sent: Referral) -> None:
    path, code = mailed_path(case), mailed_code(case)
    stored = link_of(case)
    secret = path.rstrip("/").rsplit(".", 1)[1]
    assert secret not in str(stored.__dict__)
    assert code not in (stored.code_hash, stored.secret_hash)


def test_opening_the_link_as_a_virus_scanner_does_changes_and_shows_nothing(
    case: Case, sent: Referral
) -> None:
    path, before = mailed_path(case), len(mail.outbox)
    for _ in range(3):
        page = text_of(Client().get(path))
        assert "Resident" not in page
        assert sent.reference not in page
    with acting(case.hub):
        assert Referral.objects.get().state == S.REQUESTED
        assert AnswerLink.objects.get().codes_asked == 0
    assert len(mail.outbox) == before
    assert Client().get(f"{path}code/").status_code == HTTPStatus.FOUND
    with acting(case.hub):
        assert AnswerLink.objects.get().codes_asked == 0


def test_other_sites_learn_no_secret_and_browsers_may_send_the_forms(case: Case, sent: Referral) -> None:
    """With "no-referrer" a browser says "Origin: null" with a form, and Django refuses it."""
    assert Client().get(mailed_path(case))["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_with_the_code_the_referral_opens_and_can_be_accepted_and_completed(
    case: Case, sent: Referral, language: str
) -> None:
    client, path = opened(case, language)
    page = text_of(client.get(path))
    assert "Synthetic Resident" in page
    assert f'<html lang="{language}"' in page
    for to in (S.ACCEPTED, S.IN_PROGRESS):
        assert answer(client, path, to).status_code == HTTPStatus.FOUND
    done = answer(client, path, S.COMPLETED, help_outcome="better")
    assert done.status_code == HTTPStatus.GONE
    assert client.get(path).status_code == HTTPStatus.GONE
    with acting(case.hub):
        assert Referral.objects.get().state == S.COMPLETED


def test_declining_ends_access_at_once(case: Case, sent: Referral) -> None:
    client, path = opened(case)
    link = link_of(case)
    gone = answer(client, path, S.DECLINED, decline_reason="no_room", note="Full until June.")
    assert gone.status_code == HTTPStatus.GONE
    page = text_of(client.get(path))
    assert "Thank you. This referral is closed for you" in page
    assert "Resident" not in page
    assert not AccessGrant.objects.filter(agency_id=link.pk, record_id=sent.pk, until_at=None).exists()
    with acting(case.hub):
        assert AnswerLink.objects.get(pk=link.pk).ended_why == LinkEnd.ANSWERED


def test_before_row_level_security_a_link_is_one_referral_and_nothing_else(
    case: Case, sent: Referral
) -> None:
    with acting(actor_of(link_of(case).pk)):
        assert list(Referral.objects.values_list("pk", flat=True)) == [sent.pk]
        assert not Notification.objects.exists()
        assert not Consent.objects.exists()
    # The partner itself sees nothing: only the link does, for as long as it lives.
    with acting(case.helper):
        assert not Referral.objects.exists()


def test_every_reading_through_a_link_stands_in_the_audit_of_the_sender(case: Case, sent: Referral) -> None:
    client, path = opened(case)
    client.get(path)
    client.get(path)
    with acting(case.hub):
        entries = AuditEntry.objects.filter(did="link.read", target_key=str(sent.pk))
        assert entries.count() == 2
        assert case.partners.charity.name_en in entries[0].practitioner_label


def test_five_wrong_codes_close_the_link_and_tell_the_sender(case: Case, sent: Referral) -> None:
    path, client = mailed_path(case), Client()
    right = mailed_code(case)
    wrong = "000000" if right != "000000" else "111111"
    answers = [client.post(path, {"code": wrong}).status_code for _ in range(secret_links.MOST_TRIES)]
    assert answers == [HTTPStatus.OK] * 4 + [HTTPStatus.GONE]
    assert client.post(path, {"code": right}).status_code == HTTPStatus.GONE
    assert "five times" in text_of(client.get(path))
    with acting(case.hub):
        assert AnswerLink.objects.get().ended_why == LinkEnd.LOCKED


def test_a_code_opens_one_browser_only_and_only_once(case: Case, sent: Referral) -> None:
    path, code = mailed_path(case), mailed_code(case)
    first, second = Client(), Client()
    assert first.post(path, {"code": code}).status_code == HTTPStatus.FOUND
    assert "not right" in text_of(second.post(path, {"code": code}))
    assert "Resident" not in text_of(second.get(path))
    assert "Resident" in text_of(first.get(path))


def test_codes_and_links_run_out(case: Case, sent: Referral) -> None:
    path, code, client = mailed_path(case), mailed_code(case), Client()
    with acting(case.hub):
        AnswerLink.objects.update(code_expires_at=timezone.now())
    assert "not right" in text_of(client.post(path, {"code": code}))
    with acting(case.hub):
        AnswerLink.objects.update(expires_at=timezone.now())
    gone = client.get(path)
    assert gone.status_code == HTTPStatus.GONE
    assert "14 days" in text_of(gone)


def test_no_more_codes_than_enough_are_sent(case: Case, sent: Referral) -> None:
    path, client = mailed_path(case), Client()
    for _ in range(secret_links.MOST_CODES + 1):
        page = client.post(f"{path}code/", follow=True)
    assert "Too many codes were asked for" in text_of(page)


@pytest.mark.parametrize("token", ["nonsense", "0" * 32 + "." + "a" * 43, "../../etc", "0" * 32])
def test_what_is_no_link_of_ours_gets_a_kind_page(case: Case, token: str) -> None:
    page = Client().get(f"/services/answer/{token}/")
    assert page.status_code == HTTPStatus.NOT_FOUND


def test_a_wrong_secret_opens_nothing(case: Case, sent: Referral) -> None:
    mailed_path(case)
    forged = f"/services/answer/{link_of(case).pk.hex}.{'a' * 43}/"
    page = Client().get(forged)
    assert page.status_code == HTTPStatus.NOT_FOUND
    assert "was never a link of ours" in text_of(page)


def test_taking_the_referral_back_ends_the_link_and_tells_the_mailbox_to_stop(
    case: Case, sent: Referral
) -> None:
    client, path = opened(case)
    made.go(case, sent, S.WITHDRAWN, at=timezone.now())
    assert client.get(path).status_code == HTTPStatus.GONE
    jobs.tell_partner_to_stop(str(AnsweringContact.objects.get().pk))
    assert "taken back" in mail.outbox[-1].body


def test_a_link_that_is_over_is_not_sent(case: Case, sent: Referral) -> None:
    link = link_of(case)
    made.go(case, sent, S.CANCELLED, at=timezone.now())
    before = len(mail.outbox)
    jobs.send_answer_link(str(link.pk))
    jobs.send_answer_code(str(link.pk))
    assert len(mail.outbox) == before


def test_without_workers_and_mailboxes_nothing_is_sent_and_the_sentence_says_whom_to_ask(case: Case) -> None:
    AnsweringContact.objects.all().delete()
    with pytest.raises(rules.NotReferable, match="Ask an administrator"):
        made.referral(case)


def test_an_administrator_agrees_two_different_mailboxes(case: Case) -> None:
    admin = factories.practitioner(case.partners.front_door, Role.ADMINISTRATOR)
    client = Client()
    client.force_login(admin, "django.contrib.auth.backends.ModelBackend")
    assert "By secure link" in text_of(client.get(reverse("signpost:partners")))
    url = reverse("signpost:mailboxes", args=[case.partners.charity.pk])
    assert "manager@other.example.org" in text_of(client.get(url))
    same = {"link_mailbox": "a@x.example.org", "code_mailbox": "A@x.example.org", "agreed_with": "Manager"}
    assert "must go to another mailbox" in text_of(client.post(url, same))
    assert client.post(url, same | {"code_mailbox": "b@x.example.org"}).status_code == HTTPStatus.FOUND
    assert AnsweringContact.objects.get().code_mailbox == "b@x.example.org"
    nobody = reverse("signpost:mailboxes", args=[case.partners.force.pk])
    assert client.get(nobody).status_code == HTTPStatus.NOT_FOUND
