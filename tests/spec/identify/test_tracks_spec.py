"""Two tracks that never blur: every combination of the first answers, written out, and printed for the manual."""

import os
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from earlyhelp.identify.choices import (
    INVERSE,
    ConsentDuty,
    Danger,
    Event,
    Need,
    PersonRole,
    Relation,
    Ring,
    Setting,
    SharingView,
    Track,
    Where,
)
from earlyhelp.identify.report import Named, Report
from earlyhelp.identify.tracks import clocks_of, duties_of, is_child, knows_incidents, pattern_in, setting_of
from earlyhelp.partnership.choices import AgencyKind, TeamKind

PAGE = Path(__file__).resolve().parents[3] / "docs" / "generated" / "tracks.md"
EARLY, DUTY = Track.EARLY_HELP, Track.SAFEGUARDING
D, S, C = Danger, SharingView, ConsentDuty

# In danger?   about sharing     track  ring first           consent            may be sent
TRACKS = [
    (D.NOW,     S.AGREES,    DUTY,  Ring.EMERGENCY,    C.TOLD,            True),
    (D.NOW,     S.PARTLY,    DUTY,  Ring.EMERGENCY,    C.KEPT_BACK,       True),
    (D.NOW,     S.DISAGREES, DUTY,  Ring.EMERGENCY,    C.NOT_A_BAR,       True),
    (D.NOW,     S.NOT_ASKED, DUTY,  Ring.EMERGENCY,    C.SEEK,            True),
    (D.NOW,     S.UNSAFE,    DUTY,  Ring.EMERGENCY,    C.DO_NOT_SEEK,     True),
    (D.NOW,     None,        DUTY,  Ring.EMERGENCY,    C.SEEK,            True),
    (D.AT_RISK, S.AGREES,    DUTY,  Ring.SAFEGUARDING, C.TOLD,            True),
    (D.AT_RISK, S.PARTLY,    DUTY,  Ring.SAFEGUARDING, C.KEPT_BACK,       True),
    (D.AT_RISK, S.DISAGREES, DUTY,  Ring.SAFEGUARDING, C.NOT_A_BAR,       True),
    (D.AT_RISK, S.NOT_ASKED, DUTY,  Ring.SAFEGUARDING, C.SEEK,            True),
    (D.AT_RISK, S.UNSAFE,    DUTY,  Ring.SAFEGUARDING, C.DO_NOT_SEEK,     True),
    (D.AT_RISK, None,        DUTY,  Ring.SAFEGUARDING, C.SEEK,            True),
    (D.NEITHER, S.AGREES,    EARLY, Ring.NOBODY,       C.SHARE,           True),
    (D.NEITHER, S.PARTLY,    EARLY, Ring.NOBODY,       C.SHARE_PART,      True),
    (D.NEITHER, S.DISAGREES, EARLY, Ring.NOBODY,       C.ASK_AGAIN,       True),
    (D.NEITHER, S.NOT_ASKED, EARLY, Ring.NOBODY,       C.FRONT_DOOR_ASKS, True),
    (D.NEITHER, S.UNSAFE,    EARLY, Ring.NOBODY,       C.SAFE_WAY,        True),
    (D.NEITHER, None,        EARLY, Ring.NOBODY,       C.ANSWER,          False),
]  # fmt: skip

# Track  needs an agreement   confirmed   acknowledged   chased   decided: in working days
CLOCKS = {
    DUTY: (False, 1, 1, 7, 1),
    EARLY: (True, None, None, None, 1),
}


def test_the_table_has_every_combination() -> None:
    assert [(danger, sharing) for danger, sharing, *_rest in TRACKS] == list(
        product(D, [S.AGREES, S.PARTLY, S.DISAGREES, S.NOT_ASKED, S.UNSAFE, None])
    )


@pytest.mark.parametrize("where", list(Where))
@pytest.mark.parametrize(("danger", "sharing", "track", "ring", "consent", "may_send"), TRACKS)
def test_the_first_answers_lead_to_one_track_wherever_it_happened(
    danger: Danger,
    sharing: SharingView | None,
    track: Track,
    ring: Ring,
    consent: ConsentDuty,
    may_send: bool,
    where: Where,
) -> None:
    duties = duties_of(danger, sharing, where)
    assert (duties.track, duties.ring, duties.consent, duties.may_send) == (track, ring, consent, may_send)
    clocks = (duties.needs_agreement, duties.confirm, duties.acknowledge, duties.chase, duties.decide)
    assert clocks == CLOCKS[track]


