"""What systems for e-learning report: read as Moodle's log store writes it, and refused with the reason."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from earlyhelp.develop.choices.requirements import Verb
from earlyhelp.develop.rules.statements import (
    MOST_BYTES,
    NotValid,
    check_version,
    is_completion,
    read_statements,
)
from tests.factories.coverage import moodle

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def read(said: Any) -> Any:
    return read_statements(json.dumps(said).encode(), at=AT)


def test_a_statement_as_moodle_sends_it() -> None:
    (found,) = read([moodle()])
    assert found.verb is Verb.COMPLETED
    assert (found.home_page, found.account) == ("https://moodle.example.org", "42")
    assert found.course == "https://moodle.example.org/course/view.php?id=7"
    assert found.at == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert found.is_success


def test_one_statement_needs_no_array() -> None:
    assert read(moodle()) == read([moodle()])


@pytest.mark.parametrize("verb", Verb)
def test_the_three_verbs_that_end_a_course(verb: Verb) -> None:
    (found,) = read([moodle(verb=verb.value)])
    assert found.verb is verb


@pytest.mark.parametrize(
    "verb", ["http://id.tincanapi.com/verb/viewed", "https://w3id.org/xapi/adl/verbs/logged-in"]
)
def test_other_verbs_are_not_read_whoever_they_are_about(verb: str) -> None:
    said = moodle() | {"verb": {"id": verb}, "actor": {"mbox": "mailto:a@example.org"}}
    (found,) = read([said])
    assert (found.verb, found.account, found.course) == (None, "", "")


@pytest.mark.parametrize(
    ("result", "verb", "counts"),
    [
        (None, Verb.COMPLETED, True),
        ({"success": True}, Verb.PASSED, True),
        ({"score": {"scaled": 0.1}}, Verb.COMPLETED, True),
        ({"success": False}, Verb.COMPLETED, False),
        ({"completion": False}, Verb.COMPLETED, False),
        (None, Verb.FAILED, False),
    ],
)
def test_what_counts_as_done(result: Any, verb: Verb, *, counts: bool) -> None:
    said = moodle(verb=verb.value) | ({"result": result} if result is not None else {})
    (found,) = read([said])
    assert found.verb is not None
    assert is_completion(found.verb, is_success=found.is_success) == counts


def test_without_an_id_the_same_words_have_the_same_one() -> None:
    said = moodle()
    del said["id"]
    (first,), (again,) = read(said), read(said)
    assert first.id == again.id
    (other,) = read(said | {"timestamp": "2026-03-01T11:00:00Z"})
    assert other.id != first.id


def test_without_a_time_it_is_now() -> None:
    said = moodle()
    del said["timestamp"]
    assert read(said)[0].at == AT


def test_the_name_beside_an_account_does_not_come_through() -> None:
    assert "Synthetic" not in repr(read(moodle()))


ACCOUNT = {"homePage": "https://moodle.example.org", "name": "42"}
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"id": "7"}, "The id of the statement is no UUID."),
    ({"verb": "completed"}, "The statement has no verb."),
    ({"verb": {"id": "completed"}}, "The id of the verb is no IRI."),
    ({"actor": None}, "The statement has no actor."),
    ({"actor": {"mbox": "mailto:a@example.org"}}, "The actor must be an account"),
    ({"actor": {"account": {"name": "42"}}}, "The homePage of the account is no IRI."),
    ({"actor": {"account": ACCOUNT | {"name": 42}}}, "The name of the account must be its number"),
    ({"actor": {"account": ACCOUNT | {"name": " "}}}, "The name of the account must be its number"),
    ({"actor": {"account": ACCOUNT | {"name": "a@example.org"}}}, "is an e-mail address"),
    ({"object": None}, "The statement has no object."),
    ({"object": {"id": "course 7"}}, "The id of the object is no IRI."),
    ({"object": {"id": "https://x.example/" + "a" * 500}}, "The id of the object is no IRI."),
    ({"object": {"objectType": "Agent", "id": "https://x.example/1"}}, "must be an activity"),
    ({"timestamp": "yesterday"}, "The timestamp is no time"),
    ({"timestamp": "2026-03-01T10:00:00"}, "does not say its time zone"),
    ({"timestamp": "2026-03-02T10:00:00Z"}, "The timestamp is in the future."),
    ({"result": "passed"}, "The result is not a JSON object."),
]


@pytest.mark.parametrize(("changes", "words"), WRONG)
def test_a_statement_that_is_not_valid_says_why_and_which(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(NotValid) as refusal:
        read([moodle(id=str(UUID(int=9))), moodle() | changes])
    assert words in str(refusal.value)
    assert refusal.value.place == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b"[" * 100_000, b" " * (MOST_BYTES + 1), b"[" + b"{}," * 500 + b"{}]"],
)
def test_a_body_that_is_not_valid(body: bytes) -> None:
    with pytest.raises(NotValid) as refusal:
        read_statements(body, at=AT)
    assert refusal.value.place is None


def test_something_that_is_no_object() -> None:
    with pytest.raises(NotValid):
        read(["completed"])


def test_two_of_the_same_id_in_one_body() -> None:
    with pytest.raises(NotValid):
        read([moodle(), moodle()])


VERSIONS = [
    ("1.0.3", True),
    ("1.0", True),
    ("1.0.0", True),
    ("", False),
    ("2.0.0", False),
    ("0.95", False),
]


@pytest.mark.parametrize(("said", "is_right"), VERSIONS)
def test_the_version_in_the_header(said: str, *, is_right: bool) -> None:
    if is_right:
        check_version(said)
    else:
        with pytest.raises(NotValid):
            check_version(said)
