from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "earlyhelp.config"

    def ready(self) -> None:
        """Tell the data dictionary who sees which table: only this room knows every wall."""
        from earlyhelp.config.access.fields import list_sights
        from earlyhelp.govern.rules.dictionary import add_walls

        add_walls(list_sights)
