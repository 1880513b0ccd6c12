from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SolveConfig(AppConfig):
    name = "earlyhelp.solve"
    verbose_name = _("Problem solve")

    def ready(self) -> None:
        """Tell the outbox which sentences a message may carry, and put this room's row on the page *Governance*."""
        from earlyhelp.govern.choices import Section
        from earlyhelp.govern.queries.breakglass import count_glasses_to_review
        from earlyhelp.govern.rules import GovernancePage, add_pages
        from earlyhelp.inform.rules import register_sentences
        from earlyhelp.solve.rules import list_message_ids

        register_sentences(list_message_ids())
        add_pages(
            GovernancePage(
                name="solve:glasses",
                section=Section.READING,
                title=_("Records opened in an emergency"),
                sentence=_("Review who opened a record of your agency in an emergency, and why."),
                roles=frozenset({"auditor"}),
                count=count_glasses_to_review,
            ),
        )