def test_consent_is_never_a_bar_to_a_safeguarding_report() -> None:
    for danger, sharing, where in product((D.NOW, D.AT_RISK), [*S, None], Where):
        duties = duties_of(danger, sharing, where)
        assert duties.may_send
        assert not duties.needs_agreement


FRIDAY = datetime(2026, 4, 2, 16, 0, tzinfo=UTC)  # Maundy Thursday, 17:00 in Wales: Good Friday follows


def test_the_clocks_of_a_report_count_working_days() -> None:
    clocks = clocks_of(DUTY, FRIDAY)
    assert clocks is not None
    assert clocks.acknowledge_by.date() == date(2026, 4, 7)
    assert clocks.chase_on.date() == date(2026, 4, 15)
    assert clocks_of(EARLY, FRIDAY) is None


ON = date(2026, 3, 2)
ADULT = Named(given_name="Synthetic", family_name="Resident", date_of_birth=date(1990, 1, 1))
CHILD = Named(PersonRole.CHILD, "Mot")
UNBORN = Named(PersonRole.UNBORN)
E, N = Event, Need
LATELY = [ON - timedelta(days=days) for days in (1, 90)]

PATTERNS = [
    # people             needs                               sharing      earlier    what suggests the other track
    ((ADULT,),           (N.MONEY,),                         S.AGREES,    [],        ()),
    ((ADULT, CHILD),     (N.MONEY, N.SCHOOL),                S.AGREES,    [],        ()),
    ((ADULT,),           (N.DOMESTIC_ABUSE,),                S.AGREES,    [],        ()),
    ((ADULT, CHILD),     (N.DOMESTIC_ABUSE,),                S.AGREES,    [],        (E.CHILD_AND_ABUSE,)),
    ((ADULT, UNBORN),    (N.HOUSING,),                       S.AGREES,    [],        ()),
    ((ADULT, UNBORN),    (N.SUBSTANCES,),                    S.AGREES,    [],        (E.UNBORN,)),
    ((ADULT, UNBORN),    (N.DOMESTIC_ABUSE,),                S.AGREES,    [],        (E.UNBORN,)),
    ((ADULT,),           (N.DOMESTIC_ABUSE, N.SOCIAL_CARE),  S.AGREES,    [],        (E.ADULT_AND_ABUSE,)),
    ((ADULT,),           (N.DOMESTIC_ABUSE, N.DISABILITY),   S.AGREES,    [],        (E.ADULT_AND_ABUSE,)),
    ((ADULT, CHILD),     (N.FAMILY,),                        S.UNSAFE,    [],        (E.CHILD_NOT_SAFE_TO_ASK,)),
    ((ADULT,),           (N.FAMILY,),                        S.UNSAFE,    [],        ()),
    ((ADULT,),           (N.MONEY,),                         S.AGREES,    LATELY[:1], ()),
    ((ADULT,),           (N.MONEY,),                         S.AGREES,    LATELY,    (E.REPEATED,)),
    ((ADULT,),           (N.MONEY,),                         S.AGREES,
                                       [LATELY[0], ON - timedelta(days=91)],         ()),
]  # fmt: skip


@pytest.mark.parametrize(("people", "needs", "sharing", "earlier", "events"), PATTERNS)
def test_a_pattern_of_events_suggests_and_says_why(
    people: tuple[Named, ...],
    needs: tuple[Need, ...],
    sharing: SharingView,
    earlier: list[date],
    events: tuple[Event, ...],
) -> None:
    report = Report(people=people, needs=needs, sharing_view=sharing)
    assert pattern_in(report, track=EARLY, earlier=earlier, on=ON) == events
    # Nobody is talked out of a duty.
    assert pattern_in(report, track=DUTY, earlier=earlier, on=ON) == ()


AGES = [
    (Named(date_of_birth=date(2008, 3, 2)), False),
    (Named(date_of_birth=date(2008, 3, 3)), True),
    (Named(PersonRole.CHILD, date_of_birth=date(1990, 1, 1)), False),
    (Named(age=17), True),
    (Named(age=18), False),
    (Named(PersonRole.CHILD), True),
    (Named(PersonRole.PARENT), False),
    (Named(PersonRole.UNBORN, age=0), False),
]


