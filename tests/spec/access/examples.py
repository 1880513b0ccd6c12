"""What stands in the address of each page that is about a record of the world; a page without one fails the tests."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from earlyhelp.config.access.pages import Page
from earlyhelp.config.access.policy import GOVERNED, OWN, SETTINGS, about
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from tests.spec.access.world import World

Fill = Callable[[World], Any]


def of(label: str, column: str = "pk", owner: str = "council", **where: Any) -> Fill:
    """A column of the first record of a model."""
    return lambda world: getattr(world.first(label, owner, **where), column)


def notification(world: World) -> str:
    """The notification that the journey is about."""
    return world.case.notification.reference


def always(value: Any) -> Fill:
    """The same value in every world."""
    return lambda world: value


def in_relationship(world: World) -> str:
    """The person whose relationship is the first one."""
    key = world.first("understand.Relationship", "council").person_id  # type: ignore[attr-defined]
    return str(world.first("understand.Person", "council", pk=key).reference)  # type: ignore[attr-defined]


PERSON: Final = of("understand.Person", "reference")
REFERRAL: Final = of("signpost.Referral", "reference")
EPISODE: Final = of("solve.Episode", "reference")
MEETING: Final = of("solve.Meeting", "reference")
SERVICE: Final[Fill] = lambda world: world.case.service.pk  # noqa: E731
NOBODY: Final = always(UUID(int=1))
# The first pattern that matches an address says what stands in its parts.
EXAMPLES: Final[tuple[tuple[str, Mapping[str, Fill]], ...]] = (
    (r"/episodes/from/|/checks/ask/|/meetings/ask/|/checks/.*/withdraw/", {"reference": notification}),
    (r"/episodes/(supervision|team)/", {"practitioner_id": lambda world: world.case.decider.pk}),
    (r"/episodes/|/steps/up/", {"reference": EPISODE}),
    (r"/meetings/", {"reference": MEETING}),
    (r"/people/<str:reference>/relationships/<", {"reference": in_relationship}),
    (r"/people/<", {"reference": PERSON}),
    (r"/services/referrals/", {"reference": REFERRAL}),
    (r"/services/consent/", {"reference": REFERRAL, "kind": always("referral")}),
    (r"/workforce/sessions/", {"reference": of("develop.TrainingSession", "reference")}),
    (r"/steps/", {"reference": of("solve.StatutoryStep", "reference")}),
    (r"/households/", {"reference": of("understand.Household", "reference")}),
    (r"/", {"reference": notification}),
)
# Records of governance and settings: the world has none, so a key that nobody has stands in their place.
ELSEWHERE: Final = (
    *("agency", "team", "practitioner", "key", "uuid", "glass_id", "restriction_id", "pair_id", "own_id"),
    *("mapping_id", "departure", "provider", "hold_id"),
    *("disposal_id", "task_id", "reading_id", "code_list", "item"),
)
PARTS: Final[tuple[tuple[str, str, Fill], ...]] = (
    # Later rows win over earlier ones.
    *((r"", name, NOBODY) for name in ELSEWHERE),
    (r"", "action_id", of("solve.Action")),
    (r"", "record_id", NOBODY),
    (r"", "token", always("no-such-token")),
    (r"/workforce/evaluation/", "group_id", of("develop.EvaluatedGroup")),
    (r"", "check_id", of("solve.Check")),
    (r"", "goal_id", of("solve.Goal")),
    (r"", "link_id", of("solve.FamilyLink")),
    (r"", "reply_id", of("solve.FamilyReply")),
    (r"", "worker_id", of("solve.EpisodeWorker")),
    (r"", "member_id", of("solve.EpisodeMember")),
    (r"/figures/logic/", "model_id", of("evaluate.LogicModel")),
    (r"/figures/benefits/", "benefit_id", of("evaluate.Benefit")),
    (r"/figures/measures/", "code", always("notifications")),
    (r"", "number", always(1)),
    (r"/episodes/.*/visits/", "kind", always("review")),
    (r"", "case_id", of("solve.MeetingCase")),
    (r"/meetings/.*/cases/", "what", always("decide")),
    (r"/meetings/.*/step/", "what", always("close")),
    (r"", "attachment_id", of("identify.Attachment", owner="force")),
    (r"", "draft_id", of("identify.Draft", owner="force")),
    (r"", "question_id", of("solve.Question", owner="force")),
    (r"", "view_id", of("solve.SavedView")),
    (r"", "position", lambda world: world.case.position),
    (r"", "service_id", SERVICE),
    (r"", "appointment_id", of("signpost.Appointment")),
    (r"/services/referrals/drafts/", "draft_id", of("signpost.ReferralDraft")),
    (r"/services/letters/", "message_id", of("inform.PersonMessage")),
    (r"/services/referrals/.*<str:to>", "to", always("accepted")),
    (r"/people/.*/addresses/", "key", of("understand.HouseholdAddress")),
    (r"/people/.*/hidden/", "key", of("understand.HiddenAddress")),
    (r"/people/.*/households/", "key", of("understand.Household")),
    (r"/people/.*/members/", "key", of("understand.HouseholdMember")),
    (r"/people/.*/relationships/", "key", of("understand.Relationship")),
    (r"/people/.*/reported/", "key", of("identify.ReportedRelation", owner="force")),
    (r"/people/.*/statements/", "key", of("understand.PersonStatement")),
    (r"/people/childs-eye/", "entry_id", of("understand.ChildView")),
    (r"/people/circumstances/", "entry_id", of("understand.Circumstance")),
    (r"/people/strengths/", "entry_id", of("understand.Strength")),
    (r"/people/own-childhood/<", "history_id", of("understand.ChildhoodHistory")),
    (r"/people/own-childhood/let-read/", "permission_id", of("understand.HistoryPermission")),
    (r"/people/take-back/join/", "said_id", of("understand.PersonJoin")),
    (r"/people/take-back/link/", "said_id", of("understand.PersonLink")),
    (r"/people/take-back/not-same/", "said_id", of("understand.NotSame")),
    (r"/people/search/", "search_id", of("understand.PersonSearch")),
    (r"/people/warnings/", "note_id", of("understand.WarningNote")),
    (r"/people/.*/chronology/entry/", "entry", always("n-1")),
    (r"/reviews/", "key", of("develop.ReviewSample", "key", owner="force")),
    (r"/workforce/notes/", "note_id", of("develop.PrivateNote")),
    (r"/workforce/organisation/", "assessment_id", of("develop.SelfAssessment")),
    (r"/workforce/organisation/", "action_id", of("develop.ImprovementAction")),
    (r"/workforce/organisation/", "domain", always("leadership")),
    (r"/workforce/organisation/", "statement", always("commitment")),
    (r"/workforce/programme/", "workstream_id", of("develop.Workstream")),
    (r"/workforce/programme/milestones/", "item_id", of("develop.Milestone")),
    (r"/workforce/programme/risks/", "item_id", of("develop.ProgrammeRisk")),
    (r"/workforce/programme/pledges/", "item_id", of("develop.Pledge")),
    (r"/workforce/programme/report/", "quarter", always("2026-q1")),
    (r"/workforce/supervision/with/", "practitioner_id", lambda world: world.case.decider.pk),
    (r"/workforce/supervision/<", "talk_id", of("develop.DevelopmentTalk")),
    (r"", "language", always("en")),
    (r"/workforce/resources/", "code", always("voice-of-the-child")),
    (r"/workforce/", "series", of("develop.TrainingRequirement", "series")),
    (r"/workforce/", "feed_id", of("develop.LearningFeed")),
    (r"/workforce/courses/", "code", of("develop.Course", "code")),
    (r"/workforce/certificates/", "number", of("develop.Certificate", "number")),
    (r"/services/answer/", "to", always("accepted")),
    (r"/(administration|agreements|retention|rights)/", "record_class", always("no-such-class")),
    (r"/dictionary/", "table", always("solve.Decision")),
    (r"/quality/", "rule", always("two-births")),
    (r"/agreements/", "reference", always("AG-26-0000001")),
    (r"/figures/", "first_on", always("2025-04-01")),
    (r"/figures/", "by", always("sex")),
    (r"/figures/", "number", always(0)),
    (r"/figures/", "position", always(0)),
    (r"/agreements/", "version", always(1)),
    (r"/administration/lists/", "listed", always("decision-reasons")),
    (r"/administration/lists/", "choice", always("no_answer")),
    (r"/administration/lists/", "version", always(0)),
    (r"/agreements/", "step", always("sign")),
    (r"/rights/", "reference", always("RR-26-0000001")),
    (r"/rights/", "what", always("find")),
    (r"", "run_id", NOBODY),
    (r"", "code_id", NOBODY),
    (r"/messages/", "message_id", NOBODY),
    (r"", "partner_id", lambda world: world.case.partners.charity.pk),
    (r"", "proposal_id", NOBODY),
    (r"", "remark_id", of("signpost.Remark")),
    (r"", "source_id", of("signpost.DirectorySource")),
    (r"", "line", NOBODY),
)


def address_parts(page: Page, world: World) -> dict[str, Any]:
    """What to put into the address of a page. Raises AssertionError for a part that is not known here."""
    return {name: _value(page, name, world) for name in page.takes}


def address(page: Page, parts: Mapping[str, Any]) -> str:
    """The address of a page with these parts. Several addresses may share a name, so it is not asked for by name."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(parts[part[1]]), page.route)


