"""Notifications that were drawn, and what colleagues of other teams found in them."""

from datetime import date, datetime
from uuid import UUID

from earlyhelp.desk.queries.reviews import list_writers
from earlyhelp.develop.actions import reviews as actions
from earlyhelp.develop.choices.reviews import LATEST, rubric
from earlyhelp.develop.models import ReviewRound
from earlyhelp.develop.queries.reviews import ToDraw
from earlyhelp.develop.rules.rounds import months_after
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Practitioner, Team
from tests import factories

ALL_CLEAR = {item.key: "3" for item in rubric(LATEST).items}


def other_team(partners: factories.Partners, code: str = "other") -> Team:
    """Another team of the force."""
    return Team.objects.create(
        code=f"{partners.force.code}-{code}",
        agency=partners.force,
        kind=TeamKind.RESPONSE,
        area=partners.area,
        name_en="Other team",
        name_cy="Tîm arall",
    )


def service_of(partners: factories.Partners) -> Actor:
    """The service at work for the force."""
    return Actor.system(Purpose.ASSURANCE, agency_id=partners.force.pk)


def drawn(partners: factories.Partners, month: date, *, size: int = 20, at: datetime) -> ReviewRound | None:
    """Draw from what the response team sent in a month. `month` is its first day."""
    with acting(service_of(partners)) as by:
        writers = list_writers(by, team_id=partners.response.pk, month=month)
        wanted = ToDraw(partners.response.pk, month, size)
        return actions.draw_round(by=by, wanted=wanted, writers=writers, at=at)


def read_one(reader: Practitioner, said: dict[str, str] | None = None, *, at: datetime) -> str:
    """Take one on and say what one found. Gives its key."""
    with acting(factories.actor(reader, Purpose.ASSURANCE)) as by:
        key = actions.take_review(by=by, at=at)
        actions.give_review(by=by, key=key, said=ALL_CLEAR | (said or {}), at=at)
    return key


def rows_of_reviews(partners: factories.Partners, officer: Practitioner, sent_at: datetime) -> UUID:
    """A row in every table of peer review: a notification of this officer that two colleagues have read."""
    team = other_team(partners, "readers")
    supervisor = factories.practitioner(partners.response, Role.SUPERVISOR)
    month = sent_at.astimezone(LONDON).date().replace(day=1)
    after = months_after(month, 1)
    at = datetime(after.year, after.month, 3, 12, tzinfo=LONDON)
    with acting(factories.actor(supervisor)) as by:
        actions.set_size(by=by, size=20, at=at)
    made = drawn(partners, month, at=at)
    assert made is not None
    with acting(service_of(partners)):
        count = made.samples.count()
    for reader in (factories.practitioner(team), factories.practitioner(team)):
        for _ in range(count):
            read_one(reader, at=at)
    return made.pk
