"""How the demonstration's partners stand: what training they ask, how the council sees itself, and the programme.

Everything is written by the product's own actions as its co-ordinator would; only the requirements are rows, because
they have been asked for a year.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final

from earlyhelp.develop.actions.organisation import (
    add_improvement,
    answer_domain,
    begin_assessment,
    finish_assessment,
)
from earlyhelp.develop.actions.requirements import publish_coverage
from earlyhelp.develop.choices.maturity import LATEST, instrument
from earlyhelp.develop.models import (
    Course,
    Milestone,
    Pledge,
    ProgrammeDecision,
    ProgrammeRisk,
    ProgrammeWord,
    TrainingRequirement,
    Workstream,
)
from earlyhelp.develop.queries.organisation import mark_of
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.synth.load.cast import COUNCIL, POLICE
from earlyhelp.synth.load.copying import OWNER

_KEEPER: Final = "rhiannon.cule@bridgend.example.org"
# Course, target out of a hundred, why.
_ASKED: Final = (
    ("ace-time-1", 90, "Everybody who meets the public. · Pawb sy’n cwrdd â’r cyhoedd."),
    (
        "voice-of-the-child",
        60,
        "Whoever writes or reads notifications. · Pwy bynnag sy’n ysgrifennu neu’n darllen.",
    ),
)
# How far the council is with the four statements of each domain, in the order of the domains.
_STEPS: Final = ((3, 2, 2, 4), (2, 2, 3, 1), (3, 3, 2, 2), (2, 3, 3, 2), (3, 2, 4, 2), (1, 2, 2, 1))
Made = dict[str, Any]
"""Who made a row, and when."""
_SHOWN: Final = "Talked through in the team meeting. · Trafodwyd yng nghyfarfod y tîm."


def write_organisation(at: datetime) -> None:
    """Write requirements with how far each partner is, a finished self-assessment, and two workstreams."""
    keeper = Practitioner.objects.using(OWNER).get(email=_KEEPER)
    by = Actor(
        keeper.pk,
        keeper.agency_id,
        keeper.team_id,
        keeper.role,
        Purpose.RUNNING,
        keeper.language,
        keeper.full_name,
    )
    _ask(keeper, at)
    with acting(by):
        _look_at_itself(by, keeper, at)
    _run_a_programme(keeper, at)


def _ask(keeper: Practitioner, at: datetime) -> None:
    courses = {one.code: one for one in Course.objects.using(OWNER).all()}
    for agency in Agency.objects.using(OWNER).filter(code__in=(COUNCIL, POLICE)):
        TrainingRequirement.objects.using(OWNER).bulk_create(
            TrainingRequirement(
                agency=agency,
                series=new_id(),
                number=1,
                course=courses[code],
                within_days=180,
                target=target,
                starts_on=_day(at) - timedelta(days=360),
                why=why,
                set_by=keeper,
                set_at=at - timedelta(days=370),
            )
            for code, target, why in _ASKED
        )
        with acting(Actor.system(Purpose.RUNNING, agency_id=agency.pk)) as by:
            publish_coverage(by=by, at=at)


def _look_at_itself(by: Actor, keeper: Practitioner, at: datetime) -> None:
    """Each step of each statement, with one thing that the council does because of it."""
    assessment = begin_assessment(by=by, at=at)
    domains = instrument(LATEST).domains
    for domain, steps in zip(domains, _STEPS, strict=True):
        answers = {one.key: (step, _SHOWN) for one, step in zip(domain.statements, steps, strict=True)}
        seen = mark_of(by=by, assessment=assessment, domain=domain)
        answer_domain(by=by, assessment=assessment, domain=domain, answers=answers, seen=seen, at=at)
    finish_assessment(by=by, assessment=assessment, share=True, at=at)
    add_improvement(
        by=by,
        assessment=assessment,
        statement=domains[1].statements[3].key,
        text="Ask every new colleague what they need. · Gofyn i bob cydweithiwr newydd beth sydd ei angen arno.",
        owner=Practitioner.objects.get(pk=keeper.pk),
        due_on=_day(at) + timedelta(days=60),
        at=at,
    )


def _run_a_programme(keeper: Practitioner, at: datetime) -> None:
    """The two parts of the programme, and what was decided for one of them."""
    agencies = {one.code: one for one in Agency.objects.using(OWNER).filter(code__in=(COUNCIL, POLICE))}
    opened: Made = {"opened_at": at - timedelta(days=300), "opened_by": keeper}
    trained = Workstream.objects.using(OWNER).create(
        name_en="A workforce that understands",
        name_cy="Gweithlu sy’n deall",
        aim_en="Everybody who meets the public knows what can lie behind behaviour, and what helps.",
        aim_cy="Mae pawb sy’n cwrdd â’r cyhoedd yn gwybod beth all fod y tu ôl i ymddygiad, a beth sy’n helpu.",
        led_by=agencies[POLICE],
        **opened,
    )
    front_door = Workstream.objects.using(OWNER).create(
        name_en="One front door",
        name_cy="Un drws blaen",
        aim_en="Whoever notices that somebody needs help tells one place, and hears what came of it.",
        aim_cy="Mae pwy bynnag sy’n sylwi bod angen cymorth ar rywun yn dweud wrth un lle, ac yn clywed beth "
        "ddaeth ohono.",
        led_by=agencies[COUNCIL],
        **opened,
    )
    ProgrammeDecision.objects.using(OWNER).create(
        workstream=front_door,
        name_en="One form for every force",
        name_cy="Un ffurflen i bob heddlu",
        why_en="Officers move between forces, and so do the people whom they help.",
        why_cy="Mae swyddogion yn symud rhwng heddluoedd, a’r bobl y maent yn eu helpu hefyd.",
        decided_on=_day(opened["opened_at"]),
        made_at=opened["opened_at"],
        made_by=keeper,
    )
    _tell_how_it_goes(trained, front_door, keeper, at)


def _tell_how_it_goes(
    trained: Workstream, front_door: Workstream, keeper: Practitioner, at: datetime
) -> None:
    """What each part will have reached, what is in the way, and a promise."""
    made: Made = {"made_at": at - timedelta(days=290), "made_by": keeper}
    first = Milestone.objects.using(OWNER).create(
        workstream=trained,
        name_en="Nine in ten response officers trained",
        name_cy="Naw o bob deg o’r swyddogion ymateb wedi’u hyfforddi",
        due_on=_day(at) + timedelta(days=70),
        **made,
    )
    second = Milestone.objects.using(OWNER).create(
        workstream=front_door,
        name_en="Every notification answered within ten working days",
        name_cy="Ateb i bob hysbysiad o fewn deg diwrnod gwaith",
        due_on=_day(at) - timedelta(days=30),
        **made,
    )
    risk = ProgrammeRisk.objects.using(OWNER).create(
        workstream=front_door,
        name_en="Too few services with room in the valleys",
        name_cy="Rhy ychydig o wasanaethau â lle yn y cymoedd",
        likelihood=2,
        impact=3,
        **made,
    )
    Pledge.objects.using(OWNER).create(
        partner_id=keeper.agency_id,
        name_en="A Welsh-speaking worker at the front door every day",
        name_cy="Gweithiwr Cymraeg ei iaith wrth y drws blaen bob dydd",
        due_on=_day(at) + timedelta(days=120),
        **made,
    )
    said = {"said_by": keeper, "written_in": "en"}
    ProgrammeWord.objects.using(OWNER).bulk_create(
        [
            ProgrammeWord(milestone=first, state="open", words="Two of three done.", said_at=at, **said),
            ProgrammeWord(milestone=second, state="done", words="Reached in May.", said_at=at, **said),
            ProgrammeWord(
                risk=risk, state="open", words="Two services say that they will open.", said_at=at, **said
            ),
        ]
    )


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
