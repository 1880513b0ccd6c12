"""What waits for a practitioner, gathered from the rooms. Joins only; each room decides who may see what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from earlyhelp.desk.queries.protecting import list_beside
from earlyhelp.govern.queries.rights import count_open_requests
from earlyhelp.identify import queries as identify
from earlyhelp.identify.models import Attachment, Draft, Notification
from earlyhelp.inform import queries as inform
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.signpost import queries as signpost
from earlyhelp.signpost.choices.referrals import InboxTab
from earlyhelp.signpost.queries.proposals import count_for_steward
from earlyhelp.solve import queries as solve
from earlyhelp.solve import rules as solve_rules
from earlyhelp.solve.choices import Holder
from earlyhelp.solve.choices.queue import Stage, View
from earlyhelp.solve.models import Question
from earlyhelp.solve.queries import Heard, meetings
from earlyhelp.solve.queries.plans import list_replies_to_read, list_reviews_of_mine
from earlyhelp.solve.rules.meetings import ATTENDING_ROLES
from earlyhelp.solve.rules.queue import NOBODY
from earlyhelp.solve.rules.reviews import SOON
from earlyhelp.understand import queries as understand
from earlyhelp.understand.rules.entries import may_record

_PER_PAGE = 25
_LATEST = 5


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work that waits: how much, in a whole sentence, and the page to do it on."""

    sentence: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A notification that an officer sent, and what they heard about it, the newest first."""

    notification: Notification
    heard: tuple[Heard, ...]
    amendments: tuple[identify.Amended, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def latest(self) -> Heard | None:
        """The newest thing that was heard of it, or None when nothing was. A thank-you says nothing of the case."""
        return next((heard for heard in self.heard if heard.event not in solve_rules.THANKS), None)

    @property
    def holder(self) -> str:
        """Who has it now, in plain words; the front door by its name."""
        known = (heard.event for heard in self.heard if solve_rules.says_where_it_stands(heard.event))
        holder = solve_rules.holder_of(next(known, None))
        return self.notification.front_door.name if holder is Holder.FRONT_DOOR else str(holder.label)

    @property
    def state(self) -> str:
        """Where it stands, in plain words."""
        return self.latest.sentence if self.latest else _("The front door has it and has not decided yet.")

    @property
    def is_new(self) -> bool:
        """True when something was heard that the officer has not read."""
        return any(heard.is_new for heard in self.heard)


@dataclass(frozen=True, slots=True)
class OfficerWork:
    """What waits for an officer: questions, unfinished notifications, and news."""

    questions: tuple[Question, ...]
    drafts: tuple[Draft, ...]
    latest: tuple[Sent, ...]


def get_officer_work(*, by: Actor) -> OfficerWork:
    """Return what waits for the officer who asks."""
    return OfficerWork(
        tuple(solve.list_open_questions(by)),
        tuple(identify.list_my_drafts(by=by)),
        tuple(_sent(by, list(identify.list_my_notifications(by=by)[:_LATEST]))),
    )


def list_work(*, by: Actor, at: datetime) -> list[Work]:
    """Return what waits for this practitioner, by their role. Kinds with nothing in them are there too."""
    return [
        *_queue(by, at),
        *_BY_ROLE[Role(by.role)](by),
        *(Work(*line) for line in list_beside(by, at=at)),
        *_due_again(by, at),
        *_plans(by, at),
        *_meetings(by, at),
        *_warnings(by, at),
        _messages(by),
    ]


def list_sent(*, by: Actor, page: str | None) -> tuple[Page[Notification], list[Sent]]:
    """Return one page of what an officer sent, with what they heard. Names nobody."""
    shown = Paginator(identify.list_my_notifications(by=by), _PER_PAGE).get_page(page)
    return shown, _sent(by, list(shown.object_list))


def get_sent(*, by: Actor, reference: str, at: datetime) -> tuple[Sent, tuple[Question, ...]]:
    """Return one notification with what was heard and what is asked about it. The reading is audited.

    Raises Notification.DoesNotExist or NotAllowed.
    """
    notification = identify.get_notification(by=by, reference=reference, at=at, reason="own notification")
    heard = solve.list_feedback_for(by, [notification])[notification.pk]
    questions = [one for one in solve.list_open_questions(by) if one.notification_id == notification.pk]
    amendments = tuple(identify.list_amendments(by=by, notification=notification))
    attachments = tuple(identify.list_attachments(by=by, notification=notification))
    return Sent(notification, tuple(heard), amendments, attachments), tuple(questions)


def _sent(by: Actor, notifications: list[Notification]) -> list[Sent]:
    heard = solve.list_feedback_for(by, notifications)
    return [Sent(one, tuple(heard[one.pk])) for one in notifications]


def _messages(by: Actor) -> Work:
    count = inform.count_unread(by)
    sentence = ngettext("%(count)d message to read", "%(count)d messages to read", count) % {"count": count}
    return Work(sentence, reverse("inform:messages"), count)


def _due_again(by: Actor, at: datetime) -> list[Work]:
    """Decisions whose day has come, for the front door; questions of officers who are away, for their supervisor."""
    if by.role in FRONT_DOOR_ROLES:
        count = solve.count_overdue(by, at=at)
        sentence = ngettext(
            "%(count)d decision to look at again", "%(count)d decisions to look at again", count
        ) % {"count": count}
        return [Work(sentence, reverse("solve:follow_ups"), count)]
    if by.role == Role.SUPERVISOR:
        count = len(solve.list_team_questions(by=by, at=at))
        sentence = ngettext(
            "%(count)d question to an officer of your team who is away",
            "%(count)d questions to officers of your team who are away",
            count,
        ) % {"count": count}
        return [Work(sentence, reverse("solve:team_questions"), count)]
    return []


def _plans(by: Actor, at: datetime) -> list[Work]:
    """Reviews that are late or due within a week, and answers of families that nobody has read, for lead workers."""
    if by.role != Role.PARTNER:
        return []
    due = len(list_reviews_of_mine(by, until=at.astimezone(LONDON).date() + SOON))
    replies = list_replies_to_read(by)
    unread = len(replies)
    reviews = ngettext(
        "%(count)d review that is late or due within a week",
        "%(count)d reviews that are late or due within a week",
        due,
    )
    said = ngettext(
        "%(count)d answer of a family about its plan",
        "%(count)d answers of families about their plans",
        unread,
    )
    plan = reverse("solve:plan", args=[replies[0].episode.reference]) if replies else ""
    return [
        Work(reviews % {"count": due}, reverse("solve:my_episodes"), due),
        Work(said % {"count": unread}, plan or reverse("solve:my_episodes"), unread),
    ]


def _meetings(by: Actor, at: datetime) -> list[Work]:
    """The meeting that comes next, and minutes that wait to be confirmed, for those who attend meetings."""
    if by.role not in ATTENDING_ROLES:
        return []
    found = meetings.get_next_meeting(by, at=at)
    to_confirm = meetings.count_to_confirm(by)
    work = []
    if found is not None:
        starts = date_format(found.starts_at.astimezone(LONDON), "j F Y, H:i")
        sentence = _("Your next meeting: %(when)s") % {"when": starts}
        work.append(Work(sentence, reverse("solve:meeting", args=[found.reference]), 1))
    sentence = ngettext(
        "%(count)d meeting whose minutes wait for you",
        "%(count)d meetings whose minutes wait for you",
        to_confirm,
    ) % {"count": to_confirm}
    work.append(Work(sentence, reverse("solve:meetings"), to_confirm))
    return work


def _warnings(by: Actor, at: datetime) -> list[Work]:
    """Warning notes to look at again by today, for those who write them."""
    if not may_record(by):
        return []
    count = understand.count_warnings_to_review(by, until=at.astimezone(LONDON).date())
    sentence = ngettext(
        "%(count)d warning note to look at again", "%(count)d warning notes to look at again", count
    ) % {"count": count}
    return [Work(sentence, reverse("understand:warnings_to_review"), count)]


def _queue(by: Actor, at: datetime) -> list[Work]:
    """The front door's queue: to decide, one's own, waiting; and for the co-ordinator, what is nobody's yet."""
    if by.role not in FRONT_DOOR_ROLES:
        return []
    counts, mine = solve.count_stages(by, at), solve.count_stages(by, at, View.MINE)[Stage.TO_DECIDE]
    to_decide, waiting = counts[Stage.TO_DECIDE], counts[Stage.WAITING]
    address = reverse("solve:queue")
    decide = ngettext("%(count)d notification to decide", "%(count)d notifications to decide", to_decide)
    given = ngettext(
        "%(count)d notification given to you to decide",
        "%(count)d notifications given to you to decide",
        mine,
    )
    asked = ngettext(
        "%(count)d notification that waits for an officer’s answer",
        "%(count)d notifications that wait for an officer’s answer",
        waiting,
    )
    work = [
        Work(decide % {"count": to_decide}, address, to_decide),
        Work(given % {"count": mine}, f"{address}?view={View.MINE}", mine),
        Work(asked % {"count": waiting}, f"{address}?tab={Stage.WAITING}", waiting),
    ]
    return [*_to_share_out(by, at), *work] if by.role == Role.COORDINATOR else work


