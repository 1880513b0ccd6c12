"""What a reader sees when something breaks: what was typed comes back when it was the database, and only then."""

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from earlyhelp.config.breakage import something_broke

TYPED = {
    "csrfmiddlewaretoken": "t0ken",
    "seen_and_heard": "Roedd hi'n <b>oer</b>",
    "needs": ["money", "housing"],
}


def answer_to(problem: Exception, *, method: str = "POST") -> HttpResponse:
    """The answer as Django asks for it: while the error is being handled."""
    request = RequestFactory().generic(method, "/notifications/start?a=1")
    if method == "POST":
        request = RequestFactory().post("/notifications/start?a=1", TYPED)
    try:
        raise problem
    except Exception:
        return something_broke(request)


@pytest.mark.parametrize("problem", [OperationalError("away"), InterfaceError("closed")])
def test_what_was_typed_is_on_the_page_when_the_database_is_away(problem: Exception) -> None:
    answer = answer_to(problem)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert 'action="/notifications/start?a=1"' in page
    assert 'value="Roedd hi&#x27;n &lt;b&gt;oer&lt;/b&gt;"' in page
    assert page.count('name="needs"') == 2
    assert page.count("t0ken") == 1


def test_a_page_that_was_only_read_offers_to_try_again() -> None:
    page = answer_to(OperationalError("away"), method="GET").content.decode()
    assert 'href="/notifications/start?a=1"' in page
    assert "<form" not in page


def test_another_error_is_not_blamed_on_the_database_and_says_nothing_of_itself() -> None:
    answer = answer_to(ValueError("Siân"))
    assert answer.status_code == 500
    assert "Siân" not in answer.content.decode()
