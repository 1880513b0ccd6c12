"""Changing what was sent, with a reason: the old value stays, and the service is told."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.actions.disclosures import disclose
from earlyhelp.partnership.choices import DataSet
from earlyhelp.signpost.actions.stepping import write_event
from earlyhelp.signpost.actions.telling import tell_service
from earlyhelp.signpost.choices.referrals import EventKind, Side
from earlyhelp.signpost.models import Referral, ReferralAmendment
from earlyhelp.signpost.queries.referrals import find_referral
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules.particulars import Contact, check_can_be_reached, least_contact


class NothingChanged(RuleError):
    """What was typed is what was sent."""


class Amended(RuleError):
    """Somebody changed the referral since the page was drawn."""


@transaction.atomic
def amend_referral(
    *,
    by: Actor,
    reference: str,
    version: int,
    request: str,
    strengths: str,
    contact: Contact,
    reason: str,
    at: datetime,
) -> Referral:
    """Change what a service was sent. `version` is the one that the page showed.

    Raises Referral.DoesNotExist, NotAllowed, CannotMove when it is over, Amended, NothingChanged, ContactMissing,
    ContactNotKnown, NoAgreement when none covers it any more.
    """
    referral = find_referral(by=by, reference=reference, lock=True)
    rules.check_may_choose_service(by)
    if not rules.is_open(referral.state):
        raise rules.CannotMove(_("This referral is over, so what was sent can no longer be changed."))
    if referral.version != version:
        raise Amended(_("Somebody has changed this referral since you opened this page. Look at it again."))
    check_can_be_reached(contact)
    least = least_contact(contact)
    wanted = {
        "request": request,
        # A service that does not need them never gets them, by no way round.
        "strengths": strengths if referral.strengths else "",
        "safe_contact": least.way,
        "safe_contact_note": least.note,
        "person_telephone": least.telephone,
        "person_email": least.email,
        "person_address": least.address,
    }
    changed = {name: new for name, new in wanted.items() if getattr(referral, name) != new}
    if not changed:
        raise NothingChanged(_("You have not changed anything. Change something, or go back."))
    _write(by, referral, changed, reason, at)
    return referral


def _write(by: Actor, referral: Referral, changed: Mapping[str, str], reason: str, at: datetime) -> None:
    referral.version += 1
    for name, new in changed.items():
        ReferralAmendment.objects.create(
            agency_id=by.agency_key,
            referral=referral,
            version=referral.version,
            field=name,
            old_value=getattr(referral, name),
            new_value=new,
            reason=reason,
            made_by_id=by.practitioner_key,
            made_at=at,
        )
        setattr(referral, name, new)
    referral.save(update_fields=["version", *changed])
    write_event(by=by, referral=referral, side=Side.SENDER, at=at, kind=EventKind.AMENDED, note=reason)
    detail = {"version": referral.version, "fields": sorted(changed)}
    disclose(
        by=by,
        receiver_id=referral.receiving_agency_id,
        purpose=rules.PURPOSE,
        data_set=DataSet.REFERRAL,
        about=referral,
        at=at,
    )
    audit.record(by=by, did="referral.amended", target=referral, kind=EntryKind.SHARE, at=at, detail=detail)
    tell_service(by=by, referral=referral, template=Template.REFERRAL_CHANGED, at=at)
