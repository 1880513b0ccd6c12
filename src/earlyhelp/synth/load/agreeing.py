"""Sharing agreements of the demonstration: drawn up, signed by every party, with their information reference table."""

from datetime import date, datetime, time, timedelta

from django.db import connections

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import AgreementKind, DataSet, Role
from earlyhelp.partnership.choices.agreements import (
    AgreementState,
    AgreementStep,
    HowShared,
    LawfulBasis,
    SpecialBasis,
    WhenShared,
)
from earlyhelp.partnership.models import (
    Agency,
    AgreementDataSet,
    AgreementEvent,
    AgreementParty,
    Practitioner,
    SharingAgreement,
)
from earlyhelp.synth.load.copying import OWNER

_POWER = "Social Services and Well-being (Wales) Act 2014, section 15"
_HOW = {
    DataSet.NOTIFICATION: (HowShared.SERVICE, WhenShared.HAPPENS),
    DataSet.REFERRAL: (HowShared.SERVICE, WhenShared.HAPPENS),
    DataSet.FEEDBACK: (HowShared.SERVICE, WhenShared.HAPPENS),
    DataSet.CIRCUMSTANCES: (HowShared.SERVICE, WhenShared.INVOLVED),
    DataSet.CHECKS: (HowShared.SERVICE, WhenShared.ASKED),
}
_LOADED = (HowShared.LOADED, WhenShared.REGULARLY)


def agree(
    titles: tuple[str, str],
    parties: list[Agency],
    data_sets: list[DataSet],
    on: date,
    *,
    review_on: date | None = None,
    ends_on: date | None = None,
) -> SharingAgreement:
    """Write an agreement that the first of the parties drew up two years ago and every party signed."""
    starts_on = on - timedelta(days=730)
    signed_at = datetime.combine(starts_on - timedelta(days=14), time(10), tzinfo=LONDON)
    is_over = ends_on is not None and ends_on < on
    state = AgreementState.EXPIRED if is_over else AgreementState.LIVE
    made = SharingAgreement.objects.using(OWNER).create(
        reference=_next_reference(starts_on),
        kind=AgreementKind.ISP,
        title_en=f"{titles[0]} (demonstration)",
        title_cy=f"{titles[1]} (arddangosiad)",
        lead=parties[0],
        purpose=Purpose.EARLY_HELP,
        lawful_basis=LawfulBasis.PUBLIC_TASK,
        special_basis=SpecialBasis.ARTICLE_9_G,
        power=_POWER,
        data_sets=[data_set.value for data_set in data_sets],
        state=state,
        starts_on=starts_on,
        review_on=review_on or on + timedelta(days=365),
        ends_on=ends_on,
    )
    made.parties.set(parties)
    _write_parts(made, parties, data_sets, signed_at)
    if is_over and ends_on is not None:
        _step(made, AgreementStep.EXPIRE, state, None, datetime.combine(ends_on, time(23), tzinfo=LONDON))
    return made


def _write_parts(
    made: SharingAgreement, parties: list[Agency], data_sets: list[DataSet], signed_at: datetime
) -> None:
    for data_set in data_sets:
        how, when = _HOW.get(data_set, _LOADED)
        AgreementDataSet.objects.using(OWNER).create(agreement=made, data_set=data_set, how=how, when=when)
    _step(made, AgreementStep.DRAW_UP, AgreementState.DRAFT, parties[0], signed_at - timedelta(days=30))
    _step(made, AgreementStep.SEND, AgreementState.SIGNING, parties[0], signed_at - timedelta(days=20))
    for party in parties:
        officer = _officer(party)
        AgreementParty.objects.using(OWNER).create(
            agreement=made,
            party=party,
            designated=officer,
            contact="029 2018 0190",
            signed_by=officer,
            signed_at=signed_at,
            paper_name="" if officer else "Chief executive · Prif weithredwr",
        )
        _step(made, AgreementStep.SIGN, AgreementState.SIGNING, party, signed_at)
    _step(made, AgreementStep.COMPLETE, AgreementState.LIVE, parties[-1], signed_at)


def _officer(of: Agency) -> Practitioner | None:
    officers = Practitioner.objects.using(OWNER).filter(
        agency=of, role__in=(Role.AUDITOR, Role.ADMINISTRATOR)
    )
    return officers.order_by("-role", "email").first()


def _step(
    made: SharingAgreement, step: AgreementStep, state: AgreementState, party: Agency | None, at: datetime
) -> None:
    AgreementEvent.objects.using(OWNER).create(
        agreement=made,
        step=step,
        was="" if step is AgreementStep.DRAW_UP else made.state,
        state=state,
        made_by=_officer(party) if party else None,
        made_for=party,
        at=at,
    )


def _next_reference(on: date) -> str:
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT nextval('partnership_agreement_seq')")
        (number,) = cursor.fetchone()
    return format_reference("AG", on.year, number)
