"""One open request of the demonstration: a mother asked, eight days ago, to see what is held about her."""

from datetime import datetime, timedelta
from typing import Final

from earlyhelp.govern.actions.rights import confirm_identity, log_request
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.choices.rights import AskedBy, IdentityProof, Regime, RightsKind
from earlyhelp.govern.rules.rights import Asked
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.models import EpisodeMember
from earlyhelp.understand.models import Person

_OFFICER: Final = "helen.maddocks@bridgend.example.org"


def write_request(at: datetime) -> int:
    """Write it, about the first person who is helped. Returns how many requests there are more."""
    who = Practitioner.objects.get(email=_OFFICER)
    by = Actor(who.pk, who.agency_id, who.team_id, who.role, Purpose.ASSURANCE, who.language, who.full_name)
    with acting(by):
        helped = (
            EpisodeMember.objects.filter(agency_id=by.agency_key)
            .order_by("joined_at", "pk")
            .values("person_id")
        )
        person = Person.objects.filter(pk__in=helped[:1], agency_id=by.agency_key).first()
        if person is None:
            return 0
        received = at - timedelta(days=8)
        request = log_request(
            by=by,
            asked=Asked(
                kind=RightsKind.ACCESS,
                subject_label=Person._meta.label,
                subject_key=person.pk,
                subject_reference=person.reference,
                asked_by=AskedBy.PERSON,
                received_on=received.astimezone(LONDON).date(),
                regime=Regime.UK_GDPR,
                language="both",
                words="I would like to know who was told about us, and what.",
            ),
            at=received,
        )
        confirm_identity(
            by=by, request_id=request.pk, proof=IdentityProof.KNOWN, at=received + timedelta(hours=2)
        )
    return 1