def _to_share_out(by: Actor, at: datetime) -> list[Work]:
    unassigned = solve.count_unassigned(by, at)
    sentence = ngettext(
        "%(count)d notification that nobody has been given",
        "%(count)d notifications that nobody has been given",
        unassigned,
    ) % {"count": unassigned}
    address = f"{reverse('solve:queue')}?view={View.TEAM}&owner={NOBODY}"
    return [
        Work(sentence, address, unassigned),
        Work(_("See who has what"), reverse("solve:who_has_what"), 1),
    ]


def _decision_maker(by: Actor) -> list[Work]:
    returned = signpost.count_returned(by)
    needs_us = signpost.count_action_needed(by)
    return [
        Work(
            ngettext(
                "%(count)d referral that a service declined",
                "%(count)d referrals that services declined",
                returned,
            )
            % {"count": returned},
            reverse("signpost:returned"),
            returned,
        ),
        Work(
            ngettext(
                "%(count)d referral that a service did not answer, or asks about",
                "%(count)d referrals that services did not answer, or ask about",
                needs_us,
            )
            % {"count": needs_us},
            f"{reverse('signpost:open_referrals')}?view=action",
            needs_us,
        ),
    ]


def _service_worker(by: Actor) -> list[Work]:
    counts = signpost.count_inbox(by=by)
    new, waiting, working = (counts[tab] for tab in (InboxTab.NEW, InboxTab.WAITING, InboxTab.WORKING))
    inbox = reverse("signpost:inbox")
    return [
        _checks(by),
        Work(ngettext("%(count)d new referral", "%(count)d new referrals", new) % {"count": new}, inbox, new),
        Work(
            ngettext("%(count)d person on the waiting list", "%(count)d people on the waiting list", waiting)
            % {"count": waiting},
            f"{inbox}?tab={InboxTab.WAITING}",
            waiting,
        ),
        Work(
            ngettext(
                "%(count)d referral that needs an answer",
                "%(count)d referrals that need an answer",
                counts[InboxTab.ACTION],
            )
            % {"count": counts[InboxTab.ACTION]},
            f"{inbox}?tab={InboxTab.ACTION}",
            counts[InboxTab.ACTION],
        ),
        Work(
            ngettext("%(count)d person you work with", "%(count)d people you work with", working)
            % {"count": working},
            f"{inbox}?tab={InboxTab.WORKING}",
            working,
        ),
    ]


