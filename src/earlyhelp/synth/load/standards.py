"""The standards of the demonstration's council: its first version, its levels of need in its own words, its routes."""

from datetime import datetime, timedelta
from typing import Final

from earlyhelp.identify.choices import Need, Track
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Agency, Practitioner, Team
from earlyhelp.solve.choices.standards import Condition, LimitUnit, RouteHours
from earlyhelp.solve.models import Route, Threshold, TriageStandard
from earlyhelp.synth.load.cast import COUNCIL
from earlyhelp.synth.load.copying import OWNER

DUTY: Final = "bridgend-emergency-duty"
# Before the year begins: all of it is held to the first version.
_BEGAN: Final = timedelta(days=400)
_WHY: Final = "The first version: what the council and its partners agreed and published."

LEVELS: Final = (
    (
        1,
        "Everyday services",
        "Gwasanaethau bob dydd",
        "Most families get the help they need from school, the GP, the health visitor, and people around them. "
        "Information and a friendly word are enough.",
        "Mae'r rhan fwyaf o deuluoedd yn cael y cymorth sydd ei angen arnynt gan yr ysgol, y meddyg teulu, yr ymwelydd "
        "iechyd a'r bobl o'u cwmpas. Mae gwybodaeth a gair caredig yn ddigon.",
        (Condition.HAS_HELP,),
    ),
    (
        2,
        "Early help",
        "Cymorth cynnar",
        "Something is hard just now, and one service can help with it before it grows. The family agrees, and chooses.",
        "Mae rhywbeth yn anodd ar hyn o bryd, a gall un gwasanaeth helpu cyn iddo dyfu. Mae'r teulu'n cytuno, "
        "a'r teulu sy'n dewis.",
        (Condition.ONE_NEED, Condition.WANTS_HELP),
    ),
    (
        3,
        "Help that is brought together",
        "Cymorth wedi'i dynnu ynghyd",
        "Several things are hard at once, or the same worry keeps coming back. One worker brings the help together, "
        "with a plan that belongs to the family.",
        "Mae sawl peth yn anodd ar yr un pryd, neu mae'r un pryder yn dod yn ôl o hyd. Mae un gweithiwr yn tynnu'r "
        "cymorth ynghyd, gyda chynllun sy'n eiddo i'r teulu.",
        (Condition.SEVERAL_NEEDS, Condition.PATTERN, Condition.UNBORN, Condition.CARE),
    ),
    (
        4,
        "Care and support, or protection",
        "Gofal a chymorth, neu amddiffyniad",
        "A child or an adult may be at risk of harm, or needs care and support that the council must assess. "
        "This is a duty, and it needs no consent.",
        "Gall plentyn neu oedolyn fod mewn perygl o niwed, neu mae arno angen gofal a chymorth y mae'n rhaid i'r "
        "cyngor ei asesu. Dyletswydd yw hon, ac nid oes angen cydsyniad.",
        (Condition.SAFEGUARDING_REPORT,),
    ),
)

_LINES: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    (
        DUTY,
        {
            "track": Track.SAFEGUARDING,
            "hours": RouteHours.OUTSIDE,
            "why": "Somebody must read a report at night. · Rhaid i rywun ddarllen adroddiad gyda'r nos.",
        },
    ),
    (
        "bridgend-early-help",
        {
            "need": Need.DISABILITY,
            "hours": RouteHours.OFFICE,
            "why": "For when the team has somebody who decides. · At yr adeg pan fydd gan y tîm benderfynwr.",
        },
    ),
)


def write_standards(at: datetime) -> None:
    """Write the first version, its levels and the routing table, as the council's co-ordinator set them up."""
    council = Agency.objects.using(OWNER).get(code=COUNCIL)
    teams = {team.code: team for team in Team.objects.using(OWNER).filter(agency=council)}
    keeper = Practitioner.objects.using(OWNER).filter(agency=council, role=Role.COORDINATOR).first()
    assert keeper is not None, "the cast has a co-ordinator"
    began = at - _BEGAN
    version = TriageStandard.objects.using(OWNER).create(
        agency=council,
        version=1,
        from_on=began.date(),
        out_of_hours_team=teams[DUTY],
        red_within=4,
        red_unit=LimitUnit.HOURS,
        why=_WHY,
        added_by=keeper,
        added_at=began - timedelta(days=10),
    )
    Threshold.objects.using(OWNER).bulk_create(
        Threshold(
            standard=version,
            agency=council,
            level=level,
            name_en=name_en,
            name_cy=name_cy,
            words_en=words_en,
            words_cy=words_cy,
            conditions=list(conditions),
        )
        for level, name_en, name_cy, words_en, words_cy, conditions in LEVELS
    )
    Route.objects.using(OWNER).bulk_create(
        Route(
            agency=council,
            line=new_id(),
            position=position,
            team=teams[code],
            added_by=keeper,
            from_at=began,
            **narrows,
        )
        for position, (code, narrows) in enumerate(_LINES, start=1)
    )
