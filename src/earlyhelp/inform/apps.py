from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InformConfig(AppConfig):
    name = "earlyhelp.inform"
    verbose_name = _("Inform")
