"""No share without a live agreement or an exceptional disclosure, whatever is signed, ended or over, in any order."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.actions.disclosures import disclose
from earlyhelp.partnership.choices import DataSet, Role
from earlyhelp.partnership.models import Disclosure, SharingAgreement
from earlyhelp.partnership.rules import NoAgreement
from tests import factories
from tests.factories import agreements as make
from tests.factories.agreements import actions

pytestmark = pytest.mark.django_db(transaction=True)
AT = factories.AT
STEPS = (
    "send",
    "sign_council",
    "sign_charity",
    "take_back",
    "review",
    "keep",
    "end",
    "leave",
    "change",
    "night",
)


class Told:
    """Something with a reference that is shared."""

    reference = "EH-26-0000001"

    class _meta:
        model_name = "notification"


@settings(max_examples=25, deadline=None)
@given(
    steps=st.lists(st.sampled_from(STEPS), min_size=2, max_size=9),
    lasts=st.sampled_from([None, 1, 40]),
    excepted=st.booleans(),
)
def test_nothing_is_shared_without_what_allows_it(
    steps: list[str], lasts: int | None, *, excepted: bool
) -> None:
    with transaction.atomic():
        partners = factories.partners()
        SharingAgreement.objects.all().delete()
        council, charity = make.officer(partners.council), make.officer(partners.charity)
        parties, at = [partners.council, partners.charity], AT
        said: dict[str, Any] = {"ends_on": lasts and AT.date() + timedelta(days=lasts)}
        content = make.content(parties, **said)
        made = actions.draw_up_agreement(by=council, content=content, at=at)
        signatures: set[str] = set()
        ended = False
        for step in steps:
            at += timedelta(days=1)
            with suppress(RuleError), transaction.atomic():
                take(step, council, charity, made, content, at)
                if step.startswith("sign_"):
                    signatures.add(step)
                elif step == "take_back":
                    signatures.clear()
                elif step in ("end", "leave"):
                    ended = True
        decider = factories.actor(factories.practitioner(partners.front_door, Role.DECISION_MAKER))
        if excepted:
            make.exception(decider, partners.charity, Told.reference, at=at, until_at=at + timedelta(hours=2))
        over = lasts is not None and AT.date() + timedelta(days=lasts) < at.date()
        allowed = len(signatures) == len(parties) and not ended and not over
        shares = [share_once(decider, partners, made, at) for _ in range(2)]
        assert [one is not None for one in shares] == [allowed or excepted, allowed]
        for one in shares:
            assert one is None or (one.agreement_id is not None) is allowed
        with acting(Actor.system("running", agency_id=partners.council.pk)):
            assert Disclosure.objects.count() == (2 if allowed else int(excepted))
        transaction.set_rollback(True)


def share_once(
    decider: Actor, partners: factories.Partners, made: SharingAgreement, at: datetime
) -> Disclosure | None:
    """Try to share, and say under what it went."""
    told = Told()
    told.pk = made.pk  # type: ignore[attr-defined]
    with acting(decider), suppress(NoAgreement), transaction.atomic():
        return disclose(
            by=decider,
            receiver_id=partners.charity.pk,
            purpose=Purpose.EARLY_HELP,
            data_set=DataSet.REFERRAL,
            about=told,  # type: ignore[arg-type]
            at=at,
        )
    return None


def sign(by: Actor, agreement_id: UUID, at: datetime) -> None:
    """Sign, when it is out for signature."""
    if SharingAgreement.objects.get(pk=agreement_id).state != "signing":
        raise RuleError("it is not out for signature")
    actions.sign_agreement(by=by, agreement_id=agreement_id, designated_id=None, contact="", at=at)


def change(by: Actor, agreement_id: UUID, content: Any, at: datetime) -> None:
    """Change a draft. A new version of what is in force would be another agreement to follow."""
    if SharingAgreement.objects.get(pk=agreement_id).state == "draft":
        actions.change_agreement(by=by, agreement_id=agreement_id, content=content, at=at)


def take(
    step: str, council: Actor, charity: Actor, made: SharingAgreement, content: Any, at: datetime
) -> None:
    """Do one thing with the agreement, as whoever may."""
    key: dict[str, Any] = {"agreement_id": made.pk, "at": at}
    ahead = at.date() + timedelta(days=90)
    steps: dict[str, Callable[[], object]] = {
        "send": lambda: actions.send_for_signature(by=council, **key),
        "sign_council": lambda: sign(council, **key),
        "sign_charity": lambda: sign(charity, **key),
        "take_back": lambda: actions.take_back(by=council, **key),
        "review": lambda: actions.begin_review(by=council, **key),
        "keep": lambda: actions.keep_agreement(by=council, review_on=ahead, why="Right.", **key),
        "end": lambda: actions.end_agreement(by=council, why="Over.", **key),
        "leave": lambda: actions.leave_agreement(by=charity, why="Over.", **key),
        "change": lambda: change(council, content=content, **key),
        "night": lambda: actions.follow_calendar(by=Actor.system("running"), at=at),
    }
    steps[step]()
