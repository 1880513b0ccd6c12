"""What this room stores."""

from earlyhelp.develop.models import wellbeing as _wellbeing  # noqa: F401 Django finds the tables; nobody else does
