from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DevelopConfig(AppConfig):
    name = "earlyhelp.develop"
    verbose_name = _("Workforce")
