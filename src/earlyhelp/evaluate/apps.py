from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluateConfig(AppConfig):
    name = "earlyhelp.evaluate"
    verbose_name = _("Evaluation")

    def ready(self) -> None:
        """Put this room's rows on the page *Governance*."""
        from earlyhelp.govern.choices import Section
        from earlyhelp.govern.rules import GovernancePage, add_pages

        add_pages(
            GovernancePage(
                name="evaluate:home",
                section=Section.PEOPLE,
                title=_("Figures"),
                sentence=_(
                    "Read the boards, build tables, and see what should change and how far it has. "
                    "Nobody can be found in it."
                ),
                roles=frozenset({"auditor", "administrator"}),
            ),
            GovernancePage(
                name="evaluate:fairness",
                section=Section.PEOPLE,
                title=_("Fairness"),
                sentence=_(
                    "See what was decided and offered, and how long people waited, by age, sex, ethnic group, "
                    "language and place. Nobody can be found in it."
                ),
                roles=frozenset({"auditor", "administrator"}),
            ),
        )
