"""Every number by which the service counts, in one place: what it is now, who sets it, and where."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from earlyhelp.govern.queries.unusual import get_limits
from earlyhelp.govern.rules import breakglass
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.rules import agreements, joiners
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.rules import links, states
from earlyhelp.solve.choices import Grade
from earlyhelp.solve.choices.standards import LimitUnit
from earlyhelp.solve.queries.standards import has_front_door, list_standards
from earlyhelp.solve.rules import family_links, holds
from earlyhelp.solve.rules.clocks import limit_words
from earlyhelp.solve.rules.standards import standard_at


@dataclass(frozen=True, slots=True)
class Limit:
    """One number: what it counts, and how much it is now, in words."""

    what: str | Promise
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """Numbers that one and the same sets. `href` is the page that changes them, where the reader may open it."""

    title: str | Promise
    says: str | Promise
    limits: tuple[Limit, ...]
    href: str = ""
    link: str | Promise = ""


def list_limits(by: Actor, at: datetime) -> list[Part]:
    """Every number, by who sets it. Those of a front door only where the agency runs one."""
    return [
        *([_front_door(by, at)] if has_front_door(by) else []),
        _reading(by),
        _retention(by),
        _of_the_service(),
        _fixed(),
    ]


def _front_door(by: Actor, at: datetime) -> Part:
    now = standard_at(list_standards(by), at)
    clocks = {
        _("To decide what is red"): now.decide[Grade.RED],
        _("To decide what is amber"): now.decide[Grade.AMBER],
        _("To decide what is green"): now.decide[Grade.GREEN],
        _("To tell the officer that a safeguarding report has arrived"): now.acknowledge,
        _("Until it is brought up again that nobody was heard"): now.chase,
        _("To look again at the last decision"): now.review,
    }
    return Part(
        title=_("The clocks of your front door"),
        says=_("Each version counts from a day to come, and every one is kept with who set it and why."),
        limits=(
            *(Limit(what, limit_words(limit.amount, limit.unit)) for what, limit in clocks.items()),
            Limit(_("Notifications of the same people that make a pattern"), str(now.pattern_count)),
            Limit(_("Over how long a pattern is looked for"), _days(now.pattern_days)),
        ),
        href=reverse("solve:standards") if by.role == Role.ADMINISTRATOR else "",
        link=_("Standards"),
    )


def _reading(by: Actor) -> Part:
    limits = get_limits(by)
    return Part(
        title=_("Unusual reading"),
        says=_("An officer for information governance of your agency sets them."),
        limits=(
            Limit(_("More different records than this within one hour"), str(limits.many)),
            Limit(
                _("The same record so often within thirty days, by somebody who changed nothing in it"),
                str(limits.again),
            ),
            Limit(_("So many pages between ten in the evening and six in the morning"), str(limits.at_night)),
        ),
        href=reverse("govern:unusual_limits") if by.role == Role.AUDITOR else "",
        link=_("From when on a person should look"),
    )


def _retention(by: Actor) -> Part:
    return Part(
        title=_("How long records are kept"),
        says=_("Each agency keeps a schedule of its own; an officer for information governance sets it."),
        limits=(),
        href=reverse("govern:retention") if by.role == Role.AUDITOR else "",
        link=_("Retention"),
    )


def _of_the_service() -> Part:
    soonest, latest = settings.REVIEW_WEEKS
    referral = {state: clock.working_days for state, clock in states.CLOCKS.items()} | settings.REFERRAL_DAYS
    waits = tuple(
        Limit(ReferralState(state).label, limit_words(days, LimitUnit.DAYS))
        for state, days in referral.items()
    )
    return Part(
        title=_("Set for the whole service"),
        says=_(
            "Whoever runs the service sets these where it runs, since they hold for every agency. A state of a "
            "referral is followed by the working days after which an answer is asked for again."
        ),
        limits=(
            Limit(_("A draft is deleted when it was left alone for"), _days(settings.DRAFT_DAYS)),
            Limit(_("A chronology shows a gap from"), _days(settings.CHRONOLOGY_GAP_DAYS)),
            Limit(
                _("Weeks to the next review of a plan: offered, and latest without a reason"),
                f"{soonest}–{latest}",
            ),
            Limit(_("Nobody stays signed in longer than"), _hours(settings.SESSION_LONGEST.total_seconds())),
            *waits,
        ),
    )


def _fixed() -> Part:
    return Part(
        title=_("Fixed"),
        says=_("These protect people and evidence, so nobody changes them in the pages or in a setting."),
        limits=(
            Limit(
                _("A record that is opened in an emergency stays open for"),
                _hours(breakglass.LONGEST.total_seconds()),
            ),
            Limit(
                _("It is reviewed by its owner within"), limit_words(breakglass.REVIEW_DAYS, LimitUnit.DAYS)
            ),
            Limit(_("A notification rests on hold at most for"), _days(holds.LONGEST_HOLD.days)),
            Limit(_("An invitation to join works for"), _days(joiners.INVITATION_LIVES.days)),
            Limit(_("A service without an account can answer by its link for"), _days(links.LINK_LIVES.days)),
            Limit(_("A family can read its plan by its link for"), _days(family_links.LINK_LIVES.days)),
            Limit(
                _("The parties hear that a sharing agreement ends, beforehand by"),
                _days(max(agreements.WARN_DAYS)),
            ),
        ),
    )


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _hours(seconds: float) -> str:
    count = round(seconds / 3600)
    return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}
