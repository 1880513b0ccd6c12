"""Entries of a chronology from help: referrals with every step, and services that a person was told about."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.models import Referral, ReferralEvent, Signposting
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.understand.choices.chronology import Certainty, EventKind, Seen
from earlyhelp.understand.queries.chronology import Linked
from earlyhelp.understand.rules.chronology import Entry, Link

_MAJOR = frozenset(
    {ReferralState.REQUESTED, ReferralState.IN_PROGRESS, ReferralState.COMPLETED, ReferralState.DECLINED}
)


def list_dated_entries(by: Actor, reported: Linked, notifications: Linked, *, at: datetime) -> list[Entry]:
    """Referrals of these people and what they were told about, as far as the actor's agency may see. Three queries.

    `reported` leads from reports to people, `notifications` from notifications. The reading of each referral is
    audited.
    """
    if not reported:
        return []
    referrals = list(
        Referral.objects.filter(agency_id=by.agency_key, reported_id__in=list(reported)).select_related(
            "service", "receiving_agency"
        )
    )
    audit.record_read(by=by, what="referral", targets=referrals, at=at, reason="chronology")
    return [*_steps(by, referrals, reported), *_told(by, notifications)]


def _steps(by: Actor, referrals: list[Referral], about: Linked) -> Iterator[Entry]:
    known = {one.pk: one for one in referrals}
    rows = ReferralEvent.objects.filter(referral_id__in=list(known)).select_related("made_by__agency")
    for row in rows if known else ():
        if row.from_state == row.to_state:
            continue
        referral = known[row.referral_id]
        # A step through a secure link, or by the service itself, has no practitioner.
        state = ReferralState(row.to_state)
        agency = row.made_by.agency if row.made_by else referral.receiving_agency
        name = row.made_by.full_name if row.made_by else row.get_side_display()
        shown = rules.is_shown(row.to_state, hears_progress=referral.hears_progress)
        yield Entry(
            key=f"referral:{row.pk}",
            when=row.made_at,
            agency_id=agency.pk,
            agency=agency.name,
            kind=EventKind.REFERRAL,
            title=gettext("Referral: %(state)s") % {"state": state.label},
            certainty=Certainty.FACT,
            known=gettext("Recorded by: %(name)s") % {"name": name},
            seen=Seen.OWN if agency.pk == by.agency_id else Seen.INVOLVED,
            about=about[referral.reported_id],
            text="\n".join(filter(None, (referral.service.name, row.note if shown else ""))),
            link=Link("signpost:referral", (referral.reference,), referral.reference),
            is_minor=state not in _MAJOR,
        )


def _told(by: Actor, about: Linked) -> Iterator[Entry]:
    rows = Signposting.objects.filter(agency_id=by.agency_key, notification_id__in=list(about))
    for row in rows.select_related("service", "agency", "made_by"):
        yield Entry(
            key=f"signposting:{row.pk}",
            when=row.made_at,
            agency_id=row.agency_id,
            agency=row.agency.name,
            kind=EventKind.SIGNPOSTING,
            title=gettext("They were told about a service"),
            certainty=Certainty.FACT,
            known=gettext("Recorded by: %(name)s") % {"name": row.made_by.full_name},
            seen=Seen.OWN,
            about=about[row.notification_id],
            text="\n".join((row.service.name, row.get_told_how_display())),
            is_minor=True,
        )
