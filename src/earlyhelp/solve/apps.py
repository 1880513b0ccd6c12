from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SolveConfig(AppConfig):
    name = "earlyhelp.solve"
    verbose_name = _("Problem solve")

    def ready(self) -> None:
        """Tell the outbox which sentences of this room a message may carry."""
        from earlyhelp.inform.rules import register_sentences
        from earlyhelp.solve.rules import list_message_ids

        register_sentences(list_message_ids())
