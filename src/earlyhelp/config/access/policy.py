"""The policy in one place: what each page is about, and who may open it. `earlyhelp access table` prints it.

Two questions decide. The page itself says which roles have it (`kit.access.allow`): that is the first half, and it is
read from the page. The second half is here: what kind of record the address names, and what somebody gets who stands
in this or that relation to it. A page whose address names a record of no known kind has no row, and the build fails.
Every cell is tried against the real service by tests/spec/access/test_every_cell.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from earlyhelp.config.access.pages import Page
from earlyhelp.config.access.relations import Answer, Relation
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role

_LETTERS: Final = {"A": Answer.ALLOWED, "R": Answer.REFUSED, "N": Answer.NOT_THERE, "C": Answer.CODE}
FRONT: Final = "front door"
REST: Final = "everybody else"


@dataclass(frozen=True)
class Subject:
    """A kind of record that an address can name.

    `answers` gives one letter for each relation, in the order of `Relation`: A allowed, R refused, N not there. Its
    keys are a role, FRONT (decision-makers and co-ordinators) or REST; the first that fits counts. `owner` is who keeps
    such records: "force", "council" or "charity".
    """

    name: str
    owner: str
    answers: Mapping[str, str] = field(default_factory=dict)

    def answer(self, role: str, relation: Relation) -> Answer:
        """What a practitioner gets whose role has the page."""
        group = FRONT if role in FRONT_DOOR_ROLES else REST
        letters = self.answers.get(role) or self.answers.get(group) or self.answers[REST]
        return _LETTERS[letters[list(Relation).index(relation)]]


TRIAGE = Subject("notification at the front door", "force", {REST: "RRANN"})
TRIAGE_ONLY = Subject("notification, to whoever decides on it", "force", {REST: "NNANN"})
SENT = Subject("notification, to the officer who sent it", "force", {REST: "ARRNN"})
SENT_NOW = Subject("notification just sent", "force", {REST: "ANNNN"})
ATTACHED = Subject("file attached to a notification", "force", {FRONT: "RRANN", REST: "ARRNN"})
REVIEWED = Subject("notification drawn for colleagues, to who took it on", "force", {REST: "NNNNN"})
QUESTION = Subject("question to an officer", "force", {REST: "ARRNN"})
DRAFT = Subject("draft of a notification", "force", {REST: "ANNNN"})
EPISODE = Subject("help for a family", "council", {FRONT: "AARNN", REST: "ARRNN"})
STEP = Subject("step to or from statutory services", "council", {FRONT: "AARNN", REST: "AARNN"})
PERSON = Subject("person", "council", {FRONT: "AAANN", REST: "RRANN"})
KEPT_BACK = Subject("what is kept back of a person", "council", {REST: "AARNN"})
FAMILY = Subject("household or relationship", "council", {REST: "AANNN"})
ENTRY = Subject("entry about a person", "council", {FRONT: "AANNN", REST: "RRNNN"})
MEETING = Subject("meeting", "council", {FRONT: "AANNN", REST: "ANNNN"})
LETTER = Subject("message to a person", "council", {REST: "AANNN"})
REFERRAL = Subject("referral", "council", {FRONT: "AARNN", REST: "RRANN"})
OURS = Subject("service of an organisation", "charity", {REST: "AARRR"})
SUPERVISION = Subject(
    "supervision of a worker",
    "council",
    {Role.COORDINATOR: "AANNN", Role.DECISION_MAKER: "ARNNN", REST: "RRNNN"},
)
CASELOAD = Subject("families of a worker", "council", {REST: "AANNN"})
OWN = Subject("one's own search, view, history or draft", "council", {REST: "ANNNN"})
ORGANISATION = Subject("an organisation's own development", "council", {REST: "AANNN"})
SUPERVISED = Subject("development of a worker", "council", {Role.COORDINATOR: "AANNN", REST: "ARNNN"})
OWN_WORK = Subject("action or message that is one's own", "council", {REST: "ANNNN"})
CHECK = Subject("question to a partner about a person", "council", {REST: "NNANN"})
FIGURES = Subject("an agency's own figures", "council", {REST: "AANNN"})
# The table is tried with a measure of notifications, which is on no board of those who work in services.
MEASURE = Subject(
    "measure, to the roles that have it on a board",
    "council",
    {Role.SERVICE_WORKER: "NNNNN", Role.PARTNER: "NNNNN", REST: "AAAAA"},
)
GOVERNED = Subject("record of governance", "council", {REST: "AANNN"})
SETTINGS = Subject("setting of an agency", "council", {REST: "AARRR"})
# A decision-maker of the front door leads the session that the table is tried with, and nobody of another role does.
_RUN: Final = {Role.COORDINATOR: "AANNN", Role.ADMINISTRATOR: "AANNN", REST: "NNNNN"}
ATTENDANCE = Subject(
    "who comes to training, to its trainers and who runs it",
    "council",
    {Role.DECISION_MAKER: "ANNNN", **_RUN},
)
INVITED = Subject(
    "training session, to who comes and its trainers",
    "council",
    {Role.DECISION_MAKER: "ANNNN", REST: "NNNNN"},
)
TRAINING = Subject("training, to the agency that keeps it", "council", {REST: "AARRR"})
CERTIFICATE = Subject("certificate of a colleague's training", "council", _RUN)
ASKED = Subject("training that an agency asks, or a system that reports to it", "council", {REST: "AANNN"})
COMMON = Subject("nobody: directory and common settings", "council", {REST: "AAAAA"})
LINK = Subject("private link", "council", {REST: "CCCCC"})
ANONYMOUS = Subject("anonymous survey, by its link", "council", {REST: "AAAAA"})

# The first pattern that fits the address says what the page is about.
ABOUT: Final[tuple[tuple[str, Subject], ...]] = (
    (r"/(our-plan|services/answer|join|sign-in/forgotten|your-information)/<str:token>", LINK),
    (r"/workforce/evaluation/answer/<str:token>", LINK),
    (r"/workforce/evaluation/groups/<", FIGURES),
    (r"/workforce/wellbeing/answer/", ANONYMOUS),
    (r"/(find-support|open-referral|privacy|dictionary|quality|messages/mailbox)/", COMMON),
    (r"/figures/measures/", MEASURE),
    (r"/figures/", FIGURES),
    (r"/workforce/sessions/.*/attendance/", ATTENDANCE),
    (r"/workforce/sessions/.*/calendar/", INVITED),
    (r"/workforce/(sessions/.*/(change|cancel)|courses/.*/change)/", TRAINING),
    (r"/workforce/certificates/<", CERTIFICATE),
    (r"/workforce/(courses|sessions|resources)/", COMMON),
    (r"/workforce/(requirements|planning/due|e-learning/systems)/<", ASKED),
    (r"/(meetings/ask/|triage/.*/(new|not-the-same)/)", TRIAGE_ONLY),
    (r"/(triage/<|queue/<|follow-ups/<|standards/cases/|services/for/)", TRIAGE),
    (r"/(checks/ask/|checks/<uuid:check_id>/withdraw/|episodes/from/)", TRIAGE),
    (r"/triage/questions/", QUESTION),
    (r"/(my-notifications/|notifications/sent/.*/(change|people))", SENT),
    (r"/notifications/sent/|/reviews/<str:key>/mine/", SENT_NOW),
    (r"/reviews/<", REVIEWED),
    (r"/notifications/attachments/", ATTACHED),
    (r"/notifications/(drafts|offline/send)/", DRAFT),
    (r"/workforce/notes/", OWN),
    (r"/workforce/organisation/", ORGANISATION),
    (r"/workforce/programme/", COMMON),
    (r"/workforce/supervision/with/", SUPERVISED),
    (r"/workforce/supervision/", OWN),
    (r"/episodes/supervision/", SUPERVISION),
    (r"/episodes/team/", CASELOAD),
    (r"/episodes/<|/steps/up/", EPISODE),
    (r"/steps/<", STEP),
    (r"/checks/<", CHECK),
    (r"/actions/<|/messages/<", OWN_WORK),
    (r"/meetings/<", MEETING),
    (r"/people/<str:reference>/family/kept-back", KEPT_BACK),
    (r"/people/<str:reference>/(members|relationships/<|reported|addresses)", FAMILY),
    (r"/people/take-back/|/households/", FAMILY),
    (r"/people/own-childhood/|/people/search/|/queue/views/|/services/referrals/drafts/", OWN),
    (r"/people/(strengths|circumstances|childs-eye|warnings)/<", ENTRY),
    (r"/people/<", PERSON),
    (r"/services/letters/", LETTER),
    (r"/services/(referrals|consent)/", REFERRAL),
    (r"/services/ours/", OURS),
    (r"/services/(<|steward/|partners/)", COMMON),
    (r"/(imports|standards/routes|messages/failed|administration|agreements)/", SETTINGS),
    (r"/(emergencies|governance|people/protection|retention|rights)/", GOVERNED),
)


def about(page: Page) -> Subject | None:
    """What the address of a page names; None for a page whose address names nothing."""
    if not page.takes:
        return None
    found = next((subject for pattern, subject in ABOUT if re.match(pattern, page.route)), None)
    if found is None:
        raise Unknown(page)
    return found


class Unknown(LookupError):
    """A page without a row: nobody has said who may open it."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            f"{page.route} names a record of no known kind. Add it to earlyhelp.config.access.policy."
        )


def answer(page: Page, role: str | None, relation: Relation) -> Answer:
    """What somebody gets at a page: the role's half first, then the record's. `role` is None for a visitor."""
    access, subject = page.access, about(page)
    if access is None:
        return Answer.NOT_THERE
    if access.demonstration_only:
        return Answer.DEMONSTRATION
    if not access.roles:
        return Answer.CODE if subject is LINK else Answer.ALLOWED
    if role is None:
        return Answer.SIGN_IN
    if role not in access.roles:
        return Answer.REFUSED
    return subject.answer(role, relation) if subject else Answer.ALLOWED
