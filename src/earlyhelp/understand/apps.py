from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnderstandConfig(AppConfig):
    name = "earlyhelp.understand"
    verbose_name = _("Understand")
