"""Personas of the demonstration, partners loaded by a command, and pages that draw themselves late."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from earlyhelp.kit.access import public
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.middleware import ActorMiddleware
from earlyhelp.partnership.models import Agency, Practitioner
from tests.factories import partners, practitioner

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona(settings: Any) -> Practitioner:
    settings.DEMO = True
    who = practitioner(partners().response, Role.NOTIFIER, "cy")
    who.persona_en, who.persona_cy = "Write a notification.", "Ysgrifennwch hysbysiad."
    who.save()
    return who


def test_personas_are_offered_with_what_to_try_in_the_language_of_the_page(
    client: Client, persona: Practitioner
) -> None:
    nobody = practitioner(persona.team)
    page = client.get(reverse("partnership:sign_in"), {"next": "/messages/"}).content.decode()
    assert persona.full_name in page
    assert persona.persona_en in page
    assert nobody.full_name not in page
    assert 'name="next" value="/messages/"' in page
    client.cookies["language"] = "cy"
    assert persona.persona_cy in client.get(reverse("partnership:sign_in")).content.decode()


def test_becoming_a_persona_signs_in_and_goes_on(client: Client, persona: Practitioner) -> None:
    answer = client.post(
        reverse("partnership:become"), {"persona": persona.email, "next": reverse("identify:start")}
    )
    assert answer["Location"] == reverse("identify:start")
    assert answer.cookies["language"].value == "cy"
    assert client.get(reverse("desk:my_work")).status_code == 200


def test_nobody_can_become_somebody_who_is_not_a_persona(client: Client, persona: Practitioner) -> None:
    other = practitioner(persona.team)
    assert client.post(reverse("partnership:become"), {"persona": other.email}).status_code == 404
    assert client.post(reverse("partnership:become")).status_code == 404


def test_what_was_typed_goes_with_a_persona_too(client: Client, persona: Practitioner) -> None:
    page = client.post(
        reverse("partnership:sign_in"), {"typed": '[["a", "b"]]', "email": "x", "password": ""}
    )
    assert page.content.decode().count("a&quot;, &quot;b") == 3


def test_the_language_can_be_switched_on_the_sign_in_page_and_nothing_is_complained_of(
    client: Client,
) -> None:
    typed = {"email": "siân@example.org", "password": "", "switch_language": "cy"}
    page = client.post(reverse("partnership:sign_in"), typed).content.decode()
    assert 'lang="cy"' in page
    assert "siân@example.org" in page
    assert "govuk-error-summary" not in page


def test_signing_out_twice_is_no_fault(client: Client) -> None:
    assert client.post(reverse("partnership:sign_out"))["Location"] == reverse("desk:home")


def test_partners_are_loaded_by_a_command_and_again_without_harm() -> None:
    out = StringIO()
    call_command("load_partners", stdout=out)
    loaded = Agency.objects.count()
    assert out.getvalue() == f"{loaded} agencies are up to date.\n"
    call_command("load_partners", stdout=StringIO())
    assert Agency.objects.count() == loaded > 22


def test_a_page_that_draws_itself_late_is_drawn_while_its_actor_is_known(
    rf: RequestFactory, persona: Practitioner
) -> None:
    @public
    def late(request: HttpRequest) -> TemplateResponse:
        return TemplateResponse(request, "desk/contact.html")

    request = rf.get("/")
    request.user, request.at, request.session = persona, timezone.now(), {}
    request.resolver_match = None
    answer = ActorMiddleware(late).process_view(request, late, (), {})
    assert isinstance(answer, TemplateResponse)
    assert answer.is_rendered
