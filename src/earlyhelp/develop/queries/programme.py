"""The programme as every partner reads it. It names no family; who said something is staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.develop.choices.programme import Degree, ItemKind, ItemState
from earlyhelp.develop.models import Milestone, Pledge, ProgrammeRisk, ProgrammeWord, Workstream
from earlyhelp.develop.rules import programme as rules
from earlyhelp.develop.rules.programme import Standing
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Agency

Item = Milestone | ProgrammeRisk | Pledge
_MODELS: dict[ItemKind, type[Milestone] | type[ProgrammeRisk] | type[Pledge]] = {
    ItemKind.MILESTONE: Milestone,
    ItemKind.RISK: ProgrammeRisk,
    ItemKind.PLEDGE: Pledge,
}


@dataclass(frozen=True, slots=True)
class Stood:
    """An item and how it stood on a day."""

    item: Item
    standing: Standing
    words: tuple[ProgrammeWord, ...]
    day: date

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.standing.state == ItemState.OPEN

    @property
    def likelihood(self) -> Degree | None:
        """How likely a risk was; None for anything else."""
        return Degree(self.standing.likelihood) if self.standing.likelihood else None

    @property
    def impact(self) -> Degree | None:
        """How much a risk would have cost the programme; None for anything else."""
        return Degree(self.standing.impact) if self.standing.impact else None

    @property
    def is_late(self) -> bool:
        """Whether it should have been reached."""
        return self.is_open and self.standing.due_on is not None and self.standing.due_on < self.day


def is_of_leading_agency(*, by: Actor) -> bool:
    """Whether the actor's agency runs the programme."""
    return Agency.objects.filter(pk=by.agency_key, leads=True).exists()


def list_partners(*, by: Actor) -> QuerySet[Agency]:
    """The partners of the programme now."""
    return Agency.objects.filter(closed_on=None).order_by("name_en")


def list_workstreams(*, by: Actor) -> QuerySet[Workstream]:
    """Every workstream, in the order in which they were opened."""
    return Workstream.objects.select_related("led_by")


def get_workstream(*, by: Actor, workstream_id: UUID) -> Workstream:
    """One workstream. Raises Workstream.DoesNotExist."""
    return Workstream.objects.select_related("led_by").get(pk=workstream_id)


def list_milestones(*, by: Actor, day: date, workstream: Workstream | None = None) -> list[Stood]:
    """Milestones with how they stood on a day, of one workstream or of all. Two queries."""
    found = Milestone.objects.select_related("workstream")
    return _stood(found.filter(workstream=workstream) if workstream else found, day)


def list_risks(*, by: Actor, day: date, workstream: Workstream | None = None) -> list[Stood]:
    """Risks with how they stood on a day, of one workstream or of all. Two queries."""
    found = ProgrammeRisk.objects.select_related("workstream")
    return _stood(found.filter(workstream=workstream) if workstream else found, day)


def list_pledges(*, by: Actor, day: date) -> list[Stood]:
    """Every partner's pledges with how they stood on a day. Two queries."""
    return _stood(Pledge.objects.select_related("partner"), day)


def get_item(*, by: Actor, kind: ItemKind, item_id: UUID, day: date) -> Stood:
    """One milestone, risk or pledge. Raises the model's DoesNotExist."""
    joined = "partner" if kind == ItemKind.PLEDGE else "workstream__led_by"
    found: QuerySet[Item] = _MODELS[kind].objects.select_related(joined)
    item: Item = found.prefetch_related("words__said_by").get(pk=item_id)
    return _one(item, day)


def standing_of(*, by: Actor, item: Item, day: date) -> Standing:
    """How an item stood on a day."""
    return _one(item, day).standing


def kind_of(*, by: Actor, item: Item) -> ItemKind:
    """What kind of item it is."""
    return next(kind for kind, model in _MODELS.items() if isinstance(item, model))


def _stood(found: Iterable[Item], day: date) -> list[Stood]:
    rows = found.prefetch_related("words__said_by")  # type: ignore[attr-defined]
    made = (_one(row, day) for row in rows if row.made_at.astimezone(LONDON).date() <= day)
    return sorted(made, key=lambda one: (not one.is_open, one.standing.due_on or date.max))


def _one(item: Item, day: date) -> Stood:
    words = tuple(item.words.all())
    said = [(one.said_at.astimezone(LONDON).date(), one) for one in reversed(words)]
    if isinstance(item, ProgrammeRisk):
        standing = rules.standing_on(day, said, likelihood=item.likelihood, impact=item.impact)
    else:
        standing = rules.standing_on(day, said, due_on=item.due_on)
    return Stood(item, standing, words, day)