@pytest.mark.parametrize(("person", "child"), AGES)
def test_who_is_a_child(person: Named, child: bool) -> None:
    assert is_child(person, on=ON) is child


SETTINGS = [
    # agency                      team                   words                 asked for an incident number
    (AgencyKind.POLICE,           TeamKind.RESPONSE,     Setting.POLICE,       True),
    (AgencyKind.POLICE,           TeamKind.CONTROL_ROOM, Setting.CONTROL_ROOM, True),
    (AgencyKind.SCHOOL,           TeamKind.SERVICE,      Setting.SCHOOL,       False),
    (AgencyKind.GP_PRACTICE,      TeamKind.SERVICE,      Setting.HEALTH,       False),
    (AgencyKind.HEALTH_BOARD,     TeamKind.SERVICE,      Setting.HEALTH,       False),
    (AgencyKind.HOUSING,          TeamKind.SERVICE,      Setting.HOUSING,      False),
    (AgencyKind.COUNCIL,          TeamKind.CONTROL_ROOM, Setting.PARTNER,      False),
    (AgencyKind.CHARITY,          TeamKind.SERVICE,      Setting.PARTNER,      False),
    (AgencyKind.PRISON_PROBATION, TeamKind.SERVICE,      Setting.PARTNER,      False),
]  # fmt: skip


@pytest.mark.parametrize(("agency", "team", "setting", "asked"), SETTINGS)
def test_the_agency_chooses_the_words(
    agency: AgencyKind, team: TeamKind, setting: Setting, asked: bool
) -> None:
    assert setting_of(agency, team) == setting
    assert knows_incidents(setting) is asked


def test_every_relationship_has_an_inverse_that_leads_back() -> None:
    assert set(INVERSE) == set(Relation)
    assert all(INVERSE[INVERSE[relation]] == relation for relation in Relation)


HEAD = """# Which track, which duties, which clocks

Printed by `tests/spec/identify/test_tracks_spec.py` from `identify.tracks`. Do not edit it by hand.

The first answers decide. A concern goes to the front door of the council area **where it occurred**, on both tracks:
in the writer's own area, in another area of their agency, and in an area of another force. That changes nothing else.

"""


def page() -> str:
    """The manual page."""
    lines = [
        "| is anyone in danger or at risk? | about sharing | track | ring first | what the answer asks for |"
    ]
    lines += ["|---|---|---|---|---|"]
    for danger, sharing, *_rest in TRACKS:
        duties = duties_of(danger, sharing, Where.OWN)
        said = sharing.label if sharing else "No answer"
        lines.append(
            f"| {danger.label} | {said} | {duties.track.label} | {duties.ring.label} | {duties.consent.label} |"
        )
    lines += ["", "## Duties and clocks", "", "In working days; “–” where none runs.", ""]
    lines += ["| | " + " | ".join(str(track.label) for track in Track) + " |", "|---|---|---|"]
    lines += _clock_lines()
    lines += ["", "## What may suggest a safeguarding report", ""]
    lines += ["Any one of these, on the early help track. None is added up, and the officer chooses.", ""]
    lines += [f"- {event.label}" for event in Event]
    lines += ["", "Nothing suggests the other way: nobody is talked out of a duty."]
    return HEAD + "\n".join(lines) + "\n"


def _clock_lines() -> list[str]:
    duty, help_ = (
        duties_of(danger, SharingView.AGREES, Where.OWN) for danger in (Danger.AT_RISK, Danger.NEITHER)
    )
    rows = [
        ("Told", "the front door of the council where it occurred", "the same"),
        ("A sharing agreement", _need(duty.needs_agreement), _need(help_.needs_agreement)),
        ("Confirmed in writing after the telephone call", duty.confirm, help_.confirm),
        ("Acknowledged by the front door", duty.acknowledge, help_.acknowledge),
        ("Chased by its writer when nobody answered", duty.chase, help_.chase),
        ("Decided by the front door", duty.decide, help_.decide),
    ]
    return [f"| {name} | {_days(first)} | {_days(second)} |" for name, first, second in rows]


def _need(needed: bool) -> str:
    return "needed" if needed else "not needed"


def _days(value: object) -> str:
    return "–" if value is None else str(value)


def test_the_manual_says_the_same() -> None:
    if os.environ.get("UPDATE_GENERATED"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(), "run with UPDATE_GENERATED=1"
