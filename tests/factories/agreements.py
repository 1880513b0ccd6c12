"""Agreements that are drawn up and signed, and exceptions that are decided, as officers do it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions import agreements as agreement_actions
from earlyhelp.partnership.actions.agreements import Content, Row
from earlyhelp.partnership.actions.disclosures import decide_exception
from earlyhelp.partnership.choices import AgreementKind, DataSet, Role, TeamKind
from earlyhelp.partnership.choices.agreements import (
    DisclosureGround,
    HowShared,
    LawfulBasis,
    SpecialBasis,
    WhenShared,
)
from earlyhelp.partnership.models import Agency, ExceptionalDisclosure, SharingAgreement
from tests import factories

AT = factories.AT


class Acted:
    """The actions of agreements, each in a transaction of whoever acts."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        action = getattr(agreement_actions, name)

        def act(*, by: Actor, **said: Any) -> Any:
            with acting(by):
                return action(by=by, **said)

        return act


actions = Acted()


def officer(of: Agency, role: Role = Role.AUDITOR) -> Actor:
    """Somebody who keeps the agreements of an agency."""
    area = of.areas.first()
    assert area is not None
    team = of.teams.filter(kind=TeamKind.GOVERNANCE).first() or factories.team(of, TeamKind.GOVERNANCE, area)
    return factories.actor(factories.practitioner(team, role), Purpose.RUNNING)


def content(parties: Iterable[Agency], **said: Any) -> Content:
    """What an agreement says, by default a protocol on referrals and notifications without a last day."""
    plain = Content(
        kind=AgreementKind.ISP,
        title_en="Early help",
        title_cy="Cymorth cynnar",
        party_ids=tuple(party.pk for party in parties),
        purpose=Purpose.EARLY_HELP,
        lawful_basis=LawfulBasis.PUBLIC_TASK,
        special_basis=SpecialBasis.ARTICLE_9_G,
        power="Social Services and Well-being (Wales) Act 2014, section 15",
        rows=[
            Row(one, HowShared.SERVICE, WhenShared.HAPPENS)
            for one in (DataSet.REFERRAL, DataSet.NOTIFICATION)
        ],
        starts_on=AT.date() - timedelta(days=30),
        review_on=date(2030, 1, 1),
    )
    return replace(plain, **said)


def signed(parties: list[Agency], at: datetime = AT, **said: Any) -> SharingAgreement:
    """An agreement in force: the first party drew it up, and each signed."""
    officers = [officer(party) for party in parties]
    lead = officers[0]
    made = actions.draw_up_agreement(by=lead, content=content(parties, **said), at=at)
    actions.send_for_signature(by=lead, agreement_id=made.pk, at=at)
    for by in officers:
        made = actions.sign_agreement(
            by=by, agreement_id=made.pk, designated_id=by.practitioner_id, contact="029 2018 0100", at=at
        )
    return made


def exception(by: Actor, receiver: Agency, about_reference: str, **said: Any) -> ExceptionalDisclosure:
    """A decision to let one share through."""
    plain: dict[str, Any] = {
        "purpose": Purpose.EARLY_HELP,
        "data_set": DataSet.REFERRAL,
        "ground": DisclosureGround.VITAL_INTERESTS,
        "law": "UK GDPR article 6(1)(d)",
        "reason": "They may not be safe tonight.",
        "until_at": AT + timedelta(days=1),
        "at": AT,
    }
    with acting(by):
        return decide_exception(
            by=by, receiver_id=receiver.pk, about_reference=about_reference, **(plain | said)
        )
