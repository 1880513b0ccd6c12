from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernConfig(AppConfig):
    name = "earlyhelp.govern"
    verbose_name = _("Govern")

    def ready(self) -> None:
        """Put this room's rows on the page *Governance*."""
        from earlyhelp.govern.choices import Section
        from earlyhelp.govern.rules import GovernancePage, add_pages

        add_pages(
            GovernancePage(
                name="govern:audit",
                section=Section.READING,
                title=_("Audit"),
                sentence=_("Search who wrote, read, linked, decided and shared what, when and why."),
                roles=frozenset({"auditor"}),
            ),
        )
