from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor

if TYPE_CHECKING:
    from earlyhelp.govern.rules import GovernancePage


class PartnershipConfig(AppConfig):
    name = "earlyhelp.partnership"
    verbose_name = _("Partnership")

    def ready(self) -> None:
        """Put this room's rows on the page *Governance*, and give rows the words of the agency that keeps them."""
        from earlyhelp.govern.rules import add_pages
        from earlyhelp.kit.codelists import look_up_with
        from earlyhelp.partnership import codewords
        from earlyhelp.partnership.queries.codelists import declared_lists

        codewords.keep_shared({code for code, one in declared_lists().items() if one.shared})
        look_up_with(codewords.words_at)
        add_pages(*_about_work(), *_about_sharing())


def _about_work() -> tuple["GovernancePage", ...]:
    """Rows about who works where, and with which lists."""
    from earlyhelp.govern.choices import Section
    from earlyhelp.govern.rules import GovernancePage

    return (
        GovernancePage(
            name="partnership:administration",
            section=Section.PARTNERS,
            title=_("Administration"),
            sentence=_(
                "Agencies, teams and people: add, change, invite, move, let leave. And every setting."
            ),
            roles=frozenset({"administrator"}),
        ),
        GovernancePage(
            name="partnership:roles",
            section=Section.PARTNERS,
            title=_("What each role may do"),
            sentence=_("Every role, with the pages that it opens."),
            roles=frozenset({"auditor", "administrator"}),
        ),
        GovernancePage(
            name="partnership:code_lists",
            section=Section.SETTINGS,
            title=_("Lists of choices"),
            sentence=_("Reasons and other choices that forms offer: their words, and which are offered."),
            roles=frozenset({"auditor", "administrator"}),
        ),
    )


def _about_sharing() -> tuple["GovernancePage", ...]:
    """Rows about what is shared with whom."""
    from earlyhelp.govern.choices import Section
    from earlyhelp.govern.rules import GovernancePage

    return (
        GovernancePage(
            name="partnership:agreements",
            section=Section.PARTNERS,
            title=_("Sharing agreements"),
            sentence=_("Draw up, sign, review and end what your agency has agreed to share, and with whom."),
            roles=frozenset({"auditor", "administrator"}),
            count=_count_to_sign,
        ),
        GovernancePage(
            name="partnership:disclosures",
            section=Section.READING,
            title=_("What left your agency"),
            sentence=_("See each share: to whom, what, about which record, and what allowed it."),
            roles=frozenset({"auditor"}),
        ),
        GovernancePage(
            name="partnership:exceptions",
            section=Section.READING,
            title=_("Exceptional disclosures"),
            sentence=_("Review each decision to share once without an agreement."),
            roles=frozenset({"auditor"}),
            count=_count_to_review,
        ),
    )


def _count_to_sign(by: Actor) -> int:
    """How many agreements wait for the signature of the actor's agency."""
    from earlyhelp.partnership.queries.agreements import list_to_sign

    return list_to_sign(by=by).count()


def _count_to_review(by: Actor) -> int:
    """How many exceptional disclosures wait for review."""
    from earlyhelp.partnership.queries.disclosures import list_exceptions

    return list_exceptions(by=by).filter(reviewed_at=None).count()
