from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignpostConfig(AppConfig):
    name = "earlyhelp.signpost"
    verbose_name = _("Signpost")
