"""What every answer tells the browser, and that no page asks another site for anything."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from earlyhelp.config.access.pages import list_pages
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner, SharingAgreement
from tests import factories

SOURCE = Path(__file__).resolve().parents[3] / "src" / "earlyhelp"
PLAIN = [
    page for page in list_pages() if not page.takes and page.access and not page.access.demonstration_only
]
OPEN_DATA = "/open-referral/"


@pytest.fixture
def staff(db: None) -> dict[str, Practitioner]:
    """One practitioner in each role."""
    made = factories.partners()
    SharingAgreement.objects.update(reference="AG-26-0000001")
    return {role: factories.practitioner(made.front_door, role) for role in Role}


def client_for(page_roles: frozenset[str], staff: dict[str, Practitioner]) -> Client:
    """A browser of somebody who has the page."""
    client = Client()
    if page_roles:
        client.force_login(staff[min(page_roles)])
    return client


@pytest.mark.parametrize("page", PLAIN, ids=lambda page: f"{page.name}{page.route}")
def test_every_page_says_how_it_may_be_used(page, staff: dict[str, Practitioner]) -> None:
    response = client_for(page.access.roles, staff).get(page.route)
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    for wanted in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert wanted in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    reach = "cross-origin" if page.route.startswith(OPEN_DATA) else "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == reach
    if page.access.roles:
        assert "no-store" in response["Cache-Control"]
    if "html" in response.get("Content-Type", ""):
        assert not elsewhere(response.content.decode()), "a page asks another site for something"


class Fetched(HTMLParser):
    """Collects the addresses that a browser asks for by itself, and whatever the policy would have to allow inline."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        asks = [said.get("src", ""), said.get("srcset", ""), said.get("poster", ""), said.get("data", "")]
        if tag == "link" and said.get("rel") not in {"canonical", "alternate"}:
            asks.append(said.get("href", ""))
        if tag == "form":
            asks.append(said.get("action", ""))
        self.found += [one for one in asks if re.match(r"(?:[a-z]+:)?//", one)]
        self.found += [f"{tag} {name}" for name in said if name == "style" or name.startswith("on")]
        if tag == "script" and "src" not in said and said.get("type") != "application/json":
            self.found.append("script without src")
        if tag == "style":
            self.found.append("style")


def elsewhere(html: str) -> list[str]:
    """What a page would fetch from elsewhere or run inline."""
    reader = Fetched()
    reader.feed(html)
    return reader.found


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<img src="//cdn.example/x.png">',
        '<link rel="stylesheet" href="https://fonts.example/a.css">',
        "<script>alert(1)</script>",
        '<p style="color:red">',
        '<a onclick="x()">',
    ],
)
def test_what_comes_from_elsewhere_is_noticed(html: str) -> None:
    assert elsewhere(html)


def test_no_style_sheet_and_no_script_of_ours_asks_another_site() -> None:
    ours = [
        path
        for path in SOURCE.glob("*/static/**/*")
        if path.suffix in {".css", ".js"} and "vendor" not in path.parts
    ]
    assert ours
    asks = re.compile(r"""(?:url\(|@import |fetch\(|importScripts\(|new URL\()\s*["']?(?:https?:)?//""")
    assert not [path.name for path in ours if asks.search(path.read_text(encoding="utf-8"))]


def test_a_page_of_people_is_kept_by_nobody_even_when_it_is_refused(staff: dict[str, Practitioner]) -> None:
    client = Client()
    client.force_login(staff[Role.NOTIFIER])
    refused = client.get("/audit/")
    assert refused.status_code == 403
    assert "no-store" in refused["Cache-Control"]


@pytest.mark.parametrize("name", ["sessionid", "csrftoken"])
def test_cookies_stay_in_the_service(name: str, staff: dict[str, Practitioner]) -> None:
    client = Client()
    client.force_login(staff[Role.NOTIFIER])
    cookie = client.get("/notifications/start").cookies.get(name) or client.cookies[name]
    assert cookie["samesite"] == "Lax"
    assert bool(cookie["httponly"]) == (name == "sessionid")


def test_a_page_that_is_not_there_says_nothing_of_the_inside(client: Client, db: None) -> None:
    response = client.get("/no/such/page")
    assert response.status_code == 404
    text = response.content.decode()
    assert not [word for word in ("Traceback", "urlpatterns", "Django", "earlyhelp.") if word in text]


def test_an_error_says_nothing_of_the_inside(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from earlyhelp.desk.views import public

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("secret-of-the-inside")

    monkeypatch.setattr(public, "render", broken)
    response = Client(raise_request_exception=False).get("/privacy")
    assert response.status_code == 500
    text = response.content.decode()
    assert not [word for word in ("secret-of-the-inside", "Traceback", "earlyhelp.") if word in text]


@override_settings(SECURE_HSTS_SECONDS=31536000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True)
def test_in_production_the_browser_is_told_to_come_back_encrypted(db: None) -> None:
    said = Client().get("/privacy", secure=True)["Strict-Transport-Security"]
    assert said == "max-age=31536000; includeSubDomains"


def test_production_asks_for_encryption_and_guards_its_cookies() -> None:
    """The settings file itself, read for production."""
    text = (SOURCE / "config" / "settings.py").read_text(encoding="utf-8")
    for line in (
        'SECURE = MODE == "production"',
        "SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE",
        "SECURE_HSTS_SECONDS = 31536000 if SECURE else 0",
        "SECURE_SSL_REDIRECT = SECURE and not BEHIND_PROXY",
    ):
        assert line in text
    assert settings.DEBUG is False


def test_what_is_sent_has_a_limit(staff: dict[str, Practitioner]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(staff[Role.NOTIFIER])
    long = "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    assert client.post("/notifications/start", {"danger": long}).status_code == 400
    many = {f"field{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert client.post("/notifications/start", many).status_code == 400
