from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernConfig(AppConfig):
    name = "earlyhelp.govern"
    verbose_name = _("Govern")
