"""Which board shows what to whom, and whose figures a run of the measures keeps. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.rules.places import Place, tiles
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import AgencyKind, Role

ANALYSTS: Final = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR})
"""Who builds tables, and reads boards of places that are not their own."""

# Of these kinds of agency a whole force or council area is their own business; of others, their own work only.
_OF_A_PLACE: Final = frozenset({AgencyKind.POLICE, AgencyKind.COUNCIL})


@dataclass(frozen=True, slots=True)
class Board:
    """One page of figures. `key` measures stand in words at the top. `of_everywhere`: any place may be chosen."""

    code: str
    title: Promise
    sentence: Promise
    roles: frozenset[str]
    key: tuple[str, ...]
    more: tuple[str, ...]
    of_everywhere: bool = False
    mapped: tuple[str, ...] = ()

    @property
    def measures(self) -> tuple[str, ...]:
        """The codes of its measures, in order."""
        return tuple(dict.fromkeys(self.key + self.more))


_NOTIFIED: Final = ("notifications", "decisions", "notified_again")
_REFERRED: Final = ("referral_answers", "accepted_in_14", "acceptance_wait", "started_in_14", "start_wait")
_HELPED: Final = ("referrals_completed", "distance_travelled", "welsh_met")
_DEMANDED: Final = (
    "demand_closing",
    "demand_share",
    "vulnerability_flags",
    "antisocial_incidents",
    "reclassified",
)
_REPEATED: Final = (
    *(
        "repeat_person",
        "repeat_household",
        "repeat_address",
        "people_again",
        "incidents_per_person",
        "time_to_next",
    ),
    *("top_share_person", "gini_person", "top_share_address", "people_notified_again"),
)
_CONTACTED: Final = ("contacts_before_after", "contacts_difference")
_JOINED: Final = (
    "answered_in_time",
    "answer_wait",
    "joint_density",
    "joint_reciprocity",
    "training_coverage",
)

TEAM: Final = Board(
    "team",
    _("Officers’ notifications"),
    _("What officers sent, what became of it, and whether they were told. No officer is shown."),
    frozenset({Role.NOTIFIER, Role.SUPERVISOR}),
    ("notifications", "told_in_10", "decided_next_day"),
    ("told_at_all", "decisions", "notified_again", "welsh_offered"),
)
HUB: Final = Board(
    "hub",
    _("The front door"),
    _("How much comes in, how soon it is decided and how, and who comes back."),
    frozenset({Role.DECISION_MAKER, Role.COORDINATOR}),
    ("notifications", "decided_next_day", "decision_wait", "notified_again"),
    ("notifications_by_grade", "decided_in_5", "decisions", "told_in_10", "welsh_offered", "unmet_needs"),
)
SERVICE: Final = Board(
    "service",
    _("Referrals to services"),
    _("How referrals are taken up, how long people wait, and how help ends."),
    frozenset({Role.SERVICE_WORKER, Role.PARTNER, Role.COORDINATOR}),
    ("accepted_in_14", "started_in_14", "referrals_completed"),
    (
        *_REFERRED,
        "referrals_accepted",
        "distance_travelled",
        "goals_unanswered",
        "welsh_met",
        "answered_in_time",
    ),
)
COMMISSIONING: Final = Board(
    "commissioning",
    _("Demand and help"),
    _("What people come with, who comes back, where demand gathers, and what help they get."),
    ANALYSTS,
    ("demand_closing", "repeat_person", "people_notified_again", "unmet_share"),
    (*_DEMANDED, *_REPEATED, *_REFERRED, *_HELPED, "unmet_needs", *_CONTACTED),
    of_everywhere=True,
    mapped=("demand_closing", "repeat_person"),
)
WALES: Final = Board(
    "all-wales",
    _("All of Wales"),
    _("Demand, help, Welsh, training and joint working, for forces, councils and Wales."),
    ANALYSTS,
    ("demand_closing", "notifications", "repeat_person", "welsh_offered"),
    (
        *(*_DEMANDED, *_REPEATED, "street_context", *_NOTIFIED, "told_in_10", "decided_next_day"),
        *(*_REFERRED, *_HELPED, "unmet_share", *_CONTACTED, "welsh_offered", *_JOINED),
    ),
    of_everywhere=True,
    mapped=("demand_closing", "notifications", "welsh_offered"),
)
BOARDS: Final[Mapping[str, Board]] = {
    board.code: board for board in (TEAM, HUB, SERVICE, COMMISSIONING, WALES)
}


def boards_for(role: str) -> list[Board]:
    """The boards that a role has."""
    return [board for board in BOARDS.values() if role in board.roles]


def may_read_measure(role: str, code: str) -> bool:
    """Whether a measure stands on a board of this role; those who build tables read every measure."""
    return role in ANALYSTS or any(code in board.measures for board in boards_for(role))


def check_may_read_board(role: str, board: Board) -> None:
    """Refuse a role that does not have the board. Raises NotAllowed."""
    if role not in board.roles:
        raise NotAllowed(_("These figures are for other roles."))


def check_may_build_tables(role: str) -> None:
    """Refuse a role that does not work with figures. Raises NotAllowed."""
    if role not in ANALYSTS:
        raise NotAllowed(_("Co-ordinators, administrators and information governance officers build tables."))


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom figures are kept: an agency with its areas. No code: everybody."""

    code: str = ""
    kind: str = ""
    areas: frozenset[str] = frozenset()

    @property
    def place(self) -> Place:
        """Where the reader's board opens."""
        if self.kind == AgencyKind.POLICE:
            return Place(force=self.code)
        if self.kind == AgencyKind.COUNCIL and len(self.areas) == 1:
            return Place(area=min(self.areas))
        return Place(agency=self.code)

    def owns(self, place: Place) -> bool:
        """Whether the figures of a place are the reader's own business."""
        if place.agency:
            return place.agency == self.code
        if self.kind not in _OF_A_PLACE or place == Place():
            return False
        return place.force == self.code if place.force else place.area in self.areas


def is_kept_for(reader: Reader, row: Mapping[str, Any]) -> bool:
    """Whether a row of values is kept for a reader: what is their own, or for everybody what names no agency."""
    if not reader.code:
        return not row["agency"]
    return reader.owns(Place(row["force"], row["area"], row["agency"]))


def places_for(board: Board, reader: Reader) -> list[Place]:
    """The places that may be chosen on a board: one's own and Wales, or all."""
    own = [reader.place, *(Place(area=code) for code in sorted(reader.areas) if reader.kind in _OF_A_PLACE)]
    if not board.of_everywhere:
        return [*dict.fromkeys(own), Place()]
    return [Place(), *dict.fromkeys([reader.place, *map(_place, tiles())])]


def _place(code: str) -> Place:
    return Place(area=code) if tiles()[code].kind == "area" else Place(force=code)


def known(codes: Collection[str], catalogue: Mapping[str, Any]) -> list[str]:
    """Those of the codes that the catalogue has, in order."""
    return [code for code in codes if code in catalogue]
