from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor


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
            GovernancePage(
                name="govern:unusual",
                section=Section.READING,
                title=_("Unusual reading"),
                sentence=_("Look at reading that stands out, and say what you found."),
                roles=frozenset({"auditor"}),
                count=_count_unusual,
            ),
            GovernancePage(
                name="govern:retention",
                section=Section.PEOPLE,
                title=_("Retention"),
                sentence=_(
                    "Decide what is kept and what is disposed of when its time is over, and hold what must stay."
                ),
                roles=frozenset({"auditor"}),
                count=_count_due,
            ),
            GovernancePage(
                name="govern:dictionary",
                section=Section.SETTINGS,
                title=_("Data dictionary"),
                sentence=_(
                    "What every field means, how sensitive it is, how long it is kept and who sees it."
                ),
                roles=frozenset({"auditor", "administrator"}),
            ),
        )


def _count_due(by: Actor) -> int:
    """What waits for an officer: records to decide, and lists to confirm."""
    from earlyhelp.govern.queries.retention import count_waiting

    return count_waiting(by=by)


def _count_unusual(by: Actor) -> int:
    """How many findings wait for somebody."""
    from earlyhelp.govern.queries.unusual import count_unusual

    return count_unusual(by)
