"""Which field of a person shows to whom. Prints docs/generated/field-policy.md."""

import os
from pathlib import Path

import pytest

from earlyhelp.solve.rules.emergencies import Answer, Asked, answer_to
from earlyhelp.understand.rules.protection import (
    OPEN_RECORD,
    RESTRICTED_RECORD,
    Field,
    Relation,
    Shown,
    Standing,
    relation_of,
    shown,
)

PRINTED = Path(__file__).resolve().parents[3] / "docs" / "generated" / "field-policy.md"
WHO = {
    Relation.NAMED_READER: "a named reader",
    Relation.COLLEAGUE: "a colleague at the front door that keeps it",
    Relation.PARTNER: "a partner who has access now",
    Relation.EMERGENCY: "who opened it in an emergency",
    Relation.OWN_OR_HOUSEHOLD: "the person themselves, or one of their household, as a worker",
    Relation.KEPT_APART: "on the page or paper of one who is kept apart from them",
}
WORDS = {Shown.SHOWN: "shown", Shown.MASKED: "masked", Shown.NOT_THERE: "–"}


def test_every_field_of_every_relation_is_decided() -> None:
    for table in (OPEN_RECORD, RESTRICTED_RECORD):
        assert set(table) == set(Relation)
        assert all(set(fields) == set(Field) for fields in table.values())


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("field", Field)
def test_a_restriction_never_shows_more(field: Field, relation: Relation) -> None:
    if RESTRICTED_RECORD[relation][field] is Shown.SHOWN:
        assert OPEN_RECORD[relation][field] is Shown.SHOWN


STANDINGS: dict[str, tuple[Standing, Relation | None]] = {
    "a stranger": (Standing(), None),
    "a partner": (Standing(is_granted=True), Relation.PARTNER),
    "a colleague": (Standing(is_owner=True), Relation.COLLEAGUE),
    "in an emergency": (Standing(is_emergency=True), Relation.EMERGENCY),
    "a reader": (Standing(is_owner=True, is_reader=True), Relation.NAMED_READER),
    "their own, though a reader": (Standing(is_own=True, is_reader=True), Relation.OWN_OR_HOUSEHOLD),
    "their own, in an emergency": (Standing(is_own=True, is_emergency=True), Relation.OWN_OR_HOUSEHOLD),
}


@pytest.mark.parametrize(("standing", "relation"), STANDINGS.values(), ids=STANDINGS)
def test_which_relation_counts(standing: Standing, relation: Relation | None) -> None:
    assert relation_of(standing) is relation


def test_a_stranger_sees_nothing() -> None:
    assert {shown(field, None, is_restricted=False) for field in Field} == {Shown.NOT_THERE}


ASKED: dict[str, tuple[Asked, Answer]] = {
    "somebody else's record": (Asked(), Answer.OPENS),
    "no such record": (Asked(exists=False), Answer.REFUSED),
    "one's own": (Asked(is_own=True, may_open=True), Answer.REFUSED),
    "what opens anyway": (Asked(may_open=True), Answer.NOT_NEEDED),
    "the other side": (Asked(is_other_side=True, says_why_no_reader=True), Answer.REFUSED),
    "restricted": (Asked(is_restricted=True), Answer.REFUSED),
    "restricted, with the reason": (Asked(is_restricted=True, says_why_no_reader=True), Answer.OPENS),
}


@pytest.mark.parametrize(("asked", "answer"), ASKED.values(), ids=ASKED)
def test_what_opens_in_an_emergency(asked: Asked, answer: Answer) -> None:
    assert answer_to(asked) is answer


def table() -> str:
    lines = [
        "# Which field of a person shows to whom",
        "",
        "Printed by `tests/spec/understand/test_field_policy.py` from `understand.rules.protection`. "
        "Do not edit it by hand.",
        "",
    ]
    for title, policy in (
        ("A record that opens as any other", OPEN_RECORD),
        ("A record that opens to named readers only", RESTRICTED_RECORD),
    ):
        lines += [f"## {title}", "", "| who looks | " + " | ".join(Field) + " |"]
        lines += ["|---|" + "---|" * len(Field)]
        lines += [
            f"| {WHO[who]} | " + " | ".join(WORDS[fields[field]] for field in Field) + " |"
            for who, fields in policy.items()
        ]
        lines.append("")
    return "\n".join(lines)


def test_the_table_is_up_to_date() -> None:
    if os.environ.get("UPDATE_GENERATED"):
        PRINTED.write_text(table(), encoding="utf-8")
    assert PRINTED.read_text(encoding="utf-8") == table()
