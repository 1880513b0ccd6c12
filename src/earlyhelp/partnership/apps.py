from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipConfig(AppConfig):
    name = "earlyhelp.partnership"
    verbose_name = _("Partnership")

    def ready(self) -> None:
        """Put this room's rows on the page *Governance*."""
        from earlyhelp.govern.choices import Section
        from earlyhelp.govern.rules import GovernancePage, add_pages

        add_pages(
            GovernancePage(
                name="partnership:administration",
                section=Section.PARTNERS,
                title=_("Administration"),
                sentence=_("Agencies, teams and people: add, change, invite, move, let leave. And every setting."),
                roles=frozenset({"administrator"}),
            ),
            GovernancePage(
                name="partnership:roles",
                section=Section.PARTNERS,
                title=_("What each role may do"),
                sentence=_("Every role, with the pages that it opens."),
                roles=frozenset({"auditor", "administrator"}),
            ),
        )
