"""What a report must say before it can be sent, and what is only advised."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from earlyhelp.identify.choices import (
    Danger,
    HelpOffered,
    Need,
    OtherChildren,
    PersonRole,
    Relation,
    Responsibility,
    SharingView,
    StrengthsMissing,
    Track,
    WordsMissing,
)
from earlyhelp.identify.coaching import advice_on, lacks_strengths, lacks_words
from earlyhelp.identify.report import Named, Related, Report
from earlyhelp.identify.rules import ReportIncomplete, check_report, findings_of, track_of

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SOMEBODY = Named(given_name="Synthetic", family_name="Resident")
WHOLE = Report(
    area="W06000013",
    occurred_at=AT - timedelta(hours=2),
    place="1 Made-up Street",
    people=(SOMEBODY,),
    seen_and_heard="The cupboards were empty.",
    own_words="We are managing.",
    strengths="A neighbour helps.",
    needs=(Need.MONEY,),
    help_offered=HelpOffered.WANTS,
    sharing_view=SharingView.AGREES,
    told_whom="The duty team",
    told_at=AT - timedelta(hours=1),
)
EARLY, DUTY = Track.EARLY_HELP, Track.SAFEGUARDING
NONE: tuple[str, ...] = ()

NEEDED = [
    # what is different                                          early help          safeguarding
    ({},                                                         NONE,               NONE),
    ({"incident_number": ""},                                    NONE,               NONE),
    ({"incident_number": "1" * 41},                              ("incident_number",), ("incident_number",)),
    ({"occurred_at": None},                                      ("occurred_on",),   ("occurred_on",)),
    ({"occurred_at": AT},                                        NONE,               NONE),
    ({"occurred_at": AT + timedelta(minutes=1)},                 ("occurred_on",),   ("occurred_on",)),
    ({"occurred_at": datetime(1899, 12, 31, tzinfo=UTC)},        ("occurred_on",),   ("occurred_on",)),
    ({"place": " \n"},                                           ("place",),         ("place",)),
    ({"place": "x" * 301},                                       ("place",),         ("place",)),
    ({"area": ""},                                               ("area",),          ("area",)),
    ({"people": ()},                                             ("people",),        ("people",)),
    ({"people": (SOMEBODY,) * 30},                               NONE,               NONE),
    ({"people": (SOMEBODY,) * 31},                               ("people",),        ("people",)),
    ({"seen_and_heard": "\t"},                                   ("seen_and_heard",), ("seen_and_heard",)),
    ({"seen_and_heard": "ŵ" * 20_000},                           NONE,               NONE),
    ({"seen_and_heard": "ŵ" * 20_001},                           ("seen_and_heard",), ("seen_and_heard",)),
    ({"own_words": "", "strengths": ""},                         NONE,               NONE),
    ({"needs": ()},                                              ("needs",),         ("needs",)),
    ({"help_offered": None},                                     ("help_offered",),  ("help_offered",)),
    ({"sharing_view": None},                                     ("sharing_view",),  NONE),
    ({"sharing_view": SharingView.DISAGREES},                    NONE,               NONE),
    ({"told_whom": "", "told_at": None},                         NONE,               NONE),
    ({"told_at": AT + timedelta(minutes=1)},                     ("told_on",),       ("told_on",)),
    ({"area": "", "place": "", "needs": ()},                     ("place", "area", "needs"),
                                                                 ("place", "area", "needs")),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "early", "duty"), NEEDED)
def test_what_must_be_said(changes: dict[str, object], early: tuple[str, ...], duty: tuple[str, ...]) -> None:
    report = replace(WHOLE, **changes)  # type: ignore[arg-type]
    assert tuple(found.field for found in findings_of(report, track=EARLY, at=AT)) == early
    assert tuple(found.field for found in findings_of(report, track=DUTY, at=AT)) == duty


PEOPLE = [
    # who                                                        what must be put right
    (Named(),                                                    ("given_name",)),
    (Named(telephone="+447700900123"),                           ("given_name",)),
    (Named(given_name="  "),                                     ("given_name",)),
    (Named(given_name="Siân"),                                   NONE),
    (Named(family_name="ab Enghraifft"),                         NONE),
    (Named(description="The boy’s grandmother next door"),       NONE),
    (Named(PersonRole.CHILD, "Mot", date_of_birth=date(2026, 3, 2)), NONE),
    (Named(PersonRole.CHILD, "Mot", date_of_birth=date(2026, 3, 3)), ("date_of_birth",)),
    (Named(given_name="Mot", date_of_birth=date(1899, 12, 31)),  ("date_of_birth",)),
    (Named(given_name="Mot", age=0),                             NONE),
    (Named(given_name="Mot", age=130),                           NONE),
    (Named(given_name="Mot", age=131),                           ("age",)),
    (Named(given_name="Mot", age=-1),                            ("age",)),
    (Named(given_name="Mot", address="x" * 301),                 ("address",)),
    (Named(PersonRole.UNBORN),                                   NONE),
    (Named(PersonRole.UNBORN, due_on=date(2026, 8, 30)),         NONE),
    (Named(PersonRole.UNBORN, due_on=date(2026, 1, 29)),         ("due_on",)),
    (Named(PersonRole.UNBORN, due_on=date(2027, 3, 2)),          ("due_on",)),
    (Named(given_name="Mot", looked="x" * 5_001),                ("looked",)),
]  # fmt: skip


@pytest.mark.parametrize(("person", "fields"), PEOPLE)
def test_a_name_or_a_description_is_enough(person: Named, fields: tuple[str, ...]) -> None:
    found = findings_of(replace(WHOLE, people=(SOMEBODY, person)), track=EARLY, at=AT)
    assert tuple(one.field for one in found) == fields
    assert all(one.person == 1 for one in found)


ADVISED = [
    # what is different                                          early help          safeguarding
    ({},                                                         NONE,               NONE),
    ({"own_words": " "},                                         ("own_words",),     ("own_words",)),
    ({"strengths": ""},                                          ("strengths",),     ("strengths",)),
    ({"told_whom": ""},                                          NONE,               ("told_whom",)),
    ({"sharing_view": SharingView.DISAGREES},                    ("sharing_words",), NONE),
    ({"sharing_view": SharingView.DISAGREES, "sharing_words": "They asked us to, later."}, NONE, NONE),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "early", "duty"), ADVISED)
def test_what_is_only_advised(
    changes: dict[str, object], early: tuple[str, ...], duty: tuple[str, ...]
) -> None:
    report = replace(WHOLE, **changes)  # type: ignore[arg-type]
    assert tuple(hint.field for hint in advice_on(report, track=EARLY, on=AT.date())) == early
    assert tuple(hint.field for hint in advice_on(report, track=DUTY, on=AT.date())) == duty
    check_report(report, track=EARLY, at=AT)


MOTHER = Named(PersonRole.PARENT, "Synthetic", "Resident", date_of_birth=date(1990, 1, 1))
CHILD = Named(
    PersonRole.CHILD, "Mot", age=6, looked="Tired, and in a clean uniform.", own_words="I like maths."
)
FAMILY = replace(
    WHOLE,
    people=(MOTHER, CHILD),
    who_had_care="Their mother, who was calm.",
    other_children=OtherChildren.NONE,
    relations=(Related(0, Relation.PARENT, 1, Responsibility.HAS),),
)

FAMILIES = [
    # what is different                                          what is advised, and about whom
    ({},                                                         ()),
    ({"own_words": ""},                                          ()),
    ({"people": (MOTHER, replace(CHILD, own_words=""))},         (("own_words", 1),)),
    ({"people": (MOTHER, replace(CHILD, own_words="")), "words_missing": WordsMissing.ASLEEP}, ()),
    ({"people": (MOTHER, replace(CHILD, role=PersonRole.NOT_KNOWN, own_words=""))}, (("own_words", 1),)),
    ({"people": (MOTHER, replace(CHILD, date_of_birth=date(2008, 3, 2), own_words=""))}, ()),
    ({"people": (MOTHER, replace(CHILD, date_of_birth=date(2008, 3, 3), own_words=""))}, (("own_words", 1),)),
    ({"people": (CHILD, replace(CHILD, own_words=""))},          ()),
    ({"people": (CHILD, replace(CHILD, own_words="")), "own_words": ""}, (("own_words", 1),)),
    ({"people": (MOTHER, CHILD, replace(CHILD, looked="", own_words=""))},
                                                                 (("own_words", 2), ("looked", 2))),
    ({"who_had_care": " "},                                      (("who_had_care", None),)),
    ({"other_children": None},                                   (("other_children", None),)),
    ({"other_children": None, "people": (MOTHER,)},              (("other_children", None),)),
    ({"other_children": OtherChildren.NOT_NAMED},                (("people", None),)),
    ({"other_children": OtherChildren.NOT_KNOWN},                ()),
    ({"relations": ()},                                          (("relations", None),)),
    ({"relations": (Related(0, Relation.PARENT, 1),)},           (("relations", None),)),
    ({"people": (MOTHER, CHILD, Named(PersonRole.UNBORN))},      (("due_on", 2),)),
    ({"people": (MOTHER, CHILD, Named(PersonRole.UNBORN, due_on=date(2026, 8, 30)))}, ()),
    ({"strengths": "", "strengths_missing": StrengthsMissing.UNSAFE}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "advised"), FAMILIES)
def test_advice_depends_on_who_is_named(
    changes: dict[str, object], advised: tuple[tuple[str, int | None], ...]
) -> None:
    report = replace(FAMILY, **changes)  # type: ignore[arg-type]
    found = advice_on(report, track=EARLY, on=AT.date())
    assert tuple((one.field, one.person) for one in found) == advised
    check_report(report, track=EARLY, at=AT)


def test_why_something_is_missing_is_asked_only_where_it_is() -> None:
    on = AT.date()
    assert not lacks_strengths(WHOLE)
    assert not lacks_words(WHOLE, on=on)
    assert lacks_strengths(replace(WHOLE, strengths=" "))
    assert lacks_words(replace(WHOLE, own_words=""), on=on)
    assert not lacks_words(replace(WHOLE, own_words="", words_missing=WordsMissing.CHOSE_NOT), on=on)


def test_nobody_is_related_to_themselves() -> None:
    report = replace(FAMILY, relations=(Related(1, Relation.SIBLING, 1),))
    assert [found.field for found in findings_of(report, track=EARLY, at=AT)] == ["relations"]


def test_missing_own_words_are_coached_in_these_words() -> None:
    [hint] = advice_on(replace(WHOLE, own_words=""), track=EARLY, on=AT.date())
    assert str(hint.message) == "The person’s own words are missing. Add them, or say why not."


def test_a_report_that_says_too_little_is_refused_with_everything_to_put_right() -> None:
    with pytest.raises(ReportIncomplete) as refusal:
        check_report(Report(), track=EARLY, at=AT)
    assert str(refusal.value) == "Enter when it happened."
    assert [found.field for found in refusal.value.findings] == [
        "occurred_on",
        "place",
        "area",
        "people",
        "seen_and_heard",
        "needs",
        "help_offered",
        "sharing_view",
    ]


@pytest.mark.parametrize(
    ("danger", "track"), [(Danger.NOW, DUTY), (Danger.AT_RISK, DUTY), (Danger.NEITHER, EARLY)]
)
def test_the_first_answer_decides_the_track(danger: Danger, track: Track) -> None:
    assert track_of(danger) == track
