"""Private notes, self-assessments, the programme and talks about development."""

from datetime import date, datetime, timedelta
from uuid import UUID

from earlyhelp.develop import actions
from earlyhelp.develop.choices.maturity import LATEST, instrument
from earlyhelp.develop.models import SelfAssessment, Workstream
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Agency, Practitioner
from tests import factories

PASSPHRASE = "heron kettle marble cloud"
AT = factories.AT
SOON = AT.date() + timedelta(days=20)


def as_own(who: Practitioner) -> Actor:
    """The practitioner, following their own work."""
    return factories.actor(who, factories.Purpose.OWN_WORK)


def lock(by: Actor, *, at: datetime = AT) -> bytes:
    """Choose the passphrase; gives the key of the notes."""
    with acting(by):
        return actions.lock_notes(by=by, passphrase=PASSPHRASE, again=PASSPHRASE, at=at)


def note(by: Actor, key: bytes, text: str = "I listened longer today.", *, at: datetime = AT) -> UUID:
    """Write a private note."""
    with acting(by):
        return actions.write_note(by=by, key=key, title="", text=text, at=at)


def assessment(
    by: Actor, *, steps: dict[str, int] | None = None, share: bool = False, at: datetime = AT
) -> SelfAssessment:
    """A finished self-assessment: every statement at the second step, but for those that `steps` names."""
    with acting(by):
        made = actions.begin_assessment(by=by, at=at)
        for domain in instrument(LATEST).domains:
            answers = {one.key: ((steps or {}).get(one.key, 2), "") for one in domain.statements}
            actions.answer_domain(by=by, assessment=made, domain=domain, answers=answers, seen="", at=at)
        actions.finish_assessment(by=by, assessment=made, share=share, at=at)
        made.refresh_from_db()
    return made


def workstream(led_by: Agency, opened_by: Practitioner, *, at: datetime = AT) -> Workstream:
    """A workstream that a partner leads."""
    return Workstream.objects.create(
        name_en="A confident workforce",
        name_cy="Gweithlu hyderus",
        aim_en="Everybody learns what their role needs.",
        aim_cy="Mae pawb yn dysgu’r hyn y mae ei rôl yn gofyn amdano.",
        led_by=led_by,
        opened_at=at,
        opened_by=opened_by,
    )


def both(english: str, welsh: str) -> dict[str, str]:
    """A name in both languages."""
    return {"name_en": english, "name_cy": welsh}


def rows_of_reflection(partners: factories.Partners, who: Practitioner, *, at: datetime) -> None:
    """A row in every table of reflection, of organisations and of the programme. `who` is supervised."""
    own = as_own(who)
    note(own, lock(own, at=at), at=at)
    coordinator = factories.practitioner(partners.front_door, Role.COORDINATOR)
    by, soon = as_own(coordinator), at.date() + timedelta(days=20)
    found = assessment(by, share=True, at=at)
    stream = workstream(partners.council, coordinator, at=at)
    with acting(by):
        improvement = actions.add_improvement(
            by=by, assessment=found, statement="commitment", text="Say it.", owner=who, due_on=soon, at=at
        )
        actions.tell_improvement(by=by, improvement=improvement, state="open", words="Begun.", at=at)
        actions.add_milestone(by=by, workstream=stream, due_on=soon, at=at, **both("Half", "Hanner"))
        actions.add_risk(
            by=by, workstream=stream, likelihood=1, impact=3, at=at, **both("Nobody comes", "Neb yn dod")
        )
        pledge = actions.make_pledge(by=by, due_on=soon, at=at, **both("A room", "Ystafell"))
        actions.tell_item(by=by, item=pledge, state="open", words="Looked for.", at=at)
        actions.write_talk(
            by=by, worker=who, held_on=date(at.year, at.month, at.day), agreed="Shadow.", next_on=soon, at=at
        )