def _administrator(by: Actor) -> list[Work]:
    failed = inform.count_failed_messages(by)
    sentence = ngettext(
        "%(count)d message that was not sent", "%(count)d messages that were not sent", failed
    ) % {"count": failed}
    waiting = count_for_steward(by=by)
    asked = ngettext(
        "%(count)d change or remark about the directory to look at",
        "%(count)d changes or remarks about the directory to look at",
        waiting,
    ) % {"count": waiting}
    return [
        Work(sentence, reverse("inform:failed"), failed),
        Work(asked, reverse("signpost:steward"), waiting),
    ]


def _auditor(by: Actor) -> list[Work]:
    asked = count_open_requests(by)
    sentence = ngettext(
        "%(count)d request about rights is open", "%(count)d requests about rights are open", asked
    ) % {"count": asked}
    return [
        Work(_("Search the audit of your agency"), reverse("govern:audit"), 1),
        Work(sentence, reverse("desk:rights"), asked),
    ]


def _supervisor(by: Actor) -> list[Work]:
    return [Work(_("See the figures of your team"), reverse("desk:team"), 1)]


def _notifier(by: Actor) -> list[Work]:
    return []


def _partner(by: Actor) -> list[Work]:
    return [*_families(by), _checks(by)]


def _families(by: Actor) -> list[Work]:
    """The families with whom a worker works, and steps that wait for their team."""
    families = solve.list_my_episodes(by).count()
    led = ngettext("%(count)d family you work with", "%(count)d families you work with", families)
    return [
        Work(led % {"count": families}, reverse("solve:my_episodes"), families),
        _steps(by),
    ]


def _coordinator(by: Actor) -> list[Work]:
    count = solve.count_unled(by)
    unled = ngettext("%(count)d family whom nobody leads", "%(count)d families whom nobody leads", count)
    found = [*_decision_maker(by), Work(unled % {"count": count}, reverse("solve:caseloads"), count)]
    return [*found, _steps(by)]


def _steps(by: Actor) -> Work:
    """Steps up or down that wait for the answer of one's own team."""
    count = solve.list_steps_to_answer(by).count()
    sentence = ngettext("%(count)d step up or down to answer", "%(count)d steps up or down to answer", count)
    return Work(sentence % {"count": count}, reverse("solve:steps"), count)


def _checks(by: Actor) -> Work:
    """Checks that wait for the answer of one's own agency."""
    count = solve.count_checks_to_answer(by)
    sentence = ngettext("%(count)d check to answer", "%(count)d checks to answer", count) % {"count": count}
    return Work(sentence, reverse("solve:checks"), count)


_BY_ROLE: Final[Mapping[Role, Callable[[Actor], list[Work]]]] = {
    Role.NOTIFIER: _notifier,
    Role.SUPERVISOR: _supervisor,
    Role.DECISION_MAKER: _decision_maker,
    Role.COORDINATOR: _coordinator,
    Role.PARTNER: _partner,
    Role.SERVICE_WORKER: _service_worker,
    Role.AUDITOR: _auditor,
    Role.ADMINISTRATOR: _administrator,
}
