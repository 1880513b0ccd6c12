"""Who sees what is told of a person, when it is due, what changed: rules as tables."""

from datetime import date
from uuid import UUID

import pytest

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.choices import PersonRole, PreferredLanguage, SafeContact
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.understand.choices.assessments import Element, Shift
from earlyhelp.understand.choices.entries import Assertion, Exact, HowKnown, Visibility, WhenKind
from earlyhelp.understand.rules import assessments, children, contacts, entries, histories, warnings
from earlyhelp.understand.rules.times import Day, ImpossibleTime, When, check_when

OURS, THEIRS = UUID(int=1), UUID(int=2)
WRITER, NAMED, COLLEAGUE = UUID(int=11), UUID(int=12), UUID(int=13)
TODAY = date(2026, 3, 2)


def actor(who: UUID | None, agency: UUID, role: Role = Role.DECISION_MAKER) -> Actor:
    return Actor(who, agency, None, role, Purpose.EARLY_HELP)


A, P, N = Visibility.AGENCY, Visibility.PARTNERS, Visibility.NAMED
# visibility, who looks, their agency, involved with the person, an agreement covers it, sees it
WHO_SEES = [
    (A, WRITER, OURS, True, True, True),
    (A, COLLEAGUE, OURS, True, True, True),
    (A, COLLEAGUE, THEIRS, True, True, False),
    (A, COLLEAGUE, THEIRS, False, False, False),
    (P, COLLEAGUE, OURS, True, False, True),
    (P, COLLEAGUE, THEIRS, True, True, True),
    (P, COLLEAGUE, THEIRS, True, False, False),
    (P, COLLEAGUE, THEIRS, False, True, False),
    (N, WRITER, OURS, True, True, True),
    (N, NAMED, OURS, True, True, True),
    (N, COLLEAGUE, OURS, True, True, False),
    (N, None, OURS, True, True, False),
    (N, NAMED, THEIRS, True, True, False),
]


@pytest.mark.parametrize(("visibility", "who", "agency", "involved", "agreed", "sees"), WHO_SEES)
def test_who_sees_an_entry(
    visibility: str, who: UUID | None, agency: UUID, involved: bool, agreed: bool, sees: bool
) -> None:
    seen = entries.Seen(OURS, WRITER, visibility, frozenset({NAMED}))
    assert entries.is_visible(seen, actor(who, agency), involved=involved, agreed=agreed) is sees


@pytest.mark.parametrize(
    ("role", "may"),
    [(role, role in {*FRONT_DOOR_ROLES, Role.SERVICE_WORKER, Role.PARTNER}) for role in Role],
)
def test_who_may_write_about_a_person(role: Role, may: bool) -> None:
    by = actor(WRITER, OURS, role)
    assert entries.may_record(by) is may
    assert histories.may_open_history(by) is (role in FRONT_DOOR_ROLES)
    if not may:
        with pytest.raises(NotAllowed):
            entries.check_may_record(by)
        with pytest.raises(NotAllowed):
            histories.check_may_open_history(by)


def telling(**changes: object) -> entries.Telling:
    said: dict[str, object] = {
        "words": "She sings.",
        "said_by": "Her aunt",
        "how_known": HowKnown.DISCLOSED,
        "assertion": Assertion.FACT,
    }
    return entries.Telling(**(said | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "words"),
        ({"said_by": ""}, "said_by"),
        ({"how_known": HowKnown.RECORDED}, "known_from"),
        ({"how_known": HowKnown.INFERRED}, "assertion"),
        ({"person_knows": False}, "why_not_told"),
        ({"visibility": Visibility.NAMED}, "named"),
    ],
)
def test_what_an_entry_must_say(changes: dict[str, object], field: str) -> None:
    entries.check_telling(telling(), TODAY)
    with pytest.raises(entries.Incomplete) as refused:
        entries.check_telling(telling(**changes), TODAY)
    assert refused.value.field == field


def test_a_change_needs_a_reason_and_the_last_word() -> None:
    with pytest.raises(entries.Incomplete):
        entries.check_because(" ")
    for state in ({"replaced": True, "ended": False}, {"replaced": False, "ended": True}):
        with pytest.raises(entries.AlreadyReplaced):
            entries.check_can_change(**state)


DAY, MONTH, YEAR = (Day(date(2024, 5, 3), exact) for exact in (Exact.DAY, Exact.MONTH, Exact.YEAR))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(), "When is not known"),
        (When(WhenKind.DAY, DAY), "3 May 2024"),
        (When(WhenKind.DAY, MONTH), "May 2024"),
        (When(WhenKind.DAY, YEAR), "2024"),
        (When(WhenKind.PERIOD, YEAR), "Since 2024"),
        (When(WhenKind.PERIOD, MONTH, Day(date(2025, 1, 1), Exact.YEAR)), "May 2024 to 2025"),
    ],
)
def test_when_it_was_as_exactly_as_it_is_known(when: When, words: str) -> None:
    check_when(when, TODAY)
    assert when.words == words


