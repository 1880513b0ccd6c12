"""What the council set itself: a small logic model with baselines and targets, and two benefits. All made up."""

from datetime import date, datetime
from typing import Final

from earlyhelp.evaluate.actions import Hope, keep_logic_model, register_benefit, tell_benefit
from earlyhelp.evaluate.choices import ForWhom, Realised, Term
from earlyhelp.evaluate.rules.logic import Aim, Change, Logic
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.synth.load.cast import COUNCIL
from earlyhelp.synth.load.copying import OWNER

AREA: Final = "W06000013"
_BASELINE, _TARGET = date(2025, 12, 1), date(2027, 3, 31)
_OWNER: Final = ("Head of early help", "Pennaeth cymorth cynnar")


def _aim(name_en: str, name_cy: str, measure: str, baseline: float, target: float) -> Aim:
    return Aim(
        name_en, name_cy, measure, 1, "", AREA, baseline, _BASELINE, target, _TARGET, *_OWNER
    )  # fmt: skip


LOGIC: Final = Logic(
    "Early help after a police notification",
    "Cymorth cynnar ar ôl hysbysiad gan yr heddlu",
    "Officers notify. The front door decides soon, tells the officer, and offers help or a service.",
    "Mae swyddogion yn hysbysu. Mae’r drws ffrynt yn penderfynu’n fuan, yn dweud wrth y swyddog, ac yn cynnig cymorth "
    "neu wasanaeth.",
    (
        Change(
            "The answer comes soon, and officers hear what became of it",
            "Daw’r ateb yn fuan, a chaiff swyddogion glywed beth ddigwyddodd",
            Term.SHORT,
            (
                _aim(
                    "Decided by the next working day", "Penderfynwyd erbyn y diwrnod gwaith nesaf",
                    "decided_next_day", 0.5, 0.8,
                ),
                _aim(
                    "Officers told within 10 days", "Dywedwyd wrth swyddogion o fewn 10 diwrnod",
                    "told_in_10", 0.6, 0.95,
                ),
            ),
        ),
        Change(
            "Help starts soon after it was agreed",
            "Mae cymorth yn dechrau’n fuan ar ôl cytuno arno",
            Term.SHORT,
            (_aim("Help started within 14 days", "Dechreuodd cymorth o fewn 14 diwrnod", "started_in_14", 0.3, 0.6),),
        ),
        Change(
            "Fewer people need to be notified again",
            "Mae angen hysbysu eto am lai o bobl",
            Term.MIDDLE,
            (_aim("Notified again within a year", "Hysbyswyd eto o fewn blwyddyn", "notified_again", 0.3, 0.2),),
        ),
    ),
)  # fmt: skip
BENEFITS: Final = (
    (
        Hope(
            "Officers know what became of what they saw",
            "Mae swyddogion yn gwybod beth ddaeth o’r hyn a welsant",
            ForWhom.OFFICERS,
            "Manager of the front door",
            "Rheolwr y drws ffrynt",
            "The share of decisions of which the officer was told within 10 days",
            "Cyfran y penderfyniadau y dywedwyd wrth y swyddog amdanynt o fewn 10 diwrnod",
            "told_in_10",
        ),
        Realised.PARTLY,
        "The share rose since the spring. Whether officers notify better because of it is not known yet.",
    ),
    (
        Hope(
            "Families get help before things are at their worst",
            "Mae teuluoedd yn cael cymorth cyn i bethau fod ar eu gwaethaf",
            ForWhom.FAMILIES,
            *_OWNER,
            "Contact with the criminal justice system after help, beside people of the same months who were not helped",
            "Cyswllt â’r system cyfiawnder troseddol ar ôl cymorth, ochr yn ochr â phobl o’r un misoedd "
            "na chafodd gymorth",
            "contacts_difference",
        ),
        Realised.HOPED,
        "Too early to say: fewer than a year of help can be looked back on.",
    ),
)


def write_aims(at: datetime) -> None:
    """Write the logic model and the benefits as an administrator of the council would."""
    editor = (
        Practitioner.objects.using(OWNER)
        .filter(agency__code=COUNCIL, role=Role.ADMINISTRATOR)
        .order_by("email")[0]
    )
    actor = Actor(
        editor.pk, editor.agency_id, editor.team_id, editor.role, Purpose.ASSURANCE, "en", editor.full_name
    )
    with acting(actor) as by:
        keep_logic_model(by=by, logic=LOGIC, at=at)
        for hope, realised, evidence in BENEFITS:
            benefit = register_benefit(by=by, hope=hope, at=at)
            tell_benefit(by=by, benefit_id=benefit.pk, realised=realised, evidence=evidence, at=at)
