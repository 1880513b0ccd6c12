from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "earlyhelp.desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        """Put this room's rows on the page *Governance*, and tell figures what incidents are called."""
        from earlyhelp.evaluate.rules.words import add_words
        from earlyhelp.govern.choices import Section
        from earlyhelp.govern.queries.rights import count_open_requests
        from earlyhelp.govern.rules import GovernancePage, add_pages
        from earlyhelp.identify.facts import list_codes

        add_words({one.code: (one.label_en, one.label_cy) for one in list_codes()})

        add_pages(
            GovernancePage(
                name="desk:rights",
                section=Section.PEOPLE,
                title=_("Requests about rights"),
                sentence=_(
                    "What people ask to see, to have put right, kept unused or shared no more, and by when."
                ),
                roles=frozenset({"auditor"}),
                count=count_open_requests,
            ),
            GovernancePage(
                name="desk:quality",
                section=Section.PEOPLE,
                title=_("Data quality"),
                sentence=_(
                    "Records of your agency that are overdue, contradict themselves or say too little."
                ),
                roles=frozenset({"auditor"}),
            ),
            GovernancePage(
                name="desk:thresholds",
                section=Section.SETTINGS,
                title=_("Thresholds"),
                sentence=_("Every number by which the service counts: what it is now, and who sets it."),
                roles=frozenset({"auditor", "administrator"}),
            ),
        )