@pytest.mark.parametrize(
    "when",
    [
        When(WhenKind.DAY),
        When(WhenKind.NOT_KNOWN, DAY),
        When(WhenKind.DAY, Day(date(2027, 1, 1))),
        When(WhenKind.PERIOD, Day(date(2025, 1, 1)), Day(date(2024, 1, 1))),
    ],
)
def test_a_time_that_nobody_could_mean_is_refused(when: When) -> None:
    with pytest.raises(ImpossibleTime):
        check_when(when, TODAY)


@pytest.mark.parametrize(
    ("before", "now", "shift", "added", "gone"),
    [
        (None, "Cold.", Shift.FIRST, (), ()),
        ("", "Cold.", Shift.NEW, ("Cold.",), ()),
        ("Cold.", "Cold.", Shift.SAME, (), ()),
        ("Cold.  Wet.", "Cold.\nWet.", Shift.SAME, (), ()),
        ("Cold. Wet.", "Wet. Warm.", Shift.CHANGED, ("Warm.",), ("Cold.",)),
        ("Cold.", "", Shift.GONE, (), ("Cold.",)),
        ("", "", Shift.SAME, (), ()),
    ],
)
def test_last_time_and_now_in_words(
    before: str | None, now: str, shift: Shift, added: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    compared = assessments.compare(Element.CIRCUMSTANCES, before, now)
    assert (compared.shift, compared.added, compared.gone) == (shift, added, gone)


def test_strengths_are_the_first_element() -> None:
    assert next(iter(Element)) is Element.STRENGTHS


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": {}}, "strengths"),
        ({"spoken": ""}, "spoken"),
        ({"talked_on": date(2026, 3, 3)}, "talked_on"),
    ],
)
def test_what_a_conversation_must_say(changes: dict[str, object], field: str) -> None:
    said: dict[str, object] = {
        "words": {Element.STRENGTHS: "She sings."},
        "voice": "",
        "spoken": "Cymraeg",
        "language": "cy",
        "talked_on": TODAY,
    }
    assessments.check_conversation(assessments.Conversation(**said), TODAY)  # type: ignore[arg-type]
    with pytest.raises(assessments.NothingSaid) as refused:
        assessments.check_conversation(assessments.Conversation(**(said | changes)), TODAY)  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("due", "words", "late"),
    [
        (date(2026, 3, 1), "Somebody should have looked at this 1 day ago, by 1 March 2026", True),
        (date(2026, 2, 20), "Somebody should have looked at this 10 days ago, by 20 February 2026", True),
        (date(2026, 3, 2), "Somebody must look at this again today", False),
        (date(2026, 6, 1), "To be looked at again by 1 June 2026", False),
    ],
)
def test_when_a_warning_is_looked_at_again(due: date, words: str, late: bool) -> None:
    assert warnings.review_words(due, TODAY) == words
    assert warnings.is_overdue(due, TODAY) is late


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": ""}, "words"),
        ({"said_by": ""}, "said_by"),
        ({"told_on": None}, "told_on"),
        ({"person_knows": False}, "why_not_told"),
        ({"agreed_with": " "}, "agreed_with"),
        ({"agreed_on": date(2026, 3, 3)}, "agreed_on"),
        ({"visibility": Visibility.NAMED}, "named"),
        ({"review_on": TODAY}, "review_on"),
        ({"review_on": date(2027, 6, 1)}, "review_on"),
    ],
)
def test_what_makes_a_warning_fair(changes: dict[str, object], field: str) -> None:
    said: dict[str, object] = {
        "words": "The dog bites.",
        "said_by": "Her aunt",
        "person_knows": True,
        "told_on": TODAY,
        "agreed_with": "Rhian",
        "agreed_on": TODAY,
        "review_on": date(2026, 6, 1),
    }
    warnings.check_note(warnings.Note(**said), TODAY)  # type: ignore[arg-type]
    with pytest.raises(warnings.NotFair) as refused:
        warnings.check_note(warnings.Note(**(said | changes)), TODAY)  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"way": SafeContact.NOT_KNOWN}, "way"),
        ({"said_by": ""}, "said_by"),
        ({"asked_on": date(2026, 3, 3)}, "asked_on"),
        ({"way": SafeContact.THROUGH}, "who_may_answer"),
        ({"speaks": PreferredLanguage.WELSH}, "language_asked_on"),
        ({"writes": PreferredLanguage.OTHER, "language_asked_on": TODAY}, "other_language"),
    ],
)
def test_what_a_contact_plan_must_say(changes: dict[str, object], field: str) -> None:
    said: dict[str, object] = {"way": SafeContact.TEXT, "said_by": "Siân", "asked_on": TODAY}
    contacts.check_plan(contacts.Plan(**said), TODAY)  # type: ignore[arg-type]
    with pytest.raises(contacts.NotAsked) as refused:
        contacts.check_plan(contacts.Plan(**(said | changes)), TODAY)  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("asked_on", "reported_on", "reported", "differs"),
    [
        (date(2026, 1, 1), date(2026, 2, 1), SafeContact.CALL, True),
        (date(2026, 1, 1), date(2026, 2, 1), SafeContact.TEXT, False),
        (date(2026, 1, 1), date(2026, 2, 1), SafeContact.NOT_KNOWN, False),
        (date(2026, 2, 1), date(2026, 1, 1), SafeContact.CALL, False),
        (None, date(2026, 1, 1), SafeContact.CALL, False),
    ],
)
def test_a_later_report_that_says_something_else_is_named(
    asked_on: date | None, reported_on: date, reported: str, differs: bool
) -> None:
    assert (
        contacts.differs(way=SafeContact.TEXT, on=reported_on, asked_on=asked_on, reported=reported)
        is differs
    )


