"""The queue: in which tab something stands, what is looked for, and when an open notification is free again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need
from earlyhelp.kit.errors import RuleError
from earlyhelp.solve.choices import Grade, Holder, TriageState
from earlyhelp.solve.choices.queue import Order, Stage, View
from earlyhelp.solve.rules.holders import HOLDERS

# Open with somebody for longer than this, it goes to the next person who asks for something to decide.
CLAIM_LASTS: Final = timedelta(hours=2)
NOBODY: Final = "nobody"
# Stages in which a clock runs, so that grade, repeat contact and lateness can be asked for.
RUNNING: Final = frozenset({Stage.TO_DECIDE, Stage.WAITING, Stage.CHECKS, Stage.ON_HOLD})
CLOSING: Final = frozenset(
    event.removeprefix("decided.")
    for event, holder in HOLDERS.items()
    if event.startswith("decided.") and holder is Holder.NOBODY
)
_CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "grade": tuple(Grade.values),
    "need": tuple(Need.values),
}
_FLAGS: Final = ("welsh", "child", "repeat", "overdue")
_YES: Final = "1"


class NoNameForView(RuleError):
    """A view is kept under a name, and no two of one person's have the same."""

    def __init__(self) -> None:
        super().__init__(_("Enter a name that none of your views has yet."))


class NotYourView(RuleError):
    """Only who made a view changes it."""

    def __init__(self) -> None:
        super().__init__(_("Only the person who keeps this view can change it."))


@dataclass(frozen=True, slots=True)
class Looking:
    """What somebody looks for in the queue. Codes only, except `text`, which never stands in an address."""

    stage: Stage = Stage.TO_DECIDE
    view: View = View.ALL
    order: Order = Order.URGENT
    grade: str = ""
    need: str = ""
    area: str = ""
    agency: str = ""
    owner: str = ""
    welsh: str = ""
    child: str = ""
    repeat: str = ""
    overdue: str = ""
    text: str = ""

    @property
    def codes(self) -> dict[str, str]:
        """What may stand in an address or be kept under a name: what differs from the beginning, without the text."""
        plain = {name: str(value) for name, value in asdict(self).items() if name != "text"}
        first = {name: str(value) for name, value in asdict(Looking()).items()}
        said = {name: value for name, value in plain.items() if value != first[name]}
        if "stage" in said:
            said["tab"] = said.pop("stage")
        return said

    @property
    def query(self) -> str:
        """The codes as they stand in an address."""
        return urlencode(self.codes)

    @property
    def filters(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(name for name in FILTERS if getattr(self, name))

    def but(self, **changes: Any) -> "Looking":
        """The same with some of it changed."""
        return replace(self, **changes)


FILTERS: Final = tuple(
    field.name for field in fields(Looking) if field.name not in ("stage", "view", "order", "text")
)


def looking(said: Mapping[str, str], *, text: str = "") -> Looking:
    """What an address asks for. Whatever is unknown is left out, so that no address is an error."""
    found: dict[str, Any] = {"text": text}
    for name, enum, given in (("stage", Stage, "tab"), ("view", View, "view"), ("order", Order, "order")):
        value = said.get(given, "")
        if value in enum.values:
            found[name] = enum(value)
    found |= {name: said.get(name, "") for name, known in _CODES.items() if said.get(name, "") in known}
    found |= {name: _YES for name in _FLAGS if said.get(name, "") == _YES}
    found |= {name: said.get(name, "") for name in ("agency", "owner") if _is_key(said.get(name, ""))}
    if said.get("owner") == NOBODY:
        found["owner"] = NOBODY
    area = said.get("area", "")
    if area.isalnum() and len(area) == len("W06000013"):
        found["area"] = area
    return Looking(**found)


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def stage_of(state: TriageState, outcome: str, *, on_hold: bool = False, check_out: bool = False) -> Stage:
    """The tab in which a notification stands. `outcome` is the last decision's, or nothing."""
    if state is TriageState.DECIDED:
        return Stage.CLOSED if outcome in CLOSING else Stage.DECIDED
    if state is TriageState.ASKED_BACK:
        return Stage.WAITING
    if on_hold:
        return Stage.ON_HOLD
    return Stage.CHECKS if check_out else Stage.TO_DECIDE


def is_free(claimed_at: datetime | None, *, is_mine: bool, at: datetime) -> bool:
    """True when the next person who asks for something to decide may be given it."""
    return claimed_at is None or is_mine or at - claimed_at > CLAIM_LASTS
