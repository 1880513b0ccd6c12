"""Messages between the two sides of a referral, and questions that wait for an answer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.actions.disclosures import disclose
from earlyhelp.partnership.choices import DataSet
from earlyhelp.signpost.actions.telling import tell_sender, tell_service
from earlyhelp.signpost.choices.referrals import Side
from earlyhelp.signpost.models import ReferralMessage
from earlyhelp.signpost.queries.referrals import find_referral, parties_of
from earlyhelp.signpost.rules import referrals as rules


@transaction.atomic
def write_referral_message(
    *, by: Actor, reference: str, text: str, is_question: bool, at: datetime
) -> ReferralMessage:
    """Write to the other side of an open referral. Whatever one side writes answers what the other had asked.

    Raises Referral.DoesNotExist, NotAllowed, CannotMove when it is over, NoAgreement when none covers it any more.
    """
    referral = find_referral(by=by, reference=reference, lock=True)
    side = rules.side_of(by, parties_of(referral, by=by))
    if side is None or not rules.is_open(referral.state):
        raise rules.CannotMove(_("This referral is over, so nobody would read a message in it."))
    other = Side.RECEIVER if side is Side.SENDER else Side.SENDER
    giver, receiver = referral.agency_id, referral.receiving_agency_id
    if side is Side.RECEIVER:
        giver, receiver = receiver, giver
    disclose(
        by=by,
        giver_id=giver,
        receiver_id=receiver,
        purpose=rules.PURPOSE,
        data_set=DataSet.REFERRAL,
        about=referral,
        at=at,
    )
    asked = ReferralMessage.objects.filter(referral=referral, side=other, is_question=True, answered_at=None)
    if asked.update(answered_at=at):
        audit.record(by=by, did="referral.message_answered", target=referral, at=at)
    message = ReferralMessage.objects.create(
        agency_id=referral.agency_id,
        referral=referral,
        side=side,
        text=text,
        is_question=is_question,
        written_by_id=by.practitioner_id,
        written_at=at,
    )
    detail = {"side": side.value, "question": is_question}
    audit.record(by=by, did="referral.message_written", target=referral, at=at, detail=detail)
    tell = tell_service if side is Side.SENDER else tell_sender
    tell(by=by, referral=referral, template=Template.REFERRAL_MESSAGE, at=at)
    return message