@pytest.mark.parametrize(
    ("roles", "ages", "child"),
    [
        ([PersonRole.CHILD], [], True),
        ([PersonRole.UNBORN], [], True),
        ([PersonRole.SUBJECT], [17], True),
        ([PersonRole.CHILD], [18], False),
        ([PersonRole.SUBJECT], [], False),
        ([], [], False),
    ],
)
def test_who_has_a_childs_eye_page(roles: list[str], ages: list[int], child: bool) -> None:
    assert children.is_child(roles=roles, ages=ages) is child


@pytest.mark.parametrize(
    ("roles", "due", "unborn"),
    [
        ([PersonRole.UNBORN], None, True),
        ([PersonRole.UNBORN], date(2026, 3, 2), True),
        ([PersonRole.UNBORN], date(2026, 3, 1), False),
        ([PersonRole.CHILD, PersonRole.UNBORN], None, False),
        ([], None, False),
    ],
)
def test_who_is_not_born_yet(roles: list[str], due: date | None, unborn: bool) -> None:
    assert children.is_unborn(roles, due_on=due, today=TODAY) is unborn


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("He and Ffion hid.", ("Ffion",)),
        ("He and FFÏON hid.", ("Ffion",)),
        ("The ffions of the world.", ()),
        ("Mali Haf sang.", ("Mali Haf",)),
        ("Mali sang.", ()),
    ],
)
def test_another_childs_name_is_noticed(words: str, found: tuple[str, ...]) -> None:
    assert children.names_in(words, ["Ffion", "Mali Haf", "", "Ffion"]) == found


def test_a_childhood_is_written_only_when_they_agreed() -> None:
    histories.check_agreed(agreed=True, agreed_on=TODAY, today=TODAY)
    for agreed, on in ((False, TODAY), (True, None), (True, date(2026, 3, 3))):
        with pytest.raises(histories.NotAgreed):
            histories.check_agreed(agreed=agreed, agreed_on=on, today=TODAY)


@pytest.mark.parametrize(
    "changes",
    [
        {"is_writer": False},
        {"is_own": True},
        {"because": " "},
        {"until_on": date(2026, 3, 1)},
        {"until_on": date(2026, 9, 1)},
    ],
)
def test_a_permission_is_the_writers_for_a_reason_and_a_while(changes: dict[str, object]) -> None:
    said: dict[str, object] = {
        "is_writer": True,
        "is_own": False,
        "because": "She takes over.",
        "until_on": date(2026, 4, 1),
        "today": TODAY,
    }
    histories.check_permission(**said)  # type: ignore[arg-type]
    with pytest.raises(RuleError):
        histories.check_permission(**(said | changes))  # type: ignore[arg-type]


def test_nobody_saves_over_what_they_have_not_seen() -> None:
    assessments.check_not_overtaken(seen=1, latest=1)
    contacts.check_not_overtaken(seen=1, latest=1)
    with pytest.raises(assessments.Overtaken) as refused:
        assessments.check_not_overtaken(seen=0, latest=1)
    assert refused.value.number == 1
    with pytest.raises(contacts.PlanOvertaken):
        contacts.check_not_overtaken(seen=0, latest=1)
    with pytest.raises(warnings.AlreadyEnded):
        warnings.check_live(ended=True)