def _value(page: Page, name: str, world: World) -> Any:
    for pattern, part, fill in reversed(PARTS):
        if part == name and re.match(pattern, page.route):
            return fill(world)
    for pattern, said in EXAMPLES:
        if name in said and re.match(pattern, page.route):
            return said[name](world)
    raise AssertionError(f"{page.route}: say in examples.py what stands for <{name}>")


# What must be sent to a page that reads what it is sent before it looks for a record.
FORMS: Final[Mapping[str, dict[str, Any]]] = {
    "identify:offline_send": {"data": b"{}", "content_type": "application/json"},
}
# Pages that refuse what they cannot read (400) before they look for a record: an empty form shows nothing of anybody.
READ_FIRST: Final = frozenset({"identify:autosave", "identify:offline_send"})
# Pages for which the world holds no fitting record. That they refuse the wrong roles is tried; what they answer to the
# right one is not.
WITHOUT_RECORD: Final = frozenset(
    {
        "exchange:import",
        "exchange:change_code",
        "inform:message",
        "inform:retry",
        "signpost:answer_consent",
        "signpost:remind",
        "solve:check",
        "solve:end_route",
        "solve:move_route",
        "solve:my_action",
        "solve:not_same",
        "understand:confirm_relation",
    }
)

# Pages of one row of a household or family: the first row of the world belongs to somebody else than its first person.
# That others get nothing is tried; that the front door gets it is not.
OF_SOMEBODY_ELSE: Final = re.compile(r"/people/<str:reference>/(addresses|members|relationships|reported)/<")


def is_lacking(page: Page, role: str, relation: str) -> bool:
    """True for a cell that the table calls allowed and for which the world holds no fitting record."""
    if page.name in WITHOUT_RECORD or about(page) in (GOVERNED, SETTINGS):
        return True
    if OF_SOMEBODY_ELSE.match(page.route) and relation in {"INVOLVED", "COLLEAGUE"}:
        return True
    if relation != "INVOLVED":
        return False
    if page.route.startswith("/meetings/"):  # whoever is invited by name
        return role not in FRONT_DOOR_ROLES
    return about(page) is OWN and role != Role.DECISION_MAKER  # the decision-maker wrote them all
