from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentifyConfig(AppConfig):
    name = "earlyhelp.identify"
    verbose_name = _("Identify")
